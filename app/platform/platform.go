// Package platform is what the reader needs of the browser it runs in: the page, the paper
// that the article lies on, the library, files, the converter of formats. The interfaces
// and their plain values stand here; app/browser implements them, and tests do.
package platform

import (
	"context"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
)

// Platform is what the app asks of the browser. Its methods must be called from
// the UI goroutine, but for those that take a context.
type Platform interface {
	Paper
	Converter
	Outlet

	// OpenStore opens the reader's library. It calls status, from any goroutine,
	// at once and whenever something about keeping changes.
	OpenStore(ctx context.Context, status func(Keeping)) (Store, error)
	// Persist asks the browser to keep the library when it clears up.
	Persist(ctx context.Context) bool

	// OnKey calls press for every key pressed in the page, before the browser
	// acts on it; true keeps the browser from doing so.
	OnKey(press func(Key) bool)
	// OnDrop calls drop with files dropped on the page, opened with the installed
	// app or handed to it by another.
	OnDrop(drop func([]File))
	// OnUpdate calls ready once a newer version waits to be started.
	OnUpdate(ready func())
	// Update starts the newer version in every tab and reloads this one.
	Update()
	// Leaving sets whether closing the tab now would lose something.
	Leaving(loses bool)

	// ReadFiles returns the files of an input element.
	ReadFiles(ctx context.Context, input goapp.Value) ([]File, error)
	// Shared returns what was shared to the installed app under an ID.
	Shared(ctx context.Context, id string) ([]File, error)
	// Fetch returns what is at a path of this site.
	Fetch(ctx context.Context, path string) (File, error)
	// FetchArticle has the server fetch an article and returns its record. The error
	// is in words for the reader.
	FetchArticle(ctx context.Context, address string) ([]byte, error)
	// Stash puts files by for the next start, in the place of any that were.
	Stash(ctx context.Context, files []File) error
	// Stashed returns the files that are put by.
	Stashed(ctx context.Context) ([]File, error)
	// Unstash throws them away.
	Unstash(ctx context.Context) error
	// Download hands the reader a file.
	Download(f File)
	// Copy puts text on the clipboard.
	Copy(ctx context.Context, text string) error
	// CopyTable puts a table on the clipboard, as tab-separated text and as HTML.
	CopyTable(ctx context.Context, tsv, html string) error
	// CanShare reports whether the system can be offered a file.
	CanShare(f File) bool
	// Share offers the system a file.
	Share(ctx context.Context, f File) error

	// Pref returns a preference, or "".
	Pref(name string) string
	// SetPref keeps a preference; failing to is no loss.
	SetPref(name, value string)
	// Theme sets the colour scheme: "light", "dark" or "" for the system's.
	Theme(name string)
	// Date formats a time, in milliseconds since 1970, in the reader's language.
	Date(ms int64) string

	// Modal opens or closes the dialog element with an ID.
	Modal(id string, open bool)
	// Focus moves the focus to the element with an ID.
	Focus(id string)
	// SetValue sets the value of an input element.
	SetValue(id, value string)
	// SetHeight sets the height of an element in CSS pixels.
	SetHeight(id string, px int)
	// Width returns the width of the window in CSS pixels.
	Width() int
	// Height returns the height of an element in CSS pixels, 0 if it is not there.
	Height(id string) int
	// ScrollIntoView scrolls just enough for an element to show.
	ScrollIntoView(id string)
	// RevealCurrent scrolls just enough for what is current in an element to show.
	RevealCurrent(id string)
	// Scroll returns how far an element is scrolled and how much of it shows.
	Scroll(id string) (top, height int)
	// ScrollTo scrolls an element so that the stretch from top of a height shows.
	ScrollTo(id string, top, height int)
	// Title sets the title of the page.
	Title(s string)
	// Address returns the whole address of a path of this site.
	Address(path string) string
	// Replace changes the address of the page, without loading anything.
	Replace(path string)
}

// Errors of a Platform that callers tell apart.
var (
	ErrTooLarge  = words.ErrTooLarge
	ErrElsewhere = words.ErrElsewhere
	ErrAbsent    = words.ErrAbsent
	ErrRefused   = words.ErrRefused
	ErrCancelled = words.ErrCancelled
)
