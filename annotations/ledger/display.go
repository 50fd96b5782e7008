package ledger

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"pressmark/annotations"
)

// Display returns a quantity in plain English, exact and short: "€21 bn",
// "≥ 19 people", "3–5 %", "May–Aug 2022". It is for readers, not for programs. It
// returns "" where there is neither a number nor a time.
func Display(q annotations.Quantity) string {
	q = percent(q)
	n := amount(q)
	switch {
	case n == "" && q.Time == "":
		return ""
	case n == "":
		return about(q, When(q.Time))
	case q.Time != "": // "within 24 hours" of a day
		return about(q, n) + " (" + When(q.Time) + ")"
	}
	switch q.Type {
	case annotations.Share:
		if q.Counted != "" {
			n += " of " + q.Counted
		}
	case annotations.Age:
		if unit := unitName(q); unit == "" || strings.HasPrefix(unit, "year") {
			n = "aged " + numbers(q)
		}
	case annotations.Rate, annotations.Count, annotations.Ordinal, annotations.Range, "":
		if q.Counted != "" {
			if unit := unitName(q); q.Type == annotations.Rate && unit != "" {
				return about(q, numbers(q)+" "+q.Counted+" "+unit)
			}
			n += " " + q.Counted
		}
	}
	return about(q, n)
}

// about says of what is approximate that it is, and which way something moved by it.
func about(q annotations.Quantity, s string) string {
	if q.Comparator != "" {
		s = string(q.Comparator) + " " + s
	}
	if q.Approximate {
		s = "about " + s
	}
	if q.Direction != "" {
		s = string(q.Direction) + " " + s
	}
	return s
}

// Label returns what a figure is called: its quantity, or its words where there is
// none. A time keeps its words, and is added to them if they do not say it:
// "mid-2022 (May–Aug 2022)".
func Label(n *annotations.Annotation) string {
	words, d := oneLine(n.Exact()), Display(n.Figure.Quantity)
	switch {
	case d == "":
		return words
	case n.Figure.Time == "" || words == "" || numbers(n.Figure.Quantity) != "":
		return d
	case says(words, d):
		return words
	}
	return words + " (" + d + ")"
}

// says reports whether a time's words say all that is said of it, though in another
// order, and with the months whole.
func says(words, time string) bool {
	in := strings.FieldsFunc(strings.ToLower(words), between)
	for part := range strings.FieldsFuncSeq(strings.ToLower(time), between) {
		month := part[0] > '9'
		if !slices.ContainsFunc(in, func(w string) bool { return w == part || month && strings.HasPrefix(w, part) }) {
			return false
		}
	}
	return true
}

// amount returns the number or range of a quantity in its unit; "" if there is none.
func amount(q annotations.Quantity) string {
	n := numbers(q)
	unit := unitName(q)
	if n == "" || unit == "" || q.Currency != "" && q.Type != annotations.Rate {
		return n
	}
	return n + " " + unit
}

// percent returns a share that is a part of one as a number of per cent, if that is
// exact: "half" is 50 %, but two thirds are 2/3.
func percent(q annotations.Quantity) annotations.Quantity {
	if q.Type != annotations.Share || unitOf(q) != "" || strings.Contains(string(q.Value+q.Low+q.High), "/") {
		return q
	}
	for _, d := range []*annotations.Decimal{&q.Value, &q.Low, &q.High} {
		if r, ok := d.Rat(); ok {
			*d = annotations.DecimalOf(r.Mul(r, hundred))
		}
	}
	q.Unit = "%"
	return q
}

var hundred = big.NewRat(100, 1)

