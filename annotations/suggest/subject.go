package suggest

import (
	"sort"

	"pressmark/annotations"
)

// A subject is a candidate for the speaker of a cue: a noun phrase, in tokens, and the
// actor annotation on it.
type subject struct {
	from, to int // empty: the cue has no speaker
	mark     *annotations.Annotation
	score    float64
}

// subjects returns the candidates for the speaker of a cue, best first: what the
// grammar of its sentence says, then the actors that are marked nearby.
func (p *passage) subjects(c cue) []subject {
	var out []subject
	add := func(r run, score float64) {
		if r.from >= r.to || p.toks[r.from].quote && !p.toks[c.head].quote {
			return
		}
		for _, o := range out {
			if o.from < r.to && r.from < o.to {
				return
			}
		}
		s := subject{r.from, r.to, p.markOn(r), score}
		switch {
		case s.mark != nil:
			s.score = min(s.score*markedWeight, 1)
		case p.faceless(r):
			s.score *= facelessWeight
		}
		out = append(out, s)
	}
	p.steps = 0
	switch c.kind {
	case according:
		add(p.phraseAfter(c.to), directSubject)
	case colon:
		add(p.phraseBefore(c.from-1), directSubject)
	case nominal:
		add(p.possessor(c.from), directSubject)
		if n := p.tok(c.to); n.is("of") || n.is("by") || n.is("from") || n.is("among") {
			add(p.phraseAfter(c.to+1), directSubject)
		}
		add(p.clauseSubject(c), clauseSubject)
	default:
		active := 1.0
		if by := p.by(c); by > 0 {
			add(p.phraseAfter(by+1), directSubject)
			active = passiveSubject
		}
		if p.inverted(c) {
			add(p.phraseAfter(c.to), directSubject)
		}
		if w := p.relative(c); p.marked(run{w, w + 1}) {
			add(run{w, w + 1}, directSubject)
		}
		add(p.subjectBefore(c.from, c.head, 0), directSubject*active)
		add(p.clauseSubject(c), clauseSubject*active)
	}
	for _, a := range p.actors {
		add(run{a.from, a.to}, p.nearby(a, c))
	}
	if len(out) == 0 {
		out = append(out, subject{score: noSubject})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	return out
}

// markOn returns the actor annotation that marks most of a phrase, or nil. One on a
// possessor or behind a preposition is of somebody else: "[Russia]'s president", "the
// mayor of [Northport]".
func (p *passage) markOn(r run) *annotations.Annotation {
	var on *annotations.Annotation
	most := 0
	for _, a := range p.actors {
		n := min(a.to, r.to) - max(a.from, r.from)
		owner := a.to < r.to && p.toks[a.to].class == suffix || a.from > r.from && prepositions[p.toks[a.from-1].lower]
		if n > most && !owner {
			on, most = a.mark, n
		}
	}
	return on
}

// nearby says how much speaks for an actor annotation because it is near a cue; what
// stands before it is likelier.
func (p *passage) nearby(a actorAt, c cue) float64 {
	gap := p.words(min(a.to, c.from), max(a.to, c.from))
	if a.from >= c.to {
		gap = p.words(c.to, a.from) + behind
	}
	score := nearbySubject / (1 + gapCost*float64(gap))
	if p.sentence(a.from) != p.sentence(c.head) {
		score *= beforeSentence
	}
	return score
}

// by returns the "by" that names who does what a verb in the passive says, or 0.
func (p *passage) by(c cue) int {
	for i := c.from; i < c.head; i++ {
		switch p.toks[i].lower {
		case "is", "are", "was", "were", "be", "been", "being":
			for _, k := range [...]int{c.to, c.to + 1, p.last + 1} {
				if p.tok(k).is("by") && k > c.head {
					return k
				}
			}
			return 0
		}
	}
	return 0
}

// relative returns the token of the "who" that is the subject of a verb, or -1.
func (p *passage) relative(c cue) int {
	i := c.from
	for p.helps(i - 1) {
		i--
	}
	if b := p.tok(i - 1); p.free(i-1) && (b.is("who") || b.is("which") || b.is("that")) {
		return i - 1
	}
	return -1
}

// marked reports whether an actor annotation is on a phrase and ends with it.
func (p *passage) marked(r run) bool {
	for _, a := range p.actors {
		if a.from >= r.from && a.to == r.to {
			return true
		}
	}
	return false
}

// inverted reports whether the speaker follows the verb: "…,” said Mr X".
func (p *passage) inverted(c cue) bool {
	b, n := p.tok(c.from-1), p.tok(c.to)
	if p.toks[c.from].first && p.toks[c.from].is("said") {
		return true
	}
	if c.from == 0 || !p.claimed[c.from-1] && (b.class != point || c.from-1 < p.last) {
		return false
	}
	return p.free(c.to) && n.class == word && !auxiliaries[n.lower] && (!functional[n.lower] || determiners[n.lower] || pronouns[n.lower])
}

// mostVerbs bounds how many verbs are followed back to the one that has a subject.
const mostVerbs = 6

// mostSteps bounds how many verbs are looked at for one cue.
const mostSteps = 40

// subjectBefore returns the noun phrase that is the subject of the verb whose group
// begins with the token at i, where it stands before it: beside it, before an
// apposition, or before an earlier verb that this one is joined to.
func (p *passage) subjectBefore(i, head, depth int) run {
	if p.steps++; depth > mostVerbs || p.steps > mostSteps {
		return run{}
	}
	for p.helps(i - 1) {
		i--
	}
	b := p.tok(i - 1)
	if i > 0 && p.claimed[i-1] {
		return run{}
	}
	if b.is(")") {
		for k := i - 2; k > 0 && i-k < mostAside && !p.claimed[k]; k-- {
			if p.toks[k].is("(") {
				return p.phraseBefore(k - 1)
			}
		}
	}
	if gerund(p.toks[head].lower) && !p.progressive(i, head) || b.is("to") || joint(b) || b.is(",") && joint(p.tok(i-2)) {
		if !b.is("to") && !b.is(",") && !joint(b) {
			if r := p.phraseBefore(i - 1); r.from < r.to && (documents[p.toks[r.to-1].lower] || p.marked(r)) {
				return r
			}
		}
		for _, reporting := range [...]bool{true, false} {
			for v, ok := p.verbBefore(i-1, reporting); ok; v, ok = p.verbBefore(v, reporting) {
				if r := p.subjectBefore(v, v, depth+1); r.from < r.to {
					return r
				}
			}
		}
		if !gerund(p.toks[head].lower) || p.sentenceStart(i) != i {
			return run{}
		}
		return p.mainSubject(head)
	}
	if b.is("who") || b.is("which") || b.is("that") {
		if p.tok(i - 2).is(",") {
			i--
		}
		return p.phraseBefore(i - 2)
	}
	if pause(b) {
		// An apposition or a relative clause: the subject stands before it.
		start := p.sentenceStart(i)
		for k := i - 2; k > start && !p.claimed[k]; k-- {
			if pause(p.toks[k]) {
				if r := p.phraseBefore(k - 1); r.from < r.to && (!prepositions[p.tok(r.from-1).lower] || conjunctions[p.tok(r.from-1).lower]) {
					return r
				}
			}
		}
		return p.phraseBefore(i - 2)
	}
	return p.phraseBefore(i - 1)
}

// mostAside is how many tokens brackets may hold between a subject and its verb.
const mostAside = 10

// progressive reports whether a gerund has a form of "be" before it.
func (p *passage) progressive(from, head int) bool {
	for k := from; k < head; k++ {
		if auxiliaries[p.toks[k].lower] {
			return true
		}
	}
	return p.tok(from-1).class == suffix && pronouns[p.tok(from-2).lower]
}

// mainSubject returns the subject that follows an opening participle: "Discussing it,
// the actor said".
func (p *passage) mainSubject(head int) run {
	for k := head + 1; k < len(p.toks) && p.sentence(k) == p.sentence(head); k++ {
		if p.toks[k].is(",") && p.free(k+1) {
			return p.phraseAfter(k + 1)
		}
	}
	return run{}
}

// clauseSubject returns the noun phrase before the first verb of a cue's sentence,
// outside the claim.
func (p *passage) clauseSubject(c cue) run {
	for k := p.sentenceStart(c.from) + 1; k < c.from; k++ {
		if p.toks[k].quote == p.toks[c.head].quote && p.finite(k) {
			if r := p.phraseBefore(k - 1); r.from < r.to {
				return r
			}
		}
	}
	return run{}
}
