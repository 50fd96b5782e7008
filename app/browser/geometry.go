//go:build js && wasm

package browser

import (
	"syscall/js"

	"pressmark/app/platform"
)

const (
	gap    = 8  // CSS pixels between a box and what floats over it
	margin = 8  // CSS pixels that what floats keeps from the window's edges
	header = 72 // CSS pixels at the top of the window that a sticky header covers
)

// docked is when the style sheet puts what floats at the bottom instead.
const docked = "(pointer: coarse), (max-width: 760px)"

func rectOf(r js.Value) platform.Rect {
	return platform.Rect{
		X: r.Get("left").Float(), Y: r.Get("top").Float(),
		W: r.Get("width").Float(), H: r.Get("height").Float(),
	}
}

// union returns the smallest box that holds both.
func union(a, b platform.Rect) platform.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return platform.Rect{X: x, Y: y, W: max(a.X+a.W, b.X+b.W) - x, H: max(a.Y+a.H, b.Y+b.H) - y}
}

// Point returns the place in the text under a point of the window; ok is false
// where there is no text within half a line.
func (p *paper) Point(x, y float64) (pt platform.Point, ok bool) {
	pt, ok = p.caret(x, y)
	if !ok || !p.near(pt, x, y) {
		return platform.Point{}, false
	}
	return pt, true
}

// caret returns the place in the text that the browser finds nearest to a point
// of the window, however far that is; ok is false if the point is not over the
// paper.
func (p *paper) caret(x, y float64) (pt platform.Point, ok bool) {
	defer rescue()
	if !p.attached() {
		return platform.Point{}, false
	}
	var node js.Value
	var offset int
	if document.Get("caretPositionFromPoint").Type() == js.TypeFunction {
		c := document.Call("caretPositionFromPoint", x, y)
		if !c.Truthy() {
			return platform.Point{}, false
		}
		node, offset = c.Get("offsetNode"), c.Get("offset").Int()
	} else {
		c := document.Call("caretRangeFromPoint", x, y)
		if !c.Truthy() {
			return platform.Point{}, false
		}
		node, offset = c.Get("startContainer"), c.Get("startOffset").Int()
	}
	if !node.Truthy() || !p.el.Call("contains", node).Bool() {
		return platform.Point{}, false
	}
	return p.at(node, offset, false)
}

// near reports whether a character beside pt lies within half a line of a point
// of the window.
func (p *paper) near(pt platform.Point, x, y float64) bool {
	// Two code units to each side: a character may have two, and a line may break
	// at pt.
	around := platform.Range{From: platform.Point{Block: pt.Block, UTF16: pt.UTF16 - 2}, To: platform.Point{Block: pt.Block, UTF16: pt.UTF16 + 2}}
	if !p.stretch(p.ruler, around) {
		return false
	}
	rects := p.ruler.Call("getClientRects")
	for i := range rects.Get("length").Int() {
		r := rectOf(rects.Index(i))
		dx := max(r.X-x, x-(r.X+r.W))
		dy := max(r.Y-y, y-(r.Y+r.H))
		if max(dx, dy) <= r.H/2 {
			return true
		}
	}
	return false
}

// Box returns the boxes of a range's first and last line in the window; ok is
// false if it has none.
func (p *paper) Box(r platform.Range) (first, last platform.Rect, ok bool) {
	defer rescue()
	from, ok := p.clamp(r.From)
	to, _ := p.clamp(r.To)
	if !ok {
		return first, last, false
	}
	// Within its own block, lest the box of a whole paragraph counts as a line.
	head, tail := platform.Range{From: from, To: to}, platform.Range{From: from, To: to}
	if from.Block != to.Block {
		head.To = platform.Point{Block: from.Block, UTF16: p.text(from.Block).len}
		tail.From = platform.Point{Block: to.Block}
	}
	if first, ok = p.line(head, false); !ok {
		return first, last, false
	}
	last, ok = p.line(tail, true)
	return first, last, ok
}

// line returns the box of the first or the last line of a range within a block.
func (p *paper) line(r platform.Range, last bool) (box platform.Rect, ok bool) {
	if !p.stretch(p.ruler, r) {
		return platform.Rect{}, false
	}
	rects := p.ruler.Call("getClientRects")
	n := rects.Get("length").Int()
	if n == 0 {
		return platform.Rect{}, false
	}
	at := func(i int) platform.Rect {
		if last {
			i = n - 1 - i
		}
		return rectOf(rects.Index(i))
	}
	box = at(0)
	for i := 1; i < n; i++ {
		next := at(i)
		if middle := next.Y + next.H/2; middle < box.Y || middle > box.Y+box.H {
			break
		}
		box = union(box, next)
	}
	return box, true
}

// Float moves an element of the page over a box, or under it where there is no
// room. On a narrow window or a touch screen it leaves the place to the style
// sheet.
func (p *paper) Float(id string, at platform.Rect) {
	defer rescue()
	el, ok := byID(id)
	if !ok {
		return
	}
	if matches(docked) {
		style(el, "left", "")
		style(el, "top", "")
		return
	}
	size := rectOf(el.Call("getBoundingClientRect"))
	width, height := root.Get("clientWidth").Float(), window.Get("innerHeight").Float()
	y := at.Y - gap - size.H
	if _, view := p.scroller(); y < view.Y {
		y = at.Y + at.H + gap
	}
	place(el,
		clampTo(at.X+at.W/2-size.W/2, margin, width-margin-size.W),
		clampTo(y, margin, height-margin-size.H))
}

