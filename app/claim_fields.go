package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// claimFields are a claim's: who says it, in which words, how, and what came of
// checking it.
func (a *editor) claimFields(m *annotations.Annotation) []goapp.UI {
	id, c := m.ID, m.Claim
	set := func(alter func(c annotations.Claim, v string) annotations.Claim) func(string) {
		return func(v string) {
			a.do(a.reader.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim { return alter(c, v) }))
		}
	}
	// Each stands in a place of its own, whether it is there or not: go-app tells fields
	// apart by their index, and would close what the reader has unfolded.
	out := []goapp.UI{
		goapp.P().Class("asked").Text(words.SaidByField.String()),
		goapp.Div().Class("chips").Body(a.speakerChips(m)...),
		goapp.Div().Body(goapp.If(c.Source == "", func() goapp.UI { return a.offering.chips(a.offering.offered(m)) }).Else(func() goapp.UI {
			return goapp.Div().Class("acts").Body(act("speaker", id, words.ActAddSpeaker.String(), func() { a.pickSpeaker(id) }))
		})),
		goapp.Div().Body(goapp.If(c.Source == annotations.Unnamed, func() goapp.UI {
			return &textField{ID: "claim-wording", Label: words.FieldWording.String(), Value: c.Wording, Hint: words.HintWording.String(), app: a.core,
				Begin: a.writing(id, func(d annotations.Doc, text string) annotations.Edit {
					return d.SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
						c.Wording = strings.TrimSpace(text)
						return c
					})
				})}
		})),
	}
	out = append(out, a.cueField(m))
	out = append(out, goapp.Div().Class("fields").Body(
		&choiceField{ID: "claim-attribution", Label: words.FieldGivenAs.String(), Value: string(c.Attribution), app: a.core,
			Options: options(words.NotSaidYet.String(), annotations.Attributions, words.AttributionName),
			Pick: set(func(c annotations.Claim, v string) annotations.Claim {
				c.Attribution = annotations.Attribution(v)
				return c
			})},
		&choiceField{ID: "claim-stance", Label: words.FieldStance.String(), Value: string(c.Stance), app: a.core,
			Options: options(words.NotSaidYet.String(), annotations.Stances, words.StanceName),
			Pick: set(func(c annotations.Claim, v string) annotations.Claim {
				c.Stance = annotations.Stance(v)
				return c
			})},
		&textField{ID: "claim-about", Label: words.FieldTime.String(), Value: c.About, Hint: words.HintTime.String(), Narrow: true, app: a.core,
			Begin: a.writing(id, func(d annotations.Doc, text string) annotations.Edit {
				return d.SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
					c.About = strings.TrimSpace(text)
					return c
				})
			})},
		goapp.Div().Class("chips").Body(a.aboutChip(m)),
	))
	out = append(out, a.reporterField(m), a.figuresOf(m))
	return append(out, a.checkFields(m))
}

// aboutChip offers the date or time that words about a claim's time stand for.
func (a *editor) aboutChip(m *annotations.Annotation) goapp.UI {
	id, t := m.ID, resolvedTime(m.Claim.About, a.reader.doc().Article.Published)
	return goapp.If(t != "", func() goapp.UI {
		return goapp.Button().Type("button").Class("chip offer").Text("= "+ledger.When(t)).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.setAbout(id, t) }, goapp.EventScope("about", string(id), t))
	})
}

func (a *editor) setAbout(id annotations.ID, t string) {
	a.do(a.reader.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim { c.About = t; return c }))
}

// resolvedTime returns the time that words stand for in an article of a date, as a
// figure would have it; "" where they are one already, or say none.
func resolvedTime(said, published string) string {
	if ledger.IsTime(said) {
		return ""
	}
	return figure.Parse(said, figure.Context{Base: published}).Time
}

// speakerChips are those who say a claim, each to be taken away.
func (a *editor) speakerChips(m *annotations.Annotation) []goapp.UI {
	id, c := m.ID, m.Claim
	var out []goapp.UI
	for _, s := range c.Speakers {
		name := a.speakerName(s)
		if name == "" {
			continue
		}
		out = append(out, goapp.Span().Class("chip held actor").Body(
			goapp.Button().Type("button").Class("link").Text(name).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(s) }, goapp.EventScope("speaker", string(s))),
			goapp.Button().Type("button").Class("icon").Aria("label", words.TakeAway.With(name)).Text("✕").
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.dropSpeaker(id, s) }, goapp.EventScope("drop", string(id), string(s))),
		))
	}
	if c.Source == annotations.Itself || c.Source == annotations.Unnamed {
		out = append(out, goapp.Span().Class("chip held").Body(
			goapp.Text(words.SourceName(c.Source)),
			goapp.Button().Type("button").Class("icon").Aria("label", words.TipTakeSource.String()).Text("✕").
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.setSource(id, "", "") }, goapp.EventScope("drop", string(id), string(c.Source))),
		))
	}
	return out
}

