package figure

import (
	"slices"

	"pressmark/annotations"
)

// A Proposal is a tie that a text suggests between two of its figures: what From is to
// To.
type Proposal struct {
	From, To annotations.ID
	Relation annotations.Relation
}

// look is how far, in figures and in code points, Relate looks back for the other
// figure of a tie.
const (
	lookFigures = 4
	lookText    = 160
)

// Relate proposes ties between the figures of a text, in text order: one amount in two
// currencies or units ("€21bn ($24bn)"), part and whole ("19 people, including nine
// children", "nine of the 19"), and what was before ("from 17 to 19", "19, up from
// 17"). Annotations that are no figures, or have no place, are left out. A figure is
// tied to one other for each relation at most.
func Relate(t annotations.Text, figures []*annotations.Annotation) []Proposal {
	list := make([]*annotations.Annotation, 0, len(figures))
	for _, f := range figures {
		if f.Kind == annotations.KindFigure && !f.Orphan() && !f.Deleted {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b *annotations.Annotation) int { return a.Cover().Start - b.Cover().Start })
	r := relater{text: t, list: list, whole: make(map[annotations.ID]int)}
	for i := range list {
		for k := i - 1; k >= 0 && k >= i-lookFigures; k-- {
			if r.relate(k, i) {
				break
			}
		}
	}
	return r.out
}

type relater struct {
	text  annotations.Text
	list  []*annotations.Annotation
	whole map[annotations.ID]int // of a part, the index of what it is a part of
	out   []Proposal
}

// relate proposes a tie between figures k and i, of which k comes first.
func (r *relater) relate(k, i int) bool {
	a, b := r.list[k], r.list[i]
	gap := annotations.Span{Start: a.Cover().End, End: b.Cover().Start}
	if gap.Len() < 0 || gap.Len() > lookText {
		return false
	}
	s := r.around(gap)
	if s == nil {
		return false
	}
	propose := func(from, to *annotations.Annotation, rel annotations.Relation) bool {
		r.out = append(r.out, Proposal{from.ID, to.ID, rel})
		return true
	}
	next := k == i-1
	switch {
	case next && s.sameAmount(a.Figure.Quantity, b.Figure.Quantity):
		return propose(b, a, annotations.SameAmount)
	case !comparable(a.Figure.Quantity, b.Figure.Quantity):
		return false
	case next && s.before():
		if s.forward() {
			return propose(a, b, annotations.Before)
		}
		return propose(b, a, annotations.Before)
	case next && s.partOfNext() && atMost(a.Figure.Quantity, b.Figure.Quantity):
		return propose(a, b, annotations.PartOf)
	case s.partOfLast() && atMost(b.Figure.Quantity, a.Figure.Quantity):
		r.whole[b.ID] = k
		return propose(b, a, annotations.PartOf)
	}
	// One more of the parts: "19 people, including nine children and two women".
	if w, ok := r.whole[a.ID]; ok && next && s.onlyJoins() && atMost(b.Figure.Quantity, r.list[w].Figure.Quantity) {
		r.whole[b.ID] = w
		return propose(b, r.list[w], annotations.PartOf)
	}
	return false
}

// around returns a scanner of what stands between two figures, bounded by them, that
// can see a little of what is before and after. It is nil where a line ends there.
func (r *relater) around(gap annotations.Span) *scanner {
	const near = 40
	wide := annotations.Span{Start: max(gap.Start-near, 0), End: min(gap.End+near, r.text.Len())}
	before := len(r.text.Slice(annotations.Span{Start: wide.Start, End: gap.Start}))
	middle := len(r.text.Slice(gap))
	src := r.text.Slice(wide)
	s := &scanner{src: src, toks: tokenize(src, before, before+middle)}
	for s.lo < len(s.toks) && s.toks[s.lo].start < before {
		s.lo++
	}
	for s.hi = s.lo; s.hi < len(s.toks) && s.toks[s.hi].start < before+middle; s.hi++ {
		if s.toks[s.hi].kind == line {
			return nil
		}
	}
	return s
}

// sameAmount reports whether what stands between says that two amounts are one: a
// bracket, "or", "equivalent to", an equals sign, and nothing else that matters.
func (s *scanner) sameAmount(a, b annotations.Quantity) bool {
	money := a.Currency != "" && b.Currency != "" && a.Currency != b.Currency
	units := a.Unit != "" && b.Unit != "" && a.Unit != b.Unit && a.Type == b.Type && a.Unit != "%" && b.Unit != "%"
	if !money && !units {
		return false
	}
	says := false
	for i := s.lo; i < s.hi; i++ {
		switch {
		case s.is(i, openBracket, squareBracket, or, equals, equivalent, equal, roughly):
			says = true
		case s.is(i, comma, dash, emDash, to, about, aroundWord, approximately, some, worth, nearly, the, that, which, isWord):
		default:
			return false
		}
	}
	return says
}

