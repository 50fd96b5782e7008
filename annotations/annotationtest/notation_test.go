package annotationtest

import (
	"slices"
	"testing"

	"pressmark/annotations"
)

// A case says all that the notation can say.
func TestRead(t *testing.T) {
	c := Read(t, `[a:They] \[and [a:others]\] [c1:said [f2:17], [f10:9] of]
[q1:them] “[c1:lost]”.

---
article title="After the strike" published=2026-11-22 dismiss="bare-name 3-5"
record doe name="Jane Doe" type=person

f2  type=count value=17 same=f10,f99 note="a \"note\"" corrected
f10 lost
c1 by=doe,f2 verdict=
`, func(_ annotations.Article, name string, n *annotations.Annotation) {
		if name == "f2" {
			n.ID, n.Figure.Value = "another", "0"
		}
	})
	var exact []string
	for _, n := range c.Marks {
		exact = append(exact, n.Exact())
	}
	if want := []string{"They", "others", "said 17, 9 of … lost", "17", "9"}; !slices.Equal(exact, want) {
		t.Errorf("it marks %q, not %q", exact, want)
	}
	if a := c.Article; a.Text.String() != "They [and others] said 17, 9 of\nthem “lost”." || len(a.Blocks) != 2 || a.Title != "After the strike" ||
		a.Published != "2026-11-22" || a.Dismissals[0].Finding != "bare-name 3-5" {
		t.Errorf("the article is %+v", a)
	}
	if len(c.Actors) != 1 || c.Actors[0].ID != "doe" || c.Actors[0].Name != "Jane Doe" || c.Actors[0].Type != annotations.Person {
		t.Errorf("the records are %+v", c.Actors)
	}
	claim, f := c.Marks[2].Claim, c.Marks[3]
	if claim.Cue.Exact() != "them" || !slices.Equal(claim.Speakers, []annotations.ID{"doe", "another"}) || claim.Source != annotations.Named {
		t.Errorf("the claim is %+v", claim)
	}
	if ties := []annotations.Tie{{Relation: annotations.SameAmount, Figure: "f10"}, {Relation: annotations.SameAmount, Figure: "f99"}}; f.ID != "another" ||
		f.Figure.Value != "17" || !f.Figure.Corrected || f.Note != `a "note"` || !slices.Equal(f.Figure.Ties, ties) || !c.Marks[4].Orphan() {
		t.Errorf("the figures are %+v and %+v", f, c.Marks[4])
	}
}

func TestPlaces(t *testing.T) {
	for _, s := range []string{"", "none", "[all]", "sel[ect]ion", "a[]b", "[“]👍🏽[”]"} {
		if text, spans := Places(t, s); Show(text, spans...) != s {
			t.Errorf("%q became %q", s, Show(text, spans...))
		}
	}
}