// goTo goes to a mark of the article, or to an actor's page.
func (a *editor) goTo(id annotations.ID) {
	if a.reader.doc().Find(id) != nil {
		a.marking.choose(id, true)
		return
	}
	if who := a.actors().Find(id); who != nil {
		a.visitPath(actorPath(who.ID))
	}
}

// cueField shows the reporting words.
func (a *editor) cueField(m *annotations.Annotation) goapp.UI {
	id, cue := m.ID, m.Claim.Cue
	return goapp.Div().Class("cue").Body(
		goapp.P().Class("asked").Text(words.FieldReportingWords.String()),
		goapp.If(!cue.Empty(), func() goapp.UI {
			said := cue.Exact()
			return goapp.Div().Class("chips").Body(goapp.Span().Class("chip held").Body(
				goapp.Text(words.Quoted(said)),
				goapp.Button().Type("button").Class("icon").Aria("label", words.TipTakeCue.String()).Text("✕").
					OnClick(func(ctx goapp.Context, e goapp.Event) {
						a.do(a.reader.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
							c.Cue = annotations.Cue{}
							return c
						}))
					}, goapp.EventScope("cue", string(id))),
			))
		}).Else(func() goapp.UI {
			return goapp.P().Class("tip").Text(words.CueTip.With(string(a.chordOf("cue"))))
		}),
	)
}

// reporterField says in which claim a claim is reported.
func (a *editor) reporterField(m *annotations.Annotation) goapp.UI {
	d, id := a.reader.doc(), m.ID
	by := d.Reporter(m)
	return goapp.Div().Class("reporter").Body(
		goapp.If(by != nil, func() goapp.UI {
			return goapp.Div().Body(
				goapp.P().Class("asked").Text(words.FieldReportedIn.String()),
				goapp.Div().Class("chips").Body(goapp.Button().Type("button").Class("chip claim").Text(brief(by.Exact())).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(by.ID) }, goapp.EventScope("reporter", string(by.ID)))),
			)
		}),
		goapp.Div().Class("acts").Body(
			act("within", id, words.ActReportedIn.String(), func() { a.pickReporter(id) }),
			goapp.If(m.Claim.Within != "", func() goapp.UI {
				return act("alone", id, words.ActNotReported.String(), func() {
					a.do(a.reader.doc().SetClaim(id, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim { c.Within = ""; return c }))
				})
			}),
		),
	)
}

// pickReporter lets the reader choose the claim that reports a claim.
func (a *editor) pickReporter(id annotations.ID) {
	a.pickMark(words.WhereReported.String(), id, annotations.KindClaim, func(other annotations.ID) {
		a.do(a.reader.doc().SetClaim(id, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim { c.Within = other; return c }))
	})
}

// pickMark lets the reader choose another mark of the article, the nearest first.
func (a *editor) pickMark(prompt string, to annotations.ID, kind annotations.Kind, take func(id annotations.ID)) {
	d := a.reader.doc()
	m := d.Find(to)
	if m == nil {
		return
	}
	var items []item
	for _, n := range nearest(d, m, kind) {
		items = append(items, item{text: oneLine(n.Exact()), what: words.KindName(n.Kind), take: func() { take(n.ID) }})
	}
	if len(items) == 0 {
		a.tell(words.NoOther(kind))
		return
	}
	a.finder.pick(prompt, items, nil)
}

// figuresOf lists the figures that belong to a claim.
func (a *editor) figuresOf(m *annotations.Annotation) goapp.UI {
	d := a.reader.doc()
	var chips []goapp.UI
	for _, n := range d.Marks() {
		if n.Kind != annotations.KindFigure {
			continue
		}
		if of := d.ClaimOf(n); of == nil || of.ID != m.ID {
			continue
		}
		chips = append(chips, goapp.Button().Type("button").Class("chip figure").Text(brief(ledger.Label(n))).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(n.ID) }, goapp.EventScope("figure", string(n.ID))))
	}
	return goapp.Div().Body(goapp.If(len(chips) > 0, func() goapp.UI {
		return goapp.Div().Body(goapp.P().Class("asked").Text(words.WithTheseFigures.String()), goapp.Div().Class("chips").Body(chips...))
	}))
}
