package app

import (
	"slices"
	"testing"
	"testing/synctest"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
	"pressmark/app/state/statetest"
)

// Back to an article that was deleted: it says so, and Undo brings it back.
func TestBackToDeleted(t *testing.T) {
	d, e := page("The mayor said so.", "2026-11-25"), page("The major said no.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		visit := func(id annotations.ID) {
			s.location.Set(location{screen: onReader, article: id})
			s.visit()
			s.settle()
		}
		visit(d.Article.ID)
		s.do(s.reader.whole().Remove(now()))
		s.settle()
		visit(e.Article.ID)
		if s.reader.phase.Get() != reading {
			t.Fatal("the other is not open")
		}
		visit(d.Article.ID)
		if s.reader.phase.Get() != missing {
			t.Errorf("phase %d, not missing", s.reader.phase.Get())
		}
		s.undo()
		s.settle()
		if s.reader.phase.Get() != reading {
			t.Errorf("after undo: phase %d, not reading", s.reader.phase.Get())
		}
	}, d, e)
}

// An article that is not there says so, also after another was open.
func TestMissingAfterAnother(t *testing.T) {
	d := page("The mayor said so.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		gone := annotations.ID("urn:uuid:00000000-0000-4000-8000-00000000dead")
		s.location.Set(location{screen: onReader, article: gone})
		s.visit()
		s.settle()
		s.settle()
		if s.reader.phase.Get() != missing {
			t.Errorf("phase %d, wanted %q, not missing", s.reader.phase.Get(), s.reader.wanted)
		}
	}, d)
}

// While another article is opened, nobody says that it is missing.
func TestOpenAfterDeleted(t *testing.T) {
	d := page("The mayor said so.", "2026-11-25")
	e := page("The major said no.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		s.do(s.reader.whole().Remove(now()))
		s.settle()
		if s.reader.phase.Get() != missing {
			t.Fatal("not missing")
		}
		said := false
		s.effects.Add(func() { said = said || s.reader.phase.Get() == missing && s.location.Get().article == e.Article.ID })
		s.location.Set(location{screen: onReader, article: e.Article.ID})
		s.visit()
		s.settle()
		if said {
			t.Error("it is said to be missing while it is opened")
		}
	}, d, e)
}

// A layer of an article where nothing is hidden can be left out.
func TestChooseLayer(t *testing.T) {
	d := by(twoOf(), "Cem", annotations.KindActor, "the drivers")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		s.location.Set(location{screen: onAgreement, article: d.Article.ID})
		s.visit()
		s.settle()
		s.agreementPage.chooseLayer("Ada")
		if x := s.agreementPage.agreed.Get(); len(x.layers) != 2 {
			t.Errorf("%d layers are compared", len(x.layers))
		}
	}, d)
}

// What is hidden beside the article is not compared at first.
func TestHiddenIsLeft(t *testing.T) {
	d := by(twoOf(), "Cem", annotations.KindActor, "the drivers")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		s.reader.toggleLayer("Ada")
		s.settle()
		s.location.Set(location{screen: onAgreement, article: d.Article.ID})
		s.visit()
		s.settle()
		if x := s.agreementPage.agreed.Get(); len(x.layers) != 2 || !x.left["Ada"] {
			t.Errorf("compared are %d layers, left are %v", len(x.layers), x.left)
		}
	}, d)
}

// What another tab made of a mark is on the paper, though mine had the same revision.
func TestSameRevision(t *testing.T) {
	d := page("The mayor said that 19 trams stop.\n\nNobody asked the drivers.", "2026-11-25")
	d = d.Apply(d.Mark(annotations.KindActor, noon, over(d, "The mayor")))
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		m := s.reader.doc().Marks()[0]
		s.disk.full.Store(true)
		moved := s.reader.doc().Move(m.ID, now(), over(d, "mayor"))
		s.do(moved)
		s.settle()
		before := s.reader.doc().Marks()
		mine := before[0]
		e := d.Move(m.ID, noon, over(d, "the drivers"))
		theirs := *e.Annotations[0].After
		theirs.Revision = mine.Revision
		if err := s.disk.Store.Write(t.Context(), []store.Put{{Record: stored.Annotation(theirs), Base: m.Revision}}); err != nil {
			t.Fatal(err)
		}
		s.disk.full.Store(false)
		s.session.Retry()
		s.settle()
		after := s.reader.doc().Marks()
		if n := s.reader.doc().Find(m.ID); !slices.Contains(changed(before, after), n.Spans[0]) {
			t.Errorf("%q is not drawn: it is revision %d, as mine was at %q", n.Exact(), n.Revision, mine.Exact())
		}
	}, d)
}

