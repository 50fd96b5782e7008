package figure

import (
	"math/big"
	"slices"
)

// plusFraction adds what follows "and": "one and a half", "4 million and a half", "one
// and a half million", "one billion and three quarters million".
func (s *scanner) plusFraction(n number) number {
	if !s.is(n.end, and) {
		return n
	}
	f, ok := s.part(n.end + 1)
	if !ok || f.val.Cmp(ratInt(1)) >= 0 && f.exp == 0 {
		return n
	}
	add := f.val
	switch {
	case f.exp > 0 && n.exp == 0 && n.val.IsInt() && !s.is(n.end+1, half, quarter): // "one and a half million"
		n.mant = new(big.Rat).Add(n.val, f.mant)
		n.val = new(big.Rat).Mul(n.mant, power(f.exp))
		n.exp, n.end, n.plain = f.exp, f.end, false
		return n
	case f.exp > 0 && f.exp >= n.exp:
		return n
	case f.exp == 0 && n.exp > 2:
		add = new(big.Rat).Mul(f.val, power(n.exp))
	}
	n.val = new(big.Rat).Add(n.val, add)
	n.mant, n.end, n.plain = n.val, f.end, false
	if n.exp > 0 {
		n.mant = new(big.Rat).Quo(n.val, power(n.exp))
	}
	return n
}

// part reads a fraction in words, with the scale that may follow it: "a half", "three
// quarters", "one fourth", "half a million".
func (s *scanner) part(i int) (number, bool) {
	if n, ok := s.halfOf(i); ok {
		return n, true
	}
	if n, ok := s.aPart(i); ok {
		return n, true
	}
	if s.at(i).w.share != 0 {
		return s.vulgar(i)
	}
	n, ok := s.cardinal(i)
	if !ok {
		return n, false
	}
	return s.overDenominator(n)
}

// halfOf reads "half", "a half", "half a million", "half a dozen", "quarter million".
func (s *scanner) halfOf(i int) (number, bool) {
	j := i
	if s.is(j, aWord, one) {
		if s.is(j+1, hyphen) && s.is(j+2, half, quarter) {
			j++
		}
		j++
	}
	t := s.at(j)
	if t.w != half && t.w != quarter {
		return number{}, false
	}
	bottom := int64(2)
	if t.w == quarter {
		bottom = 4
	}
	k := j + 1
	if s.is(k, of) && s.is(k+1, aWord) && s.at(k+2).w.exp > 2 {
		k++
	}
	if s.is(k, aWord) && (s.at(k+1).w.exp > 2 || s.is(k+1, dozen)) || s.is(k, hyphen) && (s.at(k+1).w.exp > 2 || s.is(k+1, dozen)) {
		k++
	}
	v := big.NewRat(1, bottom)
	switch next := s.at(k); {
	case next.w == dozen:
		v = big.NewRat(12, bottom)
		return number{val: v, mant: v, end: k + 1, words: true}, true
	case next.w.exp > 2 && next.end-next.start > 3 && next.w.ordinal == 0:
		return number{val: new(big.Rat).Mul(v, power(next.w.exp)), mant: v, exp: next.w.exp, end: k + 1, words: true}, true
	case t.w == quarter && j == i: // of a year, or of a town
		return number{}, false
	}
	return number{val: v, mant: v, end: j + 1, words: true, fraction: true}, true
}

// aPart reads "a third" and "a trillionth".
func (s *scanner) aPart(i int) (number, bool) {
	if !s.is(i, aWord, anWord) {
		return number{}, false
	}
	bottom, plural, end, ok := s.denominator(i + 1)
	if !ok || plural || s.is(i+1, second) {
		return number{}, false
	}
	v := new(big.Rat).Inv(bottom)
	return s.scaledPart(number{val: v, mant: v, end: end, words: true, fraction: true}), true
}

