package app

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// panel shows what is known of the open article: its marks, the ledger, the figures and
// the audit.
type panel struct {
	*desk

	tab    state.Cell[tab]
	sheet  state.Cell[bool] // on a phone: the panel is pulled up
	filter state.Cell[filter]
	order  state.Cell[ledger.FigureOrder] // of the table of figures
	others state.Signal                   // rows of the list are to be drawn that are not in the page

	ledger   *state.Derived[ledger.Ledger] // of the open article
	mentions *state.Derived[int]           // other places of the chosen mark's quote that are not marked yet

	frame, marks, claims, figures, audit *part

	list listing // what is known of the list from the page
}

func newPanel(d *desk) *panel {
	a := &panel{desk: d}
	a.ledger = state.From(func() ledger.Ledger { return ledger.Of([]annotations.Doc{a.reader.doc()}, a.actors()) })
	a.mentions = state.From(func() int {
		m := a.marking.current()
		if m == nil || m.Kind == annotations.KindClaim {
			return 0
		}
		return len(a.reader.doc().OtherMentions(m.ID))
	})
	reveal := func(goapp.Context) { a.p.RevealCurrent(viewID) }
	a.frame = newPart(d.effects, a.aside)
	a.marks = newPart(d.effects, a.marksTab)
	a.marks.after = func(goapp.Context) { a.settleRows() }
	a.claims, a.figures = newPart(d.effects, a.ledgerTab), newPart(d.effects, a.figuresTab)
	a.claims.after, a.figures.after = reveal, reveal
	a.audit = newPart(d.effects, func() goapp.UI { return a.auditor.tab() })
	return a
}

// Elements that the app and the browser both name.
const (
	paperID    = "paper"
	barID      = "bar"
	listID     = "marks"
	padTopID   = "marks-above"
	padBelowID = "marks-below"
	noteID     = "note"
	tagsID     = "tags"
)

// aside is the frame of the panel: its grip, its tabs, and the tab that is open.
func (a *panel) aside() goapp.UI {
	sheet, tab := a.sheet.Get(), a.tab.Get()
	return goapp.Aside().Class("panel").Class(sheetClass(sheet)).Aria("label", words.PanelMarks.String()).Body(
		goapp.Button().Class("grip").Type("button").Aria("expanded", sheet).Aria("controls", tabPanelID).Body(
			goapp.Span().Class("grip-bar").Aria("hidden", true),
			goapp.Span().Class("unseen").Text(words.TipSheet.String()),
		).OnClick(func(ctx goapp.Context, e goapp.Event) { a.sheet.Change(func(up *bool) { *up = !*up }) }),
		a.tabs(len(a.reader.doc().Marks())),
		goapp.Div().Body(a.reader.layerRow()),
		goapp.Div().ID(tabPanelID).Class("tab-panel").Role("tabpanel").Aria("labelledby", tabID(tab)).Body(
			// The marks on the paper point to their entries, whatever the panel shows.
			goapp.Div().Class("tab-view").Hidden(tab != tabMarks).Body(a.marks.view()),
			goapp.Div().Class("tab-view").Hidden(tab == tabMarks).Body(goapp.If(tab != tabMarks, a.content)),
		),
	)
}

// content is what a tab beside the marks shows.
func (a *panel) content() goapp.UI {
	switch a.tab.Get() {
	case tabLedger:
		return a.claims.view()
	case tabFigures:
		return a.figures.view()
	}
	return a.audit.view()
}

// A tab is one of the panel's views.
type tab string

// The tabs; the zero tab is the list of marks.
const (
	tabMarks   tab = ""
	tabLedger  tab = "ledger"
	tabFigures tab = "figures"
	tabAudit   tab = "audit"
)

var tabOrder = []tab{tabMarks, tabLedger, tabFigures, tabAudit}

const tabPanelID = "tab-panel"

func tabID(t tab) string {
	if t == tabMarks {
		return "tab-marks"
	}
	return "tab-" + string(t)
}

func (a *panel) tabs(marks int) goapp.UI {
	button := func(t tab, label string, n int, alert bool) goapp.UI {
		b := goapp.Button().Type("button").ID(tabID(t)).Class("tab").Role("tab").
			Aria("selected", a.tab.Get() == t).Aria("controls", tabPanelID).TabIndex(-1).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.sheet.Set(true); a.show(t) }, goapp.EventScope("tab", string(t))).
			OnKeyDown(func(ctx goapp.Context, e goapp.Event) { a.turnTab(ctx, e) }, goapp.EventScope("tab", string(t))).
			Body(goapp.Text(label), goapp.If(n > 0, func() goapp.UI {
				return goapp.Small().Class(alarm(alert)).Text(words.Group(n))
			}))
		if a.tab.Get() == t {
			b = b.TabIndex(0)
		}
		return b
	}
	claims, figures := 0, 0
	for _, m := range a.reader.doc().Marks() {
		switch m.Kind {
		case annotations.KindClaim:
			claims++
		case annotations.KindFigure:
			figures++
		}
	}
	return goapp.Div().Class("tabs").Role("tablist").Aria("label", words.TipTabs.String()).Body(
		button(tabMarks, words.PanelMarks.String(), marks, false),
		button(tabLedger, words.PanelLedger.String(), claims, false),
		button(tabFigures, words.PanelFigures.String(), figures, false),
		button(tabAudit, words.PanelAudit.String(), a.auditor.found.Get().count(), len(a.auditor.found.Get().findings) > 0),
	)
}

func alarm(is bool) string {
	if is {
		return "alarm"
	}
	return "calm"
}

// show opens a tab of the panel.
func (a *panel) show(t tab) {
	a.commit()
	a.tab.Set(t)
	if t == tabAudit {
		a.auditor.rest(0)
	}
}

// turnTab goes to the tab beside the open one with the arrow keys.
func (a *panel) turnTab(ctx goapp.Context, e goapp.Event) {
	dir := map[string]int{"ArrowRight": 1, "ArrowLeft": -1}[e.Get("key").String()]
	if dir == 0 {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	at := slices.Index(tabOrder, a.tab.Get())
	a.show(tabOrder[(at+dir+len(tabOrder))%len(tabOrder)])
	ctx.Defer(func(goapp.Context) { a.p.Focus(tabID(a.tab.Get())) })
}

func sheetClass(up bool) string {
	if up {
		return "up"
	}
	return "down"
}
