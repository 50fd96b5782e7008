package command

import (
	"fmt"
	"io"
	"text/tabwriter"

	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
)

// actions are those that the table shows, with what they are called.
var actions = []struct {
	action record.Action
	name   string // in JSON
	words  words.Phrase
}{
	{record.Added, "added", words.BecameAdded},
	{record.Updated, "updated", words.BecameUpdated},
	{record.KeptBoth, "both", words.BecameBoth},
	{record.Same, "same", words.BecameSame},
	{record.Older, "older", words.BecameOlder},
	{record.Deleted, "deleted", words.BecameDeleted},
	{record.Refused, "refused", words.BecameRefused},
}

// countsOf returns what programs read of a tally.
func countsOf(t intake.Tally) map[string]map[string]int {
	out := map[string]map[string]int{}
	for _, a := range actions {
		if n := t[a.action]; n != nil {
			out[a.name] = map[string]int{"articles": n.Articles, "actors": n.Actors, "annotations": n.Annotations}
		}
	}
	return out
}

// writeTally writes the table of what became of records.
func writeTally(w io.Writer, t intake.Tally, dry bool) {
	if len(t) == 0 {
		fmt.Fprintln(w, words.NothingToImport)
		return
	}
	head := "BECAME"
	if dry {
		head = "WOULD BE"
	}
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tab, "%s\tARTICLES\tACTORS\tANNOTATIONS\n", head)
	for _, a := range actions {
		if n := t[a.action]; n != nil {
			fmt.Fprintf(tab, "%s\t%d\t%d\t%d\n", a.words, n.Articles, n.Actors, n.Annotations)
		}
	}
	tab.Flush()
}

// issuesOf returns what is wrong with marks of what was read.
func issuesOf(r *files.Reading, problems []standoff.Problem) []files.Issue {
	var out []files.Issue
	for _, p := range problems {
		out = append(out, r.IssueOf(p))
	}
	return out
}

// refusedBy returns what is wrong with the records that a plan refuses.
func refusedBy(r *files.Reading, p record.Plan) []files.Issue {
	var out []files.Issue
	for _, s := range p.Steps {
		if s.Action == record.Refused {
			out = append(out, files.Issue{File: r.Group.Name, What: fmt.Sprintf("%s: %v", s.From, s.Err)})
		}
	}
	return out
}
