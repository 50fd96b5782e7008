package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// figureFields are a figure's: what was read, to be put right, and what it is tied to.
func (a *editor) figureFields(m *annotations.Annotation) []goapp.UI {
	id, f := m.ID, m.Figure
	read := ledger.Display(f.Quantity)
	state := words.ReadFromText.String()
	switch {
	case f.Corrected:
		state = words.PutRightByHand.String()
	case f.Vague:
		state = words.NoNumberIsGiven.String()
	case read == "":
		read, state = m.Exact(), words.NoValueRead.String()
	}
	if read == "" {
		read = m.Exact()
	}
	if f.Base != "" && !f.Corrected {
		state = words.ReckonedFrom.With(state, ledger.When(f.Base))
	}
	if name := words.FigureTypeName(f.Type); name != "" {
		state = words.ListMiddle.With(name, state)
	}
	out := []goapp.UI{
		goapp.P().Class("identity").Body(goapp.Span().Class("value").Text(read), goapp.Small().Text(state)),
		a.figureClaim(m),
		a.figureTies(m),
		a.offering.chips(a.offering.offered(m)),
	}
	return append(out, goapp.Details().Class("more").Body(
		goapp.Summary().Text(words.FigurePutRight.String()),
		goapp.Div().Class("fields").Body(a.quantityFields(m)...),
		goapp.If(f.Corrected, func() goapp.UI {
			return goapp.Div().Class("acts").Body(act("reread", id, words.ActReadAgain.String(), func() {
				if m := a.reader.doc().Find(id); m != nil {
					q := readFigure(a.reader.doc().Article, *m)
					a.do(a.reader.doc().SetFigure(id, annotations.FigureSet, now(), func(f annotations.Figure) annotations.Figure {
						f.Quantity, f.Corrected = q, false
						return f
					}))
				}
			}))
		}),
	))
}

// quantityFields are all fields of a quantity.
func (a *editor) quantityFields(m *annotations.Annotation) []goapp.UI {
	id, q := m.ID, m.Figure.Quantity
	corrected := func(d annotations.Doc, alter func(q *annotations.Quantity)) annotations.Edit {
		return d.SetFigure(id, annotations.FigureSet, now(), func(f annotations.Figure) annotations.Figure {
			was := f.Quantity
			alter(&f.Quantity)
			f.Corrected = f.Corrected || f.Quantity != was
			return f
		})
	}
	pick := func(alter func(q *annotations.Quantity, v string)) func(string) {
		return func(v string) { a.do(corrected(a.reader.doc(), func(q *annotations.Quantity) { alter(q, v) })) }
	}
	text := func(name, label, value, hint string, alter func(q *annotations.Quantity, s string)) goapp.UI {
		return &textField{ID: "figure-" + name, Label: label, Value: value, Hint: hint, Narrow: true, app: a.core,
			Begin: a.writing(id, func(d annotations.Doc, s string) annotations.Edit {
				return corrected(d, func(q *annotations.Quantity) { alter(q, strings.TrimSpace(s)) })
			})}
	}
	number := func(name, label string, value annotations.Decimal, field func(q *annotations.Quantity) *annotations.Decimal) goapp.UI {
		return text(name, label, string(value), "", func(q *annotations.Quantity, s string) {
			n, ok := a.number(s)
			if ok {
				*field(q) = n
			}
		})
	}
	fit := func(name, label, value, hint string, ok func(string) bool, want string, field func(q *annotations.Quantity) *string) goapp.UI {
		return text(name, label, value, hint, func(q *annotations.Quantity, s string) { *field(q) = a.fit(*field(q), s, ok, want) })
	}
	toggle := func(name, label string, on bool, field func(q *annotations.Quantity) *bool) goapp.UI {
		return goapp.Button().Type("button").Class("chip").Aria("pressed", on).Text(label).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.do(corrected(a.reader.doc(), func(q *annotations.Quantity) { *field(q) = !*field(q) }))
			}, goapp.EventScope(name, string(id)))
	}
	return []goapp.UI{
		&choiceField{ID: "figure-type", Label: words.FieldType.String(), Value: string(q.Type), app: a.core,
			Options: options(words.ChoiceTypeUnknown.String(), annotations.FigureTypes, words.FigureTypeName),
			Pick:    pick(func(q *annotations.Quantity, v string) { q.Type = annotations.FigureType(v) })},
		&choiceField{ID: "figure-comparator", Label: words.FieldCompared.String(), Value: string(q.Comparator), app: a.core,
			Options: options(words.ChoiceExactly.String(), annotations.Comparators, words.ComparatorName),
			Pick:    pick(func(q *annotations.Quantity, v string) { q.Comparator = annotations.Comparator(v) })},
		number("value", words.FieldValue.String(), q.Value, func(q *annotations.Quantity) *annotations.Decimal { return &q.Value }),
		&choiceField{ID: "figure-direction", Label: words.FieldChange.String(), Value: string(q.Direction), app: a.core,
			Options: options(words.ChoiceNoChange.String(), annotations.Directions, words.DirectionName),
			Pick:    pick(func(q *annotations.Quantity, v string) { q.Direction = annotations.Direction(v) })},
		number("low", words.FieldFrom.String(), q.Low, func(q *annotations.Quantity) *annotations.Decimal { return &q.Low }),
		number("high", words.FieldTo.String(), q.High, func(q *annotations.Quantity) *annotations.Decimal { return &q.High }),
		text("unit-text", words.FieldUnit.String(), q.UnitText, words.HintUnit.String(), func(q *annotations.Quantity, s string) { q.UnitText = s }),
		fit("unit", words.FieldCode.String(), q.Unit, "km", isCode, words.NoCode.String(), func(q *annotations.Quantity) *string { return &q.Unit }),
		text("currency", words.FieldCurrency.String(), q.Currency, "EUR", func(q *annotations.Quantity, s string) {
			q.Currency = a.fit(q.Currency, strings.ToUpper(s), isCurrency, words.NoCurrency.String())
		}),
		text("counted", words.FieldCounted.String(), q.Counted, words.HintCounted.String(), func(q *annotations.Quantity, s string) { q.Counted = s }),
		fit("time", words.FieldTimeISO.String(), q.Time, words.HintTimeISO.String(), ledger.IsTime, words.NoTimeISO.String(), func(q *annotations.Quantity) *string { return &q.Time }),
		fit("base", words.FieldBase.String(), q.Base, "2026-11-25", ledger.IsTime, words.NoTimeISO.String(), func(q *annotations.Quantity) *string { return &q.Base }),
		goapp.Div().Class("chips").Body(
			toggle("approximate", words.ActAbout.String(), q.Approximate, func(q *annotations.Quantity) *bool { return &q.Approximate }),
			toggle("vague", words.ActVague.String(), q.Vague, func(q *annotations.Quantity) *bool { return &q.Vague }),
		),
	}
}

