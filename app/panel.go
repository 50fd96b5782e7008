package app

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
)

type panel struct {
	*core
	reader     *reader
	marking    *marking
	auditor    *auditor
	arithmetic *arithmetic
	ledgerPage *ledgerPage

	tab         tab
	rows        listing
	sheet       bool // on a phone: the panel is pulled up
	filter      filter
	others      mentionCount
	derived     derived
	figureOrder ledger.FigureOrder
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

// panelView shows what is known of the open article: its marks, the ledger, the figures and
// the audit. It is a component of its own so that what happens elsewhere does not draw it again: Version says when to.
type panelView struct {
	goapp.Compo
	Version int
	app     *App
}

func (p *panelView) Render() goapp.UI {
	a := p.app
	d := a.reader.doc()
	return goapp.Aside().Class("panel").Class(sheetClass(a.reader.panel.sheet)).Aria("label", "Marks").Body(
		goapp.Button().Class("grip").Type("button").Aria("expanded", a.reader.panel.sheet).Aria("controls", tabPanelID).Body(
			goapp.Span().Class("grip-bar").Aria("hidden", true),
			goapp.Span().Class("unseen").Text("Marks: open or close this list"),
		).OnClick(func(ctx goapp.Context, e goapp.Event) { a.reader.panel.sheet = !a.reader.panel.sheet; a.version++ }),
		p.tabs(len(d.Marks())),
		goapp.Div().Body(a.reader.layerRow()),
		goapp.Div().ID(tabPanelID).Class("tab-panel").Role("tabpanel").Aria("labelledby", tabID(a.reader.panel.tab)).Body(
			// The marks on the paper point to their entries, whatever the panel shows.
			goapp.Div().Class("tab-view").Hidden(a.reader.panel.tab != tabMarks).Body(&marksTab{Version: p.Version, panel: p}),
			goapp.Div().Class("tab-view").Hidden(a.reader.panel.tab == tabMarks).Body(goapp.If(a.reader.panel.tab != tabMarks, p.content)),
		),
	)
}

// content is what a tab beside the marks shows: each a component of its own, so that
// go-app makes none of another.
func (p *panelView) content() goapp.UI {
	a := p.app
	switch a.reader.panel.tab {
	case tabLedger:
		return &ledgerTab{Version: p.Version, app: a}
	case tabFigures:
		return &figuresTab{Version: p.Version, app: a}
	}
	return &auditTab{Version: p.Version, app: a}
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

func (p *panelView) tabs(marks int) goapp.UI {
	a := p.app
	button := func(t tab, label string, n int, alert bool) goapp.UI {
		b := goapp.Button().Type("button").ID(tabID(t)).Class("tab").Role("tab").
			Aria("selected", a.reader.panel.tab == t).Aria("controls", tabPanelID).TabIndex(-1).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.reader.panel.sheet = true; a.reader.panel.show(t) }, goapp.EventScope("tab", string(t))).
			OnKeyDown(func(ctx goapp.Context, e goapp.Event) { a.reader.panel.turnTab(ctx, e) }, goapp.EventScope("tab", string(t))).
			Body(goapp.Text(label), goapp.If(n > 0, func() goapp.UI {
				return goapp.Small().Class(alarm(alert)).Text(group(n))
			}))
		if a.reader.panel.tab == t {
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
	return goapp.Div().Class("tabs").Role("tablist").Aria("label", "What the panel shows").Body(
		button(tabMarks, "Marks", marks, false),
		button(tabLedger, "Ledger", claims, false),
		button(tabFigures, "Figures", figures, false),
		button(tabAudit, "Audit", a.reader.auditor.audited.count(), len(a.reader.auditor.audited.findings) > 0),
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
	a.tab = t
	a.version++
	if t == tabAudit {
		a.auditor.reaudit(0)
		a.arithmetic.addUp(0)
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
	at := slices.Index(tabOrder, a.tab)
	a.show(tabOrder[(at+dir+len(tabOrder))%len(tabOrder)])
	ctx.Defer(func(goapp.Context) { a.p.Focus(tabID(a.tab)) })
}

func sheetClass(up bool) string {
	if up {
		return "up"
	}
	return "down"
}
