package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

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
	if to, ok := edgeStep(a, at, e.End, by, dir); ok {
		return setEdge(a, n, e, to)
	}
	return n.Spans
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
func edgeStep(a annotations.Article, cp int, end bool, by Unit, dir int) (int, bool) {
	return next(a, cp, dir, func(i int) []int {
		units := wordsIn(a, i)
		if by == ByCharacter {
			units = a.Text.Graphemes(a.Blocks[i].Span)
		}
		out := make([]int, len(units))
		for k, u := range units {
			out[k] = u.Start
			if end {
				out[k] = u.End
			}
		}
		return out
	})
}

// snapEdge returns the edge of a word that is nearest to code point cp; cp itself
// where there are no words.
func snapEdge(a annotations.Article, cp int, end bool) int {
	before, ok := edgeStep(a, cp+1, end, ByWord, -1)
	after, also := edgeStep(a, cp-1, end, ByWord, 1)
	switch {
	case ok && (!also || cp-before <= after-cp):
		return before
	case also:
		return after
	}
	return cp
}

// edgeCharacter is the character of an annotation that an edge stands at.
func edgeCharacter(art annotations.Article, m annotations.Annotation, e Edge) annotations.Span {
	s := m.Spans[e.Span]
	if e.End {
		return art.Text.Whole(annotations.Span{Start: max(s.End-1, s.Start), End: s.End})
	}
	return art.Text.Whole(annotations.Span{Start: s.Start, End: min(s.Start+1, s.End)})
}

// takeEdge chooses which edge of the chosen mark the arrow keys move. Taking the
// same again goes on to the next stretch.
func (a *marking) takeEdge(end bool) {
	m := a.current()
	if m == nil || m.Orphan() {
		return
	}
	next := Edge{End: end}
	if a.edge.Get() != nil && a.edge.Get().End == end {
		next.Span = (a.edge.Get().Span + 1) % len(m.Spans)
	} else if end {
		next.Span = len(m.Spans) - 1
	}
	a.edge.Set(&next)
	a.say(words.EdgeMoves.With(edgeName(next)))
}

// pressEdge moves the chosen edge if a key is an arrow. It reports whether it was.
func (a *marking) pressEdge(k platform.Key) bool {
	dir, ok := map[string]int{"ArrowLeft": -1, "ArrowRight": 1}[k.Name]
	if !ok {
		return false
	}
	by := ByWord
	if k.Alt {
		by = ByCharacter
	}
	a.ctx.Dispatch(func(goapp.Context) { a.moveEdge(*a.edge.Get(), by, dir) })
	return true
}

// moveEdge moves an edge of the chosen mark.
func (a *marking) moveEdge(e Edge, by Unit, dir int) {
	m := a.current()
	if m == nil || e.Span >= len(m.Spans) {
		return
	}
	art := a.reader.doc().Article
	a.do(a.reader.doc().Move(m.ID, now(), moveEdge(art, *m, e, by, dir)...))
	if m := a.current(); m != nil {
		e.Span = min(e.Span, len(m.Spans)-1)
		if a.edge.Get() != nil {
			a.edge.Set(&e)
		}
		a.spoken.Set(words.Clip(m.Exact(), words.InMessage))
	}
}

// dragged moves an edge of the chosen mark with the pointer.
func (a *marking) dragged(handle string, p platform.Point, done bool) {
	m := a.current()
	if m == nil {
		return
	}
	if handle == tieID {
		a.dragTie(p, done)
		return
	}
	art := a.reader.doc().Article
	for _, e := range edges(*m) {
		if handleID(e) != handle {
			continue
		}
		spans := setEdge(art, *m, e, snapEdge(art, offset(art, p), e.End))
		if !done {
			a.p.Paint("edge", ranges(art, spans...)...)
			return
		}
		a.do(a.reader.doc().Move(m.ID, now(), spans...))
		a.paper.paint() // it may be where it was
	}
}
