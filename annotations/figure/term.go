package figure

import (
	"math/big"

	"pressmark/annotations"
)

// term reads one number with its unit or currency.
func (s *scanner) term(i int) (amount, bool) {
	if c, j, ok := s.prefix(i); ok {
		n, ok := s.number(j, true)
		if ok && s.at(j).w != hyphen {
			return amount{low: c.whole(n.val), n: n, cur: c, end: n.end, start: i}, true
		}
	}
	if s.is(i, hyphen, minusSign) && !s.glued(i) && s.glued(i+1) || s.is(i, minusWord) { // -$5
		if c, j, ok := s.prefix(i + 1); ok {
			if n, ok := s.number(j, true); ok {
				v := new(big.Rat).Neg(n.val)
				return amount{low: c.whole(v), n: n, cur: c, end: n.end, start: i}, true
			}
		}
	}
	n, ok := s.number(i, false)
	if !ok {
		return s.articled(i)
	}
	a := amount{low: n.val, n: n, end: n.end, start: i, article: s.is(i, aWord, anWord) && n.fraction}
	if share, ok := s.outOf(n); ok {
		a.low, a.n, a.end = share.val, share, share.end
		return a, true
	}
	return s.withUnit(a), true
}

// articled reads "an hour and a half", and "an hour" where it is marked.
func (s *scanner) articled(i int) (amount, bool) {
	if !s.is(i, aWord, anWord) {
		return amount{}, false
	}
	u, text, end, ok := s.unit(i + 1)
	if ok && !s.strict && u.type_ == annotations.Duration && !s.is(end, and) && s.at(i+1).kind == letters { // "a year" is marked
		v := ratInt(1)
		return amount{low: v, n: number{val: v, mant: v, words: true, end: i + 1}, unit: u, unitText: text, unitAt: i + 1, end: end, start: i}, true
	}
	if !ok || u.type_ == annotations.Share || !s.is(end, and) || !s.is(end+1, aWord) || !s.is(end+2, half, quarter) || s.at(i+1).kind != letters {
		return amount{}, false
	}
	v := big.NewRat(3, 2)
	if s.is(end+2, quarter) {
		v = big.NewRat(5, 4)
	}
	n := number{val: v, mant: v, words: true, end: end + 3}
	return amount{low: v, n: n, unit: u, unitText: text, unitAt: i + 1, end: end + 3, start: i}, true
}

// withUnit reads the unit or currency after the number of an amount.
func (s *scanner) withUnit(a amount) amount {
	j := a.end
	if k, ok := s.partOfOne(a, j); ok { // "half an hour", "a quarter of a mile", "half of 1 per cent"
		if u, text, end, ok := s.unit(k); ok && (s.at(k).kind == letters || u.code == "%") {
			a.unit, a.unitText, a.unitAt, a.end, a.article = u, text, k, end, false
			return a
		}
	}
	joined := s.is(j, hyphen) && s.glued(j) == s.glued(j+1)
	if joined {
		j++
	}
	u, text, unitEnd, isUnit := s.unit(j)
	c, curEnd, isMoney := s.currency(j)
	if isUnit && !s.unitHere(a, j, unitEnd, joined) {
		isUnit = false
	}
	if isMoney && (s.is(j, won) && a.n.val.Cmp(ratInt(100)) < 0 || a.n.fraction && a.article || s.loneLetter(j) || s.ownNumber(j, curEnd)) {
		isMoney = false
	}
	if isUnit && isMoney {
		if curEnd > unitEnd || a.n.exp > 2 || s.priced(a.start, j) && !s.near(unitEnd, of) {
			isUnit = false
		} else {
			isMoney = false
		}
	}
	switch {
	case isUnit:
		a.unit, a.unitText, a.unitAt, a.end = u, text, j, unitEnd
		return s.compound(a)
	case isMoney:
		a.cur, a.low, a.end = c, c.whole(a.n.val), curEnd
		a.unitText, a.unitAt = s.between(j, curEnd), j
		return s.change(a)
	}
	return a
}

// partOfOne skips what stands between a fraction and the unit that it is of.
func (s *scanner) partOfOne(a amount, i int) (next int, ok bool) {
	if !a.n.fraction {
		return i, false
	}
	isOf := s.is(i, of)
	if isOf {
		i++
	}
	return i + 1, s.is(i, aWord, anWord) || isOf && (s.is(i, one) || s.int(i) == 1 && !s.glued(i+2))
}

// ownNumber reports whether a sign of money after a number belongs to the next one:
// "10 $30".
func (s *scanner) ownNumber(i, end int) bool {
	t := s.peek(end - 1)
	return t.kind == sign && s.glued(end) && s.peek(end).kind == digits && !s.glued(i)
}

