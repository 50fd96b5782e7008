package app

import (
	"context"
	"errors"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// An Outlet is a file or a folder of the reader's own, outside the browser, that is kept
// up to date: a folder has a file for each article, a file has everything. It is a copy;
// the library stays where it is. The methods that ask the reader must come of a click.
type Outlet interface {
	// CanOutlet reports whether this browser lets a page keep files.
	CanOutlet() bool
	// ChooseOutlet asks for a folder, or for a file, and remembers it. It fails with
	// ErrCancelled.
	ChooseOutlet(ctx context.Context, folder bool) (OutletState, error)
	// OutletState returns what was chosen.
	OutletState(ctx context.Context) (OutletState, error)
	// AllowOutlet asks for the permission that a browser forgets with the last tab. It
	// fails with ErrRefused.
	AllowOutlet(ctx context.Context) (OutletState, error)
	// WriteOutlet writes a file: into the folder, in the place of one whose name ends
	// alike after the last "~", or as the file that was chosen.
	WriteOutlet(ctx context.Context, f File) error
	// RemoveOutlet removes the file of a folder whose name ends alike.
	RemoveOutlet(ctx context.Context, name string) error
	// DropOutlet forgets what was chosen; what was written stays.
	DropOutlet(ctx context.Context) error
}

// OutletState says which file or folder is kept up to date.
type OutletState struct {
	Name    string // "": none
	Folder  bool
	Allowed bool // else the reader must allow it again
}

// outlet is how far the file or folder is up to date.
type outlet struct {
	OutletState
	dirty  map[annotations.ID]bool // articles that changed since they were written
	serial int                     // counts changes: writing waits for the last
	busy   bool
	when   time.Time // it was last brought up to date
	err    string    // why it could not be, in words for the reader
}

const (
	// outletPause is how long after a change it is written out.
	outletPause = 2 * time.Second
	// outletAll stands for every article, and for what was deleted.
	outletAll annotations.ID = "all"
)

// openOutlet finds out what was chosen at another time.
func (a *App) openOutlet() {
	a.outlet.dirty = map[annotations.ID]bool{}
	if !a.p.CanOutlet() {
		return
	}
	a.ctx.Async(func() {
		state, err := a.p.OutletState(a.ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			if err == nil {
				a.outlet.OutletState = state
			}
		})
	})
}

// chooseOutlet lets the reader choose a file or folder, and fills it.
func (a *App) chooseOutlet(folder bool) {
	a.askOutlet(func(ctx context.Context) (OutletState, error) { return a.p.ChooseOutlet(ctx, folder) })
}

// allowOutlet asks for the permission again.
func (a *App) allowOutlet() { a.askOutlet(a.p.AllowOutlet) }

func (a *App) askOutlet(ask func(context.Context) (OutletState, error)) {
	a.work("Waiting for your choice", func(ctx context.Context) error {
		state, err := ask(ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			switch {
			case errors.Is(err, ErrCancelled):
			case err != nil:
				a.outlet.err = outletTrouble(err)
			default:
				a.outlet.OutletState, a.outlet.err = state, ""
				a.spill(outletAll)
			}
		})
		return nil
	})
}

// dropOutlet stops keeping it up to date.
func (a *App) dropOutlet() {
	a.outlet = outlet{dirty: map[annotations.ID]bool{}}
	a.ctx.Async(func() {
		if err := a.p.DropOutlet(a.ctx); err != nil {
			goapp.Log(err)
		}
	})
}

