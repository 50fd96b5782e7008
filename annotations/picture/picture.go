// Package picture draws the ledger as SVG: who makes how many of the claims
// ([Shares]), who says what and how they stand to it ([Matrix]), what happened when
// ([Timeline]) and where the marks stand along an article ([Rail], [Kinds]). It takes
// plain data and gives back text; what comes out depends on nothing else.
//
// # What is promised
//
// Every picture is one well-formed <svg> element with a viewBox, smaller than 100 kB
// whatever goes in. Strings may hold anything: what XML forbids is dropped, the rest
// is escaped. Nothing is drawn outside the viewBox, as far as the widths of glyphs
// can be estimated (text.go). Data that cannot be drawn (a date that is none, a cell
// of no row) is left out and counted in the description. Without data a picture says
// "Nothing to show yet".
//
// # For those who do not see it
//
// The <title> names the picture and the <desc> says the same facts in words. A
// picture without links is one image (role="img") and hides what it is made of; one
// with links is a group, so that they can be reached, its links named by their own
// <title>, its axes hidden. Links in the rail are no tab stops: there can be hundreds,
// and the list of annotations leads to the same places. Forms differ as well as
// colours: an actor is a square, a claim a bar, a figure a disc.
//
// # In a page and alone
//
// In a page a picture has classes and neither inline styles nor a size of its own;
// [Style] is the style sheet, in terms of the page's custom properties. Alone
// ([Options.Standalone]) it carries the same rules with literal colours for light and
// dark, a size, its title as a headline, a ground, and of its links only those to
// http and https addresses: others lead nowhere from a file.
//
// The classes, all inside "pic" (what is on the svg element):
//
//	ground                         what lies below a picture that stands alone
//	heading label value axis note  texts: the headline, names, numbers, scales, small print
//	halo                           a text over lines: they do not run through it
//	grid base track                thin lines: of a scale, where bars begin, of a lane
//	fill line                      shapes that are filled and shapes that are drawn, with …
//	actor claim figure rest        … the kind of mark, or "rest" for what is summed up
//	asserts denies questions predicts promises demands unknown   … or the stance
//
// "rail" is beside "pic" on a rail.
package picture

import (
	"math"
	"strconv"
	"strings"

	"pressmark/annotations/render"
	"pressmark/annotations/words"
)

// Options say how a picture is made.
type Options struct {
	// ID begins every ID in the picture; pictures on one page need different ones.
	// Letters, digits, "-" and "_" are kept. "" is "pic".
	ID string

	// Width is that of the picture in user units, best that of its place in CSS
	// pixels: texts keep their size then, and a narrow picture is arranged otherwise.
	// It is between 280 and 1600; 0 is 640. A rail has its own.
	Width int

	// Standalone makes a picture that is a file of its own.
	Standalone bool

	// Note is small print below the picture: a source, a date.
	Note string
}

// most is how many bytes the drawing in a picture may have; with the description,
// the style and the frame it stays below 100 kB.
const most = 80_000

// A canvas is a picture in the making, its origin at the top left.
type canvas struct {
	strings.Builder
	o      Options
	width  float64
	left   int    // items still to come
	linked bool   // it holds a link
	links  string // attributes of every link
}

func newCanvas(o Options) *canvas {
	keep := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return -1
	}
	o.ID = strings.Map(keep, o.ID)
	if o.ID == "" || len(o.ID) > 64 {
		o.ID = "pic"
	}
	if o.Width == 0 {
		o.Width = 640
	}
	o.Width = min(max(o.Width, 280), 1600)
	return &canvas{o: o, width: float64(o.Width)}
}

// margin is what lies around a picture that stands alone.
const margin = 24

// svg returns the whole picture: the drawing, which is height high, in its frame.
func (c *canvas) svg(title, desc string, height float64) string {
	var heading, note canvas
	top, bottom := 0.0, 0.0
	if c.o.Standalone {
		for _, line := range headingFace.wrap(title, c.width, 3) {
			top += 24
			heading.text(headingFace, 0, top-6, start, line)
		}
		if top > 0 {
			top += 14
		}
	}
	if line := noteFace.clip(c.o.Note, c.width); line != "" {
		bottom = 30
		note.text(noteFace, 0, top+height+22, start, line)
	}
	m := 0.0
	if c.o.Standalone {
		m = margin
	}
	w, h := c.width+2*m, top+height+bottom+2*m

	var out canvas
	out.open("pic", w, h, c.o, c.linked, title, desc, "")
	if c.o.Standalone {
		out.rect("ground", 0, 0, w, h)
		out.put(`<g transform="translate(`, num(m), " ", num(m), `)">`)
	}
	out.put(heading.String())
	if top > 0 {
		out.put(`<g transform="translate(0 `, num(top), `)">`, c.String(), `</g>`)
	} else {
		out.put(c.String())
	}
	out.put(note.String())
	if c.o.Standalone {
		out.put(`</g>`)
	}
	out.put("</svg>\n")
	return out.String()
}

