package app

import (
	"context"
	"maps"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/session"
	"pressmark/app/state"
)

// core is what every screen and panel has: the browser, the session, where the reader is,
// what is said to the reader, and work in progress. What is shown stands in cells, here as
// in the screens: who draws a cell is drawn anew when it changes.
type core struct {
	p       platform.Platform
	ctx     goapp.Context
	store   platform.Store
	session *session.Session

	// What the session holds, as far as this page has taken note of it.
	ready   state.Cell[bool]            // there is a session
	article state.Cell[annotations.Doc] // with the marks of all annotators
	people  state.Cell[annotations.Directory]
	corpus  state.Cell[*annotations.Corpus]               // nil until somebody asked for it
	newer   state.Cell[map[annotations.ID]annotations.ID] // versions of articles, as far as the session knows
	saving  state.Cell[saving]
	changed state.Signal // raised with every step of the reader
	keeping state.Cell[platform.Keeping]

	location state.Cell[location]
	name     state.Cell[string] // the reader's, which goes with marks; "": none
	keymap   state.Cell[Keymap]
	drafts   drafts
	busy     state.Cell[string]
	toast    state.Cell[toast]
	toasts   int                // that were shown: the last one fades by itself
	live     state.Cell[report] // what screen readers are told
	spoken   state.Cell[string] // what the word cursor stands on

	effects *state.Effects
	run     func(Command)                           // gives a command
	can     func(Command) bool                      // whether it would do anything now
	amend   func(annotations.Edit) annotations.Edit // completes a step of the reader before it is taken
	stepped func(annotations.Edit)                  // hears of each step that was taken

	dialogs *dialogs
	finder  *finder
}

// saving says how far the session is with keeping what was done.
type saving struct {
	left int // steps that are not kept yet
	err  error
}

// same reports whether nothing has changed in it. (Not every error can be compared.)
func (s saving) same(left int, err error) bool {
	return s.left == left && (s.err == nil) == (err == nil) && (err == nil || s.err.Error() == err.Error())
}

// take takes note of what the session holds where an event says that it is something else.
// What the reader does is taken note of at once, what others do when it is heard.
func (a *core) take(e session.Event) {
	if d := a.session.Doc(); e.Article || !sameMarks(d.Marks(), a.article.Get().Marks()) {
		a.article.Set(d)
	}
	if e.Actors {
		a.people.Set(a.session.Actors())
	}
	if newer := a.session.Newer(); (e.Library || e.Article) && !maps.Equal(newer, a.newer.Get()) {
		a.newer.Set(newer)
	}
	state.Put(&a.corpus, a.session.Gathered())
	if left, err := a.session.Unsaved(); !a.saving.Get().same(left, err) {
		a.saving.Set(saving{left, err})
	}
}

// takeAll takes note of everything that the session holds.
func (a *core) takeAll() { a.take(session.Event{Article: true, Actors: true, Library: true}) }

// actors are the actors of the library.
func (a *core) actors() annotations.Directory { return a.people.Get() }

// leaving tells the browser whether closing the tab now would lose something.
func (a *core) leaving() {
	if a.ready.Get() {
		a.p.Leaving(a.saving.Get().left > 0 || a.drafts.any.Get() || a.keeping.Get().Medium == platform.InMemory && a.session.Changed())
	}
}

// keep takes note of how the library is kept.
func (a *core) keep(k platform.Keeping) {
	if k.Recovered > a.keeping.Get().Recovered {
		a.tell(words.LibraryPutRight.Count(k.Recovered))
	}
	a.keeping.Set(k)
}

// setAside moves what cannot be read out of the way.
func (a *core) setAside(ids []annotations.ID) {
	a.ctx.Async(func() {
		for _, id := range ids {
			if err := a.store.SetAside(a.ctx, id, "its JSON cannot be read"); err != nil {
				goapp.Log(err)
			}
		}
	})
	a.tell(words.RecordsSetAside.Count(len(ids)))
}

// visitPath goes to a path of the app.
func (a *core) visitPath(path string) {
	a.dialogs.closeDialog()
	a.ctx.Navigate(href(path))
}

// work runs something slow off the UI goroutine, and says what it is if it takes
// long enough for a reader to wonder.
func (a *core) work(what string, f func(context.Context) error) {
	finished := make(chan struct{})
	a.ctx.Async(func() {
		err := f(a.ctx)
		close(finished)
		a.ctx.Dispatch(func(goapp.Context) {
			a.busy.Set("")
			if err != nil {
				a.tell(err.Error())
			}
		})
	})
	a.ctx.Async(func() {
		select {
		case <-finished:
		case <-time.After(patience):
			a.ctx.Dispatch(func(goapp.Context) {
				select {
				case <-finished:
				default:
					a.busy.Set(what)
				}
			})
		}
	})
}

// heavy says what is being done before the page stands still for it: what only
// calculates lets nothing else run, a clock neither. It must not be called on the UI
// goroutine.
func (a *core) heavy(what string) {
	a.ctx.Dispatch(func(goapp.Context) { a.busy.Set(what) })
	time.Sleep(3 * time.Second / 60) // three frames: then it is seen
}

// patience is how long a reader waits without being told what for.
const patience = 300 * time.Millisecond

// now is the time as records keep it: to the millisecond, in UTC.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// drawn does something once what is now to be shown is in the page, and shows what
// comes of it. (What go-app defers it does not draw.)
func (a *core) drawn(f func()) {
	a.ctx.Defer(func(ctx goapp.Context) { ctx.Dispatch(func(goapp.Context) { f() }) })
}
