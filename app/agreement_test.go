package app

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/words"
)

func comparing(d annotations.Doc) *agreement {
	x := &agreement{into: mergedName, left: map[string]bool{}}
	x.compare(d, agreement{})
	return x
}

// The table has the figures of package agree, and of each layer the marks that it counts.
func TestLabelRows(t *testing.T) {
	d := twoOf()
	d = by(d, "Ada", annotations.KindClaim, "19 trams stop")
	d = by(d, "Ada", annotations.KindClaim, "Nobody asked the drivers")
	for _, m := range d.Marks() { // one cue for both
		if m.Kind == annotations.KindClaim {
			d = d.Apply(d.SetClaim(m.ID, annotations.ClaimSet, noon, func(c annotations.Claim) annotations.Claim {
				c.Cue = annotations.CueAt(d.Article.Text, over(d, "said"))
				return c
			}))
		}
	}
	d = by(d, mergedName, annotations.KindClaim, "Nobody")
	x := comparing(d)
	a := agree.Of(d, "Ada", "Ben")
	rows := labelRows(x)
	if len(rows) != len(a.Labels) {
		t.Fatalf("%d rows for %d labels", len(rows), len(a.Labels))
	}
	for i, l := range a.Labels {
		r := rows[i]
		if r.label != l.Label || len(r.marks) != 2 || r.marks[0]+r.marks[1] != l.Marks {
			t.Errorf("%s: %d and %v marks, not %d", l.Label, r.marks, r.label, l.Marks)
		}
		for k, c := range []agree.Coefficient{l.Exact.F1, l.Touching.F1, l.Alpha, l.Kappa} {
			if got := r.values[k]; got.text != number(c, 0).text || (got.why == "") != c.Defined {
				t.Errorf("%s: %+v for %+v", l.Label, got, c)
			}
		}
	}
	if got := rows[3]; got.label != agree.Cue || !reflect.DeepEqual(got.marks, []int{1, 0}) {
		t.Errorf("cues: %+v", got)
	}

	// One layer alone is compared with nothing.
	x = &agreement{into: mergedName, left: map[string]bool{"Ben": true}}
	if x.compare(d, agreement{}); len(x.layers) > 0 || len(x.list) > 0 {
		t.Errorf("one layer: %v, %v", x.layers, x.list)
	}
}

func TestNumber(t *testing.T) {
	for _, x := range []struct {
		c    agree.Coefficient
		want cell
	}{
		{agree.Coefficient{Value: 0.456, Defined: true}, cell{"0.46", ""}},
		{agree.Coefficient{Value: 1, Defined: true}, cell{"1.00", ""}},
		{agree.Coefficient{Value: -0.123, Defined: true}, cell{"−0.12", ""}},
		{agree.Coefficient{Value: -0.001, Defined: true}, cell{"0.00", ""}},
		{agree.Coefficient{}, cell{"–", words.NoChance.String()}},
	} {
		if got := number(x.c, words.NoChance); got != x.want {
			t.Errorf("%+v is %+v, not %+v", x.c, got, x.want)
		}
	}
}

// Each disagreement can be settled as either side has it, or with both, and the page says
// which it was.
func TestTaking(t *testing.T) {
	a := newApp(nil)
	d := twoOf()
	x := comparing(d)
	if len(x.list) != 2 || x.open != 2 {
		t.Fatalf("%d disagreements, %d open", len(x.list), x.open)
	}
	ends, missing := x.list[0], x.list[1]
	if ends.Differs != agree.OtherEnds || missing.Differs != agree.Missing {
		t.Fatalf("%s, then %s", ends.Differs, missing.Differs)
	}
	for _, c := range []struct {
		of   agree.Disagreement
		side int
		want string
		made int
	}{
		{ends, 0, "As Ada has it", 1},
		{ends, 1, "As Ben has it", 1},
		{ends, lastSide, "As Ben has it", 1},
		{ends, everySide, "All of it taken", 2},
		{missing, 0, "Left out", 0},
		{missing, 1, "As Ben has it", 1},
	} {
		after := d.Apply(x.taking(c.of, c.side))
		y := comparing(after)
		i := indexOf(y.list, c.of.Key)
		if i < 0 || y.open != 1 {
			t.Fatalf("%s, side %d: at %d, %d open", c.of.Differs, c.side, i, y.open)
		}
		if got := a.agreementPage.outcome(y, y.list[i]); got != c.want || len(after.Marks()) != len(d.Marks())+c.made {
			t.Errorf("%s, side %d: %q with %d more marks, not %q with %d", c.of.Differs, c.side, got, len(after.Marks())-len(d.Marks()), c.want, c.made)
		}
		if list := y.shown(isOpen); len(list) != 1 || list[0].Settled() {
			t.Errorf("open are %v", list)
		}
	}
	if e := x.taking(missing, everySide); !e.Empty() {
		t.Error("of one mark, both can be taken")
	}
	after := d.Apply(x.compared.Reject(missing, "Not an actor.", noon))
	y := comparing(after)
	if got := a.agreementPage.outcome(y, y.list[1]); got != "Left out: Not an actor." {
		t.Error(got)
	}
}

