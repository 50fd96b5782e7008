package app

import (
	"errors"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// exchange is what comes in and goes out.
type exchange struct {
	imports *imports
	exports *exports
	outlets *outlets
}

// App is the whole page: it holds what the reader sees and does, and answers every
// path. Its fields belong to the UI goroutine.
type App struct {
	goapp.Compo
	*core

	reader        *reader
	libraryPage   *libraryPage
	ledgerPage    *ledgerPage
	versionPage   *versionPage
	agreementPage *agreementPage
	guidePage     *guidePage
	exchange      *exchange
	settings      *settings

	failure string // why the app cannot go on, in words for the reader
	update  bool   // a newer version waits
}

// newApp returns the page for a browser; nil: to be prerendered.
func newApp(p platform.Platform) *App {
	c := &core{p: p}
	a := &App{core: c}
	a.run = func(c Command) { c.Run(a) }
	a.can = func(c Command) bool { return c.Can == nil || c.Can(a) }

	a.settings = &settings{core: c}
	r := &reader{core: c}
	a.reader = r
	r.marking, r.offering, r.editor = &marking{core: c, reader: r}, &offering{core: c, reader: r}, &editor{core: c, reader: r}
	r.panel, r.auditor = &panel{core: c, reader: r}, &auditor{core: c, reader: r}
	a.libraryPage = &libraryPage{core: c, catalogue: &catalogue{core: c}, newPage: &newPage{core: c}}
	x := &exchange{
		imports: &imports{core: c, catalogue: a.libraryPage.catalogue, reader: r},
		exports: &exports{core: c, catalogue: a.libraryPage.catalogue, reader: r},
		outlets: &outlets{core: c},
	}
	a.exchange = x
	a.ledgerPage = &ledgerPage{core: c, catalogue: a.libraryPage.catalogue, panel: r.panel}
	a.ledgerPage.actorPage = &actorPage{core: c, ledgerPage: a.ledgerPage, editor: r.editor, panel: r.panel}
	a.ledgerPage.arithmetic = &arithmetic{core: c, ledgerPage: a.ledgerPage, reader: r, auditor: r.auditor, panel: r.panel}
	a.versionPage = &versionPage{core: c}
	a.agreementPage = &agreementPage{core: c, reader: r, editor: r.editor}
	a.guidePage = &guidePage{core: c, catalogue: a.libraryPage.catalogue, imports: x.imports}
	c.dialogs = &dialogs{core: c, exports: x.exports, imports: x.imports, reader: r, settings: a.settings}
	c.finder = &finder{core: c, catalogue: a.libraryPage.catalogue, reader: r, marking: r.marking}

	c.amend = r.amended
	c.stepped = x.outlets.spillEdit

	r.imports = x.imports
	r.marking.editor, r.marking.offering, r.marking.panel = r.editor, r.offering, r.panel
	r.offering.editor, r.offering.marking, r.offering.panel = r.editor, r.marking, r.panel
	r.editor.marking, r.editor.offering, r.editor.settings = r.marking, r.offering, a.settings
	r.panel.marking, r.panel.auditor = r.marking, r.auditor
	r.panel.arithmetic, r.panel.ledgerPage = a.ledgerPage.arithmetic, a.ledgerPage
	r.auditor.arithmetic, r.auditor.marking, r.auditor.offering = a.ledgerPage.arithmetic, r.marking, r.offering
	a.libraryPage.exports, a.libraryPage.imports, a.libraryPage.outlets = x.exports, x.imports, x.outlets
	a.libraryPage.newPage.imports = x.imports
	return a
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
	a.settings.theme = a.p.Pref("theme")
	a.name = a.p.Pref("name")
	a.p.Theme(a.settings.theme)
	a.reader.hint = a.p.Pref("hint") == ""
	a.reader.marking.pen = annotations.Kind(a.p.Pref("pen"))
	a.p.OnKey(a.press)
	a.p.OnDrop(func(files []platform.File) { ctx.Dispatch(func(goapp.Context) { a.exchange.imports.receive(files) }) })
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
	a.reader.proof = annotations.NewDoc(sample(), nil)
	a.ctx.Defer(func(goapp.Context) {
		if a.reader.phase != opening {
			return
		}
		a.p.Attach(paperID, a.reader.marking.paperEvents())
		a.p.Lay(a.reader.marking.blocks(a.reader.proof))
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
		err := library.Write(a.ctx, []store.Put{{Record: session.ArticleRecord(s)}})
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
		a.ledgerPage.foresee()
		a.exchange.imports.receive(a.exchange.imports.early)
		a.exchange.imports.resume()
		a.exchange.outlets.openOutlet()
	})
}

// OnNav follows the address.
func (a *App) OnNav(ctx goapp.Context) {
	a.place = placeOf(ctx.Page().URL())
	a.reader.ahead = nil
	if a.session != nil {
		a.visit()
	}
}

// visit shows what the address says. What a reader opened by ?src, ?share or a
// drop is taken in first.
func (a *App) visit() {
	a.libraryPage.catalogue.summarise()
	a.dialogs.closeDialog()
	if a.place.screen != onPaste {
		a.libraryPage.newPage.paste.unfetch()
		a.libraryPage.newPage.paste = paste{}
	}
	switch a.place.screen {
	case onReader:
		a.reader.open(a.place.article)
	case onLibrary:
		a.p.Title("Library · Pressmark")
	case onPaste:
		a.p.Title("New article · Pressmark")
	case onGuide:
		a.p.Title("Guidelines · Pressmark")
	case onVersion:
		a.p.Title("New version · Pressmark")
		a.versionPage.openVersion()
	case onAgreement:
		a.reader.open(a.place.article)
	case onLedger:
		a.p.Title("Ledger · Pressmark")
		a.ledgerPage.openBooks()
	case onActor:
		a.p.Title("Actor · Pressmark")
		a.ledgerPage.openBooks()
	}
	a.ledgerPage.arithmetic.addUp(0)
	if p := a.place; p.src != "" || p.share != "" {
		a.place.src, a.place.share = "", ""
		a.p.Replace("/")
		a.ctx.Async(func() { a.exchange.imports.takeIn(p) })
	}
}

// doc is the open article with the marks that are shown; it is empty while there is none.
func (a *reader) doc() annotations.Doc { return a.layers.of(a.whole()) }

// happened shows a change of the session.
func (a *App) happened(e session.Event) {
	a.version++
	if e.Library || e.Article {
		a.reader.newer = a.session.Newer()
	}
	if e.Library && !a.exchange.imports.tooSoon() {
		a.libraryPage.catalogue.summarise()
	}
	if a.reader.marking.chosen != "" && a.reader.doc().Find(a.reader.marking.chosen) == nil {
		a.commit() // what was being typed is kept with a copy
		a.reader.marking.chosen, a.reader.marking.edge, a.reader.offering.offers = "", nil, offers{}
	}
	if len(e.Touched) > 0 {
		a.reader.marking.patch(e.Touched...)
	}
	if len(e.Touched) > 0 || e.Article || e.Actors {
		a.changes++
		a.reader.auditor.reaudit(auditPause)
		a.reader.offering.weigh()
	}
	if e.From != session.FromStore {
		a.ledgerPage.rebalance()
	}
	if e.From == session.FromReader && a.place.screen == onVersion {
		a.versionPage.openVersion() // a step was taken back
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
	a.exchange.imports.importing()
	a.leaving()
	if e.Article && a.reader.phase == reading && a.place.screen == onReader {
		a.p.Title(a.reader.doc().Article.Title + " · Pressmark")
	}
	if art := a.session.Doc().Article; e.Article && art.Deleted != (a.reader.phase == missing || a.reader.phase == empty) {
		switch {
		case art.Deleted:
			a.reader.phase = missing
		case (a.place.screen == onReader || a.place.screen == onAgreement) && (a.place.article == "" || a.place.article == art.ID):
			a.reader.open(art.ID) // undone
		default:
			a.reader.phase, a.reader.wanted = opening, "" // to be opened when it is gone to
		}
	}
}
