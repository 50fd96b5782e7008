package figure

// monthAt reads the name of a month. "may" and "march" are months only with a capital,
// and short names need one too.
func (s *scanner) monthAt(i int) (month, end int, ok bool) {
	t := s.at(i)
	if t.w.month == 0 || !t.capital && (t.end-t.start < 4 || t.w == may || t.w == march) {
		return 0, i, false
	}
	end = i + 1
	if t.end-t.start < 5 && s.is(end, dot) && s.glued(end) && t.w != may && t.w != june && t.w != july {
		if next := s.peek(end + 1); next.kind == digits || !next.capital && next.kind == letters {
			end++
		}
	}
	return t.w.month, end, true
}

// monthFirst reads "April 11, 2025", "April 4-6", "April 2025", "April".
func (s *scanner) monthFirst(i int) (when, bool) {
	month, j, ok := s.monthAt(i)
	if !ok {
		return when{}, false
	}
	if day, k, ok := s.dayAt(j); ok {
		last, k := s.dayUpTo(day, k)
		y, k := s.yearAfter(k)
		return s.days(date{y, month, day}, last, k)
	}
	if s.is(j, of) && s.yearAt(j+1) > 0 {
		j++
	}
	k := j
	if s.is(j, comma) && s.yearAt(j+1) > 0 && !s.stuckDigits(j+2) { // "April, 2025"
		k++
	}
	if y := s.yearAt(k); y > 0 {
		return when{interval: only(date{y, month, 0}), end: k + 1}, true
	}
	return s.monthAlone(i, j, month)
}

// monthAlone reads a month without a year, unless it looks like a name or a verb.
func (s *scanner) monthAlone(i, j, month int) (when, bool) {
	after := s.peek(j)
	timely := s.peek(i-1).w.is&preposed != 0 || s.near(i-1, last, next, this, mid, early, late, hyphen, and, since, until, by, from, between, of, to)
	switch {
	case s.strict && !timely && (s.is(i, may, march, august) || after.capital):
		return when{}, false
	case s.strict && after.capital && after.kind == letters && after.w.is&function == 0 && !after.w.calendarWord():
		return when{}, false
	}
	w := when{end: j, relative: true, yearless: date{0, month, 0}}
	if s.base.known() && s.base.month > 0 {
		w.interval = only(nearest(w.yearless, s.base))
	}
	return w, true
}

func (w *word) calendarWord() bool { return w.month > 0 || w.weekday > 0 }

// dayFirst reads "11 April 2025", "4–6 April", "11th of April".
func (s *scanner) dayFirst(i int) (when, bool) {
	day, j, ok := s.dayAt(i)
	if !ok {
		return when{}, false
	}
	last, j := s.dayUpTo(day, j)
	if s.is(j, of) {
		j++
	}
	month, k, ok := s.monthAt(j)
	if !ok {
		return when{}, false
	}
	y, end := s.yearAfter(k)
	return s.days(date{y, month, day}, last, end)
}

// dayUpTo reads the second day of "4–6": it returns the first again where there is none.
func (s *scanner) dayUpTo(day, i int) (last, end int) {
	if s.is(i, hyphen, dash, to) && s.glued(i) == s.glued(i+1) {
		if last, end, ok := s.dayAt(i + 1); ok && last > day {
			return last, end
		}
	}
	return day, i
}

// dayAt reads a day of a month: "4", "4th".
func (s *scanner) dayAt(i int) (day, end int, ok bool) {
	day = s.int(i)
	if day < 1 || day > 31 || s.named(i) {
		return 0, i, false
	}
	if s.is(i+1, th, st, nd, rd) && s.glued(i+1) {
		return day, i + 2, true
	}
	if s.is(i+1, colon) && s.glued(i+2) || s.glued(i+1) && (s.peek(i+1).kind == letters || s.is(i+1, percentSign)) ||
		s.is(i+1, dot, comma) && s.glued(i+1) && s.glued(i+2) && s.at(i+2).kind == digits {
		return 0, i, false
	}
	return day, i + 1, true
}

// yearAfter reads the year after a day: ", 2025" or "2025".
func (s *scanner) yearAfter(i int) (year, end int) {
	j := i
	if s.is(j, comma) || s.is(j, of) {
		j++
	}
	if y := s.yearAt(j); y > 0 && !s.stuckDigits(j+1) {
		return y, j + 1
	}
	return 0, i
}

// days makes a time of days of one month. Without a year they are those nearest to
// the article's date.
func (s *scanner) days(from date, last, end int) (when, bool) {
	w := when{end: end}
	if from.year == 0 && from.month == 9 && from.day == 11 && last == 11 && s.near(end, attack, attacks) { // these are of one year
		from.year = 2001
	}
	if from.year == 0 {
		w.relative, w.yearless = true, from
		if !(date{2000, from.month, last}).valid() {
			return when{}, false
		}
		if !s.base.known() || s.base.month == 0 {
			return w, true
		}
		from = nearest(from, s.base)
	}
	to := date{from.year, from.month, last}
	if !from.valid() || !to.valid() {
		return when{}, false
	}
	w.interval = interval{from, to}
	return w, true
}

// weekdayFirst reads "Friday", "Friday, April 11", "Friday 11 April 2025", "Friday
// night".
func (s *scanner) weekdayFirst(i int) (when, bool) {
	t := s.at(i)
	if !t.capital && s.strict && t.end-t.start < 6 || t.end-t.start < 5 && !t.capital {
		return when{}, false
	}
	j := i + 1
	if t.end-t.start < 5 && s.is(j, dot) && s.glued(j) && s.peek(j+1).kind == digits {
		j++
	}
	k := j
	if s.is(k, comma) {
		k++
	}
	if s.is(k, the) {
		k++
	}
	if s.at(k).w.month > 0 {
		if w, ok := s.monthFirst(k); ok && w.from.day > 0 || ok && w.relative && w.end > k+1 {
			return w, true
		}
	} else if s.at(k).kind == digits {
		if w, ok := s.digitsFirst(k); ok && (w.from.day > 0 || w.relative) {
			return w, true
		}
	}
	if s.near(i-1, every, eachWord) || s.near(i-1, dayNames...) || s.near(i-1, good) && s.peek(i-1).capital || s.strict && s.at(j).w.is&dayPart != 0 && s.at(j).capital {
		return when{}, false // no one day, or a name that says nothing of the week
	}
	if s.at(j).w.is&dayPart != 0 {
		j++
	}
	w := when{end: j, relative: true}
	if s.base.dated() {
		w.interval = only(s.onWeekday(i, t.w.weekday))
	}
	return w, true
}

// onWeekday returns the day that a weekday means in news: the last one, which may be
// the article's own, unless the sentence speaks of what will be.
func (s *scanner) onWeekday(i, weekday int) date {
	back := (s.base.weekday() - weekday + 7) % 7
	if back > 0 && s.future(i) {
		return s.base.plus(7 - back)
	}
	return s.base.plus(-back)
}

// future reports whether the words shortly before token i say that something will be.
func (s *scanner) future(i int) bool {
	for k := i - 1; k >= 0 && k > i-12; k-- {
		t := s.peek(k)
		switch t.w {
		case will, would, shall, due, until, till:
			return true
		case by:
			if k == i-1 {
				return true
			}
		case dot:
			if !t.glued || !s.glued(k+1) {
				return false
			}
		}
		if t.kind == line {
			return false
		}
	}
	return false
}

var monthNames = []string{"january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
	"september sept sep", "october oct", "november nov", "december dec"}

var weekdayNames = []string{"monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"}
