package figure

import (
	"strconv"
	"time"
)

// A date is a day, or a month or a year where the rest is 0. The zero value is none.
type date struct{ year, month, day int }

// An interval is the dates from one to another, both in it. The zero value of either
// is an open side, and none is the day of the year that is not known.
type interval struct{ from, to date }

func (d date) known() bool { return d.year != 0 }

// String writes the date as ISO 8601 has it.
func (d date) String() string {
	s := pad(d.year, 4)
	if d.month > 0 {
		s += "-" + pad(d.month, 2)
	}
	if d.day > 0 {
		s += "-" + pad(d.day, 2)
	}
	return s
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// String writes the interval as a quantity's Time.
func (v interval) String() string {
	switch {
	case v.from == v.to && v.from.known():
		return v.from.String()
	case v.from.known() && v.to.known():
		return v.from.String() + "/" + v.to.String()
	case v.from.known():
		return v.from.String() + "/.."
	case v.to.known():
		return "../" + v.to.String()
	}
	return ""
}

func only(d date) interval { return interval{d, d} }

// readDate reads an ISO 8601 date, of any precision, at the beginning of s.
func readDate(s string) date {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(s) < len(layout) {
			continue
		}
		t, err := time.Parse(layout, s[:len(layout)])
		if err != nil || t.Year() == 0 {
			continue
		}
		switch len(layout) {
		case 4:
			return date{year: t.Year()}
		case 7:
			return date{t.Year(), int(t.Month()), 0}
		}
		return dayOf(t)
	}
	return date{}
}

func dayOf(t time.Time) date { return date{t.Year(), int(t.Month()), t.Day()} }

func (d date) time() time.Time {
	return time.Date(d.year, time.Month(max(d.month, 1)), max(d.day, 1), 0, 0, 0, 0, time.UTC)
}

// plus returns the day that many days later.
func (d date) plus(days int) date { return dayOf(d.time().AddDate(0, 0, days)) }

// months returns the month that many months later, without a day.
func (d date) months(n int) date {
	m := d.year*12 + max(d.month, 1) - 1 + n
	return date{floor(m, 12), m - floor(m, 12)*12 + 1, 0}
}

func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// sameDay returns the same day that many months later, or the last of that month.
func (d date) sameDay(n int) date {
	m := d.months(n)
	m.day = min(d.day, m.last())
	return m
}

// last returns the number of days of the month.
func (d date) last() int {
	return time.Date(d.year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// weekday returns 1 for Monday to 7 for Sunday.
func (d date) weekday() int { return (int(d.time().Weekday())+6)%7 + 1 }

// valid reports whether there is such a day.
func (d date) valid() bool {
	return 0 < d.year && d.year < 10000 && (d.month == 0 || 1 <= d.month && d.month <= 12) &&
		(d.day == 0 || d.day >= 1 && d.day <= d.last())
}

// dated reports whether all of a base date is known.
func (d date) dated() bool { return d.year != 0 && d.month != 0 && d.day != 0 }

// week returns the week, Monday to Sunday, in which the day is, some weeks later.
func (d date) week(later int) interval {
	monday := d.plus(1 - d.weekday() + 7*later)
	return interval{monday, monday.plus(6)}
}

// nearest gives a day or a month without a year the one that brings it closest to
// the base date.
func nearest(d, base date) date {
	best := date{}
	for _, y := range []int{base.year, base.year - 1, base.year + 1} {
		c := date{y, d.month, d.day}
		if c.valid() && (!best.known() || apart(c, base) < apart(best, base)) {
			best = c
		}
	}
	return best
}

func apart(a, b date) time.Duration { return a.time().Sub(b.time()).Abs() }

// part returns the early (0), middle (1) or late (2) third of a month, year or
// decade. "mid-2022" is four months.
func (v interval) part(third int) interval {
	switch d := v.from; {
	case v.from == v.to && d.day == 0 && d.month > 0:
		ends := [...]int{1, 11, 21, d.last() + 1}
		return interval{date{d.year, d.month, ends[third]}, date{d.year, d.month, ends[third+1] - 1}}
	case v.from == v.to && d.month == 0 && d.known():
		return interval{date{d.year, 1 + 4*third, 0}, date{d.year, 4 + 4*third, 0}}
	case d.known() && d.month == 0 && v.to.year == d.year+9:
		starts := [...]int{0, 3, 7, 10} // of a decade: 0–3, 4–6, 7–9
		starts[1] = 4
		return interval{date{year: d.year + starts[third]}, date{year: d.year + starts[third+1] - 1}}
	case d.known() && d.month == 0 && v.to.year == d.year+99:
		starts := [...]int{0, 33, 66, 100}
		return interval{date{year: d.year + starts[third]}, date{year: d.year + starts[third+1] - 1}}
	}
	return interval{}
}

// quarterOf returns the nth of some equal parts of a year.
func quarterOf(year, n, parts int) interval {
	months := 12 / parts
	return interval{date{year, (n-1)*months + 1, 0}, date{year, n * months, 0}}
}
