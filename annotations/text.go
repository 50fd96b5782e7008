package annotations

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
)

// MaxText is how many bytes the text of an article may have.
const MaxText = 10 << 20

// A Text is an immutable string that can be addressed in code points, UTF-16
// code units and bytes. Its zero value is the empty text.
//
// A conversion costs O(log n) at most. Offsets outside the text are clamped to
// its ends; an offset inside a character is moved to that character's start.
type Text struct {
	s     string
	len   int    // code points
	marks []mark // one for each stride code points, the first at 0; nil when all is ASCII
}

// A mark is one place of the text in all three countings.
type mark struct{ byte, utf16 int }

// stride is the number of code points between two marks: a conversion decodes
// at most that many, and the marks of a book still fit in some ten kilobytes.
const stride = 128

// NewText returns the text that holds s. What no browser can show as it stands
// becomes U+FFFD, one for one, so that offsets agree with the DOM's: each byte
// that is not UTF-8 (a lone surrogate arrives as such) and NUL.
func NewText(s string) Text {
	t := Text{s: clean(s)}
	ascii := true
	for i := 0; i < len(t.s); i++ {
		if t.s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		t.len = len(t.s)
		return t
	}
	u := 0
	for b, r := range t.s {
		if t.len%stride == 0 {
			t.marks = append(t.marks, mark{b, u})
		}
		t.len++
		u += utf16Len(r)
	}
	return t
}

// clean returns s with NUL and each byte of bad UTF-8 replaced by U+FFFD.
func clean(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		if r == 0 {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// String returns the whole text.
func (t Text) String() string { return t.s }

// Len returns the number of code points.
func (t Text) Len() int { return t.len }

// Slice returns the text of a span, clamped to the text.
func (t Text) Slice(s Span) string {
	if s.End <= s.Start {
		return ""
	}
	return t.s[t.Byte(s.Start):t.Byte(s.End)]
}

// Byte returns the byte offset of code point cp.
func (t Text) Byte(cp int) int {
	cp = min(max(cp, 0), t.len)
	if t.marks == nil {
		return cp
	}
	b, _ := t.walk(cp)
	return b
}

// UTF16 returns the offset of code point cp in UTF-16 code units.
func (t Text) UTF16(cp int) int {
	cp = min(max(cp, 0), t.len)
	if t.marks == nil {
		return cp
	}
	_, u := t.walk(cp)
	return u
}

// walk returns the byte and UTF-16 offsets of code point cp, which is in range.
func (t Text) walk(cp int) (b, u int) {
	k := min(cp/stride, len(t.marks)-1)
	b, u = t.marks[k].byte, t.marks[k].utf16
	for n := k * stride; n < cp; n++ {
		r, size := utf8.DecodeRuneInString(t.s[b:])
		b += size
		u += utf16Len(r)
	}
	return b, u
}

// FromByte returns the code point at byte offset b.
func (t Text) FromByte(b int) int {
	b = min(max(b, 0), len(t.s))
	if t.marks == nil {
		return b
	}
	k := sort.Search(len(t.marks), func(i int) bool { return t.marks[i].byte > b }) - 1
	cp, at := k*stride, t.marks[k].byte
	for at < b {
		_, size := utf8.DecodeRuneInString(t.s[at:])
		if at+size > b {
			break
		}
		at += size
		cp++
	}
	return cp
}

// FromUTF16 returns the code point at offset u in UTF-16 code units.
func (t Text) FromUTF16(u int) int {
	u = max(u, 0)
	if t.marks == nil {
		return min(u, t.len)
	}
	k := sort.Search(len(t.marks), func(i int) bool { return t.marks[i].utf16 > u }) - 1
	cp, at, b := k*stride, t.marks[k].utf16, t.marks[k].byte
	for at < u && b < len(t.s) {
		r, size := utf8.DecodeRuneInString(t.s[b:])
		if at+utf16Len(r) > u {
			break
		}
		at += utf16Len(r)
		b += size
		cp++
	}
	return cp
}

// A segmenter is what uax29's iterators over graphemes and sentences have in
// common.
type segmenter interface {
	Next() bool
	Value() string
}

// segments collects segments as spans of the text; from is the code point at which
// the segmented part begins.
func segments(it segmenter, from int) []Span {
	var out []Span
	cp := from
	for it.Next() {
		n := utf8.RuneCountInString(it.Value())
		out = append(out, Span{cp, cp + n})
		cp += n
	}
	return out
}

// Graphemes returns the grapheme clusters (UAX #29) of a part of the text.
func (t Text) Graphemes(in Span) []Span {
	in = in.Clamp(t.len)
	it := graphemes.FromString(t.Slice(in))
	return segments(it, in.Start)
}

// Words returns the words (UAX #29) of a part of the text: the segments that
// hold a letter or a digit, or anything else that is neither space nor
// punctuation (an emoji, a currency sign).
func (t Text) Words(in Span) []Span {
	in = in.Clamp(t.len)
	var out []Span
	wordsOf(t.Slice(in), in.Start, func(w Span) bool {
		out = append(out, w)
		return true
	})
	return out
}

// Sentences returns the sentences (UAX #29) of a part of the text, with the
// space that follows each.
func (t Text) Sentences(in Span) []Span {
	in = in.Clamp(t.len)
	it := sentences.FromString(t.Slice(in))
	return segments(it, in.Start)
}
