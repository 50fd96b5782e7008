package browser

import (
	"syscall/js"
	"testing"
	"unicode/utf16"

	"pressmark/annotations"
	"pressmark/app/platform"
)

// awkward are texts in which a character is not a code unit, as HTML and as text.
var awkward = []struct{ html, text string }{
	{"plain", "plain"},
	{"", ""},
	{"a <mark>b <mark>c</mark></mark><mark>d</mark> e", "a b cd e"},
	{"<mark>whole</mark>", "whole"},
	{"👩‍👩‍👧 <mark>👍🏽</mark> 🇩🇪", "👩‍👩‍👧 👍🏽 🇩🇪"},
	{"e\u0301 <mark>o\u0308</mark>x", "e\u0301 o\u0308x"},
	{"שלום <mark>עולם</mark> مرحبا", "שלום עולם مرحبا"},
	{"中文<mark>字</mark>", "中文字"},
	{"a &amp; b &lt;i&gt; \u00a0 \u200b", "a & b <i> \u00a0 \u200b"},
	{"tab\tand  two", "tab\tand  two"},
}

func TestPlaces(t *testing.T) {
	var blocks []platform.Block
	for _, a := range awkward {
		blocks = append(blocks, paragraph(a.html))
	}
	p := stage(t, platform.PaperEvents{}, blocks...)
	for i, a := range awkward {
		units := utf16.Encode([]rune(a.text))
		if got := p.text(i).len; got != len(units) {
			t.Errorf("%q is %d code units, want %d", a.html, got, len(units))
		}
		for u := 0; u <= len(units); u++ {
			for _, end := range []bool{false, true} {
				pt := platform.Point{Block: i, UTF16: u}
				node, offset := p.dom(pt, end)
				if back, ok := p.at(node, offset, end); !ok || back != pt {
					t.Errorf("%q: %v came back as %v, %v", a.html, pt, back, ok)
				}
			}
			if u > 0 && utf16.IsSurrogate(rune(units[u-1])) && units[u-1] < 0xdc00 {
				continue // half a character is no text
			}
			got := textOf(p, platform.Range{From: platform.Point{Block: i}, To: platform.Point{Block: i, UTF16: u}})
			if want := string(utf16.Decode(units[:u])); got != want {
				t.Errorf("%q: the first %d code units are %q, want %q", a.html, u, got, want)
			}
		}
	}
}

// A range does not reach into a mark of which it covers nothing.
func TestRangesCoverNoEmptyPiece(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("a<mark>b</mark>c"))
	d := document.Call("createRange")
	p.stretch(d, platform.Range{From: platform.Point{UTF16: 1}, To: platform.Point{UTF16: 2}})
	for _, end := range []string{"startContainer", "endContainer"} {
		if got := d.Get(end).Get("data").String(); got != "b" {
			t.Errorf("%s is %q", end, got)
		}
	}
}

func TestPlacesOutsideBlocks(t *testing.T) {
	p := stage(t, platform.PaperEvents{},
		paragraph("one"),
		platform.Block{Kind: annotations.ListItem, HTML: "two"},
		platform.Block{Kind: annotations.ListItem, HTML: "three"},
		paragraph("four"))
	list := p.el.Call("querySelector", "ul")
	beforeIt, _ := byID("before")
	afterIt, _ := byID("after")
	for _, c := range []struct {
		name   string
		node   js.Value
		offset int
		start  platform.Point
		end    platform.Point
	}{
		{"paper's start", p.el, 0, platform.Point{}, platform.Point{}},
		{"before the list", p.el, 1, platform.Point{Block: 1}, platform.Point{Block: 0, UTF16: 3}},
		{"list's start", list, 0, platform.Point{Block: 1}, platform.Point{Block: 0, UTF16: 3}},
		{"in the list", list, 1, platform.Point{Block: 2}, platform.Point{Block: 1, UTF16: 3}},
		{"list's end", list, 2, platform.Point{Block: 3}, platform.Point{Block: 2, UTF16: 5}},
		{"paper's end", p.el, 3, platform.Point{Block: 3, UTF16: 4}, platform.Point{Block: 3, UTF16: 4}},
		{"before the paper", beforeIt, 0, platform.Point{}, platform.Point{}},
		{"after the paper", afterIt, 0, platform.Point{Block: 3, UTF16: 4}, platform.Point{Block: 3, UTF16: 4}},
		{"block's end", p.blocks.Index(0), 1, platform.Point{UTF16: 3}, platform.Point{UTF16: 3}},
	} {
		if got, ok := p.at(c.node, c.offset, false); !ok || got != c.start {
			t.Errorf("%s starts %v, want %v", c.name, got, c.start)
		}
		if got, ok := p.at(c.node, c.offset, true); !ok || got != c.end {
			t.Errorf("%s ends %v, want %v", c.name, got, c.end)
		}
	}
}

func TestCovered(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("one two"), paragraph("three <mark>four</mark>"), paragraph("five"))
	block := func(i int) js.Value { return p.blocks.Index(i) }
	inner := func(i int) js.Value { return block(i).Get("firstChild") }
	out := func(id string) js.Value { e, _ := byID(id); return e.Get("firstChild") }
	body := document.Get("body")
	whole := platform.Range{To: platform.Point{Block: 2, UTF16: 4}}
	at := func(b1, u1, b2, u2 int) platform.Range {
		return platform.Range{From: platform.Point{Block: b1, UTF16: u1}, To: platform.Point{Block: b2, UTF16: u2}}
	}
	for _, c := range []struct {
		name   string
		from   js.Value
		offset int
		to     js.Value
		end    int
		want   platform.Range
	}{
		{"a word", inner(0), 4, inner(0), 7, at(0, 4, 0, 7)},
		{"a triple click", inner(0), 0, block(1), 0, at(0, 0, 0, 7)},
		{"a triple click on the last", inner(2), 0, out("after"), 0, at(2, 0, 2, 4)},
		{"from a block's end", inner(0), 7, inner(2), 2, at(1, 0, 2, 2)},
		{"across", inner(0), 4, inner(2), 2, at(0, 4, 2, 2)},
		{"everything", body, 0, body, body.Get("childNodes").Get("length").Int(), whole},
		{"from before", out("before"), 3, inner(1), 5, at(0, 0, 1, 5)},
		{"to behind", inner(1), 6, out("after"), 3, at(1, 6, 2, 4)},
		{"only before", out("before"), 0, out("before"), 3, platform.Range{}},
		{"only behind", out("after"), 0, out("after"), 3, platform.Range{}},
		{"a caret", inner(0), 2, inner(0), 2, platform.Range{}},
		{"only the gap", block(0), 1, block(1), 0, platform.Range{}},
		{"the paper's inside", p.el, 0, p.el, 3, whole},
	} {
		r := document.Call("createRange")
		r.Call("setStart", c.from, c.offset)
		r.Call("setEnd", c.to, c.end)
		if got := p.covered(r); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A page that was changed by something else costs a step, not the program.
func TestTamperedText(t *testing.T) {
	p := stage(t, platform.PaperEvents{}, paragraph("some words"), paragraph("more"))
	p.text(0)
	p.blocks.Index(0).Get("firstChild").Set("data", "x")
	r := platform.Range{From: platform.Point{UTF16: 5}, To: platform.Point{UTF16: 9}}
	p.Select(r)
	p.Paint("search", r)
	p.Box(r)
	p.Reveal(r)
	p.blocks.Index(0).Call("remove")
	p.Select(r)
	p.Patch(0, paragraph("again"))
	p.Point(50, 50)
}
