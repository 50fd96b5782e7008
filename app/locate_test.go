package app

import (
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/app/platform"
)

// What lies between two places of the text lies between the same two on the paper,
// and what is selected there is again that span, but for what blocks do not show.
func TestSpansGoToThePaperAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := someArticle(t)
		if len(a.Blocks) == 0 {
			return
		}
		shown := func(p platform.Point) bool {
			b := a.Text.Slice(a.Blocks[p.Block].Span)
			return p.UTF16 >= 0 && p.UTF16 <= len(utf16.Encode([]rune(b)))
		}
		s := a.Text.Whole(drawSpan(t, a))
		if a.Text.Trim(s).Empty() {
			return
		}
		r := rangeOf(a, s)
		if !shown(r.From) || !shown(r.To) {
			t.Fatalf("%v is at %v, outside its block", s, r)
		}
		back := spanOf(a, r)
		if a.Text.Trim(back) != a.Text.Trim(s) {
			t.Fatalf("%v (%q) comes back as %v (%q)", s, a.Text.Slice(s), back, a.Text.Slice(back))
		}
		if turned := spanOf(a, platform.Range{From: r.To, To: r.From}); turned != back {
			t.Fatalf("selected backwards it is %v, not %v", turned, back)
		}
	})
}

// Whatever is selected on the paper, even inside a character, becomes a mark whose
// quote is the text under it.
func TestSelectionsAreQuoted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := someArticle(t)
		if len(a.Blocks) == 0 {
			return
		}
		draw := func(name string) platform.Point {
			i := rapid.IntRange(0, len(a.Blocks)-1).Draw(t, name+" block")
			n := len(utf16.Encode([]rune(a.Text.Slice(a.Blocks[i].Span))))
			return platform.Point{Block: i, UTF16: rapid.IntRange(0, n).Draw(t, name)}
		}
		s := spanOf(a, platform.Range{From: draw("from"), To: draw("to")})
		for _, s := range []annotations.Span{a.Text.Snap(s), a.Text.Whole(s)} {
			if s.Empty() {
				continue
			}
			n := annotations.NewAnnotation(a, annotations.KindClaim, now(), s)
			if err := a.Check(n); err != nil {
				t.Fatal(err)
			}
			if n.Exact() != a.Text.Slice(s) {
				t.Fatalf("the quote is %q, the text says %q", n.Exact(), a.Text.Slice(s))
			}
		}
	})
}

func TestRangeEndsWithItsBlock(t *testing.T) {
	a := articleOf("One\n\ntwo")
	for _, c := range []struct {
		s    annotations.Span
		want platform.Range
	}{
		{annotations.Span{Start: 0, End: 3}, platform.Range{From: platform.Point{Block: 0, UTF16: 0}, To: platform.Point{Block: 0, UTF16: 3}}},
		{annotations.Span{Start: 0, End: 5}, platform.Range{From: platform.Point{Block: 0, UTF16: 0}, To: platform.Point{Block: 0, UTF16: 3}}},
		{annotations.Span{Start: 4, End: 8}, platform.Range{From: platform.Point{Block: 0, UTF16: 3}, To: platform.Point{Block: 1, UTF16: 3}}},
		{annotations.Span{Start: 5, End: 6}, platform.Range{From: platform.Point{Block: 1, UTF16: 0}, To: platform.Point{Block: 1, UTF16: 1}}},
	} {
		if got := rangeOf(a, c.s); got != c.want {
			t.Errorf("%v is at %v, want %v", c.s, got, c.want)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "123": false, "Moscow שלום": false, "שלום Moscow": true, "“قال”": true, "42 ’ދި": true, "東京": false,
	} {
		if rightToLeft(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestUnion(t *testing.T) {
	if got := (platform.Rect{X: 10, Y: 10, W: 5, H: 5}).Union(platform.Rect{X: 0, Y: 12, W: 12, H: 8}); got != (platform.Rect{X: 0, Y: 10, W: 15, H: 10}) {
		t.Errorf("%+v", got)
	}
}
