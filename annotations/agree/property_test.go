package agree

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

var phrases = []string{
	"Orsini", " said", " that ", "the bridge", " would cost ", "€21m", ", ", "“", "”", " ", ". ", "\n", "19", " workers", "é", "👩‍🚀", " on Monday", "漢字", "\u00a0", "12\u202f345", "don’t",
}

// genDoc draws an article with marks by some annotators who mostly mark the same places,
// and refer to their own marks and to actors. Nobody marks a place twice as one kind.
func genDoc(t *rapid.T, names ...string) annotations.Doc {
	art := annotations.Article{
		ID: "article", Title: "Test", Created: now, Modified: now,
		Text: annotations.NewText(strings.Join(rapid.SliceOfN(rapid.SampledFrom(phrases), 8, 40).Draw(t, "text"), "")),
	}
	n := art.Text.Len()
	span := rapid.Custom(func(t *rapid.T) annotations.Span {
		from := rapid.IntRange(0, n-1).Draw(t, "from")
		return annotations.Span{Start: from, End: rapid.IntRange(from+1, min(n, from+12)).Draw(t, "to")}
	})
	places := rapid.SliceOfN(rapid.SliceOfN(span, 0, 2), 1, 6).Draw(t, "places")
	var marks []annotations.Annotation
	for _, who := range names {
		ids, taken := []annotations.ID{"", "orsini", "nobody"}, map[string]bool{}
		first := len(marks)
		for i := range rapid.IntRange(0, 6).Draw(t, "marks") {
			spans := slices.Clone(rapid.SampledFrom(places).Draw(t, "place"))
			if rapid.IntRange(0, 3).Draw(t, "own") == 0 {
				spans = append(spans, span.Draw(t, "span"))
			}
			m := annotations.NewAnnotation(art, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), now, spans...)
			m.ID, m.Creator = annotations.ID(fmt.Sprint(who, "/", i)), who
			if m.Orphan() {
				m.Quotes = []annotations.Quote{{Exact: "lost"}}
			} else if taken[place(&m)] {
				continue
			}
			taken[place(&m)] = true
			ids, marks = append(ids, m.ID), append(marks, m)
		}
		for i := range marks[first:] {
			describe(t, &marks[first+i], art, rapid.SampledFrom(ids), span)
		}
	}
	return annotations.NewDoc(art, marks)
}

func describe(t *rapid.T, m *annotations.Annotation, art annotations.Article, id *rapid.Generator[annotations.ID], span *rapid.Generator[annotations.Span]) {
	switch m.Kind {
	case annotations.KindActor:
		m.Actor = rapid.SampledFrom([]annotations.ID{"", "orsini", "mayor"}).Draw(t, "record")
	case annotations.KindClaim:
		m.Claim.Source = rapid.SampledFrom([]annotations.Source{"", annotations.Itself, annotations.Unnamed}).Draw(t, "source")
		m.Claim.Within = id.Draw(t, "within")
		m.Claim.Stance = rapid.SampledFrom([]annotations.Stance{"", annotations.Asserts, annotations.Denies}).Draw(t, "stance")
		if rapid.Bool().Draw(t, "named") {
			m.Claim.Source, m.Claim.Speakers = annotations.Named, rapid.SliceOfNDistinct(id.Filter(func(id annotations.ID) bool { return id != "" }), 1, 2, rapid.ID).Draw(t, "speakers")
		}
		if rapid.Bool().Draw(t, "cued") {
			m.Claim.Cue = annotations.CueAt(art.Text, span.Draw(t, "cue"))
		}
	case annotations.KindFigure:
		m.Figure.Claim = id.Draw(t, "claim")
		m.Figure.Type = rapid.SampledFrom([]annotations.FigureType{"", annotations.Money, annotations.Count}).Draw(t, "type")
		m.Figure.Value = rapid.SampledFrom([]annotations.Decimal{"", "19", "21"}).Draw(t, "value")
		m.Figure.Unit = rapid.SampledFrom([]string{"", "km"}).Draw(t, "unit")
		if rapid.Bool().Draw(t, "tied") {
			m.Figure.Ties = []annotations.Tie{{Relation: annotations.PartOf, Figure: id.Filter(func(id annotations.ID) bool { return id != "" }).Draw(t, "tie")}}
		}
	}
}

