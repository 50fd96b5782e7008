package app

import (
	"testing"

	"pressmark/annotations"
	"pressmark/app/platform"
)

// What is pressed while the article is still being opened is not lost: it acts on the
// article once that is there, on the word where the focus puts the cursor.
func TestPressedWhileOpening(t *testing.T) {
	d := page("Envoys met.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.reader.phase.Set(opening)
		if s.press(platform.Key{Name: "Tab", Focus: platform.OnPage}) {
			t.Error("Tab must bring the focus to the article")
		}
		s.page.focused = true
		if !s.press(platform.Key{Name: "c", Focus: platform.OnPaper}) {
			t.Error("the key went to the browser")
		}
		for _, leaves := range []platform.Key{{Name: "Tab", Focus: platform.OnPaper}, {Name: "Delete", Focus: platform.OnPaper}} {
			if s.press(leaves) {
				t.Errorf("%s is taken, and there is no mark", leaves.Name)
			}
		}
		s.show(d.Article.ID)
		marks := s.reader.doc().Marks()
		if len(marks) != 1 || marks[0].Kind != annotations.KindClaim || marks[0].Exact() != "Envoys" {
			t.Errorf("marked: %v", marks)
		}
	}, d)
}

// It is none of another article that the reader goes on to.
func TestPressedForAnother(t *testing.T) {
	d := page("Envoys met.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.reader.phase.Set(opening)
		s.page.focused = true
		s.press(platform.Key{Name: "Tab", Focus: platform.OnPage})
		s.press(platform.Key{Name: "c", Focus: platform.OnPaper})
		s.OnNav(s.ctx)
		s.settle()
		s.show(d.Article.ID)
		if marks := s.reader.doc().Marks(); len(marks) != 0 {
			t.Errorf("marked: %v", marks)
		}
	}, d)
}
