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

// probe counts how often it comes into the page.
type probe struct {
	goapp.Compo
	mounts, dismounts *int
}

func (p *probe) OnInit()          { *p.mounts++ }
func (p *probe) OnDismount()      { *p.dismounts++ }
func (p *probe) Render() goapp.UI { return goapp.P() }

// Another part in the same place is other elements: what a reader scrolled or unfolded in the
// one is none of the other's.
func TestOtherPart(t *testing.T) {
	second := state.Of(false)
	m, d := 0, 0
	e := &state.Effects{}
	one := newPart(e, func() goapp.UI { return goapp.Div().Body(&probe{mounts: &m, dismounts: &d}) })
	two := newPart(e, func() goapp.UI { return goapp.Div().Body(&probe{mounts: &m, dismounts: &d}) })
	outer := newPart(e, func() goapp.UI {
		if second.Get() {
			return goapp.Div().Body(two.view())
		}
		return goapp.Div().Body(one.view())
	})
	top := &surround{draw: func() goapp.UI { return outer.view() }}
	engine := goapp.NewTestEngine()
	if err := engine.Load(top); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	top.ctx.Dispatch(func(goapp.Context) { second.Set(true) })
	engine.ConsumeAll()
	if m != 2 {
		t.Errorf("mounted %d, dismounted %d: the elements of one part became those of the other", m, d)
	}
}
