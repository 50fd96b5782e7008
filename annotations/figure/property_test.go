package figure_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/figure"
)

// quantities draws quantities of which Format promises that Parse reads them back.
func quantities(t *rapid.T) annotations.Quantity {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	decimal := func(name string, low, high int64) annotations.Decimal {
		n := rapid.Int64Range(low, high).Draw(t, name)
		places := rapid.SampledFrom([]int64{1, 1, 1, 10, 100, 1000}).Draw(t, name+" places")
		return annotations.DecimalOf(big.NewRat(n, places))
	}
	var q annotations.Quantity
	number := func(low, high int64) {
		if rapid.IntRange(0, 3).Draw(t, "range") > 0 {
			q.Value = decimal("value", low, high)
			return
		}
		q.Low, q.High = decimal("low", max(low, 1), high/2), decimal("high", max(low, 1), high)
		if q.Low.Cmp(q.High) >= 0 {
			a, _ := q.Low.Rat()
			q.High = annotations.DecimalOf(a.Add(a, big.NewRat(7, 2)))
		}
	}
	qualify := func() {
		q.Comparator = annotations.Comparator(pick("comparator", "", "", "", "≥", ">", "≤", "<"))
		q.Approximate = rapid.Bool().Draw(t, "approximate")
	}
	unit := func(pairs ...string) {
		u := pick("unit", pairs...)
		q.Unit, q.UnitText, _ = strings.Cut(u, "|")
	}
	const large = 4_000_000_000_000
	q.Type = rapid.SampledFrom(annotations.FigureTypes).Draw(t, "type")
	switch q.Type {
	case annotations.Money:
		number(-large, large)
		q.Currency = pick("currency", "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "UAH", "CNY", "INR", "BRL", "ZAR")
		qualify()
	case annotations.Count:
		number(2, large)
		if q.Low != "" || rapid.Bool().Draw(t, "counted") {
			q.Counted = pick("of", "people", "children", "soldiers", "votes", "contract workers")
		}
		qualify()
	case annotations.Share:
		qualify()
		if rapid.Bool().Draw(t, "fraction") {
			den := rapid.Int64Range(2, 500).Draw(t, "denominator")
			q.Value = annotations.DecimalOf(big.NewRat(rapid.Int64Range(1, den-1).Draw(t, "numerator"), den))
		} else {
			number(0, 200)
			unit("%|%", "%|per cent", "%|percent")
		}
		if rapid.Bool().Draw(t, "whole") {
			q.Counted = pick("of", "people", "voters", "members")
		}
	case annotations.Growth:
		number(1, 300)
		qualify()
		if rapid.Bool().Draw(t, "points") {
			unit("|percentage points", "|basis points")
			q.Direction = annotations.Direction(pick("direction", "", "up", "down"))
		} else {
			unit("%|%", "%|per cent")
			q.Direction = annotations.Direction(pick("direction", "up", "down"))
		}
	case annotations.Ordinal:
		q.Value = annotations.DecimalOf(new(big.Rat).SetInt64(rapid.Int64Range(1, 20_000).Draw(t, "rank")))
		if rapid.Bool().Draw(t, "counted") {
			q.Counted = pick("of", "meeting", "time")
		}
	case annotations.Rate:
		number(2, large)
		qualify()
		switch pick("of", "money", "count", "measure", "times") {
		case "money":
			q.Currency = pick("currency", "USD", "EUR", "GBP")
			unit("|a share", "|per person", "|a barrel", "|an hour")
		case "count":
			unit("/d|a day", "/wk|per week", "/a|a year")
		case "measure":
			unit("[bbl_us]/d|barrels a day", "L/min|litres per minute")
		case "times":
			unit("/d|a day", "/wk|a week")
			q.Counted = pick("what", "times", "people", "deaths")
		}
	case annotations.Measure:
		number(-5000, large)
		unit("km|km", "m|metres", "[mi_i]|miles", "Cel|°C", "km/h|km/h", "m2|square metres", "t|tonnes", "MW|MW", "[mi_i]/h|mph", "[bbl_us]|barrels")
		qualify()
	case annotations.Duration:
		number(0, 5000)
		unit("h|hours", "d|days", "wk|weeks", "mo|months", "a|years", "|decades", "min|minutes", "s|seconds")
		qualify()
	case annotations.Date:
		q.Time = rapid.SampledFrom([]string{
			"2025", "1950", "2025-04", "2025-04-11", "2016-12-31", "2016/2020", "2022-05/2022-08", "2025-04-04/2025-05-06",
			"2016/..", "2022-02/..", "../2030", "../2025-04-11",
		}).Draw(t, "time")
	case annotations.Clock:
		q.Time = pick("time", "14:30", "00:00", "09:05", "23:59", "09:00/17:00", "06:30/07:15")
		q.UnitText = pick("zone", "", "", "GMT", "EST")
	case annotations.Age:
		number(0, 110)
		unit("a|", "a|years", "mo|months", "wk|weeks")
		qualify()
	case annotations.Score:
		low, high := rapid.Int64Range(0, 400).Draw(t, "one"), rapid.Int64Range(0, 400).Draw(t, "other")
		if low < high {
			low, high = high, low // a score that rises is a range, without context
		}
		q.Low, q.High = annotations.DecimalOf(big.NewRat(low, 1)), annotations.DecimalOf(big.NewRat(high, 1))
	case annotations.Range:
		q.Low, q.High = decimal("low", 0, 1000), decimal("high", 2_000_000, large)
		qualify()
	}
	if rapid.IntRange(0, 9).Draw(t, "vague") == 0 {
		switch q.Type {
		case annotations.Count:
			q = annotations.Quantity{Type: q.Type, Vague: true, Counted: q.Counted}
		case annotations.Money:
			q = annotations.Quantity{Type: q.Type, Vague: true, Currency: q.Currency}
		}
	}
	return q
}

// What is written is read back: parse(format(v)) = v.
func TestFormatIsParsed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := quantities(t)
		text := figure.Format(q)
		if got := figure.Parse(text, figure.Context{}); got != q {
			t.Fatalf("%+v\nis written as %q\nand read as %+v", q, text, got)
		}
	})
}

// What is written reads well.
func TestFormat(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"more than four hours", "more than 4 hours"}, {"€21bn", "€21 billion"}, {"some nineteen people", "about 19 people"},
		{"from 3 to 5 per cent", "3–5 per cent"}, {"3-5%", "3–5%"}, {"$1.2m", "$1.2 million"}, {"minus 5 °C", "−5°C"},
		{"two thirds", "2 out of 3"}, {"April 11th, 2025", "11 April 2025"}, {"since Feb. 2022", "since February 2022"}, {"6 p.m. GMT", "18:00 GMT"},
		{"$3m to $5m", "$3 million to $5 million"}, {"60 a day", "60 a day"}, {"aged 45", "aged 45"}, {"thousands of people", "many people"},
		{"1234567 votes", "1,234,567 votes"}, {"third", "3rd"}, {"112th", "112th"}, {"won 3-1", "3–1"}, {"at least 480 pence", "at least £4.8"},
	} {
		if got := figure.Format(figure.Parse(c.in, figure.Context{})); got != c.want {
			t.Errorf("%q is written as %q, want %q", c.in, got, c.want)
		}
	}
	if got := figure.Format(annotations.Quantity{}); got != "" {
		t.Errorf("nothing is written as %q", got)
	}
}
