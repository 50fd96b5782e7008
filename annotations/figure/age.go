package figure

import "pressmark/annotations"

// aged reads an age that a word before it says it is: "aged 45", "age 86", "in her
// 40s", and the number between commas after a name.
func (s *scanner) aged(i int) (match, bool) {
	if s.is(i, aged, age, ages) {
		j := i + 1
		if s.is(j, between, from) {
			j = i + 1
		} else if s.is(j, of) {
			j++
		}
		var q annotations.Quantity
		j = s.qualified(j, &q)
		a, ok := s.amount(j)
		if !ok || a.cur != nil || a.unit != nil && a.unit.type_ != annotations.Duration || a.n.fraction {
			return match{}, false
		}
		m := match{q: q, from: i, to: a.end}
		m.to = s.after(a.end, &m.q)
		s.age(&m, a)
		return m, true
	}
	if s.near(i-1, possessiveWords...) && s.near(i-2, in) {
		return s.decadeOfLife(i)
	}
	return s.apposed(i)
}

// age makes an age of an amount: of years, unless it says otherwise.
func (s *scanner) age(m *match, a amount) {
	m.q.Type = annotations.Age
	m.q.Value = annotations.DecimalOf(a.low)
	if a.high != nil {
		m.q.Value, m.q.Low, m.q.High = "", annotations.DecimalOf(a.low), annotations.DecimalOf(a.high)
	}
	m.q.Unit = "a"
	if a.unit != nil {
		m.q.Unit, m.q.UnitText = a.unit.code, a.unitText
	}
}

// decadeOfLife reads the "40s" of "in her 40s".
func (s *scanner) decadeOfLife(i int) (match, bool) {
	j := i
	low, high := 0, 9
	switch {
	case s.is(j, early):
		low, high, j = 0, 3, j+1
	case s.is(j, mid):
		low, high, j = 4, 6, j+1
	case s.is(j, late):
		low, high, j = 7, 9, j+1
	}
	if j > i && s.is(j, hyphen) {
		j++
	}
	n := s.int(j)
	if n >= 10 && n < 100 && n%10 == 0 && s.is(j+1, sLetter) && s.glued(j+1) {
		j += 2
	} else if w := s.at(j).w; w.decade > 0 {
		n = w.decade
		j++
	} else {
		return match{}, false
	}
	m := match{from: i, to: j}
	s.age(&m, amount{low: ratInt(int64(n + low)), high: ratInt(int64(n + high))})
	return m, true
}

// apposed reads the age in "Mary Smith, 45, said".
func (s *scanner) apposed(i int) (match, bool) {
	n := s.int(i)
	name, before := s.peek(i-2), s.peek(i-3)
	if n < 1 || n > 115 || s.glued(i) || !s.near(i-1, comma) || !name.capital || name.w.calendarWord() || name.w.is&(preposed|function) != 0 {
		return match{}, false
	}
	if !(before.capital && before.kind == letters) && !(n > 15 && s.near(i+1, comma) && !s.peek(i+2).capital && s.peek(i+2).kind == letters) {
		return match{}, false
	}
	if !s.near(i+1, comma, dot) || s.near(i+1, dot) && s.glued(i+2) || s.glued(i+2) && s.peek(i+2).kind == digits {
		return match{}, false
	}
	m := match{from: i, to: i + 1}
	s.age(&m, amount{low: ratInt(int64(n))})
	return m, true
}

// ageAfter makes an age of a duration where what follows says that it is one: "45
// years old", "45-year-old", "three months of age".
func (s *scanner) ageAfter(m *match, a amount) bool {
	if m.q.Type != annotations.Duration {
		return false
	}
	j := m.to
	if s.is(j, hyphen) {
		j++
	}
	switch {
	case s.is(j, old, olds) && !(s.is(j, old) && j > m.to && s.is(j, hyphen)):
		j++
	case s.is(j, of) && s.is(j+1, age):
		j += 2
	default:
		return false
	}
	m.to = j
	s.age(m, a)
	return true
}

var (
	old  = name("old")
	olds = name("olds")
)
