package app

import (
	"testing"

	"pressmark/annotations"
)

// What is typed into a field reaches the copy outside the browser, as all else does.
func TestSpilledByTyping(t *testing.T) {
	d := by(page("Lena Orsini spoke.", ""), "", annotations.KindActor, "Lena Orsini")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		m := s.doc().Marks()[0]
		s.mentionNew(m.ID, s.draftActor(m))
		s.settle()
		id, who := d.Article.ID, s.doc().Marks()[0].Actor
		for _, x := range []struct {
			field string
			begin func() func(string)
			of    annotations.ID
		}{
			{"note", s.writing(m.ID, func(d annotations.Doc, text string) annotations.Edit { return d.SetNote(m.ID, text, now()) }), id},
			{"role", s.writingActor(who, func(x annotations.Actor, text string) annotations.Actor { x.Role = text; return x }), outletAll},
		} {
			s.outlet = outlet{OutletState: OutletState{Name: "mine", Folder: true}, dirty: map[annotations.ID]bool{}}
			s.typed(x.field, "typed", x.begin)
			s.settle()
			if !s.outlet.dirty[x.of] {
				t.Errorf("after typing a %s, %v is to be written", x.field, s.outlet.dirty)
			}
		}
	}, d)
}
