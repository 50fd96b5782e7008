package app

import (
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/suggest"
)

// claimOffers are those who may say a claim, with the words that report it.
func (a *App) claimOffers(m *annotations.Annotation) offers {
	o := offers{title: "Who says this?"}
	id := m.ID
	if m.Claim.Source == "" && !m.Orphan() {
		for _, p := range suggest.Speakers(a.doc(), *m) {
			detail := ""
			if !p.Cue.Empty() {
				detail = "“" + brief(p.Cue.Exact()) + "”"
			}
			o.list = append(o.list, offer{label: a.proposedName(p), detail: detail, take: func(a *App) { a.attribute(id, p) }})
		}
	}
	if m.Claim.Source != annotations.Itself {
		o.list = append(o.list, offer{label: "The article itself", take: func(a *App) { a.setSource(id, annotations.Itself, "") }})
	}
	o.list = append(o.list, offer{label: "Somebody else…", take: func(a *App) { a.pickSpeaker(id) }})
	return o
}

// proposedName is what a reader calls a proposed speaker.
func (a *App) proposedName(p suggest.Proposal) string {
	d := a.doc()
	words := d.Article.Text.Slice(p.Span)
	switch {
	case p.Source == annotations.Itself:
		return "The article itself"
	case p.Source == annotations.Unnamed:
		return brief(p.Wording) + " (unnamed)"
	case p.Speaker != "":
		if m := d.Find(p.Speaker); m != nil {
			if who := a.actors().Find(m.Actor); who != nil {
				return brief(who.Name)
			}
			words = m.Exact()
		}
	default:
		if who := a.bestActor(words, p.Span); who != nil && !strings.EqualFold(who.Name, words) {
			return brief(words + " = " + who.Name)
		}
	}
	return brief(words)
}

// bestActor is the actor that words at a place fit best, or nil.
func (a *App) bestActor(words string, at annotations.Span) *annotations.Actor {
	found := suggest.Actors(words, suggest.Context{Doc: a.doc(), At: at}, a.actors())
	if len(found) == 0 {
		return nil
	}
	return found[0].Actor
}

// attribute ties a claim to a proposed speaker and cue, in one step. A speaker that
// nothing marks yet is marked, as the actor that it fits or a new one.
func (a *App) attribute(id annotations.ID, p suggest.Proposal) {
	d := a.doc()
	e := annotations.Edit{Name: annotations.Tied}
	speaker := p.Speaker
	if speaker == "" && !p.Span.Empty() && p.Source == annotations.Named {
		e = e.And(d.Mark(annotations.KindActor, now(), p.Span))
		if len(e.Annotations) == 0 {
			return
		}
		n := *e.Annotations[0].After
		speaker = n.ID
		draft := a.draftActor(&n)
		if who := a.bestActor(n.Exact(), p.Span); who != nil {
			n.Actor = who.ID
			e = e.And(a.actors().SetActor(who.ID, annotations.Mentioned, now(), func(x annotations.Actor) annotations.Actor { return learnt(x, draft) }))
		} else if draft.Form == suggest.Name && draft.Name != "" {
			made := annotations.NewActor(draft.Name, now())
			made.Role, made.Affiliation, made.Type = draft.Role, draft.Affiliation, draft.Type
			n.Actor = made.ID
			e = e.And(annotations.AddActor(made))
		}
		e.Annotations[0].After = &n
	}
	e = e.And(d.SetClaim(id, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim {
		c.Source, c.Wording, c.Speakers = p.Source, p.Wording, nil
		if speaker != "" {
			c.Speakers = []annotations.ID{speaker}
		}
		if c.Cue.Empty() {
			c.Cue = p.Cue
		}
		if c.Stance == "" {
			c.Stance = p.Stance
		}
		if m := d.Find(id); c.Attribution == annotations.Assertion && m != nil {
			c.Attribution = suggest.Attribution(d.Article, m.Spans, true)
		}
		return c
	}))
	e.Name = annotations.Tied
	a.do(e)
}

