//go:build js && wasm

package browser

import (
	"syscall/js"

	"pressmark/app/platform"
)

// A drag moves a handle: an element with the attribute data-handle, whose value
// is its name, anywhere in the page.
type drag struct {
	name   string // "": none is dragged
	el     js.Value
	id     js.Value // of the pointer
	x, y   float64  // of the pointer, in the window
	dx, dy float64  // from the pointer to the text that the handle points at
	last   platform.Point
	moved  bool // last is where it was dragged to
	frame  *frame
	still  func() // lets the browser have the finger's moves again
}

// watchHandles reports handles being dragged.
func (p *paper) watchHandles() {
	d := &p.drag
	d.frame = newFrame(p.dragged)
	p.undo = append(p.undo, d.frame.release)
	p.on(document, "pointerdown", capture, func(e js.Value) {
		el, ok := closest(e.Get("target"), "[data-handle]")
		if !ok || d.name != "" || e.Get("button").Int() != 0 {
			return
		}
		e.Call("preventDefault") // the selection and the focus stay as they are
		p.grab(el, e)
	})
	p.on(document, "pointermove", passive, func(e js.Value) {
		if d.holds(e) {
			d.x, d.y = e.Get("clientX").Float(), e.Get("clientY").Float()
			d.frame.request()
		}
	})
	p.on(document, "pointerup", passive, func(e js.Value) {
		if d.holds(e) {
			d.x, d.y = e.Get("clientX").Float(), e.Get("clientY").Float()
			p.dragged()
			p.drop(true)
		}
	})
	p.on(document, "pointercancel", passive, func(e js.Value) {
		if d.holds(e) {
			p.drop(false)
		}
	})
	// On the window, to be asked before the app.
	p.on(window, "keydown", capture, func(e js.Value) {
		if d.name != "" && e.Get("key").String() == "Escape" {
			e.Call("preventDefault")
			e.Call("stopImmediatePropagation") // it gives up the drag, nothing else
			p.drop(false)
		}
	})
}

func (d *drag) holds(e js.Value) bool { return d.name != "" && d.id.Equal(e.Get("pointerId")) }

// grab begins to drag a handle.
func (p *paper) grab(el, e js.Value) {
	defer rescue()
	d := &p.drag
	d.name, d.el, d.id = el.Call("getAttribute", "data-handle").String(), el, e.Get("pointerId")
	d.x, d.y = e.Get("clientX").Float(), e.Get("clientY").Float()
	d.moved = false
	// A finger that is lifted while it moves would leave a fling, even where nothing can
	// scroll, and the next tap would only end that.
	d.still = listen(el, "touchmove", nil, func(e js.Value) {
		if e.Get("cancelable").Bool() {
			e.Call("preventDefault")
		}
	})
	// It may be held beside or below the place in the text that it was put at.
	css := el.Get("style")
	d.dx = pixels(css.Get("left"), d.x) - d.x
	d.dy = pixels(css.Get("top"), d.y) - d.y
	root.Call("setAttribute", "data-dragging", d.name)
	style(el, "pointer-events", "none") // it must not hide the text; the capture still holds
	el.Call("setPointerCapture", d.id)
}

// dragged reports where the handle is now.
func (p *paper) dragged() {
	d := &p.drag
	if d.name == "" {
		return
	}
	pt, ok := p.caret(d.x+d.dx, d.y+d.dy)
	if !ok || d.moved && pt == d.last {
		return
	}
	d.last, d.moved = pt, true
	if p.events.Dragged != nil {
		p.events.Dragged(d.name, pt, false)
	}
}

// drop ends a drag, done or given up.
func (p *paper) drop(done bool) {
	d := &p.drag
	name := d.name
	d.name = ""
	root.Call("removeAttribute", "data-dragging")
	style(d.el, "pointer-events", "")
	d.still()
	d.release()
	switch {
	case done && d.moved:
		if p.events.Dragged != nil {
			p.events.Dragged(name, d.last, true)
		}
	case p.events.Dropped != nil:
		p.events.Dropped(name)
	}
}

// release lets go of the pointer.
func (d *drag) release() {
	defer rescue()
	if d.el.Call("hasPointerCapture", d.id).Bool() {
		d.el.Call("releasePointerCapture", d.id)
	}
}