// loneLetter reports whether one letter stands at token i, apart from what is before it.
func (s *scanner) loneLetter(i int) bool {
	t := s.at(i)
	return t.end-t.start == 1 && t.kind == letters && !s.glued(i)
}

// unitHere reports whether what could be a unit after a number is one.
func (s *scanner) unitHere(a amount, i, end int, joined bool) bool {
	t := s.at(i)
	size := t.end - t.start
	switch {
	case s.is(i, doubleQuote): // an inch, not the end of a quotation
		return a.n.end == i && s.near(i+1, long, wide, tall, high, deep, thick, xLetter)
	case t.kind == letters && s.glued(end) && s.peek(end).kind == digits:
		return false
	case t.kind == letters && size == 1:
		if a.n.words || joined || a.n.exp > 0 && !s.glued(i) {
			return false
		}
		return s.glued(i) || !t.capital && (!s.strict || s.peek(i+1).kind != letters || s.near(i+1, xLetter))
	case t.kind == letters && size == 2 && a.n.words:
		return false
	case s.is(i, second):
		return !a.n.plain || s.is(i-1, hyphen) || a.n.val.Cmp(ratInt(1)) == 0
	}
	return true
}

// compound adds the smaller unit that may follow: "5 ft 2 in", "2 hours and 30
// minutes".
func (s *scanner) compound(a amount) amount {
	if a.unit.sub == "" || !a.low.IsInt() || a.unit.code == "m" {
		return a
	}
	j := a.end
	if s.is(j, and, comma) {
		j++
	}
	n, ok := s.number(j, false)
	if !ok || n.exp > 0 || n.val.Cmp(ratInt(a.unit.ratio)) >= 0 || n.val.Sign() < 0 {
		return a
	}
	u, _, end, ok := s.unit(n.end)
	if !ok && s.is(n.end, in) && a.unit.code == "[ft_i]" {
		u, end, ok = longest(s, n.end, s.at(n.end).w.units)
	}
	if !ok || u.code != a.unit.sub {
		return a
	}
	a.low = new(big.Rat).Add(a.low, new(big.Rat).Quo(n.val, ratInt(a.unit.ratio)))
	a.end = end
	return a
}

// change adds what may follow an amount of money: the scale of "70 USD million", or the
// hundredths of "fourteen dollars and thirty-five cents" and "16 dollars 40".
func (s *scanner) change(a amount) amount {
	if exp, end := s.scales(a.end, true); end > a.end && a.n.exp == 0 && a.cur.parts < 2 {
		a.n.exp, a.end = exp, end
		a.low = new(big.Rat).Mul(a.low, power(exp))
		return a
	}
	if !a.n.val.IsInt() || a.n.exp > 2 && a.n.plain {
		return a
	}
	j := a.end
	joined := s.is(j, and)
	if joined {
		j++
	}
	n, ok := s.cardinal(j)
	if !ok && s.at(j).kind == digits && !s.glued(j) {
		n, ok = s.numeral(j, false)
	}
	if !ok || n.exp > 0 || !n.val.IsInt() || n.val.Sign() <= 0 {
		return a
	}
	add := func(v *big.Rat, end int) amount {
		a.low, a.end = new(big.Rat).Add(a.low, v), end
		return a
	}
	c, end, isMoney := s.currency(n.end)
	smaller := isMoney && c.parts > max(a.cur.parts, 1) && (c.code == a.cur.code || c.code == "USD") && n.val.Cmp(ratInt(c.parts)) < 0
	two := n.val.Cmp(ratInt(10)) >= 0 && n.val.Cmp(ratInt(100)) < 0
	switch {
	case smaller:
		add(c.whole(n.val), end)
		return s.change(a)
	case isMoney:
		return a
	case a.cur.parts == 10 && n.words && n.val.Cmp(ratInt(10)) < 0: // "five mao six": hundredths
		return add(new(big.Rat).Quo(n.val, ratInt(100)), n.end)
	case a.cur.parts < 2 && !joined && two && !s.countable(n.end):
		return add(new(big.Rat).Quo(n.val, ratInt(100)), n.end)
	}
	return a
}

// countable reports whether a number that ends before token i goes on, or counts what
// is there.
func (s *scanner) countable(i int) bool {
	t := s.peek(i)
	_, _, isUnit := s.currency(i)
	return s.plural(i) || len(t.w.units) > 0 || isUnit || t.w == percentSign || s.glued(i) && (t.kind == letters || t.w == hyphen || t.w == dot && s.glued(i+1))
}

// priced reports whether the words before token i speak of money.
func (s *scanner) priced(i, unit int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if t := s.peek(k); t.kind == line {
			return false
		} else if t.w.is&pricing != 0 {
			return true
		}
	}
	return s.peek(unit).capital
}
