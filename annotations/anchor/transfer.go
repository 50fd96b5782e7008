package anchor

import (
	"slices"
	"unicode/utf8"

	"pressmark/annotations"
)

// contextTokens is how many tokens on each side of a span speak for its place.
const contextTokens = 10

// A Result is a place, or the reason why there is none: then Err is ErrGone,
// ErrAmbiguous or ErrFigures.
type Result struct {
	Place
	Err error
}

// Transfer finds spans of a text again in its new version, by comparing the two
// texts. It answers one result for each span, in their order.
func Transfer(old, new annotations.Text, spans []annotations.Span) []Result {
	lex := newLexicon()
	al := align(lex, lex.tokens(old), lex.tokens(new))
	out := make([]Result, len(spans))
	for k, s := range spans {
		s = s.Clamp(old.Len())
		i, j := covered(al.a, s)
		g := frame{max(i-contextTokens, 0), i, j, min(j+contextTokens, len(al.a))}
		f := al.locate(g)
		if s.Empty() || f.score < leastScore {
			out[k].Err = ErrGone
			continue
		}
		lead := int(al.a[i].start) - s.Start
		out[k].Place, out[k].Err = al.settle(new, f, old.Slice(s), lead, s)
	}
	return out
}

// A frame names tokens of a: those of a quote, [from, to), and those around it
// that are its context, from before on and up to after.
type frame struct{ before, from, to, after int }

// A find is where the tokens of a quote went: to [from, to) of b. First is the first
// of them that went there. Its score is 0 where nothing was found.
type find struct {
	from, to, first int
	score           float64
}

// locate returns where a quote went and how much speaks for it.
func (al *alignment) locate(g frame) find {
	var f find
	f.from, f.to, f.first = al.image(g.from, g.to)
	if f.from < f.to {
		f.score = al.evidence(g, f.from, f.to).score()
	}
	return f
}

// settle turns a find into the place of quote exact in the new text; its first
// token begins lead code points into it.
func (al *alignment) settle(new annotations.Text, f find, exact string, lead int, hint annotations.Span) (Place, error) {
	span := annotations.Span{Start: int(al.b[f.from].start), End: int(al.b[f.to-1].end)}
	// A span may begin or end inside a token, or with space: where the whole
	// quote stands around its first token, that is the place.
	n := utf8.RuneCountInString(exact)
	if start := int(al.b[al.to[f.first]].start) - lead; start >= 0 && start+n <= new.Len() {
		if s := (annotations.Span{Start: start, End: start + n}); new.Slice(s) == exact {
			span = s
		}
	}
	p := Place{Span: new.Whole(span), Score: f.score, How: Changed}
	p.Found = new.Slice(p.Span)
	switch {
	case p.Found != exact:
		was, share := al.lex.figures(exact)
		is, _ := al.lex.figures(p.Found)
		p.Figures = !slices.Equal(was, is)
		if p.Figures && share > mostFigures {
			return Place{}, ErrFigures
		}
	case p.Span == hint:
		p.How = Unmoved
	default:
		p.How = Moved
	}
	return p, nil
}

// image returns the tokens of b that tokens [i, j) of a became, and the first of
// [i, j) that has its counterpart there. It returns none where nothing is left.
func (al *alignment) image(i, j int) (from, to, first int) {
	// Where parts of the quote went to different places, the heaviest part is it.
	first, last, best := none, none, 0.0
	for x := i; x < j; {
		if al.to[x] == none {
			x++
			continue
		}
		head, prev, sum := x, x, 0.0
		for ; x < j; x++ {
			y := al.to[x]
			if y == none {
				continue
			}
			if x > prev && (y <= al.to[prev] || int(y-al.to[prev]) > stretch(x-prev)) {
				break
			}
			sum += al.weight(x)
			prev = x
		}
		if sum > best {
			first, last, best = head, prev, sum
		}
	}
	if first == none {
		return 0, 0, none
	}
	from, to = int(al.to[first]), int(al.to[last])+1
	// What was replaced at the edges of the quote belongs to it, where the token
	// beyond is still the same and no paragraph begins between.
	if first > i && al.to[i-1] != none {
		if gap := from - int(al.to[i-1]) - 1; gap > 0 && gap <= stretch(first-i) && !al.broken(from-gap, from) {
			from -= gap
		}
	}
	if last+1 < j && al.to[j] != none {
		if gap := int(al.to[j]) - to; gap > 0 && gap <= stretch(j-last-1) && !al.broken(to, to+gap) {
			to += gap
		}
	}
	return from, to, first
}

// broken reports whether a paragraph begins among tokens [from, to) of b.
func (al *alignment) broken(from, to int) bool {
	return slices.ContainsFunc(al.b[from:to], func(t token) bool { return t.key == breakKey })
}

// stretch is how many tokens n tokens may have become.
func stretch(n int) int { return 2*n + 12 }

func (al *alignment) weight(x int) float64 {
	y := al.to[x]
	if y == none {
		return 0
	}
	w := al.lex.words[al.a[x].key].weight
	return w * al.lex.credit(al.a[x].key, al.b[y].key)
}

// evidence weighs what speaks for [bi, bj) of b as the place of a quote.
func (al *alignment) evidence(g frame, bi, bj int) evidence {
	count := func(i, j, lo, hi int) (p portion) {
		for x := i; x < j; x++ {
			p.of += al.lex.words[al.a[x].key].weight
			if y := int(al.to[x]); lo <= y && y < hi {
				p.found += al.weight(x)
			}
		}
		return p
	}
	e := evidence{
		inside: count(g.from, g.to, bi, bj),
		before: count(g.before, g.from, bi-stretch(g.from-g.before), bi),
		after:  count(g.to, g.after, bj, bj+stretch(g.after-g.to)),
	}
	// What was put into the place counts against it like what was taken out.
	there := 0.0
	for y := bi; y < bj; y++ {
		there += al.lex.words[al.b[y].key].weight
	}
	e.inside.of = max(e.inside.of, there)
	return e
}