// Put moves an element's top left corner to a point of the window.
func (p *paper) Put(id string, x, y float64) {
	defer rescue()
	if el, ok := byID(id); ok {
		place(el, x, y)
	}
}

func place(el js.Value, x, y float64) {
	style(el, "left", px(x))
	style(el, "top", px(y))
}

// clampTo returns v between low and high; low if there is no room.
func clampTo(v, low, high float64) float64 { return max(min(v, high), low) }

// A reveal follows a range until it is in view: the place of a block that was
// never laid out is an estimate of the browser's.
type reveal struct {
	frame *frame
	r     platform.Range
	tries int     // frames that are left
	y     float64 // where the range was in the last frame
	still int     // for how many frames it has been there
	stops []func()
}

func (v *reveal) stop() {
	if v.frame != nil {
		v.frame.release()
		v.frame = nil
	}
	for _, stop := range v.stops {
		stop()
	}
	v.stops = nil
}

// Margin returns where the text ends on the right, in the window.
func (p *paper) Margin() float64 {
	if !p.attached() {
		return 0
	}
	return p.el.Call("getBoundingClientRect").Get("right").Float()
}

// Reveal scrolls a range into view, if it is not: at once if it is far away or the
// reader wants no motion. The reader's own scrolling ends it. One that is in view is
// followed, too: blocks above it that are laid out now may push it away.
func (p *paper) Reveal(r platform.Range) {
	p.reveal.stop()
	if !p.attached() {
		return
	}
	p.halt()
	p.inView(r, true)
	v := &p.reveal
	v.r, v.tries, v.still, v.y = r, 30, 0, 0
	v.frame = newFrame(p.follow)
	v.frame.request()
	interrupt := func(js.Value) { p.reveal.stop() }
	for _, event := range []string{"wheel", "pointerdown"} {
		v.stops = append(v.stops, listen(document, event, passive, interrupt))
	}
}

// halt ends a smooth scroll that is under way, or what is in view now would be carried
// away by it.
func (p *paper) halt() {
	scroller, _ := p.scroller()
	scroller.Call("scrollBy", map[string]any{"top": 0, "behavior": "instant"})
}

// follow looks, once a frame, whether the revealed range has come to rest in
// view, and scrolls again if it rests elsewhere.
func (p *paper) follow() {
	v := &p.reveal
	first, _, ok := p.Box(v.r)
	if v.tries <= 0 || !ok {
		v.stop()
		return
	}
	if max(first.Y, v.y)-min(first.Y, v.y) < 1 {
		v.still++
	} else {
		v.still = 0 // it scrolls, however slowly
	}
	v.y = first.Y
	switch {
	case v.still >= 2 && !p.inView(v.r, false):
		v.still = 0
		v.tries--
	case v.still >= rests: // a page that is busy may scroll, or lay out what is above, late
		v.stop()
		return
	}
	v.frame.request()
}

// rests is for how many frames a revealed range is to stay where it is in view.
const rests = 8

// inView reports whether a range is in view, and scrolls there if it is not and
// can be.
func (p *paper) inView(r platform.Range, smooth bool) bool {
	defer rescue()
	first, last, ok := p.Box(r)
	if !ok {
		return true // there is nothing to see
	}
	scroller, view := p.scroller()
	box := union(first, last)
	if box.H > view.H {
		box = first
	}
	if box.Y >= view.Y && box.Y+box.H <= view.Y+view.H {
		return true
	}
	by := box.Y + box.H/2 - (view.Y + view.H/2)
	behaviour := "instant"
	if smooth && abs(by) <= 2*view.H && !matches("(prefers-reduced-motion: reduce)") {
		behaviour = "smooth"
	}
	was := scroller.Get("scrollTop").Float()
	scroller.Call("scrollBy", map[string]any{"top": by, "behavior": behaviour})
	return behaviour == "instant" && scroller.Get("scrollTop").Float() == was // as far as it goes
}

// scroller returns what scrolls the paper, and the part of the window where text
// in it is not covered: as scroll-padding in the style sheet says, or as a sticky
// header and, on a phone, a sheet over the lower half need it.
func (p *paper) scroller() (element js.Value, view platform.Rect) {
	view = platform.Rect{W: root.Get("clientWidth").Float(), H: window.Get("innerHeight").Float()}
	element = document.Get("scrollingElement")
	padded := root
	for e := p.el; e.Truthy() && !e.Equal(root); e = e.Get("parentElement") {
		overflow := window.Call("getComputedStyle", e).Get("overflowY").String()
		if (overflow == "auto" || overflow == "scroll") && e.Get("scrollHeight").Int() > e.Get("clientHeight").Int() {
			if !e.Equal(document.Get("body")) {
				element, padded, view = e, e, rectOf(e.Call("getBoundingClientRect"))
			}
			break
		}
	}
	top, bottom := float64(header), 3.0*margin
	if matches(docked) {
		bottom = view.H / 2
	}
	css := window.Call("getComputedStyle", padded)
	top = pixels(css.Get("scrollPaddingTop"), top)
	bottom = pixels(css.Get("scrollPaddingBottom"), bottom)
	view.Y += top
	view.H -= top + bottom
	return element, view
}

// pixels reads a length in CSS pixels; another value is the fallback.
func pixels(v js.Value, fallback float64) float64 {
	if f := window.Call("parseFloat", v).Float(); f == f {
		return f
	}
	return fallback
}