// signs are those of currencies that no other shares.
var signs = map[string]string{"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "RUB": "₽", "UAH": "₴", "KRW": "₩", "ILS": "₪", "TRY": "₺"}

// units are what units of time and of measure in UCUM are called, one and many.
var units = map[string][2]string{
	"s": {"second", "seconds"}, "min": {"minute", "minutes"}, "h": {"hour", "hours"}, "d": {"day", "days"},
	"wk": {"week", "weeks"}, "mo": {"month", "months"}, "a": {"year", "years"},
	"Cel": {"°C", "°C"}, "[degF]": {"°F", "°F"}, "%": {"%", "%"}, "t": {"tonne", "tonnes"}, "[mi_i]": {"mile", "miles"},
	"m2": {"m²", "m²"}, "km2": {"km²", "km²"}, "m3": {"m³", "m³"},
}

// unitName returns the unit in words: what it is called, else the words of the text,
// else its code.
func unitName(q annotations.Quantity) string {
	if name, ok := units[q.Unit]; ok {
		if q.Value == "1" || q.Value == "-1" {
			return name[0]
		}
		return name[1]
	}
	return cmp.Or(oneLine(q.UnitText), q.Unit)
}

// numbers returns the number or range of a quantity, of money in its currency, but
// without its unit.
func numbers(q annotations.Quantity) string {
	value, low, high := short(q.Value, q.Currency), short(q.Low, q.Currency), short(q.High, q.Currency)
	switch {
	case value != "" && q.Type == annotations.Ordinal:
		return value + ending(q.Value)
	case value != "":
		return value
	case low == "" && high == "":
		return ""
	case high == "":
		return "from " + low
	case low == "":
		return "up to " + high
	case strings.Contains(low+high, "−"):
		return low + " to " + high
	}
	if n, word, ok := strings.Cut(low, " "); ok && strings.HasSuffix(high, " "+word) {
		low = n // "3–5 million"
	}
	return low + "–" + strings.TrimPrefix(high, symbol(q.Currency))
}

// symbol returns what stands before an amount in a currency.
func symbol(currency string) string {
	if sign := signs[currency]; sign != "" || currency == "" {
		return sign
	}
	return currency + " "
}

// scales are the powers of ten that have names, for money and for other things.
var scales = []struct {
	zeros       int
	money, word string
}{{12, "tn", "trillion"}, {9, "bn", "billion"}, {6, "m", "million"}}

// short returns a number as a reader would write it: "12,500", "1.2 million", "2/3",
// "€1.2 m". No digit is lost: a scale is used where at most three decimals are left.
func short(d annotations.Decimal, currency string) string {
	if d == "" {
		return ""
	}
	abs, negative := strings.CutPrefix(string(d), "-")
	sign := symbol(currency)
	if negative {
		sign = "−" + sign
	}
	whole, frac, point := strings.Cut(abs, ".")
	if strings.Trim(whole, "0123456789") != "" { // a fraction
		return sign + abs
	}
	if point {
		if currency != "" && len(frac) == 1 { // "$1.50"
			frac += "0"
		}
		return sign + grouped(whole) + "." + frac
	}
	for _, s := range scales {
		cut := len(whole) - s.zeros
		if cut <= 0 {
			continue
		}
		rest := strings.TrimRight(whole[cut:], "0")
		if len(rest) > 3 {
			break
		}
		if rest != "" {
			rest = "." + rest
		}
		if currency != "" {
			return sign + grouped(whole[:cut]) + rest + " " + s.money
		}
		return sign + grouped(whole[:cut]) + rest + " " + s.word
	}
	return sign + grouped(whole)
}

// grouped sets the thousands of a whole number apart.
func grouped(n string) string {
	if len(n) < 4 {
		return n
	}
	var b strings.Builder
	for i := range len(n) {
		if i > 0 && (len(n)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(n[i])
	}
	return b.String()
}

// ending returns that of an ordinal number.
func ending(d annotations.Decimal) string {
	s := string(d)
	if strings.Trim(s, "0123456789") != "" {
		return ""
	}
	if n := len(s); n < 2 || s[n-2] != '1' {
		switch s[n-1] {
		case '1':
			return "st"
		case '2':
			return "nd"
		case '3':
			return "rd"
		}
	}
	return "th"
}
