package platform

import (
	"context"

	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// A Converter reads and writes the formats of other tools. It runs beside the program,
// and takes a moment to start. Its methods may be called from any goroutine.
type Converter interface {
	// ReadFormats reads files, archives too, in whatever formats they are, and calls
	// yield with each piece; its error ends the reading and is returned. Roles say
	// what labels become: "Source" an "actor". A file that cannot be read is a problem.
	ReadFormats(ctx context.Context, files []File, roles map[string]string, yield func(Found) error) error
	// WriteFormat writes a collection in a format, as one file.
	WriteFormat(ctx context.Context, format string, c record.Collection) (Written, error)
}

// Found is a piece of what a Converter read.
type Found struct {
	Records  record.Collection
	Own      bool    // they come from a file of Pressmark's own records
	Labels   []Label // of marks in this piece
	Problems []Problem
	Done, Of int // files read, of all
}

// A Label is what another tool calls some marks, and what they become.
type Label struct {
	Name  string
	Count int
	Role  string // one of Roles
}

// Roles are what the marks of a label can become.
var Roles = []struct {
	Name  string
	Title words.Phrase
}{
	{"actor", words.RoleActor}, {"claim", words.RoleClaim}, {"figure", words.RoleFigure},
	{"cue", words.RoleCue}, {"leave", words.RoleLeave},
}

// A Problem is something in a file that could not be taken as it is.
type Problem struct {
	Place string // "talks.ann:12"
	Text  string // what is wrong
}

// Written is what a Converter wrote.
type Written struct {
	File   File
	Losses []Loss
}

// A Loss is something that a format cannot hold.
type Loss struct {
	What    string
	Count   int
	Example string // may be empty
}
