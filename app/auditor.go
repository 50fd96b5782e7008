package app

import (
	"slices"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/audit"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// auditor says what the record of the open article lacks, and which of its numbers do not
// add up, and leads through it.
type auditor struct {
	*desk

	at     state.Cell[auditing]
	found  state.Cell[audited]         // when changes last rested
	rested state.Cell[annotations.Doc] // the open article, then

	result *state.Derived[audited] // in the present state

	railPart *part

	surveyed annotations.ID // the article of the survey
	survey   audit.Survey   // what its text has
	asked    int            // counts how often an audit was asked for: the last one counts
}

func newAuditor(d *desk) *auditor {
	a := &auditor{desk: d}
	a.result = state.From(a.audit)
	return a
}

// auditing is where the reader is in the audit.
type auditing struct {
	kind audit.Kind // that Next goes through; "": all
	key  string     // of the gap that was gone to last
}

// tab lists what was found.
func (a *auditor) tab() goapp.UI {
	x := a.found.Get()
	if x.article != a.reader.doc().Article.ID {
		return nothingYet(words.LookingNow.String(), "")
	}
	var out []goapp.UI
	if len(x.findings) > 0 {
		out = append(out, goapp.Section().Class("findings").Body(
			goapp.H2().Text(words.ThingsNotAddingUp.Count(len(x.findings))),
			goapp.Ul().Body(goapp.Range(x.findings).Slice(func(i int) goapp.UI { return a.finding(x.findings[i]) })),
		))
	}
	out = append(out, a.gaps())
	if len(x.dismissed) > 0 {
		out = append(out, a.arithmetic.dismissed(x.dismissed, words.IgnoredOrDismissed))
	}
	return goapp.Div().Class("list audit").TabIndex(-1).Body(out...)
}

// gaps lists how many gaps of which kind there are, each a way into them.
func (a *auditor) gaps() goapp.UI {
	x := a.found.Get()
	if len(x.gaps) == 0 {
		return goapp.Section().Class("gaps").Body(
			goapp.H2().Text(words.NothingUntouched.String()),
			goapp.P().Class("quiet").Text(words.NothingUntouchedAbout.String()),
		)
	}
	n := audit.CountGaps(x.gaps)
	rows := make([]goapp.UI, 0, len(n))
	for _, k := range x.gapKinds() {
		rows = append(rows, goapp.Li().Class("gap-row").Class(onClass(a.at.Get().kind == k)).Body(
			goapp.Button().Type("button").Class("gap").Aria("pressed", a.at.Get().kind == k).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.auditKind(k); a.p.Focus(paperID) }, goapp.EventScope("gap", string(k))).
				Body(goapp.Strong().Text(words.Group(n[k])), goapp.Text(" "+k.Label(n[k]))),
		))
	}
	g, at, of := a.gapNow()
	same := len(alike(x.gaps, g))
	return goapp.Section().Class("gaps").Body(
		goapp.H2().Text(words.Untouched.String()),
		goapp.Ul().Body(rows...),
		goapp.Div().Class("stepper").Body(
			goapp.P().Class("at").Text(gapWords(g, at, of)),
			goapp.Div().Class("acts").Body(
				a.auditAct("previous-gap", words.ActPrevious.String(), func() { a.goGap(-1) }),
				a.auditAct("next-gap", words.ActNext.String(), func() { a.goGap(1) }),
				goapp.If(g.Key != "" && g.Suggested() != "", func() goapp.UI {
					return a.auditAct("mark-gap", words.ActMark.String(), a.markGap)
				}),
				goapp.If(g.Key != "", func() goapp.UI { return a.auditAct("ignore-gap", words.ActIgnore.String(), a.ignoreGap) }),
				goapp.If(same > 1, func() goapp.UI {
					return goapp.Button().Type("button").Class("button small").Text(words.IgnoreAlike.Count(same)).
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.ignoreAlike(); a.p.Focus(paperID) }, goapp.EventScope("ignore-alike"))
				}),
			),
		),
	)
}

// auditAct is a button of a command, which shows its key.
func (a *auditor) auditAct(command CommandID, label string, f func()) goapp.UI {
	return goapp.Button().Type("button").Class("button small").
		OnClick(func(ctx goapp.Context, e goapp.Event) { f(); a.p.Focus(paperID) }, goapp.EventScope(string(command))). // where the keys go on
		Body(goapp.Text(label), goapp.Kbd().Aria("hidden", true).Text(string(a.chordOf(command))))
}

// gapWords says which gap the reader is at.
func gapWords(g audit.Gap, at, of int) string {
	if g.Key == "" {
		return words.PlacesToLookAt.Count(of)
	}
	return words.PlaceAt.With(words.Group(at+1), words.Group(of), g.Kind.Label(1), words.Quoted(strings.Trim(words.Clip(g.Text, words.InMessage), "“”\"")))
}

