package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/ledger"
)

// fieldOf is the text field with an ID among fields.
func fieldOf(t *testing.T, fields []goapp.UI, id string) *textField {
	t.Helper()
	for _, x := range fields {
		if f, ok := x.(*textField); ok && f.ID == id {
			return f
		}
	}
	t.Fatalf("there is no field %s", id)
	return nil
}

// What a field of a figure cannot hold is refused with what it wants instead, and what
// was there stays.
func TestFigureFields(t *testing.T) {
	visiting(t, page("It has cost €21bn since Friday.", "2026-11-25"), nil, func(t *testing.T, v *stage) {
		for _, x := range []struct {
			quote, field, typed, want, told string
			of                              func(q annotations.Quantity) string
		}{
			{"Friday", "time", "foo", "2026-11-20", "“foo” is no time", func(q annotations.Quantity) string { return q.Time }},
			{"Friday", "time", " 2026-11/2026-12 ", "2026-11/2026-12", "", func(q annotations.Quantity) string { return q.Time }},
			{"Friday", "time", "", "", "", func(q annotations.Quantity) string { return q.Time }},
			{"Friday", "base", "yesterday", "2026-11-25", "is no time", func(q annotations.Quantity) string { return q.Base }},
			{"€21bn", "currency", "euros", "EUR", "three letters", func(q annotations.Quantity) string { return q.Currency }},
			{"€21bn", "currency", "E1R", "EUR", "three letters", func(q annotations.Quantity) string { return q.Currency }},
			{"€21bn", "currency", "usd", "USD", "", func(q annotations.Quantity) string { return q.Currency }},
			{"€21bn", "unit", "square metres", "", "no UCUM code", func(q annotations.Quantity) string { return q.Unit }},
			{"€21bn", "unit", "m2", "m2", "", func(q annotations.Quantity) string { return q.Unit }},
		} {
			id := v.figure(t, x.quote)
			f := fieldOf(t, v.reader.editor.quantityFields(v.reader.doc().Find(id)), "figure-"+x.field)
			v.toast.Set(toast{})
			was := *v.reader.doc().Find(id)
			f.Begin()(x.typed)
			told := v.toast.Get().text // it fades
			v.settle()
			m := v.reader.doc().Find(id)
			if got := x.of(m.Figure.Quantity); got != x.want || !strings.Contains(told, x.told) || x.told == "" && told != "" {
				t.Errorf("%s %q: %q, not %q; told %q", x.field, x.typed, got, x.want, told)
			}
			if x.told != "" && !m.Same(was) {
				t.Errorf("%q, which was refused, has changed the figure", x.typed)
			}
		}
	})
}

// figure is the mark on a quote, which is made where it is not there.
func (v *stage) figure(t *testing.T, quote string) annotations.ID {
	for _, m := range v.reader.doc().Marks() {
		if m.Exact() == quote {
			return m.ID
		}
	}
	return v.markAs(t, annotations.KindFigure, quote)
}

// What the parser reads of times can be typed as well.
func TestParsedTimesFit(t *testing.T) {
	for _, words := range []string{"Friday", "2022", "mid-2022", "April 4", "11 a.m.", "from 9am to 5pm", "since 2014", "until May", "last month",
		"November 25, 2026, at 14:30", "within 24 hours", "three years ago", "the 1990s", "this week", "between 2014 and 2016", "the third quarter"} {
		q := figure.Parse(words, figure.Context{Base: "2026-11-25T10:00"})
		for _, s := range []string{q.Time, q.Base} {
			if s != "" && !ledger.IsTime(s) {
				t.Errorf("%s is %q, which is refused", words, s)
			}
		}
	}
}
