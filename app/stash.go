package app

import (
	"context"
	"strconv"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A large import is kept in several writes. Its files are put by before the first and
// thrown away after the last: where the tab was closed in between, the next start takes
// them up again, and what is here already is not brought in twice.

// resume takes up an import that was interrupted.
func (a *App) resume() {
	a.ctx.Async(func() {
		files, err := a.p.Stashed(a.ctx)
		if err != nil || len(files) == 0 {
			return
		}
		a.ctx.Dispatch(func(goapp.Context) {
			if a.intake != nil || a.dialog != noDialog {
				return // the next start will do
			}
			a.stashed = true
			a.takeFiles(files)
			a.openDialog(dialogImport)
		})
	})
}

// unstash throws away the files of an import that is done or given up.
func (a *App) unstash() {
	if !a.stashed {
		return
	}
	a.stashed = false
	a.ctx.Async(func() {
		if err := a.p.Unstash(context.WithoutCancel(a.ctx)); err != nil {
			goapp.Log(err)
		}
	})
}

// tooSoon reports whether the list of articles need not be read once more yet: a large
// import changes it again and again.
func (a *App) tooSoon() bool {
	if !a.stashed || a.intake != nil {
		return false
	}
	if n, _ := a.session.Unsaved(); n == 0 || time.Since(a.summed) > time.Second {
		a.summed = time.Now()
		return false
	}
	return true
}

// importing says how far the keeping of an import is.
func (a *App) importing() {
	if !a.stashed || a.intake != nil {
		return
	}
	n, err := a.session.Unsaved()
	switch {
	case n == 0:
		a.busy = ""
		a.unstash()
		a.say("The import is saved.")
	case err == nil:
		a.busy = "Saving, " + strconv.Itoa(n) + " to go"
	}
}
