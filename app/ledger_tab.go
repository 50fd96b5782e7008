package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// ledgerTab shows who says what in the open article.
func (a *panel) ledgerTab() goapp.UI {
	l := a.ledger.Get()
	if len(l.Statements) == 0 {
		return nothingYet(words.NoClaimsNow.String(), words.NoClaimsNowAbout.String())
	}
	return goapp.Div().Class("list view").TabIndex(-1).Body(
		derivedView(l.ClaimsHTML(a.ledgerOptions()), nil, nil),
		goapp.P().Class("see-all").Body(goapp.A().Href(href(ledgerPath(viewClaims, a.reader.doc().Article.ID))).Text(words.GoLedgerPage.String())),
	)
}

// figuresTab shows the open article's figures as a table.
func (a *panel) figuresTab() goapp.UI {
	l := a.ledger.Get()
	if len(l.Figures) == 0 {
		return nothingYet(words.NoFiguresNow.String(), words.NoFiguresNowAbout.String())
	}
	order := orElse(a.order.Get(), ledger.ByPlace)
	orders := make([]goapp.UI, 0, 3)
	for _, o := range figureOrders {
		orders = append(orders, goapp.Button().Type("button").Class("filter").Aria("pressed", order == o.by).Text(o.label.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.order.Set(o.by) }, goapp.EventScope("order", string(o.by))))
	}
	return goapp.Div().Class("figures-tab").Body(
		goapp.Div().Class("filters").Body(goapp.Div().Class("kinds").Role("group").Aria("label", words.TipSort.String()).Body(orders...)),
		goapp.Div().Class("list view").TabIndex(-1).Body(derivedView(l.FiguresHTML(order, a.ledgerOptions()), func(key string) { a.order.Set(ledger.FigureOrder(key)) }, nil)),
	)
}

var figureOrders = []struct {
	by    ledger.FigureOrder
	label words.Phrase
}{{ledger.ByPlace, words.SortPlace}, {ledger.ByValue, words.SortValue}, {ledger.ByType, words.SortType}}

// ledgerOptions say how the ledger of the open article links to what it is of.
func (a *panel) ledgerOptions() ledger.Options {
	o := linked()
	o.Selected = a.marking.chosen.Get()
	return o
}