// gapNow is the gap that was gone to last, as far as it is still there, and how many
// there are of its sort.
func (a *auditor) gapNow() (g audit.Gap, at, of int) {
	list := gapsOf(a.found.Get().gaps, a.at.Get().kind)
	for i, x := range list {
		if x.Key == a.at.Get().key {
			return x, i, len(list)
		}
	}
	return audit.Gap{}, 0, len(list)
}

// auditKind goes through the gaps of a kind, or again through all.
func (a *auditor) auditKind(k audit.Kind) {
	if a.at.Get().kind == k {
		a.at.Change(func(x *auditing) { x.kind = "" })
		return
	}
	a.at.Set(auditing{kind: k})
	a.goGap(1)
}

// goGap goes to the next gap, or the previous, from where the reader is: it is selected,
// so that the keys and the bar mark it.
func (a *auditor) goGap(dir int) {
	a.auditNow()
	list := gapsOf(a.found.Get().gaps, a.at.Get().kind)
	if len(list) == 0 {
		a.noGap()
		return
	}
	at := -1
	for i, g := range list {
		if g.Key == a.at.Get().key {
			at = i
		}
	}
	switch {
	case at >= 0:
		at = (at + dir + len(list)) % len(list)
	case a.marking.cursor.Get().On:
		at = 0
		find := audit.Next
		if dir < 0 {
			find = audit.Previous
		}
		if g, ok := find(list, a.marking.cursor.Get().Head.Start); ok {
			for i := range list {
				if list[i].Key == g.Key {
					at = i
				}
			}
		}
	default:
		at = 0
	}
	a.goToGap(list[at], at, len(list))
}

// noGap says that the reader is through.
func (a *auditor) noGap() {
	a.at.Set(auditing{})
	a.tell(words.NoneUntouched.String())
}

func (a *auditor) goToGap(g audit.Gap, at, of int) {
	a.at.Change(func(x *auditing) { x.key = g.Key })
	a.marking.byKeys.Set(false) // the selection shows where it is
	art := a.reader.doc().Article
	switch {
	case g.Mark != "":
		a.marking.choose(g.Mark, true)
		if g.Kind == audit.NoSpeaker || g.Kind == audit.NoRecord {
			a.offering.propose(false)
		}
	case len(g.Spans) > 0:
		a.marking.choose("", false)
		a.p.Select(platform.Range{})
		a.marking.selected.Set(selection{span: g.Spans[0], by: platform.Pointer{Keys: true}})
		a.marking.cursor.Set(Cursor{}.Over(art, g.Spans[0]))
		a.p.Reveal(rangeOf(art, g.Spans[0]))
	}
	a.say(gapWords(g, at, of))
}

// markGap marks the gap that the reader is at as what it most likely is. Where nothing is
// to be asked about a figure it goes on at once.
func (a *auditor) markGap() {
	g, _, _ := a.gapNow()
	kind := g.Suggested()
	if kind == "" {
		return
	}
	d := a.reader.doc()
	e := informed(d, d.Mark(kind, now(), g.Spans...))
	a.do(e)
	a.marking.release()
	if len(e.Annotations) > 0 {
		if m := e.Annotations[0].After; kind != annotations.KindFigure || len(a.offering.figureOffers(m).list) > 0 {
			a.marking.choose(m.ID, false)
			a.offering.propose(false)
			return
		}
	}
	a.ctx.Dispatch(func(goapp.Context) { a.goGap(1) }) // until then the change is not taken note of
}

// ignoreGap lets the gap that the reader is at be, and goes on.
func (a *auditor) ignoreGap() {
	if g, _, _ := a.gapNow(); g.Key != "" {
		a.ignore(g.Key)
	}
}

// ignoreAlike lets all gaps be that are like the one that the reader is at, and goes on.
func (a *auditor) ignoreAlike() {
	g, _, _ := a.gapNow()
	a.ignore(alike(a.found.Get().gaps, g)...)
}

// ignore lets gaps be, by their keys and in one step, and goes on from where the reader is.
func (a *auditor) ignore(keys ...string) {
	_, at, _ := a.gapNow()
	art := a.reader.doc().Article
	e := annotations.Edit{Name: annotations.Dismissed}
	for _, key := range keys {
		if next := art.Dismiss(key, "", now()); !next.Empty() {
			e, art = e.And(next), *next.Articles[0].After
		}
	}
	list := gapsOf(a.found.Get().gaps, a.at.Get().kind)
	var left []int // of the list, which the next audit will renew
	next := 0
	for i := range list {
		if i == at {
			next = len(left)
		}
		if !slices.Contains(keys, list[i].Key) {
			left = append(left, i)
		}
	}
	a.marking.release()
	a.do(e)
	if len(left) == 0 {
		a.noGap()
		return
	}
	next = min(next, len(left)-1)
	a.goToGap(list[left[next]], next, len(left))
}

