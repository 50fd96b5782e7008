package anchor

import (
	"cmp"
	"slices"
)

const (
	// seedLen is how many tokens in a row must be found once in each text for
	// the texts to be tied there, wherever it is: about half a line.
	seedLen = 8
	// gapCost is what a run of tokens must be worth to be believed inside a
	// stretch that was rewritten.
	gapCost = 9.0
	// nearCost is what each token costs that is left out inside a run.
	nearCost = 1.5
	// fringe is how many tokens beyond a stretch that moved are compared, too: its
	// own first and last words may have been changed.
	fringe = 40
	// mostCells bounds the table in which two rewritten stretches are compared.
	mostCells = 1 << 21
	// mostSlide bounds how far the edge of a change is moved, in tokens.
	mostSlide = 256
	// none stands for a token that has no counterpart.
	none = -1
)

// An alignment pairs tokens of an old text with tokens of a new one. Each has at
// most one counterpart.
type alignment struct {
	lex  *lexicon
	a, b []token
	to   []int32 // for each token of a, its counterpart in b
	from []int32 // and the other way
}

// align compares two texts. Stretches that are in both, once, are tied to each
// other first, also where they moved; what lies between them is compared in order.
func align(lex *lexicon, a, b []token) *alignment {
	al := &alignment{lex: lex, a: a, b: b, to: nones(len(a)), from: nones(len(b))}
	al.ends()
	moved, chain := al.split(al.seeds())
	al.between(moved, false)
	al.between(chain, true)
	al.fray()
	slide(lex, a, al.to, al.from)
	slide(lex, b, al.from, al.to)
	return al
}

func nones(n int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = none
	}
	return s
}

func (al *alignment) pair(i, j int) { al.to[i], al.from[j] = int32(j), int32(i) }

func (al *alignment) same(i, j int) bool { return al.a[i].key == al.b[j].key }

// free reports whether tokens i and j read alike and have no counterpart yet.
func (al *alignment) free(i, j int) bool {
	return al.same(i, j) && al.to[i] == none && al.from[j] == none
}

// ends pairs what the texts begin and end with: after a small change, all the rest.
func (al *alignment) ends() {
	i, n, m := 0, len(al.a), len(al.b)
	for ; i < n && i < m && al.same(i, i); i++ {
		al.pair(i, i)
	}
	for k := 1; i <= n-k && i <= m-k && al.same(n-k, m-k); k++ {
		al.pair(n-k, m-k)
	}
}

// A block is a stretch of tokens that stands in both texts.
type block struct{ a, b, n int }

// seeds pairs stretches that hold seedLen tokens found once in each text, each as
// far as it goes, and returns all blocks that are paired, in the order of a.
func (al *alignment) seeds() []block {
	type tie struct{ a, b int }
	var ties []tie
	once := grams(al.a)
	for h, j := range grams(al.b) {
		if i, ok := once[h]; ok && i != none && j != none {
			ties = append(ties, tie{i, j})
		}
	}
	slices.SortStableFunc(ties, func(x, y tie) int { return cmp.Compare(x.b, y.b) })
	for _, t := range ties {
		n := 0
		for n < seedLen && al.same(t.a+n, t.b+n) && (al.free(t.a+n, t.b+n) || al.to[t.a+n] == int32(t.b+n)) {
			n++
		}
		if n < seedLen {
			continue
		}
		for k := range seedLen {
			al.pair(t.a+k, t.b+k)
		}
	}
	al.spread()
	return al.blocks()
}

// spread extends what is paired to both sides while the texts agree.
func (al *alignment) spread() {
	for i := 1; i < len(al.a); i++ {
		if j := int(al.to[i-1]) + 1; j > 0 && j < len(al.b) && al.free(i, j) {
			al.pair(i, j)
		}
	}
	for i := len(al.a) - 2; i >= 0; i-- {
		if j := int(al.to[i+1]) - 1; j >= 0 && al.free(i, j) {
			al.pair(i, j)
		}
	}
}

