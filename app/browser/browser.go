//go:build js && wasm

// Package browser is the browser as Pressmark's app sees it: it implements
// platform.Platform, and it is the only package that knows syscall/js.
//
// # The paper
//
// An article is laid out as plain elements, one for each block, which go-app does
// not know. A block holds the article's text and <mark> elements, nothing else, so
// a place in the text is a block and an offset in UTF-16 code units within it, and
// the DOM keeps no state of its own. Places are converted in place.go, in both
// directions. What the reader selects is compared with what the app already knows
// is selected, so a change that the app made is never reported back to it.
//
// # Exceptions
//
// A getter that throws ends the program, and a method that throws panics. The
// former are read through Reflect (see prefs.go), the latter are expected where an
// extension or a translator may have changed the page: there the work is given
// up, the console says so, and the program lives on.
//
// # Goroutines
//
// No callback waits. What must wait for a promise runs in a goroutine and is given
// a context. Events are reported from the browser's own event loop: what they
// change in the user interface has to be dispatched there.
package browser

import (
	"sync"
	"syscall/js"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/platform"
)

// A Browser is the page that the program runs in. It is an platform.Platform.
type Browser struct {
	paper
	store    *Store // nil: not open yet, or there is none
	prefs    prefs
	theme    theme
	leaving  func() // removes the handler; nil: closing loses nothing
	openers  map[string]js.Value
	dateForm js.Value

	outlet    js.Value   // the file or folder that is kept up to date
	importing func()     // says that this tab's import is over; nil: there is none
	starting  sync.Mutex // guards converter
	converter *converter // nil: nobody needed it yet
}

var _ platform.Platform = (*Browser)(nil)

// New returns the page that the program runs in. There is one.
func New() *Browser {
	return &Browser{
		prefs:   prefs{unkept: map[string]string{}},
		openers: map[string]js.Value{},
	}
}

// base returns the path that the site is served under, without a slash at its end.
func base() string {
	root := goapp.Getenv("GOAPP_ROOT_PREFIX")
	for len(root) > 0 && root[len(root)-1] == '/' {
		root = root[:len(root)-1]
	}
	return root
}
