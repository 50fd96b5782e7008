//go:build js && wasm

package browser

import (
	"sort"
	"strconv"
	"syscall/js"

	"pressmark/app/platform"
)

// A text is the text of a block as the DOM holds it: its text nodes, in order.
type text struct {
	pieces []piece
	len    int // UTF-16 code units
}

// A piece is a text node.
type piece struct {
	node    js.Value
	at, len int // UTF-16 code units, at from the block's start
}

// remembered is how many blocks' texts are remembered: those on a few screens.
const remembered = 256

// text returns the text of the i-th block.
func (p *paper) text(i int) text {
	if t, ok := p.texts[i]; ok {
		return t
	}
	var t text
	const showText = 4
	walker := document.Call("createTreeWalker", p.blocks.Index(i), showText)
	for {
		node := walker.Call("nextNode")
		if node.IsNull() {
			break
		}
		n := node.Get("length").Int()
		t.pieces = append(t.pieces, piece{node, t.len, n})
		t.len += n
	}
	if len(p.texts) >= remembered {
		clear(p.texts)
	}
	p.texts[i] = t
	return t
}

// clamp returns the point nearest to pt that is on the paper; ok is false if
// nothing is.
func (p *paper) clamp(pt platform.Point) (_ platform.Point, ok bool) {
	n := len(p.claims)
	switch {
	case n == 0:
		return platform.Point{}, false
	case pt.Block < 0:
		return platform.Point{}, true
	case pt.Block >= n:
		return platform.Point{Block: n - 1, UTF16: p.text(n - 1).len}, true
	}
	return platform.Point{Block: pt.Block, UTF16: min(max(pt.UTF16, 0), p.text(pt.Block).len)}, true
}

// dom returns a point, which is on the paper, as the DOM has it. Between two text
// nodes that is the end of the first for the end of a range, else the start of the
// second: a range never reaches into a node of which it covers nothing.
func (p *paper) dom(pt platform.Point, end bool) (node js.Value, offset int) {
	t := p.text(pt.Block)
	if len(t.pieces) == 0 {
		return p.blocks.Index(pt.Block), 0
	}
	k := sort.Search(len(t.pieces), func(k int) bool {
		at := t.pieces[k].at + t.pieces[k].len
		if end {
			return at >= pt.UTF16
		}
		return at > pt.UTF16
	})
	k = min(k, len(t.pieces)-1)
	return t.pieces[k].node, pt.UTF16 - t.pieces[k].at
}

// stretch makes a DOM range cover r. It reports whether that could be done.
func (p *paper) stretch(domRange js.Value, r platform.Range) (done bool) {
	defer rescue()
	from, ok := p.clamp(r.From)
	to, _ := p.clamp(r.To)
	if !ok {
		return false
	}
	node, offset := p.dom(from, false)
	domRange.Call("setStart", node, offset)
	node, offset = p.dom(to, true)
	domRange.Call("setEnd", node, offset)
	return true
}

// blockOf returns the index of the block that a node lies in, or is.
func (p *paper) blockOf(node js.Value) (i int, ok bool) {
	const elementNode = 1
	if node.Get("nodeType").Int() != elementNode {
		node = node.Get("parentElement")
	}
	block, ok := closest(node, "[data-block]")
	if !ok || !p.el.Call("contains", block).Bool() {
		return 0, false
	}
	i, err := strconv.Atoi(block.Call("getAttribute", "data-block").String())
	return i, err == nil && i >= 0 && i < len(p.claims)
}

// at returns the point where the DOM has a node and an offset in it. A place
// outside the blocks is the end of the block before it for the end of a range,
// else the start of the block after it, or the text's own end.
func (p *paper) at(node js.Value, offset int, end bool) (pt platform.Point, ok bool) {
	defer rescue()
	n := len(p.claims)
	if n == 0 {
		return platform.Point{}, false
	}
	if i, inside := p.blockOf(node); inside {
		p.ruler.Call("setStart", p.blocks.Index(i), 0)
		p.ruler.Call("setEnd", node, offset)
		return platform.Point{Block: i, UTF16: utf16Len(p.ruler.Call("toString").String())}, true
	}
	after := sort.Search(n, func(i int) bool { // the first block that begins after the place
		p.ruler.Call("selectNodeContents", p.blocks.Index(i))
		return p.ruler.Call("comparePoint", node, offset).Int() < 0
	})
	switch {
	case after == n, end && after > 0:
		return platform.Point{Block: after - 1, UTF16: p.text(after - 1).len}, true
	default:
		return platform.Point{Block: after}, true
	}
}

// covered returns the part of a DOM range that lies on the paper; the zero range
// if none does. It does not begin after a block's last character or end before a
// block's first, where browsers put the ends when a whole paragraph is selected.
func (p *paper) covered(domRange js.Value) (r platform.Range) {
	defer rescue()
	if domRange.Get("collapsed").Bool() || !domRange.Call("intersectsNode", p.el).Bool() {
		return platform.Range{}
	}
	n := len(p.claims)
	if n == 0 {
		return platform.Range{}
	}
	from, to := platform.Point{}, platform.Point{Block: n - 1, UTF16: p.text(n - 1).len}
	if node := domRange.Get("startContainer"); p.el.Call("contains", node).Bool() {
		from, _ = p.at(node, domRange.Get("startOffset").Int(), false)
	}
	if node := domRange.Get("endContainer"); p.el.Call("contains", node).Bool() {
		to, _ = p.at(node, domRange.Get("endOffset").Int(), true)
	}
	for from.Block < to.Block && from.UTF16 >= p.text(from.Block).len {
		from = platform.Point{Block: from.Block + 1}
	}
	for to.Block > from.Block && to.UTF16 == 0 {
		to = platform.Point{Block: to.Block - 1, UTF16: p.text(to.Block - 1).len}
	}
	if !before(from, to) {
		return platform.Range{}
	}
	return platform.Range{From: from, To: to}
}

func before(a, b platform.Point) bool {
	return a.Block < b.Block || a.Block == b.Block && a.UTF16 < b.UTF16
}
