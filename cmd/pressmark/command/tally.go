package command

import (
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
)

// A tally counts what an import does.
type tally map[record.Action]*[3]int // articles, actors, annotations

// The places of a tally's counts.
const (
	ofArticles = iota
	ofActors
	ofMarks
)

func (t tally) count(a record.Action, of, n int) {
	if n == 0 {
		return
	}
	if t[a] == nil {
		t[a] = &[3]int{}
	}
	t[a][of] += n
}

// plan counts the steps of a plan.
func (t tally) plan(p record.Plan) {
	for _, step := range p.Steps {
		switch {
		case step.Article != nil:
			t.count(step.Action, ofArticles, 1)
		case step.Actor != nil:
			t.count(step.Action, ofActors, 1)
		default:
			t.count(step.Action, ofMarks, 1)
		}
	}
}

// add counts what becomes of a piece.
func (t tally) add(o intake.Outcome) {
	t.plan(o.Plan)
	t.count(record.Added, ofArticles, len(o.Added.Articles))
	t.count(record.Same, ofArticles, len(o.Here))
	for i := range o.Newer {
		if n := &o.Newer[i]; !n.Marked {
			t.count(record.Added, ofArticles, 1)
			t.count(record.Added, ofMarks, len(n.Carried().Outcomes))
		}
	}
	for _, j := range o.Joins {
		if j.Marks == 0 { // else they tell of it
			t.count(record.Same, ofArticles, 1)
		}
	}
}
