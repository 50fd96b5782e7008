package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// articleOf is an article whose paragraphs are the lines of a text that hold
// anything.
func articleOf(text string) annotations.Article {
	a := annotations.Article{ID: annotations.NewID(), Title: "A test", Text: annotations.NewText(text)}
	at := 0
	for line := range strings.Lines(a.Text.String()) {
		n := len([]rune(line))
		if end := at + len([]rune(strings.TrimSuffix(line, "\n"))); end > at {
			a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: annotations.Span{Start: at, End: end}})
		}
		at += n
	}
	return a
}

// someArticle draws an article of everything that is awkward: clusters, both
// directions of writing, words without spaces, blocks without words.
func someArticle(t *rapid.T) annotations.Article {
	pieces := []string{
		"word", "it’s", "Mr", " ", " ", " ", ". ", ", ", "“", "”", "\n", "\n\n", "—", "€21bn", "3.5",
		"👨‍👩‍👧‍👦", "🇺🇦", "🇫🇷", "e\u0301", "é", "قال", "الوزير", "שלום", "東京", "で", "ไทย", "…", "\u200f", "𝒳", "!",
	}
	return articleOf(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces"), ""))
}

func TestCursorSteps(t *testing.T) {
	a := articleOf("One two. Three “four”!\n\nFive\n…\nSix, seven")
	for _, c := range []struct {
		from string
		by   Unit
		dir  int
		want string
	}{
		{"One", ByWord, 1, "two"},
		{"One", ByWord, -1, "One"},
		{"four", ByWord, 1, "Five"},
		{"Five", ByWord, -1, "four"},
		{"Five", ByWord, 1, "Six"}, // over what has no words
		{"Six", ByWord, -1, "Five"},
		{"seven", ByWord, 1, "seven"},
		{"One", BySentence, 1, "Three"},
		{"four", BySentence, -1, "Three"},
		{"Three", BySentence, -1, "One"},
		{"Three", BySentence, 1, "Five"},
		{"Five", BySentence, -1, "Three"},
		{"Five", BySentence, 1, "Six"},
		{"Six", BySentence, -1, "Five"},
		{"two", ByBlock, 1, "Five"},
		{"four", ByBlock, -1, "One"},
		{"Five", ByBlock, -1, "One"},
		{"Five", ByBlock, 1, "Six"},
		{"Six", ByBlock, -1, "Five"},
		{"seven", ByBlock, 1, "seven"},
	} {
		at := len([]rune(a.Text.String()[:strings.Index(a.Text.String(), c.from)]))
		got := Cursor{}.At(a, at, false).Move(a, c.by, c.dir, false)
		if word := a.Text.Slice(got.Head); word != c.want {
			t.Errorf("from %s by %d to %d: %q, want %q", c.from, c.by, c.dir, word, c.want)
		}
		if got.Anchor != got.Head {
			t.Errorf("from %s: something is selected", c.from)
		}
	}
}

func TestCursorExtends(t *testing.T) {
	a := articleOf("One two three\nfour")
	c := Cursor{}.At(a, 5, false) // two
	for _, step := range []struct {
		dir  int
		want string
	}{{1, "two three"}, {1, "two three\nfour"}, {-1, "two three"}, {-1, "two"}, {-1, "One two"}} {
		c = c.Move(a, ByWord, step.dir, true)
		if got := a.Text.Slice(c.Span()); got != step.want {
			t.Fatalf("selected %q, want %q", got, step.want)
		}
	}
	if c = c.Move(a, ByWord, 1, false); c.Anchor != c.Head {
		t.Error("without Shift the selection stays")
	}
	if got := a.Text.Slice(Cursor{}.Over(a, annotations.Span{Start: 4, End: 13}).Span()); got != "two three" {
		t.Errorf("over a selection: %q", got)
	}
}

// Stepping by words comes to every word of every block, in order, and back.
func TestCursorComesToEveryWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := someArticle(t)
		var all []annotations.Span
		for i := range a.Blocks {
			all = append(all, wordsIn(a, i)...)
		}
		if len(all) == 0 {
			if c := (Cursor{}).At(a, 0, false); c.On {
				t.Fatalf("the cursor is on %v where there is no word", c.Head)
			}
			return
		}
		walk := func(dir int, want []annotations.Span) {
			c := Cursor{}.At(a, want[0].Start, false)
			for i, w := range want {
				if c.Head != w {
					t.Fatalf("step %d to %d: %v, want %v", i, dir, c.Head, w)
				}
				c = c.Move(a, ByWord, dir, false)
			}
			if c.Head != want[len(want)-1] {
				t.Fatalf("the cursor goes beyond the last word, to %v", c.Head)
			}
			if got := slices.Collect(wordsFrom(a, want[0], dir)); !slices.Equal(got, want[1:]) {
				t.Fatalf("the words to %d: %v, want %v", dir, got, want[1:])
			}
		}
		walk(1, all)
		slices.Reverse(all)
		walk(-1, all)
		for _, by := range []Unit{BySentence, ByBlock} {
			for _, dir := range []int{-1, 1} {
				c := Cursor{}.At(a, rapid.SampledFrom(all).Draw(t, "from").Start, false)
				for range len(all) + 1 {
					next := c.Move(a, by, dir, false)
					if (next.Head.Start-c.Head.Start)*dir < 0 {
						t.Fatalf("by %d to %d from %v: back to %v", by, dir, c.Head, next.Head)
					}
					c = next
				}
				if i := slices.Index(all, c.Head); dir < 0 && i != len(all)-1 || i < 0 {
					t.Fatalf("by %d to %d ends at %v", by, dir, c.Head)
				}
			}
		}
	})
}