// finding is numbers that do not add up, with a way to each of them.
func (a *auditor) finding(f audit.Finding) goapp.UI {
	places := make([]goapp.UI, 0, len(f.Marks))
	for _, p := range f.Marks {
		if p.Article != a.reader.doc().Article.ID {
			if d, ok := a.arithmetic.sums.Get().of.Doc(p.Article); ok && d.Find(p.Mark) != nil {
				places = append(places, goapp.A().Class("chip figure").Href(href(articlePath(p.Article, p.Mark))).
					Text(words.InArticle.With(brief(d.Find(p.Mark).Exact()), words.Title(d.Article.Title))))
			}
			continue
		}
		m := a.reader.doc().Find(p.Mark)
		if m == nil {
			continue
		}
		places = append(places, goapp.Button().Type("button").Class("chip figure").Text(brief(m.Exact())).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.editor.goTo(m.ID) }, goapp.EventScope("place", string(m.ID))))
	}
	return a.arithmetic.finding(f, goapp.Div().Class("chips").Body(places...), a.reader.doc().Article.ID)
}

// audited is what an audit of the open article found, with what of the sums of the library
// concerns it.
type audited struct {
	article   annotations.ID
	gaps      []audit.Gap
	findings  []audit.Finding
	dismissed []dismissed
}

// A dismissed is a gap or a finding that the reader let be.
type dismissed struct {
	key, what, text, reason string
	articles                []annotations.ID // in any of which that was said
}

func (x audited) count() int { return len(x.gaps) + len(x.findings) }

// auditPause is how long changes rest before the article is audited again: marking never
// waits for it.
const auditPause = 250 * time.Millisecond

// auditSoon is the effect that audits the open article after a pause without changes.
func (a *auditor) auditSoon() {
	a.reader.doc()
	a.result.Follow()
	a.rest(auditPause)
}

// forget forgets what was found in an article, when another is opened.
func (a *auditor) forget() {
	a.at.Set(auditing{})
	a.found.Set(audited{})
	a.rested.Set(annotations.Doc{})
}

// rest audits the open article after a pause, unless that is asked for again meanwhile.
func (a *auditor) rest(pause time.Duration) {
	a.asked++
	asked := a.asked
	a.ctx.After(pause, func(goapp.Context) {
		if a.asked == asked && a.reader.phase.Get() == reading {
			a.auditNow()
			a.rested.Set(a.reader.doc())
		}
	})
}

// auditNow takes note at once of what an audit finds.
func (a *auditor) auditNow() { a.found.Set(a.result.Get()) }

// audit audits the open article.
func (a *auditor) audit() audited {
	d := a.reader.doc()
	if a.surveyed != d.Article.ID { // its text never changes
		a.surveyed, a.survey = d.Article.ID, audit.NewSurvey(d.Article)
	}
	x := audited{article: d.Article.ID}
	here := []annotations.ID{d.Article.ID}
	var gone []audit.Gap
	x.gaps, gone = a.survey.Gaps(d, a.actors())
	for _, g := range gone {
		x.dismissed = append(x.dismissed, dismissed{g.Key, g.Kind.Label(1), words.Clip(g.Text, words.InMessage), g.Reason, here})
	}
	var let []audit.Finding
	x.findings, let = audit.Check([]annotations.Doc{d}, a.actors())
	for _, f := range let {
		x.dismissed = append(x.dismissed, dismissed{f.Key, f.Kind.Label(1), f.Message(), f.Reason, here})
	}
	more, letMore := a.arithmetic.apart(a.arithmetic.elsewhere())
	x.findings, x.dismissed = append(x.findings, more...), append(x.dismissed, letMore...)
	return x
}

// gapKinds lists the kinds of gaps that there are, in the order in which they are shown.
func (x audited) gapKinds() []audit.Kind {
	n := audit.CountGaps(x.gaps)
	return slices.DeleteFunc(slices.Clone(audit.GapKinds), func(k audit.Kind) bool { return n[k] == 0 })
}

// gapsOf returns the gaps of a kind; "" is any.
func gapsOf(gaps []audit.Gap, kind audit.Kind) []audit.Gap {
	if kind == "" {
		return gaps
	}
	var out []audit.Gap
	for _, g := range gaps {
		if g.Kind == kind {
			out = append(out, g)
		}
	}
	return out
}

// alike returns the keys of the gaps of the kind and with the text of one: of all places
// of a name. There are none without a text.
func alike(gaps []audit.Gap, g audit.Gap) []string {
	var out []string
	for i := range gaps {
		if x := &gaps[i]; g.Text != "" && x.Kind == g.Kind && x.Text == g.Text {
			out = append(out, x.Key)
		}
	}
	return out
}
