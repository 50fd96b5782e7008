package annotations_test

import (
	"slices"
	"testing"
	"time"

	"pressmark/annotations"
)

var later = start.Add(time.Hour)

// doc reads the notation and returns the doc with its marks by what they mark.
func doc(t testing.TB, notation string) (annotations.Doc, func(exact string) *annotations.Annotation) {
	t.Helper()
	art, marks := marked(t, notation)
	d := annotations.NewDoc(art, marks)
	return d, finder(t, &d)
}

func finder(t testing.TB, d *annotations.Doc) func(exact string) *annotations.Annotation {
	return func(exact string) *annotations.Annotation {
		t.Helper()
		for _, m := range d.Marks() {
			if m.Exact() == exact {
				return m
			}
		}
		t.Fatalf("nothing marks %q", exact)
		return nil
	}
}

func TestTie(t *testing.T) {
	const text = "[a:Peskov] said [c:it took [f:4 hours]], or [f:240 minutes]. [a:Kellogg] said [c:Moscow claims [c:it won]]."
	for _, x := range []struct {
		name, from, to string
		holds          func(d annotations.Doc, find func(string) *annotations.Annotation) bool
	}{
		{"a claim to its speaker", "it took 4 hours", "Peskov", func(d annotations.Doc, find func(string) *annotations.Annotation) bool {
			c := find("it took 4 hours").Claim
			return c.Source == annotations.Named && slices.Equal(c.Speakers, []annotations.ID{find("Peskov").ID})
		}},
		{"a speaker to a claim", "Peskov", "it took 4 hours", func(d annotations.Doc, find func(string) *annotations.Annotation) bool {
			return len(find("it took 4 hours").Claim.Speakers) == 1
		}},
		{"a claim to what reports it", "it won", "it took 4 hours", func(d annotations.Doc, find func(string) *annotations.Annotation) bool {
			return d.Reporter(find("it won")) == find("it took 4 hours")
		}},
		{"a figure to a claim it is not in", "240 minutes", "it took 4 hours", func(d annotations.Doc, find func(string) *annotations.Annotation) bool {
			return d.ClaimOf(find("240 minutes")) == find("it took 4 hours")
		}},
		{"a figure to the claim it is in sets it apart", "4 hours", "it took 4 hours", func(d annotations.Doc, find func(string) *annotations.Annotation) bool {
			return d.ClaimOf(find("4 hours")) == nil
		}},
		{"a figure to a figure", "4 hours", "240 minutes", func(d annotations.Doc, find func(string) *annotations.Annotation) bool {
			return slices.Equal(find("4 hours").Figure.Ties, []annotations.Tie{{Relation: annotations.SameAmount, Figure: find("240 minutes").ID}})
		}},
	} {
		d, find := doc(t, text)
		e := d.Tie(find(x.from).ID, find(x.to).ID, later)
		tied := d.Apply(e)
		if !x.holds(tied, finder(t, &tied)) {
			t.Errorf("%s: not tied", x.name)
		}
		untied := tied.Apply(tied.Tie(find(x.from).ID, find(x.to).ID, later))
		if !equalDocs(untied, d) {
			t.Errorf("%s: tying twice does not untie", x.name)
		}
	}
	d, find := doc(t, text)
	four, minutes := find("4 hours").ID, find("240 minutes").ID
	same := d.Apply(d.Tie(four, minutes, later))
	if !equalDocs(same.Apply(same.Tie(minutes, four, later)), d) {
		t.Error("one amount is not untied from the other side")
	}
	for _, pair := range [][2]annotations.ID{
		{find("Peskov").ID, find("Kellogg").ID},
		{find("Peskov").ID, find("4 hours").ID},
		{find("Peskov").ID, find("Peskov").ID},
		{find("Peskov").ID, annotations.NewID()},
	} {
		if e := d.Tie(pair[0], pair[1], later); !e.Empty() {
			t.Errorf("%v are tied: %+v", pair, e)
		}
	}
}

