package figure

import "math/big"

// A cardinal says which part of a number in words a word can be.
type cardinal uint8

const (
	notCardinal cardinal = iota
	unitWord             // "zero" to "nineteen"
	tenWord              // "twenty" to "ninety"
)

// worded reads a number that begins with a word, "twenty-one", "a hundred", "two
// thirds", or with digits that words go on: "5 thousand 2 hundred and 31".
func (s *scanner) worded(i int, money bool) (number, bool) {
	if n, ok := s.halfOf(i); ok {
		return n, true
	}
	n, ok := s.cardinal(i)
	if !ok {
		return s.aPart(i)
	}
	if out, ok := s.overDenominator(n); ok {
		return out, true
	}
	if out, ok := s.pointed(n); ok {
		n = out
	}
	return s.plusFraction(n), true
}

// dozenOf reads what "dozen" makes of a number before it, or of none.
func (s *scanner) dozenOf(n number, i int) (number, bool) {
	switch {
	case !s.is(i, dozen, dozens, doz, dozs), n.val == nil && !s.is(i, dozen), n.val != nil && n.exp > 6:
		return n, false
	case n.val == nil:
		n.val = ratInt(1)
	}
	v := new(big.Rat).Mul(n.val, ratInt(12))
	return number{val: v, mant: v, end: i + 1, words: n.words}, true
}

// A sum is a number in words while it is read: what is above the last scale, and what
// is below it.
type sum struct {
	total, cur, last *big.Rat // last is what was added last to total
	room             int      // what follows must be less than ten to this
	step             step
}

// A step is what kind of word was read last.
type step uint8

const (
	begun step = iota
	unitStep
	tenStep
	hundredStep
	scaleStep
	digitStep
)

// cardinal reads a whole number: "one hundred and six", "twenty-one trillion and three
// hundred", "four lakh crore". It needs a word for a number in it, or a scale.
func (s *scanner) cardinal(i int) (number, bool) {
	if t := s.at(i); t.w.cardinal == notCardinal && t.w.exp == 0 && t.kind != digits && !s.is(i, aWord, anWord) {
		return number{}, false
	}
	n := number{words: true, from: i}
	start := i
	articled := s.is(i, aWord, anWord)
	if articled {
		if next := s.at(i + 1); next.w.exp == 0 || next.end-next.start < 4 {
			return n, false
		}
		i++
	}
	sum := sum{total: new(big.Rat), cur: new(big.Rat), room: mostExp}
	if articled {
		sum.cur.SetInt64(1)
		sum.step = unitStep
	}
	j := i
	for steps := 0; steps < 24; steps++ {
		k, joint := j, false
		if j > start && sum.step != begun {
			k, joint = s.joint(j)
		}
		exp, ok := s.add(&sum, k, joint)
		if !ok {
			break
		}
		if s.at(k).kind == digits {
			n.words = false
			k = s.afterLiteral(k) - 1
		}
		n.exp = exp
		j = k + 1
	}
	if j == i {
		return n, false
	}
	n.val = sum.total.Add(sum.total, sum.cur)
	n.end = j
	n.mant = n.val
	if n.exp > 0 {
		n.mant = new(big.Rat).Quo(n.val, power(n.exp))
	}
	return n, true
}

func (s *scanner) afterLiteral(i int) int {
	_, end, ok := s.literal(i)
	if !ok {
		return i + 1
	}
	return end
}

// joint skips what joins two words of a number: a hyphen or "and".
func (s *scanner) joint(i int) (next int, joined bool) {
	switch {
	case s.is(i, hyphen) && (s.glued(i) == s.glued(i+1)):
		return i + 1, false
	case s.is(i, and):
		return i + 1, true
	}
	return i, false
}

