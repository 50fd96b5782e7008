package app

import (
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/suggest"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// page returns the doc of one paragraph, published on a day.
func page(text, published string) annotations.Doc {
	t := annotations.NewText(text)
	return annotations.NewDoc(annotations.Article{
		ID: annotations.NewID(), Title: "Test", Text: t, Published: published,
		Blocks: []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{End: t.Len()}}},
	}, nil)
}

// over is the span of a quote.
func over(d annotations.Doc, quote string) annotations.Span {
	text := d.Article.Text
	i := strings.Index(text.String(), quote)
	return annotations.Span{Start: text.FromByte(i), End: text.FromByte(i + len(quote))}
}

// A new figure knows what it says, and a new claim how it is given; what a reader put
// right stays as it is.
func TestInformed(t *testing.T) {
	d := page("“It cost €21bn,” she said on Friday, and not €24bn.", "2026-11-25")
	e := informed(d, d.Mark(annotations.KindFigure, noon, over(d, "€21bn")))
	q := e.Annotations[0].After.Figure.Quantity
	if q.Type != annotations.Money || q.Value != "21000000000" || q.Currency != "EUR" {
		t.Errorf("the figure is read as %+v", q)
	}
	d = d.Apply(e)
	id := e.Annotations[0].After.ID

	moved := informed(d, d.Move(id, noon, over(d, "€24bn")))
	if got := moved.Annotations[0].After.Figure.Value; got != "24000000000" {
		t.Errorf("moved, it is %q", got)
	}
	right := d.Apply(d.SetFigure(id, annotations.FigureSet, noon, func(f annotations.Figure) annotations.Figure {
		f.Value, f.Corrected = "23500000000", true
		return f
	}))
	moved = informed(right, right.Move(id, noon, over(d, "€24bn")))
	if got := moved.Annotations[0].After.Figure.Value; got != "23500000000" {
		t.Errorf("put right and moved, it is %q", got)
	}

	e = informed(d, d.Mark(annotations.KindClaim, noon, over(d, "“It cost €21bn,”")))
	claim := *e.Annotations[0].After
	if claim.Claim.Attribution != annotations.Direct {
		t.Errorf("the claim is %q", claim.Claim.Attribution)
	}
	d = d.Apply(e)
	chosen := d.Apply(d.SetClaim(claim.ID, annotations.ClaimSet, noon, func(c annotations.Claim) annotations.Claim {
		c.Attribution = annotations.Mixed
		return c
	}))
	stretched := informed(chosen, chosen.Extend(claim.ID, noon, over(d, "not €24bn")))
	if got := stretched.Annotations[0].After.Claim.Attribution; got != annotations.Mixed {
		t.Errorf("what the reader chose became %q", got)
	}

	// What is imported, or of another article, is not read anew.
	e = d.Mark(annotations.KindFigure, noon, over(d, "€24bn"))
	e.Name = annotations.Imported
	if got := informed(d, e).Annotations[0].After.Figure; !got.Empty() {
		t.Errorf("an imported figure was read as %+v", got)
	}
}

// Another date of an article changes the days that are reckoned from it, in one step.
func TestRedated(t *testing.T) {
	d := page("She said so on Friday. On 4 April he had not.", "2026-11-25")
	d = d.Apply(informed(d, d.Mark(annotations.KindFigure, noon, over(d, "Friday"))))
	d = d.Apply(informed(d, d.Mark(annotations.KindFigure, noon, over(d, "4 April"))))
	if got := d.Marks()[0].Figure; got.Time != "2026-11-20" || got.Base != "2026-11-25" {
		t.Errorf("Friday is %+v", got)
	}
	e := redated(d, d.Article.Describe(noon, func(a annotations.Article) annotations.Article { a.Published = "2025-04-12"; return a }))
	after := d.Apply(e)
	if got := after.Marks()[0].Figure.Time; got != "2025-04-11" {
		t.Errorf("Friday became %q", got)
	}
	if got := after.Marks()[1].Figure.Time; got != "2025-04-04" {
		t.Errorf("4 April became %q", got)
	}
	back := after.Apply(e.Inverse())
	if !back.Marks()[0].Same(*d.Marks()[0]) || back.Article.Published != "2026-11-25" {
		t.Error("undo does not bring the date back")
	}
}

