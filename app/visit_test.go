package app

import (
	"testing"
	"testing/synctest"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
)

// A visit is an App that has an article of a library in memory open, in a page that shows
// nothing.
type visit struct {
	*App
	engine goapp.TestEngine
}

// visitor is a component that keeps its context, as the App does in the browser.
type visitor struct {
	goapp.Compo
	ctx goapp.Context
}

func (v *visitor) OnPreRender(ctx goapp.Context) { v.ctx = ctx }
func (v *visitor) Render() goapp.UI              { return goapp.Div() }

// quiet is a Platform that does nothing of what is asked of it.
type quiet struct{ Platform }

func (quiet) Pref(name string) string                  { return name } // all was said before
func (quiet) SetPref(name, value string)               {}
func (quiet) Title(string)                             {}
func (quiet) Leaving(bool)                             {}
func (quiet) Focus(string)                             {}
func (quiet) Modal(string, bool)                       {}
func (quiet) SetValue(id, value string)                {}
func (quiet) RevealCurrent(string)                     {}
func (quiet) Attach(string, PaperEvents)               {}
func (quiet) Lay([]Block)                              {}
func (quiet) Patch(int, Block)                         {}
func (quiet) Select(Range)                             {}
func (quiet) Paint(string, ...Range)                   {}
func (quiet) Reveal(Range)                             {}
func (quiet) Box(Range) (first, last Rect, shown bool) { return }

// visiting plays a test in which a doc is open, in a library that has some actors.
func visiting(t *testing.T, d annotations.Doc, actors []annotations.Actor, f func(t *testing.T, v *visit)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		place := memory.NewPlace().Open()
		art := d.Article
		art.Revision = 1
		puts := []store.Put{{Record: articleRecord(art)}}
		for _, m := range d.Marks() {
			n := *m
			n.Revision = 1
			puts = append(puts, store.Put{Record: annotationRecord(n)})
		}
		for _, x := range actors {
			x.Revision = 1
			puts = append(puts, store.Put{Record: actorRecord(x)})
		}
		if err := place.Write(t.Context(), puts); err != nil {
			t.Fatal(err)
		}
		c, engine := &visitor{}, goapp.NewTestEngine()
		if err := engine.Load(c); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
		v := &visit{App: &App{p: quiet{}, ctx: c.ctx, wanted: art.ID}, engine: engine}
		v.session = NewSession(place, now, func(e Event) { c.ctx.Dispatch(func(goapp.Context) { v.happened(e) }) })
		defer v.session.Close()
		v.opened(art.ID, v.session.Open(t.Context(), art.ID))
		if v.settle(); v.phase != reading {
			t.Fatal("the article is not open")
		}
		f(t, v)
		v.settle()
	})
}

// settle lets everything happen that is on its way.
func (v *visit) settle() {
	for range 3 {
		v.engine.ConsumeAll()
		synctest.Wait()
	}
}

// markAs marks the first words that read like a quote, and chooses them.
func (v *visit) markAs(t *testing.T, kind annotations.Kind, quote string) annotations.ID {
	t.Helper()
	e := v.doc().Mark(kind, now(), at(t, v.doc().Article, quote))
	v.do(e)
	v.settle()
	if len(e.Annotations) == 0 {
		t.Fatalf("%q is marked already", quote)
	}
	v.choose(e.Annotations[0].After.ID, false)
	v.settle()
	return v.chosen
}
