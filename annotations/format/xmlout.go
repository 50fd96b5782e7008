package format

import (
	"unicode/utf8"

	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// lostCharacters is what no XML 1.0 can hold: most control characters.
const lostCharacters = words.LostCharacters

// An xmlOut writes XML. All text passes through it escaped; characters that XML 1.0
// forbids are left out.
type xmlOut struct{ b []byte }

// put writes markup.
func (x *xmlOut) put(parts ...string) {
	for _, s := range parts {
		x.b = append(x.b, s...)
	}
}

// text writes text.
func (x *xmlOut) text(s string) { x.escape(s, false) }

// element writes an element that holds text. attrs are names and values in turn; those
// with an empty value are left out.
func (x *xmlOut) element(name, text string, attrs ...string) {
	x.open(name, attrs...)
	x.text(text)
	x.put("</", name, ">")
}

// open writes the start of an element.
func (x *xmlOut) open(name string, attrs ...string) {
	x.start(name, attrs)
	x.put(">")
}

// around writes an element around what write writes, if that is anything.
func (x *xmlOut) around(name string, attrs []string, write func()) {
	start := len(x.b)
	x.open(name, attrs...)
	x.put("\n")
	inner := len(x.b)
	write()
	if len(x.b) == inner {
		x.b = x.b[:start]
		return
	}
	x.put("</", name, ">\n")
}

// empty writes an element that holds nothing.
func (x *xmlOut) empty(name string, attrs ...string) {
	x.start(name, attrs)
	x.put("/>")
}

func (x *xmlOut) start(name string, attrs []string) {
	x.put("<", name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			x.put(" ", attrs[i], `="`)
			x.escape(attrs[i+1], true)
			x.put(`"`)
		}
	}
}

// escape writes text so that a parser gives it back: line breaks that it would change
// are references.
func (x *xmlOut) escape(s string, attribute bool) {
	for _, r := range s {
		switch {
		case r == '&':
			x.put("&amp;")
		case r == '<':
			x.put("&lt;")
		case r == '>':
			x.put("&gt;")
		case r == '"' && attribute:
			x.put("&quot;")
		case r == '\r':
			x.put("&#13;")
		case r == '\n' && attribute:
			x.put("&#10;")
		case r == '\t' && attribute:
			x.put("&#9;")
		case inXML(r):
			x.b = utf8.AppendRune(x.b, r)
		}
	}
}

// inXML reports whether XML 1.0 has a character.
func inXML(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return true
	case 0xFFFE, 0xFFFF:
		return false
	}
	return r >= ' ' && utf8.ValidRune(r)
}

// charactersLost counts what XML cannot hold of texts.
func charactersLost(texts ...string) []standoff.Loss {
	n := 0
	for _, s := range texts {
		for _, r := range s {
			if !inXML(r) {
				n++
			}
		}
	}
	return lost(lostCharacters, n, "")
}
