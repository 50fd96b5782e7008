package version_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
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

// So they are where paragraphs moved and were edited, whichever lie beside one another.
func TestDiffCoversMoves(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields("the a of minister harbour council police union ferry budget tunnel signed refused warned said 17 40 crews winter vote market"))
	paragraph := rapid.SliceOfN(word, 1, 14)
	rapid.Check(t, func(r *rapid.T) {
		paragraphs := rapid.SliceOfN(paragraph, 2, 7).Draw(r, "old")
		var old, new []string
		for _, p := range paragraphs {
			old = append(old, strings.Join(p, " "))
		}
		for _, p := range rapid.Permutation(paragraphs).Draw(r, "new") {
			if rapid.Bool().Draw(r, "edited") {
				p = slices.Clone(p)
				p[rapid.IntRange(0, len(p)-1).Draw(r, "at")] = rapid.StringMatching(`[b-z]{4}`).Draw(r, "word")
			}
			new = append(new, strings.Join(p, " "))
		}
		a, b := annotations.NewText(strings.Join(old, "\n")), annotations.NewText(strings.Join(new, "\n"))
		covers(t, a, b, version.Diff(a, b))
	})
	for _, c := range []struct{ old, new string }{
		// What lies between two that moved was taken for a part of both: it was lost,
		{
			"d y\nb c e f g c d h i j k l b\nm n o\ni b p n q r i s i t r r u v\nw\nx y u v z l a f f 1 k",
			"w\n507 n o\nx y u v z l a f f 1 k\n936 b p 947 q r i s i t r r u v\n586 614\nb c e f g c d 17 i j k l b",
		},
		// or the end was never reached.
		{
			"c\nc p b e s h i c g p d u b h\nc q p b t\nd a p o k n b\nm t\no c v o e e w v x",
			"c p b e s h i c g p d u b h\n247\no c v o e e w v x\nd a p o k n b\nc q p b t\nm t",
		},
	} {
		a, b := annotations.NewText(c.old), annotations.NewText(c.new)
		covers(t, a, b, version.Diff(a, b))
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("17 people died.", "19 people died.")
	f.Add("a b c d e f g h\nb", "b\na b c d e f g h")
	f.Add("The man. The man. The man.", "The man. The man.")
	f.Add("e\u0301\u0600 1", "\u0301e\r\n\u200d")
	f.Add("one two three four five six seven eight. X", "X. one two three four five six seven eight")
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := annotations.NewText(a), annotations.NewText(b)
		covers(t, old, new, version.Diff(old, new))
	})
}
