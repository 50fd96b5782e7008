package app

import (
	"context"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/session"
	"pressmark/app/state"
)

// exports is what leaves through the export dialog.
type exports struct {
	*core
	catalogue *catalogue
	reader    *reader

	transfer state.Cell[transfer]

	call int // counts what is asked of the converter: the last one counts
}

// transfer is what goes out through the export dialog.
type transfer struct {
	what    record.Collection
	title   string        // of the article, or "library"
	words   string        // what is in it
	format  string        // the name of one of exportFormats
	out     platform.File // ready to leave; without a name: not yet
	losses  []platform.Loss
	trouble string
}

const jsonType = "application/ld+json"

// prepare collects what is to be exported and hands it to use on the UI goroutine.
func (a *exports) prepare(id annotations.ID, use func(record.Collection, string)) {
	if a.session == nil {
		return
	}
	a.commit()
	marks := 0
	for _, s := range a.catalogue.summaries.Get() {
		for _, n := range s.Counts {
			marks += n
		}
	}
	a.work(words.BusyCollecting.String(), func(ctx context.Context) error {
		if marks > heavyMarks {
			a.heavy(words.BusyCollecting.String())
		}
		c, damaged, err := session.Collect(ctx, a.session, id) // with what could not be saved
		if err != nil {
			return trouble(words.ExportFailed.With(words.StoreTrouble(err)))
		}
		what := contents(c)
		if damaged > 0 {
			what = words.Next(what, words.DamagedLeftOut.Count(damaged))
		}
		a.ctx.Dispatch(func(goapp.Context) { use(c, what) })
		return nil
	})
}

// contents says what is in a collection.
func contents(c record.Collection) string {
	articles, actors, marks := 0, 0, 0
	for _, x := range c.Articles {
		if !x.Deleted {
			articles++
		}
	}
	for _, x := range c.Actors {
		if !x.Deleted {
			actors++
		}
	}
	for _, x := range c.Annotations {
		if !x.Deleted {
			marks++
		}
	}
	if what, n := words.Things(articles, actors, marks); n > 0 {
		return words.HoldsThings.With(what)
	}
	return words.HoldsDeletedOnly.String()
}

// heavyMarks take long enough to export that the reader must know.
const heavyMarks = 1000

// openExport offers the open article.
func (a *exports) openExport() {
	if art := a.reader.doc().Article; art.ID != "" {
		a.export(art.ID, art.Title)
	}
}

func (a *exports) exportArticle(id annotations.ID) {
	for _, s := range a.catalogue.summaries.Get() {
		if s.ID == id {
			a.export(id, s.Label)
		}
	}
}

// exportLibrary offers everything.
func (a *exports) exportLibrary() { a.export("", "library") }

// export offers an article, or for the zero ID everything, in the format that was chosen
// last.
func (a *exports) export(id annotations.ID, title string) {
	a.prepare(id, func(c record.Collection, said string) {
		a.transfer.Set(transfer{what: c, title: title, words: said})
		a.chooseFormat(formatOf(a.p.Pref("format")).name)
		a.dialogs.openDialog(dialogExport)
	})
}

// chooseFormat makes the file of an export in a format.
func (a *exports) chooseFormat(name string) {
	a.call++
	t := a.transfer.Get()
	t = transfer{what: t.what, title: t.title, words: t.words, format: name}
	a.p.SetPref("format", name)
	if name == ownFormat {
		t.out = platform.File{Name: plain.FileName(t.title) + ".pressmark.json", Type: jsonType, Data: record.EncodeCollection(t.what)}
		a.transfer.Set(t)
		return
	}
	a.transfer.Set(t)
	call, c := a.call, t.what
	a.ctx.Async(func() {
		w, err := a.p.WriteFormat(a.ctx, name, c)
		a.ctx.Dispatch(func(goapp.Context) {
			if a.call != call {
				return
			}
			if err != nil {
				a.transfer.Change(func(t *transfer) { t.trouble = words.NotWritten.With(words.Error(err)) })
				return
			}
			ending := w.File.Name[max(strings.LastIndexByte(w.File.Name, '.'), 0):]
			if ending == ".zip" {
				ending = "." + name + ending
			}
			a.transfer.Change(func(t *transfer) {
				t.out, t.losses = w.File, w.Losses
				t.out.Name = plain.FileName(t.title) + ending
			})
		})
	})
}

// copyText puts text on the clipboard and says so.
func (a *core) copyText(s string) {
	a.work(words.BusyCopying.String(), func(ctx context.Context) error {
		if err := a.p.Copy(ctx, s); err != nil {
			return trouble(words.NotCopied.String())
		}
		a.ctx.Dispatch(func(goapp.Context) { a.tell(words.CopiedIt.String()) })
		return nil
	})
}
