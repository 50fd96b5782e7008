package picture

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pressmark/annotations/annotationtest"
)

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ from, to, want, spoken string }{
		{"2026", "", "2026-01-01 to 2027-01-01", "2026"},
		{"2026-11", "", "2026-11-01 to 2026-12-01", "Nov 2026"},
		{"2024-02-29", "", "2024-02-29 to 2024-03-01", "29 Feb 2024"},
		{"2026-11-22T21", "", "2026-11-22T21:00 to 2026-11-22T22:00", "22 Nov 2026, 21:00"},
		{"2026-11-22T21:40", "", "2026-11-22T21:40 to 2026-11-22T21:41", "22 Nov 2026, 21:40"},
		{"2026-11-22T00:30+02:00", "", "2026-11-21T22:30 to 2026-11-21T22:31", "21 Nov 2026, 22:30"},
		{"2026-11-22T21:40:05Z", "", "2026-11-22T21:40:05 to 2026-11-22T21:40:06", "22 Nov 2026, 21:40:05"},
		{"2022-05", "2022-08", "2022-05-01 to 2022-09-01", "May 2022 to Aug 2022"},
		{"2022-08", "2022-05", "2022-05-01 to 2022-09-01", "May 2022 to Aug 2022"},
		{"2022-05/2022-08", "", "2022-05-01 to 2022-09-01", "May 2022 to Aug 2022"},
		{"2022", "2022-05", "2022-01-01 to 2023-01-01", "2022 to May 2022"},
		{"2022", "..", "2022-01-01 to 2023-01-01", "since 2022"},
		{"..", "2022-05-03", "2022-05-03 to 2022-05-04", "until 3 May 2022"},
		{"../2022", "", "2022-01-01 to 2023-01-01", "until 2022"},
		{" 2026 ", "", "2026-01-01 to 2027-01-01", "2026"},
		{"", "", "", ""},
		{"", "2026", "", ""},
		{"..", "", "", ""},
		{"..", "..", "", ""},
		{"0000", "", "", ""},
		{"2026-02-30", "", "", ""},
		{"2026-1-5", "", "", ""},
		{"14:30", "", "", ""},
		{"Friday", "", "", ""},
		{"2026", "Friday", "", ""},
		{"2026/2027/2028", "", "", ""},
	} {
		p, ok := parsePeriod(c.from, c.to)
		got, spoken := "", ""
		if ok {
			from, to := p.core()
			got, spoken = plain(from)+" to "+plain(to), p.String()
		}
		if got != c.want || spoken != c.spoken {
			t.Errorf("%q, %q: %s (%s), not %s (%s)", c.from, c.to, got, spoken, c.want, c.spoken)
		}
	}
}

// plain writes a time as shortly as it can be.
func plain(seconds int64) string {
	s := time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04:05")
	s = strings.TrimSuffix(s, ":00")
	return strings.TrimSuffix(s, "T00:00")
}

// The shortest step whose labels have room, no shorter than the dates are exact;
// where most of the time is empty, the axis is broken.
func TestAxis(t *testing.T) {
	for name, c := range map[string]struct {
		dates []string
		want  string
	}{
		"years":     {[]string{"1991", "2003", "2014", "2026"}, "1990 1995 2000 2005 2010 2015 2020 2025"},
		"months":    {[]string{"2026-01", "2026-05", "2026-09"}, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct (2026)"},
		"days":      {[]string{"2026-11-30", "2026-12-02", "2026-12-05"}, "30 1 2 3 4 5 6 (Nov 2026, Dec 2026)"},
		"weeks":     {[]string{"2026-10-01", "2026-11-30", "2026-10-25"}, "5 12 19 26 2 9 16 23 30 (Oct 2026, Nov 2026)"},
		"hours":     {[]string{"2026-11-22T10:00", "2026-11-22T16:30"}, "10:00 11:00 12:00 13:00 14:00 15:00 16:00 (22 Nov 2026)"},
		"one":       {[]string{"2026-11-22"}, "22 23 (Nov 2026)"},
		"one year":  {[]string{"2026"}, "2026 2027"},
		"a second":  {[]string{"2026-11-22T10:00:01"}, "10:00:01 10:00:02 (22 Nov 2026)"},
		"broken":    {[]string{"1945-05-08", "2026-11-20", "2026-11-21", "2026-11-22"}, "8 9 // 20 21 22 23 (May 1945, Nov 2026)"},
		"two":       {[]string{"1945", "2014", "2026-11-21", "2026-11-22"}, "1945 1946 // 2014 2015 // 21 22 23 (Nov 2026)"},
		"far apart": {[]string{"1945-05-08", "2026-11-22"}, "1950 1960 1970 1980 1990 2000 2010 2020 2030"},
		"millennia": {[]string{"0001", "9999"}, "1000 2000 3000 4000 5000 6000 7000 8000 9000 10000"},
	} {
		var periods []period
		for _, d := range c.dates {
			p, ok := parsePeriod(d, "")
			if !ok {
				t.Fatal(d)
			}
			periods = append(periods, p)
		}
		a := newAxis(periods, 0, 640)
		_, labels, contexts := a.labels(640)
		var words, around []string
		part := 0
		for _, w := range labels {
			for w.x > a[part].x2+breakWide/2 {
				part++
				words = append(words, "//")
			}
			words = append(words, w.text)
		}
		for _, w := range contexts {
			if w.text != "" {
				around = append(around, w.text)
			}
		}
		got := strings.Join(words, " ")
		if len(around) > 0 {
			got += " (" + strings.Join(around, ", ") + ")"
		}
		if got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

// Later is never further left, and all of it is on the axis.
func TestAxisIsInOrder(t *testing.T) {
	p := make([]period, 0, 20)
	for _, s := range []string{"1300", "1945-05-08", "1945-06", "2026-11-20", "2026-11-22T10:00"} {
		x, _ := parsePeriod(s, "")
		p = append(p, x)
	}
	a := newAxis(p, 0, 640)
	before := 0.0
	for year := 1000; year < 2100; year++ {
		d, _ := parseDate(fmt.Sprint(year, "-11-22"))
		x := a.x(d.Unix())
		if x < before || x > 640.001 {
			t.Fatalf("%d at %g, after %g", year, x, before)
		}
		before = x
	}
}

// A date that is read lies between its ends, and any two make a picture.
func FuzzPeriod(f *testing.F) {
	f.Add("2026-11-22T21:40+02:00", "..")
	f.Add("2022-05/2022-08", "")
	f.Add("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999Z")
	f.Add("2026", "14:30")
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, from, to string) {
		if p, ok := parsePeriod(from, to); ok {
			if a, b := p.core(); a >= b {
				t.Errorf("%q, %q: from %d to %d", from, to, a, b)
			}
		}
		check(t, Timeline("", []Event{{from, from, to, "claim", ""}, {"today", "2026-11-22", "", "figure", ""}}, Options{}), Options{})
	})
}
