package anchor

// What tokens are worth. A word is worth its length, because long words are
// rarer; a number is worth a long word, because it is what figures are about.
const (
	longWord     = 8.0 // no word is worth more
	figureWeight = 8.0
	signWeight   = 1.0
	breakWeight  = 2.0
	// similarCredit is the part of its weight that a word earns when it is found
	// again in another spelling.
	similarCredit = 0.6
	// similarShare is how much of the longer of two spellings their common
	// beginning and end must make up.
	similarShare = 0.65
	// shortWord is how many bytes a word must have to be spelt in two ways.
	shortWord = 4
)

// What a place needs to be taken.
const (
	// oneSided weighs the judgement by the better side of the context alone: the
	// other side may have been cut, moved or written anew.
	oneSided = 0.8
	// thinSide is the weight that a side of the context is taken to have at
	// least, so that a comma alone is no proof.
	thinSide = 16.0
	// leastKept is the share of the quote that must still be there.
	leastKept = 0.5
	// leastScore is the score at which a place is taken.
	leastScore = 0.6
	// leastAlone is the same where a quote is all there is: its context is shorter,
	// and the old text is not there to say what else was like it.
	leastAlone = 0.79
	// leastLead is how far the best place must lead the next one.
	leastLead = 0.1
	// mostFigures is the share of a quote above which it is about its numbers:
	// when they differ, it is another quote.
	mostFigures = 0.25
)

// Evidence is what speaks for a place: how much of the quote and of the text
// before and after it was found there, out of how much, in weights of tokens.
type evidence struct {
	inside, before, after portion
}

// A portion is a part that was found of a whole.
type portion struct{ found, of float64 }

func (p portion) share() float64 {
	if p.of == 0 {
		return 1
	}
	return p.found / p.of
}

func (p portion) plus(o portion) portion { return portion{p.found + o.found, p.of + o.of} }

// score judges the evidence from 0 to 1. It never rises when less is found.
func (e evidence) score() float64 {
	if e.inside.share() < leastKept {
		return 0
	}
	side := func(p portion) float64 {
		p.of = max(p.of, thinSide)
		return e.inside.plus(p).share()
	}
	both := e.inside.plus(e.before).plus(e.after).share()
	return max(both, oneSided*side(e.before), oneSided*side(e.after))
}

// credit returns the part of its weight that token a earns by matching b.
func (l *lexicon) credit(a, b int32) float64 {
	switch {
	case a == b, max(a, b) == breakKey: // where a text begins, a paragraph does
		return 1
	case l.similar(a, b):
		return similarCredit
	}
	return 0
}

// similar reports whether two words may be spellings or forms of one. Numbers
// never are.
func (l *lexicon) similar(a, b int32) bool {
	v, w := &l.words[a], &l.words[b]
	if !v.letter || !w.letter {
		return false
	}
	s, t := v.text, w.text
	if len(s) > len(t) {
		s, t = t, s
	}
	if float64(len(s)) < similarShare*float64(len(t)) || len(s) < shortWord {
		return false
	}
	head := 0
	for head < len(s) && s[head] == t[head] {
		head++
	}
	tail := 0
	for tail < len(s)-head && s[len(s)-1-tail] == t[len(t)-1-tail] {
		tail++
	}
	return float64(head+tail) >= similarShare*float64(len(t))
}
