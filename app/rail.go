package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/picture"
)

const railID = "rail"

// rail shows beside the text where the marks of the open article stand. It is drawn when
// changes have rested.
func (a *auditor) rail() goapp.UI {
	d := a.rested.Get()
	svg := ""
	if len(d.Marks()) > 0 {
		svg = picture.Rail(d.Article.Text.Len(), ticks(d), picture.Options{ID: railID})
	}
	return goapp.Div().Class("rail-frame").ID(railID).Body(goapp.If(svg != "", func() goapp.UI { return goapp.Raw(strings.TrimSpace(svg)) }))
}
