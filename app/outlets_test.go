package app

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// outletStub is an Outlet that keeps what is written.
type outletStub struct {
	state  platform.OutletState
	files  map[string]string // what was written, by how its name ends
	names  map[string]string
	writes int
	all    bool  // of the last write
	fails  error // what the next write comes to
	during func(ctx context.Context)
}

func (o *outletStub) CanOutlet() bool                                           { return true }
func (o *outletStub) OutletState(context.Context) (platform.OutletState, error) { return o.state, nil }
func (o *outletStub) DropOutlet(context.Context) error                          { o.state = platform.OutletState{}; return nil }
func (o *outletStub) AllowOutlet(context.Context) (platform.OutletState, error) {
	o.state.Allowed = true
	return o.state, nil
}
func (o *outletStub) ChooseOutlet(_ context.Context, folder bool) (platform.OutletState, error) {
	o.state = platform.OutletState{Name: "mine", Folder: folder, Allowed: true}
	return o.state, nil
}

func (o *outletStub) WriteOutlet(ctx context.Context, files iter.Seq[platform.File], all bool) error {
	o.writes++
	o.all = all
	if o.during != nil {
		o.during(ctx)
	}
	if err := errors.Join(ctx.Err(), o.fails); err != nil {
		return err
	}
	if o.files == nil || all {
		o.files, o.names = map[string]string{}, map[string]string{}
	}
	for f := range files {
		end := f.Name[strings.LastIndexByte(f.Name, '~')+1:]
		delete(o.files, end)
		if f.Data != nil {
			o.files[end], o.names[end] = string(f.Data), f.Name
		}
	}
	return nil
}

// said is what the library page says of it.
func (s *stage) said() string {
	return goapp.HTMLString(goapp.Div().Body(s.exchange.outlets.outletSection()))
}

func (s *stage) says(words ...string) {
	s.t.Helper()
	for _, w := range words {
		if !strings.Contains(s.said(), w) {
			s.t.Errorf("it does not say %q:\n%s", w, s.said())
		}
	}
}

// A folder has a file for each article and follows each step, whichever way it is taken. It
// is one that can be imported, with what was deleted.
func TestFolderFollows(t *testing.T) {
	one, two := by(page("Lena Orsini spoke.", ""), "", annotations.KindActor, "Lena Orsini"), page("Nobody else did.", "")
	staged(t, func(t *testing.T, s *stage) {
		s.show(one.Article.ID)
		s.exchange.outlets.chooseOutlet(true)
		s.settle()
		if len(s.page.files) != 2 || !s.page.all {
			t.Fatalf("the folder holds %d files", len(s.page.files))
		}
		m := s.reader.doc().Marks()[0]
		s.reader.editor.mentionNew(m.ID, s.reader.editor.draftActor(m))
		s.settle()
		has := func(text string) bool {
			return slices.ContainsFunc(slices.Collect(maps.Values(s.page.files)), func(f string) bool { return strings.Contains(f, text) })
		}
		for field, begin := range map[string]func() func(string){
			"typed note": s.reader.editor.writing(m.ID, func(d annotations.Doc, text string) annotations.Edit { return d.SetNote(m.ID, text, now()) }),
			"typed role": s.reader.editor.writingActor(s.reader.doc().Marks()[0].Actor, func(x annotations.Actor, text string) annotations.Actor { x.Role = text; return x }),
		} {
			s.typed(field, field, begin)
			s.settle()
			if !has(field) {
				t.Errorf("no file holds the %s", field)
			}
		}
		s.do(s.reader.doc().Delete(now(), m.ID))
		s.settle()
		for _, f := range s.page.files {
			c, err := record.DecodeCollection([]byte(f))
			if err != nil {
				t.Fatal(err)
			}
			if c.Articles[0].ID == one.Article.ID && (len(c.Annotations) != 1 || !c.Annotations[0].Deleted) {
				t.Errorf("the file does not say that the mark was deleted: %v", c.Annotations)
			}
		}
		s.do(two.Remove(now()))
		s.settle()
		if len(s.page.files) != 1 {
			t.Errorf("the folder holds %d files", len(s.page.files))
		}
		s.undo()
		s.settle()
		if len(s.page.files) != 2 {
			t.Errorf("the folder holds %d files", len(s.page.files))
		}
		s.says("The folder “mine” is kept up to date.")
	}, one, two)
}

// What changed while the folder was not allowed, or in another tab, is written at the next
// start; an actor is in the file of whoever is marked with it, though no article is open.
func TestFolderAtStart(t *testing.T) {
	d := by(page("Lena Orsini spoke.", ""), "", annotations.KindActor, "Lena Orsini")
	for _, allowed := range []bool{true, false} {
		staged(t, func(t *testing.T, s *stage) {
			who := annotations.NewActor("Lena Orsini", now())
			e := d.SetActor(who.ID, now(), d.Marks()[0].ID).And(annotations.AddActor(who))
			s.session.Do(e)
			s.settle()
			s.page.state = platform.OutletState{Name: "mine", Folder: true, Allowed: allowed}
			s.page.files = map[string]string{"gone": ""}
			s.exchange.outlets.openOutlet()
			s.settle()
			if !allowed {
				if s.page.writes > 0 {
					t.Error("it is written without permission")
				}
				s.says("asks for your permission again", "Allow it")
				s.exchange.outlets.allowOutlet()
				s.settle()
			}
			if _, there := s.page.files["gone"]; there || len(s.page.files) != 1 {
				t.Errorf("the folder holds %v", slices.Collect(maps.Keys(s.page.files)))
			}
			for _, f := range s.page.files {
				if !strings.Contains(f, string(who.ID)) {
					t.Error("the actor is not in the file")
				}
			}
		}, d)
	}
}

