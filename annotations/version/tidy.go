package version

// A run is a stretch of pairs without a gap, in the order of both texts.
type run struct{ a, b, n int }

// tidy takes apart what was paired by chance: few words in common between two larger
// changes.
func (al *alignment) tidy(a, b part) {
	type kept struct {
		run
		weight int
		before int // weight of the change before it
	}
	var runs []kept
	change := 0 // weight of the change since the last run
	settle := func() {
		for len(runs) > 0 {
			last := runs[len(runs)-1]
			if last.weight >= min(mostStray, last.before, change) {
				return
			}
			for k := range last.n {
				al.to[last.a+k], al.from[last.b+k] = none, none
			}
			change += last.before + last.weight
			runs = runs[:len(runs)-1]
		}
	}
	i, j := a.from, b.from
	for {
		from := part{i, j}
		for i < a.to && al.to[i] == none {
			i++
		}
		j = b.to
		if i < a.to {
			j = int(al.to[i])
		}
		change += max(al.weight(al.a[from.from:i]), al.weight(al.b[from.to:j]))
		settle()
		if i == a.to {
			return
		}
		r := kept{run: run{i, j, 0}, before: change}
		for i < a.to && int(al.to[i]) == j {
			i, j, r.n = i+1, j+1, r.n+1
		}
		r.weight = al.weight(al.a[r.a:i])
		runs, change = append(runs, r), 0
	}
}

// mostSlide bounds how far the edge of a change is moved, in tokens: to the other end of
// a long sentence.
const mostSlide = 64

// slide moves stretches that only one text has to where a sentence or paragraph begins
// and ends: which of two equal words around a cut was cut cannot be seen, but whole
// sentences are likelier.
func slide(lex *lexicon, a []token, to, from []int32) {
	for i := 1; i < len(a)-1; i++ {
		if to[i] != none || to[i-1] == none {
			continue
		}
		j := i
		for j < len(a) && to[j] == none {
			j++
		}
		if j < len(a) && to[j] == to[i-1]+1 {
			j += shift(a, to, from, i, j, bestShift(lex, a, to, i, j))
		}
		i = j
	}
}

// bestShift returns by how many tokens the lone stretch [i, j) is to be moved.
func bestShift(lex *lexicon, a []token, to []int32, i, j int) int {
	best, most := 0, seam(lex, a, i)+seam(lex, a, j)
	try := func(by int) {
		if s := seam(lex, a, i+by) + seam(lex, a, j+by); s > most {
			best, most = by, s
		}
	}
	paired := func(x, y int) bool { return to[x] != none && to[y] == to[x]+1 }
	for k := 0; k < mostSlide && j+k < len(a) && a[i+k].key == a[j+k].key && (k == 0 || paired(j+k-1, j+k)); k++ {
		try(k + 1)
	}
	for k := 1; k <= mostSlide && i-k >= 0 && a[i-k].key == a[j-k].key && (k == 1 || paired(i-k, i-k+1)); k++ {
		try(-k)
	}
	return best
}

// shift moves the lone stretch [i, j) by some tokens, and returns by how many.
func shift(a []token, to, from []int32, i, j, by int) int {
	for k := 0; k < by; k++ { // the first of the stretch takes over from the one after it
		to[i+k], to[j+k] = to[j+k], none
		from[to[i+k]] = int32(i + k)
	}
	for k := 1; k <= -by; k++ {
		to[j-k], to[i-k] = to[i-k], none
		from[to[j-k]] = int32(j - k)
	}
	return by
}

// seam says how likely a cut before token i is.
func seam(lex *lexicon, a []token, i int) int {
	switch {
	case i == 0 || i == len(a) || a[i-1].key == breakKey:
		return 4
	case a[i].key == breakKey:
		return 2
	}
	w := lex.words[a[i-1].key]
	closing := w.sign && !w.ends && a[i-1].end < a[i].start && i > 1 && lex.words[a[i-2].key].ends // a quotation mark, say
	switch {
	case w.ends || closing:
		return 3
	case w.sign:
		return 1
	}
	return 0
}
