package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/platform"
	"pressmark/app/state"
)

// press is asked, before the browser acts, whether a key is a command's.
func (a *App) press(k platform.Key) bool {
	if a.settings.rebinding.Get() != "" {
		return a.settings.rebind(k)
	}
	if k.Name == "Tab" || k.Focus != platform.OnPaper {
		state.Put(&a.reader.marking.byKeys, true) // should the focus come to the article, it comes by keys
	}
	k = a.reader.marking.mirrored(k)
	ch := chord(k)
	if a.reader.marking.edge.Get() != nil && k.Focus == platform.OnPaper && a.reader.marking.pressEdge(k) || a.reader.offering.pressOffer(k) {
		return true
	}
	c, ok := a.keymap.Get().Find(ch, k.Focus)
	if ok && c.Only == platform.OnPaper && a.reader.phase.Get() == opening && c.Can == nil {
		a.reader.ahead = append(a.reader.ahead, c)
		return true
	}
	if !ok || a.session == nil || !a.can(c) {
		return false
	}
	if c.Only == platform.OnPaper && a.reader.phase.Get() != reading {
		return false
	}
	a.ctx.Dispatch(func(goapp.Context) { a.run(c) })
	return true
}
