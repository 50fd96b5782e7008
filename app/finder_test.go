package app

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func itemsOf(s ...string) []item {
	out := make([]item, len(s))
	for i, x := range s {
		out[i].text = x
	}
	return out
}

func TestSearch(t *testing.T) {
	all := itemsOf("Export this article", "Go to the library", "Donald Trump", "the envoy Steve Witkoff", "Überfall", "中文 文章")
	for _, x := range []struct{ query, first string }{
		{"wit", "the envoy Steve Witkoff"},
		{"WITKOFF", "the envoy Steve Witkoff"},
		{"dtr", "Donald Trump"},
		{"exart", "Export this article"},
		{"文章", "中文 文章"},
		{"Über", "Überfall"},
		{"  lib ", "Go to the library"},
		{"zzz", ""},
	} {
		got := ""
		if hits := search(all, x.query); len(hits) > 0 {
			got = hits[0].text
		}
		if got != x.first {
			t.Errorf("%q finds %q first, not %q", x.query, got, x.first)
		}
	}
	if hits := search(all, ""); len(hits) != len(all) || hits[0].text != all[0].text {
		t.Errorf("without a query: %v", hits)
	}
	// A letter that none of the first items has is found all the same.
	many := itemsOf(strings.Split(strings.Repeat("a ", oneLetter), " ")...)
	many = append(many, item{text: "z"})
	if hits := search(many, "z"); len(hits) != 1 || hits[0].text != "z" {
		t.Errorf("z: %v", hits)
	}
}

// The letters that matched are those of the query, and the pieces that are shown
// are the text.
func TestLettersMatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("abcÄß 中🏗é-")), 1, 30, -1).Draw(t, "text")
		rs := []rune(text)
		var query []rune
		for i, keep := range rapid.SliceOfN(rapid.Bool(), len(rs), len(rs)).Draw(t, "keep") {
			if keep {
				query = append(query, rs[i])
			}
		}
		q := strings.TrimSpace(string(query))
		for _, h := range search(itemsOf(text), q) {
			at := -1
			for _, i := range h.letters {
				if i <= at || i >= len(text) || !utf8.RuneStart(text[i]) {
					t.Fatalf("the letters of %q in %q are %v", q, text, h.letters)
				}
				at = i
			}
			if len(lettered(h)) == 0 {
				t.Fatalf("nothing of %q is shown", text)
			}
		}
		if q != "" && len(search(itemsOf(text), q)) == 0 {
			t.Fatalf("%q is not found in %q", q, text)
		}
	})
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"a b":                              "a b",
		"a\n b":                            "a b",
		strings.Repeat("x", longestItem):   strings.Repeat("x", longestItem),
		strings.Repeat("x", longestItem+1): strings.Repeat("x", longestItem) + "…",
		strings.Repeat("x", longestItem-1) + "é": strings.Repeat("x", longestItem-1) + "…",
	} {
		if got := oneLine(in); got != want {
			t.Errorf("oneLine(%q) = %q, not %q", in, got, want)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	all := make([]item, 10_000)
	for i := range all {
		all[i].text = fmt.Sprintf("“The %d ministers said that nothing would come of it”, in the words of speaker %d", i, i*7919)
	}
	for _, query := range []string{"m", "min", "ministers 7000", "zzz"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				search(all, query)
			}
		})
	}
}
