package app

import (
	"context"
	"errors"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/store"
)

// Platform is what the app asks of the browser. Its methods must be called from
// the UI goroutine, but for those that take a context.
type Platform interface {
	Paper
	Converter
	Outlet

	// OpenStore opens the reader's library. It calls status, from any goroutine,
	// at once and whenever something about keeping changes.
	OpenStore(ctx context.Context, status func(Keeping)) (Library, error)
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

// A Library is a store that knows about damage.
type Library interface {
	store.Store
	// SetAside moves a record that cannot be read out of the way, kept whole.
	SetAside(ctx context.Context, id annotations.ID, reason string) error
	// Damaged returns what was set aside.
	Damaged(ctx context.Context) ([]File, error)
}

// Keeping says how the library is kept.
type Keeping struct {
	Place     Place
	Journal   bool // there is a second journal, or nothing is known against it yet
	Recovered int  // records brought back from the other copy at this start
	Damaged   int  // records or journals set aside, to be seen under Damaged
	Lost      bool // both copies were damaged
	Full      bool
	Persisted bool
	Used, Of  int64 // bytes; 0: unknown
}

// A Place is where the library is kept.
type Place string

// The places.
const (
	Nowhere  Place = ""         // the store is not open yet
	InStore  Place = "store"    // as it should be
	InMemory Place = "memory"   // storage is not available: nothing outlives the tab
	Waiting  Place = "waiting"  // another tab holds an older version open
	ReadOnly Place = "readonly" // a newer version wrote it: this tab may read
)

// A File is a named piece of data.
type File struct {
	Name string
	Type string // media type, or ""
	Data []byte
	Err  error // why there are no data, of a file that could not be read

	// Of an article in it, where that is known from elsewhere.
	Title, Source string
}

// describe returns an article that was read from the file, with what is known from
// elsewhere.
func (f File) describe(art annotations.Article) annotations.Article {
	if title := plain.OneLine(f.Title); title != "" {
		art.Title = title
	}
	if f.Source != "" {
		art.Source = f.Source
	}
	return art
}

// isText reports whether the data can be pasted somewhere.
func (f File) isText() bool { return f.Type != "application/zip" }

// Errors of a Platform that callers tell apart.
var (
	ErrTooLarge  = errors.New("the file is too large")
	ErrElsewhere = errors.New("the address is on another site")
	ErrAbsent    = errors.New("nothing is there")
	ErrRefused   = errors.New("the browser does not allow it")
	ErrCancelled = errors.New("the reader thought better of it")
)

// A Key is a key press.
type Key struct {
	Name             string // as in KeyboardEvent.key
	Ctrl, Alt, Shift bool   // Ctrl is also Command
	Place            Focus
}

// Focus says where the focus is.
type Focus int

// The places of the focus.
const (
	OnPage Focus = iota
	OnPaper
	OnField  // a text field
	OnDialog // a dialog, outside its text fields
)

// Paper is the article as it lies in the page.
type Paper interface {
	// Attach makes the element with an ID the paper and reports what the reader
	// does there.
	Attach(id string, events PaperEvents)
	// Lay replaces everything on the paper.
	Lay(blocks []Block)
	// Patch replaces the i-th block.
	Patch(i int, b Block)
	// Point returns the place in the text under a point of the window.
	Point(x, y float64) (Point, bool)
	// Select makes a range the browser's selection; the zero range ends it.
	Select(r Range)
	// Paint highlights ranges under a name without touching the text.
	Paint(name string, ranges ...Range)
	// Box returns the boxes of a range's first and last line in the window.
	Box(r Range) (first, last Rect, ok bool)
	// Margin returns where the text ends on the right, in the window.
	Margin() (x float64)
	// Reveal scrolls a range into view, if it is not.
	Reveal(r Range)
	// Float moves an element of the page to a box: above it, or below where there
	// is no room.
	Float(id string, at Rect)
	// Put moves an element's top left corner to a point of the window.
	Put(id string, x, y float64)
}

// A Block is one block of an article in HTML.
type Block struct {
	Kind   annotations.BlockKind
	Level  int
	HTML   string
	Claims int // that lie over it, for the margin
}

// A Point is a place between two characters of a block.
type Point struct {
	Block int
	UTF16 int // code units from the block's start
}

// A Range runs from one point to another; From is not after To.
type Range struct{ From, To Point }

// A Rect is a box in the window, in CSS pixels.
type Rect struct{ X, Y, W, H float64 }

// PaperEvents are what a reader does on the paper.
type PaperEvents struct {
	// Selected: the reader has selected a range, and is done for the moment.
	Selected func(r Range, by Pointer)
	// Deselected: nothing is selected any more.
	Deselected func()
	// Clicked: a click or tap at a point, with nothing selected.
	Clicked func(p Point)
	// Dragged: the handle with an ID is dragged to a point; done at the end.
	Dragged func(handle string, p Point, done bool)
	// Dropped: dragging the handle was given up; all is as before it.
	Dropped func(handle string)
	// Moved: the paper was scrolled or resized: boxes have changed.
	Moved func()
	// Focused: the focus came to the paper, was there already when it was attached, or left it.
	Focused func(on bool)
}

// A Pointer says how something was pointed at.
type Pointer struct {
	Touch bool
	Exact bool // Alt was held
	Keys  bool // the browser's own keyboard selection
}