// comparable reports whether two figures can be whole and part, or before and after.
func comparable(a, b annotations.Quantity) bool {
	switch {
	case a.Type == annotations.Date || a.Type == annotations.Clock || a.Type == annotations.Age || a.Type == annotations.Ordinal || a.Type == annotations.Duration:
		return false
	case a.Type == "" || b.Type == "":
		return true
	}
	return a.Type == b.Type && a.Currency == b.Currency && a.Unit == b.Unit
}

// atMost reports whether the number of a is not above that of b, as far as both are
// known.
func atMost(a, b annotations.Quantity) bool {
	return a.Value == "" || b.Value == "" || a.Value.Cmp(b.Value) <= 0
}

// forward reports whether the figures stand as "from 17 to 19" do.
func (s *scanner) forward() bool { return s.near(s.hi-1, to) }

// before reports whether one of two figures is what the other was before.
func (s *scanner) before() bool {
	if s.hi-s.lo > 8 || s.hi == s.lo {
		return false
	}
	if s.near(s.hi-1, to) && s.hi-s.lo <= 2 {
		return s.fromBefore()
	}
	if !s.near(s.hi-1, from, with, against) {
		return false
	}
	for i := s.lo; i < s.hi-1; i++ {
		if t := s.at(i); t.w.is&(rising|falling) != 0 || t.w == compared {
			return true
		}
	}
	return s.near(s.hi-1, from) && s.hi-s.lo == 1
}

// fromBefore reports whether "from" stands before the first figure.
func (s *scanner) fromBefore() bool {
	for i := s.lo - 1; i >= 0 && i > s.lo-8; i-- {
		if s.near(i, from) {
			return true
		}
		if t := s.peek(i); t.w == comma || t.w == dot {
			return false
		}
	}
	return false
}

// partOfNext reports whether the first figure is a part of the second: "nine of the
// 19".
func (s *scanner) partOfNext() bool {
	i := s.lo
	if s.is(i, out) {
		i++
	}
	if !s.is(i, of) || s.hi-i > 3 {
		return false
	}
	for i++; i < s.hi; i++ {
		if s.at(i).w.is&possessive == 0 && !s.is(i, allWord) {
			return false
		}
	}
	return true
}

// partOfLast reports whether the second figure is a part of the first: "19 people,
// including nine children", "19 people, nine of them children".
func (s *scanner) partOfLast() bool {
	for i := s.hi - 1; i >= s.lo && i >= s.hi-3; i-- {
		switch {
		case s.is(i, including, included):
			return true
		case s.is(i, amongWord), s.is(i, of) && i == s.hi-2 && s.is(i+1, whom, which, them, those):
			return s.is(i+1, them, whom, which, those) || i == s.hi-1
		case s.at(i).kind != letters:
			return s.follows(s.hi)
		}
	}
	return s.hi > s.lo && s.is(s.hi-1, comma) && s.follows(s.hi)
}

// follows reports whether "of them" or the like stands after the second figure.
func (s *scanner) follows(i int) bool {
	for k := i; k < i+6; k++ {
		if s.near(k, of) && s.near(k+1, them, whom, which) {
			return true
		}
		if t := s.peek(k); t.w == comma || t.w == dot {
			return false
		}
	}
	return false
}

// onlyJoins reports whether no more than two words and what joins them stand between.
func (s *scanner) onlyJoins() bool {
	joins, words := false, 0
	for i := s.lo; i < s.hi; i++ {
		switch {
		case s.is(i, and, comma):
			joins = true
		case s.at(i).kind == letters && s.at(i).w.is&function == 0:
			words++
		default:
			return false
		}
	}
	return joins && words <= 2
}

var (
	emDash        = name("—")
	equivalent    = name("equivalent")
	equal         = name("equal")
	roughly       = name("roughly")
	about         = name("about")
	aroundWord    = name("around")
	approximately = name("approximately")
	nearly        = name("nearly")
	worth         = name("worth")
	isWord        = name("is")
	with          = name("with")
	against       = name("against")
	compared      = name("compared")
	included      = name("included")
	them          = name("them")
	whom          = name("whom")
)
