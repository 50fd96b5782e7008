package suggest

import (
	"sort"
	"strings"

	"pressmark/annotations"
)

// A cue is a candidate for the reporting words of a claim.
type cue struct {
	from, to int // tokens of the whole cue
	head     int // its verb or noun
	says     reporting
	kind     cueKind
	score    float64
}

// A cueKind says where the speaker of a cue stands.
type cueKind uint8

// The kinds of cues.
const (
	verbal    cueKind = iota // subject before the verb, or after it where it is inverted
	according                // the speaker follows: "according to", "in the words of"
	colon                    // the speaker stands before it: "Trump: …"
	nominal                  // the speaker possesses it: "his claim that"
)

// cue returns the cue of a candidate.
func (p *passage) cue(c cue) annotations.Cue {
	return annotations.CueAt(p.doc.Article.Text, p.span(c.from, c.to))
}

// cues returns the candidates for the cue, best first.
func (p *passage) cues() []cue {
	if p.first < 0 {
		return nil
	}
	from := max(p.sentence(p.first)-1, 0)
	to := min(p.sentence(p.last)+2, len(p.sentences))
	var out []cue
	for k := from; k < to; k++ {
		for i := p.sentences[k].from; i < p.sentences[k].to; i++ {
			if p.claimed[i] || p.first-i > farthest || i-p.last > farthest {
				continue
			}
			if c, ok := p.cueAt(i); ok {
				c.score = p.weigh(c)
				out = append(out, c)
			}
		}
	}
	if c, ok := p.lastVerb(); ok {
		out = append(out, c)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	if len(out) == 0 || out[0].score < surely {
		if in := p.inside(); len(in) > 0 {
			return in
		}
	}
	return out[:min(len(out), mostCues)]
}

// inside returns the surest cue in the claim itself, for a reader who marked a whole
// sentence: "The mayor said that it was over". What is in quotation marks stays the
// claim's.
func (p *passage) inside() []cue {
	for i := p.first; i <= p.last; i++ {
		if !p.claimed[i] || p.toks[i].quote {
			continue
		}
		c, ok := p.cueAt(i)
		if !ok || c.says.force != saying {
			continue
		}
		for k := range p.claimed {
			p.claimed[k] = p.claimed[k] && p.toks[k].quote
		}
		c, _ = p.cueAt(i) // it may have grown
		c.score = forceWeight[saying] * insideWeight
		return []cue{c}
	}
	return nil
}

// farthest is how many tokens a cue may be away from its claim.
const farthest = 100

// mostCues is how many cues are looked at for speakers.
const mostCues = 4

// cueAt returns the cue whose head is the token at i.
func (p *passage) cueAt(i int) (cue, bool) {
	t := p.toks[i]
	c := cue{from: i, to: i + 1, head: i}
	switch {
	case t.is(":") && (i+1 == p.first || i+2 == p.first && p.toks[i+1].class == point):
		c.kind, c.says = colon, reporting{force: thinking, stance: annotations.Asserts}
		return c, true
	case t.class != word:
		return c, false
	case t.is("according") && p.tok(i+1).is("to"):
		c.to, c.kind, c.says = i+2, according, reporting{force: saying, stance: annotations.Asserts}
		return c, true
	case t.is("like") && !nominative[p.tok(i-1).lower] && !auxiliaries[p.tok(i-1).lower]:
		return c, false
	case t.is("per") && p.tok(i+1).capital():
		c.kind, c.says = according, reporting{force: thinking, stance: annotations.Asserts}
		return c, true
	}
	if i+1 < len(p.toks) {
		if r, ok := phrasal[base(t.lower)+" "+p.toks[i+1].lower]; ok && p.free(i+1) {
			c.to, c.says = i+2, r
			p.grow(&c)
			return c, true
		}
	}
	if r, ok := verb(t.lower); ok && (!t.capital() || t.first || p.titled) && !p.nounHere(i) {
		c.says = r
		p.grow(&c)
		return c, true
	}
	if r, ok := noun(t.lower); ok && !t.capital() {
		c.says, c.kind = r, nominal
		return c, true
	}
	return c, false
}

// nounHere reports whether the word at i, which can be a form of a verb, is rather a
// noun: a determiner, an adjective of one or a possessor stands before it.
func (p *passage) nounHere(i int) bool {
	b := p.tok(i - 1)
	switch {
	case b.class == suffix:
		return b.possessive() && !nominative[p.tok(i-2).lower] && !strings.HasSuffix(p.toks[i].lower, "ing")
	case b.class != word:
		return false
	}
	w := p.toks[i].lower
	plain := !strings.HasSuffix(w, "ed") && !gerund(w) && irregular[w] == ""
	if plain && (strings.HasSuffix(b.lower, "ed") || pasts[b.lower] || having[b.lower] || adjective(b.lower)) {
		return true // "raised questions", "has doubts"
	}
	return determiners[b.lower] && !subjects[b.lower] || b.is("of") || b.is("for")
}

// subjects are determiners that can be the subject of a verb: "some say".
var subjects = set("all both some many most others several those that this few her")

// having are auxiliaries that no plain form of a verb follows.
var having = set("have has had having is are was were be been being")

// adjective reports whether a word in lower case has the ending of an adjective.
func adjective(w string) bool {
	for _, e := range [...]string{"ous", "ive", "ful", "able", "ible", "ial", "ical"} {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// grow adds to a verb what belongs to it: auxiliaries and adverbs before it, and the
// fixed words after it.
func (p *passage) grow(c *cue) {
	for k := c.from - 1; p.free(k); k-- {
		if c.head-k > mostHelp || !p.helps(k) {
			break
		}
		c.from = k
	}
	for c.from < c.head && p.toks[c.from].class == suffix { // it belongs to the subject: "they've"
		c.from++
	}
	for _, tail := range tails {
		n := 0
		for _, w := range tail {
			if !p.free(c.to+n) || !p.toks[c.to+n].is(w) {
				n = 0
				break
			}
			n++
		}
		if n > 0 {
			c.to += n
			return
		}
	}
}

// mostHelp is how many auxiliaries and adverbs a cue may have.
const mostHelp = 6

// tails are words after a reporting verb that belong to the cue; the longest first.
var tails = readTails("in a statement|in a news conference|in a press conference|in an interview|in a speech|in a tweet|in a post|" +
	"at a news conference|at a press conference|at a news briefing|at a briefing|on social media|on twitter|on facebook|" +
	"on telegram|on condition of anonymity|to reporters|reporters|journalists|a news conference|a press conference|out|for|on")

func readTails(list string) [][]string {
	var out [][]string
	for tail := range strings.SplitSeq(list, "|") {
		out = append(out, strings.Fields(tail))
	}
	return out
}

// weigh says how much speaks for a candidate as the claim's cue, from 0 to 1.
func (p *passage) weigh(c cue) float64 {
	score := forceWeight[c.says.force]
	if c.kind == nominal {
		score *= nominalWeight
	}
	var gap int
	switch {
	case c.head < p.first:
		gap = p.words(c.to, p.first)
		if c.kind == according {
			gap -= p.words(c.to, max(c.to, min(p.phraseAfter(c.to).to, p.first)))
		}
		if p.cuesIn(c.to, p.first) {
			score *= behindOther
		}
		if p.tok(p.first - 1).is("that") {
			gap = max(gap-1, 0)
		}
	case c.head > p.last:
		gap = p.words(p.last+1, c.from) - subjectWords
		if p.cuesIn(p.last+1, c.from) {
			score *= behindOther
		}
	default: // between the claim's spans
		gap = 0
		score *= betweenWeight
	}
	score /= 1 + gapCost*float64(max(gap, 0))
	cs := p.sentence(c.head)
	switch {
	case cs < p.sentence(p.first):
		score *= beforeSentence
	case cs > p.sentence(p.last):
		score *= afterSentence
	case c.head > p.last:
		score *= afterClaim
		if !p.ends() {
			score *= unfinished
		}
	}
	if cs != p.sentence(p.first) && cs != p.sentence(p.last) && !p.toks[p.first].quote {
		score *= bareNeighbour
	}
	if p.has(";", min(c.head, p.last), max(c.head, p.first)) {
		score *= otherClause
	}
	if p.breaks(min(c.head, p.last), max(c.head, p.first)) {
		score *= otherBlock
	}
	if p.toks[c.head].quote != p.toks[p.first].quote && p.toks[c.head].quote {
		score *= quotedCue
	}
	return min(score, 1)
}

// has reports whether a mark of punctuation stands between two tokens, outside the
// claim.
func (p *passage) has(mark string, from, to int) bool {
	for i := from; i < to; i++ {
		if p.toks[i].is(mark) && !p.claimed[i] {
			return true
		}
	}
	return false
}

// cuesIn reports whether a word that hardly ever does anything but report stands
// between two tokens.
func (p *passage) cuesIn(from, to int) bool {
	for i := from; i < to; i++ {
		if p.claimed[i] || p.toks[i].class != word || p.toks[i].capital() || p.nounHere(i) {
			continue
		}
		if r, ok := verb(p.toks[i].lower); ok && r.force >= speaking {
			return true
		}
	}
	return false
}

// ends reports whether a mark of punctuation ends the claim: only then can a cue
// follow it in its sentence.
func (p *passage) ends() bool {
	return p.toks[p.last].class == point || p.tok(p.last+1).class == point || p.tok(p.last+1).class == breaking
}

// lastVerb returns the word right before the claim as its cue, where it can be a verb.
func (p *passage) lastVerb() (cue, bool) {
	s := p.sentence(p.first)
	if s >= len(p.sentences) {
		return cue{}, false
	}
	for i := p.first - 1; i >= p.sentences[s].from && p.first-i <= mostUnknown+1; i-- {
		t := p.toks[i]
		if t.class != word || functional[t.lower] || t.capital() {
			continue
		}
		if strings.HasSuffix(t.lower, "ed") || pasts[t.lower] || strings.HasSuffix(t.lower, "ing") || strings.HasSuffix(t.lower, "s") && !strings.HasSuffix(t.lower, "ss") {
			c := cue{from: i, to: i + 1, head: i, says: reporting{force: thinking, stance: annotations.Asserts}}
			p.grow(&c)
			c.score = unknownVerb / (1 + gapCost*float64(p.words(c.to, p.first)))
			return c, true
		}
	}
	return cue{}, false
}

// stance returns how a cue says that the speaker stands to the claim; what a speaker
// does not say, says nothing.
func (p *passage) stance(c cue) annotations.Stance {
	for i := c.from; i < c.head; i++ {
		w := p.toks[i].lower
		if w == "not" || w == "never" || auxiliaries[w] && strings.HasSuffix(w, "n't") {
			return ""
		}
	}
	return c.says.stance
}
