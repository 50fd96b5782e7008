package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/store"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// catalogue is the list of the library's articles.
type catalogue struct {
	*core
	summaries state.Cell[[]store.Summary] // nil: not read yet

	summing  bool      // they are being read
	sumAgain bool      // and have changed since
	summed   time.Time // when they were last read in a large import
}

// summarise reads the list of articles anew.
func (a *catalogue) summarise() {
	if a.store == nil {
		return
	}
	if a.summing { // once more, when that is done
		a.sumAgain = true
		return
	}
	a.summing = true
	a.ctx.Async(func() {
		list, err := a.store.Summaries(a.ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			a.summing = false
			if a.sumAgain {
				a.sumAgain = false
				a.summarise()
			}
			if err != nil {
				a.tell(words.StoreTrouble(err))
				return
			}
			a.summaries.Set(list)
		})
	})
}
