package anchor

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"pressmark/annotations"
)

const (
	// rareWords is how many words of a quote and its context are looked up to see
	// where in the text it may be, the rarest first.
	rareWords = 8
	// mostHits bounds the places at which these words stand together. A quote whose
	// rarest word stands more often could be anywhere.
	mostHits = 4096
	// mostTries bounds the places that are compared.
	mostTries = 8
	// drift is how many tokens a place may be off what one of its words says,
	// because others were put in or left out.
	drift = 12
	// quoteContext is how many code points of context annotations.Quote keeps: a
	// shorter one ended with the text.
	quoteContext = 32
)

// A Finder finds quotes in one text. It is not safe for concurrent use.
type Finder struct {
	text  annotations.Text
	lex   *lexicon
	toks  []token
	where [][]int32 // for each key, the tokens that have it
}

// NewFinder prepares a text for many quotes.
func NewFinder(t annotations.Text) *Finder {
	f := &Finder{text: t, lex: newLexicon()}
	f.toks = f.lex.tokens(t)
	f.where = make([][]int32, len(f.lex.words))
	for i, t := range f.toks {
		f.where[t.key] = append(f.where[t.key], int32(i))
	}
	return f
}

// Find finds a quote. The hint is where it last was, in code points, or the zero
// span; it decides only between places that are otherwise equal. The error is
// ErrGone, ErrAmbiguous or ErrFigures.
func (f *Finder) Find(q annotations.Quote, hint annotations.Span) (Place, error) {
	if q.Exact == "" {
		return Place{}, ErrGone
	}
	if hint.Start >= 0 && hint.End <= f.text.Len() && f.text.QuoteOf(hint) == q && f.text.Whole(hint) == hint {
		return Place{Span: hint, Found: q.Exact, How: Unmoved, Score: 1}, nil
	}
	p := f.pattern(q)
	if p.from == p.to {
		return Place{}, ErrGone
	}
	candidates, err := f.candidates(p, hint)
	if err != nil {
		return Place{}, err
	}
	var best, next try
	for _, c := range candidates {
		if best.score > 1-leastLead && 2*c.votes < best.votes {
			break
		}
		t := f.try(p, c)
		switch {
		case t.score == 0:
		case best.al != nil && t.start() == best.start():
			if t.score > best.score {
				best = t
			}
		case t.score > best.score, t.score == best.score && t.start() == hint.Start:
			best, next = t, best
		case t.score > next.score:
			next = t
		}
	}
	switch {
	case best.score < leastAlone:
		return Place{}, ErrGone
	case best.score-next.score < leastLead && !(best.score == 1 && best.start() == hint.Start):
		return Place{}, ErrAmbiguous
	}
	return best.al.settle(f.text, best.find, q.Exact, p.lead, hint)
}

// A pattern is a quote in its context as tokens.
type pattern struct {
	toks []token
	frame
	lead  int // code points of the quote before its first token
	drift int // tokens that a place may be off what a word says
}

func (f *Finder) pattern(q annotations.Quote) pattern {
	toks := f.lex.tokens(annotations.NewText(q.Prefix + q.Exact + q.Suffix))
	before := utf8.RuneCountInString(q.Prefix)
	exact := annotations.Span{Start: before, End: before + utf8.RuneCountInString(q.Exact)}
	p := pattern{toks: toks, drift: drift}
	p.from, p.to = covered(toks, exact)
	if p.from == p.to {
		return p
	}
	p.lead = int(toks[p.from].start) - exact.Start
	// A full context was cut out of the text, most likely inside a word; a
	// shorter one began or ended with the text.
	p.after = len(toks)
	alone := q.Prefix == "" && q.Suffix == ""
	if alone { // nothing but the quote's own words can tell two near places apart
		p.drift = 0
	}
	if alone || before >= quoteContext {
		p.before = min(2, p.from)
	}
	if alone || utf8.RuneCountInString(q.Suffix) >= quoteContext {
		p.after = max(len(toks)-2, p.to)
	}
	return p
}

// A candidate is where a pattern may begin, as a token of the text, and the weight
// of the words that say so.
type candidate struct {
	at    int
	votes float64
}

// candidates lists where a pattern may be, the likeliest first.
func (f *Finder) candidates(p pattern, hint annotations.Span) ([]candidate, error) {
	var rare []int
	for i := p.before; i < p.after; i++ {
		if key := p.toks[i].key; int(key) < len(f.where) && len(f.where[key]) > 0 && key > breakKey {
			rare = append(rare, i)
		}
	}
	count := func(i int) int { return len(f.where[p.toks[i].key]) }
	slices.SortStableFunc(rare, func(x, y int) int { return cmp.Compare(count(x), count(y)) })
	if len(rare) > 0 && count(rare[0]) > mostHits {
		return nil, ErrAmbiguous
	}
	var hits []candidate
	for k, i := range rare {
		if k >= rareWords || len(hits)+count(i) > mostHits {
			break
		}
		for _, at := range f.where[p.toks[i].key] {
			hits = append(hits, candidate{int(at) - i, f.lex.words[p.toks[i].key].weight})
		}
	}
	slices.SortStableFunc(hits, func(x, y candidate) int { return cmp.Compare(x.at, y.at) })
	var out []candidate
	for _, h := range hits {
		if last := len(out) - 1; last >= 0 && h.at-out[last].at <= p.drift {
			out[last].votes += h.votes
		} else {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(x, y candidate) int { return cmp.Compare(y.votes, x.votes) })
	out = out[:min(len(out), mostTries)]
	if hint.Start < f.text.Len() && !hint.Empty() {
		i, _ := covered(f.toks, hint)
		out = append(out, candidate{at: i - p.from})
	}
	return out, nil
}

// A try is a pattern compared with one part of the text.
type try struct {
	al *alignment
	find
	votes float64
}

func (t try) start() int { return int(t.al.b[t.from].start) }

// try compares a pattern with the text at a candidate.
func (f *Finder) try(p pattern, c candidate) try {
	lo := min(max(c.at+p.before-p.drift, 0), len(f.toks))
	hi := max(min(c.at+p.after+2*p.drift, len(f.toks)), lo)
	al := &alignment{lex: f.lex, a: p.toks, b: f.toks[lo:hi], to: nones(len(p.toks)), from: nones(hi - lo)}
	if at := p.verbatim(al.b); at != none {
		for i := p.before; i < p.after; i++ {
			al.pair(i, at+i-p.before)
		}
	} else {
		a, _ := unpaired(al.to[:p.after], p.before, p.after)
		b, _ := unpaired(al.from, 0, len(al.b))
		if len(a)*len(b) <= mostCells {
			al.table(a, b, false, false)
		} else {
			al.fill(a, b)
		}
	}
	return try{al, al.locate(p.frame), c.votes}
}

// verbatim returns where in a part of a text the pattern stands token for token,
// or none.
func (p pattern) verbatim(part []token) int {
	toks := p.toks[p.before:p.after]
	for at := 0; at+len(toks) <= len(part); at++ {
		n := 0
		for n < len(toks) && toks[n].key == part[at+n].key {
			n++
		}
		if n == len(toks) {
			return at
		}
	}
	return none
}
