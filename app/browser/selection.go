//go:build js && wasm

package browser

import (
	"syscall/js"

	"pressmark/app/platform"
)

// A selection follows what the reader selects.
type selection struct {
	known   platform.Range // what the app knows to be selected: reported to it or made by it
	settled *task
	soon    bool    // it comes at once
	pressed bool    // a button or finger is down
	x, y    float64 // where it went down
	touch   bool    // the last pointer was a finger or a pen
	keys    bool    // a key was pressed since
	exact   bool    // Alt was held when the button was released
}

const (
	// calm is how long, in milliseconds, a selection made with keys or handles of
	// the system must rest before it counts as done: there is no event for that.
	calm = 250
	// slop is how far, in CSS pixels, a pointer may stray in a click.
	slop = 6
)

// watchSelection reports selections and clicks. The end of a selection by mouse is
// the release of the button; that of any other is that nothing changes any more.
func (p *paper) watchSelection() {
	s := &p.selection
	s.settled = newTask(p.settle)
	p.undo = append(p.undo, s.settled.release)

	p.on(document, "pointerdown", passive, func(e js.Value) {
		s.pressed, s.keys = true, false
		s.settled.cancel() // the release reports what is selected then
		s.touch = e.Get("pointerType").String() != "mouse"
		s.x, s.y = e.Get("clientX").Float(), e.Get("clientY").Float()
	})
	released := func(e js.Value) {
		s.pressed = false
		s.exact = e.Get("altKey").Truthy()
		if s.touch {
			s.settled.in(calm)
		} else {
			s.soon = true
			s.settled.in(0) // the browser lets go of an old selection only after this event
		}
	}
	p.on(window, "pointerup", passive, released)
	p.on(window, "pointercancel", passive, released)
	p.on(document, "keydown", passive, func(js.Value) { s.keys = true })
	p.on(document, "selectionchange", nil, func(js.Value) {
		if !s.pressed && !s.soon {
			s.settled.in(calm)
		}
	})
	p.on(p.el, "click", nil, p.clicked)

	// A press on such an element acts on the selection and must not end it.
	p.on(document, "mousedown", capture, func(e js.Value) {
		if _, keep := closest(e.Get("target"), "[data-keep]"); keep {
			if _, field := closest(e.Get("target"), writable); !field {
				e.Call("preventDefault")
			}
		}
	})
}

// settle reports what is selected if the app does not know it yet.
func (p *paper) settle() {
	s := &p.selection
	s.settled.cancel()
	s.soon = false
	was, is := s.known, p.selected()
	if is == was {
		return
	}
	s.known = is
	switch {
	case is != platform.Range{}:
		if p.events.Selected != nil {
			p.events.Selected(is, platform.Pointer{Touch: s.touch && !s.keys, Keys: s.keys, Exact: s.exact && !s.keys})
		}
	case p.events.Deselected != nil:
		p.events.Deselected()
	}
}

// selected returns what is selected on the paper; the zero range if nothing is.
func (p *paper) selected() platform.Range {
	s := document.Call("getSelection")
	if !s.Truthy() || s.Get("rangeCount").Int() == 0 {
		return platform.Range{}
	}
	return p.covered(s.Call("getRangeAt", 0))
}

// perhaps reports whether something may be selected. Where nothing is, asking the
// browser costs a layout of the page.
func (s *selection) perhaps() bool {
	return s.known != platform.Range{} || s.pressed || s.settled.pending()
}

// clicked reports a click that selects nothing and ends no drag.
func (p *paper) clicked(e js.Value) {
	p.settle() // an old selection is gone before the click counts
	s := &p.selection
	x, y := e.Get("clientX").Float(), e.Get("clientY").Float()
	if s.known != (platform.Range{}) || e.Get("button").Int() != 0 || max(abs(x-s.x), abs(y-s.y)) > slop {
		return
	}
	if pt, ok := p.Point(x, y); ok && p.events.Clicked != nil {
		p.events.Clicked(pt)
	}
}

// Select makes a range the browser's selection; the zero range, like any empty
// one, ends it.
func (p *paper) Select(r platform.Range) {
	defer rescue()
	if !p.attached() {
		return
	}
	s := document.Call("getSelection")
	if !before(r.From, r.To) {
		if !p.selection.perhaps() {
			return
		}
		p.selection.known = platform.Range{}
		// Elsewhere, in a text field say, the selection is not ours to end.
		if node := s.Get("anchorNode"); node.Truthy() && p.el.Call("contains", node).Bool() {
			s.Call("removeAllRanges")
		}
		return
	}
	if !p.stretch(p.ruler, r) {
		return
	}
	s.Call("setBaseAndExtent",
		p.ruler.Get("startContainer"), p.ruler.Get("startOffset"),
		p.ruler.Get("endContainer"), p.ruler.Get("endOffset"))
	p.selection.known = p.selected()
}

// holdSelection notes where the selection begins and ends if one of both is in an
// element, and returns what puts it back there once the element is filled anew.
func (p *paper) holdSelection(element js.Value) (restore func()) {
	restore = func() {}
	defer rescue()
	if !p.selection.perhaps() {
		return restore
	}
	s := document.Call("getSelection")
	anchor, focus := s.Get("anchorNode"), s.Get("focusNode")
	if !anchor.Truthy() || !focus.Truthy() {
		return restore
	}
	anchored, focused := element.Call("contains", anchor).Bool(), element.Call("contains", focus).Bool()
	if !anchored && !focused {
		return restore
	}
	anchorAt, focusAt := s.Get("anchorOffset").Int(), s.Get("focusOffset").Int()
	var from, to platform.Point
	if anchored {
		from, _ = p.at(anchor, anchorAt, false)
	}
	if focused {
		to, _ = p.at(focus, focusAt, false)
	}
	return func() {
		defer rescue()
		if anchored {
			from, _ = p.clamp(from)
			anchor, anchorAt = p.dom(from, false)
		}
		if focused {
			to, _ = p.clamp(to)
			focus, focusAt = p.dom(to, true)
		}
		s.Call("setBaseAndExtent", anchor, anchorAt, focus, focusAt)
	}
}

func abs(v float64) float64 { return max(v, -v) }
