package app

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
	"pressmark/app/state/statetest"
)

// A stage is an App over a library in memory, in a page that shows nothing.
type stage struct {
	*App
	t      *testing.T
	engine goapp.TestEngine
	page   *stubPage
	disk   *disk
}

// disk is a store that can be full.
type disk struct {
	store.Store
	full atomic.Bool
}

func (d *disk) Write(ctx context.Context, puts []store.Put) error {
	if d.full.Load() {
		return store.ErrFull
	}
	return d.Store.Write(ctx, puts)
}

func (d *disk) SetAside(context.Context, annotations.ID, string) error { return nil }

func (d *disk) Damaged(context.Context) ([]platform.File, error) { return nil, nil }

// host takes the context that go-app gives a component.
type host struct {
	goapp.Compo
	ctx goapp.Context
}

func (h *host) OnPreRender(ctx goapp.Context) { h.ctx = ctx }
func (h *host) Render() goapp.UI              { return goapp.Div() }

// nothing is a Platform that can do nothing.
type nothing struct{ platform.Platform }

// stubPage is a Platform that can do what the tests need.
type stubPage struct {
	nothing
	outletStub
	prefs   map[string]string
	focused bool // the paper has the focus
	fetch   func(ctx context.Context, address string) ([]byte, error)
}

func (p *stubPage) Pref(name string) string                                 { return p.prefs[name] }
func (p *stubPage) SetPref(name, value string)                              { p.prefs[name] = value }
func (p *stubPage) Persist(context.Context) bool                            { return true }
func (p *stubPage) Leaving(bool)                                            {}
func (p *stubPage) Focus(string)                                            {}
func (p *stubPage) Title(string)                                            {}
func (p *stubPage) Modal(string, bool)                                      {}
func (p *stubPage) Date(int64) string                                       { return "today" }
func (p *stubPage) Lay([]platform.Block)                                    {}
func (p *stubPage) Patch(int, platform.Block)                               {}
func (p *stubPage) Paint(string, ...platform.Range)                         {}
func (p *stubPage) Box(platform.Range) (first, last platform.Rect, ok bool) { return }
func (p *stubPage) Select(platform.Range)                                   {}
func (p *stubPage) Reveal(platform.Range)                                   {}
func (p *stubPage) RevealCurrent(string)                                    {}
func (p *stubPage) SetValue(id, value string)                               {}

func (p *stubPage) Attach(_ string, events platform.PaperEvents) {
	if p.focused {
		events.Focused(true)
	}
}

func (p *stubPage) FetchArticle(ctx context.Context, address string) ([]byte, error) {
	return p.fetch(ctx, address)
}

// staged plays a test on a stage, whose library holds the docs.
func staged(t *testing.T, f func(t *testing.T, s *stage), docs ...annotations.Doc) {
	t.Helper()
	statetest.Guard(t)
	synctest.Test(t, func(t *testing.T) {
		h, engine := &host{}, goapp.NewTestEngine()
		if err := engine.Load(h); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
		page := &stubPage{prefs: map[string]string{"persist": "asked"}}
		s := &stage{App: newApp(page), t: t, engine: engine, page: page, disk: &disk{Store: memory.NewPlace().Open()}}
		s.ctx = h.ctx
		for _, d := range docs {
			s.keep(d)
		}
		s.begin(s.disk)
		defer s.session.Close()
		f(t, s)
		s.settle()
	})
}

// keep puts a doc into the library.
func (s *stage) keep(d annotations.Doc) {
	s.t.Helper()
	art := d.Article
	art.Revision = 1
	puts := []store.Put{{Record: stored.Article(art)}}
	for _, n := range d.Marks() {
		n := *n
		n.Revision = 1
		puts = append(puts, store.Put{Record: stored.Annotation(n)})
	}
	if err := s.disk.Write(s.t.Context(), puts); err != nil {
		s.t.Fatal(err)
	}
}

// settle lets everything happen that is on its way.
func (s *stage) settle() {
	for range 3 {
		s.engine.ConsumeAll()
		synctest.Wait()
	}
}

// show opens an article.
func (s *stage) show(id annotations.ID) {
	s.t.Helper()
	s.reader.phase.Set(opening)
	s.reader.wanted = id
	s.reader.opened(id, s.session.Open(s.t.Context(), id))
	s.settle()
	if s.reader.phase.Get() != reading {
		s.t.Fatalf("%s is not open", id)
	}
}

// visiting plays a test on a stage where a doc is open, in a library that has some actors.
func visiting(t *testing.T, d annotations.Doc, actors []annotations.Actor, f func(t *testing.T, v *stage)) {
	t.Helper()
	staged(t, func(t *testing.T, s *stage) {
		var puts []store.Put
		for _, x := range actors {
			x.Revision = 1
			puts = append(puts, store.Put{Record: stored.Actor(x)})
		}
		if err := s.disk.Write(t.Context(), puts); err != nil {
			t.Fatal(err)
		}
		s.show(d.Article.ID)
		f(t, s)
	}, d)
}

// markAs marks the first words that read like a quote, and chooses them.
func (s *stage) markAs(t *testing.T, kind annotations.Kind, quote string) annotations.ID {
	t.Helper()
	e := s.reader.doc().Mark(kind, now(), over(s.reader.doc(), quote))
	s.do(e)
	s.settle()
	if len(e.Annotations) == 0 {
		t.Fatalf("%q is marked already", quote)
	}
	s.reader.marking.choose(e.Annotations[0].After.ID, false)
	s.settle()
	return s.reader.marking.chosen.Get()
}
