package annotations_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// library draws a corpus of two articles in which actors a, b and c are mentioned and
// speak.
func library(t *rapid.T) (annotations.Corpus, []annotations.ID) {
	var people []annotations.Actor
	var ids []annotations.ID
	for _, name := range []string{"Vladimir Putin", "Putin", "Dmitry Peskov"} {
		a := annotations.NewActor(name, start)
		a.Role = rapid.SampledFrom([]string{"", "president", "spokesman"}).Draw(t, "role")
		a.Note = rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "note")
		people, ids = append(people, a), append(ids, a.ID)
	}
	var docs []annotations.Doc
	for range 2 {
		d := drawDoc(t)
		for _, m := range d.Marks() {
			switch m.Kind {
			case annotations.KindActor:
				d = d.Apply(d.SetActor(rapid.SampledFrom(append(ids, "")).Draw(t, "actor"), start, m.ID))
			case annotations.KindClaim:
				other := d.Marks()[rapid.IntRange(0, len(d.Marks())-1).Draw(t, "other")]
				d = d.Apply(d.Tie(m.ID, other.ID, start))
				by := rapid.SampledFrom(ids).Draw(t, "by")
				d = d.Apply(d.SetClaim(m.ID, annotations.ClaimSet, start, func(c annotations.Claim) annotations.Claim {
					c.Source, c.Speakers = annotations.Named, append(slices.Clip(c.Speakers), by)
					return c
				}))
			}
		}
		docs = append(docs, d)
	}
	return annotations.NewCorpus(docs, annotations.NewDirectory(people)), ids
}

func equalCorpora(a, b annotations.Corpus) bool {
	return slices.EqualFunc(a.Docs(), b.Docs(), equalDocs) &&
		slices.EqualFunc(a.Actors.List(), b.Actors.List(), func(x, y *annotations.Actor) bool { return x.Same(*y) })
}

// Every step over the whole library can be taken back, and undo restores all records.
func TestCorpusUndo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, ids := library(t)
		a, b := rapid.SampledFrom(ids).Draw(t, "a"), rapid.SampledFrom(ids).Draw(t, "b")
		var mentions []annotations.ID
		for i, m := range c.Mentions(a) {
			if i%2 == 0 {
				mentions = append(mentions, m.ID)
			}
		}
		e := rapid.SampledFrom([]annotations.Edit{
			c.MergeActors(a, b, later),
			c.RemoveActor(a, later),
			c.Split("Another", later, mentions...),
			c.Actors.SetActor(a, annotations.ActorSet, later, func(x annotations.Actor) annotations.Actor {
				x.Name, x.Aliases = "Another", []string{"Another", x.Name, ""}
				return x
			}),
		}).Draw(t, "step")
		after := c.Apply(e)
		if !e.Empty() && equalCorpora(after, c) {
			t.Fatalf("%s changes nothing", e.Name)
		}
		for _, x := range after.Actors.List() {
			if x.Name == "" || slices.Contains(x.Aliases, x.Name) || slices.Contains(x.Aliases, "") {
				t.Fatalf("%s leaves names %q", e.Name, x.Names())
			}
		}
		if back := after.Apply(e.Inverse()); !equalCorpora(back, c) {
			t.Fatalf("undoing %s does not restore the library", e.Name)
		}
	})
}

// After two actors are merged, all that either said or was mentioned by is the one's;
// what is split off again is the other's.
func TestMergeThenSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, ids := library(t)
		a, b := ids[0], ids[1]
		ofA, ofB := c.Mentions(a), c.Mentions(b)
		m := c.Apply(c.MergeActors(a, b, later))
		if got := len(m.Mentions(b)); got != len(ofA)+len(ofB) {
			t.Fatalf("%d mentions of %d and %d", got, len(ofA), len(ofB))
		}
		if kept := m.Actors.Find(a); kept == nil || kept.ID != b || !slices.Contains(kept.Names(), "Vladimir Putin") {
			t.Fatalf("the merged actor is %+v", kept)
		}
		for _, d := range m.Docs() {
			for _, n := range d.Marks() {
				if n.Actor == a || slices.Contains(n.Claim.Speakers, a) {
					t.Fatalf("%+v still refers to the merged actor", n)
				}
			}
		}
		var mentions []annotations.ID
		for _, n := range ofA {
			mentions = append(mentions, n.ID)
		}
		e := m.Split("Vladimir Putin", later, mentions...)
		s := m.Apply(e)
		if len(mentions) == 0 {
			if !e.Empty() {
				t.Fatal("nothing was split off, and something changed")
			}
			return
		}
		made := e.Actors[0].After.ID
		if got := s.Mentions(made); !slices.EqualFunc(got, ofA, func(x, y *annotations.Annotation) bool { return x.ID == y.ID }) {
			t.Fatalf("split off were %d of %d", len(got), len(ofA))
		}
		if len(s.Mentions(b)) != len(ofB) {
			t.Fatal("the others lost or gained mentions")
		}
	})
}

// Two tabs that merge two actors into each other leave no record that stands for both;
// nothing runs in a circle.
func TestMergedIntoEachOther(t *testing.T) {
	a, b := annotations.NewActor("A", start), annotations.NewActor("B", start)
	a.Deleted, a.MergedInto, b.Deleted, b.MergedInto = true, b.ID, true, a.ID
	if got := annotations.NewDirectory([]annotations.Actor{a, b}).Find(a.ID); got != nil {
		t.Errorf("found %+v", got)
	}
}

func TestMergeActor(t *testing.T) {
	base := annotations.NewActor("Putin", start)
	mine, theirs := base.Called("Vladimir Putin"), base.Called("V. Putin")
	mine.Role, theirs.Type = "president", annotations.Person
	mine.Name, theirs.Name = "Mine", "Theirs"
	mine.Modified = later
	m := annotations.MergeActor(base, mine, theirs).Record
	if m.Role != "president" || m.Type != annotations.Person || m.Name != "Mine" || len(m.Aliases) != 2 {
		t.Errorf("merged to %+v", m)
	}
	gone := base
	gone.Deleted = true
	if m := annotations.MergeActor(base, mine, gone); !m.Record.Deleted {
		t.Error("a deletion does not stand")
	}
}

func TestDismiss(t *testing.T) {
	art := annotationtest.Article("19 killed.")
	e := art.Dismiss("number:0-2", "a typo", later)
	a := *e.Articles[0].After
	if reason, ok := a.Dismissed("number:0-2"); !ok || reason != "a typo" {
		t.Errorf("dismissed for %q, %v", reason, ok)
	}
	if e := a.Dismiss("number:0-2", "a typo", later); !e.Empty() {
		t.Error("dismissing twice is a step")
	}
	a = *a.Recall("number:0-2", later).Articles[0].After
	if _, ok := a.Dismissed("number:0-2"); ok || !a.Same(art) {
		t.Error("what was recalled is dismissed")
	}
}
