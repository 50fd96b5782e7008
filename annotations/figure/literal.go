package figure

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// literal reads digits with their separators: "1,234.5", "1.234,5", "40 000", ".25".
func (s *scanner) literal(i int) (val *big.Rat, end int, ok bool) {
	if s.is(i, dot) {
		if s.glued(i) && !s.near(i-1, hyphen, minusSign) || !s.glued(i+1) || s.at(i+1).kind != digits {
			return nil, i, false
		}
		val, ok = decimal("0", s.text(s.at(i+1)))
		return val, i + 2, ok
	}
	if s.at(i).kind != digits || s.named(i) {
		return nil, i, false
	}
	// The groups of digits and what stands between them.
	var groups []string
	var between []rune
	groups = append(groups, s.text(s.at(i)))
	j := i + 1
	for len(groups) < 12 {
		if sep := s.at(j); (sep.w == comma || sep.w == dot) && s.glued(j) && s.glued(j+1) && s.at(j+1).kind == digits {
			between = append(between, rune(s.src[sep.start]))
			groups = append(groups, s.text(s.at(j+1)))
			j += 2
			continue
		}
		if s.thinSpace(j) && len(groups[0]) <= 3 && (len(between) == 0 || between[0] == ' ') && !slices.Contains(between, '.') {
			between = append(between, ' ')
			groups = append(groups, s.text(s.at(j)))
			j++
			continue
		}
		break
	}
	whole, frac, used := readGroups(groups, between, s.glued(i) && s.near(i-1, comma))
	if used < 0 {
		return nil, i, false
	}
	end = i + 1
	for k := range used {
		if between[k] == ' ' {
			end++
		} else {
			end += 2
		}
	}
	val, ok = decimal(whole, frac)
	return val, end, ok
}

// thinSpace reports whether token j is three digits after a space, so that they may
// belong to the digits before it.
func (s *scanner) thinSpace(j int) bool {
	t := s.at(j)
	if t.kind != digits || t.glued || t.end-t.start != 3 || s.glued(j+1) && s.peek(j+1).kind == letters {
		return false
	}
	gap := s.src[s.toks[j-1].end:t.start]
	return utf8.RuneCountInString(gap) == 1 && gap != "\t"
}

// readGroups makes a number of groups of digits. It returns how many separators it
// took, or -1 where that is no number. What is listed has a comma before it.
func readGroups(groups []string, between []rune, listed bool) (whole, frac string, used int) {
	n := len(between)
	if n == 0 {
		return groups[0], "", 0
	}
	sep := between[0]
	run := 1 // how many of the first separator stand in a row
	for run < n && between[run] == sep {
		run++
	}
	grouped := grouping(groups[:run+1], sep)
	switch {
	case sep == ' ' && !grouped:
		return groups[0], "", 0
	case grouped && run == n && (n > 1 || sep != '.'):
		return strings.Join(groups, ""), "", n
	case grouped && run == n-1 && between[run] != ' ' && sep != between[run]:
		return strings.Join(groups[:run+1], ""), groups[n], n
	case run == n && n == 1:
		if sep == ',' && (len(groups[1]) > 2 || listed) {
			return groups[0], "", 0
		}
		return groups[0], groups[1], 1
	case sep == ',' && run == n: // a list
		return groups[0], "", 0
	case grouped && sep == ',' && run < n-1: // a list after a number
		return strings.Join(groups[:run+1], ""), "", run
	}
	return "", "", -1 // a version, an address, a date
}

// grouping reports whether digits are cut in groups as thousands are, or as in India:
// "12,34,567".
func grouping(groups []string, sep rune) bool {
	if len(groups[0]) > 3 || groups[0][0] == '0' || len(groups[len(groups)-1]) != 3 {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 && (sep != ',' || len(g) != 2 || len(groups[0]) > 2) {
			return false
		}
	}
	return true
}

func decimal(whole, frac string) (*big.Rat, bool) {
	if len(whole)+len(frac) > mostDigits {
		return nil, false
	}
	if frac == "" && len(whole) < 18 {
		n := int64(0)
		for i := range len(whole) {
			n = n*10 + int64(whole[i]-'0')
		}
		return ratInt(n), true
	}
	return new(big.Rat).SetString(whole + "." + frac)
}

// named reports whether the digits at token i belong to a name: "MH17", "COVID-19",
// "F-16".
func (s *scanner) named(i int) bool {
	if !s.glued(i) {
		return false
	}
	p := s.peek(i - 1)
	switch {
	case p.kind == letters:
		return len(p.w.money) == 0 && p.w != xLetter && p.w != qLetter || s.glued(i-1) && s.peek(i-2).kind == digits
	case p.w == hyphen && s.glued(i-1):
		b := s.peek(i - 2)
		return b.kind == letters && b.w.cardinal == notCardinal && b.w.month == 0 && b.w.is&(preposed|dayPart) == 0 && !(among(b, []*word{am, pm}) && s.peek(i-3).kind == digits) &&
			!(len(b.w.units) > 0 && s.peek(i-3).kind == digits) && b.w.weekday == 0 && len(b.w.money) == 0 && b.w != magnitude && b.w != mid && b.w != early && b.w != late && b.w != to
	}
	return false
}

// exponent reads what makes a power of the number n: "1.4x10^6", "12e+14", "1.2^13".
func (s *scanner) exponent(n number) (val *big.Rat, end int, ok bool) {
	j := n.end
	if !s.glued(j) {
		return nil, j, false
	}
	switch {
	case s.is(j, xLetter, timesSign) && s.text(s.at(j+1)) == "10" && s.is(j+2, caret):
		e, end, ok := s.integer(j + 3)
		if !ok {
			return nil, j, false
		}
		return new(big.Rat).Mul(n.val, power(e)), end, true
	case s.is(j, eLetter):
		e, end, ok := s.integer(j + 1)
		if !ok {
			return nil, j, false
		}
		return new(big.Rat).Mul(n.val, power(e)), end, true
	case s.is(j, caret):
		e, end, ok := s.integer(j + 1)
		if !ok || n.val.Sign() == 0 || n.val.Denom().BitLen()+n.val.Num().BitLen() > 24 {
			return nil, j, false
		}
		r := ratInt(1)
		for range max(e, -e) {
			r.Mul(r, n.val)
		}
		if e < 0 {
			r.Inv(r)
		}
		return r, end, true
	}
	return nil, j, false
}

// integer reads a small exponent with its signs.
func (s *scanner) integer(i int) (n, end int, ok bool) {
	neg := false
	for s.is(i, plus, hyphen, minusSign) {
		if s.at(i).w != plus {
			neg = !neg
		}
		i++
	}
	t := s.at(i)
	if t.kind != digits || t.end-t.start > 2 {
		return 0, i, false
	}
	for k := t.start; k < t.end; k++ {
		n = n*10 + int(s.src[k]-'0')
	}
	if neg {
		n = -n
	}
	return n, i + 1, max(n, -n) <= mostExp
}
