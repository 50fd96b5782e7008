package figure

import (
	"math/big"

	"pressmark/annotations"
)

// quantity reads a figure that is a number or two, with its qualifiers, its unit or
// currency, and what it is for each of.
func (s *scanner) quantity(i int) (match, bool) {
	var q annotations.Quantity
	j := s.qualified(i, &q)
	a, ok := s.amount(j)
	if !ok && j > i && s.is(j, the) { // "more than the 30 %"
		return match{}, false
	}
	if !ok || s.strict && !s.surely(a, j > i) {
		return match{}, false
	}
	if j > i && s.is(i, over, under, in) && a.unit != nil && a.unit.type_ == annotations.Duration {
		// "over three years" may be more than these, or during them.
		return match{}, false
	}
	m := match{q: q, from: i, to: s.after(a.end, &q)}
	m.q = q
	s.fill(&m, a)
	return m, true
}

// fill says what an amount is a quantity of.
func (s *scanner) fill(m *match, a amount) {
	q := &m.q
	q.Value = annotations.DecimalOf(a.low)
	if a.high != nil {
		q.Value, q.Low, q.High = "", annotations.DecimalOf(a.low), annotations.DecimalOf(a.high)
	}
	switch {
	case a.cur != nil:
		q.Type, q.Currency = annotations.Money, a.cur.code
		if a.cur.code == "" {
			q.UnitText = a.unitText
			if q.UnitText == "" {
				q.UnitText = s.text(s.at(a.start))
			}
		}
	case a.unit != nil:
		q.Type, q.Unit, q.UnitText = a.unit.type_, a.unit.code, a.unitText
		s.stretch(m)
		if s.ageAfter(m, a) {
			return
		}
	case a.n.fraction:
		q.Type = annotations.Share
	case s.score(m, a):
		return
	case s.near(a.start-1, magnitude), s.near(a.start-1, hyphen) && s.near(a.start-2, magnitude):
		q.Type, q.UnitText = annotations.Measure, "magnitude"
	default:
		q.Type = annotations.Count
		s.count(m, a)
	}
	if a.unit == nil || a.unit.type_ != annotations.Growth {
		s.forEach(m, a)
	}
	s.direct(m, a)
	s.ofWhat(m)
}

// stretch takes in the "long" of "four-hour-long".
func (s *scanner) stretch(m *match) {
	if s.is(m.to, hyphen) && s.glued(m.to) && s.is(m.to+1, long, wide, tall, high, deep, thick) {
		m.to += 2
	}
}

// score reads two numbers with a hyphen as the sides of a match or a vote, unless they
// are a range.
func (s *scanner) score(m *match, a amount) bool {
	if a.high == nil || a.n.exp > 0 || !a.low.IsInt() || !a.high.IsInt() || a.low.Sign() < 0 || a.high.Sign() < 0 {
		return false
	}
	contested := s.contested(a.start, a.end)
	falling := a.low.Cmp(a.high) >= 0
	if !(a.hyphen && falling || contested && (a.hyphen || falling) && !s.plural(a.end)) {
		return false
	}
	m.q.Type = annotations.Score
	return true
}

// count says what is counted, and takes its name into the figure where it is the next
// word.
func (s *scanner) count(m *match, a amount) {
	text, end, near := s.noun(m.to, a.low.Cmp(ratInt(1)) == 0 && a.high == nil)
	m.q.Counted = text
	if near && end <= s.hi {
		m.to = s.after(end, &m.q) // "12 people or more"
	}
	if m.q.Counted == "" && a.high != nil {
		m.q.Type = annotations.Range
	}
}

