package standard

import (
	"strings"
	"time"
)

// isoLayouts are the dates and times that other formats take as they are, after
// seconds were added.
var isoLayouts = []struct{ in, out string }{
	{"2006-01-02", "2006-01-02"},
	{"2006-01", "2006-01"},
	{"2006", "2006"},
	{time.RFC3339, time.RFC3339},
	{"2006-01-02T15:04Z07:00", time.RFC3339},
	{"2006-01-02T15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02T15:04", "2006-01-02T15:04:05"},
	{"15:04:05", "15:04:05"},
	{"15:04", "15:04:05"},
}

// Time returns a date of any precision, a date with a time, or a time of day as XML
// Schema and schema.org write it; "" for what is none.
func Time(s string) string {
	for _, l := range isoLayouts {
		if t, err := time.Parse(l.in, s); err == nil && (t.Year() > 0 || !strings.Contains(l.in, "2006")) {
			return t.Format(l.out)
		}
	}
	return ""
}

// Date returns a date, or a date with a time, as Time does; "" for what is none.
func Date(s string) string {
	if s = Time(s); strings.Index(s, ":") == len("15") {
		return ""
	}
	return s
}
