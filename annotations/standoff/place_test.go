package standoff

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// TestPlace converts offsets of each unit, inside of characters and out of the text too.
func TestPlace(t *testing.T) {
	text := annotations.NewText("né👍🏽e\u0301x")
	for _, c := range []struct {
		unit       Unit
		start, end int
		want       annotations.Span
		err        error
	}{
		{CodePoints, 1, 4, annotations.Span{Start: 1, End: 4}, nil},
		{CodePoints, 7, 7, annotations.Span{Start: 7, End: 7}, nil},
		{CodePoints, 0, 8, annotations.Span{}, ErrPlace},
		{CodePoints, -1, 2, annotations.Span{}, ErrPlace},
		{CodePoints, 3, 2, annotations.Span{}, ErrPlace},
		{UTF16, 2, 6, annotations.Span{Start: 2, End: 4}, nil},
		{UTF16, 3, 9, annotations.Span{Start: 2, End: 7}, nil},
		{UTF16, 0, 10, annotations.Span{}, ErrPlace},
		{Bytes, 1, 3, annotations.Span{Start: 1, End: 2}, nil},
		{Bytes, 2, 3, annotations.Span{Start: 1, End: 2}, nil},
		{Bytes, 0, 99, annotations.Span{}, ErrPlace},
		{Graphemes, 2, 4, annotations.Span{Start: 2, End: 6}, nil},
		{Graphemes, 4, 5, annotations.Span{Start: 6, End: 7}, nil},
		{Graphemes, 0, 6, annotations.Span{}, ErrPlace},
	} {
		s, err := Place(text, c.unit, c.start, c.end)
		if s != c.want || !errors.Is(err, c.err) {
			t.Errorf("%v %d-%d: %v %v, want %v %v", c.unit, c.start, c.end, s, err, c.want, c.err)
		}
	}
}

// TestUnitOf finds the unit that offsets were counted in, by the quotes.
func TestUnitOf(t *testing.T) {
	count := func(s string, u Unit) int {
		p := annotations.NewText(s)
		switch u {
		case UTF16:
			return p.UTF16(p.Len())
		case Bytes:
			return len(s)
		case Graphemes:
			return len(p.Graphemes(annotations.Span{End: p.Len()}))
		}
		return p.Len()
	}
	parts := []string{"👩‍👩‍👧‍👦", "naïve ", "e\u0301te\u0301 ", "🇩🇪 ", "plain ", "words "}
	text := annotations.NewText(strings.Join(parts, ""))
	for _, unit := range Units {
		var places []Quoted
		at := 0
		for _, p := range parts {
			n := count(p, unit)
			places = append(places, Quoted{at, at + n, p}, Quoted{at, at + 900, ""})
			at += n
		}
		for _, preferred := range Units {
			if got := UnitOf(text, places, preferred); got != unit {
				t.Errorf("%v are taken for %v, of which %v were preferred", unit, got, preferred)
			}
		}
	}
	for _, u := range Units { // nothing to go by
		if got := UnitOf(text, []Quoted{{0, 1, ""}}, u); got != u {
			t.Errorf("%v, not %v", got, u)
		}
		if got := UnitOf(annotations.NewText("plain"), []Quoted{{3, 5, "other"}}, u); got != u {
			t.Errorf("%v, not %v", got, u)
		}
	}
	// A CRLF is one grapheme.
	if got := UnitOf(annotations.NewText("a\r\nb"), []Quoted{{2, 3, "b"}}, CodePoints); got != Graphemes {
		t.Errorf("%v", got)
	}
}

// TestSameWords holds the comparison against what it is short for.
func TestSameWords(t *testing.T) {
	slow := func(a, b string) bool {
		return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
	}
	gen := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", " ", "\n", "\u00a0", "é", "\xff"}), 0, 8).Draw(t, "parts"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := gen.Draw(t, "a"), gen.Draw(t, "b")
		if SameWords(a, b) != slow(a, b) {
			t.Fatalf("%q and %q: %v", a, b, SameWords(a, b))
		}
	})
}

// TestSameWordsLong would take an hour if a long text were gone through for each quote.
func TestSameWordsLong(t *testing.T) {
	blanks := strings.Repeat(" ", 10<<20)
	for range 200_000 {
		if SameWords(blanks, "a") || SameWords("a", blanks) {
			t.Fatal("blanks are words")
		}
	}
	if !SameWords("a"+blanks[:100]+"b", " a b\n") {
		t.Error("an indentation is no white space")
	}
}

// TestProblem writes places as compilers do.
func TestProblem(t *testing.T) {
	for want, p := range map[string]Problem{
		"talks.ann:12:3: T1: it has no place and no words": {File: "talks.ann", Line: 12, Column: 3, What: "T1", Err: ErrNoPlace},
		"12: it has no place and no words":                 {Line: 12, Err: ErrNoPlace},
		"talks.ann: it has no place and no words":          {File: "talks.ann", Column: 3, Err: ErrNoPlace},
	} {
		if p.Error() != want || !errors.Is(p, ErrNoPlace) {
			t.Errorf("%q, want %q", p.Error(), want)
		}
	}
}
