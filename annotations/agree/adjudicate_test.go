package agree

import (
	"slices"
	"testing"

	"pressmark/annotations"
)

// two annotators of a sentence: other ends of the speaker, another stance of the claim, and
// a figure that only ben has.
var two = map[string]string{
	"ada": `[a1:The mayor] said [c1:the tram stops at nine]. [a2:Nobody] asked.
---
c1 by=a1
c1 stance=asserts
`,
	"ben": `The [a1:mayor] said [c1:the tram stops at [f1:nine]]. [a2:Nobody] asked.
---
a1 is=mayor
c1 by=a1
c1 stance=predicts
f1 in=c1
`,
}

// disagreementOf returns the disagreement that has a mark.
func disagreementOf(t *testing.T, d annotations.Doc, id annotations.ID) Disagreement {
	t.Helper()
	open, settled := Compare(d, "merged").Disagreements()
	for _, x := range append(open, settled...) {
		if slices.ContainsFunc(x.Marks, func(m *annotations.Annotation) bool { return m.ID == id }) {
			return x
		}
	}
	t.Fatalf("no disagreement about %s", id)
	return Disagreement{}
}

// take settles the disagreement that the first mark is in.
func take(t *testing.T, d annotations.Doc, ids ...annotations.ID) annotations.Doc {
	t.Helper()
	return d.Apply(Compare(d, "merged").Take(disagreementOf(t, d, ids[0]), now, ids...))
}

func reject(t *testing.T, d annotations.Doc, id annotations.ID, reason string) annotations.Doc {
	t.Helper()
	return d.Apply(Compare(d, "merged").Reject(disagreementOf(t, d, id), reason, now))
}

// in returns the marks of the merged layer.
func in(d annotations.Doc) []*annotations.Annotation {
	for _, l := range Layers(d) {
		if l.Name == "merged" {
			return l.Marks
		}
	}
	return nil
}

// Taking the other side replaces the first one, and what refers to it follows.
func TestTakeTheOtherSide(t *testing.T) {
	d := take(t, read(t, two), "ada/c1")
	claim := d.Find(copyID("ada/c1", "merged"))
	if claim == nil || claim.Claim.Speakers[0] != "ada/a1" {
		t.Fatalf("the speaker of %+v is not ada's: nothing stands for it yet", claim)
	}
	for _, side := range []annotations.ID{"ada/a1", "ben/a1", "ada/a1"} {
		d = take(t, d, side)
		got := in(d)
		if len(got) != 2 || got[0].ID != copyID(side, "merged") || got[1].Claim.Speakers[0] != got[0].ID {
			t.Fatalf("after taking %s: %+v", side, got)
		}
		x := disagreementOf(t, d, side)
		if !x.Settled() || x.Taken[0] != got[0] {
			t.Fatalf("%s is not settled: %+v", side, x)
		}
		if e := Compare(d, "merged").Take(x, now, side); !e.Empty() {
			t.Fatalf("taking %s twice changes %+v", side, e)
		}
	}
	d = take(t, d, "ada/a1", "ben/a1")
	if got := in(d); len(got) != 3 || got[2].Claim.Speakers[0] != copyID("ada/a1", "merged") {
		t.Fatalf("after taking both: %+v", got)
	}
}

// A rejection is kept with its reason, takes out what was taken, and is forgotten when a
// side is taken after all. Once a mark changes, it is another disagreement.
func TestReject(t *testing.T) {
	d := take(t, read(t, two), "ben/f1")
	d = reject(t, d, "ben/f1", "a time of day")
	x := disagreementOf(t, d, "ben/f1")
	if !x.Rejected || x.Reason != "a time of day" || len(x.Taken) > 0 || len(in(d)) > 0 {
		t.Fatalf("it is not rejected: %+v", x)
	}
	if e := Compare(d, "merged").Reject(x, "a time of day", now); !e.Empty() {
		t.Fatalf("rejecting twice changes %+v", e)
	}
	moved := d.Apply(d.Move("ben/f1", now, annotations.Span{Start: 19, End: 33}))
	if disagreementOf(t, moved, "ben/f1").Settled() {
		t.Fatal("what was moved is still rejected")
	}
	other := Compare(d, "second")
	if open, settled := other.Disagreements(); len(open) != 3 || len(settled) > 0 {
		t.Fatalf("in another merged layer %d are open, %d settled", len(open), len(settled))
	}
	if d = take(t, d, "ben/f1"); len(d.Article.Dismissals) > 0 || len(in(d)) != 1 {
		t.Fatalf("it is still rejected: %v", d.Article.Dismissals)
	}
}

