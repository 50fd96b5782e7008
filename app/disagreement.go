package app

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// reasonID is the element ID of the field for why a disagreement is rejected.
const reasonID = "reject-reason"

// rowHTML is a disagreement as HTML: the sentence, what each annotator has of it, and ways to
// settle it.
func (a *agreementPage) rowHTML(x *agreement, d agree.Disagreement) string {
	art, id, n := a.reader.whole().Article, rowID(d.Key), words.Group(indexOf(x.list, d.Key)+1)
	settled, outcome := "open", words.OutcomeOpen.String()
	if d.Settled() {
		settled, outcome = "settled", a.outcome(x, d)
	}
	m := &markup{}
	m.put(`<article id="`, id, `" class="differ `, settled, `" tabindex="-1" aria-labelledby="`, id, `-title" data-key="`, d.Key, `"><header><h3 id="`, id, `-title"><small>`, n, `</small> `)
	m.text(a.differs(d))
	m.el(`span class="outcome"`, outcome)
	m.put(`</h3><a href="`, href(articlePath(art.ID, d.Marks[0].ID)), `" aria-label="`, words.TipInText.With(n), `">`, words.GoInText.String(), `</a></header><p class="context"`)
	m.lang(art)
	m.inSentence(art, d.Marks)
	m.put(`</p><div class="sides">`)
	for k, n := range x.sides(d) {
		a.side(m, x, d, k, n)
	}
	m.put("</div>")
	if a.reason.Get() == d.Key {
		m.put(`<form class="reason"><label for="`, reasonID, `">`, words.WhyNoneRight.String(), `</label><input id="`, reasonID, `" type="text" autocomplete="off">`,
			`<div class="acts"><button type="submit" class="button small">`, words.ActReject.String(), "</button>")
		m.button(`class="act"`, "cancel", words.ActCancel.String(), "")
		m.put("</div></form>")
	} else {
		m.put(`<div class="acts">`)
		if allTakeable(d) {
			all := words.ActTakeBoth.String()
			if len(d.Marks) > 2 {
				all = words.ActTakeAll.String()
			}
			m.take(everySide, all, a.chordOf("take-all"), x.taken(d, everySide))
		}
		m.button(smallButton, "ask", words.ActAskReject.String(), a.chordOf("reject"))
		m.put("</div>")
	}
	m.put("</article>")
	return m.String()
}

// lang ends a tag with the language of an article, if that is known.
func (m *markup) lang(art annotations.Article) {
	if art.Language != "" {
		m.put(` lang="`)
		m.text(art.Language)
		m.put(`"`)
	}
	m.put(">")
}

// take writes a button that takes a side of the disagreement, or all.
func (m *markup) take(side int, label string, key Chord, taken bool) {
	m.button(smallButton+` aria-pressed="`+strconv.FormatBool(taken)+`"`, "take "+strconv.Itoa(side), label, key)
}

// side writes what one annotator has of a disagreement; n is nil where that is nothing.
func (a *agreementPage) side(m *markup, x *agreement, d agree.Disagreement, k int, n *annotations.Annotation) {
	art, name, taken := a.reader.whole().Article, a.reader.layerName(x.layers[k].Name), x.taken(d, k)
	m.put(`<div class="side `, onClass(taken), `" role="group" aria-label="`)
	m.text(name)
	m.put(`">`)
	m.el(`p class="who"`, name)
	take := words.TakeOf.With(name)
	switch {
	case n == nil:
		take = words.ActLeaveOut.String()
		m.el(`p class="quiet"`, words.NothingMarkedHere.String())
	case name == words.You.String():
		take = words.TakeYours.String()
	}
	if n != nil {
		only := ""
		if d.Differs == agree.OtherKind {
			only = " only"
		}
		m.put(`<p class="what `, string(n.Kind), only, `">`, swatch, words.KindName(n.Kind), `</p><p class="words"`)
		m.lang(art)
		for _, p := range pieces(art.Text, n, d.Marks) {
			if p.only {
				m.el(`strong class="only"`, p.text)
			} else {
				m.text(p.text)
			}
		}
		m.put("</p>")
		if len(d.Attributes) > 0 {
			m.put("<dl>")
			for _, w := range d.Attributes {
				m.put("<div>")
				m.el("dt", attributeName(w))
				m.el("dd", a.attributeWords(w, n))
				m.put("</div>")
			}
			m.put("</dl>")
		}
	}
	key := Chord("")
	switch k {
	case 0:
		key = a.chordOf("take-left")
	case len(x.layers) - 1:
		key = a.chordOf("take-right")
	}
	m.take(k, take, key, taken)
	m.put("</div>")
}

