package app

import (
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// agreementPage is the comparison of the open article's annotators, and where the reader is
// in settling what they disagree on.
type agreementPage struct {
	*core
	reader *reader
	editor *editor

	left   state.Cell[map[string]bool] // layers that are not compared, by name
	into   state.Cell[string]          // name of the merged layer; "": mergedName
	show   state.Cell[settledness]     // which disagreements are listed
	more   state.Cell[int]             // rows beyond the first that are drawn
	at     state.Cell[string]          // key of the disagreement that the reader is at
	reason state.Cell[string]          // key of the one that a reason is being given for

	agreed *state.Derived[*agreement]

	page *part

	article annotations.ID // that all this is about
	before  agreement      // as it was worked out last
}

func newAgreementPage(c *core) *agreementPage {
	a := &agreementPage{core: c}
	a.agreed = state.From(a.compare)
	a.page = newPart(c.effects, a.agreementScreen)
	return a
}

// agreementScreen shows how far the annotators of an article agree, and on what they do
// not, to be settled.
func (a *agreementPage) agreementScreen() goapp.UI {
	if a.reader.phase.Get() == opening {
		return goapp.Main().ID("main").TabIndex(-1).Class("agree-page").Body(goapp.P().Class("quiet").Text(words.ComparingNow.String()))
	}
	x := a.agreed.Get()
	body := []goapp.UI{goapp.Raw(a.agreementHead(x))}
	if len(x.layers) > 1 {
		body = append(body, goapp.Div().Class("merging").Body(
			&textField{ID: "merged-name", Label: words.MergedLayer.String(), Value: x.into, Hint: mergedName, app: a.core, Begin: func() func(string) { return a.renameMerged }},
			goapp.Raw(a.merging(x)),
		))
	}
	if len(x.list) > 0 {
		body = append(body, a.disagreements(x))
	}
	return goapp.Main().ID("main").TabIndex(-1).Class("agree-page").OnClick(a.agreeClick).Body(body...)
}

// agreeClick does what the button that was clicked says. The focus stays where it is,
// though what has it is drawn anew.
func (a *agreementPage) agreeClick(ctx goapp.Context, e goapp.Event) {
	b := acted(e)
	if !b.Truthy() {
		ctx.PreventUpdate()
		return
	}
	key := ""
	if row := b.Call("closest", "article"); row.Truthy() {
		key = row.Get("dataset").Get("key").String()
	}
	a.refocus(b)
	a.agreeAct(b.Get("dataset").Get("act").String(), key)
}

// agreementHead is the page down to the disagreements: who is compared, and the figures.
func (a *agreementPage) agreementHead(x *agreement) string {
	art := a.reader.whole().Article
	var layers []layerCount
	for _, l := range a.reader.layersNow() {
		if l.name != x.into {
			layers = append(layers, l)
		}
	}
	m := &markup{}
	m.put("<div>")
	m.el(`p class="kick"`, words.AgreementOf.String())
	m.el("h1", art.Title)
	m.put(`<p class="from"><a href="`, href(articlePath(art.ID, "")), `">`, words.GoArticle.String(), "</a></p>",
		`<div class="layers" role="group" aria-label="`, words.TipCompared.String(), `">`)
	m.layers(a.reader.layerName, layers, x.left)
	m.put("</div>")
	if len(x.layers) < 2 {
		m.el(`p class="quiet"`, words.NothingToCompare.String())
	} else {
		m.put(`<div class="agree-figures">`)
		m.labelTable(a.reader.layerName, x)
		m.attributeTable(x)
		m.put("</div>")
		m.legend()
		m.put(`<h2 id="`, differID, `" tabindex="-1">`, words.WhereTheyDiffer.String(), "</h2>")
		if len(x.list) == 0 {
			m.el(`p class="quiet"`, words.AgreeOnAll.String())
		}
	}
	m.put("</div>")
	return m.String()
}

// legend says what the figures mean.
func (m *markup) legend() {
	m.el(`p class="counted"`, words.LegendCounted.String())
	m.put(`<details class="legend"><summary>`, words.LegendTitle.String(), "</summary><dl>")
	for _, l := range []struct{ term, about words.Phrase }{
		{words.LegendF1, words.LegendF1About},
		{words.LegendAlpha, words.LegendAlphaAbout},
		{words.LegendWords, words.LegendWordsAbout},
		{words.LegendSaid, words.LegendSaidAbout},
		{words.LegendMore, words.LegendMoreAbout},
		{words.LegendLeftOut, words.LegendLeftOutAbout},
	} {
		m.put("<div>")
		m.el("dt", l.term.String())
		m.el("dd", l.about.String())
		m.put("</div>")
	}
	m.put("</dl></details>")
}

// A labelRow is how far annotators agree on where a label belongs, in words.
type labelRow struct {
	label  agree.Label
	marks  []int // of each layer
	values []cell
}

// A cell is a number in words, and why there is none.
type cell struct{ text, why string }

const (
	nobody  = words.NobodyMarked
	noTurns = words.NoChance
)

// labelRows are the rows of the table of labels.
func labelRows(x *agreement) []labelRow {
	var out []labelRow
	together := make([]int, len(x.layers))
	for _, l := range x.figures.Labels {
		r := labelRow{label: l.Label, marks: make([]int, len(x.layers))}
		for i, layer := range x.layers {
			if r.marks[i] = marksOf(layer, l.Label); l.Label == agree.Together {
				r.marks[i] = together[i]
			}
			together[i] += r.marks[i]
		}
		why := noTurns
		if l.Marks == 0 {
			why = nobody
		}
		r.values = []cell{number(l.Exact.F1, nobody), number(l.Touching.F1, nobody), number(l.Alpha, why), number(l.Kappa, why)}
		out = append(out, r)
	}
	return out
}

// marksOf counts the places of a label in a layer, as agreement counts them: a cue that
// serves several claims is one, and orphans have no place.
func marksOf(l agree.Layer, label agree.Label) int {
	n := 0
	cues := map[string]bool{}
	for _, m := range l.Marks {
		if agree.Label(m.Kind) == label && !m.Orphan() {
			n++
		}
		if c := m.Claim.Cue; label == agree.Cue && m.Kind == annotations.KindClaim && len(c.Spans) > 0 {
			key := ""
			for _, s := range c.Spans {
				key += strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) + " "
			}
			cues[key] = true
		}
	}
	return n + len(cues)
}

