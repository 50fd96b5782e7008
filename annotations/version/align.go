package version

import "pressmark/annotations"

const (
	// seedLen is how many tokens in a row, found once in each text, tie the texts there.
	// Three words and a sign are seldom said twice in an article; five or more would leave
	// too little to hold on to in texts with a change in every line.
	seedLen = 4
	// mostEdits bounds how many tokens are left out or put in between two ties, in a
	// comparison token by token. What differs more was written anew.
	mostEdits = 512
	// mostStray is the weight below which equal words between two larger changes are taken
	// for chance: "the", "said on" and the like stand in any two sentences.
	mostStray = 24
	// leastMoved is how many tokens in a row must stand elsewhere to have been moved: less
	// than that may be said anew, in other words' company.
	leastMoved = 8
	// mostGap bounds the change, in tokens, between two parts of what moved.
	mostGap = 60
	// none stands for a token that has no counterpart.
	none = -1
)

// An alignment pairs tokens of an old text with tokens of a new one that read alike.
// Pairs are in order in both texts, but for those that moved.
type alignment struct {
	old, new annotations.Text
	lex      *lexicon
	a, b     []token
	to       []int32 // for each token of a, its counterpart in b
	from     []int32 // and the other way
	moves    []move  // in the order of b
	movedBy  []int32 // for each token of a, the move that it is in
}

// A move is a part of the old text that stands elsewhere in the new one: tokens
// [a.from, a.to) became [b.from, b.to).
type move struct{ a, b part }

// A part is a half-open range of tokens.
type part struct{ from, to int }

func (p part) len() int { return p.to - p.from }

// align compares two texts. What is in both and not in the order of both has moved.
func align(old, new annotations.Text) *alignment {
	al, ties := alignInOrder(old, new)
	al.move(ties)
	return al
}

// alignInOrder compares two texts. Their ends are paired first, then what both hold once,
// in the longest order there is, then what lies between. It returns all that both hold
// once, in whatever order.
func alignInOrder(old, new annotations.Text) (*alignment, []tie) {
	lex := newLexicon()
	al := &alignment{old: old, new: new, lex: lex, a: lex.tokens(old), b: lex.tokens(new)}
	al.to, al.from, al.movedBy = nones(len(al.a)), nones(len(al.b)), nones(len(al.a))
	a, b := al.ends(part{0, len(al.a)}, part{0, len(al.b)})
	ties := al.seeds(a, b)
	al.hold(inOrder(ties))
	al.between(a, b)
	al.tidy(a, b)
	slide(lex, al.a, al.to, al.from)
	slide(lex, al.b, al.from, al.to)
	return al, ties
}

func nones(n int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = none
	}
	return s
}

func (al *alignment) pair(i, j int)      { al.to[i], al.from[j] = int32(j), int32(i) }
func (al *alignment) same(i, j int) bool { return al.a[i].key == al.b[j].key }

// free reports whether tokens i and j read alike and have no counterpart yet.
func (al *alignment) free(i, j int) bool {
	return al.same(i, j) && al.to[i] == none && al.from[j] == none
}

func (al *alignment) weight(toks []token) int {
	sum := 0
	for _, t := range toks {
		sum += al.lex.words[t.key].weight
	}
	return sum
}

// ends pairs what two parts begin and end with, and returns what is left of them.
func (al *alignment) ends(a, b part) (part, part) {
	for a.len() > 0 && b.len() > 0 && al.same(a.from, b.from) {
		al.pair(a.from, b.from)
		a.from, b.from = a.from+1, b.from+1
	}
	for a.len() > 0 && b.len() > 0 && al.same(a.to-1, b.to-1) {
		al.pair(a.to-1, b.to-1)
		a.to, b.to = a.to-1, b.to-1
	}
	return a, b
}

// A tie says that token a of the old text is token b of the new one.
type tie struct{ a, b int }

// seeds ties what stands once in each of two parts, seedLen tokens long, in the order
// of the old text.
func (al *alignment) seeds(a, b part) []tie {
	inA, inB := grams(al.a[a.from:a.to]), grams(al.b[b.from:b.to])
	var ties []tie
	each(al.a[a.from:a.to], func(at int, h uint64) {
		if j, ok := inB[h]; ok && j != none && inA[h] != none {
			ties = append(ties, tie{a.from + at, b.from + j})
		}
	})
	return ties
}

// grams returns where each seedLen tokens in a row stand, by their hash, or none where
// they stand twice.
func grams(toks []token) map[uint64]int {
	out := make(map[uint64]int, len(toks))
	each(toks, func(at int, h uint64) {
		if _, twice := out[h]; twice {
			at = none
		}
		out[h] = at
	})
	return out
}

// each yields the hash of each seedLen tokens in a row.
func each(toks []token, yield func(at int, h uint64)) {
	for at := 0; at+seedLen <= len(toks); at++ {
		var h uint64
		for _, t := range toks[at : at+seedLen] {
			h = (h ^ uint64(t.key)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		yield(at, h)
	}
}

// hold pairs the tokens of ties that are in order, as far as they keep it.
func (al *alignment) hold(ties []tie) {
	i, j := none, none // the last pair
	for _, t := range ties {
		for k := range seedLen {
			if t.a+k > i && t.b+k > j && al.same(t.a+k, t.b+k) {
				i, j = t.a+k, t.b+k
				al.pair(i, j)
			}
		}
	}
}

// inOrder returns the most ties that are in the order of both texts.
func inOrder(ties []tie) []tie {
	var tops []int // tops[n] ends the chain of n+1 ties with the least end
	before := make([]int, len(ties))
	for i, t := range ties {
		lo, hi := 0, len(tops)
		for lo < hi {
			if mid := (lo + hi) / 2; ties[tops[mid]].b < t.b {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[i] = none
		if lo > 0 {
			before[i] = tops[lo-1]
		}
		if lo == len(tops) {
			tops = append(tops, i)
		} else {
			tops[lo] = i
		}
	}
	out := make([]tie, len(tops))
	if len(tops) == 0 {
		return out
	}
	for n, i := len(tops)-1, tops[len(tops)-1]; n >= 0; n, i = n-1, before[i] {
		out[n] = ties[i]
	}
	return out
}

// gaps yields the parts of two parts that lie between pairs and are not both empty.
func (al *alignment) gaps(a, b part, yield func(a, b part)) {
	j := b.from
	for i := a.from; i <= a.to; i++ {
		from := i
		for i < a.to && al.to[i] == none {
			i++
		}
		end := b.to
		if i < a.to {
			end = int(al.to[i])
		}
		if from < i || j < end {
			yield(part{from, i}, part{j, end})
		}
		j = end + 1
	}
}

// between compares what lies between the pairs of two parts.
func (al *alignment) between(a, b part) {
	al.gaps(a, b, func(a, b part) { al.fill(a, b) })
}

// fill pairs the tokens of two parts of which nothing is paired.
func (al *alignment) fill(a, b part) {
	if a, b = al.ends(a, b); a.len() > 0 && b.len() > 0 {
		al.myers(a, b)
	}
}