// differs says in what annotators disagree.
func (a *agreementPage) differs(d agree.Disagreement) string {
	var names []string
	for _, w := range d.Attributes {
		names = append(names, strings.ToLower(attributeName(w)))
	}
	said := strings.Join(names, ", ")
	switch d.Differs {
	case agree.OtherFact:
		return words.SaidDifferently.With(said)
	case agree.OtherKind:
		return words.DifferentKinds.String()
	case agree.OtherEnds:
		if said != "" {
			return words.DifferentEndsAnd.With(said)
		}
		return words.DifferentEnds.String()
	}
	var without []string
	for _, w := range d.Without {
		without = append(without, a.reader.layerName(w))
	}
	return words.NotMarkedBy.With(strings.Join(without, ", "))
}

// outcome says how a disagreement is settled.
func (a *agreementPage) outcome(x *agreement, d agree.Disagreement) string {
	if len(d.Taken) == 0 {
		if d.Reason != "" {
			return words.LeftOutBecause.With(d.Reason)
		}
		return words.LeftOutOnly.String()
	}
	for i, l := range x.layers {
		if x.taken(d, i) {
			return words.AsHasIt.With(a.hasIt(l.Name))
		}
	}
	if x.taken(d, everySide) {
		return words.AllTaken.String()
	}
	return words.SettledByHand.String()
}

// mostContext is how many code points of a sentence are shown on either side of marks.
const mostContext = 240

// inSentence writes the sentence of marks, or the sentences, with their place in it set
// off.
func (m *markup) inSentence(art annotations.Article, marks []*annotations.Annotation) {
	cover := marks[0].Cover()
	var spans []annotations.Span
	for _, n := range marks {
		cover = cover.Cover(n.Cover())
		spans = append(spans, n.Spans...)
	}
	around := cover
	if from, to := art.BlocksIn(cover); from < to {
		for _, s := range art.Text.Sentences(art.Blocks[from].Span.Cover(art.Blocks[to-1].Span)) {
			if s.Overlaps(cover) {
				around = around.Cover(s)
			}
		}
	}
	cut := annotations.Span{Start: max(around.Start, cover.Start-mostContext), End: min(around.End, cover.End+mostContext)}
	if cut.Start > around.Start {
		m.put("…")
	}
	at := cut.Start
	for _, s := range annotations.Join(spans) {
		m.text(art.Text.Slice(annotations.Span{Start: at, End: s.Start}))
		m.el("mark", art.Text.Slice(s))
		at = s.End
	}
	m.text(strings.TrimRight(art.Text.Slice(annotations.Span{Start: at, End: cut.End}), " \n"))
	if cut.End < around.End {
		m.put("…")
	}
}

// A piece is a part of a mark: only this one's, or all others' as well.
type piece struct {
	text string
	only bool
}

// pieces parts what a mark marks into what all others of a disagreement mark too, and
// what they do not.
func pieces(t annotations.Text, m *annotations.Annotation, all []*annotations.Annotation) []piece {
	differs := func(cp int) bool {
		return slices.ContainsFunc(all, func(o *annotations.Annotation) bool { return !o.Holds(cp) })
	}
	var out []piece
	for i, s := range m.Spans {
		if i > 0 {
			out = append(out, piece{" … ", false})
		}
		for at := s.Start; at < s.End; {
			end := at + 1
			for end < s.End && differs(end) == differs(at) {
				end++
			}
			out = append(out, piece{t.Slice(annotations.Span{Start: at, End: end}), differs(at)})
			at = end
		}
	}
	return out
}

var attributeNames = map[agree.Attribute]words.Phrase{
	agree.Record: words.SayRecord, agree.Source: words.SaySource, agree.Speaker: words.SaySpeaker,
	agree.Attribution: words.SayAttribution, agree.Stance: words.SayStance, agree.Worth: words.SayWorth,
	agree.CueWords: words.SayCue, agree.FigureType: words.SayType, agree.Value: words.SayValue, agree.Unit: words.SayUnit,
}

func attributeName(w agree.Attribute) string { return attributeNames[w].String() }

// attributeWords is what a mark says of an attribute, as a reader calls it.
func (a *agreementPage) attributeWords(w agree.Attribute, m *annotations.Annotation) string {
	c, q := m.Claim, m.Figure.Quantity
	out := ""
	switch w {
	case agree.Record:
		out = a.editor.speakerName(m.Actor)
	case agree.Source:
		if out = words.SourceName(c.Source); c.Wording != "" {
			out = words.KindAndWords.With(out, words.Quoted(c.Wording))
		}
	case agree.Speaker:
		var who []string
		for _, id := range c.Speakers {
			if name := a.editor.speakerName(id); name != "" {
				who = append(who, name)
			}
		}
		out = strings.Join(who, ", ")
	case agree.Attribution:
		out = words.AttributionName(c.Attribution)
	case agree.Stance:
		out = words.StanceName(c.Stance)
	case agree.Worth:
		if c.Check.Worth != "" {
			out = words.WorthName(c.Check.Worth)
		}
	case agree.CueWords:
		if !c.Cue.Empty() {
			out = words.Quoted(c.Cue.Exact())
		}
	case agree.FigureType:
		out = words.FigureTypeName(q.Type)
	default:
		out = ledger.Display(q)
	}
	if out == "" {
		return words.NotSaidYet.String()
	}
	return out
}
