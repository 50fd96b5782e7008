package figure

import "strings"

// noun returns the name of what a number that ends before token i counts. It looks for
// the first plural among the next words: "two senior police officers". near says that
// the name is the next word alone; end is the token after it.
func (s *scanner) noun(i int, isOne bool) (text string, end int, near bool) {
	t := s.peek(i)
	if s.near(i, hyphen, dash) && s.glued(i) && s.glued(i+1) && s.peek(i+1).kind == letters && s.peek(i+1).w.is&function == 0 && !strings.HasSuffix(s.text(s.peek(i+1)), "ed") { // "a 19-member board"
		if s.near(i+1, strong) { // "a 40,000-strong crowd"
			return "", i + 2, true
		}
		return s.text(s.peek(i + 1)), i + 2, true
	}
	if t.kind != letters || t.glued {
		return "", i, false
	}
	if t.w.is&(casualty|human) != 0 {
		return s.text(t), i + 1, true
	}
	if isOne {
		if t.w.is&function != 0 || s.near(i+1, hyphen) && s.glued(i+1) {
			return "", i, false
		}
		return s.text(t), i + 1, true
	}
	for k := i; k < i+4; k++ {
		t := s.peek(k)
		if s.near(k, hyphen) && s.glued(k) && s.glued(k+1) {
			continue
		}
		if t.kind != letters || t.w.is&function != 0 && !s.plural(k) || t.w.cardinal != notCardinal || t.w.calendarWord() && t.capital {
			return "", i, false
		}
		if !s.plural(k) {
			continue
		}
		if s.plural(k+1) && t.w.is&plural != 0 && !s.peek(k+1).capital && s.peek(k+1).w.is&function == 0 {
			k++
		}
		if s.near(k+1, apostrophe, quote) && s.glued(k+1) && s.near(k+2, sLetter) {
			return "", i, false
		}
		return s.src[s.toks[i].start:s.toks[k].end], k + 1, k == i
	}
	return "", i, false
}

// plural reports whether the word at token i looks like a noun in the plural.
func (s *scanner) plural(i int) bool {
	t := s.peek(i)
	if t.kind != letters || t.w.is&(singular|function) != 0 {
		return false
	}
	if t.w.is&plural != 0 {
		return true
	}
	w := s.text(t)
	return len(w) > 3 && w[len(w)-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is")
}

var (
	many       = name("many")
	some       = name("some")
	couple     = name("couple")
	numerous   = name("numerous")
	countless  = name("countless")
	most       = name("most")
	fewer      = name("fewer")
	multiple   = name("multiple")
	various    = name("various")
	handful    = name("handful")
	majority   = name("majority")
	minority   = name("minority")
	lot        = name("lot")
	day        = name("day")
	strong     = name("strong")
	timeWord   = name("time")
	that       = name("that")
	anyWord    = name("any")
	which      = name("which")
	underscore = name("_")
	atSign     = name("@")
	ampersand  = name("&")
	amendment  = name("amendment")
	first      = name("first")
	third      = name("third")
	thought    = name("thought")
	hand       = name("hand")
	place      = name("place")
	look       = name("look")
	party      = name("party")
	parties    = name("parties")
	world      = name("world")
)
