package agree

import (
	"cmp"
	"maps"
	"slices"
)

// A Coefficient is a number, or none: see the package's words on what is undefined.
type Coefficient struct {
	Value   float64 // 1 is perfect agreement; of α and κ, 0 is chance, and less is possible
	Defined bool
}

// ratio returns a/b, which is undefined where b is nothing.
func ratio(a, b float64) Coefficient {
	if b == 0 {
		return Coefficient{}
	}
	return Coefficient{a / b, true}
}

// mean returns the mean of those that are defined.
func mean(cs []Coefficient) Coefficient {
	sum, n := 0.0, 0.0
	for _, c := range cs {
		if c.Defined {
			sum += c.Value
			n++
		}
	}
	return ratio(sum, n)
}

// A matrix counts how often two values met. Matrices of different articles add up.
type matrix[V cmp.Ordered] map[[2]V]float64

// meet counts the values of one unit, of any number of annotators, as coincidences:
// each ordered pair of two of them, together as many as there are values.
func (m matrix[V]) meet(values []V) {
	for i, a := range values {
		for j, b := range values {
			if i != j {
				m[[2]V{a, b}] += 1 / float64(len(values)-1)
			}
		}
	}
}

// cells returns the pairs of values that met, in order: sums must not depend on the order
// of a map.
func (m matrix[V]) cells() [][2]V {
	out := slices.Collect(maps.Keys(m))
	sortBy(out, func(a, b [2]V) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out
}

// seen returns the matrix of what the values are seen as.
func seen[V, W cmp.Ordered](m matrix[V], as func(V) W) matrix[W] {
	out := matrix[W]{}
	for _, c := range m.cells() {
		out[[2]W{as(c[0]), as(c[1])}] += m[c]
	}
	return out
}

// margins returns how often the two of a pair differ, the number of pairs, and how often
// each value came first and second.
func (m matrix[V]) margins() (differ, n float64, first, second map[V]float64) {
	first, second = map[V]float64{}, map[V]float64{}
	for _, c := range m.cells() {
		k := m[c]
		first[c[0]] += k
		second[c[1]] += k
		if n += k; c[0] != c[1] {
			differ += k
		}
	}
	return differ, n, first, second
}

// alpha returns Krippendorff's α of nominal values from a matrix of coincidences: one
// minus the observed disagreement over that of values drawn without replacement.
// (K. Krippendorff, Content Analysis, ch. 12)
func (m matrix[V]) alpha() Coefficient {
	differ, n, values, _ := m.margins()
	expected := 0.0
	for _, v := range sorted(values) {
		expected += values[v] * (n - values[v])
	}
	if len(values) < 2 { // rounding must not make a chance of nothing
		return Coefficient{}
	}
	return complement(ratio(differ*(n-1), expected))
}

// kappa returns Cohen's κ from a matrix with each unit once, the value of the first
// annotator and that of the second: one minus the observed disagreement over that of
// annotators who choose values as often, but by chance.
func (m matrix[V]) kappa() Coefficient {
	differ, n, first, second := m.margins()
	expected := 0.0
	for _, v := range sorted(first) {
		expected += first[v] * (n - second[v])
	}
	return complement(ratio(differ*n, expected))
}

// complement returns 1 - c.
func complement(c Coefficient) Coefficient {
	if c.Defined {
		c.Value = 1 - c.Value
	}
	return c
}
