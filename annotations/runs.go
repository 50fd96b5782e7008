package annotations

import "slices"

// A Run is a stretch of text over which the same annotations lie.
type Run struct {
	Span  Span
	Marks []*Annotation // that cover it, outermost first; none where the text is bare
}

// Runs cuts a part of the text into runs: disjoint, in order, and together exactly
// the part. Neighbours differ in their marks.
//
// It sweeps over the ends of all spans: n spans that lie at most d deep cost
// O(n log n + n d).
func Runs(part Span, marks []*Annotation) []Run {
	if part.Empty() {
		return nil
	}
	outer := slices.Clone(marks)
	slices.SortStableFunc(outer, outermost)

	type edge struct {
		at, rank int // rank in outer
		opens    bool
	}
	var edges []edge
	for rank, m := range outer {
		for _, s := range m.Spans {
			if s = s.Intersect(part); !s.Empty() {
				edges = append(edges, edge{s.Start, rank, true}, edge{s.End, rank, false})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return a.at - b.at })

	var runs []Run
	var open []int // ranks, sorted
	at := part.Start
	emit := func(to int) {
		if to == at {
			return
		}
		r := Run{Span: Span{at, to}}
		for _, rank := range open {
			r.Marks = append(r.Marks, outer[rank])
		}
		if last := len(runs) - 1; last >= 0 && slices.Equal(runs[last].Marks, r.Marks) {
			runs[last].Span.End = to
		} else {
			runs = append(runs, r)
		}
		at = to
	}
	for _, e := range edges {
		emit(e.at)
		i, found := slices.BinarySearch(open, e.rank)
		switch {
		case e.opens:
			open = slices.Insert(open, i, e.rank)
		case found:
			open = slices.Delete(open, i, i+1)
		}
	}
	emit(part.End)
	return runs
}

// outermost orders annotations so that what holds another comes before it.
func outermost(a, b *Annotation) int {
	if a.Size() != b.Size() {
		return b.Size() - a.Size()
	}
	return compare(a, b)
}
