package annotations_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations/annotationtest"
)

func TestMentions(t *testing.T) {
	for _, x := range []struct{ quote, text string }{
		{"Putin", "[Putin], [Putin]’s and [Putin]'s; Putinism, Rasputin, putin, xPutin1, [Putin]"},
		{"he", "[he] and [he]; she, the, here, “[he]”"},
		{"the guards", "[the guards], [the guards]’ boots, the guardsman"},
		{"aa", "aaaa [aa] aa_a [aa]"},
		{"an an", "xan [an an], [an an] [an an] an, woman an, man [an an]"},
		{"€21bn", "[€21bn] or ([€21bn]) but €21bnx"},
		{"21", "[21] and €21bn, 1921, 21.5"},
		{"e", "[e] e\u0301 [e]"},
		{"🇫🇷", "[🇫🇷] 🇩🇫🇷🇪 [🇫🇷]"},
		{"two lines", "[two lines]\ntwo\nlines"},
		{"", "nothing"},
		{"absent", "nothing"},
	} {
		text, _ := annotationtest.Places(t, x.text)
		art := annotationtest.Article(text.String())
		if got := annotationtest.Show(art.Text, art.Mentions(x.quote)...); got != x.text {
			t.Errorf("%q: %s\nwant %s", x.quote, got, x.text)
		}
	}
}

// What stands between blocks, or across them, is no mention.
func TestMentionsInBlocks(t *testing.T) {
	art := annotationtest.Article("Putin and\nPutin\nand Putin")
	art.Blocks = art.Blocks[1:]
	if got := art.Mentions("Putin"); len(got) != 2 || got[0].Start != 10 {
		t.Errorf("%v", got)
	}
	if got := art.Mentions("Putin\nand"); got != nil {
		t.Errorf("%v", got)
	}
}

func TestMentionsAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "’s", "'", " ", " ", "\n", ".", "é", "e\u0301", "👩‍👩‍👧", "日", "-", "_", "1"})).Draw(t, "text"), "")
		art := annotationtest.Article(text)
		n := art.Text.Len()
		if n == 0 {
			return
		}
		of := drawSpan(t, n)
		quote := art.Text.Slice(of)
		end := 0
		for _, s := range art.Mentions(quote) {
			if art.Text.Slice(s) != quote || s.Start < end || s.Empty() || art.Text.Whole(s) != s {
				t.Fatalf("%v of %q in %q", s, quote, text)
			}
			from, to := art.BlocksIn(s)
			if to-from != 1 || !art.Blocks[from].Span.Contains(s) {
				t.Fatalf("%v is in no block of %q", s, text)
			}
			end = s.End
		}
	})
}
