package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/version"
	"pressmark/annotations/words"
)

// An article leads to its newer version as soon as the library is known, whatever page the
// reader has seen, and no longer than that is there.
func TestNewerVersion(t *testing.T) {
	old, next := page("At least 17 people spoke.", ""), page("At least 19 people spoke.", "")
	next.Article.Revises = old.Article.ID
	staged(t, func(t *testing.T, s *stage) {
		s.show(old.Article.ID)
		s.ledgerPage.foresee()
		s.settle()
		said := func() bool {
			return strings.Contains(goapp.HTMLString(goapp.Div().Body(s.reader.versionLine(s.reader.doc().Article))), "There is a newer version")
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

// versions are two versions of an article, the old one marked; each line is a paragraph.
func versions(t *testing.T, old, next string, quotes ...string) (annotations.Doc, annotations.Doc) {
	t.Helper()
	was := annotations.NewDoc(annotationtest.Article(old), nil)
	for _, q := range quotes {
		kind := annotations.KindFigure
		if strings.ContainsAny(q, " ") {
			kind = annotations.KindClaim
		}
		was = was.Apply(informed(was, was.Mark(kind, now(), over(was, q))))
	}
	carried := version.Carry(was, annotationtest.Article(next), now())
	var marks []annotations.Annotation
	for _, o := range carried.Outcomes {
		marks = append(marks, o.New)
	}
	return was, annotations.NewDoc(carried.Article, marks)
}

func html(list ...goapp.UI) string { return goapp.HTMLString(goapp.Div().Body(list...)) }

// Every annotation is shown with what became of it, figures that changed first; where only
// what stands around the words differs, that is shown.
func TestVersionShowsAll(t *testing.T) {
	old, next := versions(t, "At least 17 people were there, the mayor said.\nThe rate rose 3% today.\nIt will rain tomorrow.\nThe company promised to help everybody.",
		"At least 19 people were there, the mayor said.\nThe rate fell 3% today.\nIt will rain tomorrow.\nNothing else is known.",
		"17", "3%", "It will rain tomorrow", "The company promised to help everybody")
	var c comparison
	c.compare(old, next)
	if len(c.carried.Outcomes) != 4 || len(c.words) != 4 || len(c.places) != len(c.carried.Figures) {
		t.Fatalf("%d outcomes, %d with words; %d figures, %d with places", len(c.carried.Outcomes), len(c.words), len(c.carried.Figures), len(c.places))
	}
	differing := func(s []version.Segment) (out string) {
		for _, x := range s {
			if x.Op != version.Equal {
				out += x.Old + "→" + x.New
			}
		}
		return out
	}
	for i, want := range []string{"17→19", "rose→fell", "", ""} {
		if got := differing(c.words[i]); got != want {
			t.Errorf("%s %q: %q differs, not %q", c.carried.Outcomes[i].Fate, c.carried.Outcomes[i].Old.Exact(), got, want)
		}
	}
	for i, want := range []string{"", "rose→fell"} {
		if got := differing(c.places[i]); got != want {
			t.Errorf("figure %d: %q differs around it, not %q", i, got, want)
		}
	}
	for _, g := range fateGroups {
		n := strings.Count(html(c.outcomes(g)...), "<li")
		want := map[version.Fate]int{version.Changed: 2, version.Orphaned: 1, version.Kept: 1}[g.fate]
		if n != want {
			t.Errorf("%d marks are %s, not %d", n, g.fate, want)
		}
	}
}

// No paragraph is left out for good, however many there are.
func TestVersionShowsAllParagraphs(t *testing.T) {
	var old, next []string
	for i := range 2*mostPairs + 3 {
		old = append(old, "Paragraph "+words.Group(i)+" was here.")
		next = append(next, "Paragraph "+words.Group(i)+" is here.")
	}
	was, is := versions(t, strings.Join(old, "\n"), strings.Join(next, "\n"))
	a := newApp(nil)
	a.versionPage.compared.Change(func(c *comparison) { c.compare(was, is) })
	for _, want := range []int{mostPairs, 2 * mostPairs, len(old)} {
		page := html(a.versionPage.sideBySide()...)
		if n := strings.Count(page, `"pair"`); n != want || strings.Contains(page, "more of") != (want < len(old)) {
			t.Errorf("%d paragraphs are shown, not %d", n, want)
		}
		a.versionPage.more.Set(a.versionPage.more.Get() + mostPairs)
	}
}

// The page follows what becomes of the two versions.
func TestVersionFollows(t *testing.T) {
	old, next := versions(t, "At least 17 people spoke.", "At least 19 people spoke.", "17")
	staged(t, func(t *testing.T, s *stage) {
		s.location.Set(location{screen: onVersion, article: next.Article.ID})
		s.settle()
		if n := len(s.versionPage.compared.Get().carried.Outcomes); s.versionPage.compared.Get().failed != "" || n != 1 {
			t.Fatalf("%d outcomes, %s", n, s.versionPage.compared.Get().failed)
		}
		s.do(old.Mark(annotations.KindActor, now(), over(old, "people")))
		if s.settle(); len(s.versionPage.compared.Get().carried.Outcomes) != 2 {
			t.Errorf("%d outcomes after another mark", len(s.versionPage.compared.Get().carried.Outcomes))
		}
		s.do(next.Remove(now()))
		if s.settle(); s.versionPage.compared.Get().failed == "" {
			t.Error("a version that was deleted is compared")
		}
		s.undo()
		if s.settle(); s.versionPage.compared.Get().failed != "" {
			t.Error(s.versionPage.compared.Get().failed)
		}
	}, old, next)
}
