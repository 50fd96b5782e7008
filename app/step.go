package app

import (
	"errors"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// do takes a step, and says it.
func (a *core) do(e annotations.Edit) {
	if e.Empty() {
		return
	}
	if a.keeping.Get().Medium == platform.ReadOnly {
		a.tell(words.StorageOutdated.String())
		return
	}
	a.step(a.amend(e))
	a.toasted(toast{text: words.Done(e), undo: true})
	if a.p.Pref("persist") == "" {
		a.p.SetPref("persist", "asked")
		a.ctx.Async(func() { a.p.Persist(a.ctx) })
	}
}

// step takes a step, and has the copy outside the browser follow.
func (a *core) step(e annotations.Edit) {
	a.session.Do(e)
	a.takeStep(e)
	a.stepped(e)
}

func (a *core) undo() {
	a.commit()
	e, err := a.session.Undo()
	a.turned(words.Undone, words.NothingToUndo, e, err)
}

func (a *core) redo() {
	e, err := a.session.Redo()
	a.turned(words.DoneAgain, words.NothingToRedo, e, err)
}

func (a *core) turned(told func(annotations.Edit) string, nothing words.Phrase, e annotations.Edit, err error) {
	switch {
	case errors.Is(err, session.ErrNoStep):
		a.tell(nothing.String())
	case err != nil:
		a.tell(words.ChangedElsewhere.String())
	default:
		a.takeStep(e)
		a.stepped(e)
		a.tell(told(e))
	}
}

// takeStep takes note of what a step changed.
func (a *core) takeStep(e annotations.Edit) {
	a.changed.Raise()
	a.take(session.Event{Article: len(e.Articles)+len(e.Annotations) > 0, Actors: len(e.Actors) > 0, Library: len(e.Articles) > 0})
}
