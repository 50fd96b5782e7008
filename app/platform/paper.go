package platform

import "pressmark/annotations"

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

// union returns the smallest box that holds both.
func (r Rect) Union(o Rect) Rect {
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{X: x, Y: y, W: max(r.X+r.W, o.X+o.W) - x, H: max(r.Y+r.H, o.Y+o.H) - y}
}
