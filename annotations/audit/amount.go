package audit

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
)

// An amount is the range of numbers that a figure can stand for, both ends in it. An
// end that is open is nil.
type amount struct{ low, high *big.Rat }

// A value is a figure with a number.
type value struct {
	doc   *record
	mark  *annotations.Annotation
	unit  unit
	exact *big.Rat // the number as it stands; nil for a range
	amount
}

// A unit says which values can be compared.
type unit struct {
	class    annotations.FigureType // counts and bare ranges are one
	currency string
	measure  string // the unit
}

// valueOf returns the value of a figure; ok is false where it has no number, or none
// that can be compared: a date, an ordinal, a score.
func valueOf(doc *record, m *annotations.Annotation) (v value, ok bool) {
	q := m.Figure.Quantity
	v = value{doc: doc, mark: m, unit: unit{class: q.Type, currency: q.Currency, measure: q.Unit}}
	switch q.Type {
	case annotations.Range:
		v.unit.class = annotations.Count
	case annotations.Count, annotations.Money, annotations.Share, annotations.Growth, annotations.Rate,
		annotations.Measure, annotations.Duration:
	default:
		return v, false
	}
	if v.unit.measure == "" || points(q) {
		v.unit.measure = lower(q.UnitText)
	}
	scale := one
	if q.Type == annotations.Share { // all in per cent
		if q.Unit != "%" {
			scale = hundred
		}
		v.unit.measure = "%"
	}
	if v.exact = scaled(number(q.Value), scale); v.exact != nil {
		v.amount = around(q, v.exact, scaled(rounding(q, number(q.Value), m.Exact()), scale))
		return v, true
	}
	v.low, v.high = scaled(number(q.Low), scale), scaled(number(q.High), scale)
	return v, v.low != nil || v.high != nil
}

// Numbers that are never changed.
var (
	zero    = new(big.Rat)
	half    = big.NewRat(1, 2)
	one     = big.NewRat(1, 1)
	hundred = big.NewRat(100, 1)
)

// scaled returns a number times another; nil stays nil.
func scaled(x, by *big.Rat) *big.Rat {
	if x == nil || by == one {
		return x
	}
	return new(big.Rat).Mul(x, by)
}

// around returns what a number that is written to within by can stand for.
func around(q annotations.Quantity, x, by *big.Rat) amount {
	if q.Approximate {
		by = new(big.Rat).Add(by, nth(x, 10))
	}
	a := amount{x, x}
	if by.Sign() != 0 {
		a = amount{new(big.Rat).Sub(x, by), new(big.Rat).Add(x, by)}
	}
	switch q.Comparator {
	case annotations.AtLeast, annotations.MoreThan:
		a.high = nil
	case annotations.AtMost, annotations.LessThan:
		a.low = nil
	}
	return a
}

// nth returns an n-th of the size of x.
func nth(x *big.Rat, n int64) *big.Rat {
	p := new(big.Rat).Abs(x)
	return p.Mul(p, big.NewRat(1, n))
}

// number reads a decimal; it returns nil for what is none.
func number(d annotations.Decimal) *big.Rat {
	x, ok := d.Rat()
	if !ok {
		return nil
	}
	return x
}

// rounding returns how far a number can be from what it was before it was rounded:
// half a unit of the last digit that is written. "€21bn" has 21 and a scale of 10⁹:
// 0.5 billion. A count or an amount of money that is written in full, "1,234", is not
// rounded, nor is a number in words below a thousand.
func rounding(q annotations.Quantity, x *big.Rat, text string) *big.Rat {
	written := digits(text)
	full := q.Type == annotations.Count || q.Type == annotations.Money || q.Type == annotations.Range
	if full && written == string(q.Value) {
		return zero
	}
	switch scale, ok := lastPlace(x, written); {
	case !ok && zeros(x) >= 3: // "two million"
		return scaled(half, power(zeros(x)))
	case !ok, full && scale.Cmp(one) == 0:
		return zero
	default:
		return scaled(half, scale)
	}
}

// lastPlace returns what the last digit of a number counts as it is written: 1 of
// "1,234", 1/10 of "3.5", 10⁹ of "21bn". ok is false where the digits are not its own.
func lastPlace(x *big.Rat, digits string) (scale *big.Rat, ok bool) {
	d := new(big.Rat)
	if _, ok = d.SetString(digits); !ok || d.Sign() == 0 || x.Sign() == 0 {
		return nil, false
	}
	scale = d.Quo(x, d)
	scale.Abs(scale)
	n, m := scale.Num(), scale.Denom()
	return scale, isPower(n) && isPower(m)
}

// digits returns the first number in digits of a text, without its separators.
func digits(text string) string {
	var b strings.Builder
	for i, r := range text {
		isDigit := '0' <= r && r <= '9'
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch {
		case isDigit:
			b.WriteRune(r)
		case b.Len() > 0 && (!strings.ContainsRune(".,'’ \u00a0\u2009\u202f", r) || next < '0' || next > '9'):
			return b.String()
		}
	}
	return b.String()
}

// isPower reports whether a number is 1, 10, 100 and so on.
func isPower(n *big.Int) bool {
	s := n.String()
	return s[0] == '1' && strings.Trim(s[1:], "0") == ""
}

// power returns 10 to the n.
func power(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

// zeros returns with how many zeros a whole number ends.
func zeros(x *big.Rat) int {
	if !x.IsInt() || x.Sign() == 0 {
		return 0
	}
	s := x.Num().String()
	return len(s) - len(strings.TrimRight(s, "0"))
}

// loose returns the amount of a value, wider where zeros at the end of a number written
// in full are likely to be rounding: "1,200" for 1,150 to 1,250. It never gives way
// by more than a twentieth.
func (v value) loose() amount {
	if v.exact == nil || zeros(v.exact) < 2 {
		return v.amount
	}
	by := scaled(half, power(zeros(v.exact)))
	if most := nth(v.exact, 20); by.Cmp(most) > 0 {
		by = most
	}
	var a amount
	if v.low != nil {
		a.low = least(v.low, new(big.Rat).Sub(v.exact, by))
	}
	if v.high != nil {
		a.high = most(v.high, new(big.Rat).Add(v.exact, by))
	}
	return a
}

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func most(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

// above reports whether all of a is more than all of b.
func (a amount) above(b amount) bool {
	return a.low != nil && b.high != nil && a.low.Cmp(b.high) > 0
}

// apart reports whether two amounts share no number.
func (a amount) apart(b amount) bool { return a.above(b) || b.above(a) }

// plus returns the amounts of the sums.
func (a amount) plus(b amount) amount { return amount{add(a.low, b.low), add(a.high, b.high)} }

// minus returns the amounts of the differences.
func (a amount) minus(b amount) amount {
	return a.plus(amount{negative(b.high), negative(b.low)})
}

func add(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Add(a, b)
}

func negative(a *big.Rat) *big.Rat {
	if a == nil {
		return nil
	}
	return new(big.Rat).Neg(a)
}

// over returns the amounts of the quotients; ok is false where an end is open, or a
// number is not above zero.
func (a amount) over(b amount) (q amount, ok bool) {
	for _, x := range []*big.Rat{a.low, a.high, b.low, b.high} {
		if x == nil || x.Sign() <= 0 {
			return q, false
		}
	}
	return amount{new(big.Rat).Quo(a.low, b.high), new(big.Rat).Quo(a.high, b.low)}, true
}
