package app

import (
	"context"
	"errors"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/words"
	"pressmark/app/session"
	"pressmark/app/state"
)

// reader is the screen where an article is read and marked.
type reader struct {
	*desk

	phase  state.Cell[phase]
	proof  state.Cell[annotations.Doc] // what is shown until the library is open: the sample, or nothing
	hint   state.Cell[bool]
	hidden state.Cell[map[string]bool] // annotators whose marks are not shown, by name

	every  *state.Derived[annotations.Doc]
	shown  *state.Derived[annotations.Doc]
	layers *state.Derived[[]layerCount]

	page *part

	// Of an article that is on its way; nothing shows them.
	wanted annotations.ID
	ahead  []Command // what keys asked for meanwhile
}

func newReader(d *desk) *reader {
	a := &reader{desk: d}
	a.every = state.From(func() annotations.Doc {
		if a.phase.Get() != reading {
			return annotations.Doc{}
		}
		return a.article.Get()
	})
	a.shown = state.From(func() annotations.Doc { return without(a.every.Get(), a.hidden.Get()) })
	a.layers = state.From(func() []layerCount { return layersOf(a.every.Get()) })
	return a
}

// doc is the open article with the marks that are shown; it is empty while there is none.
func (a *reader) doc() annotations.Doc { return a.shown.Get() }

// whole is the open article with the marks of all annotators; it is empty while there is
// none.
func (a *reader) whole() annotations.Doc { return a.every.Get() }

// layersNow counts the marks of each annotator of the open article.
func (a *reader) layersNow() []layerCount { return a.layers.Get() }

// open shows an article; the zero ID stands for the one read last, or the sample.
func (a *reader) open(id annotations.ID) {
	if id == "" {
		id = annotations.ID(a.p.Pref("last"))
	}
	if id == "" {
		id = sampleID
	}
	if a.phase.Get() == reading && a.article.Get().Article.ID == id {
		return
	}
	if a.phase.Get() == opening && a.wanted == id {
		return // it is on its way
	}
	a.let()
	a.phase.Set(opening)
	a.wanted = id
	a.load(id)
}

// load reads an article, which opened then shows.
func (a *reader) load(id annotations.ID) {
	a.work(words.BusyOpening.String(), func(ctx context.Context) error {
		err := a.session.Open(ctx, id)
		a.ctx.Dispatch(func(goapp.Context) { a.opened(id, err) })
		return nil
	})
}

// opened shows an article that was loaded, or why it was not.
func (a *reader) opened(id annotations.ID, err error) {
	if id != a.wanted {
		return // the reader has gone on to another
	}
	if errors.Is(err, session.ErrOvertaken) || err == nil && a.session.Doc().Article.ID != id {
		a.load(id) // one that was asked for before came after it
		return
	}
	a.proof.Set(annotations.Doc{})
	if err == nil || errors.Is(err, store.ErrNotFound) {
		a.takeAll() // of one that is deleted, its tombstone: that may be undone
	}
	switch {
	case errors.Is(err, store.ErrNotFound) && a.location.Get().article == "" && id != sampleID:
		a.p.SetPref("last", "")
		a.open(sampleID)
		return
	case errors.Is(err, store.ErrNotFound) && a.location.Get().article == "":
		a.phase.Set(empty)
	case errors.Is(err, store.ErrNotFound) && id == exampleID:
		a.phase.Set(missing)
		a.imports.openExample()
	case errors.Is(err, store.ErrNotFound):
		a.phase.Set(missing)
	case err != nil:
		a.phase.Set(broken)
		a.tell(words.ArticleUnreadable.With(words.Error(err)))
	default:
		a.phase.Set(reading)
		a.p.SetPref("last", string(id))
	}
}

// let lets go of everything that belongs to the open article.
func (a *reader) let() {
	a.commit()
	a.marking.letGo()
	a.marking.selected.Set(selection{})
	a.marking.cursor.Set(Cursor{})
	a.hidden.Set(nil)
	a.auditor.forget()
	a.arithmetic.reason.Set("")
}

// arrive is the effect that goes to the annotation that the address names, and does what
// keys asked for meanwhile, once the article lies on the paper.
func (a *reader) arrive() {
	id := a.location.Get().mark
	if a.paper.lies.Get() == "" {
		return
	}
	for _, c := range a.ahead {
		a.ctx.Dispatch(func(goapp.Context) { a.run(c) }) // the focus is reported first
	}
	a.ahead = nil
	if id == "" || a.location.Get().article != "" && a.location.Get().article != a.paper.lies.Get() {
		return
	}
	a.location.Change(func(p *location) { p.mark = "" })
	a.showMark(id)
	if m := a.doc().Find(id); m != nil {
		a.marking.choose(id, true)
	} else {
		a.tell(words.LinkedMarkGone.String())
	}
}

// deletedOrBack is the effect that follows what becomes of the article itself: it may be deleted,
// and that undone.
func (a *reader) deletedOrBack() {
	art := a.article.Get().Article
	if phase := a.phase.Get(); art.ID == "" || phase == opening && a.wanted != "" || art.Deleted == (phase == missing || phase == empty) {
		return
	}
	switch p := a.location.Get(); {
	case art.Deleted:
		a.phase.Set(missing)
	case (p.screen == onReader || p.screen == onAgreement) && (p.article == "" || p.article == art.ID):
		a.open(art.ID) // undone
	default:
		a.phase.Set(opening)
		a.wanted = "" // to be opened when it is gone to
	}
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
