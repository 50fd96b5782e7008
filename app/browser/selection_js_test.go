package browser

import (
	"fmt"
	"slices"
	"testing"

	"pressmark/app/platform"
)

// pointer dispatches an event of the pointer to whatever is at a point.
func pointer(kind string, x, y float64, more map[string]any) {
	init := map[string]any{
		"bubbles": true, "cancelable": true, "clientX": x, "clientY": y,
		"button": 0, "pointerType": "mouse", "pointerId": 1,
	}
	for k, v := range more {
		init[k] = v
	}
	target := document.Call("elementFromPoint", x, y)
	if !target.Truthy() {
		target = root
	}
	class := "PointerEvent"
	if kind == "mousedown" {
		class = "MouseEvent"
	}
	target.Call("dispatchEvent", window.Get(class).New(kind, init))
}

// A log notes the events of a paper in words.
type log []string

func (l *log) events() platform.PaperEvents {
	note := func(format string, args ...any) { *l = append(*l, fmt.Sprintf(format, args...)) }
	return platform.PaperEvents{
		Selected: func(r platform.Range, by platform.Pointer) {
			note("selected %d:%d-%d:%d %v", r.From.Block, r.From.UTF16, r.To.Block, r.To.UTF16, by)
		},
		Deselected: func() { note("deselected") },
		Clicked:    func(p platform.Point) { note("clicked %d:%d", p.Block, p.UTF16) },
		Dragged:    func(h string, p platform.Point, done bool) { note("dragged %s %d:%d %v", h, p.Block, p.UTF16, done) },
		Dropped:    func(h string) { note("dropped %s", h) },
	}
}

func (l *log) take() []string {
	out := *l
	*l = nil
	return out
}

func (l *log) want(t *testing.T, what string, want ...string) {
	t.Helper()
	nextFrame() // selectionchange comes with one
	nextTask()
	if got := l.take(); !slices.Equal(got, want) {
		t.Errorf("%s: heard %q, want %q", what, got, want)
	}
}

func selectText(p *paper, block, from, to int) {
	node := p.blocks.Index(block).Get("firstChild")
	document.Call("getSelection").Call("setBaseAndExtent", node, from, node, to)
}

func middle(r platform.Rect) (x, y float64) { return r.X + r.W/2, r.Y + r.H/2 }

func TestSelectedByMouse(t *testing.T) {
	var l log
	p := stage(t, l.events(), paragraph("one two three"))
	word, _, _ := p.Box(platform.Range{From: platform.Point{UTF16: 4}, To: platform.Point{UTF16: 7}})
	x, y := middle(word)
	x += 2 // behind the second letter

	pointer("pointerdown", x, y, nil)
	selectText(p, 0, 7, 4) // backwards
	nextFrame()
	l.want(t, "while the button is down")
	pointer("pointerup", x, y, nil)
	l.want(t, "when it is released", "selected 0:4-0:7 {false false false}")
	pointer("pointerup", x, y, nil)
	l.want(t, "once more")

	pointer("pointerdown", x, y, nil)
	selectText(p, 0, 0, 3)
	window.Call("dispatchEvent", window.Get("PointerEvent").New("pointerup", map[string]any{"altKey": true}))
	l.want(t, "outside the window, with Alt", "selected 0:0-0:3 {false true false}")

	pointer("pointerdown", x, y, nil)
	document.Call("getSelection").Call("collapseToEnd")
	pointer("pointerup", x, y, nil)
	pointer("click", x, y, nil)
	l.want(t, "a click", "deselected", "clicked 0:6")

	pointer("pointerdown", x-20, y, nil)
	pointer("pointerup", x, y, nil)
	pointer("click", x, y, nil)
	l.want(t, "the end of a drag")
	pointer("pointerdown", x, y, nil)
	pointer("pointerup", x, y, nil)
	pointer("click", x, y, map[string]any{"button": 2})
	l.want(t, "another button")
}

