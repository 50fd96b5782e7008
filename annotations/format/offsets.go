package format

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// A placer gives marks their places in one text.
type placer struct {
	text annotations.Text
	standoff.Placer
}

func newPlacer(t annotations.Text, u standoff.Unit) placer {
	return placer{t, standoff.NewPlacer(t, u)}
}

// span returns the span from one offset to another, end-exclusive; an empty one is no
// place.
func (p placer) span(start, end int) (annotations.Span, error) {
	s, err := p.Place(start, end)
	if err == nil && s.Empty() {
		err = standoff.ErrPlace
	}
	return s, err
}

// put gives a mark its place, and the words that the file says are there. Where there is no
// such place it keeps the words alone.
func (p placer) put(m *standoff.Mark, start, end int, quote string) error {
	s, err := p.span(start, end)
	if err != nil {
		if quote != "" {
			m.Quotes = []string{quote}
		}
		return err
	}
	if quote == "" || standoff.SameWords(p.text.Slice(s), quote) {
		quote = p.text.Slice(s)
	}
	m.Spans, m.Quotes = []annotations.Span{s}, []string{quote}
	return nil
}

// quotedUnit returns in which of two units most places fit their quotes, the first if both
// do as well.
func quotedUnit(t annotations.Text, places []standoff.Quoted, first, second standoff.Unit) standoff.Unit {
	fit := func(u standoff.Unit) (n int) {
		p := newPlacer(t, u)
		for _, q := range places {
			if s, err := p.span(q.Start, q.End); err == nil && q.Quote != "" && standoff.SameWords(t.Slice(s), q.Quote) {
				n++
			}
		}
		return n
	}
	if fit(second) > fit(first) {
		return second
	}
	return first
}

// wordEdges tells how well places without quotes lie on words.
type wordEdges struct {
	text  annotations.Text
	words []annotations.Span
}

func newWordEdges(t annotations.Text) wordEdges {
	return wordEdges{t, t.Words(annotations.Span{End: t.Len()})}
}

// good returns how many ends of a place, 0 to 2, are where a reader would put them: not
// inside a word, and not on the outer side of a space.
func (w wordEdges) good(s annotations.Span) (n int) {
	first, _ := utf8.DecodeRuneInString(w.text.Slice(annotations.Span{Start: s.Start, End: s.Start + 1}))
	last, _ := utf8.DecodeRuneInString(w.text.Slice(annotations.Span{Start: s.End - 1, End: s.End}))
	if !w.inside(s.Start) && !unicode.IsSpace(first) {
		n++
	}
	if !w.inside(s.End) && !unicode.IsSpace(last) {
		n++
	}
	return n
}

func (w wordEdges) inside(cp int) bool {
	i := sort.Search(len(w.words), func(i int) bool { return w.words[i].End > cp })
	return i < len(w.words) && w.words[i].Start < cp
}

// oneLengthed reports whether a JSON text surely holds only characters that every unit
// counts as one.
func oneLengthed(json string) bool {
	for i := range len(json) {
		if json[i] >= utf8.RuneSelf {
			return false
		}
	}
	return !strings.Contains(json, `\u`) && !strings.Contains(json, `\r`)
}