// What another tab says of a mark without a place is shown.
func TestOrphanElsewhere(t *testing.T) {
	d := page("The mayor said that 19 trams stop.", "2026-11-25")
	d = d.Apply(d.Mark(annotations.KindActor, noon, over(d, "The mayor")))
	statetest.Guard(t)
	synctest.Test(t, func(t *testing.T) {
		h, engine := &host{}, goapp.NewTestEngine()
		if err := engine.Load(h); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
		place := memory.NewPlace()
		other := place.Open()
		s := &stage{App: newApp(&stubPage{prefs: map[string]string{"persist": "asked"}}), t: t, engine: engine, disk: &disk{Store: place.Open()}}
		s.ctx = h.ctx
		m := *d.Marks()[0]
		m.Spans, m.Revision = nil, 1 // lost its place
		art := d.Article
		art.Revision = 1
		if err := other.Write(t.Context(), []store.Put{{Record: stored.Article(art)}, {Record: stored.Annotation(m)}}); err != nil {
			t.Fatal(err)
		}
		s.begin(s.disk)
		defer s.session.Close()
		s.show(d.Article.ID)
		m.Note, m.Revision = "from another tab", 2
		if err := other.Write(t.Context(), []store.Put{{Record: stored.Annotation(m), Base: 1}}); err != nil {
			t.Fatal(err)
		}
		s.settle()
		if got, kept := s.reader.doc().Find(m.ID), s.session.Doc().Find(m.ID); got == nil || kept == nil || got.Note != kept.Note {
			t.Errorf("shown is %+v, the session has %+v", got.Note, kept.Note)
		}
	})
}

// A key in a field draws nothing anew.
func TestKeyInField(t *testing.T) {
	d := page("The mayor said that 19 trams stop.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		s.press(platform.Key{Name: "a", Focus: platform.OnField})
		s.settle()
		woken := 0
		later := s.effects.Later
		s.effects.Later = func(f func()) { woken++; later(f) }
		s.press(platform.Key{Name: "b", Focus: platform.OnField})
		s.settle()
		if woken > 0 {
			t.Errorf("the effects ran %d times", woken)
		}
	}, d)
}

// A ledger that can be read after all does not go on saying that it cannot.
func TestLedgerFailedOnce(t *testing.T) {
	d := page("The mayor said so.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		s.ledgerPage.failed.Set("Reading failed.")
		if _, err := s.session.Corpus(t.Context()); err != nil { // as foresee does
			t.Fatal(err)
		}
		s.settle()
		if s.corpus.Get() != nil && s.ledgerPage.ledgerWords() == "Reading failed." {
			t.Error("it is here, and is said to have failed")
		}
	}, d)
}

// The reason that is being given for a finding of one article is none of another's.
func TestReasonElsewhere(t *testing.T) {
	d, e := page("The mayor said so.", "2026-11-25"), page("The major said no.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		s.reader.auditor.arithmetic.reason.Set("x")
		s.reader.open(e.Article.ID)
		s.settle()
		if s.reader.auditor.arithmetic.reason.Get() != "" {
			t.Error("a reason is still being given")
		}
	}, d, e)
}

// Of several articles that are opened in one turn the last one is read.
func TestOpenedInOneTurn(t *testing.T) {
	d, e := page("The mayor said so.", "2026-11-25"), page("The major said no.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		for _, id := range []annotations.ID{d.Article.ID, e.Article.ID, d.Article.ID, e.Article.ID} {
			s.location.Set(location{screen: onReader, article: id})
			s.visit()
		}
		s.settle()
		s.settle()
		if s.reader.phase.Get() != reading || s.reader.doc().Article.ID != e.Article.ID || s.reader.paper.lies.Get() != e.Article.ID {
			t.Errorf("phase %d, %s, lies %s", s.reader.phase.Get(), s.reader.doc().Article.ID, s.reader.paper.lies.Get())
		}
	}, d, e)
}

// Deleted and brought back by undo, where it is read.
func TestDeletedUndone(t *testing.T) {
	d := page("The mayor said so.", "2026-11-25")
	staged(t, func(t *testing.T, s *stage) {
		s.location.Set(location{screen: onReader, article: d.Article.ID})
		s.visit()
		s.settle()
		s.do(s.reader.whole().Remove(now()))
		s.settle()
		s.undo()
		s.settle()
		s.settle()
		if s.reader.phase.Get() != reading || s.reader.paper.lies.Get() != d.Article.ID {
			t.Errorf("phase %d lies %q", s.reader.phase.Get(), s.reader.paper.lies.Get())
		}
		s.location.Set(location{screen: onReader, article: d.Article.ID})
		s.do(s.reader.whole().Remove(now()))
		s.undo() // in one turn
		s.settle()
		s.settle()
		if s.reader.phase.Get() != reading || s.reader.paper.lies.Get() != d.Article.ID {
			t.Errorf("in one turn: phase %d lies %q", s.reader.phase.Get(), s.reader.paper.lies.Get())
		}
	}, d)
}
