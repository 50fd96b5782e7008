package app

import (
	"context"
	"errors"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/app/session"
)

type reader struct {
	*core
	marking  *marking
	offering *offering
	editor   *editor
	panel    *panel
	auditor  *auditor
	imports  *imports

	phase  phase
	wanted annotations.ID                    // the article that is being opened
	proof  annotations.Doc                   // what is shown meanwhile: the sample, or nothing
	newer  map[annotations.ID]annotations.ID // versions of articles, as far as the session knows
	ahead  []Command                         // what keys asked for while the article was being opened
	hint   bool
	layers layering
}

// open shows an article; the zero ID stands for the one read last, or the sample.
func (a *reader) open(id annotations.ID) {
	if id == "" {
		id = annotations.ID(a.p.Pref("last"))
	}
	if id == "" {
		id = sampleID
	}
	if a.phase == reading && a.session.Doc().Article.ID == id {
		a.entitle()
		a.drawn(func() { // the paper may have been away
			a.marking.lay()
			a.follow()
		})
		return
	}
	if a.phase == opening && a.wanted == id {
		return // it is on its way
	}
	a.let()
	a.phase, a.wanted = opening, id
	a.work("Opening", func(ctx context.Context) error {
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
	a.proof = annotations.Doc{}
	switch {
	case errors.Is(err, session.ErrOvertaken): // another article is on its way
		return
	case errors.Is(err, store.ErrNotFound) && a.place.article == "" && id != sampleID:
		a.p.SetPref("last", "")
		a.open(sampleID)
		return
	case errors.Is(err, store.ErrNotFound) && a.place.article == "":
		a.phase = empty
	case errors.Is(err, store.ErrNotFound) && id == exampleID:
		a.phase = missing
		a.imports.openExample()
	case errors.Is(err, store.ErrNotFound):
		a.phase = missing
	case err != nil:
		a.phase = broken
		a.tell("This article cannot be read: " + err.Error())
	default:
		a.phase = reading
		a.newer = a.session.Newer()
		a.changes++
		a.auditor.auditing = auditing{}
		a.auditor.reaudit(auditPause)
		a.p.SetPref("last", string(id))
		a.entitle()
		a.marking.chosen = ""
		a.drawn(func() {
			a.marking.lay()
			a.follow()
			for _, c := range a.ahead {
				a.ctx.Dispatch(func(goapp.Context) { a.run(c) }) // the focus is reported first
			}
			a.ahead = nil
		})
	}
	a.version++
}

// follow goes to the annotation that the address names.
func (a *reader) follow() {
	if id := a.place.mark; id != "" {
		a.place.mark = ""
		a.showMark(id)
		if m := a.doc().Find(id); m != nil {
			a.marking.choose(id, true)
		} else {
			a.tell("The mark that this link points to is not in this article any more.")
		}
	}
}

// entitle gives the page the title of the open article.
func (a *reader) entitle() {
	title := a.session.Doc().Article.Title + " · Pressmark"
	if a.place.screen == onAgreement {
		title = "Agreement: " + title
	}
	a.p.Title(title)
}
