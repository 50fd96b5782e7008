package app

import (
	"context"
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// imports takes in files.
type imports struct {
	*core
	catalogue *catalogue
	reader    *reader

	delivery state.Cell[*delivery] // what is on its way in; nil: nothing
	stash    state.Cell[stash]

	early []platform.File // came before the library was open
	calls int             // counts deliveries
}

// current returns the delivery with a number while that is on its way in, else nil.
func (a *imports) current(number int) *delivery {
	if n := a.delivery.Get(); n != nil && n.number == number {
		return n
	}
	return nil
}

// alter puts an altered copy in the place of the delivery with a number, while that is on
// its way in.
func (a *imports) alter(number int, f func(n *delivery)) {
	if n := a.current(number); n != nil {
		next := *n
		f(&next)
		a.delivery.Set(&next)
	}
}

// An incoming file was read, and waits for the reader's consent. What a converter read
// of any number of files is one.
type incoming struct {
	name string
	plan record.Plan
	edit annotations.Edit // what the plan does
	back annotations.Edit // what else brings back what was deleted here
	err  error

	joined int            // articles that other readers have, too: their marks are layers of those here
	newer  []intake.Newer // articles that are newer versions of some here
	lost   []standoff.Problem

	lines []string // what a reader is told of it
}

// A delivery is files on their way in.
type delivery struct {
	number   int
	files    []platform.File
	reading  bool
	resumed  bool // from where it was interrupted; the files are put by
	done, of int  // files read so far, of all
	cancel   context.CancelFunc

	in       []incoming
	texts    annotations.Edit // articles alone
	newer    []intake.Newer   // articles that are newer versions of some here
	here     []annotations.ID // articles that are here already, word for word
	labels   []platform.Label
	problems []platform.Problem

	added      int              // articles that were added already
	edit, back annotations.Edit // of all: what is done, and what else brings back
}

// receive takes in files that were opened, dropped or handed over: articles alone are
// added at once, all else is shown before anything changes. Those that come before the
// library is open wait for it.
func (a *imports) receive(files []platform.File) {
	if a.session == nil {
		a.early = append(a.early, files...)
		return
	}
	if len(files) == 0 {
		return
	}
	a.commit()
	a.takeFiles(files, false)
}

// takeFiles reads files, and shows what came of it.
func (a *imports) takeFiles(files []platform.File, resumed bool) {
	a.dropIntake()
	ctx, cancel := context.WithCancel(a.ctx)
	a.calls++
	number := a.calls
	a.delivery.Set(&delivery{number: number, files: files, resumed: resumed, reading: true, of: len(files), cancel: cancel})
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	if size > heavyBytes || len(files) > manyFiles {
		a.dialogs.openDialog(dialogImport)
	}
	roles := a.roles()
	a.work(words.BusyReading.String(), func(context.Context) error {
		r := reception{a: a, ctx: ctx, out: &delivery{number: number, files: files, resumed: resumed, cancel: cancel}, labels: map[string]int{}}
		err := r.all(files, roles)
		a.ctx.Dispatch(func(goapp.Context) {
			if a.current(number) != nil {
				a.readAll(r.out, err)
			}
		})
		return nil
	})
}

// dropIntake gives up what was on its way in.
func (a *imports) dropIntake() {
	if n := a.delivery.Get(); n != nil {
		n.cancel()
		a.delivery.Set(nil)
	}
}

// readAll shows what files hold, or adds it where there is nothing to ask.
func (a *imports) readAll(n *delivery, err error) {
	if err != nil {
		n.problems = append(n.problems, platform.Problem{Text: words.ReadTrouble(err)})
	}
	var edits, backs []annotations.Edit
	for i := range n.in {
		in := &n.in[i]
		edits, backs = append(edits, in.edit), append(backs, in.back)
		if in.lines = planWords(*in); in.err != nil {
			in.lines = importTrouble(in.err)
		}
	}
	slices.SortStableFunc(n.labels, func(x, y platform.Label) int { return y.Count - x.Count })
	records := slices.ContainsFunc(n.in, func(in incoming) bool { return in.err != nil || len(in.plan.Steps) > 0 })
	switch {
	case records, len(n.newer) > 0:
		n.edit, n.back = annotations.Edit{Name: annotations.Imported}.And(append(edits, n.texts)...), annotations.Edit{}.And(backs...)
		a.delivery.Set(n)
		a.dialogs.openDialog(dialogImport)
	case len(n.problems) > 0: // the others come in all the same
		a.delivery.Set(n)
		a.bring(n, n.texts, func() {
			a.alter(n.number, func(n *delivery) { n.added, n.texts = len(n.texts.Articles), annotations.Edit{} })
		})
		a.dialogs.openDialog(dialogImport)
	default:
		a.dropIntake()
		a.dialogs.closeDialog()
		a.bring(n, n.texts, func() { a.showAdded(n) })
	}
}

// showAdded shows what there is to see of articles that came alone.
func (a *imports) showAdded(n *delivery) {
	added := n.texts.Articles
	if k := len(n.here); k > 0 && len(added) > 0 {
		a.toast.Change(func(t *toast) { t.text = words.Next(t.text, words.TextsWordForWord.Count(k)) })
	}
	switch {
	case len(added) == 1:
		a.visitPath(articlePath(added[0].After.ID, ""))
	case len(added) > 1:
		a.visitPath("/library")
	case len(n.here) == 1:
		a.tell(words.HaveThisArticle.String())
		a.visitPath(articlePath(n.here[0], ""))
	case len(n.here) > 1:
		a.tell(words.HaveTheseArticles.Count(len(n.here)))
	}
}

// heavyBytes of a file take long enough to read that the reader must know.
const heavyBytes = 500_000

// manyFiles take long enough to read that the reader must see how it goes.
const manyFiles = 20

// takeIn opens what an address brought along: a file of this site, or what was
// shared to the app.
func (a *imports) takeIn(p location) {
	var files []platform.File
	var err error
	if p.share != "" {
		files, err = a.p.Shared(a.ctx, p.share)
	}
	if p.src != "" {
		var f platform.File
		if f, err = a.p.Fetch(a.ctx, p.src); err == nil {
			files = append(files, f)
		}
	}
	a.ctx.Dispatch(func(goapp.Context) {
		if err != nil {
			a.tell(words.OpenTrouble(err))
			return
		}
		a.receive(files)
	})
}