// "Show more" pressed once too often shows no more: the page is drawn a moment after the
// first press, and the button is there until then.
func TestMoreDisagreements(t *testing.T) {
	d := page(strings.Repeat("Lena Orsini spoke. ", mostDisagreements+5), "")
	for i := range mostDisagreements + 5 {
		n := annotations.NewAnnotation(d.Article, annotations.KindActor, noon, annotations.Span{Start: 19 * i, End: 19*i + 11})
		n.Creator = "Ada"
		d = d.Apply(annotations.Edit{Annotations: []annotations.Change[annotations.Annotation]{{After: &n}}})
	}
	d = by(d, "Ben", annotations.KindClaim, "Orsini spoke")
	staged(t, func(t *testing.T, s *stage) {
		s.show(d.Article.ID)
		n := len(s.agreementPage.agreed.Get().shown(""))
		if n <= mostDisagreements {
			t.Fatalf("%d disagreements", n)
		}
		for range 3 {
			s.agreementPage.agreeAct("more", "")
		}
		if mostDisagreements+s.agreementPage.more.Get() < n {
			t.Errorf("%d of %d are shown", mostDisagreements+s.agreementPage.more.Get(), n)
		}
	}, d)
}

// What not all have is set off, and only that.
func TestPieces(t *testing.T) {
	d := page("The mayor, Lena Orsini, said so.", "")
	at := func(quotes ...string) *annotations.Annotation {
		var spans []annotations.Span
		for _, q := range quotes {
			spans = append(spans, over(d, q))
		}
		n := annotations.NewAnnotation(d.Article, annotations.KindActor, noon, spans...)
		return &n
	}
	wide, narrow, split := at("The mayor, Lena Orsini"), at("Lena Orsini"), at("The mayor", "Orsini")
	for _, x := range []struct {
		of   *annotations.Annotation
		all  []*annotations.Annotation
		want []piece
	}{
		{wide, []*annotations.Annotation{wide, narrow}, []piece{{"The mayor, ", true}, {"Lena Orsini", false}}},
		{narrow, []*annotations.Annotation{wide, narrow}, []piece{{"Lena Orsini", false}}},
		{split, []*annotations.Annotation{split, narrow}, []piece{{"The mayor", true}, {" … ", false}, {"Orsini", false}}},
		{wide, []*annotations.Annotation{wide, narrow, split}, []piece{{"The mayor, Lena ", true}, {"Orsini", false}}},
		{wide, []*annotations.Annotation{wide}, []piece{{"The mayor, Lena Orsini", false}}},
	} {
		if got := pieces(d.Article.Text, x.of, x.all); !slices.Equal(got, x.want) {
			t.Errorf("%v, not %v", got, x.want)
		}
	}
}

func TestAdjudicatedWords(t *testing.T) {
	n := annotations.Annotation{Creator: mergedName, Quotes: []annotations.Quote{{Exact: "“It is so”"}}}
	gone := n
	gone.Deleted = true
	made := annotations.Change[annotations.Annotation]{After: &n}
	for _, x := range []struct {
		changes []annotations.Change[annotations.Annotation]
		want    string
	}{
		{[]annotations.Change[annotations.Annotation]{{Before: &n, After: &gone}, made}, "Took “It is so” into the layer “merged”."},
		{[]annotations.Change[annotations.Annotation]{made, made}, "Took 2 marks into the layer “merged”."},
		{[]annotations.Change[annotations.Annotation]{{Before: &n, After: &gone}}, "Settled: nothing of it is taken."},
		{nil, "Settled: nothing of it is taken."},
	} {
		if got := words.Done(annotations.Edit{Name: annotations.Adjudicated, Annotations: x.changes}); got != x.want {
			t.Errorf("%q, not %q", got, x.want)
		}
	}
}
