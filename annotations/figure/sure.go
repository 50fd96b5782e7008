package figure

// surely reports whether an amount that nobody marked is a figure: not a name, a
// label, a pronoun or half an address.
func (s *scanner) surely(a amount, qualified bool) bool {
	i := a.start
	bare := a.unit == nil && a.cur == nil
	switch {
	case bare && s.is(i, one) && a.end == i+1:
		return s.surelyOne(a)
	case a.unit != nil && s.is(i, one) && a.n.end == i+1 && a.high == nil:
		return !s.near(a.unitAt, day, night, timeWord, second, point) && !s.near(i-1, no, this, that)
	case bare && a.article && a.n.fraction: // "a third meeting"
		return s.endsPhrase(a.end)
	case a.n.fraction && bare && a.n.end-i <= 2 && (s.is(i, half, aWord) && s.is(a.end-1, half)):
		return s.near(a.end, of, the, allWord) || s.peek(a.end).w.is&possessive != 0
	case a.n.fraction && bare && s.is(i, quarter):
		return false
	case s.partial(i, a.end), s.strayDigits(a), a.n.plain && bare && s.numbering(a):
		return false
	case a.n.fraction && bare && s.peek(i-1).w.ordinal > 0: // "the second half"
		return false
	case bare && a.n.words && !a.n.fraction && s.titled(i, a.end), bare && s.scaleAt(i) > 0 && a.end == i+1:
		return false
	case bare && !a.n.words && !qualified && a.n.plain && a.high == nil && s.label(i, a.end):
		return false
	case a.high != nil && a.hyphen && bare && (a.low.Cmp(a.high) == 0 && !s.contested(i, a.end) || s.peek(i-1).w.is&naming != 0):
		return false
	}
	return true
}

// surelyOne reports whether "one" counts somebody: it is mostly a pronoun, or says no
// more than "a".
func (s *scanner) surelyOne(a amount) bool {
	if s.near(a.start-1, no, the, this, that, every, eachWord, anyWord, another, which) {
		return false
	}
	t := s.peek(a.end)
	return t.w.is&(casualty|human) != 0 && !s.near(a.end+1, hyphen)
}

// endsPhrase reports whether no noun follows at token i.
func (s *scanner) endsPhrase(i int) bool {
	t := s.peek(i)
	return t.kind != letters || t.w.is&function != 0 || t.w.is&(rising|falling) != 0
}

// partial reports whether digits or letters stand so close around the tokens from i to
// before j that these are a part of something else: "192.168.0.1", "9/11".
func (s *scanner) partial(i, j int) bool {
	if s.peek(i).kind == digits {
		if s.glued(i) && s.near(i-1, slash, dot, colon, underscore, atSign, equals, hash, ampersand, percentSign) && s.glued(i-1) {
			return true
		}
		if s.glued(i) && s.near(i-1, hyphen) && s.glued(i-1) && s.peek(i-2).kind == digits {
			return true
		}
	}
	if s.peek(j-1).kind != digits {
		return false
	}
	if s.glued(j) && s.near(j, slash, colon, underscore, atSign, hyphen, dot) && s.glued(j+1) && s.peek(j+1).kind == digits {
		return true
	}
	return s.glued(j) && s.near(j, slash, underscore, atSign) && s.glued(j+1)
}

// strayDigits reports whether the digits of an amount look like a code: they begin
// with a nought, or there are many of them without separators.
func (s *scanner) strayDigits(a amount) bool {
	t := s.peek(a.start)
	if t.kind != digits || a.cur != nil {
		return false
	}
	size := t.end - t.start
	return size > 1 && s.src[t.start] == '0' && a.unit == nil || size > 9
}

// titled reports whether a number in words is part of a name: "the Gang of Eight".
func (s *scanner) titled(i, end int) bool {
	if !s.peek(i).capital || s.peek(i-1).kind != letters {
		return false
	}
	noun, _, _ := s.noun(end, false)
	return noun == ""
}

// numbering reports whether a number only counts what is listed: "1. Peace".
func (s *scanner) numbering(a amount) bool {
	p := s.peek(a.start - 1)
	begins := p.kind == line || p.kind == outside || p.w == dash || p.w == emDash || p.w == dot || p.w == colon
	return begins && s.glued(a.end) && s.near(a.end, dot) && s.peek(a.end+1).capital
}

// label reports whether a number is the end of a name: "Boeing 737", "Flight 93",
// "Apollo 13".
func (s *scanner) label(i, end int) bool {
	p := s.peek(i - 1)
	if p.w.is&naming != 0 || s.address(end) {
		return true
	}
	if p.kind != letters || !p.capital || s.glued(i) || p.w.calendarWord() || p.w.is&(function|preposed|rising|falling|possessive) != 0 || p.w.before != nil {
		return false
	}
	if noun, _, _ := s.noun(end, false); noun != "" {
		return false
	}
	// A capital at the beginning of a sentence says nothing.
	b := s.peek(i - 2)
	return b.kind == letters || b.kind == digits || b.w == comma || b.w == quote || b.w == apostrophe || b.w == hyphen
}

// address reports whether a name of two words follows a number at once: "10 Downing
// Street".
func (s *scanner) address(i int) bool {
	a, b := s.peek(i), s.peek(i+1)
	if a.kind != letters || b.kind != letters || !a.capital || !b.capital || a.w.calendarWord() {
		return false
	}
	noun, _, _ := s.noun(i, false)
	return noun == ""
}