func TestSelectedByOtherMeans(t *testing.T) {
	var l log
	p := stage(t, l.events(), paragraph("one two three"))
	document.Call("dispatchEvent", window.Get("KeyboardEvent").New("keydown", map[string]any{"key": "ArrowRight"}))
	selectText(p, 0, 0, 3)
	eventually(t, "the keyboard's selection is reported", func() bool { return len(l) > 0 })
	l.want(t, "by keys", "selected 0:0-0:3 {false false true}")

	pointer("pointerdown", 60, 60, map[string]any{"pointerType": "touch"})
	pointer("pointercancel", 60, 60, map[string]any{"pointerType": "touch"})
	selectText(p, 0, 4, 7)
	eventually(t, "the finger's selection is reported", func() bool { return len(l) > 0 })
	l.want(t, "by touch", "selected 0:4-0:7 {true false false}")

	document.Call("getSelection").Call("removeAllRanges")
	eventually(t, "its end is reported", func() bool { return len(l) > 0 })
	l.want(t, "nothing", "deselected")
}

// What was selected with keys just before a button goes down is not reported while that
// drags: the app would answer by selecting whole words, and the drag would go on from there.
func TestSelectedByMouseSoonAfterKeys(t *testing.T) {
	var l log
	p := stage(t, l.events(), paragraph("one two three"))
	document.Call("dispatchEvent", window.Get("KeyboardEvent").New("keydown", map[string]any{"key": "ArrowRight"}))
	selectText(p, 0, 0, 3)
	eventually(t, "a report is due", p.selection.settled.pending)
	pointer("pointerdown", 60, 60, nil)
	selectText(p, 0, 7, 4)
	if p.selection.settled.pending() {
		t.Error("a report is due while the button is down")
	}
	pointer("pointerup", 60, 60, nil)
	l.want(t, "when it is released", "selected 0:4-0:7 {false false false}")
}

// What the app selects is not reported, and neither is what follows from it.
func TestSelectIsNotReported(t *testing.T) {
	var l log
	p := stage(t, l.events(), paragraph("one two three"), paragraph("four"))
	r := platform.Range{From: platform.Point{UTF16: 4}, To: platform.Point{Block: 1, UTF16: 2}}
	p.Select(r)
	if got := p.selected(); got != r {
		t.Errorf("selected %v, want %v", got, r)
	}
	p.settle()
	p.Select(platform.Range{})
	p.settle()
	l.want(t, "after Select")
	if got := p.selected(); got != (platform.Range{}) {
		t.Errorf("selected %v, want nothing", got)
	}
	// A selection elsewhere is none of ours.
	other, _ := byID("before")
	document.Call("getSelection").Call("selectAllChildren", other)
	p.Select(platform.Range{})
	if document.Call("getSelection").Get("isCollapsed").Bool() {
		t.Error("the selection outside the paper is gone")
	}
}

func TestPressThatKeepsTheSelection(t *testing.T) {
	stage(t, platform.PaperEvents{}, paragraph("text"))
	home, _ := byID("before")
	home.Set("innerHTML", `<span data-keep><button>Mark</button><input></span>`)
	for selector, prevented := range map[string]bool{"button": true, "input": false} {
		e := window.Get("MouseEvent").New("mousedown", map[string]any{"bubbles": true, "cancelable": true})
		home.Call("querySelector", selector).Call("dispatchEvent", e)
		if e.Get("defaultPrevented").Bool() != prevented {
			t.Errorf("%s: default prevented: %v", selector, !prevented)
		}
	}
}

