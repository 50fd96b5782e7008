package app

import (
	"slices"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/suggest"
)

// Taking what is proposed ties all who say the claim, marks those whom nothing marks,
// and is one step.
func TestAttributed(t *testing.T) {
	d := page("Macron and Keir Starmer said they would send ships.", "2026-11-25")
	d = d.Apply(informed(d, d.Mark(annotations.KindClaim, noon, over(d, "they would send ships"))))
	claim := *d.Marks()[0]
	macron := annotations.NewActor("Emmanuel Macron", noon)
	macron.Type = annotations.Person
	known := annotations.NewDirectory([]annotations.Actor{macron})
	found := suggest.Speakers(d, claim)
	if len(found) == 0 {
		t.Fatal("nobody is proposed")
	}
	e := attributed(d, known, claim.ID, found[0])
	after, actors := d.Apply(e), known.Apply(e)
	c := after.Find(claim.ID).Claim
	var said, who []string
	for _, id := range c.Speakers {
		m := after.Find(id)
		if m == nil {
			t.Fatalf("a speaker is marked nowhere: %+v", c)
		}
		said = append(said, m.Exact())
		if x := actors.Find(m.Actor); x != nil {
			who = append(who, x.Name)
		}
	}
	if !slices.Equal(said, []string{"Macron", "Keir Starmer"}) || !slices.Equal(who, []string{"Emmanuel Macron", "Keir Starmer"}) {
		t.Errorf("said by %q, who are %q", said, who)
	}
	if c.Source != annotations.Named || c.Cue.Exact() != "said" || c.Attribution != annotations.Indirect || c.Stance != annotations.Asserts {
		t.Errorf("the claim is %+v", c)
	}
	if x := actors.Find(macron.ID); !slices.Contains(x.Aliases, "Macron") {
		t.Errorf("the alias was not learnt: %+v", x)
	}
	back, was := after.Apply(e.Inverse()), actors.Apply(e.Inverse())
	if len(back.Marks()) != 1 || !back.Marks()[0].Same(claim) || len(was.List()) != 1 || !was.List()[0].Same(macron) {
		t.Error("undo does not take all of it back")
	}
}
