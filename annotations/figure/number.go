package figure

import (
	"math/big"
	"sync"
	"unicode"
)

// A number is what a text says in digits or words, without a unit.
type number struct {
	val  *big.Rat
	from int      // the token where it begins, after its sign
	end  int      // the token after it
	mant *big.Rat // the number without its scale: of "5 million", 5
	exp  int      // of its scale, a power of ten; 0: it has none

	plain    bool // nothing but one run of digits
	words    bool // no digit
	fraction bool // a part of a whole: "two thirds"
	ordinal  bool // "third", "3rd"
}

const (
	mostDigits = 40 // a longer run of digits is no number
	mostExp    = 60 // nor is one with a larger power of ten
)

func ratInt(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// powers are those of ten that are used most.
var powers = sync.OnceValue(func() (list [mostExp + 1]*big.Rat) {
	list[0] = ratInt(1)
	for i := range mostExp {
		list[i+1] = new(big.Rat).Mul(list[i], ratInt(10))
	}
	return list
})

// power returns 10 to the n, which is mostExp at most. It must not be changed.
func power(n int) *big.Rat {
	p := powers()[max(n, -n)]
	if n < 0 {
		return new(big.Rat).Inv(p)
	}
	return p
}

// number reads the number that stands from token i on. Where money says so, "m" means
// million.
func (s *scanner) number(i int, money bool) (number, bool) {
	start, negative := s.negation(i)
	n, ok := s.unsigned(start, money)
	switch {
	case !ok && s.is(start, aWord):
		n, ok = s.dozenOf(number{}, start+1)
	case !ok:
		n, ok = s.dozenOf(number{}, start)
	default:
		n, _ = s.dozenOf(n, n.end)
	}
	if !ok {
		return n, false
	}
	if negative {
		n.val.Neg(n.val)
		n.mant = new(big.Rat).Neg(n.mant)
		n.plain = false
	}
	return n, true
}

// negation reads a sign or "minus". A hyphen is a sign only where nothing stands
// before it that it could join to the number.
func (s *scanner) negation(i int) (next int, negative bool) {
	t := s.at(i)
	switch t.w {
	case minusWord, negativeWord:
		return i + 1, true
	case minusSign:
		return i + 1, !s.glued(i) || s.peek(i-1).kind == sign
	case hyphen, dash:
		if s.glued(i+1) && (s.at(i+1).kind == digits || s.is(i+1, dot) && s.at(i+2).kind == digits) && (!s.glued(i) || s.near(i-1, openBracket, lessSign, equals)) {
			return i + 1, s.at(i).w == hyphen || !s.spacedDash(i)
		}
	case plus:
		if s.glued(i+1) && s.at(i+1).kind == digits && !s.glued(i) {
			return i + 1, false
		}
	}
	return i, false
}

// spacedDash reports whether a dash at token i stands after words, as between two
// clauses.
func (s *scanner) spacedDash(i int) bool { return s.peek(i-1).kind != outside }

func (s *scanner) unsigned(i int, money bool) (number, bool) {
	t := s.at(i)
	switch {
	case t.kind == digits, t.w == dot:
		return s.numeral(i, money)
	case t.w.share != 0:
		return s.vulgar(i)
	case t.kind == letters:
		return s.worded(i, money)
	}
	return number{}, false
}

// numeral reads a number that begins with a digit: "1,234.5", "10 1/2", "21bn", "3
// million and a half".
func (s *scanner) numeral(i int, money bool) (number, bool) {
	lit, end, ok := s.literal(i)
	if !ok {
		return number{}, false
	}
	n := number{val: lit, from: i, end: end, mant: lit, plain: end == i+1}
	if s.letterName(n) {
		return number{}, false
	}
	if raised, end, ok := s.exponent(n); ok {
		return number{val: raised, mant: raised, end: end}, true
	}
	if part, end, ok := s.simple(i); ok && n.plain { // 1/4
		return number{val: part, mant: part, end: end, fraction: part.Cmp(ratInt(1)) < 0}, true
	}
	if part, end, ok := s.simple(n.end); ok && n.plain && part.Cmp(ratInt(1)) < 0 && !s.glued(n.end) { // 1 1/4
		n.val = new(big.Rat).Add(n.val, part)
		n.mant, n.end, n.plain = n.val, end, false
	} else if w := s.at(n.end).w; w.share != 0 && n.plain { // 1½
		n.val = new(big.Rat).Add(n.val, w.shareOf())
		n.mant, n.end, n.plain = n.val, n.end+1, false
	}
	if out, ok := s.overDenominator(n); ok {
		return out, true
	}
	exp, end := s.scales(n.end, money)
	if end == n.end {
		if s.stuck(n.end) {
			return number{}, false
		}
		if s.is(n.end, and) && s.is(n.end+1, aWord, one) && n.plain { // "5 and a half"
			n = s.plusFraction(n)
		}
		return n, true
	}
	n.exp, n.end, n.plain = exp, end, false
	n.val = new(big.Rat).Mul(n.mant, power(exp))
	if t := s.at(end); t.kind == digits || t.w.cardinal != notCardinal || t.w == and { // "5 thousand 2 hundred and 31"
		if more, ok := s.worded(i, money); ok && more.end > n.end {
			return more, true
		}
	}
	return s.plusFraction(n), true
}

// letterName reports whether one letter makes a name of a number: "5G", "3D", and "40s",
// which are a decade or temperatures more often than seconds.
func (s *scanner) letterName(n number) bool {
	if !n.plain || !s.glued(n.end) {
		return false
	}
	switch s.text(s.at(n.end)) {
	case "D", "G":
		return n.val.Cmp(ratInt(10)) < 0
	case "s":
		t := s.at(n.from)
		return t.end-t.start == 2 && s.src[t.end-1] == '0'
	}
	return false
}

// stuck reports whether letters follow the number that ends before token i so closely
// that they may be a part of a name: "737NG".
func (s *scanner) stuck(i int) bool {
	t := s.peek(i)
	if !s.glued(i) || t.kind != letters {
		return false
	}
	if len(t.w.units) > 0 || len(t.w.money) > 0 || t.w == am || t.w == pm || t.w == sLetter || t.w == xLetter || t.w == yo {
		return false
	}
	return true
}

// scales reads the scale after a number, "million", "lakh crore", "bn", and returns it
// as a power of ten; end is i where there is none.
func (s *scanner) scales(i int, money bool) (exp, end int) {
	end = i
	for k := range 3 {
		e, after, ok := s.scale(end, money)
		if !ok || k > 0 && s.at(end).end-s.at(end).start < 4 || exp+e > mostExp {
			break
		}
		exp, end = exp+e, after
	}
	return exp, end
}

func (s *scanner) scale(i int, money bool) (exp, end int, ok bool) {
	j := i
	if s.is(j, hyphen) { // "a $2-million house", "$2 - million"
		j++
	}
	t := s.at(j)
	if t.w.exp == 0 || t.w.ordinal > 0 {
		return 0, i, false
	}
	size := t.end - t.start
	if size > 3 {
		return t.w.exp, j + 1, true
	}
	if s.glued(j+1) && (s.peek(j+1).kind == digits || s.peek(j+1).w == slash) || j > i {
		return 0, i, false
	}
	if size > 1 {
		return t.w.exp, j + 1, money || t.w != millimetre
	}
	// One letter: "5m" is five metres or five million.
	c := rune(s.src[t.start])
	switch {
	case unicode.IsUpper(c) && (s.glued(j) || c == 'M'), money && s.glued(j), c == 'k':
	case c == 'b' && s.glued(j):
	case c == 'm' && s.glued(j) && s.countsAfter(j+1):
	default:
		return 0, i, false
	}
	return t.w.exp, j + 1, true
}

// countsAfter reports whether what follows at token i is counted or is money.
func (s *scanner) countsAfter(i int) bool {
	t := s.peek(i)
	return !t.capital && t.kind == letters && !t.glued && (s.plural(i) || len(t.w.money) > 0)
}

var (
	hyphen       = name("-")
	dash         = name("–")
	minusSign    = name("−")
	plus         = name("+")
	slash        = name("/")
	dot          = name(".")
	comma        = name(",")
	openBracket  = name("(")
	caret        = name("^")
	equals       = name("=")
	timesSign    = name("×")
	minusWord    = name("minus")
	negativeWord = name("negative")
	xLetter      = name("x")
	qLetter      = name("q")
	eLetter      = name("e")
	sLetter      = name("s")
	yo           = name("yo")
	millimetre   = name("mm") // or million
)
