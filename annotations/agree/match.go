package agree

import (
	"cmp"
	"slices"

	"pressmark/annotations"
)

// An overlap is two items of one label in different layers that share code points.
type overlap struct {
	a, b  int     // of the items, a before b
	share float64 // of the code points of either those of both; 1: the same spans
}

// overlaps returns the overlaps among items, the best first, then in text order.
func overlaps(items []item) []overlap {
	var out []overlap
	for i, a := range items {
		for j := i + 1; j < len(items) && items[j].start() < a.end(); j++ {
			b := items[j]
			if a.layer == b.layer || a.label != b.label {
				continue
			}
			if n := shared(a.spans, b.spans); n > 0 {
				out = append(out, overlap{i, j, float64(n) / float64(a.size+b.size-n)})
			}
		}
	}
	sortBy(out, func(x, y overlap) int { return cmp.Or(cmp.Compare(y.share, x.share), x.a-y.a, x.b-y.b) })
	return out
}

// shared returns how many code points two lists of spans share; each is in order.
func shared(a, b []annotations.Span) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		n += max(a[0].Intersect(b[0]).Len(), 0)
		if a[0].End < b[0].End {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return n
}

// A count is how many items of two layers are matched, and how many there are.
type count struct{ matched, first, second float64 }

func (c count) precision() Coefficient { return ratio(c.matched, c.second) }
func (c count) recall() Coefficient    { return ratio(c.matched, c.first) }
func (c count) f1() Coefficient        { return ratio(2*c.matched, c.first+c.second) }

func (c count) add(o count) count {
	return count{c.matched + o.matched, c.first + o.first, c.second + o.second}
}

// match counts, for each label, what is matched between two layers: with the same spans,
// and at all.
func match(items []item, overlaps []overlap, first, second int) (exact, touching map[Label]count) {
	all, same, some := map[Label]count{}, map[Label]float64{}, map[Label]float64{}
	for _, x := range items {
		switch c := all[x.label]; x.layer {
		case first:
			all[x.label] = c.add(count{first: 1})
		case second:
			all[x.label] = c.add(count{second: 1})
		}
	}
	taken := make([]bool, len(items))
	for _, o := range overlaps {
		a, b := items[o.a], items[o.b]
		if min(a.layer, b.layer) != min(first, second) || max(a.layer, b.layer) != max(first, second) || taken[o.a] || taken[o.b] {
			continue
		}
		taken[o.a], taken[o.b] = true, true
		if some[a.label]++; o.share == 1 {
			same[a.label]++
		}
	}
	exact, touching = map[Label]count{}, map[Label]count{}
	for label, c := range all {
		exact[label] = count{same[label], c.first, c.second}
		touching[label] = count{some[label], c.first, c.second}
	}
	return exact, touching
}

// A member is an annotation in a group.
type member struct {
	layer int
	mark  *annotations.Annotation
}

// A group is annotations of one kind that are taken for one: in the order of layers, of
// each layer at most one.
type group []member

// apart reports whether no layer has a member in both groups.
func (g group) apart(o group) bool {
	for _, m := range g {
		if slices.ContainsFunc(o, func(n member) bool { return n.layer == m.layer }) {
			return false
		}
	}
	return true
}

// join returns the members of both groups.
func (g group) join(o group) group {
	out := slices.Concat(g, o)
	sortBy(out, func(a, b member) int { return a.layer - b.layer })
	return out
}

// exact reports whether all members have the same spans.
func (g group) exact() bool {
	for _, m := range g[1:] {
		if !slices.Equal(m.mark.Spans, g[0].mark.Spans) {
			return false
		}
	}
	return true
}

// groups puts annotations together, the best overlap first; those that overlap none are
// alone. The groups are in the order of their first items.
func groups(items []item, overlaps []overlap) []group {
	at := make([]int, len(items)) // of each item its group
	all := make([]group, len(items))
	members := make([][]int, len(items)) // of each group its items
	for i, x := range items {
		at[i], all[i], members[i] = i, group{{x.layer, x.mark}}, []int{i}
	}
	for _, o := range overlaps {
		a, b := min(at[o.a], at[o.b]), max(at[o.a], at[o.b])
		if a == b || items[o.a].label == Cue || !all[a].apart(all[b]) {
			continue
		}
		all[a], members[a] = all[a].join(all[b]), append(members[a], members[b]...)
		for _, i := range members[b] {
			at[i] = a
		}
		all[b] = nil
	}
	var out []group
	for i, g := range all {
		if g != nil && items[i].label != Cue {
			out = append(out, g)
		}
	}
	return out
}
