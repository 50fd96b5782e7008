package app

import (
	"context"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// Render draws the page around the article.
func (a *App) Render() goapp.UI {
	if goapp.IsServer {
		return goapp.Div().Class("app").Body(a.header(), a.prerendered())
	}
	return goapp.Div().Class("app").Body(
		a.frame.top.view(),
		goapp.Section().Aria("label", words.TipNotices.String()).Body(a.frame.notices.view()),
		a.screen().view(),
		goapp.Section().Aria("label", words.TipSelection.String()).Body(a.reader.marking.barPart.view(), a.reader.marking.handlePart.view()),
		goapp.Section().Aria("label", words.TipDone.String()).Body(a.frame.toast.view()),
		goapp.Div().Class("unseen").Role("status").Aria("live", "polite").Text(a.live.Get().String()),
		goapp.Div().Class("unseen").Aria("live", "assertive").Text(a.spoken.Get()),
		a.dialogs.part.view(),
	)
}

// OnPreRender tells the server's rendering which page it is.
func (a *App) OnPreRender(ctx goapp.Context) {
	a.location.Set(locationOf(ctx.Page().URL()))
	ctx.Page().SetTitle("Pressmark")
	ctx.Page().SetLang(words.Spoken().Tag)
}

// prerendered is what can be read before the program has arrived: the sample on the
// front page, and on other pages nothing yet. Nothing that a reader made is in it.
func (a *App) prerendered() goapp.UI {
	if a.location.Get().screen != onReader || a.location.Get().article != "" {
		return goapp.Main().ID("main").Class("waiting")
	}
	s := sample()
	return goapp.Main().ID("main").Class("reading").Body(
		goapp.Article().Class("column").Lang(s.Language).Body(
			masthead(s),
			goapp.Div().Class("paper").Body(
				goapp.Range(s.Blocks).Slice(func(i int) goapp.UI {
					b := s.Blocks[i]
					text := s.Text.Slice(b.Span)
					switch {
					case b.Kind == annotations.Heading && b.Level == 1:
						return goapp.H1().Class("block").Text(text)
					case b.Kind == annotations.Heading:
						return goapp.H2().Class("block").Text(text)
					}
					return goapp.P().Class("block").Text(text)
				}),
			),
		),
		goapp.Aside().Class("panel down").Aria("label", words.PanelMarks.String()),
	)
}

// header is the bar at the top.
func (a *App) header() goapp.UI {
	link := func(path, label string, at bool) goapp.UI {
		l := goapp.A().Href(href(path)).Text(label)
		if at {
			l = l.Aria("current", "page")
		}
		return l
	}
	return goapp.Header().Class("top").Body(
		goapp.If(goapp.IsClient, a.skip),
		goapp.A().Class("brand").Href(href("/")).Aria("label", "Pressmark").Body(
			goapp.Span().Text("Press"), goapp.I().Text("mark"),
		),
		goapp.Nav().Aria("label", "Pressmark").Body(
			link("/", words.GoRead.String(), a.location.Get().screen == onReader),
			link("/ledger", words.GoLedger.String(), a.location.Get().screen == onLedger || a.location.Get().screen == onActor),
			link("/library", words.GoLibrary.String(), a.location.Get().screen == onLibrary),
		),
		goapp.If(goapp.IsClient, func() goapp.UI {
			return goapp.Div().Class("tools").Body(
				goapp.If(a.location.Get().screen == onReader, a.reader.marking.pens),
				goapp.Button().Type("button").Class("find").
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.finder.openPalette() }).
					Body(goapp.Span().Text(words.ActFind.String()), goapp.Kbd().Text("Ctrl K")),
				a.saved(),
				goapp.If(a.reader.phase.Get() == reading && a.location.Get().screen == onReader, func() goapp.UI {
					return goapp.Button().Type("button").Class("export").Text(words.ActExport.String()).
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.exchange.exports.openExport() })
				}),
				goapp.Button().Type("button").Class("icon").Aria("label", words.TitleKeys.String()).Title(words.TitleKeys.String()).Text("?").
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.dialogs.openDialog(dialogKeys) }),
			)
		}),
	)
}

// skip leads past the bar.
func (a *App) skip() goapp.UI {
	to, said := paperID, words.SkipToArticle.String()
	if a.location.Get().screen != onReader || a.reader.phase.Get() != reading && a.reader.phase.Get() != opening {
		to, said = "main", words.SkipToContent.String()
	}
	return goapp.A().Class("skip").Href("#"+to).Text(said).
		OnClick(func(ctx goapp.Context, e goapp.Event) {
			e.PreventDefault()
			a.p.Focus(to)
		}, goapp.EventScope(to))
}

