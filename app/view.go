package app

import (
	"context"
	"strconv"
	"time"

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

// pens is the choice of what a selection becomes at once.
func (a *marking) pens() goapp.UI {
	buttons := []goapp.UI{goapp.Span().Class("pens-label").Aria("hidden", true).Text(words.Pen.String())}
	for _, k := range annotations.Kinds {
		buttons = append(buttons, goapp.Button().Type("button").Class("pen").Class(string(k)).
			Aria("pressed", a.pen.Get() == k).Aria("label", words.PenMarks.With(words.OfKind(k))).
			Title(words.MarkEverySelection.With(words.OfKind(k))).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				if a.pen.Get() == k {
					a.setPen("")
					return
				}
				a.setPen(k)
			}, goapp.EventScope("pen", string(k))).
			Body(goapp.Span().Class("swatch").Aria("hidden", true)))
	}
	return goapp.Div().Class("pens").Role("group").Aria("label", words.Pen.String()).Body(buttons...)
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

// screen draws the article with its panel, or says why there is none.
func (a *reader) screen() goapp.UI {
	phase := a.phase.Get()
	switch phase {
	case missing:
		return message(words.NoArticle.String(), words.NoArticleAbout.String())
	case empty:
		return message(words.NothingToRead.String(), words.NothingToReadAbout.String())
	case broken:
		return message(words.ArticleBroken.String(), words.ArticleBrokenAbout.String())
	}
	art := a.article.Get().Article
	if phase == opening {
		art = a.proof.Get().Article
	}
	return goapp.Main().ID("main").Class("reading").Body(
		goapp.Article().Class("column").Lang(art.Language).Body(
			a.mastheadOf(art),
			// In a place of its own: go-app tells children apart by their index, and
			// would make the paper the hint, text and all.
			goapp.Div().Body(goapp.If(a.hint.Get() && phase == reading, a.firstHint)),
			goapp.Div().ID(paperID).Class("paper").TabIndex(0).Role("region").Aria("label", words.TipText.String()).Aria("describedby", "paper-help"),
			goapp.P().ID("paper-help").Class("unseen").Text(words.TipTextKeys.String()),
		),
		a.auditor.railPart.view(),
		a.panel.frame.view(),
	)
}

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

// masthead is what stands above an article: who published it, who wrote it, when.
// The title stands there if the text does not begin with one.
func masthead(art annotations.Article) goapp.UI {
	titled := len(art.Blocks) > 0 && art.Blocks[0].Kind == annotations.Heading
	return goapp.Header().Class("masthead").Body(
		goapp.If(art.Publisher != "", func() goapp.UI { return goapp.P().Class("kick").Text(art.Publisher) }),
		goapp.If(!titled && art.Title != "", func() goapp.UI { return goapp.H1().Text(art.Title) }),
		goapp.P().Class("by").Text(byline(art)),
	)
}

// mastheadOf is the masthead of the open article, whose details can be edited.
func (a *reader) mastheadOf(art annotations.Article) goapp.UI {
	return goapp.Div().Class("masthead-frame").Body(
		masthead(art),
		goapp.If(a.phase.Get() == reading, func() goapp.UI {
			return goapp.Button().Type("button").Class("act details").Text(words.ActEditDetails.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.dialogs.openDialog(dialogDetails) })
		}),
		goapp.Div().Body(a.versionLine(art)),
	)
}

// wordsAMinute is how fast an article is taken to be read.
const wordsAMinute = 220

func byline(art annotations.Article) string {
	var out string
	add := func(s string) {
		if s == "" {
			return
		}
		if out != "" {
			out += " · "
		}
		out += s
	}
	add(art.Byline)
	if t, err := time.Parse("2006-01-02", clipDate(art.Published)); err == nil {
		add(words.DateOfDay.With(strconv.Itoa(t.Day()), words.Month(int(t.Month())), strconv.Itoa(t.Year())))
	} else {
		add(art.Published)
	}
	if n := art.Text.Len(); n > 0 {
		add(words.MinutesToRead.With(strconv.Itoa(max(1, n/6/wordsAMinute))))
	}
	return out
}

func clipDate(s string) string {
	if len(s) > 10 && s[10] == 'T' {
		return s[:10]
	}
	return s
}

// firstHint tells a new reader what to do, once.
func (a *reader) firstHint() goapp.UI {
	return goapp.Div().Class("hint").Role("note").Body(
		goapp.P().Body(
			goapp.Strong().Text(words.HintSelect.String()),
			goapp.Text(words.HintSay.String()),
			goapp.If(a.doc().Article.ID == sampleID, func() goapp.UI {
				return goapp.Span().Body(
					goapp.A().Href(href(articlePath(exampleID, ""))).Target("_blank").Text(words.HintExample.String()),
					goapp.Text(" · "),
				)
			}),
			goapp.A().Href(href("/guide")).Text(words.GoGuidelines.String()),
		),
		goapp.Button().Type("button").Class("icon").Aria("label", words.TipCloseHint.String()).Text("✕").
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.hint.Set(false)
				a.p.SetPref("hint", "seen")
			}),
	)
}

// bar offers what can be done with the selection.
func (a *marking) bar() goapp.UI {
	switch {
	case a.location.Get().screen != onReader:
		return goapp.Div().ID(barID).Class("bar").Hidden(true)
	case a.selected.Get().span.Empty() && len(a.offering.offers.Get().list) > 0:
		return a.offering.offerBar()
	case a.selected.Get().span.Empty():
		return goapp.Div().ID(barID).Class("bar").Hidden(true)
	}
	m := a.current()
	button := func(name, class, label string, key CommandID, f func()) goapp.UI {
		var ch Chord
		for _, c := range commands {
			if c.ID == key {
				ch = a.keymap.Get().Chord(c)
			}
		}
		return goapp.Button().Type("button").Class(class).
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope("bar", name)).
			Body(
				goapp.I().Class("swatch").Aria("hidden", true),
				goapp.Text(label),
				goapp.Kbd().Aria("hidden", true).Text(string(ch)),
			)
	}
	buttons := make([]goapp.UI, 0, 4)
	for _, k := range annotations.Kinds {
		buttons = append(buttons, button(string(k), string(k), words.KindName(k), CommandID(k), func() { a.mark(k) }))
	}
	if m != nil {
		label := words.AddTo(m.Kind)
		if m.Orphan() {
			label = words.ActPutHere.String()
		}
		buttons = append(buttons, button("extend", "extend", label, "extend", a.extend))
		if m.Kind == annotations.KindClaim {
			buttons = append(buttons, button("cue", "extend", words.ActReportingWords.String(), "cue", a.editor.setCue))
		}
	}
	return goapp.Div().ID(barID).Class("bar").Role("toolbar").Aria("label", words.TipMarkSelection.String()).
		OnMouseDown(func(ctx goapp.Context, e goapp.Event) { e.PreventDefault() }). // keeps the focus and the selection
		Body(buttons...)
}

// handles are the edges of the chosen mark, to be dragged.
func (a *marking) handles() goapp.UI {
	var out []goapp.UI
	if m := a.current(); m != nil && a.location.Get().screen == onReader && a.selected.Get().span.Empty() {
		for _, e := range edges(*m) {
			class := "start"
			if e.End {
				class = "end"
			}
			id := handleID(e)
			out = append(out, goapp.Span().ID(id).Class("handle").Class(class).DataSet("handle", id).Aria("hidden", true))
		}
		if !m.Orphan() {
			out = append(out, a.tieHandle())
		}
	}
	return goapp.Div().Class("handles").Body(out...)
}
