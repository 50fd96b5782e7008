package picture

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

func TestClip(t *testing.T) {
	for _, c := range []struct {
		text string
		room float64
		want string
	}{
		{"", 100, ""},
		{"Korvan", 100, "Korvan"},
		{" two \n\t words ", 100, "two words"},
		{"a\x00b\x1b[31mc\ufffe\uffff", 100, "ab[31mc"},
		{"\xff", 100, "\ufffd"},
		{"The dam is safe, they say", 90, "The dam is…"},
		{"The dam is safe", 5, "…"},
		{"国家防汛抗旱", 66, "国家防…"},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", 40, "e\u0301e\u0301e\u0301…"},
		{"👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 100, "👨‍👩‍👧‍👦…"},
		{"dam" + strings.Repeat("\u0301", 170), 41, "da…"},
	} {
		if got := labelFace.clip(c.text, c.room); got != c.want {
			t.Errorf("%q in %g: %q, not %q", c.text, c.room, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		lines int
		want  []string
	}{
		{"", 2, nil},
		{"The dam is safe", 2, []string{"The dam is", "safe"}},
		{"The dam is safe and will remain so", 2, []string{"The dam is", "safe and…"}},
		{"国家防汛抗旱总指挥部", 2, []string{"国家防汛抗", "旱总指挥部"}},
		{"Donaudampfschifffahrt", 3, []string{"Donaudampf", "schifffahrt"}},
	} {
		if got := labelFace.wrap(c.text, 82, c.lines); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, not %q", c.text, got, c.want)
		}
	}
}

// A clipped text fits, holds whole graphemes of the text's beginning, and is as it
// was if it has the room.
func TestClipLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := text().Draw(t, "text")
		room := rapid.Float64Range(0, 700).Draw(t, "room")
		got := labelFace.clip(s, room)
		if w := labelFace.measure(got); w > max(room, labelFace.measure(ellipsis)) {
			t.Fatalf("%q is %g wide in %g", got, w, room)
		}
		whole := clean(s)
		head, clipped := strings.CutSuffix(got, ellipsis)
		if got == whole {
			return
		}
		if !clipped || !strings.HasPrefix(whole, head) {
			t.Fatalf("%q of %q", got, whole)
		}
		at := utf8.RuneCountInString(head)
		if s := annotations.NewText(whole).Whole(annotations.Span{Start: at, End: at}); s.Start != at {
			t.Fatalf("%q splits a grapheme of %q", got, whole)
		}
	})
}

func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := clean(text().Draw(t, "text"))
		bytes := rapid.IntRange(-5, 200).Draw(t, "bytes")
		got := cut(s, bytes)
		if n := escapedLen(got); n > max(bytes, 0) {
			t.Fatalf("%q has %d bytes, not %d", got, n, bytes)
		}
		if head := strings.TrimSuffix(got, ellipsis); got != s && !strings.HasPrefix(s, head) {
			t.Fatalf("%q of %q", got, s)
		}
		if escapedLen(s) <= bytes && got != s {
			t.Fatalf("%q was cut to %q", s, got)
		}
	})
}

func TestRightToLeft(t *testing.T) {
	for s, want := range map[string]bool{"": false, "Korvan": false, "1. السدود": true, "“שלום” he said": true, "He said “שלום”": false, "国": false} {
		if rightToLeft(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int][2]string{
		0: {"0", "0"}, 999: {"999", "999"}, 1000: {"1,000", "1,000"}, 999_999: {"999,999", "999,999"}, 1_000_000: {"1,000,000", "1.0m"},
		12_345_678: {"12,345,678", "12m"}, 999_600_000: {"999,600,000", "1.0bn"}, 5_000_000_000: {"5,000,000,000", "5.0bn"},
		math.MaxInt: {"9,223,372,036,854,775,807", "9,223,372tn"},
	} {
		if got := [2]string{words.Group(n), short(n)}; got != want {
			t.Errorf("%d: %q, not %q", n, got, want)
		}
	}
	for want, c := range map[string][2]float64{"0%": {0, 5}, "100%": {5, 5}, "<1%": {1, 1000}, ">99%": {999, 1000}, "33%": {1, 3}, "67%": {2, 3}, "1%": {5, 1000}, "99%": {99, 100}} {
		if got := percent(c[0], c[1]); got != want {
			t.Errorf("%g of %g: %s, not %s", c[0], c[1], got, want)
		}
	}
}
