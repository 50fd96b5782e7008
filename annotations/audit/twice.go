package audit

import (
	"math"
	"math/big"
	"slices"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// How much the sentences of two figures must have in common to speak of one thing,
// beside the words next to the figures: a content word counts once, a name twice.
const (
	sameArticle  = 1 // an article mostly speaks of one thing
	sameWeek     = 3 // two articles of one week
	otherTime    = 6 // two articles that share actors, of other times or of none
	fewMore      = 1 // where one of the values is up to few: there are many twos and threes
	few          = 10
	farMore      = 3 // where one value is more than near times the other
	leastOverlap = 3 // and of the words of the shorter sentence, one in so many
)

// One value of a thing is at most so many times another. That is no arithmetic: it only
// tells what is worth a look.
const near, far = 1.5, 2

// window is how far apart two articles on one event are mostly published.
const window = 7 * 24 * time.Hour

// series is from how many other values in one article on a figure is one of a series:
// of things that are alike, not of one thing.
const series = 3

// A statement is a value with the words around it.
type statement struct {
	value
	context
	noun   string          // what is counted
	wide   amount          // with rounding that is likely, if not written
	size   float64         // about what the value is
	shown  string          // the value for reading
	others map[string]bool // values, for reading, that the article has for the same
}

// twoValues returns the things that have two values, within the article or in it and one
// before. Of the figures that differ from one, it names the nearest before it in its
// article, and the nearest in an article before. It adds the article's to those before.
func (r *record) twoValues(before map[string][]*statement) []finding {
	var pairs [][2]*statement
	for _, m := range r.figures {
		s, ok := r.statement(m)
		if !ok {
			continue
		}
		for _, o := range s.contradicted(before) {
			pairs = append(pairs, [2]*statement{o, s})
		}
		for _, w := range s.near {
			before[w] = append(before[w], s)
		}
	}
	var out []finding
	said := map[[3]string]bool{} // values of one thing can be told more than once
	for _, p := range pairs {
		a, b := p[0], p[1]
		k := [3]string{string(a.doc.doc.Article.ID), min(a.shown, b.shown), max(a.shown, b.shown)}
		if said[k] || a.doc == b.doc && max(len(a.others), len(b.others)) >= series {
			continue
		}
		said[k] = true
		out = append(out, findingOf(TwoValues, differing(a.value, b.value), a.value, b.value))
	}
	return out
}

// statement reads the words around a figure; ok is false where it is none that others
// can contradict.
func (r *record) statement(m *annotations.Annotation) (s *statement, ok bool) {
	v, ok := r.values[m.ID]
	if !ok || v.unit.class == annotations.Growth || m.Figure.Direction != "" {
		return nil, false
	}
	in := r.sentence(m)
	if in == nil || in.several(v) {
		return nil, false
	}
	s = &statement{
		value: v, context: in.context(m), noun: noun(m.Figure.Counted), wide: v.loose(), shown: v.String(),
	}
	s.size, _ = v.some().Float64()
	return s, !s.context.apart
}

// differs takes down that the article has another value for the same.
func (s *statement) differs(o *statement) {
	if s.others == nil {
		s.others = map[string]bool{}
	}
	s.others[o.shown] = true
}

// few reports whether a statement is of a small number of things.
func (s *statement) few() bool { return s.unit.class == annotations.Count && s.size <= few }

// likely reports whether one of two values is at most twice the other, or a thousand
// times and so on, by a slip from million to billion: reports of one thing differ by
// little.
func likely(a, b *statement) bool {
	small, large := min(a.size, b.size), max(a.size, b.size)
	if small <= 0 {
		return false
	}
	if large <= far*small {
		return true
	}
	for large >= 999*small {
		large /= 1000
	}
	return math.Abs(large/small-1) < 1e-9
}

// some returns a number that a value can stand for.
func (v value) some() *big.Rat {
	switch {
	case v.exact != nil:
		return v.exact
	case v.low != nil:
		return v.low
	}
	return v.high
}

// several reports whether the clause of a value, or the sentence of a share or an amount
// of money, has another value of its unit: which of them is of what cannot be told from
// the words next to them.
func (s *sentence) several(v value) bool {
	wide := v.unit.class == annotations.Share || v.unit.class == annotations.Money
	for _, m := range v.doc.doc.In(s.span) {
		o, ok := v.doc.values[m.ID]
		if ok && o.unit == v.unit && o.apart(v.amount) && (wide || !s.parted(m.Cover(), v.mark.Cover())) {
			return true
		}
	}
	return false
}

// parted reports whether two places lie in two clauses of the sentence.
func (s *sentence) parted(a, b annotations.Span) bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool {
		return p.ends() && min(a.End, b.End) <= p.span.Start && p.span.End <= max(a.Start, b.Start)
	})
}

