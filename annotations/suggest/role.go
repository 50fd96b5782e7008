package suggest

import "strings"

// setRole splits a role from its possessor, country or body.
func (d *Draft) setRole(role string) { d.setRoleTokens(role, wordsOf(role)) }

func (d *Draft) setRoleTokens(text string, toks []token) {
	if len(toks) > 1 && determiners[toks[0].lower] {
		toks = toks[1:]
	}
	for i, t := range toks {
		if t.class == suffix && i > 0 {
			if toks[i-1].capital() {
				d.Affiliation = joinTokens(text, toks[:i])
			}
			d.Role = joinTokens(text, toks[i+1:])
			if country, ok := nationality(strings.ToLower(d.Affiliation)); ok && country != "" {
				d.Affiliation = country
			}
			return
		}
	}
	d.Role = joinTokens(text, toks)
	if d.Affiliation != "" {
		return
	}
	for i, t := range toks { // "president of Russia", "ambassador to the UK"
		if (t.is("of") || t.is("for") || t.is("at")) && i > 0 {
			rest := toks[i+1:]
			if len(rest) > 1 && rest[0].is("the") {
				rest = rest[1:]
			}
			if len(rest) > 0 && rest[0].capital() {
				d.Affiliation = joinTokens(text, rest)
				return
			}
		}
	}
	n := 0
	for n < len(toks) && toks[n].capital() && !roles[toks[n].lower] && !modifiers[toks[n].lower] && !adjective(toks[n].lower) {
		n++
	}
	if n == 0 {
		if len(toks) > 1 && modifiers[toks[0].lower] {
			rest := *d
			rest.setRoleTokens(text, toks[1:])
			d.Affiliation = rest.Affiliation
		}
		return
	}
	if country, ok := nationality(toks[0].lower); ok && country != "" {
		d.Affiliation = country
		return
	}
	d.Affiliation = joinTokens(text, toks[:n])
}

// apposition returns the role that follows a name between commas or brackets, or "".
func apposition(after string) string {
	toks := tokensOf(after)
	if len(toks) < 2 || !toks[0].is(",") && !toks[0].is("(") {
		return ""
	}
	from := 1
	to := from
	for to < len(toks) && !toks[to].is(",") && !toks[to].is(")") && !toks[to].is(".") && toks[to].class != breaking {
		to++
	}
	part := toks[from:to]
	for i, t := range part {
		if i > 0 && (t.is("who") || t.is("which") || t.is("that")) {
			part = part[:i]
			break
		}
	}
	if to == len(toks) || len(part) == 0 || len(part) > mostApposition || !roleAmong(part) {
		return ""
	}
	for _, t := range part {
		if auxiliaries[t.lower] || t.is("who") || nominative[t.lower] {
			return ""
		}
	}
	if !determiners[part[0].lower] && !part[0].capital() && !roles[part[0].lower] && !modifiers[part[0].lower] {
		return ""
	}
	return joinTokens(after, part)
}

// mostApposition is how many tokens a role in an apposition may have.
const mostApposition = 14

// roleAmong reports whether a role stands among tokens, before any preposition.
func roleAmong(toks []token) bool {
	for _, t := range toks {
		if roles[t.lower] {
			return true
		}
		if prepositions[t.lower] {
			return false
		}
	}
	return false
}

// prefixed returns the role with which the text before a name ends, or "".
func prefixed(before string) string {
	toks := tokensOf(before)
	to := len(toks)
	from := to
	for from > 0 {
		t := toks[from-1]
		_, adjective := nationality(t.lower)
		if !(roles[t.lower] || modifiers[t.lower] || adjective || t.acronym() || from < to && t.capital() || t.class == suffix) {
			break
		}
		from--
	}
	for from < to && toks[from].class == suffix {
		from++
	}
	part := toks[from:to]
	if len(part) == 0 || !roles[part[len(part)-1].lower] {
		return ""
	}
	return joinTokens(before, part)
}
