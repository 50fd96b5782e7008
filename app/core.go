package app

import (
	"context"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// core is what every screen and panel has: the browser, the session, where the reader is,
// what is said to the reader, and work in progress.
type core struct {
	p       platform.Platform
	ctx     goapp.Context
	library platform.Library
	session *session.Session
	keeping platform.Keeping

	place  place
	name   string // the reader's, which goes with marks; "": none
	drafts drafts
	keymap Keymap
	run    func(Command)      // gives a command
	can    func(Command) bool // whether it would do anything now

	amend   func(annotations.Edit) annotations.Edit // completes a step of the reader before it is taken
	stepped func(annotations.Edit)                  // hears of each step that was taken

	dialogs *dialogs
	finder  *finder
	busy    string
	toast   toast
	live    string
	spoken  string // what the word cursor stands on

	changes int // raised when what is derived from the open article may differ
	version int // raised when the list of marks may look different
}

// leaving tells the browser whether closing the tab now would lose something.
func (a *core) leaving() {
	n, _ := a.session.Unsaved()
	a.p.Leaving(n > 0 || len(a.drafts.open) > 0 || a.keeping.Place == platform.InMemory && a.session.Changed())
}

// kept takes note of how the library is kept.
func (a *core) kept(k platform.Keeping) {
	if k.Recovered > a.keeping.Recovered {
		a.tell("The library was damaged and has been put right from its second copy: " + count(k.Recovered, "record") + " recovered.")
	}
	a.keeping = k
}

// setAside moves what cannot be read out of the way.
func (a *core) setAside(ids []annotations.ID) {
	a.ctx.Async(func() {
		for _, id := range ids {
			if err := a.library.SetAside(a.ctx, id, "its JSON cannot be read"); err != nil {
				goapp.Log(err)
			}
		}
	})
	a.tell(count(len(ids), "record") + " could not be read and " + were(len(ids)) + " set aside. The library page has them.")
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
			a.busy = ""
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
					a.busy = what
				}
			})
		}
	})
}

// heavy says what is being done before the page stands still for it: what only
// calculates lets nothing else run, a clock neither. It must not be called on the UI
// goroutine.
func (a *core) heavy(what string) {
	a.ctx.Dispatch(func(goapp.Context) { a.busy = what })
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
