package figure

import (
	"strings"

	"pressmark/annotations"
)

// A match is a figure and the tokens that it is made of.
type match struct {
	q        annotations.Quantity
	from, to int
}

// figure reads the figure that begins at token i.
func (s *scanner) figure(i int) (match, bool) {
	for _, read := range [...]func(*scanner, int) (match, bool){
		(*scanner).clock, (*scanner).calendar, (*scanner).aged, (*scanner).rank, (*scanner).lapsed,
		(*scanner).ordinal, (*scanner).quantity, (*scanner).vague, (*scanner).often,
	} {
		if m, ok := read(s, i); ok && m.to > i {
			return m, true
		}
	}
	return match{}, false
}

// A Context is what surrounds a mark in its block: see [ContextOf].
type Context struct {
	Before, After string
	Base          string // the article's date, ISO 8601, perhaps with a time; "": not known
}

// mostContext is how many code points on each side of a mark are looked at: more than the
// words that can matter have. Else reading all marks of a long block would take time with
// the square of its length.
const mostContext = 320

// ContextOf returns what surrounds a span of an article.
func ContextOf(a annotations.Article, at annotations.Span) Context {
	c := Context{Base: a.Published}
	if i := a.BlockAt(at.Start); i >= 0 {
		b := a.Blocks[i].Span
		c.Before = a.Text.Slice(annotations.Span{Start: max(b.Start, at.Start-mostContext), End: at.Start})
		c.After = a.Text.Slice(annotations.Span{Start: at.End, End: min(b.End, at.End+mostContext)})
	}
	return c
}

// Parse reads a text that a reader marked as a figure. It returns the zero Quantity
// where there is no figure in the text, or more than one that could be meant.
func Parse(text string, c Context) annotations.Quantity {
	src := c.Before + text + c.After
	from, to := len(c.Before), len(c.Before)+len(text)
	s := scanner{src: src, toks: tokenize(src, from, to), base: readDate(c.Base), strict: true}
	for s.lo < len(s.toks) && s.toks[s.lo].start < from {
		s.lo++
	}
	for s.hi = s.lo; s.hi < len(s.toks) && s.toks[s.hi].start < to; {
		s.hi++
	}
	if m, ok := s.figure(s.lo); ok && m.to == s.hi {
		return m.q
	}
	s.strict = false
	return s.sole()
}

// sole returns the one figure between the bounds, or the first of several if the
// others only explain it: "19 people, including nine children", "€21bn ($24bn)".
func (s *scanner) sole() annotations.Quantity {
	var first match
	for i := s.lo; i < s.hi; i++ {
		m, ok := s.figure(i)
		if !ok {
			i = s.pastName(i) - 1
			continue
		}
		if first.to == 0 {
			first = m
		} else if !s.explains(first.to, m.from) {
			return annotations.Quantity{}
		} else {
			break
		}
		i = m.to - 1
	}
	return first.q
}

// explains reports whether the words from token i to before j say that what follows
// is a part of what was before, or the same.
func (s *scanner) explains(i, j int) bool {
	for ; i < j; i++ {
		if s.is(i, openBracket, squareBracket, including, amongWord, or) {
			return true
		}
	}
	return false
}

// Found is a figure that stands in a text.
type Found struct {
	Span     annotations.Span
	Quantity annotations.Quantity
}

// Find returns the figures of a part of a text, in order; they do not overlap. base is
// the article's date, as in [Context]. See the package comment for where a figure
// begins and ends, and for what is left out.
func Find(t annotations.Text, in annotations.Span, base string) []Found {
	in = in.Clamp(t.Len())
	src := t.Slice(in)
	offset := t.Byte(in.Start)
	s := scanner{src: src, toks: tokenize(src), base: readDate(base), strict: true}
	s.hi = len(s.toks)
	var found []Found
	s.each(func(m match) {
		span := annotations.Span{
			Start: t.FromByte(offset + s.toks[m.from].start),
			End:   t.FromByte(offset + s.toks[m.to-1].end),
		}
		if s.clear(m) || t.Whole(span) == span {
			found = append(found, Found{span, m.q})
		}
	})
	return found
}

// clear reports whether a match begins and ends between two characters of ASCII, so that
// it surely splits no grapheme.
func (s *scanner) clear(m match) bool {
	from, to := s.toks[m.from].start, s.toks[m.to-1].end
	return (from == 0 || s.src[from-1] < 128) && s.src[from] < 128 && s.src[to-1] < 128 && (to == len(s.src) || s.src[to] < 128)
}

// each yields the figures between the bounds that are surely some.
func (s *scanner) each(yield func(match)) {
	for i := s.lo; i < s.hi; {
		t := &s.toks[i]
		switch {
		case t.w == http || t.w == https || t.w == www:
			for i++; i < s.hi && s.toks[i].glued; i++ {
			}
			continue
		case t.kind != digits && t.w.is&opens == 0:
			i++
			continue
		}
		m, ok := s.figure(i)
		if !ok {
			i = s.pastName(i)
			continue
		}
		yield(m)
		i = m.to
	}
}

// pastName returns the token after one that begins no figure; of digits with dots,
// slashes or hyphens between them, the token after all of them.
func (s *scanner) pastName(i int) int {
	if s.toks[i].kind != digits {
		return i + 1
	}
	for i++; s.glued(i) && s.glued(i+1) && s.toks[i].kind == sign && s.peek(i+1).kind == digits && strings.ContainsRune("./-:", rune(s.src[s.toks[i].start])); i += 2 {
	}
	return i
}

var (
	http      = name("http")
	https     = name("https")
	www       = name("www")
	including = name("including")
	amongWord = name("among")
)