func labelName(l agree.Label) string {
	switch l {
	case agree.Cue:
		return words.LabelCue.String()
	case agree.Together:
		return words.Together.String()
	}
	return words.KindsName(annotations.Kind(l))
}

// number is a coefficient to two decimals, or why there is none.
func number(c agree.Coefficient, why words.Phrase) cell {
	if !c.Defined {
		return cell{"–", why.String()}
	}
	s := strconv.FormatFloat(c.Value, 'f', 2, 64)
	if s == "-0.00" {
		s = "0.00"
	}
	return cell{strings.Replace(s, "-", "−", 1), ""}
}

// cell writes a cell; why there is no number is said to those who cannot point, too.
func (m *markup) cell(c cell) {
	if c.why == "" {
		m.el("td", c.text)
		return
	}
	m.put(`<td title="`, c.why, `"><span aria-hidden="true">`, c.text, `</span><span class="unseen">`, c.why, `</span></td>`)
}

// table begins a table that scrolls sideways where it is too wide.
func (m *markup) table(label string) {
	m.put(`<div class="scroller" tabindex="0" role="region" aria-label="`, label, `"><table><thead><tr>`)
}

const tableEnd = "</tbody></table></div>"

func (m *markup) labelTable(nameOf func(string) string, x *agreement) {
	m.table(words.AgreementPlaces.String())
	m.el(`th scope="col"`, words.WhereMarksAre.String())
	for _, l := range x.layers {
		m.el(`th scope="col" class="name"`, nameOf(l.Name))
	}
	for _, h := range []string{words.F1Exact.String(), words.F1Overlap.String(), "α", "κ"} {
		m.el(`th scope="col"`, h)
	}
	m.put("</tr></thead><tbody>")
	for _, r := range labelRows(x) {
		m.put(`<tr class="`, string(r.label), `"><th scope="row" class="`, string(r.label), `">`)
		if r.label != agree.Together {
			m.put(swatch)
		}
		m.put(labelName(r.label), "</th>")
		for _, n := range r.marks {
			m.el(`td class="marks"`, words.Group(n))
		}
		for _, v := range r.values {
			m.cell(v)
		}
		m.put("</tr>")
	}
	m.put(tableEnd)
}

const swatch = `<i class="swatch" aria-hidden="true"></i>`

// attributeTable says how far annotators agree on what they say of marks.
func (m *markup) attributeTable(x *agreement) {
	any := false
	for _, y := range x.figures.Attributes {
		if y.Units == 0 {
			continue
		}
		if !any {
			m.table(words.AgreementSaid.String())
			for _, h := range []string{words.ColumnSaid.String(), words.ColumnMarks.String(), "α"} {
				m.el(`th scope="col"`, h)
			}
			m.put("</tr></thead><tbody>")
			any = true
		}
		m.put("<tr>")
		m.el(`th scope="row"`, attributeName(y.Attribute))
		m.el(`td class="marks"`, words.Group(y.Units))
		m.cell(number(y.Alpha, noTurns))
		m.put("</tr>")
	}
	if any {
		m.put(tableEnd)
	} else {
		m.el(`p class="quiet"`, words.NothingSaid.String())
	}
}