// A figure belongs to the innermost claim around it, and a claim inside another is
// reported by that, without anybody saying so.
func TestTiedByPlace(t *testing.T) {
	d, find := doc(t, "[c:Kellogg said [c:[f:19] died], but [f:20] were there], and [f:21] not.")
	if got := d.ClaimOf(find("19")); got != find("19 died") {
		t.Errorf("19 belongs to %v", got)
	}
	if got := d.ClaimOf(find("20")); got != find("Kellogg said 19 died, but 20 were there") {
		t.Errorf("20 belongs to %v", got)
	}
	if got := d.ClaimOf(find("21")); got != nil {
		t.Errorf("21 belongs to %v", got)
	}
	if got := d.Reporter(find("19 died")); got != find("Kellogg said 19 died, but 20 were there") {
		t.Errorf("the inner claim is reported by %v", got)
	}
	if got := d.Reporter(find("Kellogg said 19 died, but 20 were there")); got != nil {
		t.Errorf("the outer claim is reported by %v", got)
	}
}

// What is deleted leaves no ties behind; who said a claim stays known where the mention
// was of a known actor.
func TestDeleteUnties(t *testing.T) {
	d, find := doc(t, "[a:Peskov] and [a:Kelin] said [c:no]; [f:4] of [f:5].")
	actor := annotations.NewID()
	for _, e := range []func() annotations.Edit{
		func() annotations.Edit { return d.SetActor(actor, later, find("Peskov").ID) },
		func() annotations.Edit { return d.Tie(find("no").ID, find("Peskov").ID, later) },
		func() annotations.Edit { return d.Tie(find("no").ID, find("Kelin").ID, later) },
		func() annotations.Edit {
			return d.TieFigures(annotations.PartOf, find("4").ID, find("5").ID, later)
		},
	} {
		d = d.Apply(e())
		find = finder(t, &d)
	}
	before := d
	e := d.Delete(later, find("Peskov").ID, find("Kelin").ID, find("5").ID)
	d = d.Apply(e)
	find = finder(t, &d)
	if got := find("no").Claim; got.Source != annotations.Named || !slices.Equal(got.Speakers, []annotations.ID{actor}) {
		t.Errorf("the claim is left with %+v", got)
	}
	if got := find("4").Figure.Ties; got != nil {
		t.Errorf("the figure is left with %v", got)
	}
	if back := d.Apply(e.Inverse()); !equalDocs(back, before) {
		t.Error("undo does not bring the ties back")
	}
}

// A copy of an article refers to itself, not to what it was copied from.
func TestDuplicateTies(t *testing.T) {
	d, find := doc(t, "[a:Peskov] said [c:[f:4] of [f:5]].")
	d = d.Apply(d.Tie(find("4 of 5").ID, find("Peskov").ID, later))
	d = d.Apply(d.TieFigures(annotations.PartOf, find("4").ID, find("5").ID, later))
	e := d.Duplicate("Copy", later)
	twin := annotations.NewDoc(*e.Articles[0].After, nil).Apply(e)
	find = finder(t, &twin)
	if got := find("4 of 5").Claim.Speakers; !slices.Equal(got, []annotations.ID{find("Peskov").ID}) {
		t.Errorf("speakers %v", got)
	}
	if got := find("4").Figure.Ties; len(got) != 1 || got[0].Figure != find("5").ID {
		t.Errorf("ties %v", got)
	}
}

// Another kind has nothing of what was known of the one before.
func TestSetKindForgets(t *testing.T) {
	d, find := doc(t, "[a:Peskov] said [c:no].")
	d = d.Apply(d.Tie(find("no").ID, find("Peskov").ID, later))
	e := d.SetKind(annotations.KindFigure, later, find("no").ID)
	if after := d.Apply(e); !after.Find(find("no").ID).Claim.Empty() {
		t.Error("a figure is left with a claim")
	}
	if back := d.Apply(e).Apply(e.Inverse()); !equalDocs(back, d) {
		t.Error("undo does not bring the claim back")
	}
}

// All mentions of a name are of the actor that the first is of.
func TestMentionsOfOneActor(t *testing.T) {
	d, find := doc(t, "[a:Peskov] spoke. Peskov left.")
	actor := annotations.NewID()
	d = d.Apply(d.SetActor(actor, later, find("Peskov").ID))
	e := d.MarkMentions(find("Peskov").ID, later)
	if len(e.Annotations) != 1 || e.Annotations[0].After.Actor != actor {
		t.Errorf("marked %+v", e.Annotations)
	}
}
