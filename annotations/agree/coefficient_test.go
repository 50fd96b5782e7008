package agree

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// α of published and hand-computed reliability data. Each line is an annotator, each
// column a unit, a star a missing value.
func TestAlpha(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       Coefficient
	}{
		{"Krippendorff 2011, D: four observers, values missing", `
			1 2 3 3 2 1 4 1 2 * * *
			1 2 3 3 2 2 4 1 2 5 * 3
			* 3 3 3 2 3 4 2 2 5 1 *
			1 2 3 3 2 4 4 1 2 5 1 *`, Coefficient{0.743, true}},
		{"Krippendorff 2011, A: two observers, two values", `
			0 1 0 0 0 0 0 0 1 0
			1 1 1 0 0 1 0 0 0 0`, Coefficient{0.095, true}},
		{"Krippendorff 2011, B: two observers, five values", `
			a a b b d c c c e d d a
			b a b b b c c c e d d d`, Coefficient{0.692, true}},
		// o(x,y) = 1 twice, n = 4, n(x) = n(y) = 2: 1 - 3·2/8
		{"never alike", `
			x y
			y x`, Coefficient{-0.5, true}},
		{"alike", `
			x y *
			x y x`, Coefficient{1, true}},
		{"nothing varies", `
			x x
			x x`, Coefficient{}},
		{"what one said alone counts for nothing", `
			x * y
			* x y`, Coefficient{}},
		{"nobody said anything", `
			*
			*`, Coefficient{}},
	} {
		m := matrix[string]{}
		for _, unit := range columns(c.data) {
			m.meet(unit)
		}
		if got := m.alpha(); got.Defined != c.want.Defined || math.Abs(got.Value-c.want.Value) > 0.0005 {
			t.Errorf("%s: α = %v, want %v", c.name, got, c.want)
		}
	}
}

// columns returns the values of each unit that are there.
func columns(data string) [][]string {
	var out [][]string
	for line := range strings.Lines(strings.TrimSpace(data)) {
		for i, v := range strings.Fields(line) {
			if i == len(out) {
				out = append(out, nil)
			}
			if v != "*" {
				out[i] = append(out[i], v)
			}
		}
	}
	return out
}

// κ of textbook tables: rows are what the first says, columns what the second says.
func TestKappa(t *testing.T) {
	for _, c := range []struct {
		name  string
		table [][]float64
		want  Coefficient
	}{
		// po = 35/50, pe = (25·30 + 25·20)/50² = 0.5
		{"50 applications", [][]float64{{20, 5}, {10, 15}}, Coefficient{0.4, true}},
		// po = 0.6 in both, but other margins: pe = 0.54 and 0.46
		{"100, alike margins", [][]float64{{45, 15}, {25, 15}}, Coefficient{0.1304, true}},
		{"100, unlike margins", [][]float64{{25, 35}, {5, 35}}, Coefficient{0.2593, true}},
		// Cohen 1960: po = 0.70, pe = 0.41
		{"Cohen 1960, 200 patients", [][]float64{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, Coefficient{0.4915, true}},
		{"alike", [][]float64{{3, 0}, {0, 2}}, Coefficient{1, true}},
		{"nothing varies", [][]float64{{3, 0}, {0, 0}}, Coefficient{}},
		{"one varies", [][]float64{{3, 1}, {0, 0}}, Coefficient{0, true}},
		{"nothing", nil, Coefficient{}},
	} {
		m := matrix[int]{}
		for i, row := range c.table {
			for j, n := range row {
				if n > 0 {
					m[[2]int{i, j}] = n
				}
			}
		}
		if got := m.kappa(); got.Defined != c.want.Defined || math.Abs(got.Value-c.want.Value) > 0.0001 {
			t.Errorf("%s: κ = %v, want %v", c.name, got, c.want)
		}
	}
}

// However units are split up, their matrices add up to one; and α is what its definition
// says, pair by pair.
func TestMatricesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(0, 3), 0, 5), 0, 30).Draw(t, "units")
		cut := rapid.IntRange(0, len(units)).Draw(t, "cut")
		whole, left, right := matrix[int]{}, matrix[int]{}, matrix[int]{}
		for i, u := range units {
			whole.meet(u)
			if i < cut {
				left.meet(u)
			} else {
				right.meet(u)
			}
		}
		for c, n := range right {
			left[c] += n
		}
		if a, b := whole.alpha(), left.alpha(); a.Defined != b.Defined || math.Abs(a.Value-b.Value) > 1e-9 {
			t.Fatalf("%v whole, %v in parts", a, b)
		}
		if a, b := whole.alpha(), defined(units); a.Defined != b.Defined || math.Abs(a.Value-b.Value) > 1e-9 {
			t.Fatalf("%v, by definition %v", a, b)
		}
	})
}

// defined is α without a matrix: the mean difference of values in a unit, each unit
// weighed by its values, over that of all values.
func defined(units [][]int) Coefficient {
	var all []int
	observed, expected := 0.0, 0.0
	for _, u := range units {
		if len(u) < 2 {
			continue
		}
		all = append(all, u...)
		differ := 0
		for i := range u {
			for j := range u {
				if u[i] != u[j] {
					differ++
				}
			}
		}
		observed += float64(differ) / float64(len(u)-1)
	}
	for i := range all {
		for j := range all {
			if all[i] != all[j] {
				expected++
			}
		}
	}
	n := float64(len(all))
	return complement(ratio(observed*(n-1), expected))
}
