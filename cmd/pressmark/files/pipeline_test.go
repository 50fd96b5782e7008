package files

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"
)

// What comes of groups is handed over in their order, whatever the number of workers, and
// no more of their bytes are worked on than there may be.
func TestPipeline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOf(rapid.Int64Range(0, inFlight)).Draw(t, "sizes")
		jobs := rapid.IntRange(1, 5).Draw(t, "jobs")
		fails := rapid.IntRange(-1, 20).Draw(t, "fails")
		var busy atomic.Int64
		next := 0
		bad := errors.New("bad")
		err := Pipeline(context.Background(), jobs, func(yield func(Group, error) bool) {
			for i, n := range sizes {
				if !yield(Group{Root: i, size: n}, nil) {
					return
				}
			}
		}, func(g Group, _ error) int {
			if n := busy.Add(g.size); n > inFlight {
				t.Errorf("%d bytes are worked on", n)
			}
			busy.Add(-g.size)
			return g.Root
		}, func(i int) error {
			if i != next {
				t.Fatalf("%d comes after %d", i, next-1)
			}
			if next++; i == fails {
				return bad
			}
			return nil
		})
		if failed := fails >= 0 && fails < len(sizes); failed != errors.Is(err, bad) || !failed && next != len(sizes) {
			t.Fatalf("%v after %d of %d", err, next, len(sizes))
		}
	})
}
