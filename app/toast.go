package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A toast says what was done and offers to take it back.
type toast struct {
	text   string
	undo   bool
	serial int
}

func (a *App) toaster() goapp.UI {
	return goapp.Div().Class("toaster").Body(
		goapp.If(a.toast.text != "", func() goapp.UI {
			return goapp.Div().Class("toast").Body(
				goapp.Span().Text(a.toast.text),
				goapp.If(a.toast.undo, func() goapp.UI {
					return goapp.Button().Type("button").Text("Undo").
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.undo() })
				}),
				goapp.Button().Type("button").Class("icon").Aria("label", "Close this message").Text("✕").
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.toast.text = "" }),
			)
		}),
	)
}

// tell says something on the page, and to screen readers.
func (a *core) tell(s string) {
	a.toast = toast{text: s, serial: a.toast.serial}
	a.say(s)
	a.fade()
}

// say says something to screen readers only.
func (a *core) say(s string) { a.live = s }

// fade takes the toast away after a while. Nothing depends on it: what it offers
// is offered elsewhere too.
func (a *core) fade() {
	a.toast.serial++
	serial := a.toast.serial
	a.ctx.After(toastFor, func(goapp.Context) {
		if a.toast.serial == serial {
			a.toast.text = ""
		}
	})
}

const toastFor = 8 * time.Second
