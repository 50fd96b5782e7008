package intake

import (
	"pressmark/annotations/record"
)

// A Tally counts what becomes of records.
type Tally map[record.Action]*Counts

// Counts are numbers of records of each type.
type Counts struct{ Articles, Actors, Annotations int }

// of returns the counts of an action.
func (t Tally) of(a record.Action) *Counts {
	if t[a] == nil {
		t[a] = &Counts{}
	}
	return t[a]
}

// Plan counts the steps of a plan.
func (t Tally) Plan(p record.Plan) {
	for _, step := range p.Steps {
		switch n := t.of(step.Action); {
		case step.Article != nil:
			n.Articles++
		case step.Actor != nil:
			n.Actors++
		default:
			n.Annotations++
		}
	}
}

// Add counts what becomes of a piece, newer versions included.
func (t Tally) Add(o Outcome) {
	t.Plan(o.Plan)
	if n := len(o.Added.Articles); n > 0 {
		t.of(record.Added).Articles += n
	}
	if n := len(o.Here); n > 0 {
		t.of(record.Same).Articles += n
	}
	for i := range o.Newer {
		if n := &o.Newer[i]; !n.Marked {
			added := t.of(record.Added)
			added.Articles++
			added.Annotations += len(n.Carried().Outcomes)
		}
	}
	for _, j := range o.Joins {
		if j.Marks == 0 { // else they tell of it
			t.of(record.Same).Articles++
		}
	}
}
