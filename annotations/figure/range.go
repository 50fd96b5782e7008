package figure

import "math/big"

// An amount is one number or two, with what they are of.
type amount struct {
	low, high *big.Rat // high is nil where there is one number
	n         number   // the last of them
	unit      *unit
	unitText  string
	unitAt    int // the token where the unit begins
	cur       *currency
	end       int
	hyphen    bool // a hyphen or a dash stands between the two
	article   bool // no number is written but "a": "a third", "an hour"
	start     int  // where the number begins, after what introduces it
}

// amount reads one number with its unit or currency, or two: "3–5%", "between 3 and
// 5", "from 3 to 5 million", "$3m to $5m", "five or six".
func (s *scanner) amount(i int) (amount, bool) {
	bound := s.at(i).w
	j := i
	if bound == between || bound == from {
		if bound == from && s.moved(i) {
			return amount{}, false
		}
		j++
	}
	first, ok := s.term(j)
	if !ok {
		return first, false
	}
	second, ok := s.second(first, bound)
	switch {
	case ok:
		return second, true
	case bound == between || bound == from:
		return first, false
	}
	return first, true
}

// moved reports whether the words before token i say that something went up or down:
// "rose from 17 to 19" are two figures.
func (s *scanner) moved(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		t := s.peek(k)
		if t.w.is&(rising|falling) != 0 {
			return true
		}
		if t.kind == line || t.w == dot || t.w == comma && k < i-1 {
			return false
		}
	}
	return false
}

// A separator is what stands between the two numbers of a range.
type separator struct {
	w      *word
	end    int  // the token after it
	hyphen bool // it is a hyphen or a dash, or has them: "3-to-1"
}

// separator reads what may stand between two numbers. bound is the word before the
// first: "between" wants "and", "from" wants "to".
func (s *scanner) separator(first amount, bound *word) (separator, bool) {
	j := first.end
	if s.is(j, hyphen) && s.glued(j) && !s.glued(j+1) && s.is(j+1, to, or) { // "18- to 24-year-olds"
		j++
	}
	sep := separator{w: s.at(j).w, end: j + 1}
	switch {
	case bound == between:
		return sep, sep.w == and
	case bound == from:
		return sep, sep.w == to || sep.w == through
	case sep.w == hyphen && s.is(j+1, to) && s.is(j+2, hyphen) && s.glued(j+2): // "3-to-1"
		sep.hyphen, sep.end = true, j+3
		return sep, true
	case sep.w == hyphen, sep.w == dash:
		sep.hyphen = true
		next := s.at(j + 1)
		code := next.kind == digits && next.end-next.start > 1 && s.src[next.start] == '0'
		spaced := !s.glued(j)
		return sep, spaced != s.glued(j+1) && !first.n.words && !code && !(spaced && s.strict && !first.n.plain)
	case sep.w == to, sep.w == through, sep.w == thru:
		return sep, !(s.near(first.start-1, from) && s.strict) && !s.near(first.start-1, between)
	case sep.w == or:
		return sep, !s.is(sep.end, one)
	}
	return sep, false
}

// second reads the second number of two, and returns both.
func (s *scanner) second(first amount, bound *word) (amount, bool) {
	sep, ok := s.separator(first, bound)
	if !ok || first.article {
		return first, false
	}
	second, ok := s.termAfter(sep.end, first)
	if !ok || second.article || first.n.fraction != second.n.fraction {
		return first, false
	}
	both, ok := join(first, second)
	if !ok {
		return first, false
	}
	both.hyphen = sep.hyphen
	rises := both.low.Cmp(both.high) < 0
	switch {
	case sep.w == or:
		return both, rises && neighbours(first, second)
	case bound == between, bound == from:
		return both, rises
	case sep.hyphen:
		telephone := s.is(both.end, hyphen, dash) && s.glued(both.end) && s.at(both.end+1).kind == digits
		return both, !telephone && (rises || both.unit == nil && both.cur == nil && second.n.exp == 0)
	}
	return both, rises || s.contested(first.start, both.end)
}

// join makes one amount of two, if they are of the same. A unit, a currency or a scale
// that only one of them has is of both.
func join(first, second amount) (amount, bool) {
	both := second
	both.low, both.high, both.start = first.low, second.low, first.start
	switch {
	case first.unit != nil && second.cur != nil, first.cur != nil && second.unit != nil:
		return both, false
	case first.cur != nil && second.cur != nil && first.cur.code != second.cur.code:
		return both, false
	case first.unit != nil && (second.unit == nil || *second.unit != *first.unit):
		return both, false
	case first.cur != nil && second.cur == nil:
		both.cur, both.high = first.cur, first.cur.whole(second.n.val)
	case first.cur == nil && second.cur != nil:
		both.low = second.cur.whole(first.n.val)
	}
	if first.n.exp == 0 && second.n.exp > 0 && !first.n.fraction && first.unit == nil && first.n.val.Cmp(second.n.mant) < 0 {
		both.low = new(big.Rat).Mul(both.low, power(second.n.exp))
	}
	return both, true
}

// neighbours reports whether two numbers with "or" between them are one figure: "five
// or six", "two or three hundred".
func neighbours(a, b amount) bool {
	d := new(big.Rat).Sub(b.n.mant, a.n.val)
	return a.cur == nil && a.unit == nil && d.Cmp(ratInt(5)) <= 0 && a.n.val.Cmp(ratInt(100)) < 0
}

// termAfter reads the second of two numbers.
func (s *scanner) termAfter(i int, first amount) (amount, bool) {
	if first.cur != nil {
		if _, _, ok := s.prefix(i); !ok {
			n, ok := s.number(i, true)
			if !ok {
				return amount{}, false
			}
			if a, ok := s.term(i); ok && a.cur != nil {
				return a, true
			}
			return amount{low: n.val, n: n, end: n.end, start: i}, true
		}
	}
	return s.term(i)
}

// whole returns a number of the currency in units of its code: 480 pence are 4.8.
func (c *currency) whole(v *big.Rat) *big.Rat {
	if c.parts > 1 {
		return new(big.Rat).Quo(v, ratInt(c.parts))
	}
	if c.times > 1 {
		return new(big.Rat).Mul(v, ratInt(c.times))
	}
	return v
}

// contested reports whether the words around the tokens from i to before j speak of a
// match or a vote.
func (s *scanner) contested(i, j int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		t := s.peek(k)
		if t.w.is&contest != 0 {
			return true
		}
		if t.kind == line || t.w == dot {
			break
		}
	}
	for k := j; k < j+3; k++ {
		if s.peek(k).w.is&contest != 0 {
			return true
		}
	}
	return false
}

var (
	or          = name("or")
	out         = name("out")
	every       = name("every")
	doubleQuote = name("\"")
	long        = name("long")
	wide        = name("wide")
	tall        = name("tall")
	high        = name("high")
	deep        = name("deep")
	thick       = name("thick")
)