// renamed returns the marks of a doc as those of other annotators, with other IDs: who has
// made a mark stands before the slash.
func renamed(d annotations.Doc, to func(who string) string) []annotations.Annotation {
	id := func(id annotations.ID) annotations.ID {
		if who, n, ok := strings.Cut(string(id), "/"); ok {
			return annotations.ID(to(who) + "/" + n)
		}
		return id
	}
	var out []annotations.Annotation
	for _, m := range d.Marks() {
		n := m.Redirect(id)
		n.ID, n.Creator = id(m.ID), to(m.Creator)
		out = append(out, n)
	}
	return out
}

// Annotators who say the same agree in everything that is defined, and have nothing to
// settle.
func TestTwinsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := genDoc(t, "ada")
		all := renamed(one, func(string) string { return "ada" })
		for _, name := range []string{"ben", "cleo"}[:rapid.IntRange(1, 2).Draw(t, "twins")] {
			all = append(all, renamed(one, func(string) string { return name })...)
		}
		d := annotations.NewDoc(one.Article, all)
		a := Of(d)
		perfect := func(what any, cs ...Coefficient) {
			for _, c := range cs {
				if c.Defined && c.Value != 1 {
					t.Fatalf("%v: %v", what, c)
				}
			}
		}
		for _, l := range a.Labels {
			perfect(l.Label, l.Alpha, l.Kappa, l.Exact.Precision, l.Exact.Recall, l.Exact.F1, l.Touching.F1)
			if l.Marks > 0 && !l.Exact.F1.Defined {
				t.Fatalf("%v: %d marks, and no F1", l.Label, l.Marks)
			}
		}
		for _, x := range a.Attributes {
			perfect(x.Attribute, x.Alpha)
		}
		if open, settled := Compare(d, "merged").Disagreements(); len(open)+len(settled) > 0 {
			t.Fatalf("they disagree: %v", open)
		}
	})
}

// Who is called what makes no difference, but that precision and recall change sides.
func TestSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDoc(t, "ada", "ben")
		there := annotations.NewDoc(d.Article, renamed(d, func(who string) string { return map[string]string{"ada": "ben", "ben": "ada"}[who] }))
		a, b := Of(d), Of(there)
		same := func(what any, x, y Coefficient) {
			if x.Defined != y.Defined || math.Abs(x.Value-y.Value) > 1e-12 {
				t.Fatalf("%v: %v and %v", what, x, y)
			}
		}
		for i, l := range a.Labels {
			r := b.Labels[i]
			same(l.Label, l.Alpha, r.Alpha)
			same(l.Label, l.Kappa, r.Kappa)
			same(l.Label, l.Exact.F1, r.Exact.F1)
			same(l.Label, l.Touching.F1, r.Touching.F1)
			same(l.Label, l.Exact.Precision, r.Exact.Recall)
			same(l.Label, l.Touching.Precision, r.Touching.Recall)
		}
		for i, x := range a.Attributes {
			same(x.Attribute, x.Alpha, b.Attributes[i].Alpha)
		}
		n, _ := Compare(d, "merged").Disagreements()
		m, _ := Compare(there, "merged").Disagreements()
		if len(n) != len(m) {
			t.Fatalf("%d disagreements and %d", len(n), len(m))
		}
	})
}

// Numbers are in their ranges, an exact match is one that touches, and every mark that has
// a place is agreed on or in exactly one disagreement.
func TestEveryMarkIsInOnePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDoc(t, "ada", "ben", "cleo")
		for _, l := range Of(d).Labels {
			if l.Alpha.Value > 1 || l.Kappa.Value > 1 || l.Kappa.Value < -1 || l.Exact.F1.Value > l.Touching.F1.Value || l.Touching.F1.Value > 1 {
				t.Fatalf("%+v", l)
			}
		}
		c := Compare(d, "merged")
		seen := map[annotations.ID]int{}
		for _, g := range c.agreed {
			for _, m := range g {
				seen[m.mark.ID]++
			}
		}
		open, _ := c.Disagreements()
		at := -1
		for _, x := range open {
			first := math.MaxInt
			for _, m := range x.Marks {
				seen[m.ID]++
				first = min(first, m.Cover().Start)
			}
			if first < at {
				t.Fatalf("%v comes after %d", x, at)
			}
			if at = first; len(x.Marks)+len(x.Without) != len(c.Layers()) {
				t.Fatalf("%v: of %d layers", x, len(c.Layers()))
			}
		}
		for _, m := range d.Marks() {
			if want := 1; m.Orphan() && seen[m.ID] != 0 || !m.Orphan() && seen[m.ID] != want {
				t.Fatalf("%s is there %d times", m.ID, seen[m.ID])
			}
		}
	})
}