// grams returns where each seedLen tokens in a row stand, by their hash, or none
// where they stand twice.
func grams(toks []token) map[uint64]int {
	out := make(map[uint64]int, len(toks))
	const base = 0x9E3779B97F4A7C15
	var h, drop uint64 = 0, 1
	for range seedLen {
		drop *= base
	}
	for i, t := range toks {
		h = h*base + uint64(t.key) + 1
		if i >= seedLen {
			h -= drop * (uint64(toks[i-seedLen].key) + 1)
		}
		if at := i - seedLen + 1; at >= 0 {
			if _, twice := out[h]; twice {
				at = none
			}
			out[h] = at
		}
	}
	return out
}

// blocks returns the paired stretches in the order of a.
func (al *alignment) blocks() []block {
	var out []block
	for i, j := range al.to {
		switch last := len(out) - 1; {
		case j == none:
		case last >= 0 && i == out[last].a+out[last].n && int(j) == out[last].b+out[last].n:
			out[last].n++
		default:
			out = append(out, block{i, int(j), 1})
		}
	}
	return out
}

// split parts the blocks that kept their order, the heaviest chain of them, from
// those that moved. Both come in the order of a.
func (al *alignment) split(blocks []block) (moved, chain []block) {
	byB := make([]int, len(blocks)) // ranks in the order of b
	for i := range byB {
		byB[i] = i
	}
	slices.SortFunc(byB, func(x, y int) int { return cmp.Compare(blocks[x].b, blocks[y].b) })
	rank := make([]int, len(blocks))
	for r, i := range byB {
		rank[i] = r + 1
	}
	// best[r] is the block that ends the heaviest chain among some ranks up to r
	// (a Fenwick tree over maxima).
	best := make([]int, len(blocks)+1)
	weight := make([]int, len(blocks)+1) // of the chain that ends with block i-1
	before := make([]int, len(blocks)+1)
	end := 0
	for i, bl := range blocks {
		top := 0
		for r := rank[i] - 1; r > 0; r -= r & -r {
			if weight[best[r]] > weight[top] {
				top = best[r]
			}
		}
		weight[i+1], before[i+1] = weight[top]+bl.n, top
		for r := rank[i]; r < len(best); r += r & -r {
			if weight[i+1] > weight[best[r]] {
				best[r] = i + 1
			}
		}
		if weight[i+1] > weight[end] {
			end = i + 1
		}
	}
	in := make([]bool, len(blocks)+1)
	for ; end > 0; end = before[end] {
		in[end] = true
	}
	for i, bl := range blocks {
		if in[i+1] {
			chain = append(chain, bl)
		} else {
			moved = append(moved, bl)
		}
	}
	return moved, chain
}

// between compares what lies between neighbouring blocks. Blocks that moved are
// neighbours only where they moved together: nothing that is paired lies between.
func (al *alignment) between(blocks []block, across bool) {
	for k := 1; k < len(blocks); k++ {
		p, q := blocks[k-1], blocks[k]
		if q.b < p.b {
			continue
		}
		a, cleanA := unpaired(al.to, p.a+p.n, q.a)
		b, cleanB := unpaired(al.from, p.b+p.n, q.b)
		if across || cleanA && cleanB {
			al.fill(a, b)
		}
	}
}

// unpaired lists the tokens in [from, end) that have no counterpart, and reports
// whether that is all of them.
func unpaired(to []int32, from, end int) (list []int32, all bool) {
	for i := from; i < end; i++ {
		if to[i] == none {
			list = append(list, int32(i))
		}
	}
	return list, len(list) == end-from
}

