package app

import (
	"context"
	"errors"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/store"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// App is the whole page: it holds what the reader sees and does, and answers every
// path. Its fields belong to the UI goroutine.
type App struct {
	goapp.Compo

	p       platform.Platform
	ctx     goapp.Context
	library platform.Library
	session *session.Session
	keeping platform.Keeping
	failure string // why the app cannot go on, in words for the reader

	place    place
	phase    phase
	wanted   annotations.ID  // the article that is being opened
	proof    annotations.Doc // what is shown meanwhile: the sample, or nothing
	chosen   annotations.ID
	edge     *Edge // of the chosen annotation, that the arrows move
	selected selection
	cursor   Cursor
	focused  bool    // the paper has the focus
	byKeys   bool    // the reader last moved by keys: then the word cursor shows
	strayed  bool    // the word cursor has left the chosen mark since it was chosen
	column   float64 // CSS pixels: where moving by lines keeps to; 0: where the cursor is
	pen      annotations.Kind
	filter   filter
	layers   layering
	name     string // the reader's, which goes with marks; "": none
	offers   offers // what is offered for the chosen mark, at its side
	found    offers // what could be offered for it
	tab      tab    // of the panel
	panel    listing
	sheet    bool // on a phone: the panel is pulled up
	drafts   drafts
	others   mentionCount

	changes     int // raised when what is derived from the open article may differ
	settled     int // what changes was when it last rested
	derived     derived
	audited     audited
	auditing    auditing
	books       books
	sums        sums
	compared    comparison
	comparing   int // counts comparisons: the last one counts
	agreement   agreement
	figureOrder ledger.FigureOrder

	newer     map[annotations.ID]annotations.ID // versions of articles, as far as the session knows
	summaries []store.Summary
	summing   bool      // they are being read
	sumAgain  bool      // and have changed since
	summed    time.Time // when they were last read in a large import
	shelf     shelf
	paste     paste
	palette   palette
	transfer  transfer
	early     []platform.File // came before the library was open
	intake    *intake         // what is on its way in; nil: nothing
	stash     stash
	outlet    outlet
	dialog    dialog
	keymap    Keymap
	rebinding CommandID
	theme     string
	hint      bool
	update    bool // a newer version waits
	busy      string
	toast     toast
	live      string
	spoken    string       // what the word cursor stands on
	version   int          // raised when the list of marks may look different
	ahead     []func(*App) // what keys asked for while the article was being opened
}

// A phase says how far opening the article has come.
type phase int

const (
	opening phase = iota
	reading
	missing // there is no such article
	empty   // there is nothing to open
	broken
)

// OnMount starts the app in the browser; on a server it never runs.
func (a *App) OnMount(ctx goapp.Context) {
	a.ctx = ctx
	a.keymap = ParseKeymap(a.p.Pref("keys"))
	a.theme = a.p.Pref("theme")
	a.name = a.p.Pref("name")
	a.p.Theme(a.theme)
	a.hint = a.p.Pref("hint") == ""
	a.pen = annotations.Kind(a.p.Pref("pen"))
	a.p.OnKey(a.press)
	a.p.OnDrop(func(files []platform.File) { ctx.Dispatch(func(goapp.Context) { a.receive(files) }) })
	a.p.OnUpdate(func() { ctx.Dispatch(func(goapp.Context) { a.update = true }) })
	a.place = placeOf(ctx.Page().URL())
	a.preview()
	ctx.Async(func() { a.start() })
}

// preview shows the sample, which a first visit reads before the program has
// arrived, until the library is open: the page is not blank in between.
func (a *App) preview() {
	last := annotations.ID(a.p.Pref("last"))
	if a.place != (place{}) || last != "" && last != sampleID {
		return
	}
	a.proof = annotations.NewDoc(sample(), nil)
	a.ctx.Defer(func(goapp.Context) {
		if a.phase != opening {
			return
		}
		a.p.Attach(paperID, a.paperEvents())
		a.p.Lay(a.blocks(a.proof))
	})
}

// start opens the library, off the UI goroutine.
func (a *App) start() {
	library, err := a.p.OpenStore(a.ctx, func(k platform.Keeping) {
		a.ctx.Dispatch(func(goapp.Context) { a.kept(k) })
	})
	if err != nil {
		a.ctx.Dispatch(func(goapp.Context) { a.failure = storeTrouble(err) })
		return
	}
	if _, err := library.Get(a.ctx, sampleID); errors.Is(err, store.ErrNotFound) {
		s := sample()
		s.Revision = 1
		// A tab that opens at the same time may be quicker: then it is there.
		err := library.Write(a.ctx, []store.Put{{Record: stored.Article(s)}})
		if err != nil && !errors.Is(err, store.ErrConflict) {
			a.ctx.Dispatch(func(goapp.Context) { a.tell(storeTrouble(err)) })
		}
	}
	a.ctx.Dispatch(func(ctx goapp.Context) {
		a.library = library
		a.session = session.New(library, now, func(e session.Event) {
			ctx.Dispatch(func(goapp.Context) { a.happened(e) })
		})
		a.visit()
		a.foresee()
		a.receive(a.early)
		a.resume()
		a.openOutlet()
	})
}

// now is the time as records keep it: to the millisecond, in UTC.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// OnNav follows the address.
func (a *App) OnNav(ctx goapp.Context) {
	a.place = placeOf(ctx.Page().URL())
	a.ahead = nil
	if a.session != nil {
		a.visit()
	}
}

// visit shows what the address says. What a reader opened by ?src, ?share or a
// drop is taken in first.
func (a *App) visit() {
	a.summarise()
	a.closeDialog()
	if a.place.screen != onPaste {
		a.paste.unfetch()
		a.paste = paste{}
	}
	switch a.place.screen {
	case onReader:
		a.open(a.place.article)
	case onLibrary:
		a.p.Title("Library · Pressmark")
	case onPaste:
		a.p.Title("New article · Pressmark")
	case onGuide:
		a.p.Title("Guidelines · Pressmark")
	case onVersion:
		a.p.Title("New version · Pressmark")
		a.openVersion()
	case onAgreement:
		a.open(a.place.article)
	case onLedger:
		a.p.Title("Ledger · Pressmark")
		a.openBooks()
	case onActor:
		a.p.Title("Actor · Pressmark")
		a.openBooks()
	}
	a.addUp(0)
	if p := a.place; p.src != "" || p.share != "" {
		a.place.src, a.place.share = "", ""
		a.p.Replace("/")
		a.ctx.Async(func() { a.takeIn(p) })
	}
}

// doc is the open article with the marks that are shown; it is empty while there is none.
func (a *App) doc() annotations.Doc { return a.layers.of(a.whole()) }

// happened shows a change of the session.
func (a *App) happened(e session.Event) {
	a.version++
	if e.Library || e.Article {
		a.newer = a.session.Newer()
	}
	if e.Library && !a.tooSoon() {
		a.summarise()
	}
	if a.chosen != "" && a.doc().Find(a.chosen) == nil {
		a.commit() // what was being typed is kept with a copy
		a.chosen, a.edge, a.offers = "", nil, offers{}
	}
	if len(e.Touched) > 0 {
		a.patch(e.Touched...)
	}
	if len(e.Touched) > 0 || e.Article || e.Actors {
		a.changes++
		a.reaudit(auditPause)
		a.weigh()
	}
	if e.From != session.FromStore {
		a.rebalance()
	}
	if e.From == session.FromReader && a.place.screen == onVersion {
		a.openVersion() // a step was taken back
	}
	switch {
	case len(e.Damaged) > 0:
		a.setAside(e.Damaged)
	case e.Clashes > 0:
		a.tell("Another tab changed the same mark. Both versions are kept.")
	case e.From == session.FromStore:
		if n, err := a.session.Unsaved(); err != nil {
			a.say("Not saved: " + storeTrouble(err))
		} else if n == 0 && a.live != "" {
			a.say(strings.TrimSuffix(a.live, " Saved.") + " Saved.")
		}
	}
	a.importing()
	a.leaving()
	if e.Article && a.phase == reading && a.place.screen == onReader {
		a.p.Title(a.doc().Article.Title + " · Pressmark")
	}
	if art := a.session.Doc().Article; e.Article && art.Deleted != (a.phase == missing || a.phase == empty) {
		switch {
		case art.Deleted:
			a.phase = missing
		case (a.place.screen == onReader || a.place.screen == onAgreement) && (a.place.article == "" || a.place.article == art.ID):
			a.open(art.ID) // undone
		default:
			a.phase, a.wanted = opening, "" // to be opened when it is gone to
		}
	}
}

// leaving tells the browser whether closing the tab now would lose something.
func (a *App) leaving() {
	n, _ := a.session.Unsaved()
	a.p.Leaving(n > 0 || len(a.drafts.open) > 0 || a.keeping.Place == platform.InMemory && a.session.Changed())
}

// kept takes note of how the library is kept.
func (a *App) kept(k platform.Keeping) {
	if k.Recovered > a.keeping.Recovered {
		a.tell("The library was damaged and has been put right from its second copy: " + count(k.Recovered, "record") + " recovered.")
	}
	a.keeping = k
}

// setAside moves what cannot be read out of the way.
func (a *App) setAside(ids []annotations.ID) {
	a.ctx.Async(func() {
		for _, id := range ids {
			if err := a.library.SetAside(a.ctx, id, "its JSON cannot be read"); err != nil {
				goapp.Log(err)
			}
		}
	})
	a.tell(count(len(ids), "record") + " could not be read and " + were(len(ids)) + " set aside. The library page has them.")
}

// summarise reads the list of articles anew.
func (a *App) summarise() {
	if a.library == nil {
		return
	}
	if a.summing { // once more, when that is done
		a.sumAgain = true
		return
	}
	a.summing = true
	a.ctx.Async(func() {
		list, err := a.library.Summaries(a.ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			a.summing = false
			if a.sumAgain {
				a.sumAgain = false
				a.summarise()
			}
			if err != nil {
				a.tell(storeTrouble(err))
				return
			}
			a.summaries = list
		})
	})
}

// visitPath goes to a path of the app.
func (a *App) visitPath(path string) {
	a.closeDialog()
	a.ctx.Navigate(href(path))
}

// work runs something slow off the UI goroutine, and says what it is if it takes
// long enough for a reader to wonder.
func (a *App) work(what string, f func(context.Context) error) {
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
func (a *App) heavy(what string) {
	a.ctx.Dispatch(func(goapp.Context) { a.busy = what })
	time.Sleep(3 * time.Second / 60) // three frames: then it is seen
}

// patience is how long a reader waits without being told what for.
const patience = 300 * time.Millisecond
