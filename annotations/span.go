package annotations

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// around is how far, in code points, segmentation looks to both sides of a span.
// Rules of UAX #29 look back without limit only inside runs (regional
// indicators, combining marks); a run that is longer than this is no word.
const around = 256

// neighbourhood is the part of the text in which a span can be segmented: the
// lines that it touches, but no more than some hundred code points outside it.
func (t Text) neighbourhood(s Span) Span {
	n := Span{max(s.Start-around, 0), min(s.End+around, t.len)}
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

// Whole grows a span to grapheme boundaries, so that it splits no cluster.
func (t Text) Whole(s Span) Span {
	s = s.Clamp(t.len)
	n := Span{max(s.Start-around, 0), min(s.End+around, t.len)}
	out := s
	for _, g := range t.Graphemes(n) {
		if g.Start < s.Start && s.Start < g.End {
			out.Start = g.Start
		}
		if g.Start < s.End && s.End < g.End {
			out.End = g.End
		}
	}
	return out
}

// Trim sheds space from both ends of a span.
func (t Text) Trim(s Span) Span {
	s = s.Clamp(t.len)
	v := t.Slice(s)
	left := strings.TrimLeftFunc(v, unicode.IsSpace)
	s.Start += utf8.RuneCountInString(v) - utf8.RuneCountInString(left)
	s.End = s.Start + utf8.RuneCountInString(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// Snap returns the span that a reader means by selecting s: whole words, without
// surrounding space and without stray punctuation, that is punctuation at an end
// with no partner inside. A selection that touches no word comes back trimmed.
func (t Text) Snap(s Span) Span {
	s = t.Trim(t.Whole(s))
	if s.Empty() {
		return s
	}
	first, last := -1, -1
	out := s
	for _, w := range t.Words(t.neighbourhood(s)) {
		if !w.Overlaps(s) {
			continue
		}
		if first < 0 {
			first = w.Start
			out.Start = min(out.Start, w.Start)
		}
		last = w.End
		out.End = max(out.End, w.End)
	}
	if first < 0 {
		return s
	}
	return t.shed(out, Span{first, last})
}

// shed drops punctuation from the ends of s, but never from inside core, the
// words of s. Kept are a sign or currency before a number, a percent sign or
// similar after one, and quotation marks and brackets whose partner is inside.
func (t Text) shed(s, core Span) Span {
	rs := []rune(t.Slice(s))
	lo, hi := 0, len(rs)
	for lo < core.Start-s.Start {
		r := rs[lo]
		if keepsBefore(r) || opens(r) && closesIn(rs[lo+1:hi], r) {
			break
		}
		lo++
	}
	for hi > core.End-s.Start {
		r := rs[hi-1]
		if keepsAfter(r) || closesAny(r) && opensIn(rs[lo:hi-1], r) {
			break
		}
		hi--
	}
	out := Span{s.Start + lo, s.Start + hi}
	return t.Trim(out)
}

// isWord reports whether a word segment is one a reader would step on.
func isWord(seg string) bool {
	for _, r := range seg {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) {
			return true
		}
	}
	return false
}

// keepsBefore reports whether r belongs to the word it precedes: a sign, a
// currency, a hash or an at sign.
func keepsBefore(r rune) bool {
	return unicode.IsSymbol(r) || strings.ContainsRune("-−–#@§", r)
}

// keepsAfter reports whether r belongs to the word it follows: a percent sign
// and its kin, a currency or a prime.
func keepsAfter(r rune) bool {
	return unicode.IsSymbol(r) || strings.ContainsRune("%‰°′″", r)
}

// partners lists quotation marks and brackets: what opens, and what may close it.
var partners = map[rune]string{
	'“': "”", '‘': "’", '„': "“”", '‚': "‘’", '«': "»", '»': "«", '‹': "›", '›': "‹",
	'(': ")", '[': "]", '{': "}", '「': "」", '『': "』", '"': "\"", '\'': "'", '”': "”",
}

func opens(r rune) bool { return partners[r] != "" }

func closesIn(rs []rune, open rune) bool {
	return slices.ContainsFunc(rs, func(r rune) bool { return strings.ContainsRune(partners[open], r) })
}

func closesAny(r rune) bool {
	for _, c := range partners {
		if strings.ContainsRune(c, r) {
			return true
		}
	}
	return false
}

func opensIn(rs []rune, closing rune) bool {
	return slices.ContainsFunc(rs, func(r rune) bool { return strings.ContainsRune(partners[r], closing) })
}
