package audit_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/audit"
)

// read returns the articles of a case, in the notation of annotationtest with lines "==="
// between them, and the actors.
func read(t testing.TB, source string) (docs []annotations.Doc, actors annotations.Directory) {
	t.Helper()
	var all []annotations.Actor
	for i, s := range strings.Split(source, "===\n") {
		c := annotationtest.Read(t, s)
		n := strconv.Itoa(i + 1)
		docs = append(docs, c.As(annotations.ID("article-"+n), "Article "+n).Doc())
		all = append(all, c.Actors...)
	}
	return docs, annotations.NewDirectory(all)
}

func TestGapsGolden(t *testing.T) {
	annotationtest.Cases(t, "testdata/gaps.txtar", func(t *testing.T, f txtar.File) string {
		docs, actors := read(t, string(f.Data))
		open, dismissed := audit.Gaps(docs[0], actors)
		var b strings.Builder
		for _, g := range open {
			fmt.Fprintf(&b, "%s %q\n", g.Kind, g.Text)
		}
		for _, g := range dismissed {
			fmt.Fprintf(&b, "dismissed %s %q: %s\n", g.Kind, g.Text, g.Reason)
		}
		return b.String()
	})
}

func TestFindingsGolden(t *testing.T) {
	annotationtest.Cases(t, "testdata/findings.txtar", func(t *testing.T, f txtar.File) string {
		docs, actors := read(t, string(f.Data))
		open, dismissed := audit.Check(docs, actors)
		var b strings.Builder
		for _, f := range open {
			fmt.Fprintf(&b, "%s: %s\n", f.Kind, f.Message())
		}
		for _, f := range dismissed {
			fmt.Fprintf(&b, "dismissed %s: %s (%s)\n", f.Key, f.Message(), f.Reason)
		}
		return b.String()
	})
}
