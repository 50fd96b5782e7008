package suggest

import "strings"

// faceless reports whether nothing about a phrase says that it can speak: it has no
// name, no pronoun, and no word for people, offices or bodies.
func (p *passage) faceless(r run) bool {
	for _, t := range p.toks[r.from:r.to] {
		if t.capital() || nominative[t.lower] || possessives[t.lower] || people[t.lower] || sources[t.lower] || roles[t.lower] || bodies[t.lower] || documents[t.lower] {
			return false
		}
	}
	return true
}

// pause reports whether a token can enclose an apposition.
func pause(t token) bool { return t.is(",") || t.is("—") || t.is("–") || t.is("-") }

// gerund reports whether a word in lower case ends as a participle does.
func gerund(w string) bool { return len(w) > 4 && strings.HasSuffix(w, "ing") }

// joint reports whether a token joins verbs.
func joint(t token) bool { return t.is("and") || t.is("but") || t.is("or") }

// documents say things without anybody who speaks.
var documents = set("report reports poll polls survey surveys study studies article articles story stories ad ads video videos document documents data " +
	"headline headlines sign signs banner banners people")

// sentenceStart returns the first word of the sentence of the token at i.
func (p *passage) sentenceStart(i int) int {
	k := p.sentence(i)
	if k >= len(p.sentences) {
		return i
	}
	s := p.sentences[k].from
	for s < i && p.toks[s].class == point {
		s++
	}
	return s
}

// verbBefore returns the nearest token before i, in its sentence and outside the
// claim, that begins a finite verb; of reporting verbs only, if so told.
func (p *passage) verbBefore(i int, reporting bool) (int, bool) {
	start := p.sentenceStart(i + 1)
	for k := i - 1; k > start; k-- {
		if p.claimed[k] {
			return 0, false
		}
		if p.finite(k) && (!reporting || p.reports(k)) {
			for k-1 > start && p.helps(k-1) {
				k--
			}
			return k, true
		}
	}
	return 0, false
}

// reports reports whether the token at k is a verb that says more often than not.
func (p *passage) reports(k int) bool {
	r, ok := verb(p.toks[k].lower)
	return ok && r.force >= speaking
}

// finite reports whether the token at k is likely a finite verb.
func (p *passage) finite(k int) bool {
	t := p.toks[k]
	if t.class != word || t.capital() || !p.free(k) {
		return false
	}
	if auxiliaries[t.lower] || pasts[t.lower] {
		return true
	}
	if p.nounHere(k) || gerund(t.lower) || p.tok(k-1).is("to") {
		return false
	}
	if _, ok := verb(t.lower); ok {
		return true
	}
	return strings.HasSuffix(t.lower, "ed") && !prepositions[p.tok(k-1).lower] && len(t.lower) > 3 && !strings.Contains(t.lower, "-")
}

// pasts are the past tenses of common verbs that report nothing.
var pasts = set("made took gave went came got met ran won lost held kept left led put set stood drew broke began fell hit sent spent built brought bought caught sold paid rose became let cut " +
	"fought grew chose rode threw wore woke struck swept shook turned drove flew")

// phraseBefore returns the noun phrase that ends with the token at i.
func (p *passage) phraseBefore(i int) run {
	for p.free(i) && (p.helps(i) && i > 0 || days[p.toks[i].lower] || p.toks[i].class == number && len(p.toks[i].text) < 3) {
		i--
	}
	if !p.free(i) || p.toks[i].class == suffix {
		return run{}
	}
	t := p.toks[i]
	if pronouns[t.lower] {
		return run{i, i + 1}
	}
	if functional[t.lower] && !determiners[t.lower] {
		return run{}
	}
	from := i
	for k := i; p.free(k); k-- {
		t := p.toks[k]
		if k < i && t.class == word {
			if auxiliaries[t.lower] || conjunctions[t.lower] || nominative[t.lower] || days[t.lower] || p.finite(k) {
				break
			}
			if prepositions[t.lower] && !t.is("of") && (!p.nounBefore(k) || t.is("to") && !determiners[p.toks[k+1].lower] && !p.toks[k+1].capital()) {
				break
			}
		}
		from = k
		if determiners[t.lower] && k < i && !prepositions[p.tok(k-1).lower] {
			break
		}
	}
	for from < i && (prepositions[p.toks[from].lower] || p.toks[from].class == suffix) {
		from++
	}
	return run{from, i + 1}
}

// nounBefore reports whether the token before k can be the head of a phrase that the
// preposition at k goes on.
func (p *passage) nounBefore(k int) bool {
	t := p.tok(k - 1)
	return p.free(k-1) && t.class == word && !functional[t.lower] && !strings.HasSuffix(t.lower, "ed")
}

// phraseAfter returns the noun phrase that begins with the token at i.
func (p *passage) phraseAfter(i int) run {
	if !p.free(i) || days[p.toks[i].lower] || p.toks[i].class == suffix {
		return run{}
	}
	if pronouns[p.toks[i].lower] && !determiners[p.toks[i].lower] {
		return run{i, i + 1}
	}
	to := i
	for k := i; p.free(k); k++ {
		t := p.toks[k]
		if k > i && t.class == word {
			if auxiliaries[t.lower] || conjunctions[t.lower] || days[t.lower] || nominative[t.lower] || adverb(t.lower) {
				break
			}
			if prepositions[t.lower] && !t.is("of") && !(t.is("for") || t.is("at") || t.is("from")) {
				break
			}
			if _, ok := verb(t.lower); ok && !t.capital() && !p.nounHere(k) {
				break
			}
		}
		to = k + 1
	}
	for to > i && (prepositions[p.toks[to-1].lower] || p.toks[to-1].class == suffix) {
		to--
	}
	return run{i, to}
}

// possessor returns who possesses the noun at i: "his claim", "Mr X's firm denial".
func (p *passage) possessor(i int) run {
	for k := i - 1; p.free(k) && i-k <= mostBetween; k-- {
		switch t := p.toks[k]; {
		case t.class == suffix:
			return p.phraseBefore(k - 1)
		case possessives[t.lower]:
			return run{k, k + 1}
		}
	}
	return run{}
}

// possessives are pronouns that possess.
var possessives = set("his her its their my our your")

// mostBetween is how many tokens may stand between a possessor and its noun.
const mostBetween = 6

// unnamed reports whether a phrase names nobody: "officials", "a source", "people
// familiar with the matter", but not "the official John Smith".
func unnamed(toks []token) bool {
	found := false
	for i, t := range toks {
		switch {
		case sources[t.lower]:
			found = true
		case prepositions[t.lower] && i > 0:
			return found
		case found && t.capital():
			return false
		}
	}
	return found
}

// sources are the words for people whom an article does not name.
var sources = set("official officials source sources critics critic people person experts analysts observers " +
	"insiders witnesses some others many several supporters opponents aides advisers diplomats lawmakers " +
	"residents locals eyewitnesses reports rumors rumours someone somebody those authorities investigators")