// What another tool said of a figure stays, as it does not come from the text; unless it
// was reckoned from the article's date.
func TestRedatedLeavesWhatOthersSaid(t *testing.T) {
	d := page("She paid €5 on Friday.", "2026-11-25")
	said := annotations.Quantity{Type: annotations.Money, Value: "5000000", Currency: "EUR"}
	reckoned := annotations.Quantity{Type: annotations.Date, Time: "2026-11-19", Base: "2026-11-25"}
	for quote, q := range map[string]annotations.Quantity{"€5": said, "Friday": reckoned} {
		e := d.Mark(annotations.KindFigure, noon, over(d, quote))
		e.Annotations[0].After.Figure.Quantity = q
		d = d.Apply(e)
	}
	after := d.Apply(redated(d, d.Article.Describe(noon, func(a annotations.Article) annotations.Article { a.Published = "2025-04-12"; return a })))
	if got := after.Marks()[0].Figure.Quantity; got != said {
		t.Errorf("%q became %+v", after.Marks()[0].Exact(), got)
	}
	if got := after.Marks()[1].Figure; got.Time != "2025-04-11" || got.Base != "2025-04-12" {
		t.Errorf("%q became %+v", after.Marks()[1].Exact(), got)
	}
}

func TestLearnt(t *testing.T) {
	x := annotations.NewActor("Vladimir Putin", noon)
	x = learnt(x, suggest.Draft{Name: "Putin", Role: "president", Affiliation: "Russia", Type: annotations.Person, Form: suggest.Name})
	if len(x.Aliases) != 1 || x.Role != "president" || x.Affiliation != "Russia" || x.Type != annotations.Person {
		t.Errorf("learnt %+v", x)
	}
	y := learnt(annotations.NewActor("Putin", noon), suggest.Draft{Name: "Vladimir Putin", Type: annotations.Person, Form: suggest.Name})
	if y.Name != "Vladimir Putin" || len(y.Aliases) != 1 || y.Aliases[0] != "Putin" {
		t.Errorf("the fuller name was not learnt: %+v", y)
	}
	place := learnt(annotations.NewActor("Norland", noon), suggest.Draft{Name: "Norland Embassy", Type: annotations.Place, Form: suggest.Name})
	if place.Name != "Norland" {
		t.Errorf("a place became %q", place.Name)
	}
	x = learnt(x, suggest.Draft{Name: "he", Role: "leader", Form: suggest.Pronoun})
	if len(x.Aliases) != 1 || x.Role != "president" {
		t.Errorf("a pronoun became a name, or a role another: %+v", x)
	}
}

// A name can be a new actor, and so can a group without one; "he" and "the envoy" are
// somebody who has a record.
func TestRecordable(t *testing.T) {
	for words, want := range map[string]bool{
		"Vladimir Putin": true, "the WHO": true, "Moscow": true, "protesters": true,
		"he": false, "the envoy": false, "the ministry": false, "": false,
	} {
		if got := recordable(suggest.Describe(words, "", "")); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}

func TestScale(t *testing.T) {
	scale := parseScale(usualScale())
	if len(scale) != 8 || scale[0] != (annotations.Verdict{Name: "True", Value: "5", Best: "5", Worst: "1"}) || scale[7] != (annotations.Verdict{Name: "Opinion"}) {
		t.Errorf("the usual scale is %+v", scale)
	}
	for _, v := range scale {
		for _, n := range []annotations.Decimal{v.Value, v.Best, v.Worst} {
			if n != "" && !n.Valid() {
				t.Errorf("%q is no decimal", n)
			}
		}
	}
	own := parseScale(" Right \nWrong\nRight\n\n\nWrong\nUnclear\n")
	if len(own) != 3 || own[0].Value != "2" || own[2].Name != "Unclear" || own[2].Value != "" {
		t.Errorf("a scale of one's own is %+v", own)
	}
	old := annotations.Verdict{Name: "Half true", Value: "3", Best: "5", Worst: "1"}
	if got := verdictNamed(own, old, "Half true"); got != old {
		t.Errorf("a verdict that the scale has no more became %+v", got)
	}
}
