package ledger

import (
	"strconv"
	"strings"

	"pressmark/annotations/words"
)

// A moment is an ISO 8601 date of any precision, a time of day, or both.
type moment struct {
	year, month, day int    // 0: not given
	clock            string // "14:30"; "": not given
}

// parseMoment reads a moment; what comes after the minutes is left out.
func parseMoment(s string) (m moment, ok bool) {
	date, clock, both := strings.Cut(s, "T")
	if !both && strings.Contains(s, ":") {
		date, clock = "", s
	}
	if clock != "" || both {
		if len(clock) < 5 || clock[2] != ':' {
			return m, false
		}
		h, okh := digits(clock[:2], 0, 24)
		n, okn := digits(clock[3:5], 0, 59)
		if !okh || !okn || h == 24 && n > 0 {
			return m, false
		}
		m.clock = clock[:5]
	}
	if date == "" {
		return m, m.clock != "" && !both
	}
	parts := strings.Split(date, "-")
	for i, p := range parts {
		ok := false
		switch {
		case i == 0 && len(p) == 4:
			m.year, ok = digits(p, 1, 9999)
		case i == 1 && len(p) == 2:
			m.month, ok = digits(p, 1, 12)
		case i == 2 && len(p) == 2:
			m.day, ok = digits(p, 1, 31)
		}
		if !ok {
			return moment{}, false
		}
	}
	return m, m.clock == "" || m.day > 0
}

// digits reads a number that is digits and within bounds.
func digits(s string, low, high int) (int, bool) {
	if strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && low <= n && n <= high
}

// When returns a date, a time or an interval in plain English: "25 Nov 2026",
// "May–Aug 2022", "from 14:30". What is not ISO 8601 comes back as it is.
func When(iso string) string {
	if said, ok := when(iso); ok {
		return said
	}
	return iso
}

// IsTime reports whether When reads a text as a date, a time or an interval.
func IsTime(iso string) bool {
	_, ok := when(iso)
	return ok
}

func when(iso string) (said string, ok bool) {
	from, to, interval := strings.Cut(iso, "/")
	a, oka := parseMoment(from)
	if !interval {
		return a.String(), oka
	}
	b, okb := parseMoment(to)
	switch {
	case oka && okb:
		return a.until(b), true
	case oka && to == "..":
		return words.TimeFrom.With(a.String()), true
	case okb && from == "..":
		return words.TimeUntil.With(b.String()), true
	}
	return "", false
}

// String returns "25 Nov 2026, 14:30" or as much of it as is known.
func (m moment) String() string {
	out := strings.Join(m.parts(), " ")
	if out != "" && m.clock != "" {
		return out + ", " + m.clock
	}
	return out + m.clock
}

// parts returns the day, the month and the year, as far as they are known.
func (m moment) parts() []string {
	var out []string
	if m.day > 0 {
		out = append(out, strconv.Itoa(m.day))
	}
	if m.month > 0 {
		out = append(out, words.ShortMonth(m.month))
	}
	if m.year > 0 {
		out = append(out, strconv.Itoa(m.year))
	}
	return out
}

// until returns an interval, of which what both ends share is said once:
// "25–28 Nov 2026".
func (m moment) until(to moment) string {
	switch {
	case m == to:
		return m.String()
	case m.clock != "" || to.clock != "":
		if m.year == to.year && m.month == to.month && m.day == to.day && m.year > 0 {
			return m.String() + "–" + to.clock
		}
		if m.year == 0 && to.year == 0 {
			return m.clock + "–" + to.clock
		}
		return m.String() + " – " + to.String()
	}
	a, b := m.parts(), to.parts()
	if len(a) != len(b) || m.year != to.year {
		if len(a) == 1 && len(b) == 1 {
			return a[0] + "–" + b[0]
		}
		return m.String() + " – " + to.String()
	}
	same := 1
	if m.month == to.month {
		same = 2
	}
	sep := "–"
	if len(a)-same > 1 {
		sep = " – "
	}
	return strings.Join(a[:len(a)-same], " ") + sep + strings.Join(b, " ")
}

// dated reports whether a time is a date, or an interval with one.
func dated(iso string) bool {
	from, to, interval := strings.Cut(iso, "/")
	a, oka := parseMoment(from)
	if !interval {
		return oka && a.year > 0
	}
	b, okb := parseMoment(to)
	return (oka && a.year > 0 || from == "..") && (okb && b.year > 0 || to == "..") && (oka || okb)
}
