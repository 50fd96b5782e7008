package standard

import "testing"

func TestTime(t *testing.T) {
	for _, c := range []struct{ in, time, date string }{
		{"2026", "2026", "2026"},
		{"2026-11", "2026-11", "2026-11"},
		{"2026-11-25", "2026-11-25", "2026-11-25"},
		{"2026-11-25T14:30", "2026-11-25T14:30:00", "2026-11-25T14:30:00"},
		{"2026-11-25T14:30:01Z", "2026-11-25T14:30:01Z", "2026-11-25T14:30:01Z"},
		{"14:30", "14:30:00", ""},
		{"0000-01-01", "", ""},
		{"2026-02-30", "", ""},
		{"last week", "", ""},
		{"..", "", ""},
		{"", "", ""},
	} {
		if Time(c.in) != c.time || Date(c.in) != c.date {
			t.Errorf("%q is the time %q and the date %q", c.in, Time(c.in), Date(c.in))
		}
	}
}