// setSource says that the article, or somebody without a name, says a claim.
func (a *App) setSource(id annotations.ID, s annotations.Source, wording string) {
	a.do(a.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
		c.Source, c.Speakers, c.Wording = s, nil, wording
		if s == annotations.Itself && c.Cue.Empty() && c.Attribution == annotations.Indirect {
			c.Attribution = annotations.Assertion
		}
		return c
	}))
}

// pickSpeaker lets the reader choose who says a claim: a mark of the article, the
// nearest first, or any actor of the library.
func (a *App) pickSpeaker(claim annotations.ID) {
	d := a.doc()
	m := d.Find(claim)
	if m == nil {
		return
	}
	var items []item
	marks := nearest(d, m, annotations.KindActor)
	seen := map[annotations.ID]bool{}
	for _, n := range marks {
		who := a.actors().Find(n.Actor)
		if who != nil && seen[who.ID] {
			continue
		}
		text := n.Exact()
		if who != nil {
			seen[who.ID] = true
			if text = who.Name; !strings.EqualFold(who.Name, n.Exact()) {
				text += " (“" + n.Exact() + "”)"
			}
		}
		items = append(items, item{text: oneLine(text), what: "In the text", take: func(a *App) { a.addSpeaker(claim, n.ID) }})
	}
	for _, x := range a.actors().List() {
		if !seen[x.ID] {
			items = append(items, item{text: oneLine(x.Name), what: "Actor", take: func(a *App) { a.addSpeaker(claim, x.ID) }})
		}
	}
	items = append(items,
		item{text: "The article itself", what: "Source", take: func(a *App) { a.setSource(claim, annotations.Itself, "") }},
		item{text: "Somebody unnamed", what: "Source", take: func(a *App) { a.setSource(claim, annotations.Unnamed, "") }},
	)
	a.pick("Who says this?", items, func(words string) *item {
		if words == "" {
			return nil
		}
		return &item{text: "Unnamed: “" + words + "”", what: "Source", take: func(a *App) { a.setSource(claim, annotations.Unnamed, words) }}
	})
}

// nearest lists the marks of a kind, those before and nearest to another first.
func nearest(d annotations.Doc, to *annotations.Annotation, kind annotations.Kind) []*annotations.Annotation {
	var out []*annotations.Annotation
	for _, n := range d.Marks() {
		if n.Kind == kind && n.ID != to.ID {
			out = append(out, n)
		}
	}
	at := to.Cover()
	away := func(n *annotations.Annotation) int {
		if n.Orphan() {
			return d.Article.Text.Len() * 2
		}
		if n.Cover().Start > at.End {
			return n.Cover().Start - at.End
		}
		return max(at.Start-n.Cover().End, 0)
	}
	slices.SortStableFunc(out, func(x, y *annotations.Annotation) int { return away(x) - away(y) })
	return out
}

// addSpeaker adds a mark or an actor to those who say a claim.
func (a *App) addSpeaker(claim, speaker annotations.ID) {
	a.do(a.doc().SetClaim(claim, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim {
		c.Source, c.Wording = annotations.Named, ""
		if !slices.Contains(c.Speakers, speaker) {
			c.Speakers = append(slices.Clip(c.Speakers), speaker)
		}
		return c
	}))
}

// dropSpeaker takes one of those who say a claim away.
func (a *App) dropSpeaker(claim, speaker annotations.ID) {
	a.do(a.doc().SetClaim(claim, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim {
		return annotations.Annotation{Claim: c}.Redirect(func(id annotations.ID) annotations.ID {
			if id == speaker {
				return ""
			}
			return id
		}).Claim
	}))
}

// speakerName is what a reader calls one that a claim refers to; "" if it is gone.
func (a *App) speakerName(id annotations.ID) string {
	if m := a.doc().Find(id); m != nil {
		if who := a.actors().Find(m.Actor); who != nil {
			return who.Name
		}
		return m.Exact()
	}
	if who := a.actors().Find(id); who != nil {
		return who.Name
	}
	return ""
}

