package app

import (
	"strings"
	"testing"
	"testing/synctest"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/store/memory"
	"pressmark/app/session"
)

// odesa has two articles that tell one thing with two numbers, the newer one open.
func odesa(t *testing.T, f func(t *testing.T, a *App, d *session.Session, older, newer annotations.ID)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := session.New(memory.NewPlace().Open(), now, func(session.Event) {})
		defer d.Close()
		add := func(day, text, quote string) annotations.ID {
			art := annotationtest.Article(text)
			art.Title, art.Published = "Of "+day, day
			d.Do(annotations.Add(art, nil))
			synctest.Wait()
			if err := d.Open(t.Context(), art.ID); err != nil {
				t.Fatal(err)
			}
			d.Do(informed(d.Doc(), d.Doc().Mark(annotations.KindFigure, now(), over(d.Doc(), quote))))
			synctest.Wait()
			return art.ID
		}
		older := add("2026-11-22", "A missile attack on Odesa killed 17 people on Friday.", "17 people")
		newer := add("2026-11-25", "Nineteen people were killed on Friday by a missile attack on Odesa.", "Nineteen people")
		a := newApp(nil)
		a.session = d
		a.reader.phase.Set(reading)
		corpusOf(t, d)
		a.takeAll()
		f(t, a, d, older, newer)
	})
}

func corpusOf(t *testing.T, d *session.Session) annotations.Corpus {
	t.Helper()
	c, err := d.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// holds says whether a part of the page has words.
func holds(t *testing.T, part goapp.UI, words ...string) {
	t.Helper()
	html := goapp.HTMLString(part)
	for _, w := range words {
		if w, no := strings.CutPrefix(w, "not "); strings.Contains(html, w) == no {
			t.Errorf("%q: %v, in\n%s", w, !no, html)
		}
	}
}

// To draw the view costs no arithmetic: what was worked out for a state of the library is
// shown until that of the next one is there.
func TestArithmeticIsKept(t *testing.T) {
	odesa(t, func(t *testing.T, a *App, d *session.Session, older, newer annotations.ID) {
		const found = "killed 17 people on Friday"
		holds(t, a.ledgerPage.arithmetic.page(), "Looking …", "not adds up", "not "+found)
		a.ledgerPage.arithmetic.sums.Set(addedUp(d.Gathered()))
		holds(t, a.ledgerPage.arithmetic.page(), found, "Of 2026-11-22", "not Looking …")
		if d.Gathered() != a.ledgerPage.arithmetic.sums.Get().of {
			t.Error("without a change the library is in another state")
		}

		d.Do(d.Doc().Delete(noon, d.Doc().Marks()[0].ID))
		a.takeAll()
		if d.Gathered() == a.ledgerPage.arithmetic.sums.Get().of {
			t.Error("after a change the library is in the same state")
		}
		a.ledgerPage.arithmetic.sums.Set(addedUp(d.Gathered()))
		holds(t, a.ledgerPage.arithmetic.page(), "All that can be compared adds up.")
		if _, err := d.Undo(); err != nil {
			t.Fatal(err)
		}
		a.takeAll()
		holds(t, a.ledgerPage.arithmetic.page(), "Looking …", "not adds up")
	})
}

// What was dismissed between two articles stays listed, at once, with its reason, and can
// be recalled from wherever it was dismissed.
func TestDismissedStaysListed(t *testing.T) {
	odesa(t, func(t *testing.T, a *App, d *session.Session, older, newer annotations.ID) {
		a.ledgerPage.arithmetic.sums.Set(addedUp(d.Gathered()))
		f := a.ledgerPage.arithmetic.sums.Get().findings[0]
		holds(t, a.ledgerPage.arithmetic.page(), "Dismiss…", "not Look again")
		for _, in := range [][]annotations.ID{{older}, {newer}, {older, newer}} {
			for i, id := range in {
				art, _ := a.ledgerPage.arithmetic.articleOf(id)
				d.Do(art.Dismiss(f.Key, "Two died later.", noon.AddDate(0, 0, i)))
				a.takeAll()
			}
			for range 2 { // before the library is looked at anew, and after
				_, let := a.ledgerPage.arithmetic.apart(a.ledgerPage.arithmetic.sums.Get().findings)
				if len(let) != 1 || let[0].reason != "Two died later." {
					t.Fatalf("dismissed in %d: %+v", len(in), let)
				}
				a.ledgerPage.arithmetic.sums.Set(addedUp(d.Gathered()))
			}
			holds(t, a.ledgerPage.arithmetic.page(), "1 dismissed", "Two died later.", "Look again", "All that can be compared adds up.", "not Dismiss…")
			_, let := a.ledgerPage.arithmetic.apart(a.ledgerPage.arithmetic.sums.Get().findings)
			d.Do(a.ledgerPage.arithmetic.recalled(let[0]))
			a.takeAll()
			holds(t, a.ledgerPage.arithmetic.page(), "Dismiss…", "not Look again", "not adds up")
		}
	})
}

// An article's own audit has what does not add up with another article, once the library
// was looked at, and what of that was dismissed, there or here.
func TestAuditAcrossArticles(t *testing.T) {
	odesa(t, func(t *testing.T, a *App, d *session.Session, older, newer annotations.ID) {
		audit := func() goapp.UI {
			a.takeAll()
			a.reader.auditor.auditNow()
			return a.reader.auditor.tab()
		}
		const found = "killed 17 people on Friday"
		holds(t, audit(), "not "+found)
		a.ledgerPage.arithmetic.sums.Set(addedUp(d.Gathered()))
		holds(t, audit(), found, "17 people in “Of 2026-11-22”", articlePath(older, ""), "Dismiss…")
		if n := len(a.reader.auditor.found.Get().findings); n != 1 {
			t.Errorf("%d findings", n)
		}

		art, _ := a.ledgerPage.arithmetic.articleOf(older)
		d.Do(art.Dismiss(a.ledgerPage.arithmetic.sums.Get().findings[0].Key, "Two died later.", noon))
		a.takeAll()
		holds(t, audit(), "Two died later.", "1 ignored or dismissed", "not Dismiss…")
		d.Do(a.ledgerPage.arithmetic.recalled(a.reader.auditor.found.Get().dismissed[0]))
		a.takeAll()
		holds(t, audit(), "Dismiss…", "not Two died later.")

		// What is hidden or gone contradicts nothing, and a third article is not concerned.
		d.Do(d.Doc().Delete(noon, d.Doc().Marks()[0].ID))
		holds(t, audit(), "not "+found)
		other := page("Nothing of it.", "2026-11-25").Article
		d.Do(annotations.Add(other, nil))
		synctest.Wait()
		if err := d.Open(t.Context(), other.ID); err != nil {
			t.Fatal(err)
		}
		holds(t, audit(), "not "+found)
	})
}
