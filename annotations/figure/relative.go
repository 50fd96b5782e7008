package figure

import (
	"strings"

	"pressmark/annotations"
)

// relative reads a time that is said relative to the article's date: "yesterday",
// "last month", "three years ago".
func (s *scanner) relative(i int) (when, bool) {
	switch s.at(i).w {
	case today:
		if s.strict && s.near(i+1, apostrophe, quote) { // "today's": of these times
			return when{}, false
		}
		return s.daysLater(0, i+1), true
	case tonight:
		return s.daysLater(0, i+1), true
	case yesterday, tomorrow:
		end := i + 1
		if s.at(end).w.is&dayPart != 0 {
			end++
		}
		if s.is(i, yesterday) {
			return s.daysLater(-1, end), true
		}
		return s.daysLater(1, end), true
	case this, last, past, next, previous, coming:
		return s.nextTo(i)
	case the:
		if s.is(i+1, weekend) && s.near(i-1, over) {
			return when{interval: s.weekend(0), end: i + 2, relative: true}, true
		}
		if s.is(i+1, last, past, next, previous, coming) {
			return s.nextTo(i + 1)
		}
		return when{}, false
	}
	return s.ago(i)
}

// daysLater returns the day that many days after the article's, if that is known.
func (s *scanner) daysLater(days, end int) when {
	w := when{end: end, relative: true}
	if s.base.dated() {
		w.interval = only(s.base.plus(days))
	}
	return w
}

// weekend returns the weekend that was last, or some later.
func (s *scanner) weekend(later int) interval {
	if !s.base.dated() {
		return interval{}
	}
	back := (s.base.weekday() + 1) % 7 // to the Saturday
	from := s.base.plus(-back + 7*later)
	return interval{from, from.plus(1)}
}

// nextTo reads "this", "last" or "next" and what they point to: a unit of the calendar,
// a weekday or a month.
func (s *scanner) nextTo(i int) (when, bool) {
	step := 0
	switch s.at(i).w {
	case last, past, previous:
		step = -1
	case next, coming:
		step = 1
	}
	w := when{end: i + 2, relative: true}
	t := s.at(i + 1)
	switch {
	case s.is(i+1, year, monthWord, week, weekend, night):
		// "his last year", and "past year" without "the", are of other times.
		if s.strict && (s.near(i-1, possessiveWords...) || s.is(i, past, previous) && !s.near(i-1, the, over)) || t.w == night && step >= 0 {
			return when{}, false
		}
		switch {
		case !s.base.dated():
		case s.is(i, past) && s.is(i+1, year, monthWord, week): // up to now, where "last week" ended on Sunday
			w.interval = interval{s.unitBack(i + 1), s.base}
		default:
			w.interval = s.unitBy(step, i+1)
		}
		return w, true
	case t.w.is&dayPart != 0 && step == 0:
		return s.daysLater(0, w.end), true
	case t.w.weekday > 0 && (t.capital || t.end-t.start > 5):
		if s.at(w.end).w.is&dayPart != 0 {
			w.end++
		}
		if s.base.dated() {
			w.interval = only(s.weekdayBy(step, t.w.weekday))
		}
		return w, true
	case t.w.month > 0:
		month, end, ok := s.monthAt(i + 1)
		w.end = end
		if ok && s.base.month > 0 {
			w.interval = only(monthBy(step, month, s.base))
		}
		return w, ok
	}
	return when{}, false
}

// unitBy returns the last (-1), this (0) or the next (1) of the unit of the calendar at
// token i.
func (s *scanner) unitBy(step, i int) interval {
	b := s.base
	switch s.at(i).w {
	case year:
		return only(date{year: b.year + step})
	case monthWord:
		return only(b.months(step))
	case week:
		return b.week(step)
	case night:
		return only(b.plus(step))
	}
	switch {
	case step == 0 && s.future(i):
		return s.weekend(1)
	case step == -1 && b.weekday() < 6: // before the weekend, the last one is over
		return s.weekend(0)
	}
	return s.weekend(step)
}

// unitBack returns the day that is the unit at token i before the article's.
func (s *scanner) unitBack(i int) date {
	switch s.at(i).w {
	case year:
		return s.base.sameDay(-12)
	case monthWord:
		return s.base.sameDay(-1)
	}
	return s.base.plus(-7)
}

// weekdayBy returns the last, this or the next of a weekday.
func (s *scanner) weekdayBy(step, weekday int) date {
	ahead := (weekday - s.base.weekday() + 7) % 7
	switch {
	case step < 0 && ahead == 0:
		return s.base.plus(-7)
	case step < 0:
		return s.base.plus(ahead - 7)
	case step > 0 && ahead == 0:
		return s.base.plus(7)
	}
	return s.base.plus(ahead)
}

// monthBy returns the last, this or the next of a month.
func monthBy(step, month int, b date) date {
	y := b.year
	switch {
	case step < 0 && month >= b.month:
		y--
	case step > 0 && month <= b.month:
		y++
	}
	return date{y, month, 0}
}