// setCue makes what is selected the reporting words of the chosen claim.
func (a *App) setCue() {
	m := a.current()
	s := a.span()
	if m == nil || m.Kind != annotations.KindClaim || s.Empty() {
		a.tell("Choose a claim, then select the words that report it, such as “said”.")
		return
	}
	a.do(a.doc().SetClaim(m.ID, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
		c.Cue = annotations.CueAt(a.doc().Article.Text, s)
		if c.Attribution == annotations.Assertion {
			c.Attribution = suggest.Attribution(a.doc().Article, m.Spans, true)
		}
		return c
	}))
	a.release()
}

// claimFields are a claim's: who says it, in which words, how, and what came of
// checking it.
func (a *App) claimFields(m *annotations.Annotation) []goapp.UI {
	id, c := m.ID, m.Claim
	set := func(alter func(c annotations.Claim, v string) annotations.Claim) func(string) {
		return func(v string) {
			a.do(a.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim { return alter(c, v) }))
		}
	}
	// Each stands in a place of its own, whether it is there or not: go-app tells fields
	// apart by their index, and would close what the reader has unfolded.
	out := []goapp.UI{
		goapp.P().Class("asked").Text("Said by"),
		goapp.Div().Class("chips").Body(a.speakerChips(m)...),
		goapp.Div().Body(goapp.If(c.Source == "", func() goapp.UI { return a.chips(a.offered(m)) }).Else(func() goapp.UI {
			return goapp.Div().Class("acts").Body(act("speaker", id, "Add or change…", func() { a.pickSpeaker(id) }))
		})),
		goapp.Div().Body(goapp.If(c.Source == annotations.Unnamed, func() goapp.UI {
			return &textField{ID: "claim-wording", Label: "How the article names them", Value: c.Wording, Hint: "officials", app: a,
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
		&choiceField{ID: "claim-attribution", Label: "Given as", Value: string(c.Attribution), app: a,
			Options: options("Not said", annotations.Attributions, attributionName),
			Pick: set(func(c annotations.Claim, v string) annotations.Claim {
				c.Attribution = annotations.Attribution(v)
				return c
			})},
		&choiceField{ID: "claim-stance", Label: "The speaker", Value: string(c.Stance), app: a,
			Options: options("Not said", annotations.Stances, stanceName),
			Pick: set(func(c annotations.Claim, v string) annotations.Claim {
				c.Stance = annotations.Stance(v)
				return c
			})},
		&textField{ID: "claim-about", Label: "Time it is about", Value: c.About, Hint: "2026-11, or in words", Narrow: true, app: a,
			Begin: a.writing(id, func(d annotations.Doc, text string) annotations.Edit {
				return d.SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
					c.About = strings.TrimSpace(text)
					return c
				})
			})},
	))
	out = append(out, a.reporterField(m), a.figuresOf(m))
	return append(out, a.checkFields(m))
}

// speakerChips are those who say a claim, each to be taken away.
func (a *App) speakerChips(m *annotations.Annotation) []goapp.UI {
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
			goapp.Button().Type("button").Class("icon").Aria("label", "Take "+name+" away").Text("✕").
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.dropSpeaker(id, s) }, goapp.EventScope("drop", string(id), string(s))),
		))
	}
	if c.Source == annotations.Itself || c.Source == annotations.Unnamed {
		out = append(out, goapp.Span().Class("chip held").Body(
			goapp.Text(sourceName(c.Source)),
			goapp.Button().Type("button").Class("icon").Aria("label", "Take the source away").Text("✕").
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.setSource(id, "", "") }, goapp.EventScope("drop", string(id), string(c.Source))),
		))
	}
	return out
}

// goTo goes to a mark of the article, or to an actor's page.
func (a *App) goTo(id annotations.ID) {
	if a.doc().Find(id) != nil {
		a.choose(id, true)
		return
	}
	if who := a.actors().Find(id); who != nil {
		a.visitPath(actorPath(who.ID))
	}
}

