package files

import (
	"cmp"
	"errors"

	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/cmd/pressmark/terminal"
)

// An Issue is something that is wrong with a file. What is not known of its place is 0.
type Issue struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	What   string `json:"what"`
	Fatal  bool   `json:"-"` // the file, or what the argument names, could not be had at all
}

// Error returns the issue as compilers write one.
func (i Issue) Error() string {
	place := standoff.Problem{File: i.File, Line: i.Line, Column: i.Column}.Place()
	return terminal.Printable(place) + ": " + terminal.Printable(i.What)
}

// IssuesOf returns what an error says is wrong with a file.
func IssuesOf(file string, err error) []Issue {
	var list record.Errors
	var one *record.Error
	var problem standoff.Problem
	switch {
	case errors.As(err, &list):
		var out []Issue
		for _, e := range list {
			out = append(out, Issue{File: file, Line: e.Line, Column: e.Column, What: e.Message()})
		}
		return out
	case errors.As(err, &one):
		return []Issue{{File: file, Line: one.Line, Column: one.Column, What: one.Message()}}
	case errors.As(err, &problem):
		return []Issue{IssueOf(file, problem)}
	}
	return []Issue{{File: file, What: err.Error()}}
}

// IssueOf returns a problem of a reader as an issue.
func IssueOf(file string, p standoff.Problem) Issue {
	what := p.Err.Error()
	if p.What != "" {
		what = p.What + ": " + what
	}
	return Issue{File: cmp.Or(p.File, file), Line: p.Line, Column: p.Column, What: what}
}
