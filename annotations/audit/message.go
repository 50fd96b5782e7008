package audit

import (
	"math/big"
	"strings"

	"pressmark/annotations"
)

// say puts a message together from values, strings and parts.
func say(things ...any) []Part {
	var out []Part
	for _, x := range things {
		switch x := x.(type) {
		case value:
			out = append(out, Part{x.String(), x.mark.ID})
		case string:
			out = append(out, Part{Text: x})
		case []Part:
			out = append(out, x...)
		}
	}
	return out
}

var comparators = map[annotations.Comparator]string{
	annotations.AtLeast: "at least ", annotations.MoreThan: "more than ",
	annotations.AtMost: "at most ", annotations.LessThan: "less than ",
}

// String returns a value for reading: "at least 17 people", "3 to 5%", "about 21 billion
// EUR".
func (v value) String() string {
	if q := v.mark.Figure.Quantity; q.Counted != "" && v.unit.class == annotations.Count {
		return v.measured() + " " + q.Counted
	}
	return v.measured()
}

// measured returns a value without what it counts.
func (v value) measured() string {
	q := v.mark.Figure.Quantity
	s := comparators[q.Comparator]
	if q.Approximate {
		s += "about "
	}
	switch {
	case v.exact != nil:
		return s + v.unit.show(v.exact)
	case v.low == nil:
		return s + "at most " + v.unit.show(v.high)
	case v.high == nil:
		return s + "at least " + v.unit.show(v.low)
	}
	return s + plain(v.low) + " to " + v.unit.show(v.high)
}

// show writes a number with its unit: "21 billion EUR", "45%", "19 km".
func (u unit) show(x *big.Rat) string {
	s := plain(x)
	switch {
	case u.currency != "":
		return s + " " + u.currency
	case u.measure == "%":
		return decimal(x, 2) + "%"
	case u.measure != "":
		return s + " " + u.measure
	}
	return s
}

// scales are the words for large numbers, largest first.
var scales = []struct {
	zeros int
	word  string
}{{12, " trillion"}, {9, " billion"}, {6, " million"}}

// plain writes a number: in full with its thousands set apart, a large one that has
// few digits in millions and more, and one that no decimal is to four digits.
func plain(x *big.Rat) string {
	if x.Num().BitLen() < 20 { // less than a million
		return decimal(x, 4)
	}
	for _, s := range scales {
		y := new(big.Rat).Quo(x, power(s.zeros))
		if new(big.Rat).Abs(y).Cmp(one) >= 0 {
			if z := new(big.Rat).Mul(y, power(2)); z.IsInt() {
				return decimal(y, 2) + s.word
			}
			break
		}
	}
	return decimal(x, 4)
}

// decimal writes a number with at most some places behind its point.
func decimal(x *big.Rat, places int) string {
	s := x.FloatString(places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	s, sign := strings.TrimPrefix(s, "-"), s[:len(s)-len(strings.TrimPrefix(s, "-"))]
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return sign + whole
}
