package files

import (
	"pressmark/annotations/format"
	"pressmark/annotations/standoff"
)

// An Outgoing is an article ready to be written.
type Outgoing struct {
	Dir    string // below that of the output, with slashes
	Title  string
	Marks  map[string]int // by kind
	Lost   []standoff.Loss
	Held   standoff.Document // for what goes along once
	Files  []format.File     // in a folder or an archive
	Piece  []byte            // of a file that holds many
	Whole  *format.Piece     // of a file about all
	Barred bool              // it would lose something, and must not
	Err    error             // it could not be written
}

// An Output takes articles one by one. Either End or Drop is called at last; after Drop
// there is nothing half-written.
type Output interface {
	Put(Outgoing) error
	End(labels standoff.Survey) error
	Drop()
}

// Nowhere is the output of what is not to be written.
type Nowhere struct{}

func (Nowhere) Put(Outgoing) error        { return nil }
func (Nowhere) End(standoff.Survey) error { return nil }
func (Nowhere) Drop()                     {}

// beside returns what goes along with the articles, once.
func beside(f format.Format, labels standoff.Survey) []format.File {
	if f.Write.Beside == nil {
		return nil
	}
	return f.Write.Beside(labels)
}
