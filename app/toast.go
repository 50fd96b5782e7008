package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
)

// A toast says what was done and offers to take it back.
type toast struct {
	text string
	undo bool
}

// toastShown draws the toast.
func (a *App) toastShown() goapp.UI {
	t := a.toast.Get()
	return goapp.Div().Class("toaster").Body(
		goapp.If(t.text != "", func() goapp.UI {
			return goapp.Div().Class("toast").Body(
				goapp.Span().Text(t.text),
				goapp.If(t.undo, func() goapp.UI {
					return goapp.Button().Type("button").Text(words.ActUndo.String()).
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.undo() })
				}),
				goapp.Button().Type("button").Class("icon").Aria("label", words.TipCloseMessage.String()).Text("✕").
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.toast.Set(toast{}) }),
			)
		}),
	)
}

// tell says something on the page, and to screen readers.
func (a *core) tell(s string) {
	a.toasted(toast{text: s})
}

// say says something to screen readers only.
func (a *core) say(s string) { a.live.Set(report{said: s}) }

// A report is what screen readers are told, and whether what it tells of is saved.
type report struct {
	said  string
	saved bool
}

func (r report) String() string {
	if r.saved {
		return words.SaidAndSaved.With(r.said)
	}
	return r.said
}

// toasted shows a toast, and takes it away after a while. Nothing depends on it: what it
// offers is offered elsewhere too.
func (a *core) toasted(t toast) {
	a.toast.Set(t)
	a.say(t.text)
	a.toasts++
	serial := a.toasts
	a.ctx.After(toastFor, func(goapp.Context) {
		if a.toasts == serial {
			a.toast.Set(toast{})
		}
	})
}

const toastFor = 8 * time.Second
