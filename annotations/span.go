package annotations

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// A Span is the half-open range [Start, End) of an article's text, in code
// points.
type Span struct{ Start, End int }

// Len returns the number of code points in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Holds reports whether the code point at cp is in the span.
func (s Span) Holds(cp int) bool { return s.Start <= cp && cp < s.End }

// Overlaps reports whether the spans share a code point.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Intersect returns what the spans share; it is empty where they share nothing.
func (s Span) Intersect(o Span) Span {
	return Span{max(s.Start, o.Start), min(s.End, o.End)}
}

// Cover returns the smallest span that holds both.
func (s Span) Cover(o Span) Span {
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// Clamp returns the part of the span that lies in a text of n code points.
func (s Span) Clamp(n int) Span {
	s.Start = min(max(s.Start, 0), n)
	s.End = min(max(s.End, s.Start), n)
	return s
}

// Join puts spans in order and merges those that touch or overlap; empty ones
// vanish.
func Join(spans []Span) []Span {
	in := slices.Clone(spans)
	slices.SortFunc(in, func(a, b Span) int { return a.Start - b.Start })
	var out []Span
	for _, s := range in {
		switch last := len(out) - 1; {
		case s.Empty():
		case last >= 0 && s.Start <= out[last].End:
			out[last].End = max(out[last].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}

// around is how far, in code points, segmentation looks back for the beginning of
// a word. A run of letters that is longer than this is no word.
const around = 256

// neighbourhood is the part of the text in which a span can be segmented: the
// lines that it touches, but little more than some hundred code points outside it.
func (t Text) neighbourhood(s Span) Span {
	n := Span{t.clear(max(s.Start-around, 0)), min(s.End+around, t.len)}
	before := t.Slice(Span{n.Start, s.Start})
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		n.Start += utf8.RuneCountInString(before[:i+1])
	}
	after := t.Slice(Span{s.End, n.End})
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		n.End = s.End + utf8.RuneCountInString(after[:i])
	}
	return n
}

// clear returns a code point at or before cp, mostly close to it, where a grapheme
// cluster surely begins. Segmentation that starts elsewhere may go wrong: half a
// flag makes the next ones of other halves.
func (t Text) clear(cp int) int {
	b := t.Byte(cp)
	next, _ := utf8.DecodeRuneInString(t.s[b:])
	for cp > 0 {
		r, size := utf8.DecodeLastRuneInString(t.s[:b])
		if endsCluster(r, next) && beginsCluster(next) {
			break
		}
		cp, b, next = cp-1, b-size, r
	}
	return cp
}

// endsCluster reports whether nothing but what extends r shares its cluster.
func endsCluster(r, next rune) bool {
	if r < utf8.RuneSelf {
		return r != '\r' || next != '\n'
	}
	return unicode.IsLower(r) || unicode.IsUpper(r) || unicode.Is(unicode.Han, r)
}

// beginsCluster reports whether r never extends what is before it.
func beginsCluster(r rune) bool {
	if r < utf8.RuneSelf {
		return true
	}
	const thaiAm, laoAm = 0x0E33, 0x0EB3 // letters that UAX #29 takes for spacing marks
	return unicode.IsLower(r) || unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) && r != thaiAm && r != laoAm
}

// cluster returns the grapheme cluster that holds code point cp; it is empty at
// the end of the text.
func (t Text) cluster(cp int) Span {
	from := t.clear(cp)
	it := graphemes.FromString(t.s[t.Byte(from):])
	for it.Next() {
		n := utf8.RuneCountInString(it.Value())
		if cp < from+n {
			return Span{from, from + n}
		}
		from += n
	}
	return Span{t.len, t.len}
}

// Whole grows a span to grapheme boundaries, so that it splits no cluster. An empty
// span moves to the beginning of the cluster that it is in.
func (t Text) Whole(s Span) Span {
	s = s.Clamp(t.len)
	start := t.cluster(s.Start).Start
	if s.Empty() {
		return Span{start, start}
	}
	s.Start = start
	if c := t.cluster(s.End); c.Start < s.End {
		s.End = c.End
	}
	return s
}

// Trim sheds space from both ends of a span.
func (t Text) Trim(s Span) Span {
	s = s.Clamp(t.len)
	v := t.Slice(s)
	left := strings.TrimLeftFunc(v, unicode.IsSpace)
	right := strings.TrimRightFunc(left, unicode.IsSpace)
	s.Start += utf8.RuneCountInString(v[:len(v)-len(left)])
	s.End -= utf8.RuneCountInString(left[len(right):])
	return s
}

// Snap returns the span that a reader means by selecting s: whole words, without
// surrounding space and without stray punctuation, that is punctuation at an end
// with no partner inside. A possessive ending that was not selected stays out. A
// selection that touches no word comes back trimmed.
func (t Text) Snap(s Span) Span {
	s = t.Whole(t.Trim(t.Whole(s)))
	for {
		c := t.touched(s)
		if c.Empty() {
			return s
		}
		// Where a word ends inside a cluster, that reaches into the next word.
		grown := t.Whole(s.Cover(c.span()))
		if grown == s {
			return t.shed(s, c)
		}
		s = grown
	}
}

// A core is the first and the last word that a selection touches.
type core struct{ first, last Span }

func (c core) span() Span  { return c.first.Cover(c.last) }
func (c core) Empty() bool { return c.first.Empty() }

// touched returns the words at the ends of a selection, the last one without a
// possessive ending that was not selected.
func (t Text) touched(s Span) core {
	var c core
	t.eachWord(t.clear(max(s.Start-around, 0)), s, func(w Span) bool {
		c.first = w
		return false
	})
	if c.Empty() {
		return c
	}
	// The last word is near the end, unless lines of dashes follow it.
	c.last = c.first
	for back := around; ; back *= 8 {
		from := t.clear(max(s.End-back, 0))
		found := false
		if from > c.first.End {
			t.eachWord(from, s, func(w Span) bool {
				c.last, found = w, true
				return true
			})
		}
		if found {
			break
		}
		if from <= c.first.End {
			t.eachWord(c.first.Start, s, func(w Span) bool {
				c.last = w
				return true
			})
			break
		}
	}
	if bare, ok := t.bare(c.last); ok && s.Start < bare && s.End <= bare+1 {
		c.first.End = min(c.first.End, bare)
		c.last.End = bare
	}
	return c
}

// eachWord yields the words that overlap s, of the text from code point from on.
func (t Text) eachWord(from int, s Span, yield func(Span) bool) {
	wordsOf(t.s[t.Byte(from):], from, func(w Span) bool {
		return w.Start < s.End && (!w.Overlaps(s) || yield(w))
	})
}

// wordsOf yields the words of v, which begins at code point from. UAX #29 takes a
// narrow space after a number for a part of it; here a word ends before it.
func wordsOf(v string, from int, yield func(Span) bool) {
	for it := words.FromString(v); it.Next(); {
		seg := it.Value()
		w := Span{from, from + utf8.RuneCountInString(strings.TrimRightFunc(seg, unicode.IsSpace))}
		from += utf8.RuneCountInString(seg)
		if isWord(seg) && !yield(w) {
			return
		}
	}
}

// bare returns where a word ends without its possessive ending.
func (t Text) bare(w Span) (end int, ok bool) {
	v := t.Slice(w)
	i := strings.LastIndexAny(v, "'’")
	if i <= 0 || !possessive(v[i:]) || !strings.HasSuffix(v, "s") {
		return 0, false
	}
	return w.Start + utf8.RuneCountInString(v[:i]), true
}

// shed drops punctuation from the ends of s, but never from inside its words. Kept
// are what belongs to a number (a sign, a per cent sign), the last dot of an
// abbreviation, and quotation marks and brackets whose partner is inside.
func (t Text) shed(s Span, c core) Span {
	words := t.Whole(c.span())
	for {
		was := s
		for s.Start < words.Start && !keepsStart(t.Slice(s)) {
			s.Start = t.cluster(s.Start).End
		}
		for s.End > words.End && !keepsEnd(t.Slice(s), t.Slice(c.last)) {
			s.End = t.cluster(s.End - 1).Start
		}
		if s == was {
			return s
		}
	}
}

// isWord reports whether a word segment is one a reader would step on. A space with
// marks on it is none.
func isWord(seg string) bool {
	for i, r := range seg {
		if i == 0 && unicode.IsSpace(r) {
			return false
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) {
			return true
		}
	}
	return false
}

// keepsStart reports whether the punctuation with which a selection begins belongs
// to it.
func keepsStart(sel string) bool {
	r, n := utf8.DecodeRuneInString(sel)
	next, _ := utf8.DecodeRuneInString(sel[n:])
	switch r {
	case '-', '−', '–', '.':
		return unicode.IsNumber(next) || unicode.Is(unicode.Sc, next)
	case '#', '@':
		return unicode.IsNumber(next) || unicode.IsLetter(next)
	case '§':
		return true
	case '"', '\'':
		if unicode.IsSpace(next) { // it closes what is before the selection
			return false
		}
	}
	return closed(sel[n:], r)
}

// keepsEnd reports whether the punctuation with which a selection ends belongs to
// it; last is its last word.
func keepsEnd(sel, last string) bool {
	r, n := utf8.DecodeLastRuneInString(sel)
	sel = sel[:len(sel)-n]
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(sel, unicode.IsSpace))
	switch r {
	case '%', '‰', '′', '″':
		return unicode.IsNumber(before)
	case '.':
		return strings.HasSuffix(sel, last) && abbreviation(last)
	case '"', '\'':
		if prev, _ := utf8.DecodeLastRuneInString(sel); unicode.IsSpace(prev) { // it opens what follows
			return false
		}
	}
	return opened(sel, r)
}

