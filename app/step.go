package app

import (
	"errors"

	"pressmark/annotations"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// do takes a step, and says it.
func (a *core) do(e annotations.Edit) {
	if e.Empty() {
		return
	}
	if a.keeping.Get().Place == platform.ReadOnly {
		a.tell("A newer Pressmark keeps this library. Reload this tab to go on.")
		return
	}
	a.step(a.amend(e))
	a.toasted(toast{text: done(e), undo: true})
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
	a.turned("Undone: ", "There is nothing to undo.", e, err)
}

func (a *core) redo() {
	e, err := a.session.Redo()
	a.turned("Done again: ", "There is nothing to redo.", e, err)
}

func (a *core) turned(what, nothing string, e annotations.Edit, err error) {
	switch {
	case errors.Is(err, session.ErrNoStep):
		a.tell(nothing)
	case err != nil:
		a.tell("Another tab has changed that since. It stays as it is there.")
	default:
		a.takeStep(e)
		a.stepped(e)
		a.tell(what + done(e))
	}
}

// takeStep takes note of what a step changed.
func (a *core) takeStep(e annotations.Edit) {
	a.changed.Raise()
	a.take(session.Event{Article: len(e.Articles)+len(e.Annotations) > 0, Actors: len(e.Actors) > 0, Library: len(e.Articles) > 0})
}
