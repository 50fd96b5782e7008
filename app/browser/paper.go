//go:build js && wasm

package browser

import (
	"strconv"
	"strings"
	"syscall/js"

	"pressmark/annotations"
	"pressmark/app/platform"
)

// A paper is the element that an article lies in.
type paper struct {
	el     js.Value
	events platform.PaperEvents
	undo   []func() // what Detach does

	blocks js.Value     // an array of the block elements: a block is found without a query
	claims []int        // of each block, as its attribute says
	texts  map[int]text // of blocks that were asked for since they were last filled
	ruler  js.Value     // a DOM range for measuring

	selection selection
	layers    map[string]*layer
	overlay   js.Value // holds the boxes of layers where the browser has no highlights
	reveal    reveal
	drag      drag
}

// Attach makes the element with an ID the paper.
func (p *paper) Attach(id string, events platform.PaperEvents) {
	p.detach()
	el, ok := byID(id)
	if !ok {
		return
	}
	p.el, p.events = el, events
	// A translated page would no longer hold the article's text.
	el.Call("setAttribute", "translate", "no")
	p.ruler = document.Call("createRange")
	p.clear()
	p.watchSelection()
	p.watchHandles()
	p.watchLayout()
	p.watchFocus()
}

// detach lets go of the element that was the paper.
func (p *paper) detach() {
	for _, undo := range p.undo {
		undo()
	}
	*p = paper{}
}

func (p *paper) attached() bool { return p.el.Truthy() }

func (p *paper) on(target js.Value, event string, options map[string]any, heard func(e js.Value)) {
	p.undo = append(p.undo, listen(target, event, options, heard))
}

// clear forgets everything about what lay on the paper.
func (p *paper) clear() {
	p.blocks = js.Undefined()
	p.claims = nil
	p.texts = map[int]text{}
	p.selection.known = platform.Range{}
	p.reveal.stop()
	p.clearLayers()
}

// Lay replaces everything on the paper, as one string: for thousands of blocks
// that is several times faster than making each element from here.
func (p *paper) Lay(blocks []platform.Block) {
	if !p.attached() {
		return
	}
	p.clear()
	p.el.Set("innerHTML", layout(blocks))
	p.blocks = window.Get("Array").Call("from", p.el.Call("getElementsByClassName", "block"))
	p.claims = make([]int, len(blocks))
	for i, b := range blocks {
		p.claims[i] = b.Claims
	}
}

// layout returns the HTML of blocks. Only Block.HTML, which render has escaped, is
// text of the article.
func layout(blocks []platform.Block) string {
	size := 0
	for _, b := range blocks {
		size += len(b.HTML) + 64
	}
	var out strings.Builder
	out.Grow(size)
	listed := false
	for i, b := range blocks {
		if item := b.Kind == annotations.ListItem; item != listed {
			if listed = item; listed {
				out.WriteString("<ul>")
			} else {
				out.WriteString("</ul>")
			}
		}
		name := tag(b)
		out.WriteString("<" + name + ` class="block" data-block="`)
		out.WriteString(strconv.Itoa(i))
		if c := claims(b.Claims); c != "" {
			out.WriteString(`" data-claims="` + c)
		}
		if b.Level > 1 && b.Kind != annotations.Heading {
			out.WriteString(`" data-level="` + strconv.Itoa(b.Level))
		}
		out.WriteString(`">`)
		out.WriteString(b.HTML)
		out.WriteString("</" + name + ">")
	}
	if listed {
		out.WriteString("</ul>")
	}
	return out.String()
}

func tag(b platform.Block) string {
	switch b.Kind {
	case annotations.Heading:
		return "h" + strconv.Itoa(min(max(b.Level, 1), 6))
	case annotations.ListItem:
		return "li"
	case annotations.Quotation:
		return "blockquote"
	}
	return "p"
}

// claims returns the value of data-claims, or "" where there must be none: the
// margin shows one bar or two.
func claims(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(min(n, 2))
}

// Patch replaces the content of the i-th block. A selection that reaches into it
// stays on the same text.
func (p *paper) Patch(i int, b platform.Block) {
	if i < 0 || i >= len(p.claims) {
		return
	}
	el := p.blocks.Index(i)
	restore := p.holdSelection(el)
	el.Set("innerHTML", b.HTML)
	delete(p.texts, i)
	if was, is := claims(p.claims[i]), claims(b.Claims); was != is {
		if is == "" {
			el.Call("removeAttribute", "data-claims")
		} else {
			el.Call("setAttribute", "data-claims", is)
		}
	}
	p.claims[i] = b.Claims
	restore()
	p.repaint(i)
}

// watchFocus reports the focus being on the paper, coming to it and leaving it.
func (p *paper) watchFocus() {
	inside := func(e js.Value) bool { // where the focus comes from or goes to
		other := e.Get("relatedTarget")
		return other.Truthy() && p.el.Call("contains", other).Bool()
	}
	report := func(on bool) func(js.Value) {
		return func(e js.Value) {
			if p.events.Focused != nil && !inside(e) {
				p.events.Focused(on)
			}
		}
	}
	p.on(p.el, "focusin", nil, report(true))
	p.on(p.el, "focusout", nil, report(false))
	if e, ok := focused(); ok && p.events.Focused != nil && p.el.Call("contains", e).Bool() {
		p.events.Focused(true)
	}
}

// watchLayout reports that boxes on the paper have changed, at most once a frame.
func (p *paper) watchLayout() {
	moved := newFrame(func() {
		p.repaintLarge()
		if p.events.Moved != nil {
			p.events.Moved()
		}
	})
	p.undo = append(p.undo, moved.release)
	p.on(document, "scroll", passive, func(e js.Value) {
		if at := e.Get("target"); at.Call("contains", p.el).Bool() { // not that of a panel
			moved.request()
		}
	})
	p.on(window, "resize", nil, func(js.Value) { moved.request() })

	resized := js.FuncOf(func(js.Value, []js.Value) any {
		moved.request()
		return nil
	})
	observer := window.Get("ResizeObserver").New(resized)
	observer.Call("observe", p.el)
	p.undo = append(p.undo, func() {
		observer.Call("disconnect")
		resized.Release()
	})
}
