package app

import (
	"context"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// FetchEnv is set in the page's environment where the server opens addresses.
const FetchEnv = "PRESSMARK_FETCH"

// fetchedType is the media type of an article that the server fetched: one record.
const fetchedType = "application/x-pressmark-article"

const addressID = "address"

// addressForm lets the reader open an address, where the server does that.
func (a *newPage) addressForm() goapp.UI {
	if goapp.Getenv(FetchEnv) == "" {
		return goapp.Div()
	}
	refused := a.paste.Get().refused
	input := goapp.Input().ID(addressID).Type("url").Placeholder("https://").Aria("describedby", "address-about").
		OnInput(func(ctx goapp.Context, e goapp.Event) {
			a.address = ctx.JSSrc().Get("value").String()
			ctx.PreventUpdate()
		})
	if refused != "" {
		input = input.Aria("invalid", true)
	}
	return goapp.Form().Class("paste address").NoValidate(true).
		OnSubmit(func(ctx goapp.Context, e goapp.Event) {
			e.PreventDefault()
			a.openAddress()
		}).
		Body(
			goapp.Label().For(addressID).Text(words.FieldArticleAddress.String()),
			input,
			goapp.P().ID("address-about").Class("quiet").
				Text(words.AddressAbout.String()),
			goapp.If(refused != "", func() goapp.UI {
				return goapp.P().Class("trouble").Role("alert").Text(refused)
			}),
			goapp.Div().Class("actions").Body(goapp.Button().Type("submit").Class("button").Text(words.ActFetch.String())),
		)
}

// openAddress has the server fetch an article, and takes it in, unless the reader has gone
// on to something else by then.
func (a *newPage) openAddress() {
	address := strings.TrimSpace(a.address)
	if address == "" {
		a.p.Focus(addressID)
		return
	}
	a.unfetch()
	ctx, stop := context.WithCancel(a.ctx)
	a.stop = stop
	a.paste.Change(func(p *paste) { p.refused = "" })
	a.work(words.BusyFetching.String(), func(context.Context) error {
		data, err := a.p.FetchArticle(ctx, address)
		a.ctx.Dispatch(func(goapp.Context) {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				a.paste.Change(func(p *paste) { p.refused = words.Capital(err.Error()) })
				a.p.Focus(addressID)
			default:
				a.imports.receive([]platform.File{{Name: address, Type: fetchedType, Data: data}})
			}
		})
		return nil
	})
}

// unfetch gives up what is being fetched.
func (a *newPage) unfetch() {
	if a.stop != nil {
		a.stop()
	}
}
