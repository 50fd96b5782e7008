package browser

import (
	"strings"
	"syscall/js"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/app/platform"
)

// stage is an element of the page to test in: a paper among other things.
func stage(t *testing.T, events platform.PaperEvents, blocks ...platform.Block) *paper {
	t.Helper()
	home := document.Call("createElement", "div")
	home.Set("innerHTML", `<p id="before">Before it.</p><div id="paper" tabindex="-1"></div><p id="after">After it.</p>`)
	document.Get("body").Call("append", home)
	style(document.Get("body"), "margin", "0")
	paperEl, _ := byID("paper")
	style(paperEl, "margin", "0 40px")
	style(paperEl, "font", "16px/24px monospace")
	p := &paper{}
	p.Attach("paper", events)
	p.Lay(blocks)
	t.Cleanup(func() {
		p.detach()
		document.Call("getSelection").Call("removeAllRanges")
		home.Call("remove")
		window.Call("scrollTo", 0, 0)
	})
	return p
}

func paragraph(html string) platform.Block {
	return platform.Block{Kind: annotations.Paragraph, HTML: html}
}

// eventually waits until a condition holds, looking again each frame.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("it never came about that %s", what)
		}
		nextFrame()
	}
}

// nextFrame waits until the browser has painted.
func nextFrame() {
	done := make(chan struct{})
	f := newFrame(func() { close(done) })
	defer f.release()
	f.request()
	<-done
}

// nextTask waits until the browser has done what was to be done before.
func nextTask() {
	done := make(chan struct{})
	k := newTask(func() { close(done) })
	defer k.release()
	k.in(0)
	<-done
}

// text returns what a range covers.
func textOf(p *paper, r platform.Range) string {
	d := document.Call("createRange")
	if !p.stretch(d, r) {
		return ""
	}
	return d.Call("toString").String()
}

func TestLay(t *testing.T) {
	p := stage(t, platform.PaperEvents{},
		platform.Block{Kind: annotations.Heading, Level: 9, HTML: "Head"},
		platform.Block{Kind: annotations.Paragraph, HTML: `a <mark class="claim">b</mark> &lt;i&gt;`, Claims: 1},
		platform.Block{Kind: annotations.ListItem, Level: 1, HTML: "one", Claims: 5},
		platform.Block{Kind: annotations.ListItem, Level: 2, HTML: "two"},
		platform.Block{Kind: annotations.Quotation, Level: 1, HTML: "said"},
		platform.Block{Kind: annotations.ListItem, Level: 1, HTML: "last"},
	)
	want := strings.Join([]string{
		`<h6 class="block" data-block="0">Head</h6>`,
		`<p class="block" data-block="1" data-claims="1">a <mark class="claim">b</mark> &lt;i&gt;</p>`,
		`<ul><li class="block" data-block="2" data-claims="2">one</li>`,
		`<li class="block" data-block="3" data-level="2">two</li></ul>`,
		`<blockquote class="block" data-block="4">said</blockquote>`,
		`<ul><li class="block" data-block="5">last</li></ul>`,
	}, "")
	if got := p.el.Get("innerHTML").String(); got != want {
		t.Errorf("laid\n%s\nwant\n%s", got, want)
	}
	p.Lay(nil)
	if got := p.el.Get("innerHTML").String(); got != "" {
		t.Errorf("nothing laid, but there is %s", got)
	}
	p.Patch(0, paragraph("x")) // there is no such block: no panic
	if _, ok := p.Point(50, 50); ok {
		t.Error("a point on an empty paper")
	}
}

func TestPatch(t *testing.T) {
	selected := 0
	p := stage(t, platform.PaperEvents{
		Selected:   func(platform.Range, platform.Pointer) { selected++ },
		Deselected: func() { selected++ },
	}, paragraph("first block"), paragraph("second block"), paragraph("third"))
	r := platform.Range{From: platform.Point{Block: 0, UTF16: 6}, To: platform.Point{Block: 1, UTF16: 6}}
	p.Select(r)
	p.Paint("search", r)
	p.Patch(1, platform.Block{HTML: `sec<mark>ond</mark> block`, Claims: 3})
	p.Patch(0, platform.Block{HTML: `<mark>first block</mark>`, Claims: 1})
	if got := p.selected(); got != r {
		t.Errorf("selected %v after patching, was %v", got, r)
	}
	for range p.layers["search"].highlight.Get("size").Int() {
		next := p.layers["search"].highlight.Call("values").Call("next").Get("value")
		if got := next.Call("toString").String(); got != "blocksecond" {
			t.Errorf("painted %q after patching", got)
		}
	}
	if n := p.layers["search"].highlight.Get("size").Int(); n != 1 {
		t.Errorf("%d ranges painted, want 1", n)
	}
	for i, want := range []string{"1", "2"} {
		if got := p.blocks.Index(i).Call("getAttribute", "data-claims").String(); got != want {
			t.Errorf("block %d has data-claims %q, want %q", i, got, want)
		}
	}
	p.Patch(0, platform.Block{HTML: "first block"})
	if p.blocks.Index(0).Call("hasAttribute", "data-claims").Bool() {
		t.Error("data-claims is still there")
	}
	p.settle()
	if selected != 0 {
		t.Errorf("%d events about what the app did itself", selected)
	}
	if document.Get("activeElement").Equal(p.el) {
		t.Error("the focus moved")
	}
}

