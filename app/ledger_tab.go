package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
)

// ledgerTab shows who says what in the open article.
type ledgerTab struct {
	goapp.Compo
	Version int
	app     *App
}

// OnUpdate scrolls the chosen claim into view.
func (t *ledgerTab) OnUpdate(ctx goapp.Context) { t.app.reader.panel.revealCard(ctx) }

func (t *ledgerTab) Render() goapp.UI {
	a := t.app
	l := a.reader.panel.ledgerNow()
	if len(l.Statements) == 0 {
		return nothingYet("No claims yet.", "Select what somebody says and press C. Who says it, and in which words, is proposed at once.")
	}
	return goapp.Div().Class("list view").TabIndex(-1).Body(
		a.reader.panel.view(l.ClaimsHTML(a.reader.panel.ledgerOptions(false))),
		goapp.P().Class("see-all").Body(goapp.A().Href(href(ledgerPath(viewClaims, a.reader.doc().Article.ID))).Text("Open in the ledger: filters, tables, pictures")),
	)
}

// figuresTab shows the open article's figures as a table.
type figuresTab struct {
	goapp.Compo
	Version int
	app     *App
}

// OnUpdate scrolls the chosen figure into view.
func (t *figuresTab) OnUpdate(ctx goapp.Context) { t.app.reader.panel.revealCard(ctx) }

func (t *figuresTab) Render() goapp.UI {
	a := t.app
	l := a.reader.panel.ledgerNow()
	if len(l.Figures) == 0 {
		return nothingYet("No figures yet.", "Select a number, an amount or a date and press F. Its value and unit are read from the text.")
	}
	orders := make([]goapp.UI, 0, 3)
	for _, o := range figureOrders {
		orders = append(orders, goapp.Button().Type("button").Class("filter").Aria("pressed", orElse(a.reader.panel.figureOrder, ledger.ByPlace) == o.by).Text(o.label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.reader.panel.figureOrder = o.by; a.version++ }, goapp.EventScope("order", string(o.by))))
	}
	return goapp.Div().Class("figures-tab").Body(
		goapp.Div().Class("filters").Body(goapp.Div().Class("kinds").Role("group").Aria("label", "Sort by").Body(orders...)),
		goapp.Div().Class("list view").TabIndex(-1).Body(a.reader.panel.view(l.FiguresHTML(orElse(a.reader.panel.figureOrder, ledger.ByPlace), a.reader.panel.ledgerOptions(false)))),
	)
}

var figureOrders = []struct {
	by    ledger.FigureOrder
	label string
}{{ledger.ByPlace, "By place"}, {ledger.ByValue, "By value"}, {ledger.ByType, "By type"}}

// ledgerOptions say how the ledger links to what it is of.
func (a *panel) ledgerOptions(wide bool) ledger.Options {
	return ledger.Options{
		Link:     func(article, mark annotations.ID) string { return href(articlePath(article, mark)) },
		Actor:    func(id annotations.ID) string { return href(actorPath(id)) },
		Selected: a.marking.chosen,
		Wide:     wide,
	}
}

// viewID is the element ID of what shows the ledger.
const viewID = "ledger-view"

// view puts HTML that the ledger made into the page. Its buttons say by data attributes
// what they do.
func (a *panel) view(html string) goapp.UI {
	return goapp.Div().ID(viewID).OnClick(func(ctx goapp.Context, e goapp.Event) {
		button := e.Get("target").Call("closest", "button")
		if !button.Truthy() {
			ctx.PreventUpdate()
			return
		}
		data := button.Get("dataset")
		switch {
		case data.Get("sort").Truthy():
			a.ledgerPage.sortBy(data.Get("sort").String())
		case data.Get("more").Truthy():
			a.ledgerPage.books.most += ledgerRows
		}
		a.version++
	}).Body(goapp.Raw(`<div class="derived">` + html + `</div>`))
}

// nothingYet is what a view says when it has nothing to show.
func nothingYet(title, how string) goapp.UI {
	return goapp.Div().Class("quiet nothing").Body(
		goapp.P().Text(title),
		goapp.P().Text(how),
		goapp.P().Body(goapp.A().Href(href("/guide")).Text("Guidelines")),
	)
}

// revealCard scrolls what is chosen into view.
func (a *panel) revealCard(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) { a.p.RevealCurrent(viewID) })
}