// forEach reads what a figure is for each of: "a day", "per person", "/day".
func (s *scanner) forEach(m *match, a amount) {
	unit, end, ok := s.per(m.to)
	if !ok {
		return
	}
	q := &m.q
	if q.Type == annotations.Share && q.Unit == "" || q.Type == annotations.Duration && !s.is(m.to, per) && !s.is(m.to, aWord) && !s.is(m.to, anWord) {
		return
	}
	from := m.to
	if a.unit != nil && m.to == a.end {
		from = a.unitAt
	}
	code := ""
	if unit != nil && unit.code != "" && (q.Unit != "" || a.unit == nil && a.cur == nil) {
		code = q.Unit + "/" + unit.code
	}
	if s.is(from, hyphen) {
		from++
	}
	q.Type, q.Unit, q.UnitText = annotations.Rate, code, s.between(from, end)
	m.to = end
}

// per reads "a day", "per person", "/day", "an hour".
func (s *scanner) per(i int) (u *unit, end int, ok bool) {
	j := i
	if s.is(j, hyphen) && s.glued(j) && s.is(j+1, aWord, anWord, per) { // "14-cent-a-share"
		j++
	}
	switch {
	case s.is(j, per), s.is(j, slash) && s.glued(j+1) && s.at(j+1).kind == letters:
	case s.is(j, aWord, anWord, every, eachWord):
		k := j + 1
		if s.is(k, hyphen) {
			k++
		}
		u, _, end, ok = s.unit(k)
		if ok && s.at(k).kind == letters && (u.type_ == annotations.Duration || u.type_ == annotations.Measure && u.code != "deg" && !s.is(j, eachWord, every)) && !s.at(end-1).many(s) && s.at(k).end-s.at(k).start > 2 {
			if s.near(end, ago, earlier, beforeWord, later) {
				return nil, i, false
			}
			return u, end, true
		}
		if s.is(j, aWord, anWord) && s.at(k).w.is&shareable != 0 {
			return nil, k + 1, true
		}
		return nil, i, false
	default:
		return nil, i, false
	}
	k := j + 1
	if u, end, ok = s.perMany(k); ok && s.is(j, per) {
		return u, end, true
	}
	if u, _, end, ok = s.unit(k); ok && s.at(k).kind == letters && u.code != "%" {
		return u, end, true
	}
	if s.at(k).kind == letters && s.at(k).w.is&function == 0 && s.is(j, per) && !s.is(k, cent) {
		return nil, k + 1, true
	}
	return nil, i, false
}

// perMany reads what follows "per" where that is a number: "100,000 people", "100 km".
func (s *scanner) perMany(i int) (u *unit, end int, ok bool) {
	n, ok := s.numeral(i, false)
	if !ok || !n.val.IsInt() || n.val.Cmp(ratInt(1)) <= 0 {
		return nil, i, false
	}
	number := n.val.Num().String()
	if u, _, end, ok = s.unit(n.end); ok {
		if u.code == "" {
			return nil, end, true
		}
		return &unit{code: "(" + number + "." + u.code + ")"}, end, true
	}
	_, end, _ = s.noun(n.end, false)
	return &unit{code: number}, min(end, s.hi), true
}

// many reports whether a word ends as a plural does.
func (t *token) many(s *scanner) bool {
	return t.kind == letters && t.end > t.start && s.src[t.end-1] == 's' && t.end-t.start > 3
}

// direct says which way something changed by the figure: "rose by", "up 3%", "a 3%
// increase".
func (s *scanner) direct(m *match, a amount) {
	q := &m.q
	percent := a.unit != nil && (a.unit.code == "%" || a.unit.type_ == annotations.Growth) || a.n.fraction && a.unit == nil
	d := s.direction(m.from, percent, q.Type == annotations.Count)
	if d == "" && (a.unit != nil && percent) {
		d = s.directionAfter(m.to)
	}
	if d == "" {
		return
	}
	q.Direction = d
	if percent && (q.Type == annotations.Share || q.Type == annotations.Rate) {
		q.Type = annotations.Growth
	}
}

