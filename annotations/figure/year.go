package figure

// shortYear reads the end of "2016–17".
func (s *scanner) shortYear(first when, i int) (when, bool) {
	t := s.at(i)
	if first.from.month != 0 || first.from != first.to || t.kind != digits || t.end-t.start != 2 || !s.glued(i) || s.stuckDigits(i+1) {
		return when{}, false
	}
	y := first.from.year/100*100 + s.int(i)
	if y <= first.from.year {
		return when{}, false
	}
	return when{interval: only(date{year: y}), end: i + 1}, true
}

// yearAt returns the four digits at token i as a year, or 0.
func (s *scanner) yearAt(i int) int {
	t := s.at(i)
	if t.kind != digits || t.end-t.start != 4 {
		return 0
	}
	if y := s.int(i); y >= 1000 && y < 2200 {
		return y
	}
	return 0
}

// digitsFirst reads "11 April 2025", "2025-04-11", "2025", "1990s", "25.12.2025".
func (s *scanner) digitsFirst(i int) (when, bool) {
	if s.named(i) && !s.near(i-1, hyphen, dash) {
		return when{}, false
	}
	if w, ok := s.numericDate(i); ok {
		return w, true
	}
	if w, ok := s.dayFirst(i); ok {
		return w, true
	}
	if s.is(i+2, century) || s.is(i+3, century) && s.is(i+2, hyphen) {
		return s.ordinalFirst(i)
	}
	y := s.yearAt(i)
	if y == 0 {
		return when{}, false
	}
	if w, ok := s.decadeAt(i, y); ok {
		return w, true
	}
	return when{interval: only(date{year: y}), end: i + 1}, s.yearHere(i, y)
}

// decadeAt reads "1990s" and "1990's", and the century "1800s".
func (s *scanner) decadeAt(i, y int) (when, bool) {
	end := i + 1
	if s.is(end, apostrophe, quote) && s.glued(end) {
		end++
	}
	if y%10 != 0 || !s.is(end, sLetter) || !s.glued(end) {
		return when{}, false
	}
	last := 9
	if y%100 == 0 && y < 2000 {
		last = 99
	}
	return when{interval: interval{date{year: y}, date{year: y + last}}, end: end + 1}, true
}

// yearHere reports whether four digits at token i are a year and not a count.
func (s *scanner) yearHere(i, y int) bool {
	before, after := s.peek(i-1), s.peek(i+1)
	switch {
	case s.glued(i) && before.kind != sign, s.glued(i) && (before.w == dot || before.w == comma || before.w.money != nil),
		s.stuckYear(i + 1), before.w.is&naming != 0, after.w.exp > 1 && after.kind == letters:
		return false
	}
	introduced := before.w.is&preposed != 0
	timely := introduced || before.w.month > 0 || s.near(i-1, hyphen, dash, last)
	if _, _, _, isUnit := s.unit(i + 1); isUnit || after.w.money != nil && !after.capital {
		return false
	}
	counts := s.plural(i+1) && !after.capital
	switch {
	case counts:
		return introduced && y >= 1200 || before.w.is&possessive != 0 && y >= 1900 || s.near(i-1, sLetter)
	case timely && y >= 1200:
		return true
	case y < 1900 || y > 2099:
		return !s.strict && y >= 1500
	}
	return true
}

// stuckYear reports whether token i goes on what is before it, so that this is no year.
func (s *scanner) stuckYear(i int) bool {
	t := s.peek(i)
	if !s.glued(i) {
		return false
	}
	return t.kind == letters || t.kind == digits || (t.w == dot || t.w == comma || t.w == colon) && s.glued(i+1) && s.peek(i+1).kind == digits || t.w == percentSign
}

