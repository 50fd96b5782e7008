package version_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// covers holds stretches to what is promised of them: together they are both texts, and
// what is equal has the same words.
func covers(t testing.TB, old, new annotations.Text, stretches []version.Stretch) {
	t.Helper()
	at, inOrder := 0, 0
	from := map[int]version.Stretch{}
	for _, s := range stretches {
		if s.New.Start != at || s.New.End < at {
			t.Fatalf("new: %v after %d", s.New, at)
		}
		at = s.New.End
		if !s.Moved && s.Op != version.Deleted {
			if s.Old.Start < inOrder {
				t.Fatalf("%v is out of order and has not moved", s)
			}
			inOrder = s.Old.End
		}
		if !s.Old.Empty() {
			from[s.Old.Start] = s
		}
		if old.Len() < 5000 && (old.Whole(s.Old) != s.Old || new.Whole(s.New) != s.New) {
			t.Fatalf("%v splits a cluster", s)
		}
		switch {
		case s.Op == version.Equal && (s.Old.Empty() || s.New.Empty()),
			s.Op == version.Replaced && (s.Old.Empty() || s.New.Empty()),
			s.Op == version.Deleted && (s.Old.Empty() || !s.New.Empty()),
			s.Op == version.Inserted && (!s.Old.Empty() || s.New.Empty()):
			t.Fatalf("%v", s)
		}
		if s.Op == version.Equal {
			for _, x := range version.Segments(old.Slice(s.Old), new.Slice(s.New)) {
				if x.Op != version.Equal {
					t.Fatalf("equal: %q and %q", old.Slice(s.Old), new.Slice(s.New))
				}
			}
		}
	}
	if at != new.Len() {
		t.Fatalf("new: %d of %d", at, new.Len())
	}
	for at = 0; at < old.Len(); at = from[at].Old.End {
		if from[at].Old.Empty() {
			t.Fatalf("old: nothing at %d", at)
		}
	}
}

func TestSegments(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"", "a word", "{+a word+}"},
		{"a word", "", "{-a word-}"},
		{"17 people died", "19 people died", "{-17-}{+19+} people died"},
		{"It was over.", "It was not over.", "It was {+not +}over."},
		{"It was not over.", "It was over.", "It was {-not -}over."},
		{"He said so on Monday.", "He said so.", "He said so{- on Monday-}."},
		{"The first sentence. The second one. The third.", "The first sentence. The third.", "The first sentence. {-The second one. -}The third."},
		{"said \"no\" - twice...", "said “no” — twice…", "said “no” — twice…"},
		{"the minister refused to comment at once", "a spokesman for the party denied all of the reports", "{-the minister refused to comment at once-}{+a spokesman for the party denied all of the reports+}"},
		{"Smith's view", "Smythe's view", "{-Smith-}{+Smythe+}'s view"},
		{"€5 fee", "€6 fee", "€{-5-}{+6+} fee"},
		{"one 👩‍👧 two", "one 👩‍👦 two", "one {-👩‍👧-}{+👩‍👦+} two"},
		{" \n", "x", "{- \n-}{+x+}"},
	} {
		if got := inline(version.Segments(c.old, c.new)); got != c.want {
			t.Errorf("%q to %q:\ngot  %s\nwant %s", c.old, c.new, got, c.want)
		}
	}
}

// A paragraph that stands elsewhere has moved, also with a number changed in it.
func TestDiffMoved(t *testing.T) {
	const a, b, c = "The first paragraph speaks of boats and of the weather at sea.\n", "Then 12 lines were written about the harbour and its 40 cranes.\n", "The end is about nothing that anybody would remember."
	old, new := annotations.NewText(a+b+c), annotations.NewText(strings.Replace(b, "40", "41", 1)+a+c)
	moved := ""
	for _, s := range version.Diff(old, new) {
		if s.Moved {
			moved += s.Op.String() + " " + new.Slice(s.New) + "|"
		}
	}
	if want := "equal Then 12 lines were written about the harbour and its |replaced 41|equal  cranes.|"; moved != want {
		t.Errorf("%q, not %q", moved, want)
	}
}

// Stretches are both texts, whatever these are; of equal texts there is one.
func TestDiffCovers(t *testing.T) {
	pieces := rapid.SliceOf(rapid.SampledFrom([]string{
		"the ", "the ", "a ", "ship ", "17 ", "19 ", ". ", "\n\n", "“", "”", "said ", "Marsh's ", "é", "e\u0301 ", "👩‍👧", "🇩🇪", "\u200d", "\u0600", "\r\n", "\u202f", "中文", "...", "x\u00ad", "(", "\u00a0",
	}))
	rapid.Check(t, func(r *rapid.T) {
		a, b := pieces.Draw(r, "old"), pieces.Draw(r, "new")
		if rapid.Bool().Draw(r, "edited") {
			i := rapid.IntRange(0, len(a)).Draw(r, "from")
			j := rapid.IntRange(i, len(a)).Draw(r, "to")
			k := rapid.IntRange(0, len(a)).Draw(r, "put")
			b = append(append(append([]string{}, a[:i]...), b...), a[j:]...)
			b = append(b, a[:k]...)
		}
		old, new := annotations.NewText(strings.Join(a, "")), annotations.NewText(strings.Join(b, ""))
		covers(t, old, new, version.Diff(old, new))
		if same := version.Diff(old, old); old.Len() > 0 && (len(same) != 1 || same[0].Op != version.Equal) {
			t.Errorf("a text and itself: %v", same)
		}
	})
}

func FuzzDiff(f *testing.F) {
	f.Add("17 people died.", "19 people died.")
	f.Add("a b c d e f g h\nb", "b\na b c d e f g h")
	f.Add("The man. The man. The man.", "The man. The man.")
	f.Add("e\u0301\u0600 1", "\u0301e\r\n\u200d")
	f.Add("one two three four five six seven eight. X", "X. one two three four five six seven eight")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := annotations.NewText(a), annotations.NewText(b)
		covers(t, old, new, version.Diff(old, new))
	})
}