// scaledPart reads the scale after a fraction: "three quarters billion", "three
// quarters of a million".
func (s *scanner) scaledPart(n number) number {
	j := n.end
	if s.is(j, of) && s.is(j+1, aWord) {
		j += 2
	}
	if t := s.at(j); t.w.exp > 2 && t.w.ordinal == 0 && t.end-t.start > 3 {
		n.exp, n.end, n.fraction = t.w.exp, j+1, false
		n.val = new(big.Rat).Mul(n.mant, power(n.exp))
	}
	return n
}

// denominator reads an ordinal as what a fraction is of: "thirds", "twenty-sixths",
// "one hundred fifth".
func (s *scanner) denominator(i int) (val *big.Rat, plural bool, end int, ok bool) {
	t := s.at(i)
	if t.w.ordinal > 1 {
		return ratInt(t.w.ordinal), t.w.parts, i + 1, true
	}
	n, ok := s.cardinal(i)
	if !ok || !n.words {
		return nil, false, i, false
	}
	j := n.end
	if s.is(j, hyphen) {
		j++
	}
	val, ok = s.completes(n, j)
	return val, s.at(j).w.parts, j + 1, ok
}

// completes reports whether the ordinal at token j makes one of a cardinal before it,
// as in "twenty-first", and returns its value.
func (s *scanner) completes(n number, j int) (*big.Rat, bool) {
	t := s.at(j)
	last := s.at(n.end - 1).w
	switch {
	case t.w.ordinal == 0 || t.w == quarter || t.w == quarters || t.w == half || t.w == halves:
		return nil, false
	case t.w.exp > 0: // "two trillionth"
		return new(big.Rat).Mul(n.val, power(t.w.exp)), true
	case last.cardinal == tenWord && t.w.ordinal < 10, last.exp >= 2 && t.w.ordinal < 100:
		return new(big.Rat).Add(n.val, ratInt(t.w.ordinal)), true
	}
	return nil, false
}

// overDenominator makes a fraction of a number and the ordinal after it: "three
// fifths", "one - fourth". It is one if the ordinal is a plural, or there is only one
// of it.
func (s *scanner) overDenominator(n number) (number, bool) {
	if n.exp > 0 && !n.words || !n.val.IsInt() {
		return n, false
	}
	j := n.end
	joined := s.is(j, hyphen)
	if joined {
		j++
	}
	bottom, plural, end, ok := s.denominator(j)
	if !ok {
		return n, false
	}
	top := n.val
	isOne := top.Cmp(ratInt(1)) == 0
	if plural && s.at(j).w.ordinal > 1 && s.at(j).w.ordinal < 10 && s.at(n.end-1).w.cardinal == tenWord && n.words {
		// "one hundred forty sevenths" are a hundred of them.
		if fewer, ok := s.shorter(n); ok {
			bottom = ratInt(s.at(n.end-1).w.value + s.at(j).w.ordinal)
			top = fewer
		}
	}
	small := s.at(j).w.ordinal > 2 && s.at(j).w.ordinal < 11
	switch {
	case s.is(j, second, seconds):
		return n, false
	case !n.words && !(plural && n.plain && small && top.Cmp(ratInt(100)) < 0):
		return n, false
	case plural, isOne:
	case joined && small && top.Cmp(bottom) < 0: // "a two-third majority"
	default:
		return n, false
	}
	if whole, ok := s.beforeAnd(n); ok && plural && !isOne {
		if sum := s.plusFraction(whole); sum.end > n.end {
			return sum, true
		}
	}
	v := new(big.Rat).Quo(top, bottom)
	return s.scaledPart(number{val: v, mant: v, end: end, words: true, fraction: v.Cmp(ratInt(1)) < 0}), true
}

// shorter returns the value of a number in words without its last word, if a number
// remains.
func (s *scanner) shorter(n number) (*big.Rat, bool) {
	cut := *s
	cut.hi = n.end - 1
	if cut.near(cut.hi-1, hyphen) {
		return nil, false
	}
	m, ok := cut.cardinal(n.from)
	return m.val, ok && m.end == cut.hi
}

