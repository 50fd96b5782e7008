package figure

import (
	"math/big"
	"strings"

	"pressmark/annotations"
)

// Format writes a quantity in English: "more than 4 hours", "€21 billion", "about 19
// people", "3–5%", "up 3 percentage points". [Parse] reads it back, with no context, as
// the same quantity if that
//
//   - has a type, and the fields that go with the type as Parse fills them: units and
//     their texts, currencies, what is counted and directions that Parse knows;
//   - holds a decimal, or a fraction if it is a share of none, and a range that rises;
//   - is not resolved against a base date, a date being of the years 1000 to 2199;
//   - and is vague only where it has no number.
//
// Of any other it writes what it can for people to read.
func Format(q annotations.Quantity) string {
	switch q.Type {
	case annotations.Date:
		return formatDate(q.Time)
	case annotations.Clock:
		return strings.TrimSpace(strings.Replace(q.Time, "/", "–", 1) + " " + q.UnitText)
	case annotations.Ordinal:
		return formatOrdinal(q)
	case annotations.Score:
		return string(q.Low) + "–" + string(q.High)
	}
	var b strings.Builder
	if q.Direction != "" {
		b.WriteString(string(q.Direction) + " ")
		if !(q.Type == annotations.Growth) {
			b.WriteString("by ")
		}
	}
	age := q.Type == annotations.Age && q.UnitText == ""
	if age {
		b.WriteString("aged ")
	}
	b.WriteString(comparing[q.Comparator])
	if q.Approximate {
		b.WriteString("about ")
	}
	b.WriteString(formatAmount(q))
	switch text := q.UnitText; {
	case q.Vague, age:
	case q.Type == annotations.Age:
		if strings.HasSuffix(text, "s") || len(text) < 4 {
			b.WriteString(" " + text + " old")
		} else {
			b.WriteString("-" + text + "-old")
		}
	case q.Type == annotations.Rate && q.Counted != "":
		b.WriteString(" " + q.Counted + " " + text)
	case q.Type == annotations.Rate && strings.HasPrefix(text, "/"):
		b.WriteString(text)
	case text != "" && (q.Currency == "" || q.Type == annotations.Rate):
		if !close(text) {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	case q.Counted != "" && (q.Type == annotations.Count || q.Type == annotations.Range):
		b.WriteString(" " + q.Counted)
	}
	if q.Counted != "" && q.Type == annotations.Share {
		b.WriteString(" of " + q.Counted)
	}
	return b.String()
}

var comparing = map[annotations.Comparator]string{
	annotations.MoreThan: "more than ", annotations.AtLeast: "at least ",
	annotations.LessThan: "less than ", annotations.AtMost: "at most ",
}

// close reports whether a unit stands right after its number.
func close(unit string) bool { return strings.HasPrefix(unit, "%") || strings.HasPrefix(unit, "°") }

// signs of the currencies that are written before their numbers.
var currencySigns = map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "UAH": "₴", "RUB": "₽", "KRW": "₩", "ILS": "₪"}

// formatAmount writes the number of a quantity, or its two, with the currency.
func formatAmount(q annotations.Quantity) string {
	if q.Vague {
		return formatVague(q)
	}
	if q.Type == annotations.Share && q.Unit == "" {
		if r, ok := q.Value.Rat(); ok {
			return r.Num().String() + " out of " + r.Denom().String()
		}
	}
	money := func(d annotations.Decimal, number func(annotations.Decimal) string) string {
		n := number(d)
		if q.Currency == "" {
			return n
		}
		sign := currencySigns[q.Currency]
		if sign == "" {
			sign = q.Currency + " "
		}
		if rest, ok := strings.CutPrefix(n, "−"); ok {
			return "−" + sign + rest
		}
		return sign + n
	}
	if q.Low == "" && q.High == "" {
		return money(q.Value, FormatNumber)
	}
	number := FormatNumber
	if strings.Contains(number(q.Low), " ") != strings.Contains(number(q.High), " ") {
		number = inDigits // "1 to 2 million" would be two millions
	}
	low, high := money(q.Low, number), money(q.High, number)
	if q.Currency == "" && strings.Trim(low+high, "0123456789.,") == "" {
		return low + "–" + high
	}
	return low + " to " + high
}

// formatVague writes a quantity that has no number.
func formatVague(q annotations.Quantity) string {
	text := "many"
	switch {
	case q.Currency != "":
		text += " " + strings.ToUpper(q.Currency)
	case q.Counted != "":
		text += " " + q.Counted
	}
	if q.UnitText != "" {
		text += " " + q.UnitText
	}
	return text
}

// scaleNames lists the scales that numbers are written with, the largest first.
var scaleNames = []struct {
	exp  int
	name string
}{{12, "trillion"}, {9, "billion"}, {6, "million"}}

// FormatNumber writes a number in English: "1,234.5", "21 billion", "−5". A fraction
// stays one: "2/3". Of "" it writes "".
func FormatNumber(d annotations.Decimal) string {
	r, ok := d.Rat()
	if !ok || strings.Contains(string(d), "/") {
		return inDigits(d)
	}
	abs := new(big.Rat).Abs(r)
	sign := ""
	if r.Sign() < 0 {
		sign = "−"
	}
	for _, s := range scaleNames {
		if abs.Cmp(power(s.exp)) < 0 {
			continue
		}
		m := annotations.DecimalOf(new(big.Rat).Quo(abs, power(s.exp)))
		if _, frac, _ := strings.Cut(string(m), "."); len(frac) <= 3 {
			return sign + groupDigits(string(m)) + " " + s.name
		}
	}
	return inDigits(d)
}

// inDigits writes a number without words.
func inDigits(d annotations.Decimal) string {
	abs, negative := strings.CutPrefix(string(d), "-")
	if !strings.Contains(abs, "/") {
		abs = groupDigits(abs)
	}
	if negative {
		return "−" + abs
	}
	return abs
}

// groupDigits puts commas between the thousands.
func groupDigits(n string) string {
	whole, frac, _ := strings.Cut(n, ".")
	var b strings.Builder
	for i, c := range []byte(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(c)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return b.String()
}

func formatOrdinal(q annotations.Quantity) string {
	n := groupDigits(string(q.Value))
	suffix := "th"
	if len(n) < 2 || n[len(n)-2] != '1' {
		switch n[max(len(n)-1, 0):] {
		case "1":
			suffix = "st"
		case "2":
			suffix = "nd"
		case "3":
			suffix = "rd"
		}
	}
	if q.Counted != "" {
		suffix += " " + q.Counted
	}
	return n + suffix
}

// formatDate writes a quantity's Time.
func formatDate(t string) string {
	from, to, two := strings.Cut(t, "/")
	switch {
	case !two:
		return formatDay(t)
	case from == "..":
		return "until " + formatDay(to)
	case to == "..":
		return "since " + formatDay(from)
	}
	return "from " + formatDay(from) + " to " + formatDay(to)
}

// formatDay writes an ISO 8601 date as "11 April 2025", "April 2025", "2025".
func formatDay(iso string) string {
	d := readDate(iso)
	if d.String() != iso || !d.known() {
		return iso
	}
	s := pad(d.year, 4)
	if d.month > 0 {
		name, _, _ := strings.Cut(monthNames[d.month-1], " ")
		s = strings.ToUpper(name[:1]) + name[1:] + " " + s
	}
	if d.day > 0 {
		s = pad(d.day, 1) + " " + s
	}
	return s
}