// cueField shows the reporting words.
func (a *App) cueField(m *annotations.Annotation) goapp.UI {
	id, cue := m.ID, m.Claim.Cue
	return goapp.Div().Class("cue").Body(
		goapp.P().Class("asked").Text("Reporting words"),
		goapp.If(!cue.Empty(), func() goapp.UI {
			words := cue.Exact()
			return goapp.Div().Class("chips").Body(goapp.Span().Class("chip held").Body(
				goapp.Text("“"+words+"”"),
				goapp.Button().Type("button").Class("icon").Aria("label", "Take the reporting words away").Text("✕").
					OnClick(func(ctx goapp.Context, e goapp.Event) {
						a.do(a.doc().SetClaim(id, annotations.ClaimSet, now(), func(c annotations.Claim) annotations.Claim {
							c.Cue = annotations.Cue{}
							return c
						}))
					}, goapp.EventScope("cue", string(id))),
			))
		}).Else(func() goapp.UI {
			return goapp.P().Class("tip").Text("Select words such as “said” in the text and press " + string(a.chordOf("cue")) + ", or choose “Reporting words” at the selection.")
		}),
	)
}

// reporterField says in which claim a claim is reported.
func (a *App) reporterField(m *annotations.Annotation) goapp.UI {
	d, id := a.doc(), m.ID
	by := d.Reporter(m)
	return goapp.Div().Class("reporter").Body(
		goapp.If(by != nil, func() goapp.UI {
			return goapp.Div().Body(
				goapp.P().Class("asked").Text("Reported in"),
				goapp.Div().Class("chips").Body(goapp.Button().Type("button").Class("chip claim").Text(brief(by.Exact())).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.goTo(by.ID) }, goapp.EventScope("reporter", string(by.ID)))),
			)
		}),
		goapp.Div().Class("acts").Body(
			act("within", id, "Reported in another claim…", func() { a.pickReporter(id) }),
			goapp.If(m.Claim.Within != "", func() goapp.UI {
				return act("alone", id, "Not reported there", func() {
					a.do(a.doc().SetClaim(id, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim { c.Within = ""; return c }))
				})
			}),
		),
	)
}

// pickReporter lets the reader choose the claim that reports a claim.
func (a *App) pickReporter(id annotations.ID) {
	a.pickMark("In which claim is this reported?", id, annotations.KindClaim, func(a *App, other annotations.ID) {
		a.do(a.doc().SetClaim(id, annotations.Tied, now(), func(c annotations.Claim) annotations.Claim { c.Within = other; return c }))
	})
}

// pickMark lets the reader choose another mark of the article, the nearest first.
func (a *App) pickMark(prompt string, to annotations.ID, kind annotations.Kind, take func(a *App, id annotations.ID)) {
	d := a.doc()
	m := d.Find(to)
	if m == nil {
		return
	}
	var items []item
	for _, n := range nearest(d, m, kind) {
		items = append(items, item{text: oneLine(n.Exact()), what: kindName(n.Kind), take: func(a *App) { take(a, n.ID) }})
	}
	if len(items) == 0 {
		a.tell("There is no other " + string(kind) + " in this article.")
		return
	}
	a.pick(prompt, items, nil)
}

// figuresOf lists the figures that belong to a claim.
func (a *App) figuresOf(m *annotations.Annotation) goapp.UI {
	d := a.doc()
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
		return goapp.Div().Body(goapp.P().Class("asked").Text("With these figures"), goapp.Div().Class("chips").Body(chips...))
	}))
}

