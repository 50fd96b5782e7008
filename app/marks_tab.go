package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/render"
	"pressmark/annotations/words"
)

// marksTab is the list of the open article's marks; the chosen one can be edited there.
func (a *panel) marksTab() goapp.UI {
	marks := a.reader.doc().Marks()
	shown := a.listed()
	a.others.Follow()
	w := a.openRow(shown).at(len(shown), a.list.scrolled, 0)
	return goapp.Div().Class("marks-tab").Body(
		a.filters(tallyOf(marks), len(marks)),
		goapp.If(len(shown) == 0 && a.reader.phase.Get() == reading, func() goapp.UI { return a.nothing(len(marks)) }),
		goapp.Div().Class("list").ID(listID).TabIndex(-1).OnScroll(func(ctx goapp.Context, e goapp.Event) {
			if !a.scrollRows() {
				ctx.PreventUpdate()
			}
		}, goapp.PassiveEvent()).Body(
			goapp.Div().ID(padTopID).Aria("hidden", true),
			goapp.Ol().Class("entries").Body(
				goapp.Range(shown[w.from:w.to]).Slice(func(i int) goapp.UI {
					return a.entry(shown[w.from+i], w.from+i+1, len(shown))
				}),
			),
			goapp.Div().ID(padBelowID).Aria("hidden", true),
		),
	)
}

// filters are the panel's head: a button for each kind, and a choice of tags.
func (a *panel) filters(t tally, all int) goapp.UI {
	button := func(kind annotations.Kind, label string, n int) goapp.UI {
		return goapp.Button().Type("button").Class("filter").Class(string(kind)).
			Aria("pressed", a.filter.Get().kind == kind).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.filter.Change(func(f *filter) { f.kind = kind })
			}, goapp.EventScope("kind", string(kind))).
			Body(goapp.Text(label), goapp.Small().Text(words.Group(n)))
	}
	row := []goapp.UI{button("", words.FilterAllMarks.String(), all)}
	for _, k := range annotations.Kinds {
		row = append(row, button(k, words.KindsName(k), t.kinds[k]))
	}
	return goapp.Div().Class("filters").Body(
		goapp.Div().Class("kinds").Role("group").Aria("label", words.TipShow.String()).Body(row...),
		goapp.If(len(t.tags) > 0, func() goapp.UI {
			return goapp.Div().Class("tag-filters").Role("group").Aria("label", words.TipTags.String()).Body(
				goapp.Range(t.tags).Slice(func(i int) goapp.UI {
					tag := t.tags[i]
					return goapp.Button().Type("button").Class("chip").Aria("pressed", a.filter.Get().tag == tag.tag).
						OnClick(func(ctx goapp.Context, e goapp.Event) {
							a.filter.Change(func(f *filter) {
								if f.tag == tag.tag {
									f.tag = ""
								} else {
									f.tag = tag.tag
								}
							})
						}, goapp.EventScope("tag", tag.tag)).
						Body(goapp.Text(tag.tag), goapp.Small().Text(words.Group(tag.n)))
				}),
			)
		}),
	)
}

// nothing is what the panel says when it lists nothing.
func (a *panel) nothing(all int) goapp.UI {
	if n := len(a.reader.whole().Marks()); all == 0 && n > 0 {
		return goapp.P().Class("quiet").Text(words.AllLayersHidden.String())
	}
	if all > 0 {
		return goapp.P().Class("quiet").Text(words.NoMarkPasses.String())
	}
	return goapp.Div().Class("quiet").Body(
		goapp.P().Text(words.NoMarksNow.String()),
		goapp.P().Text(words.NoMarksNowAbout.String()),
	)
}

// entry is one row: the quote and what is known of it; open, it can be edited.
func (a *panel) entry(m *annotations.Annotation, pos, of int) goapp.UI {
	id := m.ID
	on := id == a.marking.chosen.Get()
	whose := a.reader.byWhom(m)
	return goapp.Li().ID(render.EntryPrefix+id.Short()).Class("entry").Class(string(m.Kind)).Class(onClass(on)).
		Aria("setsize", of).Aria("posinset", pos).Body(goapp.Div().Class("card").Body(
		goapp.Button().Type("button").Class("go").Aria("current", on).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.marking.choose(id, true)
			}, goapp.EventScope("go", string(id))).
			Body(
				goapp.Span().Class("kind").Body(
					goapp.Span().Class("swatch").Aria("hidden", true),
					goapp.Text(words.KindName(m.Kind)),
					goapp.If(whose != "", func() goapp.UI { return goapp.Span().Class("whose").Text(whose) }),
					goapp.If(m.Orphan(), func() goapp.UI { return goapp.Span().Class("lost").Text(words.NotInText.String()) }),
				),
				goapp.Span().Class("quote").Text(m.Exact()),
				goapp.If(!on && (m.Note != "" || len(m.Tags) > 0), func() goapp.UI {
					return goapp.Span().Class("about").Text(about(m))
				}),
			),
		goapp.If(on, func() goapp.UI { return a.fields(m) }),
	))
}

func onClass(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// about is a mark's tags and note in one line.
func about(m *annotations.Annotation) string {
	parts := make([]string, 0, len(m.Tags)+1)
	for _, t := range m.Tags {
		parts = append(parts, "#"+t)
	}
	if m.Note != "" {
		parts = append(parts, m.Note)
	}
	return strings.Join(parts, " ")
}

// A listing is what is known of the panel's list from the page.
type listing struct {
	window
	scrolled int  // CSS pixels
	wanted   bool // the open row is to be scrolled into view
}

// openRow returns the window with the row of the chosen mark open.
func (a *panel) openRow(shown []*annotations.Annotation) window {
	w := a.list.window
	w.open = -1
	for i, m := range shown {
		if m.ID == a.marking.chosen.Get() {
			w.open = i
		}
	}
	return w
}

// listed are the marks that the panel lists.
func (a *panel) listed() []*annotations.Annotation { return a.filter.Get().of(a.reader.doc().Marks()) }

// scrollRows follows the list. It reports whether other rows must be drawn.
func (a *panel) scrollRows() bool {
	l := &a.list
	top, height := a.p.Scroll(listID)
	l.scrolled = top
	w := l.window.at(len(a.listed()), top, height)
	if w.from == l.from && w.to == l.to {
		return false
	}
	a.others.Raise()
	return true
}

// settleRows gives the space above and below the drawn rows its height, once they are
// in the page and the open one can be measured, and reveals what is to be revealed.
func (a *panel) settleRows() {
	l := &a.list
	shown := a.listed()
	n := len(shown)
	l.window = a.openRow(shown).at(n, l.scrolled, 0) // as it was drawn
	drawn := l.open >= l.from && l.open < l.to
	if drawn {
		if h := a.p.Height(render.EntryPrefix + a.marking.chosen.Get().Short()); h > 0 {
			l.extra = h - rowHeight
		}
	}
	a.p.SetHeight(padTopID, l.top(l.from))
	a.p.SetHeight(padBelowID, l.top(n)-l.top(l.to))
	if l.wanted && l.open >= 0 {
		a.p.ScrollTo(listID, l.top(l.open), rowHeight+l.extra)
	}
	l.wanted = l.wanted && l.open >= 0 && !drawn // once it is, its height is known
	if w := l.window.at(n, l.scrolled, 0); w.from != l.from || w.to != l.to {
		a.ctx.Dispatch(func(goapp.Context) { a.others.Raise() })
	}
}

// revealRow scrolls the list to the chosen mark, when that is drawn.
func (a *panel) revealRow() {
	a.list.wanted = true
	a.others.Raise()
}
