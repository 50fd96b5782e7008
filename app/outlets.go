package app

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/session"
	"pressmark/app/state"
)

// outlets keeps a file or folder outside the browser up to date.
type outlets struct {
	*core

	outlet state.Cell[outlet]

	serial int                // counts changes: writing waits for the last
	call   int                // counts what was chosen and dropped: what was begun before is not heard
	stop   context.CancelFunc // ends the writing; nil: nothing is being written
}

// outletSays says something of the folder or the file, with its name.
func outletSays(o platform.OutletState, folder, file words.Phrase) string {
	if o.Folder {
		return folder.With(words.Quoted(o.Name))
	}
	return file.With(words.Quoted(o.Name))
}

// outlet is how far the file or folder is up to date.
type outlet struct {
	platform.OutletState
	dirty   map[annotations.ID]bool // articles that changed since they were written
	writing bool
	when    time.Time // it was last brought up to date
	damaged int       // records that could not go along
	err     string    // why it could not be, in words for the reader
}

// keep begins anew with a file or folder, or with none. What is being written is given up.
func (a *outlets) keep(s platform.OutletState) {
	if a.stop != nil {
		a.stop()
		a.stop = nil
	}
	a.call++
	a.outlet.Set(outlet{OutletState: s})
}

const (
	// outletPause is how long after a change it is written out.
	outletPause = 2 * time.Second
	// outletAll stands for every article, and for what was deleted.
	outletAll annotations.ID = "all"
)

// openOutlet finds out what was chosen at another time.
func (a *outlets) openOutlet() {
	a.keep(platform.OutletState{})
	if !a.p.CanOutlet() {
		return
	}
	call := a.call
	a.ctx.Async(func() {
		state, err := a.p.OutletState(a.ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			if err == nil && a.call == call {
				a.beginOutlet(state)
			}
		})
	})
}

// beginOutlet brings a file or folder up to date. What changed since it was written last is
// not known: everything is compared.
func (a *outlets) beginOutlet(s platform.OutletState) {
	a.keep(s)
	if s.Name != "" {
		a.spill(outletAll)
	}
}

// chooseOutlet lets the reader choose a file or folder, and fills it.
func (a *outlets) chooseOutlet(folder bool) {
	a.askOutlet(func(ctx context.Context) (platform.OutletState, error) { return a.p.ChooseOutlet(ctx, folder) })
}

// allowOutlet asks for the permission again.
func (a *outlets) allowOutlet() { a.askOutlet(a.p.AllowOutlet) }

func (a *outlets) askOutlet(ask func(context.Context) (platform.OutletState, error)) {
	call := a.call
	a.work(words.BusyChoosing.String(), func(ctx context.Context) error {
		state, err := ask(ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			switch {
			case errors.Is(err, platform.ErrCancelled), a.call != call:
			case err != nil:
				a.outlet.Change(func(o *outlet) { o.err = words.CopyTrouble(err) })
			default:
				a.beginOutlet(state)
			}
		})
		return nil
	})
}

// dropOutlet stops keeping it up to date, at once.
func (a *outlets) dropOutlet() {
	a.keep(platform.OutletState{})
	a.ctx.Async(func() {
		if err := a.p.DropOutlet(a.ctx); err != nil {
			goapp.Log(err)
		}
	})
}

// spillEdit notes what a step changed.
func (a *outlets) spillEdit(e annotations.Edit) {
	if a.outlet.Get().Name == "" {
		return
	}
	var ids []annotations.ID
	for _, c := range e.Articles {
		ids = append(ids, c.After.ID)
	}
	for _, c := range e.Annotations {
		ids = append(ids, c.After.Article)
	}
	if len(e.Actors) > 0 && len(e.Annotations) == 0 { // renamed: in every article that mentions it
		ids = append(ids, outletAll)
	}
	a.spill(ids...)
}

// spill writes articles out after a pause.
func (a *outlets) spill(ids ...annotations.ID) {
	if len(ids) == 0 {
		return
	}
	a.soil(ids...)
	a.serial++
	serial := a.serial
	a.ctx.After(outletPause, func(goapp.Context) {
		if a.serial == serial {
			a.writeOutlet()
		}
	})
}

// soil notes articles that changed since they were written.
func (a *outlets) soil(ids ...annotations.ID) {
	a.outlet.Change(func(o *outlet) {
		dirty := make(map[annotations.ID]bool, len(o.dirty)+len(ids))
		maps.Copy(dirty, o.dirty)
		for _, id := range ids {
			dirty[id] = true
		}
		o.dirty = dirty
	})
}

// writeOutlet writes what changed; what is not saved yet waits until it is.
func (a *outlets) writeOutlet() {
	o := a.outlet.Get()
	if o.Name == "" || !o.Allowed || o.writing || len(o.dirty) == 0 {
		return
	}
	dirty, folder, call := o.dirty, o.Folder, a.call
	ctx, stop := context.WithCancel(a.ctx)
	a.stop = stop
	a.outlet.Change(func(o *outlet) { o.dirty, o.writing = nil, true })
	a.ctx.Async(func() {
		err := a.session.Flush(ctx)
		damaged := 0
		if err == nil {
			damaged, err = a.copyOut(ctx, folder, dirty)
		}
		a.ctx.Dispatch(func(goapp.Context) {
			if a.call == call { // else it was stopped, or is about another file or folder now
				stop()
				a.stop = nil
				a.outlet.Change(func(o *outlet) { o.writing = false })
				a.wroteOutlet(dirty, damaged, err)
			}
		})
	})
}

