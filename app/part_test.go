package app

import (
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/state"
)

// A part is drawn again when what it was drawn from has changed, inside another part, too,
// and not when anything else has.
func TestPart(t *testing.T) {
	var a, b state.Cell[string]
	drawn := map[string]int{}
	inner := newPart(&state.Effects{}, func() goapp.UI { drawn["inner"]++; return goapp.P().Text(a.Get()) })
	outer := newPart(&state.Effects{}, func() goapp.UI { drawn["outer"]++; return goapp.Div().Body(inner.view(), goapp.Text(b.Get())) })
	top := &surround{draw: func() goapp.UI { return outer.view() }}
	engine := goapp.NewTestEngine()
	if err := engine.Load(top); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	turn := func(what string, change func(), inner, outer int) {
		t.Helper()
		clear(drawn)
		top.ctx.Dispatch(func(goapp.Context) { change() })
		engine.ConsumeAll()
		if drawn["inner"] != inner || drawn["outer"] != outer {
			t.Errorf("%s: inner %d times, outer %d", what, drawn["inner"], drawn["outer"])
		}
	}
	turn("nothing", func() {}, 0, 0)
	turn("the inner one", func() { a.Set("x") }, 1, 1)
	turn("the outer one", func() { b.Set("x") }, 0, 1)
	turn("both, twice", func() { a.Set("y"); b.Set("y"); a.Set("z") }, 1, 1)
}

// surround is a component around a part.
type surround struct {
	goapp.Compo
	ctx  goapp.Context
	draw func() goapp.UI
}

func (f *surround) OnMount(ctx goapp.Context)     { f.ctx = ctx }
func (f *surround) OnPreRender(ctx goapp.Context) { f.ctx = ctx }
func (f *surround) Render() goapp.UI              { return f.draw() }
