package app

import (
	"fmt"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/state"
)

// A part is a piece of the page that is drawn by itself: when it comes into the page, and
// again when a cell that it was drawn from has changed. A part that holds others is drawn
// with them, but not they with it.
type part struct {
	draw  func() goapp.UI
	after func(goapp.Context) // called once it was drawn; nil: nothing is to be done then
	watch state.Watch
	state int // raised when it is to be drawn anew
	stale state.Signal
}

// newPart returns a part; the effects are woken when it is to be drawn anew.
func newPart(e *state.Effects, draw func() goapp.UI) *part {
	p := &part{draw: draw}
	p.watch.Outdated = func() {
		p.state++
		p.stale.Raise()
		e.Wake()
	}
	return p
}

// view returns the part as a component, to be put into the page.
func (p *part) view() goapp.UI {
	p.stale.Follow()
	return &view{Of: p, State: p.state}
}

// A view is a part in the page. go-app draws a component anew whose exported fields have
// changed.
type view struct {
	goapp.Compo
	Of    *part
	State int
}

// CompoID tells go-app views of different parts apart: the elements of one do not become
// those of another, which would scroll where that did.
func (v *view) CompoID() string { return fmt.Sprintf("%p", v.Of) }

// OnMount is called by go-app when the view has come into the page.
func (v *view) OnMount(ctx goapp.Context) { v.OnUpdate(ctx) }

// OnUpdate is called by go-app before the view is drawn anew.
func (v *view) OnUpdate(ctx goapp.Context) {
	if v.Of.after != nil {
		ctx.Defer(v.Of.after)
	}
}

// Render draws the part.
func (v *view) Render() (ui goapp.UI) {
	v.Of.watch.Run(func() { ui = v.Of.draw() })
	return ui
}
