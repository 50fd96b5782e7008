package audit

import (
	"math/big"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// say puts a message together from a phrase and the parts that are its facts.
func say(p words.Phrase, facts ...[]Part) []Part {
	var out []Part
	add := func(x Part) {
		if n := len(out); n > 0 && x.Mark == "" && out[n-1].Mark == "" {
			out[n-1].Text += x.Text
			return
		}
		out = append(out, x)
	}
	for _, piece := range p.Pieces() {
		if piece.Fact == 0 {
			add(Part{Text: piece.Text})
			continue
		}
		for _, x := range facts[piece.Fact-1] {
			add(x)
		}
	}
	return out
}

// part returns a value as a fact.
func (v value) part() []Part { return []Part{{v.String(), v.mark.ID}} }

// text returns words as a fact.
func text(s string) []Part { return []Part{{Text: s}} }

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
	var s string
	switch {
	case v.exact != nil:
		s = v.unit.show(v.exact)
	case v.low == nil:
		s = words.QuantityAtMost.With(v.unit.show(v.high))
	case v.high == nil:
		s = words.QuantityAtLeast.With(v.unit.show(v.low))
	default:
		s = words.QuantityRange.With(plain(v.low), v.unit.show(v.high))
	}
	if q.Approximate {
		s = words.QuantityAbout.With(s)
	}
	switch q.Comparator {
	case annotations.AtLeast:
		return words.QuantityAtLeast.With(s)
	case annotations.MoreThan:
		return words.QuantityMoreThan.With(s)
	case annotations.AtMost:
		return words.QuantityAtMost.With(s)
	case annotations.LessThan:
		return words.QuantityLessThan.With(s)
	}
	return s
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
	word  words.Phrase
}{{12, words.Trillion}, {9, words.Billion}, {6, words.Million}}

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
				return s.word.With(decimal(y, 2))
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
	whole = words.GroupDigits(whole)
	if rest != "" {
		whole += "." + rest
	}
	return sign + whole
}
