package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// core is what every screen and panel has: the browser, the session, where the reader is,
// what is said to the reader, and work in progress.
type core struct {
	p       platform.Platform
	ctx     goapp.Context
	library platform.Library
	session *session.Session
	keeping platform.Keeping

	place  place
	name   string // the reader's, which goes with marks; "": none
	drafts drafts
	keymap Keymap
	run    func(Command)      // gives a command
	can    func(Command) bool // whether it would do anything now

	amend   func(annotations.Edit) annotations.Edit // completes a step of the reader before it is taken
	stepped func(annotations.Edit)                  // hears of each step that was taken

	dialogs *dialogs
	finder  *finder
	busy    string
	toast   toast
	live    string
	spoken  string // what the word cursor stands on

	changes int // raised when what is derived from the open article may differ
	version int // raised when the list of marks may look different
}
