package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// A Sum is what becomes of several pieces: one plan, and one edit. The zero Sum is of none.
type Sum struct {
	Plan       record.Plan
	Edit, Back annotations.Edit

	edits, backs annotations.Composition
}

// Add adds what becomes of a piece after those before it. Of several changes to one
// record one is left.
func (s *Sum) Add(o Outcome) {
	s.Plan.Steps = append(s.Plan.Steps, o.Plan.Steps...)
	s.edits.Add(o.Edit)
	s.backs.Add(o.Back)
	s.Edit, s.Back = s.edits.Edit, s.backs.Edit
}