// numericDate reads "2025-04-11", "2025-04", "11/04/2025", "25.12.2025". Where day and
// month could be either, it is a date of which nothing is known.
func (s *scanner) numericDate(i int) (when, bool) {
	first, middle := s.int(i), s.int(i+2)
	sep := s.at(i + 1).w
	if first < 0 || middle < 1 || sep != hyphen && sep != slash && sep != dot || !s.glued(i+1) || !s.glued(i+2) {
		return when{}, false
	}
	known := func(year, month, day, end int) (when, bool) {
		d := date{year, month, day}
		return when{interval: only(d), end: end}, d.valid()
	}
	third := s.int(i + 4)
	if s.at(i+3).w != sep || !s.glued(i+3) || !s.glued(i+4) || third < 1 || s.stuckDigits(i+5) {
		month := s.at(i+2).end-s.at(i+2).start == 2 && middle <= 12
		if sep != hyphen || s.yearAt(i) == 0 || !month || s.stuckDigits(i+3) || s.strict && first%100 < middle { // "2009-10"
			return when{}, false
		}
		return known(first, middle, 0, i+3)
	}
	switch {
	case sep == hyphen && s.yearAt(i) > 0:
		return known(first, middle, third, i+5)
	case s.yearAt(i+4) == 0 || first == 0:
		return when{}, false
	case sep == dot || first > 12 || first == middle:
		return known(third, middle, first, i+5)
	case middle > 12:
		return known(third, first, middle, i+5)
	}
	return when{end: i + 5}, true
}

// shortDecade reads "'90s".
func (s *scanner) shortDecade(i int) (when, bool) {
	n := s.int(i + 1)
	if !s.glued(i+1) || n < 10 || n > 99 || n%10 != 0 || !s.is(i+2, sLetter) || !s.glued(i+2) || s.glued(i) {
		return when{}, false
	}
	y := 1900 + n
	return when{interval: interval{date{year: y}, date{year: y + 9}}, end: i + 3}, true
}

// ordinalFirst reads "the second quarter of 2024", "first half of the year", "the 19th
// century".
func (s *scanner) ordinalFirst(i int) (when, bool) {
	j := i
	if s.is(j, the) {
		j++
	}
	n := 0
	if s.is(j, last) {
		n, j = 4, j+1
	} else if o, ok := s.ordinalAt(j); ok && o.val.IsInt() && o.val.Num().IsInt64() && o.val.Num().Int64() < 40 {
		n, j = int(o.val.Num().Int64()), o.end
	} else {
		return when{}, false
	}
	if s.is(j, hyphen) {
		j++
	}
	switch {
	case s.is(j, century) && n > 1 && n < 23:
		return when{interval: interval{date{year: n*100 - 99}, date{year: n * 100}}, end: j + 1}, true
	case s.is(j, quarter) && n <= 4:
		return s.quarterAt(j, n, 4, j+1)
	case s.is(j, half) && n <= 2 && (s.is(j+1, of) && s.yearish(j+2) || s.yearAt(j+1) > 0):
		return s.quarterAt(j, n, 2, j+1)
	}
	return when{}, false
}

// yearish reports whether a year stands at token i, or words for one.
func (s *scanner) yearish(i int) bool {
	return s.yearAt(i) > 0 || s.is(i, the, this, last, next) && s.is(i+1, year)
}

// quarterAt reads the year after the nth part of one: "of 2024", "2024".
func (s *scanner) quarterAt(i, n, parts, end int) (when, bool) {
	if n < 1 || n > parts || s.strict && s.is(i, quarter) && s.near(end, final, backWord) {
		return when{}, false
	}
	j := end
	if s.is(j, of, in) {
		j++
	}
	if y := s.yearAt(j); y > 0 && !s.stuckDigits(j+1) {
		return when{interval: quarterOf(y, n, parts), end: j + 1}, true
	}
	w := when{end: end, relative: true}
	y0 := s.base.year
	switch {
	case s.is(j, this, the) && s.is(j+1, year):
		w.end = j + 2
	case s.is(j, last) && s.is(j+1, year):
		y0, w.end = y0-1, j+2
	case s.is(j, next) && s.is(j+1, year):
		y0, w.end = y0+1, j+2
	default:
		if s.base.known() && s.base.month > 0 {
			// The quarter nearest to the article: it is mostly reported when it is over.
			if quarterOf(y0, n, parts).from.month > s.base.month {
				y0--
			}
		}
	}
	if s.base.known() {
		w.interval = quarterOf(y0, n, parts)
	}
	return w, true
}
