package app

import (
	"testing"

	"pgregory.net/rapid"
)

// Whatever is scrolled to and whichever row is open: the rows that show are in the
// window, and a row's place agrees with its height.
func TestWindowHoldsWhatShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 10_000).Draw(t, "rows")
		w := window{open: -1}
		if n > 0 {
			w.open = rapid.IntRange(-1, n-1).Draw(t, "open")
		}
		w.extra = rapid.IntRange(0, 700).Draw(t, "extra")
		height := rapid.IntRange(1, 1500).Draw(t, "height")
		top := rapid.IntRange(0, max(w.top(n)-height, 0)).Draw(t, "top")

		got := w.at(n, top, height)
		if got.from < 0 || got.from > got.to || got.to > n {
			t.Fatalf("rows %d to %d of %d", got.from, got.to, n)
		}
		if got.to-got.from > height/rowHeight+600/rowHeight+4*chunk {
			t.Fatalf("%d rows are in the page", got.to-got.from)
		}
		for _, y := range []int{top, min(top+height, w.top(n)) - 1} {
			if y < 0 || n == 0 {
				continue
			}
			row := w.row(y)
			if row >= n {
				t.Fatalf("row %d of %d is at %d", row, n, y)
			}
			if row < got.from || row >= got.to {
				t.Fatalf("row %d shows and rows %d to %d are in the page", row, got.from, got.to)
			}
			if y < w.top(row) || y >= w.top(row+1) {
				t.Fatalf("%d is said to be in row %d, which goes from %d to %d", y, row, w.top(row), w.top(row+1))
			}
		}
		if again := got.at(n, top, 0); again != got {
			t.Fatalf("the same place gives %+v, then %+v", got, again)
		}
	})
}
