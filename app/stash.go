package app

import (
	"context"
	"slices"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// A large import is kept in several writes. Its files are put by before the first and
// thrown away after the last: where the tab was closed in between, the next start takes
// them up again, and what is here already is not brought in twice.

// A stash is the files that are put by while what is in them is saved.
type stash struct {
	files []platform.File
	busy  int // of how many imports the files are being put by now
}

// resume takes up an import that was interrupted.
func (a *imports) resume() {
	a.ctx.Async(func() {
		files, err := a.p.Stashed(a.ctx)
		if err != nil || len(files) == 0 {
			return
		}
		a.ctx.Dispatch(func(goapp.Context) {
			if a.delivery.Get() != nil || a.dialogs.open.Get() != noDialog || len(a.stash.Get().files) > 0 {
				return // the next start will do
			}
			a.takeFiles(files, true)
			a.dialogs.openDialog(dialogImport)
		})
	})
}

// bring takes the step that brings in what files hold, and calls then. What is large
// survives a reload in the middle.
func (a *imports) bring(n *delivery, e annotations.Edit, then func()) {
	large := len(e.Articles)+len(e.Actors)+len(e.Annotations) > session.MostAtOnce && len(n.files) > 0
	switch {
	case n.resumed:
		a.putBy(n.files)
	case large:
		a.putBy(n.files)
		a.stash.Change(func(s *stash) { s.busy++ })
		files := a.stash.Get().files
		a.work(words.BusyPreparing.String(), func(ctx context.Context) error {
			err := a.p.Stash(ctx, files)
			a.ctx.Dispatch(func(goapp.Context) {
				a.stash.Change(func(s *stash) { s.busy-- })
				if err != nil {
					goapp.Log(err) // it is brought in all the same
				}
				a.do(e)
				then()
			})
			return nil
		})
		return
	}
	a.do(e)
	then()
}

// unstash throws away the files of an import that is done or given up.
func (a *imports) unstash() {
	a.stash.Change(func(s *stash) { s.files = nil })
	a.ctx.Async(func() {
		if err := a.p.Unstash(context.WithoutCancel(a.ctx)); err != nil {
			goapp.Log(err)
		}
	})
}

// tooSoon reports whether the list of articles need not be read once more yet: a large
// import changes it again and again.
func (a *imports) tooSoon() bool {
	if len(a.stash.Get().files) == 0 {
		return false
	}
	if n, _ := a.session.Unsaved(); n == 0 || time.Since(a.catalogue.summed) > time.Second {
		a.catalogue.summed = time.Now()
		return false
	}
	return true
}

// putBy notes files that are put by until what is in them is saved.
func (a *imports) putBy(files []platform.File) {
	a.stash.Change(func(s *stash) { s.files = slices.Concat(s.files, files) })
}

// importing is the effect that says how far the keeping of an import is.
func (a *imports) importing() {
	saving := a.saving.Get()
	if len(a.stash.Get().files) == 0 || a.stash.Get().busy > 0 {
		return
	}
	switch {
	case saving.left == 0:
		a.busy.Set("")
		a.unstash()
		a.say(words.ImportSaved.String())
	case saving.err == nil:
		a.busy.Set(words.SavingToGo.Count(saving.left))
	}
}
