package figure

import "pressmark/annotations"

// vague reads figures without a number: "thousands a week", "hundreds of Chinese
// nationals", "several hundred", and, where they are marked, "many" and "a few".
func (s *scanner) vague(i int) (match, bool) {
	m := match{from: i}
	j := s.qualified(i, &m.q)
	if j > i && s.is(i, over, under) { // "handed over thousands"
		return m, false
	}
	end, ok := s.vagueNumber(j)
	if !ok && !s.strict {
		end, ok = s.vagueWord(j)
	}
	if !ok {
		return m, false
	}
	m.to = end
	m.q.Vague = true
	m.q.Type = annotations.Count
	k := end
	if s.is(k, of) {
		k++
	}
	if c, after, ok := s.currency(k); ok {
		m.q.Type, m.q.Currency, m.to = annotations.Money, c.code, after
		if c.code == "" {
			m.q.UnitText = s.between(k, after)
		}
	} else if u, text, after, ok := s.unit(k); ok && s.at(k).end-s.at(k).start > 3 {
		m.q.Type, m.q.Unit, m.q.UnitText, m.to = u.type_, u.code, text, after
	} else if s.near(end, of) || k == end {
		k = end
		if s.near(k, of) {
			k++
		}
		for s.peek(k).w.is&possessive != 0 || s.near(k, those) {
			k++
		}
		text, after, near := s.noun(k, false)
		m.q.Counted = text
		if near && after <= s.hi {
			m.to = after
		}
	}
	s.forEach(&m, amount{end: -1})
	if m.q.Type == annotations.Rate && m.q.Unit == "" && s.lastUnit(m.to) != "" && m.q.Currency == "" {
		m.q.Unit = "/" + s.lastUnit(m.to)
	}
	return m, true
}

// lastUnit returns the code of the unit that is the word before token end.
func (s *scanner) lastUnit(end int) string {
	u, _, after, ok := s.unit(end - 1)
	if !ok || after != end {
		return ""
	}
	return u.code
}

// vagueNumber reads "thousands", "tens of thousands", "several hundred", "a few
// thousand".
func (s *scanner) vagueNumber(i int) (end int, ok bool) {
	j := i
	if s.is(j, aWord) {
		j++
	}
	if s.is(j, several, few, many, some, couple) {
		if s.is(j, couple) && s.is(j+1, of) {
			j++
		}
		j++
		t := s.at(j)
		if t.w == dozen || t.w.exp >= 2 && t.w.ordinal == 0 && t.end-t.start > 3 || s.is(j, hundreds, thousands, dozens, millionsWord) {
			j++
			for s.at(j).w.exp > 2 && s.at(j).end-s.at(j).start > 3 && s.at(j).w.ordinal == 0 {
				j++
			}
			return j, true
		}
		return i, false
	}
	if !s.is(i, hundreds, thousands, millionsWord, billions, trillions, dozens, tens, scores) || s.glued(i) && s.near(i-1, hyphen) {
		return i, false
	}
	j = i + 1
	if s.is(j, of) && s.is(j+1, hundreds, thousands, millionsWord, billions, trillions) {
		j += 2
		if s.is(j, of) && s.is(j+1, thousands, millionsWord, billions) {
			j += 2
		}
		return j, true
	}
	if s.is(i, scores, tens) && !(s.is(i, scores) && s.is(j, of)) {
		return i, false
	}
	return j, true
}

// vagueWord reads words that stand for a number but do not say it.
func (s *scanner) vagueWord(i int) (end int, ok bool) {
	j := i
	if s.is(j, aWord, the) {
		j++
	}
	switch {
	case s.is(j, many, several, few, numerous, countless, most, some, fewer, multiple, various) && (j == i || s.is(j, few)):
		return j + 1, true
	case j > i && s.is(j, couple, handful, numberWord, majority, minority, lot) && (s.is(j+1, of) || j+1 == s.hi):
		return j + 1, true
	}
	return i, false
}