// number reads what was typed as a number: a plain one, or as it stands in a text
// ("21bn"). Where it is none it says so.
func (a *editor) number(s string) (annotations.Decimal, bool) {
	if s == "" {
		return "", true
	}
	if n, ok := annotations.ParseDecimal(s); ok {
		return n, true
	}
	if q := figure.Parse(s, figure.Context{}); q.Value != "" {
		return q.Value, true
	}
	a.tell(words.NotANumber.With(words.Title(s)))
	return "", false
}

// fit returns what was typed into a field if it is empty or of the form that the field
// wants; else what was there, and says what is wrong with it.
func (a *editor) fit(was, s string, ok func(string) bool, wrong string) string {
	if s == "" || ok(s) {
		return s
	}
	a.tell(words.IsWrong.With(words.Title(s), wrong))
	return was
}

// isCode reports whether a text has only the characters that UCUM codes have.
func isCode(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// isCurrency reports whether a text has the form of an ISO 4217 code.
func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// figureClaim says to which claim a figure belongs.
func (a *editor) figureClaim(m *annotations.Annotation) goapp.UI {
	d, id := a.reader.doc(), m.ID
	c := d.ClaimOf(m)
	return goapp.Div().Class("belongs").Body(
		goapp.If(c != nil, func() goapp.UI {
			return goapp.Div().Body(
				goapp.P().Class("asked").Text(words.BelongsToField.String()),
				goapp.Div().Class("chips").Body(goapp.Span().Class("chip held claim").Body(
					goapp.Button().Type("button").Class("link").Text(brief(c.Exact())).
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(c.ID) }, goapp.EventScope("claim", string(c.ID))),
					goapp.Button().Type("button").Class("icon").Aria("label", words.TipSetApart.String()).Text("✕").
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.do(a.reader.doc().TieToClaim(id, c.ID, now())) }, goapp.EventScope("apart", string(id), string(c.ID))),
				)),
			)
		}),
		goapp.Div().Class("acts").Body(act("claim", id, words.ActTieClaim.String(), func() {
			a.pickMark(words.WhichClaim.String(), id, annotations.KindClaim, func(claim annotations.ID) {
				if now := a.reader.doc().ClaimOf(a.reader.doc().Find(id)); now == nil || now.ID != claim {
					a.tieToClaim(id, claim)
				}
			})
		})),
	)
}

func (a *editor) tieToClaim(id, claim annotations.ID) {
	a.do(a.reader.doc().TieToClaim(id, claim, now()))
}

// figureTies lists the figures that a figure is tied to, and that are tied to it.
func (a *editor) figureTies(m *annotations.Annotation) goapp.UI {
	d, id := a.reader.doc(), m.ID
	var chips []goapp.UI
	for _, t := range m.Figure.Ties {
		n := d.Find(t.Figure)
		if n == nil {
			continue
		}
		chips = append(chips, goapp.Span().Class("chip held figure").Body(
			goapp.Button().Type("button").Class("link").Text(words.RelationOf.With(words.RelationName(t.Relation), brief(ledger.Label(n)))).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(n.ID) }, goapp.EventScope("tie", string(n.ID))),
			goapp.Button().Type("button").Class("icon").Aria("label", words.UntieFrom.With(n.Exact())).Text("✕").
				OnClick(func(ctx goapp.Context, e goapp.Event) {
					a.do(a.reader.doc().TieFigures(t.Relation, id, t.Figure, now()))
				}, goapp.EventScope("untie", string(id), string(t.Relation), string(t.Figure))),
		))
	}
	for _, n := range d.Marks() {
		for _, t := range n.Figure.Ties {
			if t.Figure == id {
				chips = append(chips, goapp.Button().Type("button").Class("chip figure").
					Text(words.RelationOfOther.With(brief(ledger.Label(n)), words.RelationToThis(t.Relation))).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(n.ID) }, goapp.EventScope("tied", string(n.ID))))
			}
		}
	}
	ties := make([]goapp.UI, 0, len(annotations.Relations))
	for _, r := range annotations.Relations {
		ties = append(ties, act("tie", id, words.RelationName(r)+"…", func() {
			a.pickMark(words.PickRelation.With(words.RelationName(r)), id, annotations.KindFigure, func(other annotations.ID) {
				a.do(a.reader.doc().TieFigures(r, id, other, now()))
			})
		}))
	}
	return goapp.Div().Class("ties").Body(
		goapp.If(len(chips) > 0, func() goapp.UI { return goapp.Div().Class("chips").Body(chips...) }),
		goapp.Div().Class("acts").Body(ties...),
	)
}
