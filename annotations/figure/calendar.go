package figure

import "pressmark/annotations"

// A when is a time that a text names.
type when struct {
	interval
	end      int
	relative bool // it was, or would be, resolved against the article's date
	yearless date // a day or month that the text gives without a year
}

// calendar reads a date or a time that can be put on a calendar: days, months, years,
// and what is said relative to the article's date.
func (s *scanner) calendar(i int) (match, bool) {
	w, ok := s.when(i)
	if !ok {
		return match{}, false
	}
	m := match{from: i, to: w.end}
	m.q.Type = annotations.Date
	m.q.Time = w.interval.String()
	if w.relative && m.q.Time != "" {
		m.q.Base = s.base.String()
	}
	return m, true
}

// when reads one time, with "since" and the like, or two with "to", "and" or a dash
// between them.
func (s *scanner) when(i int) (when, bool) {
	j := i
	bound := s.at(i).w
	switch bound {
	case since, until, till, by, between, from:
		j = i + 1
		if s.is(j, the) && !s.is(j+1, endWord, beginning, start) {
			j++
		}
	}
	w, ok := s.moment(j)
	if !ok {
		return w, false
	}
	if to, ok := s.through(w, bound); ok {
		open := bound == since || bound == until || bound == till || bound == by
		return w.upTo(to), !open
	}
	switch bound {
	case since:
		w.to = date{}
	case until, till:
		w.from = date{}
	case by: // "by 2030", not "rose by 2030"
		w.from = date{}
		return w, !s.strict || s.at(j).kind != digits || s.peek(i-1).w.is&(rising|falling) == 0
	case between, from:
		return w, false
	}
	return w, true
}

// through reads the second time of two.
func (s *scanner) through(first when, bound *word) (when, bool) {
	j := first.end
	switch {
	case bound == between && s.is(j, and), bound != between && s.is(j, to, until, through, thru, till):
	case s.is(j, dash, hyphen) && s.glued(j) == s.glued(j+1):
		if y, ok := s.shortYear(first, j+1); ok {
			return y, true
		}
	default:
		return when{}, false
	}
	second, ok := s.moment(j + 1)
	if !ok || first.known() && second.known() && (first.from.month == 0) != (second.from.month == 0) {
		return when{}, false
	}
	return second, true
}

// upTo returns the time from one to another. A year that only the second has is of
// both: "between April and June 2024". Where they are in the wrong order nothing is
// known.
func (w when) upTo(second when) when {
	from, relative := w.from, w.relative || second.relative
	if w.yearless.month > 0 && !second.relative && second.from.known() {
		from, relative = date{second.from.year, w.yearless.month, w.yearless.day}, false
	}
	out := when{end: second.end, relative: relative}
	if from.known() && second.to.known() && !from.time().After(second.to.time()) {
		out.interval = interval{from, second.to}
	}
	return out
}

func (w when) known() bool { return w.from.known() || w.to.known() }

// stuckDigits reports whether token i goes on without a space as a number does.
func (s *scanner) stuckDigits(i int) bool {
	return s.glued(i) && (s.at(i).kind == digits || s.is(i, hyphen, slash, percentSign) || s.is(i, dot, comma) && s.glued(i+1) && s.at(i+1).kind == digits)
}

// int returns the digits at token i as a number, or -1.
func (s *scanner) int(i int) int {
	t := s.at(i)
	if t.kind != digits || t.end-t.start > 4 {
		return -1
	}
	n := 0
	for k := t.start; k < t.end; k++ {
		n = n*10 + int(s.src[k]-'0')
	}
	return n
}

// moment reads one time.
func (s *scanner) moment(i int) (when, bool) {
	if third, j, ok := s.third(i); ok {
		w, ok := s.plainMoment(j)
		if !ok || w.from != w.to && w.to.year-w.from.year < 9 || w.from.day != 0 {
			return when{}, false
		}
		w.interval = w.interval.part(third)
		return w, true
	}
	if j, third, ok := s.edge(i); ok {
		w, ok := s.plainMoment(j)
		if !ok {
			w, ok = s.current(j)
		}
		if ok && w.from == w.to && w.from.day == 0 {
			if w.from.known() {
				w.interval = w.ends(third)
			}
			return w, true
		}
		return when{}, false
	}
	return s.plainMoment(i)
}

// current reads the "year" of "the end of the year".
func (s *scanner) current(i int) (when, bool) {
	w := when{end: i + 1, relative: true}
	switch {
	case s.is(i, year):
		w.interval = only(date{year: s.base.year})
	case s.is(i, monthWord) && s.base.month > 0:
		w.interval = only(s.base.months(0))
	case !s.is(i, monthWord):
		return w, false
	}
	return w, true
}

// third reads "early", "mid-" or "late" before a time.
func (s *scanner) third(i int) (third, next int, ok bool) {
	switch {
	case s.is(i, early):
		third = 0
	case s.is(i, mid, middle):
		third = 1
	case s.is(i, late):
		third = 2
	default:
		return 0, i, false
	}
	next = i + 1
	for s.is(next, hyphen, dash, of, the, in) && next < i+4 {
		next++
	}
	return third, next, true
}

// edge reads "the end of", "the beginning of" before a time.
func (s *scanner) edge(i int) (next, third int, ok bool) {
	j := i
	if s.is(j, the) {
		j++
	}
	switch {
	case s.is(j, endWord):
		third = 2
	case s.is(j, beginning, start):
	case s.is(j, middle):
		third = 1
	default:
		return i, 0, false
	}
	if !s.is(j+1, of) {
		return i, 0, false
	}
	if s.is(j+2, the) {
		return j + 3, third, true
	}
	return j + 2, third, true
}

// ends returns the first or the last month of a year or day of a month, or the middle.
func (v interval) ends(third int) interval {
	d := v.from
	switch {
	case third == 1:
		return v.part(1)
	case d.month == 0 && third == 0:
		return only(date{d.year, 1, 0})
	case d.month == 0:
		return only(date{d.year, 12, 0})
	case third == 0:
		return only(date{d.year, d.month, 1})
	}
	return only(date{d.year, d.month, d.last()})
}

// plainMoment reads one time that is no part of a longer one.
func (s *scanner) plainMoment(i int) (when, bool) {
	t := s.at(i)
	switch {
	case t.w.month > 0:
		return s.monthFirst(i)
	case t.w.weekday > 0:
		return s.weekdayFirst(i)
	case t.kind == digits:
		return s.digitsFirst(i)
	case s.is(i, apostrophe, quote):
		return s.shortDecade(i)
	case t.w == qLetter && s.glued(i+1):
		return s.quarterAt(i, s.int(i+1), 4, i+2)
	case t.w.ordinal > 0 && !t.w.parts, s.is(i, the) && s.at(i+1).w.ordinal > 0, s.is(i, last) && s.is(i+1, quarter):
		return s.ordinalFirst(i)
	}
	return s.relative(i)
}

// dayNames make a name of a weekday, as "Good" does with a capital: "Easter Monday" is
// not the last Monday.
var dayNames = []*word{
	name("super"), name("black"), name("bloody"), name("holy"), name("easter"), name("palm"), name("ash"), name("maundy"), name("cyber"),
}

// What makes a name of Friday, and what a day that is known by itself is known by.
var (
	good    = name("good")
	attack  = name("attack")
	attacks = name("attacks")
)
