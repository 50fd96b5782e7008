package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// linked are options of a ledger that links to articles and actors.
func linked() ledger.Options {
	return ledger.Options{
		Link:  func(article, mark annotations.ID) string { return href(articlePath(article, mark)) },
		Actor: func(id annotations.ID) string { return href(actorPath(id)) },
	}
}

// viewID is the element ID of what shows the ledger.
const viewID = "ledger-view"

// derivedView puts HTML that the ledger made into the page. Its buttons say by data
// attributes what they do: sort, by a key, or show more.
func derivedView(html string, sort func(key string), more func()) goapp.UI {
	return goapp.Div().ID(viewID).OnClick(func(ctx goapp.Context, e goapp.Event) {
		button := e.Get("target").Call("closest", "button")
		if !button.Truthy() {
			ctx.PreventUpdate()
			return
		}
		data := button.Get("dataset")
		switch {
		case data.Get("sort").Truthy() && sort != nil:
			sort(data.Get("sort").String())
		case data.Get("more").Truthy() && more != nil:
			more()
		}
	}).Body(goapp.Raw(`<div class="derived">` + html + `</div>`))
}

// nothingYet is what a view says when it has nothing to show.
func nothingYet(title, how string) goapp.UI {
	return goapp.Div().Class("quiet nothing").Body(
		goapp.P().Text(title),
		goapp.P().Text(how),
		goapp.P().Body(goapp.A().Href(href("/guide")).Text(words.GoGuidelines.String())),
	)
}
