package audit

import (
	"slices"

	"pressmark/annotations"
)

// A context is what the sentence around a figure says of it.
type context struct {
	*sentence
	near  []string // what the figure is of or what happened to it: stems of the words next to it
	names []string // words with a capital in the clause, in lower case
	first string   // the first word of the sentence, where the clause begins with it: a name perhaps
	among []string // stems of the words of whom a share is one: "among women"; nil: not said
	sexes []string // "he" or "she"
	apart bool     // the figure is one of several by its words: "another 19", "17 of the 19", "19 each"
}

// following is up to how many content words after a figure can say what it is of.
const following = 3

// context reads the sentence around a figure.
func (s *sentence) context(m *annotations.Annotation) context {
	c := context{sentence: s}
	var of []string // the stems of what the figure counts
	for _, w := range fields(m.Figure.Counted) {
		of = append(of, stem(lower(w)))
	}
	from, to := 0, len(s.pieces) // the words of the figure itself
	for i, p := range s.pieces {
		if p.span.End <= m.Cover().Start {
			from = i + 1
		}
		if p.span.Start >= m.Cover().End {
			to = min(to, i)
		}
	}
	from = min(from, to)
	c.clause(from, to)
	c.ofWhom(s.pieces[to:])
	c.left(s.pieces[:from])
	of = c.right(s.pieces[to:], of, m.Figure.Type)
	c.near = slices.DeleteFunc(c.near, func(w string) bool { return persons[w] || slices.Contains(of, w) })
	slices.Sort(c.near)
	c.near = slices.Compact(c.near)
	return c
}

// clause takes the names of the clause around the figure.
func (c *context) clause(from, to int) {
	all := c.pieces
	start, end := from, to
	for start > 0 && !all[start-1].ends() {
		start--
	}
	for end < len(all) && !all[end].ends() {
		end++
	}
	if start < len(all) && all[start].is(subject) { // "the firm says it raised": the names before are of the clause too
		start = 0
	}
	for i := start; i < end; i++ {
		if g := gender[all[i].lower]; g != "" {
			c.sexes = append(c.sexes, g)
		}
		switch {
		case from <= i && i < to, !all[i].name():
		case i == 0:
			c.first = all[i].lower
		default:
			c.names = append(c.names, all[i].lower)
		}
	}
}

// ofWhom takes the words after "among" behind the figure.
func (c *context) ofWhom(after []piece) {
	i := slices.IndexFunc(after, func(p piece) bool { return p.lower == "among" })
	if i < 0 {
		return
	}
	c.among = []string{}
	for _, p := range after[i+1:] {
		if p.ends() || p.is(preposition) || len(c.among) == following {
			return
		}
		if p.stem != "" {
			c.among = append(c.among, p.stem)
		}
	}
}

// left takes the last content word before the figure.
func (c *context) left(before []piece) {
	for _, p := range slices.Backward(before) {
		switch {
		case p.stop, p.is(clausal), numeric(p.lower):
			return
		case p.is(partial):
			c.apart = true
			return
		case p.stem == "", lightWords[p.stem]:
		default:
			c.near = append(c.near, p.stem)
			return
		}
	}
}

// right takes the first content words after the figure, up to a preposition or the end
// of its clause. It returns of, and with it what is counted where that stands outside
// the mark.
func (c *context) right(after []piece, of []string, t annotations.FigureType) []string {
	n := 0
	for i, p := range after {
		switch {
		case p.stop, n == following, numeric(p.lower), p.is(clausal) && p.lower != "who":
			return of
		case p.is(preposition):
			c.apart = c.apart || p.lower == "of" && n == 0 && i+1 < len(after) && after[i+1].is(owner)
			return of
		case p.is(partial):
			c.apart = true
			return of
		case p.stem == "", lightWords[p.stem], slices.Contains(of, p.stem):
		case i == 0 && len(of) == 0 && t == annotations.Count:
			of = append(of, p.stem)
		default:
			c.near = append(c.near, p.stem)
			n++
		}
	}
	return of
}
