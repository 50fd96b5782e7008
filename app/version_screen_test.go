package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
)

// An article leads to its newer version as soon as the library is known, whatever page the
// reader has seen, and no longer than that is there.
func TestNewerVersion(t *testing.T) {
	old, next := page("At least 17 people spoke.", ""), page("At least 19 people spoke.", "")
	next.Article.Revises = old.Article.ID
	staged(t, func(t *testing.T, s *stage) {
		s.show(old.Article.ID)
		s.foresee()
		s.settle()
		said := func() bool {
			return strings.Contains(goapp.HTMLString(goapp.Div().Body(s.versionLine(s.doc().Article))), "There is a newer version")
		}
		if !said() {
			t.Error("nothing leads to the newer version")
		}
		s.do(annotations.NewDoc(next.Article, nil).Remove(now()))
		if s.settle(); said() {
			t.Error("a link leads to a version that was deleted")
		}
		s.undo()
		if s.settle(); !said() {
			t.Error("a version that is back is not linked to")
		}
	}, old, next)
}