func TestDragging(t *testing.T) {
	var l log
	p := stage(t, l.events(), paragraph("one two three"))
	home, _ := byID("before")
	home.Set("innerHTML", `<b data-handle="end">|</b>`)
	handle := home.Get("firstChild")
	grab := func() {
		h := rectOf(handle.Call("getBoundingClientRect"))
		x, y := middle(h)
		pointer("pointerdown", x, y, nil)
	}
	to := func(utf16 int) (x, y float64) {
		b, _, _ := p.Box(platform.Range{From: platform.Point{UTF16: utf16}, To: platform.Point{UTF16: utf16 + 1}})
		return b.X + 1, b.Y + b.H/2
	}

	grab()
	if got := root.Call("getAttribute", "data-dragging"); got.IsNull() || got.String() != "end" {
		t.Errorf("data-dragging is %v", got)
	}
	x, y := to(4)
	pointer("pointermove", x, y, nil)
	eventually(t, "the drag is reported", func() bool { return len(l) > 0 })
	l.want(t, "moved", "dragged end 0:4 false")
	x, y = to(8)
	pointer("pointermove", x, y, nil)
	pointer("pointerup", x, y, nil)
	l.want(t, "let go", "dragged end 0:8 false", "dragged end 0:8 true")
	if root.Call("hasAttribute", "data-dragging").Bool() {
		t.Error("data-dragging is still there")
	}

	grab()
	pointer("pointermove", x, y, nil)
	eventually(t, "the drag is reported", func() bool { return len(l) > 0 })
	escape := window.Get("KeyboardEvent").New("keydown", map[string]any{"key": "Escape", "bubbles": true, "cancelable": true})
	document.Call("dispatchEvent", escape)
	pointer("pointermove", x+30, y, nil)
	pointer("pointerup", x+30, y, nil)
	nextFrame()
	l.want(t, "Escape", "dragged end 0:8 false", "dropped end")

	grab()
	pointer("pointercancel", x, y, nil)
	l.want(t, "cancelled", "dropped end")

	// A finger holds the handle below the line that it moves along.
	handle.Set("id", "handle")
	style(handle, "position", "fixed")
	style(handle, "padding", "30px 20px")
	x, y = to(4)
	p.Put("handle", x, y)
	touch := map[string]any{"pointerType": "touch"}
	pointer("pointerdown", x+15, y+40, touch)
	x, _ = to(8)
	pointer("pointermove", x+15, y+40, touch)
	eventually(t, "the drag is reported", func() bool { return len(l) > 0 })
	pointer("pointerup", x+15, y+40, touch)
	l.want(t, "by a finger", "dragged end 0:8 false", "dragged end 0:8 true")
}

func TestPoint(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("שלום 👍🏽 one two"), paragraph("short"), paragraph("last"))
	box := func(block, from, to int) platform.Rect {
		r, _, ok := p.Box(platform.Range{From: platform.Point{Block: block, UTF16: from}, To: platform.Point{Block: block, UTF16: to}})
		if !ok {
			t.Fatal("no box")
		}
		return r
	}
	for u := 10; u < 16; u++ {
		c := box(0, u, u+1)
		if got, ok := p.Point(c.X+1, c.Y+c.H/2); !ok || got != (platform.Point{UTF16: u}) {
			t.Errorf("at character %d: %v, %v", u, got, ok)
		}
	}
	short, last := box(1, 0, 5), box(2, 0, 4)
	for _, c := range []struct {
		name string
		x, y float64
		ok   bool
	}{
		{"on the last letter", short.X + short.W - 1, short.Y + short.H/2, true},
		{"just behind it", short.X + short.W + 4, short.Y + short.H/2, true},
		{"far behind it", short.X + short.W + 60, short.Y + short.H/2, false},
		{"in the left margin", 5, short.Y + short.H/2, false},
		{"below the last line", last.X + 5, last.Y + last.H + 40, false},
		{"outside the window", -5, -5, false},
	} {
		if _, ok := p.Point(c.x, c.y); ok != c.ok {
			t.Errorf("%s: %v, want %v", c.name, ok, c.ok)
		}
	}
}

func TestBox(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("one <mark>two</mark> three"), paragraph("a"), paragraph("four five"))
	first, last, ok := p.Box(platform.Range{From: platform.Point{UTF16: 4}, To: platform.Point{Block: 2, UTF16: 4}})
	if !ok || first.X <= 40 || last.X != 40 || first.H > 30 || last.H > 30 || last.Y <= first.Y {
		t.Errorf("first %v, last %v, %v", first, last, ok)
	}
	line, _, _ := p.Box(platform.Range{To: platform.Point{UTF16: 13}})
	if abs(line.X+line.W-first.X-first.W) > 1 || line.X != 40 {
		t.Errorf("a line in three pieces: %v; its end: %v", line, first)
	}
	if _, _, ok := new(paper).Box(platform.Range{}); ok {
		t.Error("a box without a paper")
	}
}

