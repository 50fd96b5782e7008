package platform

import (
	"context"
	"iter"
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
	// WriteOutlet writes files into the folder, each in the place of what it wrote there
	// under a name that ends alike from the last "~" on; one without data stands for
	// nothing but that. All means that what it wrote under any other name goes, too. No
	// other file of the folder is touched but one of the very name. Or it writes the one
	// file as the file that was chosen. It fails with ErrRefused, ErrAbsent, where the file or
	// folder is not there any more, or store.ErrFull.
	WriteOutlet(ctx context.Context, files iter.Seq[File], all bool) error
	// DropOutlet forgets what was chosen; what was written stays.
	DropOutlet(ctx context.Context) error
}

// OutletState says which file or folder is kept up to date.
type OutletState struct {
	Name    string // "": none
	Folder  bool
	Allowed bool // else the reader must allow it again
}
