package standoff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// A Unit is what offsets count.
type Unit int

// The units.
const (
	CodePoints Unit = iota
	UTF16
	Bytes // of UTF-8
	Graphemes
)

// Units lists them, the likeliest first.
var Units = []Unit{CodePoints, UTF16, Bytes, Graphemes}

func (u Unit) String() string {
	return [...]string{"code points", "UTF-16 code units", "bytes", "graphemes"}[u]
}

// ErrPlace refuses offsets that are outside the text or the wrong way round.
const ErrPlace = words.ErrPlace

// Place returns the span from one offset to another, end-exclusive. An offset inside a
// code point counts as its start. A [Placer] does it for many.
func Place(t annotations.Text, u Unit, start, end int) (annotations.Span, error) {
	return NewPlacer(t, u).Place(start, end)
}

// A Placer turns offsets of one unit into spans of one text.
type Placer struct {
	text      annotations.Text
	unit      Unit
	size      int                // of the text, in the unit
	graphemes []annotations.Span // where these are the unit
}

// NewPlacer returns the placer of a text and a unit.
func NewPlacer(t annotations.Text, u Unit) Placer {
	p := Placer{text: t, unit: u, size: t.Len()}
	switch u {
	case UTF16:
		p.size = t.UTF16(t.Len())
	case Bytes:
		p.size = len(t.String())
	case Graphemes:
		p.graphemes = t.Graphemes(annotations.Span{End: t.Len()})
		p.size = len(p.graphemes)
	}
	return p
}

// Place returns the span from one offset to another, as [Place] does.
func (p Placer) Place(start, end int) (annotations.Span, error) {
	if start < 0 || end < start || end > p.size {
		return annotations.Span{}, ErrPlace
	}
	return annotations.Span{Start: p.at(start), End: p.at(end)}, nil
}

func (p Placer) at(offset int) int {
	switch {
	case p.unit == UTF16:
		return p.text.FromUTF16(offset)
	case p.unit == Bytes:
		return p.text.FromByte(offset)
	case p.unit == Graphemes && offset < len(p.graphemes):
		return p.graphemes[offset].Start
	case p.unit == Graphemes:
		return p.text.Len()
	}
	return offset
}

// A Quoted is a place as a file gives it, with the words that it says are there.
type Quoted struct {
	Start, End int
	Quote      string
}

// UnitOf returns the unit in which most places fit their quotes; of units that do
// equally well, preferred if it is one of them, else the first of [Units]. Places
// without a quote say nothing.
func UnitOf(t annotations.Text, places []Quoted, preferred Unit) Unit {
	if ascii(t.String()) && !strings.Contains(t.String(), "\r\n") { // which is one grapheme
		return preferred
	}
	quoted := 0
	for _, p := range places {
		if p.Quote != "" {
			quoted++
		}
	}
	best, most := preferred, fitting(t, places, preferred)
	for _, u := range Units {
		if most == quoted { // there is nothing better
			break
		}
		if u == preferred {
			continue
		}
		if n := fitting(t, places, u); n > most {
			best, most = u, n
		}
	}
	return best
}

// fitting returns how many places have their quotes in a unit.
func fitting(t annotations.Text, places []Quoted, u Unit) (n int) {
	at := NewPlacer(t, u)
	for _, p := range places {
		if p.Quote == "" {
			continue
		}
		if s, err := at.Place(p.Start, p.End); err == nil && SameWords(t.Slice(s), p.Quote) {
			n++
		}
	}
	return n
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// SameWords reports whether two stretches of text are the same but for white space:
// many tools write line breaks as blanks. It looks no further than they agree, and not
// over a great deal of white space at once, so that it takes no longer than the shorter.
func SameWords(a, b string) bool {
	if a == b {
		return true
	}
	a, b = withoutSpace(a), withoutSpace(b)
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		switch {
		case unicode.IsSpace(x) && unicode.IsSpace(y):
			a, b = withoutSpace(a), withoutSpace(b)
		case a[:n] == b[:m]:
			a, b = a[n:], b[m:]
		default:
			return false
		}
	}
	return withoutSpace(a) == "" && withoutSpace(b) == ""
}

// withoutSpace returns text without the white space that it begins with, if that is not
// very much.
func withoutSpace(s string) string {
	const most = 256 // bytes
	n := min(len(s), most)
	return s[n-len(strings.TrimLeftFunc(s[:n], unicode.IsSpace)):]
}