// Settling all as one annotator has it, in any order and one by one or at once, makes a
// layer equal to that annotator's, but for what others said besides where all agreed.
// The other layers stay as they are, and taking it all back restores the doc.
func TestMergedIsTheLayer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := genDoc(t, "ada", "ben", "cleo")
		layers := Layers(start)
		if len(layers) == 0 {
			return
		}
		d, who := start, layers[0].Name
		var undo []annotations.Edit
		do := func(e annotations.Edit) {
			before := d
			if d = d.Apply(e); !equal(before, d.Apply(e.Inverse())) {
				t.Fatalf("it is not taken back: %+v", e)
			}
			undo = append(undo, e)
		}
		if rapid.Bool().Draw(t, "agreed first") {
			do(Compare(d, "merged").TakeAgreed(now))
		}
		for rapid.IntRange(0, 3).Draw(t, "more") > 0 {
			open, settled := Compare(d, "merged").Disagreements()
			if all := append(open, settled...); len(all) > 0 { // also another side, first
				x := rapid.SampledFrom(all).Draw(t, "disagreement")
				do(Compare(d, "merged").Take(x, now, rapid.SampledFrom(x.Marks).Draw(t, "mark").ID))
			}
		}
		for {
			open, settled := Compare(d, "merged").Disagreements()
			wrong := slices.DeleteFunc(append(open, settled...), func(x Disagreement) bool {
				i := slices.IndexFunc(x.Marks, func(m *annotations.Annotation) bool { return m.Creator == who })
				if i < 0 {
					return x.Rejected
				}
				return len(x.Taken) == 1 && x.Taken[0].ID == copyID(x.Marks[i].ID, "merged")
			})
			if len(wrong) == 0 {
				break
			}
			x := rapid.SampledFrom(wrong).Draw(t, "wrong")
			i := slices.IndexFunc(x.Marks, func(m *annotations.Annotation) bool { return m.Creator == who })
			if i < 0 {
				do(Compare(d, "merged").Reject(x, "", now))
			} else {
				do(Compare(d, "merged").Take(x, now, x.Marks[i].ID))
			}
		}
		do(Compare(d, "merged").TakeAgreed(now))

		c := Compare(d, "merged")
		if e := c.TakeAgreed(now).And(c.TakeRest(who, "", now)); !e.Empty() {
			t.Fatalf("all is settled, and there is more to do: %+v", e)
		}
		if open, _ := c.Disagreements(); len(open) > 0 {
			t.Fatalf("open: %v", open)
		}
		holdsLayer(t, start, d, who)
		for i := len(undo) - 1; i >= 0; i-- {
			d = d.Apply(undo[i].Inverse())
		}
		if !equal(start, d) {
			t.Fatal("it is not as it was")
		}
	})
}

// holdsLayer fails where the merged layer is not that of an annotator, or another layer
// changed.
func holdsLayer(t *rapid.T, start, d annotations.Doc, who string) {
	agreed := map[annotations.ID]bool{}
	c := Compare(start, "merged")
	for _, g := range c.agreed {
		for _, m := range g {
			agreed[m.mark.ID] = true
		}
	}
	to := func(id annotations.ID) annotations.ID { // a reference in the merged layer
		n := start.Find(id)
		if n == nil || n.Orphan() {
			return id
		}
		for _, m := range c.of[n] {
			if m.mark.Creator == who {
				return copyID(m.mark.ID, "merged")
			}
		}
		return id
	}
	count := 0
	for _, m := range start.Marks() {
		if n := d.Find(m.ID); n == nil || !n.Equal(*m) {
			t.Fatalf("%s is %+v, was %+v", m.ID, n, m)
		}
		if m.Creator != who || m.Orphan() {
			continue
		}
		count++
		n := d.Find(copyID(m.ID, "merged"))
		if n == nil {
			t.Fatalf("%s has no copy", m.ID)
		}
		want := *m
		if agreed[m.ID] {
			want = c.filled(c.of[m])
		}
		want = want.Redirect(to)
		want.ID, want.Creator = n.ID, "merged"
		if !n.Same(want) {
			t.Fatalf("%s:\ngot  %+v\nwant %+v", m.ID, n, want)
		}
	}
	for _, l := range Layers(d) {
		if l.Name == "merged" && len(l.Marks) != count {
			t.Fatalf("%d are merged, not %d", len(l.Marks), count)
		}
	}
}

func equal(a, b annotations.Doc) bool {
	return a.Article.Same(b.Article) && slices.EqualFunc(a.Marks(), b.Marks(), func(m, n *annotations.Annotation) bool { return m.Same(*n) })
}
