package annotations_test

import (
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

func TestBlockAt(t *testing.T) {
	a := annotationtest.Article("one\n\ntwo\nthree") // blocks [0,3) [5,8) [9,14)
	for cp, want := range map[int]int{-1: 0, 0: 0, 2: 0, 3: 0, 4: 0, 5: 1, 8: 1, 9: 2, 13: 2, 14: 2, 99: 2} {
		if got := a.BlockAt(cp); got != want {
			t.Errorf("BlockAt(%d) = %d, not %d", cp, got, want)
		}
	}
	if got := (annotations.Article{}).BlockAt(0); got != -1 {
		t.Errorf("without blocks: %d", got)
	}
	led := annotationtest.Article("\n\none")
	if got := led.BlockAt(0); got != 0 {
		t.Errorf("before the first block: %d", got)
	}
}

func TestBlocksIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := annotationtest.Article(rapid.StringMatching(`[ab\n]{0,20}`).Draw(t, "text"))
		s := anySpan(a.Text).Draw(t, "span")
		from, to := a.BlocksIn(s)
		if from > to || from < 0 || to > len(a.Blocks) {
			t.Fatalf("[%d,%d) of %d", from, to, len(a.Blocks))
		}
		for i, b := range a.Blocks {
			if in := from <= i && i < to; !s.Empty() && in != b.Span.Overlaps(s) {
				t.Fatalf("block %d, %v, for %v: %v", i, b.Span, s, in)
			}
		}
	})
}