// What a reader changed or made by hand in the merged layer counts as settled, and stays
// when the rest is settled.
func TestHandMade(t *testing.T) {
	d := take(t, read(t, two), "ada/a1")
	id := copyID("ada/a1", "merged")
	d = d.Apply(d.Move(id, now, annotations.Span{Start: 4, End: 14}))
	hand := annotations.NewAnnotation(d.Article, annotations.KindFigure, now, disagreementOf(t, d, "ben/f1").Marks[0].Spans...)
	hand.Creator = "merged"
	d = d.Apply(annotations.Edit{Annotations: []annotations.Change[annotations.Annotation]{{After: &hand}}})
	for _, id := range []annotations.ID{"ada/a1", "ben/f1"} {
		if !disagreementOf(t, d, id).Settled() {
			t.Errorf("%s is not settled", id)
		}
	}
	c := Compare(d, "merged")
	d = d.Apply(c.TakeAgreed(now).And(c.TakeRest("ada", "", now)))
	if m := d.Find(id); m == nil || m.Spans[0].End != 14 {
		t.Errorf("it was moved by hand, and is %+v", m)
	}
	if d.Find(hand.ID) == nil {
		t.Error("what was made by hand is gone")
	}
	if all, taken := Compare(d, "merged").Agreed(); all != 1 || taken != 1 {
		t.Errorf("%d of %d agreed are taken", taken, all)
	}
}

// Where all agree, nothing is lost of what only one of them said.
func TestAgreedIsFilled(t *testing.T) {
	d := read(t, map[string]string{
		"ada": "Two [c1:trams stop]. [f1:Nine] left.\n---\nc1 stance=asserts\nf1 type=count\n",
		"ben": "[q1:Two] [c1:trams stop]. [f1:Nine] left.\n---\nc1 worth=yes\nc1 source=article\nf1 type=count\nf1 value=9\n",
	})
	d = d.Apply(d.SetFigure("ben/f1", "put right", now, func(f annotations.Figure) annotations.Figure {
		f.Corrected = true
		return f
	}))
	d = d.Apply(Compare(d, "merged").TakeAgreed(now))
	got := in(d)
	if len(got) != 2 {
		t.Fatalf("%d are taken, not two", len(got))
	}
	c, f := got[0].Claim, got[1].Figure
	if c.Stance != annotations.Asserts || c.Check.Worth != annotations.Worthy || c.Source != annotations.Itself || c.Cue.Exact() != "Two" {
		t.Errorf("claim %+v", c)
	}
	if f.Type != annotations.Count || f.Value != "9" || !f.Corrected {
		t.Errorf("figure %+v", f)
	}
}

// Copies are what the article's invariants allow, and their IDs are ones that records have.
func TestCopiesAreValid(t *testing.T) {
	d := read(t, two)
	c := Compare(d, "merged")
	d = d.Apply(c.TakeAgreed(now).And(c.TakeRest("ben", "", now)))
	if len(in(d)) != 4 {
		t.Fatalf("%d are merged", len(in(d)))
	}
	for _, m := range in(d) {
		if err := d.Article.Check(*m); err != nil {
			t.Error(err)
		}
		if id, err := annotations.ParseID(string(m.ID)); err != nil || id != m.ID {
			t.Errorf("ID %q: %v", m.ID, err)
		}
	}
}
