package ledger

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
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
			n = words.QuantityOf.With(n, q.Counted)
		}
	case annotations.Age:
		if unit := unitName(q); unit == "" || strings.HasPrefix(unit, "year") {
			n = words.QuantityAged.With(numbers(q))
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
		s = words.QuantityAbout.With(s)
	}
	switch q.Direction {
	case annotations.Up:
		return words.QuantityUp.With(s)
	case annotations.Down:
		return words.QuantityDown.With(s)
	}
	return s
}

// Label returns what a figure is called: its quantity, or its words where there is
// none. A time keeps its words, and is added to them if they do not say it:
// "mid-2022 (May–Aug 2022)".
func Label(n *annotations.Annotation) string {
	said, d := words.OneLine(n.Exact()), Display(n.Figure.Quantity)
	switch {
	case d == "":
		return said
	case n.Figure.Time == "" || said == "" || numbers(n.Figure.Quantity) != "":
		return d
	case says(said, d):
		return said
	}
	return said + " (" + d + ")"
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

// units are what units of time and of measure in UCUM are called.
var units = map[string]words.Phrase{
	"s": words.UnitSecond, "min": words.UnitMinute, "h": words.UnitHour, "d": words.UnitDay,
	"wk": words.UnitWeek, "mo": words.UnitMonth, "a": words.UnitYear,
	"t": words.UnitTonne, "[mi_i]": words.UnitMile,
}

// unitSigns are the signs of others.
var unitSigns = map[string]string{"Cel": "°C", "[degF]": "°F", "%": "%", "m2": "m²", "km2": "km²", "m3": "m³"}

// unitName returns the unit in words: what it is called, else the words of the text,
// else its code.
func unitName(q annotations.Quantity) string {
	if name, ok := units[q.Unit]; ok {
		return name.Form(many(q.Value))
	}
	return cmp.Or(unitSigns[q.Unit], words.OneLine(q.UnitText), q.Unit)
}

// many returns a number that goes with the same form of a noun as an amount does. What is
// no whole number goes with the form of several.
func many(d annotations.Decimal) int {
	if n, err := strconv.Atoi(strings.TrimPrefix(string(d), "-")); err == nil {
		return n
	}
	return 2
}

// numbers returns the number or range of a quantity, of money in its currency, but
// without its unit.
func numbers(q annotations.Quantity) string {
	value, low, high := short(q.Value, q.Currency), short(q.Low, q.Currency), short(q.High, q.Currency)
	switch {
	case value != "" && q.Type == annotations.Ordinal:
		return words.Ordinal(value, string(q.Value))
	case value != "":
		return value
	case low == "" && high == "":
		return ""
	case high == "":
		return words.QuantityFrom.With(low)
	case low == "":
		return words.QuantityUpTo.With(high)
	case strings.Contains(low+high, "−"):
		return words.QuantityRange.With(low, high)
	}
	from, scale := scaled(q.Low, q.Currency)
	to, other := scaled(q.High, q.Currency)
	to = strings.TrimPrefix(to, symbol(q.Currency))
	if scale == other { // "3–5 million"
		return scale.With(from + "–" + to)
	}
	return low + "–" + other.With(to)
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
	money, word words.Phrase
}{{12, words.TrillionMoney, words.Trillion}, {9, words.BillionMoney, words.Billion}, {6, words.MillionMoney, words.Million}}

// short returns a number as a reader would write it: "12,500", "1.2 million", "2/3",
// "€1.2 m". No digit is lost: a scale is used where at most three decimals are left.
func short(d annotations.Decimal, currency string) string {
	n, scale := scaled(d, currency)
	return scale.With(n)
}

// scaled returns such a number, and the phrase that it stands in.
func scaled(d annotations.Decimal, currency string) (string, words.Phrase) {
	if d == "" {
		return "", words.Fact
	}
	abs, negative := strings.CutPrefix(string(d), "-")
	sign := symbol(currency)
	if negative {
		sign = "−" + sign
	}
	whole, frac, point := strings.Cut(abs, ".")
	if strings.Trim(whole, "0123456789") != "" { // a fraction
		return sign + abs, words.Fact
	}
	if point {
		if currency != "" && len(frac) == 1 { // "$1.50"
			frac += "0"
		}
		return sign + words.GroupDigits(whole) + "." + frac, words.Fact
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
			return sign + words.GroupDigits(whole[:cut]) + rest, s.money
		}
		return sign + words.GroupDigits(whole[:cut]) + rest, s.word
	}
	return sign + words.GroupDigits(whole), words.Fact
}