// wroteOutlet takes note of what came of writing.
func (a *outlets) wroteOutlet(dirty map[annotations.ID]bool, damaged int, err error) {
	o := a.outlet.Get()
	if err != nil {
		a.soil(slices.Collect(maps.Keys(dirty))...)
		a.outlet.Change(func(o *outlet) {
			o.err = words.CopyTrouble(err)
			o.Allowed = !errors.Is(err, platform.ErrRefused)
		})
		if o.err == "" && a.location.Get().screen != onLibrary {
			a.tell(outletSays(o.OutletState, words.FolderBroken, words.FileBroken))
		}
		return
	}
	a.outlet.Change(func(o *outlet) { o.err, o.when, o.damaged = "", now(), damaged })
	if len(o.dirty) > 0 {
		a.writeOutlet()
	}
}

// copyOut writes articles into the folder, or everything into the file. It returns how
// many records could not go along.
func (a *outlets) copyOut(ctx context.Context, folder bool, dirty map[annotations.ID]bool) (damaged int, err error) {
	if !folder || dirty[outletAll] {
		dirty = nil
	}
	c, damaged, err := session.CollectOf(ctx, a.session, dirty)
	if err != nil {
		return 0, err
	}
	if !folder {
		whole := platform.File{Type: jsonType, Data: record.EncodeCollection(c)}
		return damaged, a.p.WriteOutlet(ctx, slices.Values([]platform.File{whole}), false)
	}
	// An article that cannot be read is not gone: what was written of it stays.
	return damaged, a.p.WriteOutlet(ctx, articleFiles(c), dirty == nil && damaged == 0)
}

// articleFiles makes of a collection a file for each article; of a deleted one, a name
// without data.
func articleFiles(c record.Collection) iter.Seq[platform.File] {
	people, marks := map[annotations.ID]annotations.Actor{}, map[annotations.ID][]annotations.Annotation{}
	for _, p := range c.Actors {
		people[p.ID] = p
	}
	for _, n := range c.Annotations {
		marks[n.Article] = append(marks[n.Article], n)
	}
	return func(yield func(platform.File) bool) {
		for _, art := range c.Articles {
			f := platform.File{Name: "~" + art.ID.Short()[24:] + ".pressmark.json", Type: jsonType}
			if !art.Deleted {
				f.Name = plain.FileName(art.Title) + f.Name
				f.Data = record.EncodeCollection(record.Collection{
					Articles: []annotations.Article{art}, Annotations: marks[art.ID], Actors: session.Referred(people, marks[art.ID], false)})
			}
			if !yield(f) {
				return
			}
		}
	}
}

// outletSection lets the reader choose a file or folder, and says how it is.
func (a *outlets) outletSection() goapp.UI {
	if !a.p.CanOutlet() {
		return goapp.Div()
	}
	o := a.outlet.Get()
	act := func(label string, f func()) goapp.UI {
		return goapp.Button().Type("button").Class("button").Text(label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope("outlet", label))
	}
	other := act(outletSays(o.OutletState, words.ChooseOtherFolder, words.ChooseOtherFile), func() { a.chooseOutlet(a.outlet.Get().Folder) })
	stop := act(words.ActStop.String(), a.dropOutlet)
	var said string
	var acts []goapp.UI
	switch {
	case o.Name == "":
		said = words.OutletAbout.String()
		acts = []goapp.UI{act(words.ActChooseFolder.String(), func() { a.chooseOutlet(true) }), act(words.ActChooseFile.String(), func() { a.chooseOutlet(false) })}
	case !o.Allowed:
		said = outletSays(o.OutletState, words.FolderAsks, words.FileAsks)
		acts = []goapp.UI{act(words.ActAllow.String(), a.allowOutlet), other, stop}
	case o.writing, len(o.dirty) > 0 && o.err == "":
		said = outletSays(o.OutletState, words.FolderComing, words.FileComing)
		if a.saving.Get().err != nil {
			said = outletSays(o.OutletState, words.FolderWaits, words.FileWaits)
		}
		acts = []goapp.UI{stop}
	case o.err != "":
		said = outletSays(o.OutletState, words.FolderBehind, words.FileBehind)
		acts = []goapp.UI{act(words.ActTryAgain.String(), a.writeOutlet), other, stop}
	default:
		said = outletSays(o.OutletState, words.FolderKept, words.FileKept)
		if !o.when.IsZero() {
			said = words.Next(said, words.LastWritten.With(a.p.Date(o.when.UnixMilli())))
		}
		if o.damaged > 0 {
			said = words.Next(said, words.DamagedLeftOut.Count(o.damaged))
		}
		acts = []goapp.UI{act(words.ActWriteAgain.String(), func() { a.spill(outletAll) }), stop}
	}
	return goapp.Section().Class("outlet").Aria("label", words.TitleOutlet.String()).Body(
		goapp.H2().Text(words.TitleOutlet.String()),
		goapp.P().Role("status").Text(said),
		goapp.If(o.err != "" && !o.writing, func() goapp.UI { return goapp.P().Class("trouble").Role("alert").Text(o.err) }),
		goapp.Div().Class("actions").Body(acts...),
	)
}
