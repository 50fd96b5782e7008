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
		return goapp.Main().ID("main").TabIndex(-1).Class("agree-page").Body(goapp.P().Class("quiet").Text("Comparing …"))
	}
	x := a.agreed.Get()
	body := []goapp.UI{goapp.Raw(a.agreementHead(x))}
	if len(x.layers) > 1 {
		body = append(body, goapp.Div().Class("merging").Body(
			&textField{ID: "merged-name", Label: "Merged layer", Value: x.into, Hint: mergedName, app: a.core, Begin: func() func(string) { return a.renameMerged }},
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
	m.put(`<div><p class="kick">Agreement of annotators</p>`)
	m.el("h1", art.Title)
	m.put(`<p class="from"><a href="`, href(articlePath(art.ID, "")), `">Read the article</a></p>`,
		`<div class="layers" role="group" aria-label="Annotators who are compared">`)
	m.layers(a.reader.layerName, layers, x.left)
	m.put("</div>")
	if len(x.layers) < 2 {
		m.put(`<p class="quiet">There is nothing to compare: it takes the marks of two annotators. Import what others marked in this article; `,
			`whoever gave their name under “Keys and settings” is an annotator of their own.</p>`)
	} else {
		m.put(`<div class="agree-figures">`)
		m.labelTable(a.reader.layerName, x)
		m.attributeTable(x)
		m.put("</div>", legend, `<h2 id="`, differID, `" tabindex="-1">Where they differ</h2>`)
		if len(x.list) == 0 {
			m.put(`<p class="quiet">They agree on everything.</p>`)
		}
	}
	m.put("</div>")
	return m.String()
}

// legend says what the figures mean.
const legend = `<p class="counted">Counted over the words and punctuation of the article, of the layers that are chosen above. Hidden layers and the merged layer are not counted.</p>` +
	`<details class="legend"><summary>What these figures mean</summary><dl>` +
	`<div><dt>F1</dt><dd>How much of what one annotator marks the other marks too, from 0 to 1. Exact counts marks on the very same words, overlap those that share any; each mark is matched once, with the one that fits best.</dd></div>` +
	`<div><dt>α and κ</dt><dd>Agreement beyond chance, word by word: 1 is perfect, 0 is what chance would give, and less is possible. Krippendorff’s α takes any number of annotators, Cohen’s κ two. From 0.8 on, α is commonly relied upon; below 0.67, not.</dd></div>` +
	`<div><dt>Words</dt><dd>Each word and each punctuation mark counts as one, and has the label or has it not. Together, all labels on it count as one value.</dd></div>` +
	`<div><dt>What is said</dt><dd>Marks that are matched are compared in what both annotators say of them. What only one says is missing, not different.</dd></div>` +
	`<div><dt>Of three and more</dt><dd>F1 and κ are means over pairs.</dd></div>` +
	`<div><dt>Not counted</dt><dd>Marks that have lost their place. Layers that are hidden beside the article are not chosen here at first.</dd></div>` +
	`</dl></details>`

// A labelRow is how far annotators agree on where a label belongs, in words.
type labelRow struct {
	label  agree.Label
	marks  []int // of each layer
	values []cell
}

// A cell is a number in words, and why there is none.
type cell struct{ text, why string }

const (
	nobody  = "Nobody marked any"
	noTurns = "All say the same throughout: there was no chance to disagree"
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
		return "Reporting words"
	case agree.Together:
		return "Together"
	}
	return words.KindsName(annotations.Kind(l))
}

// number is a coefficient to two decimals, or why there is none.
func number(c agree.Coefficient, why string) cell {
	if !c.Defined {
		return cell{"–", why}
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
	m.table("Agreement on places")
	m.el(`th scope="col"`, "Where marks are")
	for _, l := range x.layers {
		m.el(`th scope="col" class="name"`, nameOf(l.Name))
	}
	for _, h := range []string{"F1 exact", "F1 overlap", "α", "κ"} {
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
			m.table("Agreement on what is said of marks")
			m.put(`<th scope="col">What is said of them</th><th scope="col">Marks</th><th scope="col">α</th></tr></thead><tbody>`)
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
		m.put(`<p class="quiet">No mark has anything said of it by two annotators: there is nothing else to compare.</p>`)
	}
}

// merging says how far the merged layer is, and what can be taken at once.
func (a *agreementPage) merging(x *agreement) string {
	settled, all := words.Group(len(x.list)-x.open), words.Group(len(x.list))
	same, taken := x.compared.Agreed()
	m := &markup{}
	m.put(`<div class="merged"><p class="quiet">What you take is copied into it; the annotators’ own layers stay as they are. Another name begins another layer.</p>`,
		`<div class="bulk"><p>`)
	if same > 0 {
		m.put(words.AlikeInAll.Count(same, words.Group(taken)))
	} else {
		m.put("No mark is alike in all layers.")
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
	m.put(`</div></div><div class="settling"><label for="settled"><strong>`, settled, " of ", all, `</strong> settled</label><progress id="settled" max="`,
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
	bar.put(`<div class="agree-bar"><div class="kinds" role="group" aria-label="Show">`)
	for _, f := range []struct {
		show  settledness
		label string
		n     int
	}{{"", "All", len(x.list)}, {isOpen, "Open", x.open}, {isSettled, "Settled", len(x.list) - x.open}} {
		bar.put(`<button type="button" class="filter" id="show-`, f.label, `" data-act="show `, string(f.show), `" aria-pressed="`, strconv.FormatBool(show == f.show), `">`,
			f.label, "<small>", words.Group(f.n), "</small></button>")
	}
	bar.put(`</div><div class="acts">`)
	bar.button(smallButton, "previous", "Previous", a.chordOf("previous-open"))
	bar.button(smallButton, "next", "Next open", a.chordOf("next-open"))
	bar.put("</div></div>")
	foot.put("<div>")
	if n == 0 {
		foot.put(`<p class="quiet">None of them.</p>`)
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
