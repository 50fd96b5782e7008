package annotations

import (
	"cmp"
	"math/big"
	"strings"
)

// longest bounds how many bytes a number has that is read: what is longer is no
// number of an article, and arithmetic on it would take long.
const longest = 400

// ParseDecimal reads "-1234.50", "007", ".5" or "4/6" and returns the canonical form:
// "-1234.5", "7", "0.5", "2/3". It takes no exponents and no separators of groups. The
// empty string and what is longer than 400 bytes are no numbers.
func ParseDecimal(s string) (Decimal, bool) {
	if len(s) > longest {
		return "", false
	}
	abs, neg := strings.CutPrefix(s, "-")
	num, den, fraction := strings.Cut(abs, "/")
	whole, frac, point := strings.Cut(num, ".")
	switch {
	case fraction && (point || !digits(num) || !digits(den)):
		return "", false
	case point && (!digits(frac) || whole != "" && !digits(whole)), !point && !digits(whole):
		return "", false
	}
	if fraction {
		r, ok := new(big.Rat).SetString(abs)
		if !ok { // divided by zero
			return "", false
		}
		if neg {
			r.Neg(r)
		}
		return DecimalOf(r), true
	}
	d := strings.TrimLeft(whole, "0")
	if d == "" {
		d = "0"
	}
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		d += "." + frac
	}
	if neg && d != "0" {
		d = "-" + d
	}
	return Decimal(d), true
}

// digits reports whether s is digits and nothing else.
func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// DecimalOf returns a number exactly: as a decimal where one is exact, else as a
// fraction. Of nil it returns "".
func DecimalOf(r *big.Rat) Decimal {
	if r == nil {
		return ""
	}
	if r.IsInt() {
		return Decimal(r.Num().String())
	}
	places, exact := r.FloatPrec()
	if !exact || places > longest {
		return Decimal(r.RatString())
	}
	return Decimal(r.FloatString(places))
}

// Valid reports whether d is "" or a number in its canonical form.
func (d Decimal) Valid() bool {
	c, ok := ParseDecimal(string(d))
	return d == "" || ok && c == d
}

// Rat returns the number for arithmetic. It returns false where d is no number that
// [ParseDecimal] reads.
func (d Decimal) Rat() (*big.Rat, bool) {
	c, ok := ParseDecimal(string(d))
	if !ok {
		return nil, false
	}
	return new(big.Rat).SetString(string(c))
}

// Cmp compares two numbers: -1, 0 or +1. What is no number comes before all numbers.
func (d Decimal) Cmp(o Decimal) int {
	a, ok := d.Rat()
	b, oko := o.Rat()
	switch {
	case ok && oko:
		return a.Cmp(b)
	case ok:
		return 1
	case oko:
		return -1
	}
	return cmp.Compare(d, o)
}