// open writes the beginning of the picture, up to its drawing.
func (c *canvas) open(class string, w, h float64, o Options, linked bool, title, desc, attributes string) {
	role := "img"
	if linked {
		role = "group"
	}
	c.put(`<svg xmlns="http://www.w3.org/2000/svg" class="`, class, `" viewBox="0 0 `, num(w), " ", num(h), `"`)
	if o.Standalone {
		c.put(` width="`, num(w), `" height="`, num(h), `"`)
	}
	c.put(attributes, ` direction="ltr" role="`, role, `" aria-labelledby="`, o.ID, `-title" aria-describedby="`, o.ID, `-desc">`)
	c.put(`<title id="`, o.ID, `-title">`)
	render.Escape(&c.Builder, cut(clean(title), 1200))
	c.put(`</title><desc id="`, o.ID, `-desc">`)
	render.Escape(&c.Builder, desc)
	c.put(`</desc>`)
	if o.Standalone {
		c.put(`<style>`, alone(), `</style>`)
	}
}

// empty returns the picture of no data; why says what was left out, if anything.
func (c *canvas) empty(title, why string) string {
	c.text(axisFace, 0, 18, start, words.NothingToShow.String())
	return c.svg(title, sentences(words.NothingYet.String(), why), 28)
}

// put writes markup.
func (c *canvas) put(parts ...string) {
	for _, p := range parts {
		c.WriteString(p)
	}
}

// num writes a coordinate, to a tenth.
func num(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// at writes two coordinates.
func at(x, y float64) string { return num(x) + " " + num(y) }

func (c *canvas) rect(class string, x, y, w, h float64) {
	c.put(`<rect class="`, class, `" x="`, num(x), `" y="`, num(y), `" width="`, num(w), `" height="`, num(h), `"/>`)
}

func (c *canvas) path(class, d string) {
	c.put(`<path class="`, class, `" d="`, d, `"/>`)
}

// across and down draw thin lines, in the middle of a pixel so that they are sharp.
func (c *canvas) across(class string, x1, x2, y float64) {
	c.path(class, "M"+at(x1, math.Floor(y)+0.5)+"H"+num(x2))
}

func (c *canvas) down(class string, x, y1, y2 float64) {
	c.path(class, "M"+at(math.Floor(x)+0.5, y1)+"V"+num(y2))
}

// A side of a text lies at its place.
type side string

const (
	start  side = "start"
	middle side = "middle"
	end    side = "end"
)

// text draws a line of text as it is; whoever calls has clipped it.
func (c *canvas) text(f face, x, y float64, s side, line string) {
	if line != "" {
		c.beginText(f.class, x, y, s, line)
		c.put("</text>")
	}
}

// rising draws a text that rises from its place by an angle.
func (c *canvas) rising(f face, degrees, x, y float64, line string) {
	c.put(`<g transform="rotate(`, num(-degrees), " ", at(x, y), `)">`)
	c.text(f, x, y, start, line)
	c.put(`</g>`)
}

// named draws a name or a number and, after it, what is less important.
func (c *canvas) named(x, y float64, name, value string) {
	c.beginText(labelFace.class, x, y, start, name)
	c.put(`<tspan class="`, valueFace.class, `" dx="6">`)
	render.Escape(&c.Builder, value)
	c.put(`</tspan></text>`)
}

// namedWidth estimates how wide that is.
func namedWidth(name, value string) float64 {
	return labelFace.measure(name) + 6 + valueFace.measure(value)
}

// beginText writes a text up to its end tag. One that begins in a script that runs
// from right to left runs so, at the same place.
func (c *canvas) beginText(class string, x, y float64, s side, line string) {
	c.put(`<text class="`, class, `" x="`, num(x), `" y="`, num(y), `"`)
	if rightToLeft(line) {
		c.put(` direction="rtl"`)
		switch s {
		case start:
			s = end
		case end:
			s = start
		}
	}
	if s != start {
		c.put(` text-anchor="`, string(s), `"`)
	}
	c.put(">")
	render.Escape(&c.Builder, line)
}

// glyph draws the form of a kind of mark, 10 units wide around a place.
func (c *canvas) glyph(class string, x, y float64) {
	switch class {
	case "actor":
		c.rect("fill actor", x-4.5, y-4.5, 9, 9)
	case "claim":
		c.rect("fill claim", x-5.5, y-2.5, 11, 5)
	case "figure":
		c.disc("fill figure", x, y, 4.5)
	default:
		c.disc("line unknown", x, y, 3.5)
	}
}

func (c *canvas) disc(class string, x, y, r float64) {
	c.put(`<circle class="`, class, `" cx="`, num(x), `" cy="`, num(y), `" r="`, num(r), `"/>`)
}

// item puts one of the things that are to come (c.left) into the picture: what was
// drawn of it, its title and its link, as far as the picture has room for all.
func (c *canvas) item(href, title, drawn string) {
	const tags = 64
	room := (most-c.Len())/max(c.left, 1) - len(drawn) - tags
	c.left--
	href = c.reachable(href)
	if len(href) > room {
		href = ""
	}
	title = cut(clean(title), min(room-len(href), 1200))
	switch {
	case href != "":
		c.linked = true
		c.put(`<a href="`, href, `"`, c.links, `>`)
	case title != "":
		c.put(`<g>`)
	default:
		c.put(drawn)
		return
	}
	if title != "" {
		c.put(`<title>`)
		render.Escape(&c.Builder, title)
		c.put(`</title>`)
	}
	c.put(drawn)
	if href != "" {
		c.put(`</a>`)
	} else {
		c.put(`</g>`)
	}
}
