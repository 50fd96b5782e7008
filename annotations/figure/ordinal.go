package figure

import "pressmark/annotations"

// ordinalAt reads "third", "21st", "one hundred thirty-sixth".
func (s *scanner) ordinalAt(i int) (number, bool) {
	t := s.at(i)
	if t.kind == digits {
		if s.at(i+1).w.ordinal >= 0 && !s.is(i+1, comma) {
			return number{}, false
		}
		v, end, ok := s.literal(i)
		if !ok || !s.is(end, th, st, nd, rd) || !s.glued(end) || !v.IsInt() {
			return number{}, false
		}
		return number{val: v, mant: v, end: end + 1, ordinal: true}, true
	}
	if t.w.ordinal > 0 && !t.w.parts && t.w != half && t.w != quarter {
		v := ratInt(t.w.ordinal)
		return number{val: v, mant: v, end: i + 1, words: true, ordinal: true}, true
	}
	if !s.leadsToOrdinal(i) {
		return number{}, false
	}
	n, ok := s.cardinal(i)
	if !ok || !n.words {
		return n, false
	}
	j := n.end
	if s.is(j, hyphen) {
		j++
	}
	v, ok := s.completes(n, j)
	if !ok || s.at(j).w.parts {
		return n, false
	}
	return number{val: v, mant: v, end: j + 1, words: true, ordinal: true}, true
}

// leadsToOrdinal reports whether the words of a number from token i on may end with an
// ordinal.
func (s *scanner) leadsToOrdinal(i int) bool {
	for k := i; k < i+20; k++ {
		switch t := s.at(k); {
		case t.w.ordinal > 0:
			return k > i
		case t.w.cardinal == notCardinal && t.w.exp == 0 && !s.is(k, hyphen, and, aWord):
			return false
		}
	}
	return false
}

// ordinal reads "third", "21st".
func (s *scanner) ordinal(i int) (match, bool) {
	n, ok := s.ordinalAt(i)
	if !ok || s.strict && !s.surelyOrdinal(i, n) {
		return match{}, false
	}
	m := match{from: i, to: n.end}
	m.q.Type, m.q.Value = annotations.Ordinal, annotations.DecimalOf(n.val)
	noun := n.end
	if s.near(noun, straight, consecutive, successive) {
		noun++
	}
	if next := s.peek(noun); next.kind == letters && next.w.is&function == 0 && !next.capital && next.w.cardinal == notCardinal {
		m.q.Counted = s.text(next)
	}
	return m, true
}

var (
	straight    = name("straight")
	consecutive = name("consecutive")
	successive  = name("successive")
)

// rank reads "No. 3", "number one", "#3".
func (s *scanner) rank(i int) (match, bool) {
	j := i + 1
	switch {
	case s.is(i, no, nr, nos) && s.is(j, dot) && s.glued(j) && s.at(j+1).kind == digits && (s.at(i).capital || !s.strict):
		j++
	case s.is(i, no) && s.at(i).capital && s.at(j).kind == digits && !s.strict:
	case s.is(i, hash) && s.glued(j) && s.at(j).kind == digits:
	case s.is(i, numberWord) && (s.at(j).kind == digits && !s.glued(j) || s.at(j).w.cardinal == unitWord) && !s.strict:
	case s.is(i, numberWord) && s.at(j).w.cardinal == unitWord && s.at(j).w.value < 11:
	default:
		return match{}, false
	}
	n, ok := s.number(j, false)
	if !ok || !n.val.IsInt() {
		return match{}, false
	}
	m := match{from: i, to: n.end}
	m.q.Type, m.q.Value = annotations.Ordinal, annotations.DecimalOf(n.val)
	return m, true
}

// surelyOrdinal reports whether an ordinal that nobody marked is a figure. "first"
// mostly says no more than an order of telling, and "second" is as often a part of a
// phrase.
func (s *scanner) surelyOrdinal(i int, n number) bool {
	t := s.peek(i)
	if t.kind == digits {
		return s.peek(n.end).w != amendment
	}
	next := s.peek(n.end)
	switch {
	case s.is(i, first), s.near(n.end, hyphen) && s.glued(n.end), t.capital && next.capital, next.capital && next.kind == letters:
		return false
	case s.is(i, second):
		return next.kind == letters && next.w.is&function == 0 && s.peek(i-1).w.is&possessive != 0 && !s.near(n.end, half, thought, hand, place, look)
	case s.is(i, third):
		return !s.near(n.end, party, parties, world)
	}
	return true
}
