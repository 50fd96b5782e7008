package suggest

import (
	"sort"
	"strings"

	"pressmark/annotations"
)

// A passage is the text about a claim, in tokens.
type passage struct {
	doc       annotations.Doc
	toks      []token
	sentences []sentence
	claimed   []bool // for each token: the claim has it
	first     int    // the claim's first token
	last      int    // its last token
	actors    []actorAt
	steps     int  // verbs that were looked at for the subject of one cue
	titled    bool // the claim stands in a headline in title case
}

// An actorAt is an actor annotation of a passage.
type actorAt struct {
	mark     *annotations.Annotation
	from, to int // its tokens
}

// newPassage returns the blocks of a claim and those beside them.
func newPassage(d annotations.Doc, claim annotations.Annotation) *passage {
	a := d.Article
	from, to := a.BlocksIn(claim.Cover())
	from, to = max(from-1, 0), min(to+1, len(a.Blocks))
	p := &passage{doc: d, first: -1}
	if from >= to {
		return p
	}
	whole := annotations.Span{Start: a.Blocks[from].Span.Start, End: a.Blocks[to-1].Span.End}
	p.toks = tokenize(a.Text, whole)
	p.sentences = sentences(p.toks)
	p.claimed = make([]bool, len(p.toks))
	for i, t := range p.toks {
		if claim.Touches(t.span) {
			p.claimed[i] = true
			if p.first < 0 {
				p.first = i
			}
			p.last = i
		}
	}
	if p.first < 0 {
		return p
	}
	p.titled = titled(tokenize(a.Text, a.Blocks[a.BlockAt(claim.Cover().Start)].Span))
	passages := Quotations(a, whole)
	for i, k := 0, 0; i < len(p.toks) && k < len(passages); i++ {
		for k < len(passages) && passages[k].Span.End <= p.toks[i].span.Start {
			k++
		}
		p.toks[i].quote = k < len(passages) && passages[k].Span.Contains(p.toks[i].span)
	}
	for _, m := range d.In(whole) {
		if m.Kind != annotations.KindActor {
			continue
		}
		f := p.at(m.Cover().Start)
		t := p.at(m.Cover().End - 1)
		if f <= t && t < len(p.toks) && !(p.claimed[f] && p.claimed[t]) {
			p.actors = append(p.actors, actorAt{m, f, t + 1})
		}
	}
	return p
}

// at returns the index of the token at or after a code point.
func (p *passage) at(cp int) int {
	return sort.Search(len(p.toks), func(i int) bool { return p.toks[i].span.End > cp })
}

// tok returns the token at i, or an empty one outside the passage.
func (p *passage) tok(i int) token {
	if i < 0 || i >= len(p.toks) {
		return token{class: breaking}
	}
	return p.toks[i]
}

// free reports whether the token at i is a word or an ending outside the claim.
func (p *passage) free(i int) bool {
	return i >= 0 && i < len(p.toks) && !p.claimed[i] && p.toks[i].class != breaking && p.toks[i].class != point
}

// sentence returns the index of the sentence of the token at i.
func (p *passage) sentence(i int) int {
	return sort.Search(len(p.sentences), func(k int) bool { return p.sentences[k].to > i })
}

// words counts the words between two tokens.
func (p *passage) words(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		if c := p.toks[i].class; c == word || c == number {
			n++
		}
	}
	return n
}

// breaks reports whether a line break lies between two tokens.
func (p *passage) breaks(from, to int) bool {
	for i := from; i < to; i++ {
		if p.toks[i].class == breaking {
			return true
		}
	}
	return false
}

// span returns what tokens cover.
func (p *passage) span(from, to int) annotations.Span {
	return p.doc.Article.Text.Whole(annotations.Span{Start: p.toks[from].span.Start, End: p.toks[to-1].span.End})
}

// helps reports whether the token at i can stand between a subject and its verb: an
// auxiliary, in full or short, or an adverb.
func (p *passage) helps(i int) bool {
	if !p.free(i) {
		return false
	}
	t := p.toks[i]
	if t.class == suffix {
		return !t.possessive() || nominative[p.tok(i-1).lower]
	}
	return t.class == word && (auxiliaries[t.lower] || adverb(t.lower) || t.is("both") || t.is("all") && auxiliaries[p.tok(i-1).lower])
}

// adverb reports whether a word in lower case is an adverb.
func adverb(w string) bool {
	return adverbs[w] || len(w) > 4 && strings.HasSuffix(w, "ly")
}
