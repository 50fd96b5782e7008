package app

import (
	"iter"
	"slices"

	"pressmark/annotations"
)

// A Cursor is the keyboard's place in an article: the word it stands on, and the
// word where a selection began. It steps over words and other units, never into
// what lies between blocks.
type Cursor struct {
	On     bool
	Anchor annotations.Span // where Shift was first held; equal to Head without it
	Head   annotations.Span
}

// Span returns what the cursor has selected: at least its word.
func (c Cursor) Span() annotations.Span { return c.Anchor.Cover(c.Head) }

// A Unit is what a cursor steps by.
type Unit int

// The units.
const (
	ByWord Unit = iota
	BySentence
	ByBlock
	ByCharacter
)

// At puts the cursor on the word at code point cp, or the next one after it, or
// the last one before it.
func (c Cursor) At(a annotations.Article, cp int, extend bool) Cursor {
	w, ok := wordAt(a, cp)
	if !ok {
		return c
	}
	c.Head = w
	if !extend || !c.On {
		c.Anchor = w
	}
	c.On = true
	return c
}

// Over puts the cursor on the words of a span, the last of them its head.
func (c Cursor) Over(a annotations.Article, s annotations.Span) Cursor {
	return c.At(a, s.Start, false).At(a, max(s.End-1, s.Start), true)
}

// Move steps by a unit in a direction, -1 or 1.
func (c Cursor) Move(a annotations.Article, by Unit, dir int, extend bool) Cursor {
	if !c.On {
		return c.At(a, c.Head.Start, false)
	}
	return c.At(a, stepFrom(a, c.Head, by, dir), extend)
}

// wordAt returns the word at cp, else the next one, else the last before.
func wordAt(a annotations.Article, cp int) (annotations.Span, bool) {
	at := a.BlockAt(cp)
	if at < 0 {
		return annotations.Span{}, false
	}
	for i := at; i < len(a.Blocks); i++ {
		for _, w := range words(a, i) {
			if w.End > cp {
				return w, true
			}
		}
	}
	for i := at; i >= 0; i-- {
		if ws := words(a, i); len(ws) > 0 {
			return ws[len(ws)-1], true
		}
	}
	return annotations.Span{}, false
}

// wordsFrom yields the words after w (or before it, for -1), through all blocks.
func wordsFrom(a annotations.Article, w annotations.Span, dir int) iter.Seq[annotations.Span] {
	return func(yield func(annotations.Span) bool) {
		for i := a.BlockAt(w.Start); i >= 0 && i < len(a.Blocks); i += dir {
			ws := words(a, i)
			if dir < 0 {
				slices.Reverse(ws)
			}
			for _, x := range ws {
				if (x.Start-w.Start)*dir > 0 && !yield(x) {
					return
				}
			}
		}
	}
}

func words(a annotations.Article, block int) []annotations.Span {
	return a.Text.Words(a.Blocks[block].Span)
}

// stepFrom returns the code point at which the unit before or after a word begins.
func stepFrom(a annotations.Article, w annotations.Span, by Unit, dir int) int {
	i := a.BlockAt(w.Start)
	var units []annotations.Span
	switch by {
	case ByBlock:
		return neighbourBlock(a, i, dir, w.Start)
	case BySentence:
		units = a.Text.Sentences(a.Blocks[i].Span)
	default:
		units = words(a, i)
	}
	at := -1
	for k, u := range units {
		if u.Start <= w.Start {
			at = k
		}
	}
	switch next := at + dir; {
	case by == BySentence && dir < 0 && at >= 0 && firstWord(a, units[at]) < w.Start:
		return units[at].Start // back to where this sentence begins
	case next < 0:
		return lastIn(a, i-1, by, w.Start)
	case next >= len(units):
		return neighbourBlock(a, i, 1, w.Start)
	default:
		return units[next].Start
	}
}

func firstWord(a annotations.Article, s annotations.Span) int {
	if ws := a.Text.Words(s); len(ws) > 0 {
		return ws[0].Start
	}
	return s.Start
}

// neighbourBlock returns the start of the next block, or of the one before; stay
// where there is none.
func neighbourBlock(a annotations.Article, i, dir, stay int) int {
	if dir < 0 && firstWord(a, a.Blocks[i].Span) < stay {
		return a.Blocks[i].Span.Start
	}
	if i+dir < 0 || i+dir >= len(a.Blocks) {
		return stay
	}
	return a.Blocks[i+dir].Span.Start
}

// lastIn returns the start of the last word or sentence of a block.
func lastIn(a annotations.Article, i int, by Unit, stay int) int {
	if i < 0 {
		return stay
	}
	units := words(a, i)
	if by == BySentence {
		units = a.Text.Sentences(a.Blocks[i].Span)
	}
	if len(units) == 0 {
		return a.Blocks[i].Span.Start
	}
	return units[len(units)-1].Start
}

// An Edge is one end of one stretch of an annotation.
type Edge struct {
	Span int // which of the annotation's spans
	End  bool
}

// edges lists the edges of an annotation.
func edges(n annotations.Annotation) []Edge {
	var out []Edge
	for i := range n.Spans {
		out = append(out, Edge{Span: i}, Edge{Span: i, End: true})
	}
	return out
}

// moveEdge returns an annotation's spans after an edge went one unit on. The spans
// are unchanged where that would leave nothing.
func moveEdge(a annotations.Article, n annotations.Annotation, e Edge, by Unit, dir int) []annotations.Span {
	s := n.Spans[e.Span]
	at := s.Start
	if e.End {
		at = s.End
	}
	return setEdge(a, n, e, edgeStep(a, at, e.End, by, dir))
}

// setEdge returns an annotation's spans with an edge at code point cp.
func setEdge(a annotations.Article, n annotations.Annotation, e Edge, cp int) []annotations.Span {
	spans := append([]annotations.Span(nil), n.Spans...)
	s := spans[e.Span]
	if e.End {
		s.End = cp
	} else {
		s.Start = cp
	}
	if s.Empty() || a.Text.Trim(s).Empty() {
		return n.Spans
	}
	spans[e.Span] = s
	return spans
}

// edgeStep returns where an edge at cp goes: to the next or previous start of a
// word, or end of one for an end edge, or by one grapheme cluster.
func edgeStep(a annotations.Article, cp int, end bool, by Unit, dir int) int {
	i := a.BlockAt(cp)
	if i < 0 {
		return cp
	}
	if end && cp > 0 && cp == a.Blocks[i].Span.Start {
		i = max(i-1, 0)
	}
	units := words(a, i)
	if by == ByCharacter {
		units = a.Text.Graphemes(a.Blocks[i].Span)
	}
	edges := make([]int, 0, len(units))
	for _, u := range units {
		if end {
			edges = append(edges, u.End)
		} else {
			edges = append(edges, u.Start)
		}
	}
	if dir > 0 {
		for _, x := range edges {
			if x > cp {
				return x
			}
		}
		if i+1 < len(a.Blocks) {
			if w, ok := wordAt(a, a.Blocks[i+1].Span.Start); ok {
				if end {
					return w.End
				}
				return w.Start
			}
		}
		return cp
	}
	for k := len(edges) - 1; k >= 0; k-- {
		if edges[k] < cp {
			return edges[k]
		}
	}
	if i > 0 {
		if ws := words(a, i-1); len(ws) > 0 {
			if end {
				return ws[len(ws)-1].End
			}
			return ws[len(ws)-1].Start
		}
	}
	return cp
}
