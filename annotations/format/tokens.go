package format

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// Formats of tokens ([iob], [conllu], [webanno]) write a text word by word.
//
// A token is a word (UAX #29), or what stands between words and can be seen: a grapheme,
// or a run of one that repeats ("..."). No token holds white space, and none crosses the
// edge of a mark: it is cut there, so that a mark always covers whole tokens. What cannot
// be seen between tokens is a gap.

// What formats of tokens lack.
const (
	LostGaps   = words.LostGaps
	LostEdges  = words.LostEdges
	LostBlanks = words.LostBlanks
)

// A sentence is a part of a text with its tokens, at least one.
type sentence struct {
	span   annotations.Span   // from its first token to the next sentence, or to the end of the text
	tokens []annotations.Span // in order, disjoint, not empty
}

// sentencesOf cuts a text into sentences (UAX #29) and tokens. With whole, no sentence
// ends inside a mark.
func sentencesOf(t annotations.Text, marks []standoff.Mark, whole bool) []sentence {
	spans := spansOf(marks)
	var edges []int
	for _, s := range spans {
		edges = append(edges, s.Start, s.End)
	}
	slices.Sort(edges)
	var out []sentence
	reach := 0 // where the marks that begin before this sentence end
	for _, in := range t.Sentences(annotations.Span{End: t.Len()}) {
		tokens := tokensOf(t, in, edges)
		for len(spans) > 0 && spans[0].Start < in.Start {
			reach = max(reach, spans[0].End)
			spans = spans[1:]
		}
		if len(tokens) == 0 {
			continue
		}
		if last := len(out) - 1; last >= 0 && whole && reach > in.Start {
			out[last].tokens = append(out[last].tokens, tokens...)
			continue
		}
		out = append(out, sentence{tokens: tokens})
	}
	end := t.Len()
	for i := len(out) - 1; i >= 0; i-- {
		out[i].span = annotations.Span{Start: out[i].tokens[0].Start, End: end}
		end = out[i].span.Start
	}
	return out
}

// spansOf returns the places of marks, in order.
func spansOf(marks []standoff.Mark) []annotations.Span {
	var out []annotations.Span
	for _, m := range marks {
		out = append(out, m.Spans...)
	}
	slices.SortFunc(out, func(a, b annotations.Span) int { return a.Start - b.Start })
	return out
}

// tokensOf cuts a part of a text into tokens, and cuts them at edges, which are in order.
func tokensOf(t annotations.Text, in annotations.Span, edges []int) []annotations.Span {
	const none = -1
	var out []annotations.Span
	words := t.Words(in)
	rest := t.Slice(in)
	open, before, inside := false, "", none // whether the last token may go on; the grapheme before, and its word
	for _, g := range t.Graphemes(in) {
		n := 0
		for range g.Len() {
			_, size := utf8.DecodeRuneInString(rest[n:])
			n += size
		}
		s := rest[:n]
		rest = rest[n:]
		for len(words) > 0 && words[0].End <= g.Start {
			words = words[1:]
		}
		word := none
		if len(words) > 0 && words[0].Start <= g.Start {
			word = words[0].Start
		}
		// What joins letters (a soft hyphen) is a part of the word that goes on after it.
		joins := word != none && word < g.Start && g.End < words[0].End
		if strings.IndexFunc(s, unicode.IsSpace) >= 0 || !joins && !plain.Visible(s) {
			open = false
			continue
		}
		_, cut := slices.BinarySearch(edges, g.Start)
		if open && !cut && word == inside && (word != none || s == before) {
			out[len(out)-1].End = g.End
		} else {
			out = append(out, g)
		}
		open, before, inside = true, s, word
	}
	return out
}

// tokensIn returns the range of tokens, of all in order, that a span touches.
func tokensIn(tokens []annotations.Span, s annotations.Span) (from, to int) {
	from, _ = slices.BinarySearchFunc(tokens, s, func(t, s annotations.Span) int {
		if t.End <= s.Start {
			return -1
		}
		return 1
	})
	to = from
	for to < len(tokens) && tokens[to].Start < s.End {
		to++
	}
	return from, to
}

// allTokens returns the tokens of sentences.
func allTokens(all []sentence) []annotations.Span {
	var out []annotations.Span
	for _, s := range all {
		out = append(out, s.tokens...)
	}
	return out
}

// lostEdges tells which marks do not begin and end with what can be seen: their edges
// move to the tokens that they cover.
func lostEdges(d standoff.Document, tokens []annotations.Span) []standoff.Loss {
	var lost []standoff.Loss
	for _, m := range d.Marks {
		what := words.Loss(0)
		for _, s := range m.Spans {
			switch from, to := tokensIn(tokens, s); {
			case from == to:
				what = LostBlanks
			case what == 0 && (tokens[from].Start != s.Start || tokens[to-1].End != s.End):
				what = LostEdges
			}
		}
		if what != 0 {
			lost = standoff.Losses(lost, []standoff.Loss{{What: what, Count: 1, Example: d.Article.Text.Slice(m.Spans[0])}})
		}
	}
	return lost
}

// lostAtEdges is the losses of a format that keeps the text but marks whole tokens.
func lostAtEdges(p Piece) []standoff.Loss {
	return lostEdges(p.Out, allTokens(sentencesOf(p.Out.Article.Text, p.Out.Marks, false)))
}

// A rebuilder puts a text together again.
type rebuilder struct {
	text []byte
	len  int // code points
}

// add adds a piece and returns its place.
func (r *rebuilder) add(s string) annotations.Span {
	start := r.len
	r.text = append(r.text, s...)
	r.len += utf8.RuneCountInString(s)
	return annotations.Span{Start: start, End: r.len}
}

// markOn returns a mark on tokens of a text, with the words that are there.
func markOn(t annotations.Text, label string, line int, spans ...annotations.Span) standoff.Mark {
	m := standoff.Mark{Label: label, Line: line, Spans: spans}
	for _, s := range spans {
		m.Quotes = append(m.Quotes, t.Slice(s))
	}
	return m
}
