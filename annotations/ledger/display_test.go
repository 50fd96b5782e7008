package ledger

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// What a figure says is shown short, exact, and in plain English.
func TestDisplay(t *testing.T) {
	type q = annotations.Quantity
	for _, c := range []struct {
		q    q
		want string
	}{
		{q{}, ""},
		{q{Type: annotations.Count, Vague: true, Counted: "people"}, ""},
		{q{Type: annotations.Money, Value: "21000000000", Currency: "EUR"}, "€21 bn"},
		{q{Type: annotations.Money, Value: "1200000", Currency: "USD"}, "$1.2 m"},
		{q{Type: annotations.Money, Value: "1234567", Currency: "USD"}, "$1,234,567"},
		{q{Type: annotations.Money, Value: "1.5", Currency: "USD"}, "$1.50"},
		{q{Type: annotations.Money, Value: "-3000000000000", Currency: "CHF"}, "−CHF 3 tn"},
		{q{Type: annotations.Money, Low: "3000000", High: "5000000", Currency: "GBP"}, "£3–5 m"},
		{q{Type: annotations.Money, Low: "3000000", Currency: "GBP"}, "from £3 m"},
		{q{Type: annotations.Money, Low: "800000", High: "1000000", Currency: "CHF"}, "CHF 800,000–1 m"},
		{q{Type: annotations.Count, Value: "19", Counted: "people", Comparator: annotations.AtLeast}, "≥ 19 people"},
		{q{Type: annotations.Count, Value: "1200", Counted: "people", Approximate: true}, "about 1,200 people"},
		{q{Type: annotations.Count, Value: "2500000"}, "2.5 million"},
		{q{Type: annotations.Count, Low: "17", High: "19"}, "17–19"},
		{q{Type: annotations.Count, High: "40", Counted: "drones"}, "up to 40 drones"},
		{q{Type: annotations.Share, Low: "3", High: "5", Unit: "%"}, "3–5 %"},
		{q{Type: annotations.Share, Value: "45", Unit: "%", Counted: "voters"}, "45 % of voters"},
		{q{Type: annotations.Share, Value: "2/3", Counted: "voters"}, "2/3 of voters"},
		{q{Type: annotations.Share, Value: "0.125"}, "12.5 %"},
		{q{Type: annotations.Growth, Value: "3", Unit: "%", Direction: annotations.Up}, "up 3 %"},
		{q{Type: annotations.Growth, Value: "3", UnitText: "percentage points", Direction: annotations.Down}, "down 3 percentage points"},
		{q{Type: annotations.Growth, Value: "3", Unit: "%", Direction: annotations.Up, Approximate: true}, "up about 3 %"},
		{q{Type: annotations.Growth, Value: "3", Unit: "%", Direction: annotations.Down, Comparator: annotations.MoreThan}, "down > 3 %"},
		{q{Type: annotations.Money, Value: "2000000000", Currency: "EUR", Direction: annotations.Up}, "up €2 bn"},
		{q{Type: annotations.Count, Value: "200", Counted: "points", Direction: annotations.Down}, "down 200 points"},
		{q{Type: annotations.Rate, Value: "60", UnitText: "a day", Counted: "drones", Direction: annotations.Up}, "up 60 drones a day"},
		{q{Type: annotations.Count, Vague: true, Direction: annotations.Up}, ""},
		{q{Type: annotations.Ordinal, Value: "3"}, "3rd"},
		{q{Type: annotations.Ordinal, Value: "11"}, "11th"},
		{q{Type: annotations.Ordinal, Value: "122", Counted: "day"}, "122nd day"},
		{q{Type: annotations.Rate, Value: "60", UnitText: "a day", Counted: "drones"}, "60 drones a day"},
		{q{Type: annotations.Rate, Value: "60", UnitText: "a barrel", Currency: "USD"}, "$60 a barrel"},
		{q{Type: annotations.Measure, Value: "5", Unit: "km", UnitText: "kilometres"}, "5 kilometres"},
		{q{Type: annotations.Measure, Low: "-3", High: "5", Unit: "Cel"}, "−3 to 5 °C"},
		{q{Type: annotations.Duration, Value: "4", Unit: "h"}, "4 hours"},
		{q{Type: annotations.Duration, Value: "1", Unit: "wk"}, "1 week"},
		{q{Type: annotations.Age, Value: "54", Unit: "a"}, "aged 54"},
		{q{Type: annotations.Age, Value: "9", Unit: "mo"}, "9 months"},
		{q{Type: annotations.Score, Low: "3", High: "1"}, "3–1"},
		{q{Type: annotations.Range, Low: "1000", High: "2000"}, "1,000–2,000"},
		{q{Type: annotations.Date, Time: "2022-05/2022-08"}, "May–Aug 2022"},
		{q{Type: annotations.Date, Time: "2022", Approximate: true}, "about 2022"},
		{q{Type: annotations.Duration, Value: "24", Unit: "h", Comparator: annotations.AtMost, Time: "2026-11-25/2026-11-26"}, "≤ 24 hours (25–26 Nov 2026)"},
	} {
		if got := Display(c.q); got != c.want {
			t.Errorf("%+v\ngot  %q\nwant %q", c.q, got, c.want)
		}
	}
}

