package picture

import (
	"strconv"
	"strings"
	"time"

	"pressmark/annotations/words"
)

// A unit is how exact a date is.
type unit int

const (
	year unit = iota
	month
	day
	hour
	minute
	second
)

// layouts are the forms of ISO 8601 that are read, by how exact they are.
var layouts = []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15", "2006-01-02T15:04", "2006-01-02T15:04:05"}

// A date is a point in time as exact as it was given. Dates without an offset are
// taken as UTC: they are compared as they are written.
type date struct {
	time.Time
	unit unit
}

// open is an end of a period that has none.
const open = ".."

// parseDate reads a date of the years 1 to 9999.
func parseDate(s string) (date, bool) {
	s = strings.TrimSpace(s)
	if len(s) > len("2006-01-02T15:04:05.999999999+00:00") {
		return date{}, false
	}
	for u, layout := range layouts {
		t, err := time.Parse(layout, s)
		if err != nil && unit(u) >= hour {
			t, err = time.Parse(layout+"Z07:00", s)
		}
		if err == nil && t.Year() > 0 {
			return date{t.UTC(), unit(u)}, true
		}
	}
	return date{}, false
}

// next returns the time at which the date is over.
func (d date) next() time.Time {
	switch d.unit {
	case year:
		return d.AddDate(1, 0, 0)
	case month:
		return d.AddDate(0, 1, 0)
	case day:
		return d.AddDate(0, 0, 1)
	case hour:
		return d.Add(time.Hour)
	case minute:
		return d.Add(time.Minute)
	}
	return d.Add(time.Second)
}

func (d date) String() string {
	switch d.unit {
	case year:
		return strconv.Itoa(d.Year())
	case month:
		return ofMonth(d.Time)
	case day:
		return ofDay(d.Time)
	case second:
		return words.DateAndTime.With(ofDay(d.Time), d.Format("15:04:05"))
	}
	return words.DateAndTime.With(ofDay(d.Time), d.Format("15:04"))
}

// ofMonth and ofDay return a date in words.
func ofMonth(t time.Time) string {
	return words.DateOfMonth.With(words.TickMonth(int(t.Month())), strconv.Itoa(t.Year()))
}

func ofDay(t time.Time) string {
	return words.DateOfDay.With(strconv.Itoa(t.Day()), words.TickMonth(int(t.Month())), strconv.Itoa(t.Year()))
}

// A period is from one date to another, both included; either may be missing, which
// leaves that side open.
type period struct{ from, to *date }

// parsePeriod reads an event's start and end. A start alone is a period too: a year
// is as long as a year. Its start may hold both with a slash between them. Dates in
// the wrong order are turned.
func parsePeriod(from, to string) (period, bool) {
	if a, b, ok := strings.Cut(from, "/"); ok && to == "" {
		from, to = a, b
	}
	side := func(s string) (*date, bool) {
		if strings.TrimSpace(s) == open {
			return nil, true
		}
		d, ok := parseDate(s)
		return &d, ok
	}
	a, ok := side(from)
	if !ok {
		return period{}, false
	}
	b := a
	if to != "" {
		if b, ok = side(to); !ok {
			return period{}, false
		}
	}
	if a == nil && b == nil {
		return period{}, false
	}
	if a != nil && b != nil && b.Before(a.Time) {
		a, b = b, a
	}
	return period{a, b}, true
}

// core returns what is known of the period for certain, in seconds since 1970: the
// period itself, or its one date.
func (p period) core() (from, to int64) {
	a, b := p.from, p.to
	if a == nil {
		a = b
	}
	if b == nil {
		b = a
	}
	return a.Unix(), max(b.next().Unix(), a.next().Unix())
}

// unit returns how exact the more exact of its dates is.
func (p period) unit() unit {
	u := year
	for _, d := range []*date{p.from, p.to} {
		if d != nil {
			u = max(u, d.unit)
		}
	}
	return u
}

func (p period) String() string {
	switch {
	case p.from == nil:
		return words.TimeUntil.With(p.to.String())
	case p.to == nil:
		return words.TimeSince.With(p.from.String())
	case *p.from == *p.to:
		return p.from.String()
	}
	return words.TimeTo.With(p.from.String(), p.to.String())
}