// A record that cannot be read keeps no other from being written, and then no file goes.
func TestFolderWithDamage(t *testing.T) {
	one, two := page("One.", ""), page("Two.", "")
	staged(t, func(t *testing.T, s *stage) {
		bad := stored.Annotation(annotations.NewAnnotation(two.Article, annotations.KindActor, noon, over(two, "Two")))
		bad.Data, bad.Revision = "{", 1
		if err := s.disk.Write(t.Context(), []store.Put{{Record: bad}}); err != nil {
			t.Fatal(err)
		}
		s.exchange.outlets.chooseOutlet(true)
		s.settle()
		if len(s.page.files) != 2 || s.page.all {
			t.Errorf("%d files are written; others go: %v", len(s.page.files), s.page.all)
		}
		s.says("is kept up to date", "1 damaged record could not go along.")
	}, one, two)
}

// Stop ends what is being written; what it comes to is not heard, nor is a permission that is
// given then.
func TestOutletStops(t *testing.T) {
	d := page("Lena Orsini spoke.", "")
	staged(t, func(t *testing.T, s *stage) {
		s.page.during = func(ctx context.Context) {
			s.says("is being brought up to date", "Stop")
			s.exchange.outlets.dropOutlet()
			if ctx.Err() == nil {
				t.Error("it goes on being written")
			}
		}
		s.exchange.outlets.chooseOutlet(true)
		s.settle()
		if s.page.writes != 1 || s.exchange.outlets.outlet.Get().Name != "" || s.exchange.outlets.stop != nil || s.exchange.outlets.outlet.Get().err != "" || !s.exchange.outlets.outlet.Get().when.IsZero() {
			t.Errorf("after Stop: %d writes, %+v", s.page.writes, s.exchange.outlets.outlet.Get())
		}
		s.page.during = nil
		s.exchange.outlets.askOutlet(func(context.Context) (platform.OutletState, error) {
			s.exchange.outlets.dropOutlet()
			return platform.OutletState{Name: "mine", Allowed: true}, nil
		})
		s.settle()
		if s.exchange.outlets.outlet.Get().Name != "" || s.page.writes != 1 {
			t.Errorf("it is taken up again: %+v", s.exchange.outlets.outlet.Get())
		}
		s.exchange.outlets.chooseOutlet(false)
		s.settle()
		s.says("The file “mine” is kept up to date.")
	}, d)
}

// What cannot be saved is not written out either, and that is said.
func TestOutletWaits(t *testing.T) {
	d := page("Lena Orsini spoke.", "")
	staged(t, func(t *testing.T, s *stage) {
		s.exchange.outlets.chooseOutlet(false)
		s.settle()
		writes := s.page.writes
		s.disk.full.Store(true)
		s.step(d.Mark(annotations.KindActor, now(), over(d, "Lena Orsini")))
		time.Sleep(session.RetryAfter)
		s.happened(session.Event{From: session.FromStore})
		s.exchange.outlets.writeOutlet()
		s.says("is not up to date: it waits until the library itself can be saved.")
		if s.page.writes != writes {
			t.Error("it is written before it is saved")
		}
		s.disk.full.Store(false)
		s.settle()
		s.says("is kept up to date")
	}, d)
}

// Why a file is not up to date is told once, wherever the reader is, and does not contradict
// the rest; then there is a way to go on.
func TestOutletTrouble(t *testing.T) {
	d := page("Lena Orsini spoke.", "")
	for _, x := range []struct {
		err       error
		says      []string
		afterward func(s *stage)
	}{
		{platform.ErrAbsent, []string{"The file “mine” is not up to date.", "moved, renamed or deleted", "Choose another file", "Try again", "Stop"}, func(s *stage) { s.exchange.outlets.writeOutlet() }},
		{platform.ErrAbsent, []string{"Choose another file"}, func(s *stage) { s.exchange.outlets.chooseOutlet(false) }},
		{platform.ErrRefused, []string{"asks for your permission again", "did not allow it", "Allow it"}, func(s *stage) { s.exchange.outlets.allowOutlet() }},
		{store.ErrFull, []string{"no room left", "Try again"}, func(s *stage) { s.do(s.reader.doc().Article.Rename("Another title", now())) }},
	} {
		staged(t, func(t *testing.T, s *stage) {
			s.show(d.Article.ID)
			s.exchange.outlets.chooseOutlet(false)
			s.settle()
			s.page.fails = x.err
			var told []bool
			for _, kind := range []annotations.Kind{annotations.KindActor, annotations.KindClaim} {
				s.live.Set(report{})
				s.do(s.reader.doc().Mark(kind, now(), over(s.reader.doc(), "Lena Orsini")))
				s.settle()
				told = append(told, strings.Contains(s.live.Get().said, "not up to date any more"))
			}
			if !told[0] || told[1] {
				t.Errorf("%v is told: %v", x.err, told)
			}
			s.says(x.says...)
			if strings.Contains(s.said(), "is kept up to date") || strings.Contains(s.said(), "being brought") {
				t.Error("it contradicts itself: " + s.said())
			}
			s.page.fails = nil
			x.afterward(s)
			s.settle()
			s.says("is kept up to date")
			if strings.Contains(s.said(), "alert") {
				t.Error("the trouble is over, and told: " + s.said())
			}
		}, d)
	}
}