// ago reads "three years ago", "a week ago": it is known to the unit.
func (s *scanner) ago(i int) (when, bool) {
	var n int
	j := i
	if !s.soon(i, ago) {
		return when{}, false
	}
	if s.is(i, aWord, anWord) {
		n, j = 1, i+1
	} else {
		num, ok := s.number(i, false)
		if !ok || !num.val.IsInt() || num.val.Sign() <= 0 || num.val.Num().BitLen() > 12 {
			return when{}, false
		}
		n, j = int(num.val.Num().Int64()), num.end
	}
	u, _, end, ok := s.unit(j)
	if !ok || !s.is(end, ago) || u.type_ != annotations.Duration {
		return when{}, false
	}
	w := when{end: end + 1, relative: true}
	b := s.base
	if !b.dated() {
		return w, true
	}
	switch {
	case u.code == "d":
		w.interval = only(b.plus(-n))
	case u.code == "wk":
		w.interval = only(b.plus(-7 * n))
	case u.code == "mo":
		w.interval = only(b.months(-n))
	case u.code == "a" && n < b.year:
		w.interval = only(date{year: b.year - n})
	case u.code == "h" && n < 24, u.code == "min", u.code == "s":
		w.interval = interval{}
	}
	return w, true
}

// soon reports whether a word stands shortly after token i.
func (s *scanner) soon(i int, w *word) bool {
	for k := i + 1; k < i+9; k++ {
		if s.at(k).w == w {
			return true
		}
	}
	return false
}

// lapse resolves a duration that is counted from the article's date: "within 24
// hours", "the last three years". It returns false where there is nothing to resolve.
func (s *scanner) lapse(i int, n int, u *unit) (interval, bool) {
	b := s.base
	if !b.dated() || n <= 0 || n > 4000 {
		return interval{}, false
	}
	forward := 0
	switch {
	case s.is(i, within), s.is(i, next, coming):
		forward = 1
	case s.is(i, last, past, previous):
		forward = -1
	default:
		return interval{}, false
	}
	var other date
	switch u.code {
	case "h":
		other = b.plus(forward * ((n + 23) / 24))
	case "d":
		other = b.plus(forward * n)
	case "wk":
		other = b.plus(forward * 7 * n)
	case "mo":
		other = b.sameDay(forward * n)
	case "a":
		other = b.sameDay(forward * 12 * n)
	default:
		return interval{}, false
	}
	if !other.valid() {
		return interval{}, false
	}
	if forward > 0 {
		return interval{b, other}, true
	}
	return interval{other, b}, true
}

// calendar enters the words of the calendar.
func (l *lexicon) calendar() {
	for i, names := range monthNames {
		for n := range strings.FieldsSeq(names) {
			w := l.word(n)
			w.month = i + 1
			w.is |= opens
		}
	}
	for i, names := range weekdayNames {
		for n := range strings.FieldsSeq(names) {
			w := l.word(n)
			w.weekday = i + 1
			w.is |= opens
		}
	}
	for _, w := range []*word{the, this, last, past, next, previous, coming, since, until, till, by, between, from, within, early, mid, middle, late,
		today, tonight, yesterday, tomorrow, apostrophe, quote, qLetter, endWord, beginning, start, noon, midnight, age, aged, ages, once, twice, thrice,
		hundreds, thousands, millionsWord, billions, trillions, dozens, tens, scores, several, few, numberWord, no, nr, hash} {
		w.is |= opens
	}
}

var (
	may          = name("may")
	march        = name("march")
	june         = name("june")
	july         = name("july")
	august       = name("august")
	today        = name("today")
	tonight      = name("tonight")
	yesterday    = name("yesterday")
	tomorrow     = name("tomorrow")
	this         = name("this")
	last         = name("last")
	past         = name("past")
	next         = name("next")
	previous     = name("previous")
	coming       = name("coming")
	ago          = name("ago")
	since        = name("since")
	until        = name("until")
	till         = name("till")
	by           = name("by")
	between      = name("between")
	from         = name("from")
	to           = name("to")
	through      = name("through")
	thru         = name("thru")
	within       = name("within")
	early        = name("early")
	mid          = name("mid")
	middle       = name("middle")
	late         = name("late")
	the          = name("the")
	in           = name("in")
	over         = name("over")
	endWord      = name("end")
	beginning    = name("beginning")
	start        = name("start")
	year         = name("year")
	monthWord    = name("month")
	week         = name("week")
	weekend      = name("weekend")
	night        = name("night")
	century      = name("century")
	final        = name("final")
	backWord     = name("back")
	will         = name("will")
	would        = name("would")
	shall        = name("shall")
	due          = name("due")
	colon        = name(":")
	apostrophe   = name("'")
	quote        = name("’")
	percentSign  = name("%")
	noon         = name("noon")
	midnight     = name("midnight")
	age          = name("age")
	aged         = name("aged")
	ages         = name("ages")
	once         = name("once")
	twice        = name("twice")
	thrice       = name("thrice")
	hundreds     = name("hundreds")
	thousands    = name("thousands")
	millionsWord = name("millions")
	billions     = name("billions")
	trillions    = name("trillions")
	tens         = name("tens")
	scores       = name("scores")
	several      = name("several")
	few          = name("few")
	numberWord   = name("number")
	no           = name("no")
	nr           = name("nr")
	hash         = name("#")

	possessiveWords = []*word{name("his"), name("her"), name("its"), name("their"), name("my"), name("our"), name("your")}
)
