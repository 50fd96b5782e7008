package agree

import (
	"cmp"
	"maps"
	"slices"
	"sort"
)

// order is a list to be sorted. The generic sorts of slices are compiled anew for each type,
// twenty kilobytes of a browser's program each; this one is there once.
type order struct {
	n    int
	less func(i, j int) bool
	swap func(i, j int)
}

func (o order) Len() int           { return o.n }
func (o order) Less(i, j int) bool { return o.less(i, j) }
func (o order) Swap(i, j int)      { o.swap(i, j) }

// sortBy sorts a list by a comparison that tells all of its elements apart.
func sortBy[T any](list []T, compare func(a, b T) int) {
	sort.Sort(order{len(list),
		func(i, j int) bool { return compare(list[i], list[j]) < 0 },
		func(i, j int) { list[i], list[j] = list[j], list[i] },
	})
}

// sorted returns the keys of a map in order.
func sorted[V cmp.Ordered](m map[V]float64) []V {
	out := slices.Collect(maps.Keys(m))
	sortBy(out, cmp.Compare[V])
	return out
}
