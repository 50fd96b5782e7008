package figure

import "pressmark/annotations"

// A clockTime is a time of day while it is read.
type clockTime struct {
	hour, minute int
	half         bool // of the day is said: "pm"
	end          int
}

func (c clockTime) String() string { return pad(c.hour, 2) + ":" + pad(c.minute, 2) }

// clock reads a time of day, or from one to another: "2:30 pm", "14:30 GMT", "noon",
// "9-11am". The time zone goes into the unit's text.
func (s *scanner) clock(i int) (match, bool) {
	j := i
	bound := s.at(i).w
	if bound == between || bound == from {
		j++
	}
	first, ok := s.clockAt(j)
	if !ok {
		first, ok = s.bareHour(j)
		if !ok {
			return match{}, false
		}
	} else if bound == between || bound == from {
		if !(bound == between && s.is(first.end, and) || bound == from && s.is(first.end, to, until, till)) {
			return match{}, false
		}
	}
	m := match{from: i, to: first.end}
	m.q.Type = annotations.Clock
	m.q.Time = first.String()
	if k := first.end; s.is(k, hyphen, dash) && s.glued(k) == s.glued(k+1) || s.is(k, to, until, till) || bound == between && s.is(k, and) {
		if second, ok := s.clockAt(k + 1); ok {
			if !first.half && second.half && first.hour <= 12 { // "9-11am"
				if pmHour := first.hour%12 + 12; second.hour >= 12 && pmHour*60+first.minute < second.hour*60+second.minute {
					first.hour = pmHour
				}
			}
			m.q.Time = first.String() + "/" + second.String()
			m.to = second.end
		}
	}
	if z := s.at(m.to); z.w.is&zone != 0 && z.capital && s.text(z) != "Et" {
		m.q.UnitText = s.text(z)
		m.to++
	}
	return m, true
}

// clockAt reads one time of day that says that it is one.
func (s *scanner) clockAt(i int) (clockTime, bool) {
	switch s.at(i).w {
	case noon:
		return clockTime{12, 0, true, i + 1}, true
	case midnight:
		return clockTime{0, 0, true, i + 1}, true
	}
	h := s.int(i)
	if h < 0 || h > 24 || s.at(i).end-s.at(i).start > 2 || s.named(i) {
		return clockTime{}, false
	}
	c := clockTime{hour: h, end: i + 1}
	seconds := false
	sep := s.at(i + 1).w
	if m := s.int(i + 2); (sep == colon || sep == dot) && s.glued(i+1) && s.glued(i+2) && m >= 0 && m < 60 && s.at(i+2).end-s.at(i+2).start == 2 {
		c.minute, c.end = m, i+3
		if s.is(c.end, colon) && s.glued(c.end) && s.int(c.end+1) >= 0 && s.int(c.end+1) < 60 {
			c.end += 2
			seconds = true
		}
	}
	switch half, end, ok := s.halfOfDay(c.end); {
	case ok && h >= 1 && h <= 12:
		c.hour, c.half, c.end = h%12+half, true, end
		return c, true
	case seconds && s.at(i).end-s.at(i).start == 1 && s.at(c.end).w.is&zone == 0: // "ran it in 2:03:05"
		return clockTime{}, false
	case c.end > i+1 && sep == colon && h < 24 && !s.stuckYear(c.end):
		return c, true
	case c.end == i+1 && s.is(i+1, oLetter) && s.is(i+2, apostrophe, quote) && s.is(i+3, clockWord):
		c.end = i + 4
		return c, h >= 1 && h <= 12
	}
	return clockTime{}, false
}

// bareHour reads the "9" of "9-11am".
func (s *scanner) bareHour(i int) (clockTime, bool) {
	h := s.int(i)
	k := i + 1
	c := clockTime{hour: h, end: k}
	if h < 1 || h > 12 || s.named(i) {
		return c, false
	}
	if m := s.int(k + 1); s.is(k, colon) && m >= 0 && m < 60 {
		c.minute, c.end = m, k+2
	}
	if !s.is(c.end, hyphen, dash, to, and, until) {
		return c, false
	}
	second, ok := s.clockAt(c.end + 1)
	return c, ok && second.half && !s.is(second.end-1, noon, midnight)
}

// halfOfDay reads "am" or "p.m.".
func (s *scanner) halfOfDay(i int) (hours, end int, ok bool) {
	switch {
	case s.is(i, am):
		return 0, i + 1, true
	case s.is(i, pm):
		return 12, i + 1, true
	case s.is(i, aWord, pLetter) && s.is(i+1, dot) && s.is(i+2, mLetter) && s.glued(i+1):
		end = i + 3
		if s.is(end, dot) && s.glued(end) {
			end++
		}
		if s.is(i, pLetter) {
			hours = 12
		}
		return hours, end, true
	}
	return 0, i, false
}

var (
	am        = name("am")
	pm        = name("pm")
	pLetter   = name("p")
	mLetter   = name("m")
	oLetter   = name("o")
	clockWord = name("clock")
)
