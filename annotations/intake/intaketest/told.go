package intaketest

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// want is what the files must have made of the library.
//
//go:embed want.txt
var want string

// Hold fails a test where the files made something else of the library than they must.
func Hold(t testing.TB, c record.Collection) {
	t.Helper()
	if got := Told(c); got != want {
		t.Errorf("the records are\n%s\nthey must be\n%s", got, want)
	}
}

// Told tells records in a way in which two libraries can be compared: without times, and
// with words for IDs, which are made anew for a text that comes alone.
func Told(c record.Collection) string {
	var out []string
	names := map[annotations.ID]string{}
	for _, a := range c.Articles {
		names[a.ID] = fmt.Sprintf("%s (%.20q)", a.Title, a.Text.String())
	}
	for _, a := range c.Actors {
		names[a.ID] = a.Name
	}
	for _, n := range c.Annotations {
		names[n.ID] = n.Exact()
	}
	gone := func(deleted bool) string {
		if deleted {
			return ", deleted"
		}
		return ""
	}
	for _, a := range c.Actors {
		out = append(out, fmt.Sprintf("actor %s %v %s %q, revision %d%s", a.Name, a.Aliases, a.Link, a.Note, a.Revision, gone(a.Deleted)))
	}
	for _, a := range c.Articles {
		line := fmt.Sprintf("article %s from %q, revision %d%s", names[a.ID], a.Source, a.Revision, gone(a.Deleted))
		if a.Revises != "" {
			line += ", revises " + names[a.Revises]
		}
		out = append(out, line)
	}
	for _, n := range c.Annotations {
		line := fmt.Sprintf("mark in %s: %s %v %q by %q, %s, label %q, revision %d%s",
			names[n.Article], n.Kind, n.Spans, n.Exact(), n.Creator, n.Origin, n.Label, n.Revision, gone(n.Deleted))
		if n.Actor != "" {
			line += ", actor " + names[n.Actor]
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, "\n") + "\n"
}
