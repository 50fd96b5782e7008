package app

import (
	"errors"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/stored"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/session"
	"pressmark/app/state"
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

	failure state.Cell[string] // why the app cannot go on, in words for the reader
	update  state.Cell[bool]   // a newer version waits

	frame frame
}

// A frame is what stands around every screen.
type frame struct{ top, notices, toast *part }

// newApp returns the page for a browser; nil: to be prerendered.
func newApp(p platform.Platform) *App {
	c := &core{p: p}
	a := &App{core: c}
	c.effects = &state.Effects{Later: func(f func()) { c.ctx.Dispatch(func(goapp.Context) { f() }) }}
	c.run = func(x Command) { x.Run(a) }
	c.can = func(x Command) bool { return x.Can == nil || x.Can(a) }

	catalogue, imports, settings := &catalogue{core: c}, &imports{core: c}, &settings{core: c}
	d := &desk{core: c, settings: settings, imports: imports}
	d.reader, d.paper, d.marking, d.offering = newReader(d), &paper{desk: d}, &marking{desk: d}, newOffering(d)
	d.editor, d.panel, d.auditor, d.arithmetic = &editor{desk: d}, newPanel(d), newAuditor(d), &arithmetic{desk: d}
	exports, outlets := &exports{core: c, catalogue: catalogue, reader: d.reader}, &outlets{core: c}
	imports.catalogue, imports.reader = catalogue, d.reader
	c.amend, c.stepped = d.reader.amended, outlets.spillEdit

	a.reader, a.settings = d.reader, settings
	a.exchange = &exchange{imports: imports, exports: exports, outlets: outlets}
	a.libraryPage = &libraryPage{core: c, catalogue: catalogue, exports: exports, imports: imports, outlets: outlets}
	a.libraryPage.newPage = &newPage{core: c, imports: imports}
	a.ledgerPage = newLedgerPage(c)
	a.ledgerPage.catalogue, a.ledgerPage.arithmetic = catalogue, d.arithmetic
	a.ledgerPage.actorPage = &actorPage{core: c, ledgerPage: a.ledgerPage, editor: d.editor}
	a.versionPage = &versionPage{core: c}
	a.agreementPage = newAgreementPage(c)
	a.agreementPage.reader, a.agreementPage.editor = d.reader, d.editor
	a.guidePage = &guidePage{core: c, catalogue: catalogue, imports: imports}
	c.dialogs = &dialogs{core: c, exports: exports, imports: imports, reader: d.reader, settings: settings}
	c.finder = &finder{core: c, catalogue: catalogue, reader: d.reader, marking: d.marking}

	a.libraryPage.page = newPart(c.effects, a.libraryPage.libraryScreen)
	a.libraryPage.newPage.page = newPart(c.effects, a.libraryPage.newPage.pasteScreen)
	a.ledgerPage.actorPage.page = newPart(c.effects, a.ledgerPage.actorPage.actorScreen)
	a.versionPage.page = newPart(c.effects, a.versionPage.versionScreen)
	a.guidePage.page = newPart(c.effects, a.guidePage.guideScreen)
	d.reader.page = newPart(c.effects, d.reader.screen)
	d.auditor.railPart = newPart(c.effects, d.auditor.rail)
	d.marking.barPart, d.marking.handlePart = newPart(c.effects, d.marking.bar), newPart(c.effects, d.marking.handles)
	c.finder.part, c.dialogs.part = newPart(c.effects, c.finder.paletteDialog), newPart(c.effects, c.dialogs.dialogs)
	a.frame = frame{newPart(c.effects, a.header), newPart(c.effects, a.notices), newPart(c.effects, a.toastShown)}
	return a
}

// addEffects adds the effects: what is done, besides what is drawn, when something changes.
func (a *App) addEffects() {
	for _, effect := range []func(){
		a.reader.deletedOrBack,
		a.reader.marking.lose,
		a.reader.paper.keep,
		a.reader.arrive,
		a.reader.offering.weigh,
		a.reader.auditor.auditSoon,
		a.reader.arithmetic.addUp,
		a.ledgerPage.refill,
		a.versionPage.compareSoon,
		a.agreementPage.begin,
		a.leaving,
		a.exchange.imports.importing,
		a.entitle,
	} {
		a.effects.Add(effect)
	}
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
	a.keymap.Set(ParseKeymap(a.p.Pref("keys")))
	a.settings.theme.Set(a.p.Pref("theme"))
	a.settings.verdicts.Set(a.p.Pref("scale"))
	a.name.Set(a.p.Pref("name"))
	a.p.Theme(a.settings.theme.Get())
	a.reader.hint.Set(a.p.Pref("hint") == "")
	a.reader.marking.pen.Set(annotations.Kind(a.p.Pref("pen")))
	a.p.OnKey(a.press)
	a.p.OnDrop(func(files []platform.File) { ctx.Dispatch(func(goapp.Context) { a.exchange.imports.receive(files) }) })
	a.p.OnUpdate(func() { ctx.Dispatch(func(goapp.Context) { a.update.Set(true) }) })
	a.location.Set(locationOf(ctx.Page().URL()))
	a.ledgerPage.width.Set(a.p.Width())
	a.preview()
	ctx.Async(func() { a.start() })
}