// fill pairs tokens of two stretches in order. What lies before and after them is
// paired.
func (al *alignment) fill(a, b []int32) {
	for len(a) > 0 && len(b) > 0 && al.same(int(a[0]), int(b[0])) {
		al.pair(int(a[0]), int(b[0]))
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && al.same(int(a[len(a)-1]), int(b[len(b)-1])) {
		al.pair(int(a[len(a)-1]), int(b[len(b)-1]))
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return
	}
	if len(a)*len(b) <= mostCells {
		al.table(a, b, true, true)
		return
	}
	// Too much for a table: words that stand once on both sides cut it.
	pa, pb := 0, 0
	for _, c := range al.cuts(a, b) {
		al.fill(a[pa:c.a], b[pb:c.b])
		al.pair(int(a[c.a]), int(b[c.b]))
		pa, pb = c.a+1, c.b+1
	}
	if pa > 0 {
		al.fill(a[pa:], b[pb:])
	}
}

// fray compares what follows and precedes each paired stretch and is not yet
// paired, as far as the paragraph goes.
func (al *alignment) fray() {
	for _, bl := range al.blocks() {
		i, j := bl.a+bl.n, bl.b+bl.n
		a := al.loose(al.a, al.to, i, 1)
		b := al.loose(al.b, al.from, j, 1)
		if len(a) > 0 && len(b) > 0 {
			al.table(a, b, true, false)
		}
		a = al.loose(al.a, al.to, bl.a-1, -1)
		b = al.loose(al.b, al.from, bl.b-1, -1)
		if len(a) > 0 && len(b) > 0 {
			slices.Reverse(a)
			slices.Reverse(b)
			al.table(a, b, false, true)
		}
	}
}

// loose lists the tokens from i on, in steps, that have no counterpart, up to the
// end of the paragraph.
func (al *alignment) loose(toks []token, to []int32, i, step int) (list []int32) {
	for ; i > 0 && i < len(toks)-1 && to[i] == none && toks[i].key != breakKey && len(list) < fringe; i += step {
		list = append(list, int32(i))
	}
	return list
}

// cuts returns pairs of words that stand once in each of two stretches, in order.
func (al *alignment) cuts(a, b []int32) []block {
	note := func(toks []token, list []int32) map[int32]int {
		at := make(map[int32]int)
		for i, x := range list {
			if _, twice := at[toks[x].key]; twice {
				i = none
			}
			at[toks[x].key] = i
		}
		return at
	}
	where := note(al.b, b)
	var out []block
	for key, i := range note(al.a, a) {
		if j, ok := where[key]; ok && i != none && j != none && al.lex.words[key].weight > signWeight {
			out = append(out, block{i, j, 1})
		}
	}
	slices.SortFunc(out, func(x, y block) int { return cmp.Compare(x.a, y.a) })
	_, out = al.split(out)
	return out
}

// Where a best pairing of two prefixes comes from: three states, each at a cell of
// the table.
const (
	pairs = iota // it pairs the last tokens of both prefixes
	near         // some tokens were left out since the last pair
	far          // any number was
)

// table pairs tokens of two short stretches so that the weight of what is paired,
// less the cost of what is left out between, is greatest. To leave out a token
// costs nearCost, any number of them gapCost. It knows whether the tokens before
// the stretches (head) and after them (tail) are paired with each other.
func (al *alignment) table(a, b []int32, head, tail bool) {
	const (
		fromBits = 3      // of a pair: the state before it
		nearUp   = 1 << 2 // of near: the token that is left out last is of a, else of b
		nearNear = 1 << 3 // and the state before is near, else pairs
		farUp    = 1 << 4 // of far: likewise, the state before being far
		farPairs = 1 << 5 // or the same cell's pair
	)
	const never = -1e9
	m := len(b) + 1
	row := func() []float32 { return make([]float32, m) }
	p, n, f := row(), row(), row()
	steps := make([]uint8, (len(a)+1)*m)
	credits := make([]float32, m)
	for j := range m {
		p[j] = never
		n[j] = -nearCost * float32(j)
	}
	p[0] = 0
	if !head {
		p[0] = never
		for j := range m {
			n[j] = never
		}
	}
	n[0] = never
	for i := 1; i <= len(a); i++ {
		key := al.a[a[i-1]].key
		weight := al.lex.words[key].weight
		for j := 1; j < m; j++ {
			credits[j] = float32(weight * al.lex.credit(key, al.b[b[j-1]].key))
		}
		at := steps[i*m : (i+1)*m]
		dp, dn, df := p[0], n[0], f[0] // the cell above, to the left
		up := nearUp
		if n[0] > p[0] {
			up |= nearNear
		}
		n[0] = max(n[0], p[0]) - nearCost
		p[0] = never
		at[0] = uint8(up | farUp)
		for j := 1; j < m; j++ {
			step := uint8(0)
			pair := float32(never)
			if credits[j] > 0 {
				pair, step = dp, pairs
				if dn > pair {
					pair, step = dn, near
				}
				if df-gapCost > pair {
					pair, step = df-gapCost, far
				}
				pair += credits[j]
			}
			dp, dn, df = p[j], n[j], f[j]

			out := p[j-1]
			if n[j-1] > out {
				out = n[j-1]
				step |= nearNear
			}
			if above := max(dp, dn); above > out {
				out = above
				step = step&^nearNear | nearUp
				if dn > dp {
					step |= nearNear
				}
			}

			long := f[j-1]
			if df > long {
				long = df
				step |= farUp
			}
			if pair > long {
				long = pair
				step |= farPairs
			}
			p[j], n[j], f[j] = pair, out-nearCost, long
			at[j] = step
		}
	}
	state, last := far, m-1
	if tail {
		best := f[last] - gapCost
		if n[last] > best {
			state, best = near, n[last]
		}
		if p[last] > best {
			state = pairs
		}
	}
	for i, j := len(a), last; i > 0 && j > 0; {
		step := steps[i*m+j]
		switch {
		case state == pairs || state == far && step&farPairs != 0:
			al.pair(int(a[i-1]), int(b[j-1]))
			state = int(step & fromBits)
			i, j = i-1, j-1
		case state == near:
			if step&nearNear == 0 {
				state = pairs
			}
			if step&nearUp != 0 {
				i--
			} else {
				j--
			}
		case step&farUp != 0:
			i--
		default:
			j--
		}
	}
}

// slide moves stretches that only one text has, where the other has nothing in
// their place, to where they begin and end at the seams of a text: which of two
// equal words around it was cut cannot be seen, but whole sentences are likelier.
func slide(lex *lexicon, a []token, to, from []int32) {
	for i := 1; i < len(a)-1; i++ {
		if to[i] != none || to[i-1] == none {
			continue
		}
		j := i
		for j < len(a)-1 && to[j] == none {
			j++
		}
		if to[j] == to[i-1]+1 {
			j = slideOne(lex, a, to, from, i, j)
		}
		i = j
	}
}

// slideOne moves the lone stretch [i, j) and returns where it ends then.
func slideOne(lex *lexicon, a []token, to, from []int32, i, j int) int {
	shift := func(by int) {
		for ; by > 0; by-- { // the first of the stretch takes over from the one after it
			to[i], to[j] = to[j], none
			from[to[i]] = int32(i)
			i, j = i+1, j+1
		}
		for ; by < 0; by++ {
			i, j = i-1, j-1
			to[j], to[i] = to[i], none
			from[to[j]] = int32(j)
		}
	}
	best, bestSeam := 0, seam(lex, a, i)+seam(lex, a, j)
	try := func(by int) {
		if s := seam(lex, a, i+by) + seam(lex, a, j+by); s > bestSeam {
			best, bestSeam = by, s
		}
	}
	for k := 1; k <= mostSlide && j+k < len(a)-1; k++ {
		if to[j+k-1] == none || to[j+k-1] != to[j]+int32(k-1) || a[i+k-1].key != a[j+k-1].key {
			break
		}
		try(k)
	}
	for k := 1; k <= mostSlide && i-k > 0; k++ {
		if to[i-k] == none || to[i-k] != to[i-1]-int32(k-1) || a[i-k].key != a[j-k].key {
			break
		}
		try(-k)
	}
	shift(best)
	return j
}

// seam says how likely a cut before token i is.
func seam(lex *lexicon, a []token, i int) int {
	for back := 1; back <= 2 && i >= back; back++ {
		w := &lex.words[a[i-back].key]
		switch w.text {
		case breakText, edgeText:
			return 4
		case ".", "?", "!", "…", "。", "？", "！", "؟", "।":
			return 3
		case `"`, "'", ")": // may follow the end of a sentence
			continue
		}
		if back == 1 && !w.letter && !w.figure {
			return 1
		}
		break
	}
	return 0
}
