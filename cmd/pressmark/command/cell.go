package command

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/width"

	"pressmark/cmd/pressmark/terminal"
)

// A cell is what stays together on a line: a grapheme, or a mark's edge.
type cell struct {
	text string
	code string
	glue bool // no line break beside it
}

// cellsOf cuts a text into graphemes that a terminal can show.
func cellsOf(s, code string) []cell {
	var out []cell
	for it := graphemes.FromString(s); it.Next(); {
		g := it.Value()
		switch g {
		case "\r\n", "\r":
			g = "\n"
		case "\t", "\u2028":
			g = " "
		}
		if g != "\n" {
			g = terminal.Printable(g)
		}
		out = append(out, cell{text: g, code: code})
	}
	return out
}

// columns returns how many columns a cell fills.
func (c cell) columns() int {
	if c.glue {
		return utf8.RuneCountInString(c.text)
	}
	wide := 1
	for i, r := range c.text {
		switch k := width.LookupRune(r).Kind(); {
		case k == width.EastAsianWide, k == width.EastAsianFullwidth, r == '\ufe0f':
			wide = 2
		case i == 0 && (unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r)):
			wide = 0
		}
	}
	return wide
}

// breaks reports whether a line may be broken after c and before next.
func (c cell) breaks(next cell) bool {
	switch {
	case c.glue || next.glue:
		return c.text == " " || c.glue && next.text == " "
	case c.text == " ", c.text == "\u200b":
		return next.text != " "
	}
	return c.columns() == 2 && next.columns() == 2
}