// contradicted returns the statements among those before that a statement contradicts:
// the nearest in its article, and the nearest in another.
func (s *statement) contradicted(before map[string][]*statement) []*statement {
	var here, elsewhere *statement
	for _, w := range s.near {
		for _, o := range slices.Backward(before[w]) {
			if o.doc != s.doc && elsewhere != nil && elsewhere.doc.index >= o.doc.index {
				break // those that are left are farther still
			}
			if o.unit != s.unit || o.noun != s.noun && o.noun != "" && s.noun != "" || !likely(o, s) || !o.wide.apart(s.wide) || !alike(o, s) {
				continue
			}
			if o.doc != s.doc {
				elsewhere = o
				break
			}
			o.differs(s)
			s.differs(o)
			if here == nil {
				here = o
			}
		}
	}
	var out []*statement
	for _, o := range []*statement{here, elsewhere} {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// alike reports whether the words around two figures that count alike say that they are
// of one thing.
func alike(a, b *statement) bool {
	need := sameArticle
	switch {
	case a.doc == b.doc:
		if related(a.value, b.value) || a.sentence == b.sentence {
			return false
		}
	case a.doc.near(b.doc):
		need = sameWeek
	case share(a.doc.actors, b.doc.actors):
		need = otherTime
	default:
		return false
	}
	if a.frame != b.frame || differ(a.times, b.times) || differ(a.sexes, b.sexes) || bothOwn(a.context, b.context) ||
		differ(modifiers(a.mark.Figure.Counted), modifiers(b.mark.Figure.Counted)) ||
		(a.among == nil) != (b.among == nil) || differ(a.among, b.among) {
		return false
	}
	if a.few() || b.few() {
		need += fewMore
	}
	if r := max(a.size, b.size) / min(a.size, b.size); r > near && r <= far {
		need += farMore
	}
	score, n := 0, 0
	for _, w := range a.words {
		if !b.says(w) {
			continue
		}
		n++
		if w != a.noun && !persons[w] && !(slices.Contains(a.near, w) && slices.Contains(b.near, w)) {
			score++
		}
	}
	for _, w := range a.names {
		if slices.Contains(b.names, w) {
			score++
		}
	}
	return score >= need && n*leastOverlap >= min(len(a.words), len(b.words))
}

// related reports whether two figures of an article are tied, or both to a third.
func related(a, b value) bool {
	ties := func(v value) []annotations.ID {
		out := []annotations.ID{v.mark.ID}
		for _, t := range slices.Concat(v.doc.tied[v.mark.ID], v.mark.Figure.Ties) {
			out = append(out, t.Figure)
		}
		return out
	}
	return common(ties(a), ties(b))
}

func common(a, b []annotations.ID) bool {
	return slices.ContainsFunc(a, func(id annotations.ID) bool { return slices.Contains(b, id) })
}

func share(a, b map[annotations.ID]bool) bool {
	for id := range a {
		if b[id] {
			return true
		}
	}
	return false
}

// differ reports whether both lists say something, and nothing in common.
func differ(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// bothOwn reports whether the clauses of two figures each have a name that the other
// sentence lacks: "Germany gave Ukraine" and "France gave Ukraine".
func bothOwn(a, b context) bool {
	lacks := func(c context, name string) bool {
		return name != "" && name != c.first && !slices.Contains(c.names, name) && !c.says(stem(name))
	}
	own := func(a, b context) bool {
		return lacks(b, a.first) || slices.ContainsFunc(a.names, func(name string) bool { return lacks(b, name) })
	}
	return own(a, b) && own(b, a)
}

// near reports whether two articles were published within a week of one another.
func (r *record) near(o *record) bool {
	if r.published.IsZero() || o.published.IsZero() {
		return false
	}
	return r.published.Sub(o.published).Abs() <= window
}

// published returns the day on which an article was published; zero where that could
// not be read.
func published(a annotations.Article) time.Time {
	if len(a.Published) < len(time.DateOnly) {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, a.Published[:len(time.DateOnly)])
	if err != nil {
		return time.Time{}
	}
	return t
}

// differing returns the words for two values of one thing.
func differing(a, b value) []Part {
	if a.doc == b.doc {
		return say(words.SameThing, a.excerpt(), b.excerpt())
	}
	return say(words.SameThingInTwo, a.excerpt(), text(words.Quoted(a.doc.doc.Article.Title)), b.excerpt(), text(words.Quoted(b.doc.doc.Article.Title)))
}

// excerpt returns a figure with some words of its sentence on both sides, in quotation
// marks: “missile attack killed 17 people in Odesa”.
func (v value) excerpt() []Part {
	const before, after = 3, 4 // words
	at, all := v.mark.Cover(), v.doc.sentence(v.mark).pieces
	from, to := at.Start, at.End
	n := 0
	for _, p := range slices.Backward(all) {
		if p.span.End <= at.Start && !p.stop && n < before {
			from = p.span.Start
			n++
		}
	}
	n = 0
	for _, p := range all {
		if p.span.Start >= at.End && !p.stop && n < after {
			to = p.span.End
			n++
		}
	}
	s := strings.TrimSpace(v.doc.doc.Article.Text.Slice(annotations.Span{Start: from, End: to}))
	return []Part{{words.Quoted(s), v.mark.ID}}
}
