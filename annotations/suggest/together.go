package suggest

import (
	"slices"

	"pressmark/annotations"
)

// A Partner is somebody who says a claim together with its speaker.
type Partner struct {
	Speaker annotations.ID   // an annotation of kind actor; "": none marks them yet
	Span    annotations.Span // what names them
}

// mostTogether is how many may say a claim together with its speaker.
const mostTogether = 4

// partners returns who the words around a subject join to it: "Macron and Starmer said",
// "…,” said Macron and Starmer". They are names or marked. What only seems to be joined,
// an object or the subject of the next clause, is left out: where a phrase could be
// either, nobody is proposed.
func (p *passage) partners(s subject, c cue) []Partner {
	r := run{s.from, s.to}
	if !p.speaks(r) {
		return nil
	}
	var out []Partner
	if s.to <= c.head { // it ends with the subject
		joined := p.tok(r.from - 1).is("and")
		for joined && len(out) < mostTogether {
			end := r.from - 1 // "and", or the comma of a list
			if p.tok(end - 1).is(",") {
				end--
			}
			b := p.phraseBefore(end - 1)
			if p.tok(b.from).is("both") {
				b.from++
			}
			if b.to != end || !p.speaks(b) || p.sentence(b.from) != p.sentence(s.from) {
				return nil
			}
			out = append(out, p.partner(b))
			r = b
			joined = p.tok(r.from-1).is(",") && p.speaks(p.phraseBefore(r.from-2)) && p.phraseBefore(r.from-2).to == r.from-1
		}
		if !p.opens(r.from) {
			return nil
		}
		slices.Reverse(out)
		return out
	}
	for p.tok(r.to).is("and") && len(out) < mostTogether {
		b := p.phraseAfter(r.to + 1)
		if !p.speaks(b) || p.helps(b.to) || b.to < len(p.toks) && p.finite(b.to) {
			return nil
		}
		out = append(out, p.partner(b))
		r = b
	}
	return out
}

// speaks reports whether a phrase is somebody by name: it is marked, or a name, and not
// "talks between" two.
func (p *passage) speaks(r run) bool {
	if r.from >= r.to {
		return false
	}
	for _, t := range p.toks[r.from:r.to] {
		if prepositions[t.lower] && !t.is("of") {
			return false
		}
	}
	return p.marked(r) || p.toks[r.to-1].capital() && !p.faceless(r) && !unnamed(p.toks[r.from:r.to])
}

// opens reports whether a clause can begin with the token at i.
func (p *passage) opens(i int) bool {
	b := p.tok(i - 1)
	return i <= p.sentenceStart(i) || b.class == breaking || b.class == point || p.claimed[i-1] ||
		b.is("both") || conjunctions[b.lower] && !b.is("and") && !b.is("or") && !prepositions[b.lower] || days[b.lower]
}

func (p *passage) partner(r run) Partner {
	out := Partner{Span: p.span(r.from, r.to)}
	if m := p.markOn(r); m != nil {
		out.Speaker, out.Span = m.ID, m.Cover()
	}
	return out
}
