package version

import (
	"cmp"
	"slices"
)

// move pairs what the ties say stands elsewhere: stretches of leastMoved tokens, and the
// little that was changed between and around them in their paragraph.
func (al *alignment) move(ties []tie) {
	var runs []run
	for _, t := range ties {
		if r := al.grow(t); r.n >= leastMoved {
			for k := range r.n {
				al.pair(r.a+k, r.b+k)
			}
			runs = append(runs, r)
		}
	}
	slices.SortStableFunc(runs, func(x, y run) int { return cmp.Compare(x.b, y.b) })
	for _, r := range runs {
		m := move{part{r.a, r.a + r.n}, part{r.b, r.b + r.n}}
		if last := len(al.moves) - 1; last >= 0 && al.near(al.moves[last], m) {
			al.moves[last].a.to, al.moves[last].b.to = m.a.to, m.b.to
			continue
		}
		al.moves = append(al.moves, m)
	}
	for i := range al.moves {
		al.moves[i] = al.widen(al.moves[i])
		a, b := al.moves[i].a, al.moves[i].b
		al.between(a, b)
		al.tidy(a, b)
		for x := a.from; x < a.to; x++ {
			al.movedBy[x] = int32(i)
		}
	}
}

// grow returns the stretch around a tie that reads alike and has no counterpart yet.
func (al *alignment) grow(t tie) run {
	for k := range seedLen {
		if !al.free(t.a+k, t.b+k) {
			return run{}
		}
	}
	r := run{t.a, t.b, seedLen}
	for r.a > 0 && r.b > 0 && al.free(r.a-1, r.b-1) {
		r.a, r.b, r.n = r.a-1, r.b-1, r.n+1
	}
	for r.a+r.n < len(al.a) && r.b+r.n < len(al.b) && al.free(r.a+r.n, r.b+r.n) {
		r.n++
	}
	return r
}

// near reports whether two moves, n after m in the new text, are one with a change in it.
func (al *alignment) near(m, n move) bool {
	a, b := part{m.a.to, n.a.from}, part{m.b.to, n.b.from}
	return a.len() >= 0 && a.len() <= mostGap && b.len() <= mostGap && al.bare(a, b)
}

// bare reports whether nothing of two parts has a counterpart.
func (al *alignment) bare(a, b part) bool {
	paired := func(x int32) bool { return x != none }
	return !slices.ContainsFunc(al.to[a.from:a.to], paired) && !slices.ContainsFunc(al.from[b.from:b.to], paired)
}

// widen extends a move to both ends of its paragraph, where nothing there has another
// counterpart. What lies beyond a break that the move itself begins or ends with is another
// paragraph, and may be another move's.
func (al *alignment) widen(m move) move {
	a, b := m.a.from, m.b.from
	first, last := al.a[m.a.from].key, al.a[m.a.to-1].key
	for a > 0 && al.to[a-1] == none && al.a[a-1].key != breakKey {
		a--
	}
	for b > 0 && al.from[b-1] == none && al.b[b-1].key != breakKey {
		b--
	}
	if first != breakKey && begins(al.a, a) && begins(al.b, b) && m.a.from-a <= mostGap && m.b.from-b <= mostGap {
		m.a.from, m.b.from = a, b
	}
	a, b = m.a.to, m.b.to
	for a < len(al.a) && al.to[a] == none && al.a[a].key != breakKey {
		a++
	}
	for b < len(al.b) && al.from[b] == none && al.b[b].key != breakKey {
		b++
	}
	if last != breakKey && ended(al.a, a) && ended(al.b, b) && a-m.a.to <= mostGap && b-m.b.to <= mostGap {
		m.a.to, m.b.to = a, b
	}
	return m
}

// begins and ended report whether a paragraph begins, or has ended, before token i.
func begins(toks []token, i int) bool { return i == 0 || toks[i-1].key == breakKey }
func ended(toks []token, i int) bool {
	return i == len(toks) || toks[i].key == breakKey
}