// direction looks for what moves before a figure at token i. What "by" does not tie to
// it must move by itself, unless the figure is in per cent.
func (s *scanner) direction(i int, percent, counted bool) annotations.Direction {
	by_, of_ := false, false
	far := 2
	for k := i - 1; k >= 0 && k >= i-far; k-- {
		t := s.peek(k)
		switch {
		case t.w == by && !by_ && k == i-1:
			by_, far = true, 9
			continue
		case t.w == of && k == i-1:
			of_ = true
			continue
		case t.w.is&(rising|falling) != 0:
			if !by_ && counted && (t.w == up || t.w == down) { // "picked up 19 delegates"
				return ""
			}
			if !by_ && !percent && t.w.is&moving == 0 || of_ && !percent && t.w.is&moving == 0 {
				return ""
			}
			if t.w.is&rising != 0 {
				return annotations.Up
			}
			return annotations.Down
		case t.kind == line || t.w == dot || t.w == semicolon:
			return ""
		case by_:
			continue
		case t.w.is&(adverb|article) != 0 || t.w == another || t.w == the:
			far++
			if far > 5 {
				return ""
			}
			continue
		}
		return ""
	}
	return ""
}

// directionAfter looks for what moves after a figure in per cent: "3% higher", "a 3%
// rise".
func (s *scanner) directionAfter(i int) annotations.Direction {
	if s.near(i, hyphen) {
		i++
	}
	for k := i; k < i+2; k++ {
		t := s.peek(k)
		switch {
		case t.w.is&rising != 0:
			return annotations.Up
		case t.w.is&falling != 0:
			return annotations.Down
		case t.kind != letters || t.w.is&function != 0:
			return ""
		}
	}
	return ""
}

// ofWhat says what a share, or an amount, is of, where that follows: "45% of voters".
func (s *scanner) ofWhat(m *match) {
	q := &m.q
	if q.Type != annotations.Share || !s.near(m.to, of) {
		return
	}
	i := m.to + 1
	for s.peek(i).w.is&possessive != 0 || s.near(i, allWord, those) {
		i++
	}
	q.Counted, _, _ = s.noun(i, false)
}

// lapsed reads a duration that is counted from the article's date: "within 24 hours",
// "the last three years".
func (s *scanner) lapsed(i int) (match, bool) {
	if !s.is(i, within, last, past, next, coming) {
		return match{}, false
	}
	m, ok := s.quantity(i + 1)
	if !ok || m.q.Type != annotations.Duration || m.q.Low != "" {
		return match{}, false
	}
	m.from = i
	if s.is(i, within) && m.q.Comparator == "" {
		m.q.Comparator = annotations.AtMost
	}
	a, ok := s.amount(s.qualified(i+1, new(annotations.Quantity)))
	if !ok || a.unit == nil || !a.low.IsInt() || !a.low.Num().IsInt64() {
		return m, ok
	}
	if v, ok := s.lapse(i, int(min(a.low.Num().Int64(), 1<<20)), a.unit); ok {
		m.q.Time, m.q.Base = v.String(), s.base.String()
	}
	return m, true
}

// often reads "twice", and "once a month": "once" alone says when, or nothing.
func (s *scanner) often(i int) (match, bool) {
	v := int64(2)
	switch s.at(i).w {
	case once:
		v = 1
	case twice:
	case thrice:
		v = 3
	default:
		return match{}, false
	}
	if s.strict && s.near(i+1, as, the) {
		return match{}, false
	}
	m := match{from: i, to: i + 1}
	m.q.Type, m.q.Value, m.q.Counted = annotations.Count, annotations.DecimalOf(ratInt(v)), "times"
	s.forEach(&m, amount{low: big.NewRat(v, 1), end: i + 1})
	return m, v > 1 || m.q.Unit != ""
}

var (
	eachWord   = name("each")
	per        = name("per")
	cent       = name("cent")
	earlier    = name("earlier")
	beforeWord = name("before")
	later      = name("later")
	under      = name("under")
	semicolon  = name(";")
	another    = name("another")
	allWord    = name("all")
	those      = name("those")
	nos        = name("nos")
	up         = name("up")
	down       = name("down")
	magnitude  = name("magnitude")
	as         = name("as")
)