// saved says whether everything is kept.
func (a *App) saved() goapp.UI {
	state, said := "ok", words.StateSaved.String()
	s := a.saving.Get()
	switch {
	case !a.ready.Get():
		state, said = "busy", words.StateOpening.String()
	case a.busy.Get() != "":
		state, said = "busy", a.busy.Get()
	case a.keeping.Get().Medium == platform.InMemory:
		state, said = "bad", words.StateNotKept.String()
	case a.keeping.Get().Medium == platform.ReadOnly:
		state, said = "bad", words.StateReadOnly.String()
	case s.err != nil:
		state, said = "bad", words.StateNotSaved.String()
	case s.left > 0:
		state, said = "busy", words.StateSaving.String()
	}
	return goapp.Span().Class("state").Class(state).Body(
		goapp.I().Class("dot").Aria("hidden", true), goapp.Span().Text(said),
	)
}

// notices are what the reader should know before going on.
func (a *App) notices() goapp.UI {
	var out []goapp.UI
	notice := func(class, text string, buttons ...goapp.UI) {
		body := append([]goapp.UI{goapp.P().Text(text)}, buttons...)
		out = append(out, goapp.Div().Class("notice").Class(class).Body(body...))
	}
	act := func(label string, f func()) goapp.UI {
		return goapp.Button().Type("button").Text(label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope("notice", label))
	}
	if failure := a.failure.Get(); failure != "" {
		notice("bad", failure)
	}
	if a.ready.Get() {
		if err := a.saving.Get().err; err != nil {
			notice("bad", words.StoreTrouble(err), act(words.ActTryAgain.String(), a.session.Retry), act(words.ActExportLibrary.String(), a.exchange.exports.exportLibrary))
		}
	}
	switch k := a.keeping.Get(); {
	case k.Medium == platform.InMemory:
		notice("bad", words.NoticeNotKept.String(),
			act(words.ActExportLibrary.String(), a.exchange.exports.exportLibrary))
	case k.Medium == platform.ReadOnly:
		notice("bad", words.NoticeReadOnly.String(), act(words.ActReload.String(), a.p.Update))
	case k.Medium == platform.Waiting:
		notice("", words.NoticeWaiting.String())
	case k.Lost:
		notice("bad", words.NoticeLost.String())
	case k.Medium == platform.InStore && !k.Journal:
		notice("", words.NoticeOneCopy.String())
	}
	if a.update.Get() {
		notice("", words.NoticeUpdate.String(), act(words.ActUpdate.String(), func() {
			a.commit()
			a.work(words.BusyFinishing.String(), func(ctx context.Context) error {
				err := a.session.Flush(ctx)
				a.ctx.Dispatch(func(goapp.Context) { a.p.Update() })
				return err
			})
		}), act(words.ActLater.String(), func() { a.update.Set(false) }))
	}
	return goapp.Div().Class("notices").Body(out...)
}

// screen is the page that the address stands for.
func (a *App) screen() *part {
	switch a.location.Get().screen {
	case onLibrary:
		return a.libraryPage.page
	case onPaste:
		return a.libraryPage.newPage.page
	case onLedger:
		return a.ledgerPage.page
	case onActor:
		return a.ledgerPage.actorPage.page
	case onGuide:
		return a.guidePage.page
	case onVersion:
		return a.versionPage.page
	case onNothing:
		return nowhere
	case onAgreement:
		if p := a.reader.phase.Get(); p == opening || p == reading {
			return a.agreementPage.page
		}
	}
	return a.reader.page
}

// nowhere is the page of an address that stands for nothing.
var nowhere = newPart(&state.Effects{}, func() goapp.UI { return message(words.NoPage.String(), words.NoPageAbout.String()) })

// message is a page that has little to say.
func message(title, text string) goapp.UI {
	return goapp.Main().ID("main").TabIndex(-1).Class("message").Body(
		goapp.H1().Text(title),
		goapp.P().Text(text),
		goapp.P().Class("actions").Body(
			goapp.A().Class("button primary").Href(href("/new")).Text(words.ActPaste.String()),
			goapp.A().Class("button").Href(href("/library")).Text(words.ActGoLibrary.String()),
		),
	)
}

// OnResize takes note of the width of the window.
func (a *App) OnResize(goapp.Context) {
	state.Put(&a.ledgerPage.width, a.p.Width())
}