func TestWhen(t *testing.T) {
	for iso, want := range map[string]string{
		"2026":                              "2026",
		"2026-11":                           "Nov 2026",
		"2026-06":                           "June 2026",
		"2026-11-25":                        "25 Nov 2026",
		"2026-11-25T14:30":                  "25 Nov 2026, 14:30",
		"2026-11-25T14:30:10+01:00":         "25 Nov 2026, 14:30",
		"14:30":                             "14:30",
		"14:30/16:00":                       "14:30–16:00",
		"2022-05/2022-08":                   "May–Aug 2022",
		"2026-11-25/2026-11-28":             "25–28 Nov 2026",
		"2026-10-31/2026-11-02":             "31 Oct – 2 Nov 2026",
		"2026-12-31/2027-01-02":             "31 Dec 2026 – 2 Jan 2027",
		"2022/2024":                         "2022–2024",
		"2022/2022":                         "2022",
		"2022-12/2023":                      "Dec 2022 – 2023",
		"2026-11-25T14:30/2026-11-25T16:00": "25 Nov 2026, 14:30–16:00",
		"2022/..":                           "from 2022",
		"../2022-01":                        "until Jan 2022",
		"next week":                         "next week",
		"2022-13":                           "2022-13",
		"2022-1":                            "2022-1",
		"../..":                             "../..",
		"T14:30":                            "T14:30",
		"2022T14:30":                        "2022T14:30",
		"":                                  "",
	} {
		if got := When(iso); got != want {
			t.Errorf("%q: got %q, want %q", iso, got, want)
		}
	}
}

func TestIsTime(t *testing.T) {
	for s, want := range map[string]bool{
		"2026": true, "2026-11": true, "2026-11-25T14:30": true, "14:30": true, "2022/2024": true, "2022/..": true, "../14:30": true,
		"": false, "foo": false, "next week": false, "2022-13": false, "2022/": false, "../..": false, "2022/foo": false, "25.11.2026": false,
	} {
		if IsTime(s) != want {
			t.Errorf("%q is a time: %v", s, !want)
		}
	}
}

// A time keeps the words that it was given in; a number does not need them.
func TestLabel(t *testing.T) {
	for _, c := range []struct {
		words string
		q     annotations.Quantity
		want  string
	}{
		{"mid-2022", annotations.Quantity{Type: annotations.Date, Time: "2022-05/2022-08"}, "mid-2022 (May–Aug 2022)"},
		{"2022", annotations.Quantity{Type: annotations.Date, Time: "2022"}, "2022"},
		{"February 2022", annotations.Quantity{Type: annotations.Date, Time: "2022-02"}, "February 2022"},
		{"November 25", annotations.Quantity{Type: annotations.Date, Time: "2026-11-25"}, "November 25 (25 Nov 2026)"},
		{"Nov. 25, 2026, at 14:30", annotations.Quantity{Type: annotations.Date, Time: "2026-11-25T14:30"}, "Nov. 25, 2026, at 14:30"},
		{"this May", annotations.Quantity{Type: annotations.Date, Time: "2026-05"}, "this May (May 2026)"},
		{"within a day", annotations.Quantity{Type: annotations.Duration, Value: "1", Unit: "d", Time: "2026-11-25"}, "1 day (25 Nov 2026)"},
		{"nine\nchildren", annotations.Quantity{Type: annotations.Count, Value: "9", Counted: "children"}, "9 children"},
		{"many\nchildren", annotations.Quantity{Type: annotations.Count, Vague: true}, "many children"},
	} {
		n := annotations.Annotation{Quotes: []annotations.Quote{{Exact: c.words}}, Figure: annotations.Figure{Quantity: c.q}}
		if got := Label(&n); got != c.want {
			t.Errorf("%q: got %q, want %q", c.words, got, c.want)
		}
	}
}

// No digit of a number is lost, whatever the number is.
func TestDisplayIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, ok := annotations.ParseDecimal(rapid.StringMatching(`-?[0-9]{1,16}(\.[0-9]{1,4})?`).Draw(t, "number"))
		if !ok {
			t.Skip("no number")
		}
		currency := rapid.SampledFrom([]string{"", "EUR", "CHF"}).Draw(t, "currency")
		s := strings.NewReplacer("−", "-", ",", "", "€", "", "CHF ", "").Replace(Display(annotations.Quantity{Value: d, Currency: currency}))
		n, word, _ := strings.Cut(s, " ")
		got, ok := annotations.ParseDecimal(n)
		if !ok {
			t.Fatalf("%q for %q", s, d)
		}
		r, _ := got.Rat()
		times := map[string]annotations.Decimal{
			"": "1", "million": "1000000", "m": "1000000", "billion": "1000000000", "bn": "1000000000", "trillion": "1000000000000", "tn": "1000000000000",
		}[word]
		by, ok := times.Rat()
		if !ok || annotations.DecimalOf(r.Mul(r, by)) != d {
			t.Fatalf("%q for %q", s, d)
		}
	})
}

// Anything can stand in a quantity that came from elsewhere.
func FuzzDisplay(f *testing.F) {
	f.Add("money", "1.5", "", "2", "h", "EUR", "2022-05/..", "people")
	f.Add("ordinal", "-", "1/0", "", "%", "", "T:", "")
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, typ, value, low, high, unit, currency, time, counted string) {
		q := annotations.Quantity{
			Type: annotations.FigureType(typ), Value: annotations.Decimal(value), Low: annotations.Decimal(low), High: annotations.Decimal(high),
			Unit: unit, Currency: currency, Time: time, Counted: counted,
		}
		in := strings.Join([]string{typ, value, low, high, unit, currency, time, counted}, " ")
		if s := Display(q); utf8.ValidString(in) && !utf8.ValidString(s) {
			t.Errorf("%+v: %q", q, s)
		}
	})
}