// spillEdit notes what a step changed.
func (a *App) spillEdit(e annotations.Edit) {
	if a.outlet.Name == "" {
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
func (a *App) spill(ids ...annotations.ID) {
	o := &a.outlet
	for _, id := range ids {
		o.dirty[id] = true
	}
	if len(ids) == 0 {
		return
	}
	o.serial++
	serial := o.serial
	a.ctx.After(outletPause, func(goapp.Context) {
		if o.serial == serial {
			a.writeOutlet()
		}
	})
}

// writeOutlet writes what changed; what is not saved yet waits until it is.
func (a *App) writeOutlet() {
	o := &a.outlet
	if o.Name == "" || !o.Allowed || o.busy || len(o.dirty) == 0 {
		return
	}
	dirty := o.dirty
	o.dirty, o.busy = map[annotations.ID]bool{}, true
	if dirty[outletAll] {
		for _, s := range a.summaries {
			dirty[s.ID] = true
		}
		delete(dirty, outletAll)
	}
	folder := o.Folder
	a.ctx.Async(func() {
		err := a.session.Flush(a.ctx)
		if err == nil && folder {
			err = a.writeFolder(dirty)
		} else if err == nil {
			err = a.writeWhole()
		}
		a.ctx.Dispatch(func(goapp.Context) {
			o.busy = false
			if err != nil {
				o.err = outletTrouble(err)
				for id := range dirty {
					o.dirty[id] = true
				}
				if errors.Is(err, ErrRefused) {
					o.Allowed = false
				}
				return
			}
			o.err, o.when = "", now()
			if len(o.dirty) > 0 {
				a.writeOutlet()
			}
		})
	})
}

// writeFolder writes a file for each article, and removes those of deleted ones.
func (a *App) writeFolder(ids map[annotations.ID]bool) error {
	people := map[annotations.ID]annotations.Actor{}
	for _, p := range a.session.Actors().List() {
		people[p.ID] = *p
	}
	for id := range ids {
		ending := "~" + id.Short()[24:] + ".pressmark.json"
		d, err := a.session.Load(a.ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			if err := a.p.RemoveOutlet(a.ctx, ending); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		c := record.Collection{Articles: []annotations.Article{d.Article}}
		for _, n := range d.Marks() {
			c.Annotations = append(c.Annotations, *n)
		}
		c.Actors = referred(people, c.Annotations, false)
		f := File{Name: plain.FileName(d.Article.Title) + ending, Type: jsonType, Data: record.EncodeCollection(c)}
		if err := a.p.WriteOutlet(a.ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// writeWhole writes everything into the file.
func (a *App) writeWhole() error {
	c, _, err := collect(a.ctx, a.session, "")
	if err != nil {
		return err
	}
	return a.p.WriteOutlet(a.ctx, File{Type: jsonType, Data: record.EncodeCollection(c)})
}

// outletSection lets the reader choose a file or folder, and says how it is.
func (a *App) outletSection() goapp.UI {
	if !a.p.CanOutlet() {
		return goapp.Div()
	}
	o := &a.outlet
	act := func(label string, f func()) goapp.UI {
		return goapp.Button().Type("button").Class("button").Text(label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope("outlet", label))
	}
	kind := "file"
	if o.Folder {
		kind = "folder"
	}
	var words string
	var acts []goapp.UI
	switch {
	case o.Name == "":
		words = "A folder with a file for each article, or one file with everything, can be kept up to date on this machine after each change."
		acts = []goapp.UI{act("Choose a folder", func() { a.chooseOutlet(true) }), act("Choose a file", func() { a.chooseOutlet(false) })}
	case !o.Allowed:
		words = "The " + kind + " “" + o.Name + "” is not up to date: the browser asks for your permission again."
		acts = []goapp.UI{act("Allow it", a.allowOutlet), act("Stop", a.dropOutlet)}
	case o.busy || len(o.dirty) > 0 && o.err == "":
		words = "The " + kind + " “" + o.Name + "” is being brought up to date."
		acts = []goapp.UI{act("Stop", a.dropOutlet)}
	default:
		words = "The " + kind + " “" + o.Name + "” is kept up to date."
		if !o.when.IsZero() {
			words += " Last written " + a.p.Date(o.when.UnixMilli()) + "."
		}
		acts = []goapp.UI{act("Write everything again", func() { a.spill(outletAll) }), act("Stop", a.dropOutlet)}
	}
	return goapp.Section().Class("outlet").Aria("label", "A copy on this machine").Body(
		goapp.H2().Text("A copy on this machine"),
		goapp.P().Role("status").Text(words),
		goapp.If(o.err != "", func() goapp.UI { return goapp.P().Class("trouble").Role("alert").Text(o.err) }),
		goapp.Div().Class("actions").Body(acts...),
	)
}

// outletTrouble says why the copy could not be written.
func outletTrouble(err error) string {
	switch {
	case errors.Is(err, ErrRefused):
		return "The browser did not allow it. Nothing is lost: the library itself is saved."
	case errors.Is(err, ErrAbsent):
		return "The file or folder is not there any more: choose another. The library itself is saved."
	case errors.Is(err, store.ErrFull):
		return "There is no room left on the disk. The library itself is saved."
	}
	return "The copy could not be written: " + err.Error() + ". The library itself is saved."
}