// merging says how far the merged layer is, and what can be taken at once.
func (a *agreementPage) merging(x *agreement) string {
	settled, all := words.Group(len(x.list)-x.open), words.Group(len(x.list))
	same, taken := x.compared.Agreed()
	m := &markup{}
	m.put(`<div class="merged">`)
	m.el(`p class="quiet"`, words.MergedAbout.String())
	m.put(`<div class="bulk"><p>`)
	if same > 0 {
		m.put(words.AlikeInAll.Count(same, words.Group(taken)))
	} else {
		m.put(words.NoneAlike.String())
	}
	m.put(`</p><div class="acts">`)
	if same > taken {
		m.button(`class="button small primary"`, "agreed", words.TakeAllThatAgree.Count(same-taken), "")
	}
	if x.open > 0 {
		for _, l := range x.layers {
			m.button(smallButton, "rest "+l.Name, words.TakeRestAs.With(a.hasIt(l.Name)), "")
		}
	}
	m.put(`</div></div><div class="settling"><label for="settled">`, words.SettledOf.With("<strong>"+words.Of.With(settled, all)+"</strong>"), `</label><progress id="settled" max="`,
		strconv.Itoa(max(len(x.list), 1)), `" value="`, strconv.Itoa(len(x.list)-x.open), `"></progress></div></div>`)
	return m.String()
}

const smallButton = `class="button small"`

// hasIt is a layer as the one whose version is taken.
func (a *agreementPage) hasIt(name string) string {
	if n := a.reader.layerName(name); n != words.You.String() {
		return words.SomebodyHasIt.With(n)
	}
	return words.YouHaveIt.String()
}

// disagreements lists them, with a bar that leads through them.
func (a *agreementPage) disagreements(x *agreement) goapp.UI {
	show := a.show.Get()
	shown := x.shown(show)
	n := min(len(shown), mostDisagreements+a.more.Get())
	bar, foot := &markup{}, &markup{}
	bar.put(`<div class="agree-bar"><div class="kinds" role="group" aria-label="`, words.TipShow.String(), `">`)
	for _, f := range []struct {
		show  settledness
		label string
		n     int
	}{{"", words.ShowAllOfThem.String(), len(x.list)}, {isOpen, words.ShowOpen.String(), x.open}, {isSettled, words.ShowSettled.String(), len(x.list) - x.open}} {
		bar.put(`<button type="button" class="filter" id="show-`, string(f.show), `" data-act="show `, string(f.show), `" aria-pressed="`, strconv.FormatBool(show == f.show), `">`,
			f.label, "<small>", words.Group(f.n), "</small></button>")
	}
	bar.put(`</div><div class="acts">`)
	bar.button(smallButton, "previous", words.ActPrevious.String(), a.chordOf("previous-open"))
	bar.button(smallButton, "next", words.ActNextOpen.String(), a.chordOf("next-open"))
	bar.put("</div></div>")
	foot.put("<div>")
	if n == 0 {
		foot.el(`p class="quiet"`, words.NoneOfThem.String())
	} else if more := len(shown) - n; more > 0 {
		foot.button(`class="button"`, "more", words.ShowMore.With(words.Group(min(more, mostDisagreements)), words.Group(more)), "")
	}
	foot.put("</div>")
	return goapp.Section().Aria("labelledby", differID).OnKeyDown(a.disagreeKey).
		OnSubmit(func(ctx goapp.Context, e goapp.Event) {
			e.PreventDefault()
			a.reject(a.reason.Get(), strings.TrimSpace(e.Get("target").Get("elements").Index(0).Get("value").String()))
		}).
		On("focusin", func(ctx goapp.Context, e goapp.Event) {
			if row := e.Get("target").Call("closest", "article"); row.Truthy() {
				a.at.Set(row.Get("dataset").Get("key").String())
			}
			ctx.PreventUpdate()
		}).
		Body(
			goapp.Raw(bar.String()),
			goapp.Div().Class("rows").Body(goapp.Range(shown[:n]).Slice(func(i int) goapp.UI { return goapp.Raw(a.rowHTML(x, shown[i])) })),
			goapp.Raw(foot.String()),
		)
}