// add adds the word at token i to a number, if it can follow there. It returns the
// power of ten of the scale that it is.
func (s *scanner) add(n *sum, i int, joined bool) (exp int, ok bool) {
	t := s.at(i)
	hyphened := i > 0 && s.near(i-1, hyphen)
	switch {
	case t.kind == digits:
		if n.step != begun && n.step != scaleStep && n.step != hundredStep {
			return 0, false
		}
		lit, end, ok := s.literal(i)
		if !ok || n.step != begun && (lit.Cmp(power(n.room)) >= 0 || !lit.IsInt() || s.scaleAt(end) >= n.room || hyphened) {
			return 0, false
		}
		if n.step != begun && s.scaleAt(end) == 0 && (n.room > 3 || n.room == 3 && !joined) {
			return 0, false // "2 million and 300 shares"
		}
		n.cur.Add(n.cur, lit)
		n.step = digitStep
		return 0, true
	case t.w.cardinal == unitWord:
		fits := n.step == begun || n.step == tenStep && 0 < t.w.value && t.w.value < 10 && !joined ||
			n.step == hundredStep || n.step == scaleStep
		if !fits || n.step >= hundredStep && (t.w.value == 0 || hyphened && !s.glued(i) || !s.fits(n, i)) {
			return 0, false
		}
		n.cur.Add(n.cur, ratInt(t.w.value))
		n.step = unitStep
		return 0, true
	case t.w.cardinal == tenWord:
		if n.step != begun && n.step != hundredStep && n.step != scaleStep || n.step >= hundredStep && !s.fits(n, i) {
			return 0, false
		}
		n.cur.Add(n.cur, ratInt(t.w.value))
		n.step = tenStep
		return 0, true
	case t.w.exp == 2 && t.w.ordinal == 0:
		if joined || n.step != unitStep && n.step != tenStep && n.step != digitStep && n.step != begun ||
			n.cur.Cmp(ratInt(100)) >= 0 {
			return 0, false
		}
		if n.step == begun {
			if s.glued(i) {
				return 0, false
			}
			n.cur.SetInt64(1)
		}
		n.cur.Mul(n.cur, ratInt(100))
		n.step = hundredStep
		n.room = 2
		return 2, true
	case t.w.exp > 2 && t.w.ordinal == 0 && t.end-t.start > 3 || t.w.exp > 2 && n.step == digitStep && t.end-t.start > 1:
		if joined || n.step == begun && t.w.exp > 6 {
			return 0, false
		}
		return s.addScale(n, t.w.exp)
	}
	return 0, false
}

func (s *scanner) addScale(n *sum, exp int) (int, bool) {
	if n.step == scaleStep { // "four lakh crore"
		if n.last.Cmp(power(mostExp-exp)) > 0 {
			return 0, false
		}
		n.total.Sub(n.total, n.last)
		n.last = new(big.Rat).Mul(n.last, power(exp))
		n.total.Add(n.total, n.last)
		return exp, true
	}
	if n.step == begun {
		n.cur.SetInt64(1)
	}
	// "three hundred and four thousand": what is below this scale is multiplied by it.
	if n.total.Sign() != 0 && n.total.Cmp(power(exp)) < 0 {
		return 0, false
	}
	n.last = new(big.Rat).Mul(n.cur, power(exp))
	n.total.Add(n.total, n.last)
	n.cur.SetInt64(0)
	n.step, n.room = scaleStep, exp
	return exp, true
}

// fits reports whether the number that begins with the word at token i is less than
// what the number so far has room for: "two hundred and three hundred" are two.
func (s *scanner) fits(n *sum, i int) bool {
	j := i + 1
	if s.at(i).w.cardinal == tenWord {
		if k, _ := s.joint(j); s.at(k).w.cardinal == unitWord && s.at(k).w.value < 10 {
			j = k + 1
		}
	}
	exp := s.scaleAt(j)
	if n.room == 2 { // after a hundred
		return exp == 0 || exp > 2
	}
	return exp < n.room
}

// scaleAt returns the scale at token i, as a power of ten, or 0.
func (s *scanner) scaleAt(i int) int {
	t := s.at(i)
	if t.w.ordinal > 0 || t.end-t.start < 3 {
		return 0
	}
	return t.w.exp
}

// pointed reads what follows "point": "three hundred point sixty-one".
func (s *scanner) pointed(n number) (number, bool) {
	if !s.is(n.end, point) || n.exp > 2 {
		return n, false
	}
	frac, unit := new(big.Rat), ratInt(1)
	j := n.end + 1
	for places := 0; places < 12; places++ {
		t := s.at(j)
		if t.w.cardinal == unitWord && t.w.value < 10 {
			unit.Quo(unit, ratInt(10))
			frac.Add(frac, new(big.Rat).Mul(unit, ratInt(t.w.value)))
			j++
			continue
		}
		if t.w.cardinal != notCardinal && places == 0 { // "point sixty-one"
			if two, ok := s.cardinal(j); ok && two.val.Cmp(ratInt(100)) < 0 {
				frac.Quo(two.val, ratInt(100))
				j = two.end
			}
		}
		break
	}
	if j == n.end+1 {
		return n, false
	}
	n.val = new(big.Rat).Add(n.val, frac)
	n.mant, n.end = n.val, j
	if exp, end := s.scales(j, false); end > j {
		n.exp, n.end = exp, end
		n.val = new(big.Rat).Mul(n.mant, power(exp))
	}
	return n, true
}

var (
	aWord    = name("a")
	anWord   = name("an")
	and      = name("and")
	of       = name("of")
	one      = name("one")
	half     = name("half")
	halves   = name("halves")
	quarter  = name("quarter")
	quarters = name("quarters")
	point    = name("point")
	dozen    = name("dozen")
	dozens   = name("dozens")
	doz      = name("doz")
	dozs     = name("dozs")
	second   = name("second")
	seconds  = name("seconds")
	th       = name("th")
	st       = name("st")
	nd       = name("nd")
	rd       = name("rd")
)