// abbreviation reports whether a word is of the kind of "U.S", "p.m" or "Ph.D":
// its last dot belongs to it.
func abbreviation(w string) bool {
	parts := strings.Split(w, ".")
	for _, p := range parts {
		n := 0
		for _, r := range p {
			if n++; n > 2 || !unicode.IsLetter(r) {
				return false
			}
		}
	}
	return len(parts) > 1
}

// partners lists quotation marks, brackets and the like: what opens, and what may
// close it.
var partners = map[rune]string{
	'“': "”", '‘': "’", '„': "“”", '‚': "‘’", '«': "»", '»': "«", '‹': "›", '›': "‹",
	'(': ")", '[': "]", '{': "}", '「': "」", '『': "』", '"': "\"", '\'': "'",
	'¿': "?", '¡': "!",
}

// closed reports whether what r opens is closed in the text after it.
func closed(after string, r rune) bool {
	closers := partners[r]
	if closers == "" {
		return false
	}
	depth, prev := 1, r
	for i, c := range after {
		next, _ := utf8.DecodeRuneInString(after[i+utf8.RuneLen(c):])
		switch {
		case apostrophe(prev, c, next):
		case strings.ContainsRune(closers, c):
			if depth--; depth == 0 {
				return true
			}
		case strings.ContainsAny(partners[c], closers):
			depth++
		}
		prev = c
	}
	return false
}

// opened reports whether what r closes is opened in the text before it.
func opened(before string, r rune) bool {
	depth, next := 1, r
	for before != "" {
		c, n := utf8.DecodeLastRuneInString(before)
		before = before[:len(before)-n]
		prev, _ := utf8.DecodeLastRuneInString(before)
		switch {
		case apostrophe(prev, c, next):
		case strings.ContainsRune(partners[c], r):
			if depth--; depth == 0 {
				return true
			}
		case c == r:
			depth++
		}
		next = c
	}
	return false
}

// apostrophe reports whether c stands inside a word.
func apostrophe(prev, c, next rune) bool {
	return (c == '’' || c == '\'') && unicode.IsLetter(prev) && unicode.IsLetter(next)
}