func TestFocused(t *testing.T) {
	var heard []bool
	p := stage(t, platform.PaperEvents{Focused: func(on bool) { heard = append(heard, on) }}, paragraph("text"))
	p.el.Call("focus")
	p.el.Call("blur")
	if len(heard) != 2 || !heard[0] || heard[1] {
		t.Errorf("heard %v, want [true false]", heard)
	}
	p.el.Call("focus")
	p.Attach("paper", p.events) // as when an article is laid where the focus is already
	if len(heard) != 4 || !heard[3] {
		t.Errorf("heard %v, want [true false true true]", heard)
	}
}

func TestPaint(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("one two three"), paragraph("four five six"))
	word := func(block, from, to int) platform.Range {
		return platform.Range{From: platform.Point{Block: block, UTF16: from}, To: platform.Point{Block: block, UTF16: to}}
	}
	p.Paint("cursor", word(0, 0, 3), word(1, 5, 9))
	first := window.Get("CSS").Get("highlights").Call("get", "pm-cursor")
	var got []string
	for _, r := range items(window.Get("Array").Call("from", first)) {
		got = append(got, r.Call("toString").String())
	}
	if strings.Join(got, ",") != "one,five" {
		t.Errorf("painted %q", got)
	}
	p.Paint("cursor", word(0, 4, 7))
	if !window.Get("CSS").Get("highlights").Call("get", "pm-cursor").Equal(first) {
		t.Error("another highlight was registered")
	}
	if n := first.Get("size").Int(); n != 1 {
		t.Errorf("%d ranges, want 1", n)
	}
	p.Paint("cursor")
	if n := first.Get("size").Int(); n != 0 {
		t.Errorf("%d ranges, want none", n)
	}
	p.Paint("cursor", word(9, 0, 3), word(0, 0, 99)) // beyond the text: clamped, no panic
	p.Lay([]platform.Block{paragraph("new")})
	if n := first.Get("size").Int(); n != 0 {
		t.Errorf("%d ranges of an article that is gone", n)
	}
}

func TestPaintManyNearTheWindowOnly(t *testing.T) {
	blocks := make([]platform.Block, 2000)
	ranges := make([]platform.Range, len(blocks))
	for i := range blocks {
		blocks[i] = paragraph("some words to find")
		ranges[i] = platform.Range{From: platform.Point{Block: i, UTF16: 5}, To: platform.Point{Block: i, UTF16: 10}}
	}
	p := stage(t, platform.PaperEvents{}, blocks...)
	p.Paint("search", ranges...)
	l := p.layers["search"]
	if n := l.highlight.Get("size").Int(); n < 20 || n > 200 || l.painted[0].IsUndefined() {
		t.Errorf("%d of %d ranges painted at the top", n, len(ranges))
	}
	window.Call("scrollTo", 0, 1e9)
	eventually(t, "the end is painted", func() bool { return !l.painted[len(ranges)-1].IsUndefined() })
	if n := l.highlight.Get("size").Int(); n > 200 {
		t.Errorf("%d of %d ranges painted at the bottom", n, len(ranges))
	}
}

func TestPaintWithoutHighlights(t *testing.T) {
	css := window.Get("CSS")
	window.Get("Object").Call("defineProperty", css, "highlights", map[string]any{"value": js.Undefined(), "configurable": true})
	defer css.Delete("highlights")
	p := stage(t, platform.PaperEvents{}, paragraph("one two three"), paragraph("four five six"))
	r := platform.Range{From: platform.Point{Block: 0, UTF16: 4}, To: platform.Point{Block: 0, UTF16: 7}}
	p.Paint("edge", r)
	box := document.Call("querySelector", "#paper .paint-edge")
	if box.IsNull() {
		t.Fatal("no box")
	}
	want, _, _ := p.Box(r)
	if got := rectOf(box.Call("getBoundingClientRect")); abs(got.X-want.X) > 1 || abs(got.Y-want.Y) > 1 || abs(got.W-want.W) > 1 {
		t.Errorf("box %v, text %v", got, want)
	}
	p.Patch(0, paragraph("one <mark>two</mark> three"))
	p.Paint("edge")
	if got := document.Call("querySelectorAll", "#paper .paint-edge").Get("length").Int(); got != 0 {
		t.Errorf("%d boxes left", got)
	}
}