// beforeAnd returns the part of a number in words before its last "and": of "two
// hundred and fifty-four", two hundred.
func (s *scanner) beforeAnd(n number) (number, bool) {
	cut := *s
	for cut.hi = n.end - 1; cut.hi > n.from; cut.hi-- {
		if s.is(cut.hi, and) {
			m, ok := cut.cardinal(n.from)
			return m, ok && m.end == cut.hi
		}
	}
	return n, false
}

// outOf reads what a share is of: "one in five", "nine out of 10".
func (s *scanner) outOf(n number) (number, bool) {
	j := n.end
	strictIn := false
	overs := false
	switch {
	case s.is(j, out) && s.is(j+1, of):
		j += 2
	case s.is(j, in):
		j++
		strictIn = true
		if s.is(j, every) {
			j++
		}
	case s.is(j, over):
		j++
		overs = true
	default:
		return n, false
	}
	if n.exp > 2 || n.fraction || !n.val.IsInt() || n.val.Sign() <= 0 {
		return n, false
	}
	m, ok := s.number(j, false)
	if !ok || !m.val.IsInt() || m.val.Sign() <= 0 || m.fraction {
		return n, false
	}
	switch {
	case overs:
		if after := s.peek(m.end); after.kind == letters || after.kind == digits || s.yearAt(j) > 0 && n.plain {
			return n, false
		}
	case n.val.Cmp(m.val) >= 0:
		return n, false
	case strictIn:
		_, _, end, timed := s.unit(m.end)
		if timed && end > m.end || s.yearAt(j) > 0 || s.is(m.end, hyphen) {
			return n, false
		}
		if n.val.Cmp(ratInt(1)) != 0 && !roundBase(m.val) {
			return n, false
		}
	}
	v := new(big.Rat).Quo(n.val, m.val)
	return number{val: v, mant: v, end: m.end, words: n.words, fraction: v.Cmp(ratInt(1)) < 0}, true
}

// roundBase reports whether a number is what shares are told of: "three in ten".
func roundBase(v *big.Rat) bool {
	switch v.Num().Int64() {
	case 3, 4, 5, 8, 10, 20, 100, 1000, 10000, 100000, 1000000:
		return true
	}
	return false
}

// simple reads a fraction in digits: "3/4". Others are dates, or names: "9/11",
// "24/7".
func (s *scanner) simple(i int) (val *big.Rat, end int, ok bool) {
	a, b := s.at(i), s.at(i+2)
	if a.kind != digits || !s.is(i+1, slash) || b.kind != digits || !s.glued(i+1) || !s.glued(i+2) || s.glued(i+3) && s.is(i+3, slash) {
		return nil, i, false
	}
	top, okTop := decimal(s.text(a), "")
	bottom, okBottom := decimal(s.text(b), "")
	if !okTop || !okBottom || bottom.Sign() == 0 || s.named(i) {
		return nil, i, false
	}
	val = new(big.Rat).Quo(top, bottom)
	switch b := bottom.Num().Int64(); {
	case b == 11 && s.text(a) == "9", b == 7 && s.text(a) == "24":
		return nil, i, false
	case slices.Contains(usualParts, b):
		return val, i + 3, true
	default:
		return val, i + 3, !s.strict && b <= 1000
	}
}

// usualParts are what wholes are mostly cut into.
var usualParts = []int64{2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 50, 64, 100, 1000}

// vulgar reads "¾" and "¾ million".
func (s *scanner) vulgar(i int) (number, bool) {
	v := s.at(i).w.shareOf()
	n := number{val: v, mant: v, end: i + 1, fraction: true}
	if exp, end := s.scales(n.end, false); end > n.end {
		n.exp, n.end, n.fraction = exp, end, false
		n.val = new(big.Rat).Mul(v, power(exp))
	}
	return n, true
}

func (w *word) shareOf() *big.Rat { return big.NewRat(w.share/1000, w.share%1000) }