// checkFields are what came of checking a claim.
func (a *App) checkFields(m *annotations.Annotation) goapp.UI {
	id, c := m.ID, m.Claim.Check
	check := func(alter func(c annotations.Check, v string) annotations.Check) func(string) {
		return func(v string) {
			a.do(a.doc().SetClaim(id, annotations.Checked, now(), func(c annotations.Claim) annotations.Claim {
				c.Check = alter(c.Check, v)
				return c
			}))
		}
	}
	typed := func(alter func(c annotations.Check, text string) annotations.Check) func() func(string) {
		return a.writing(id, func(d annotations.Doc, text string) annotations.Edit {
			return d.SetClaim(id, annotations.Checked, now(), func(c annotations.Claim) annotations.Claim {
				c.Check = alter(c.Check, strings.TrimSpace(text))
				return c
			})
		})
	}
	scale := a.scale()
	verdicts := []option{{"", "None yet"}}
	for _, v := range scale {
		verdicts = append(verdicts, option{v.Name, v.Name})
	}
	if c.Verdict.Name != "" && !slices.Contains(scale, c.Verdict) {
		verdicts = append(verdicts, option{c.Verdict.Name, c.Verdict.Name})
	}
	fields := []goapp.UI{
		&choiceField{ID: "check-worth", Label: "Check-worthy", Value: string(c.Worth), app: a,
			Options: options("Not said", []annotations.Worth{annotations.Worthy, annotations.Unworthy}, worthName),
			Pick: check(func(c annotations.Check, v string) annotations.Check {
				c.Worth = annotations.Worth(v)
				return c
			})},
		&choiceField{ID: "check-status", Label: "Status", Value: string(c.Status), app: a,
			Options: options("Not begun", annotations.Statuses, statusName),
			Pick: check(func(c annotations.Check, v string) annotations.Check {
				c.Status = annotations.Status(v)
				return c
			})},
		&choiceField{ID: "check-verdict", Label: "Verdict", Value: c.Verdict.Name, app: a, Options: verdicts,
			Pick: check(func(c annotations.Check, v string) annotations.Check {
				c.Verdict = verdictNamed(a.scale(), c.Verdict, v)
				return c
			})},
		&textField{ID: "check-reasoning", Label: "Reasoning", Value: c.Reasoning, Rows: 2, app: a,
			Begin: typed(func(c annotations.Check, s string) annotations.Check { c.Reasoning = s; return c })},
	}
	for i := range len(c.Evidence) + 1 { // one more to write into
		var e annotations.Evidence
		if i < len(c.Evidence) {
			e = c.Evidence[i]
		}
		n := strconv.Itoa(i + 1)
		part := func(name, label, value string, alter func(e *annotations.Evidence, s string)) goapp.UI {
			return &textField{ID: "evidence-" + name + "-" + n, Label: label, Value: value, app: a,
				Begin: typed(func(c annotations.Check, s string) annotations.Check {
					c.Evidence = withEvidence(c.Evidence, i, func(e *annotations.Evidence) { alter(e, s) })
					return c
				})}
		}
		fields = append(fields, goapp.FieldSet().Class("evidence").Body(
			goapp.Legend().Text("Evidence "+n),
			part("url", "Address", e.URL, func(e *annotations.Evidence, s string) { e.URL = s }),
			part("quote", "What it says", e.Quote, func(e *annotations.Evidence, s string) { e.Quote = s }),
			part("date", "Date", e.Date, func(e *annotations.Evidence, s string) { e.Date = s }),
		))
	}
	fields = append(fields, goapp.Div().Class("acts").Body(act("scale", id, "Edit the scale of verdicts…", func() { a.openDialog(dialogScale) })))
	return goapp.Details().Class("more").Body(
		goapp.Summary().Text(checkWords(c)),
		goapp.Div().Class("fields").Body(fields...),
	)
}

// withEvidence returns evidence with the ith piece, or one more, altered; what is empty
// then is left out.
func withEvidence(list []annotations.Evidence, i int, alter func(*annotations.Evidence)) []annotations.Evidence {
	out := slices.Clone(list)
	if i >= len(out) {
		out = append(out, annotations.Evidence{})
		i = len(out) - 1
	}
	alter(&out[i])
	out = slices.DeleteFunc(out, func(e annotations.Evidence) bool { return e == annotations.Evidence{} })
	if len(out) == 0 {
		return nil
	}
	return out
}

// checkWords say in a line how far checking has come.
func checkWords(c annotations.Check) string {
	parts := []string{"Checking"}
	if c.Worth != "" {
		parts = append(parts, strings.ToLower(worthName(c.Worth)))
	}
	if c.Status != "" {
		parts = append(parts, string(c.Status))
	}
	if c.Verdict.Name != "" {
		parts = append(parts, c.Verdict.Name)
	}
	return strings.Join(parts, " · ")
}