// Wherever its edges go, an annotation's quotes are what the text says there, and
// never empty.
func TestEdgesKeepTheQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := someArticle(t)
		s := a.Text.Snap(drawSpan(t, a))
		if s.Empty() {
			return
		}
		n := annotations.NewAnnotation(a, annotations.KindClaim, time.Unix(0, 0), s)
		for range rapid.IntRange(1, 12).Draw(t, "moves") {
			e := rapid.SampledFrom(edges(n)).Draw(t, "edge")
			by := rapid.SampledFrom([]Unit{ByWord, ByCharacter}).Draw(t, "by")
			dir := rapid.SampledFrom([]int{-1, 1}).Draw(t, "dir")
			was := edgeAt(n, e)
			spans := moveEdge(a, n, e, by, dir)
			n = n.At(a.Text, spans...)
			if n.Orphan() {
				t.Fatalf("nothing is left after %v by %d to %d", e, by, dir)
			}
			if now := edgeAt(n, e); (now-was)*dir < 0 {
				t.Fatalf("%v by %d to %d: from %d to %d", e, by, dir, was, now)
			}
			for i, s := range n.Spans {
				if n.Quotes[i].Exact != a.Text.Slice(s) || a.Text.Whole(s) != s || a.Text.Trim(s).Empty() {
					t.Fatalf("the quote of %v is %q, the text says %q", s, n.Quotes[i].Exact, a.Text.Slice(s))
				}
			}
			if err := a.Check(n); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func edgeAt(n annotations.Annotation, e Edge) int {
	if e.End {
		return n.Spans[e.Span].End
	}
	return n.Spans[e.Span].Start
}

func TestSnapEdge(t *testing.T) {
	a := articleOf("One two three\nfour five")
	for _, c := range []struct {
		cp   int
		end  bool
		want int
	}{
		{4, false, 4}, {5, false, 4}, {7, false, 8}, {0, false, 0}, {13, false, 14},
		{7, true, 7}, {6, true, 7}, {4, true, 3}, {23, true, 23}, {14, true, 13}, {0, true, 3},
	} {
		if got := snapEdge(a, c.cp, c.end); got != c.want {
			t.Errorf("%d (end: %v): %d, want %d", c.cp, c.end, got, c.want)
		}
	}
}

func drawSpan(t *rapid.T, a annotations.Article) annotations.Span {
	x, y := rapid.IntRange(0, a.Text.Len()).Draw(t, "x"), rapid.IntRange(0, a.Text.Len()).Draw(t, "y")
	return annotations.Span{Start: min(x, y), End: max(x, y)}
}