func TestReveal(t *testing.T) {
	blocks := make([]platform.Block, 1500)
	for i := range blocks {
		blocks[i] = paragraph("words and words and words")
	}
	moved := 0
	p := stage(t, platform.PaperEvents{Moved: func() { moved++ }}, blocks...)
	for i := range len(blocks) { // what was never laid out has a height that is wrong by far
		style(p.blocks.Index(i), "content-visibility", "auto")
		style(p.blocks.Index(i), "contain-intrinsic-size", "auto 200px")
	}
	for _, block := range []int{1400, 700, 1499, 0, 20} {
		r := platform.Range{From: platform.Point{Block: block}, To: platform.Point{Block: block, UTF16: 5}}
		p.Reveal(r)
		eventually(t, "the block is in view", func() bool {
			b, _, ok := p.Box(r)
			top := b.Y >= header-1 || window.Get("scrollY").Float() == 0
			return ok && p.reveal.frame == nil && b.Y >= 0 && top && b.Y+b.H <= window.Get("innerHeight").Float()
		})
	}
	if moved == 0 {
		t.Error("nobody heard that the paper was scrolled")
	}
}

// A scroll that was begun for what was revealed before does not carry away what is
// revealed now.
func TestRevealTwice(t *testing.T) {
	blocks := make([]platform.Block, 60)
	for i := range blocks {
		blocks[i] = paragraph("words and words and words")
	}
	p := stage(t, platform.PaperEvents{}, blocks...)
	for i := range len(blocks) {
		style(p.blocks.Index(i), "height", "60px")
	}
	at := func(block int) platform.Range {
		return platform.Range{From: platform.Point{Block: block}, To: platform.Point{Block: block, UTF16: 5}}
	}
	within := func(block int) bool {
		_, view := p.scroller()
		b, _, _ := p.Box(at(block))
		return b.Y >= view.Y && b.Y+b.H <= view.Y+view.H
	}
	first := 0
	for !within(first) {
		first++
	}
	beyond := first
	for within(beyond) {
		beyond++
	}
	for range 5 {
		p.Reveal(at(beyond))
		p.Reveal(at(first))
		for range 40 { // as long as a scroll takes, and longer
			nextFrame()
			if !within(first) {
				b, _, _ := p.Box(at(first))
				t.Fatalf("block %d is at %v, carried away by the scroll to block %d", first, b, beyond)
			}
		}
	}
}

func TestFloat(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("text"))
	bar, _ := byID("before")
	for property, value := range map[string]string{"position": "fixed", "width": "200px", "height": "40px", "margin": "0"} {
		style(bar, property, value)
	}
	width := root.Get("clientWidth").Float()
	for _, c := range []struct{ at, want platform.Rect }{
		{platform.Rect{X: 300, Y: 200, W: 100, H: 20}, platform.Rect{X: 250, Y: 152}},          // above
		{platform.Rect{X: 300, Y: 10, W: 100, H: 20}, platform.Rect{X: 250, Y: 38}},            // no room there
		{platform.Rect{X: 0, Y: 200, W: 10, H: 20}, platform.Rect{X: 8, Y: 152}},               // at the left edge
		{platform.Rect{X: width, Y: 200, W: 10, H: 20}, platform.Rect{X: width - 208, Y: 152}}, // at the right edge
		{platform.Rect{X: 300, Y: -500, W: 100, H: 20}, platform.Rect{X: 250, Y: 8}},           // out of view
	} {
		p.Float("before", c.at)
		got := rectOf(bar.Call("getBoundingClientRect"))
		if got.X != c.want.X || got.Y != c.want.Y {
			t.Errorf("over %v it floats at %v,%v, want %v,%v", c.at, got.X, got.Y, c.want.X, c.want.Y)
		}
	}
	p.Float("nowhere", platform.Rect{})
	p.Put("before", 12, 34)
	if got := rectOf(bar.Call("getBoundingClientRect")); got.X != 12 || got.Y != 34 {
		t.Errorf("put at %v", got)
	}
}