// preview shows the sample, which a first visit reads before the program has
// arrived, until the library is open: the page is not blank in between.
func (a *App) preview() {
	last := annotations.ID(a.p.Pref("last"))
	if a.location.Get() != (location{}) || last != "" && last != sampleID {
		return
	}
	proof := annotations.NewDoc(sample(), nil)
	a.reader.proof.Set(proof)
	a.ctx.Defer(func(goapp.Context) {
		if a.reader.phase.Get() != opening {
			return
		}
		a.p.Attach(paperID, a.reader.marking.paperEvents())
		a.p.Lay(blocks(proof, ""))
	})
}

// start opens the library, off the UI goroutine.
func (a *App) start() {
	library, err := a.p.OpenStore(a.ctx, func(k platform.Keeping) {
		a.ctx.Dispatch(func(goapp.Context) { a.keep(k) })
	})
	if err != nil {
		a.ctx.Dispatch(func(goapp.Context) { a.failure.Set(words.StoreTrouble(err)) })
		return
	}
	if _, err := library.Get(a.ctx, sampleID); errors.Is(err, store.ErrNotFound) {
		s := sample()
		s.Revision = 1
		// A tab that opens at the same time may be quicker: then it is there.
		err := library.Write(a.ctx, []store.Put{{Record: stored.Article(s)}})
		if err != nil && !errors.Is(err, store.ErrConflict) {
			a.ctx.Dispatch(func(goapp.Context) { a.tell(words.StoreTrouble(err)) })
		}
	}
	a.ctx.Dispatch(func(goapp.Context) {
		a.begin(library)
		a.visit()
		a.ledgerPage.foresee()
		a.exchange.imports.receive(a.exchange.imports.early)
		a.exchange.imports.resume()
		a.exchange.outlets.openOutlet()
	})
}

// begin begins the session over a library that was opened.
func (a *App) begin(library platform.Store) {
	a.store = library
	a.session = session.New(library, now, func(e session.Event) {
		a.ctx.Dispatch(func(goapp.Context) { a.happened(e) })
	})
	a.ready.Set(true)
	a.addEffects()
}

// OnNav follows the address.
func (a *App) OnNav(ctx goapp.Context) {
	a.location.Set(locationOf(ctx.Page().URL()))
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
	a.libraryPage.newPage.leave()
	p := a.location.Get()
	switch p.screen {
	case onReader, onAgreement:
		a.reader.open(p.article)
	case onLedger, onActor:
		a.ledgerPage.openBooks()
	}
	if p.src != "" || p.share != "" {
		a.location.Change(func(p *location) { p.src, p.share = "", "" })
		a.p.Replace("/")
		a.ctx.Async(func() { a.exchange.imports.takeIn(p) })
	}
}

// entitle is the effect that gives the page its title.
func (a *App) entitle() {
	title := map[screen]string{
		onLibrary: words.TitleLibrary.String(), onPaste: words.TitleNewArticle.String(), onGuide: words.TitleGuidelines.String(),
		onVersion: words.TitleNewVersion.String(), onLedger: words.TitleLedger.String(), onActor: words.TitleActor.String(),
	}[a.location.Get().screen]
	if here := a.reader.whole().Article.Title; title == "" {
		if title = here; title == "" {
			return // until the article is open
		}
		if a.location.Get().screen == onAgreement {
			title = words.AgreementTitle.With(title)
		}
	}
	a.p.Title(words.ReadingTitle.With(title))
}

// happened takes note of what changed in the session.
func (a *App) happened(e session.Event) {
	a.take(e)
	if e.Library && !a.exchange.imports.tooSoon() {
		a.libraryPage.catalogue.summarise()
	}
	switch {
	case len(e.Damaged) > 0:
		a.setAside(e.Damaged)
	case e.Clashes > 0:
		a.tell(words.KeptBothVersions.String())
	case e.From == session.FromStore:
		if s := a.saving.Get(); s.err != nil {
			a.say(words.NotSaved.With(words.StoreTrouble(s.err)))
		} else if s.left == 0 && a.live.Get().said != "" {
			a.live.Change(func(r *report) { r.saved = true })
		}
	}
}
