package annotations_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

func TestSnap(t *testing.T) {
	for _, c := range []struct{ why, selected, want string }{
		{"a part of a word", "said W[itko]ff today", "said [Witkoff] today"},
		{"two parts of words", "sai[d Witk]off today", "[said Witkoff] today"},
		{"spaces", "said[ Witkoff ]today", "said [Witkoff] today"},
		{"line ends", "one[\n\nTwo.\n]Three", "one\n\n[Two].\nThree"},
		{"stray marks", "he said[, ”Witkoff,] then", "he said, ”[Witkoff], then"},
		{"a stray quote before", "it [“has to] get moving”", "it “[has to] get moving”"},
		{"a stray quote after", "it “has to [get moving”].", "it “has to [get moving]”."},
		{"quotes that pair", "it [“has to get moving”] now", "it [“has to get moving”] now"},
		{"quotes that pair, and a comma", "[“It has to,”] he said", "[“It has to,”] he said"},
		{"a quote closed outside and one opened", "It is[,” he said, “]and", "It is,” [he said], “and"},
		{"quotes of a split claim", "[“It is,” he said, “over,”] and", "[“It is,” he said, “over,”] and"},
		{"a closing quote first", "“It is[,” he said, “over”]", "“It is,” [he said, “over”]"},
		{"straight quotes", `he said ["over"].`, `he said ["over"].`},
		{"a straight quote that closes", `"over[," he said, "so]on"`, `"over," [he said, "soon]"`},
		{"a straight quote that opens", `["So," he said, "]it is"`, `["So," he said], "it is"`},
		{"a section", "in [§ 5,] he", "in [§ 5], he"},
		{"feet and inches", "was [6′ 2″,] he", "was [6′ 2″], he"},
		{"German quotes", "sagte [„Es reicht“].", "sagte [„Es reicht“]."},
		{"French quotes", "dit [« assez »].", "dit [« assez »]."},
		{"Spanish marks", "dijo: [¿Qué?]", "dijo: [¿Qué?]"},
		{"an apostrophe closes nothing", "[‘Witkoff’s plan] is", "‘[Witkoff’s plan] is"},
		{"a stray bracket", "worth [(€21bn] or so)", "worth ([€21bn] or so)"},
		{"brackets that pair", "€21bn [($24bn)], he", "€21bn [($24bn)], he"},
		{"nested brackets", "[((a) b] c)", "([(a) b] c)"},
		{"a full stop", "The talks[ ended.]", "The talks [ended]."},
		{"the dot of an abbreviation", "in the [U.S.] today", "in the [U.S.] today"},
		{"also at the end of more words", "at [5 p.m.] today", "at [5 p.m.] today"},
		{"a dot after a number", "[rose 3.5.] Then", "[rose 3.5]. Then"},
		{"a decimal", "rose [3.]5 points", "rose [3.5] points"},
		{"a number with separators", "some 1,23[4.5] tons", "some [1,234.5] tons"},
		{"a minus", "fell to [-5] degrees", "fell to [-5] degrees"},
		{"a dash before words", "he [– so it seems] –", "he – [so it seems] –"},
		{"a dash before a number after a space", "he [– 5] –", "he – [5] –"},
		{"a range and per cent", "some [3–5%] of them", "some [3–5%] of them"},
		{"per cent after a space", "some [5 %,] he", "some [5 %], he"},
		{"half of a range", "some 3–[5%] of them", "some 3–[5%] of them"},
		{"a currency", "worth [€21bn,] he", "worth [€21bn], he"},
		{"words with a number", "some [19 people,] he", "some [19 people], he"},
		{"a hyphenated word", "the Anglo-[Amer]ican", "the Anglo-[American]"},
		{"a tag and a name", "by [@putin and #talks]!", "by [@putin and #talks]!"},
		{"a possessive that was not selected", "[Witkoff]’s plan", "[Witkoff]’s plan"},
		{"a possessive that was reached", "Wit[koff’]s plan", "[Witkoff]’s plan"},
		{"a possessive that was selected", "[Witkoff’s] plan", "[Witkoff’s] plan"},
		{"a part of a name with a possessive", "Wi[tk]off’s plan", "[Witkoff]’s plan"},
		{"the possessive alone", "Witkoff’[s] plan", "[Witkoff’s] plan"},
		{"a contraction", "he does[n’t] know", "he [doesn’t] know"},
		{"an emoji", "so[ 👨‍👩‍👧 ]it", "so [👨‍👩‍👧] it"},
		{"a flag", "so[ 🇺🇦]🇺🇸", "so [🇺🇦]🇺🇸"},
		{"Chinese", "普京[说]，", "普京[说]，"},
		{"Chinese with its marks", "他说[“好”。]", "他说[“好”]。"},
		{"Arabic", "قال [بوت]ين،", "قال [بوتين]،"},
		{"punctuation alone", "it is[ … ]so", "it is […] so"},
		{"spaces alone", "it[   ]is", "it[]   is"},
		{"nothing", "it []is", "it []is"},
		{"everything", "[(It is so.)]", "[(It is so.)]"},
	} {
		text, places := annotationtest.Places(t, c.selected)
		sel := places[0]
		got := text.Snap(sel)
		if sel.Empty() || strings.TrimSpace(text.Slice(sel)) == "" {
			if !got.Empty() {
				t.Errorf("%s: %s: got %s", c.why, c.selected, annotationtest.Show(text, got))
			}
			continue
		}
		if s := annotationtest.Show(text, got); s != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.why, c.selected, s, c.want)
		}
	}
}

// A selection of a text's words does not depend on the lines around it, nor does
// it take longer.
func TestSnapFarFromTheWord(t *testing.T) {
	text := annotations.NewText("word" + strings.Repeat("—", 3000) + " end")
	if got := text.Slice(text.Snap(annotations.Span{Start: 1, End: 3000})); got != "word" {
		t.Errorf("got %.20q", got)
	}
	long := longText()
	if got := long.Snap(annotations.Span{Start: 3, End: long.Len()}); got.Start != 1 || got.End != long.Len()-2 {
		t.Errorf("of %d: %v", long.Len(), got)
	}
}

func TestWholeFlags(t *testing.T) {
	text := annotations.NewText("a" + strings.Repeat("🇩🇪", 1000))
	for at := 601; at < 610; at++ {
		got := text.Whole(annotations.Span{Start: at, End: at + 1})
		if want := at - (at-1)%2; got != (annotations.Span{Start: want, End: want + 2}) {
			t.Errorf("at %d: %v", at, got)
		}
	}
}

func TestWholeNeverSplitsAGrapheme(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotations.NewText(anyText().Draw(t, "text"))
		s := anySpan(text).Draw(t, "span")
		bounds := boundaries(text.String())
		got := text.Whole(s)
		if !slices.Contains(bounds, got.Start) || !slices.Contains(bounds, got.End) {
			t.Fatalf("%v became %v; clusters begin at %v", s, got, bounds)
		}
		if s.Empty() != got.Empty() {
			t.Fatalf("%v became %v", s, got)
		}
		if !s.Empty() {
			least := annotations.Span{Start: last(bounds, s.Start), End: first(bounds, s.End)}
			if got != least {
				t.Fatalf("%v became %v, not %v", s, got, least)
			}
		}
		if again := text.Whole(got); again != got {
			t.Fatalf("%v became %v, then %v", s, got, again)
		}
	})
}

func TestSnapLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotations.NewText(anyText().Draw(t, "text"))
		s := anySpan(text).Draw(t, "span")
		got := text.Snap(s)
		if got.Start < 0 || got.End > text.Len() || got.Len() < 0 {
			t.Fatalf("%v became %v of %d", s, got, text.Len())
		}
		if got != text.Whole(got) {
			t.Fatalf("%v became %v, which splits a grapheme", s, got)
		}
		if again := text.Snap(got); again != got {
			t.Fatalf("%v became %v, then %v: %q, %q", s, got, again, text.Slice(got), text.Slice(again))
		}
		touched := false
		for _, w := range text.Words(annotations.Span{End: text.Len()}) {
			touched = touched || !s.Empty() && w.Overlaps(s)
		}
		if touched && got.Empty() {
			t.Fatalf("%v touches a word and became %v", s, got)
		}
		clusters := text.Graphemes(got)
		for _, end := range []int{0, len(clusters) - 1} {
			if len(clusters) > 0 && strings.TrimFunc(text.Slice(clusters[end]), unicode.IsSpace) == "" {
				t.Fatalf("%v became %q", s, text.Slice(got))
			}
		}
	})
}

func TestTrimSpan(t *testing.T) {
	for _, c := range [][2]string{
		{"a[ b ]c", "a [b] c"}, {"[ ]", "[] "}, {"a[\u00a0é\n]", "a\u00a0[é]\n"}, {"[]", "[]"}, {"[a]", "[a]"},
	} {
		text, places := annotationtest.Places(t, c[0])
		s := places[0]
		if got := text.Trim(s); got.Empty() {
			if strings.TrimSpace(text.Slice(s)) != "" {
				t.Errorf("%q became empty", c[0])
			}
		} else if annotationtest.Show(text, got) != c[1] {
			t.Errorf("%q became %q", c[0], annotationtest.Show(text, got))
		}
	}
}

func TestSpanArithmetic(t *testing.T) {
	span := rapid.Custom(func(t *rapid.T) annotations.Span {
		start := rapid.IntRange(0, 12).Draw(t, "start")
		return annotations.Span{Start: start, End: start + rapid.IntRange(0, 6).Draw(t, "len")}
	})
	set := func(s annotations.Span) (cps [32]bool) {
		for i := s.Start; i < s.End; i++ {
			cps[i] = true
		}
		return cps
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := span.Draw(t, "a"), span.Draw(t, "b")
		as, bs, both := set(a), set(b), set(a.Intersect(b))
		shared, inside := false, true
		for i := range as {
			shared = shared || as[i] && bs[i]
			inside = inside && (as[i] || !bs[i])
			if both[i] != (as[i] && bs[i]) {
				t.Fatalf("Intersect %v %v: %v", a, b, a.Intersect(b))
			}
			if a.Holds(i) != as[i] {
				t.Fatalf("%v.Holds(%d)", a, i)
			}
			if cover := set(a.Cover(b)); (as[i] || bs[i]) && !cover[i] {
				t.Fatalf("Cover %v %v: %v", a, b, a.Cover(b))
			}
		}
		if !a.Empty() && !b.Empty() && a.Overlaps(b) != shared {
			t.Fatalf("%v.Overlaps(%v)", a, b)
		}
		if !b.Empty() && a.Contains(b) != inside {
			t.Fatalf("%v.Contains(%v)", a, b)
		}
	})
}

func TestJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spans := rapid.SliceOf(rapid.Custom(func(t *rapid.T) annotations.Span {
			start := rapid.IntRange(0, 20).Draw(t, "start")
			return annotations.Span{Start: start, End: start + rapid.IntRange(0, 5).Draw(t, "len")}
		})).Draw(t, "spans")
		var want, got [32]bool
		for _, s := range spans {
			for i := s.Start; i < s.End; i++ {
				want[i] = true
			}
		}
		before := slices.Clone(spans)
		end := -1
		for _, s := range annotations.Join(spans) {
			if s.Empty() || s.Start <= end {
				t.Fatalf("Join(%v) = %v", spans, annotations.Join(spans))
			}
			for i := s.Start; i < s.End; i++ {
				got[i] = true
			}
			end = s.End
		}
		if got != want {
			t.Fatalf("Join(%v) = %v", spans, annotations.Join(spans))
		}
		if !slices.Equal(before, spans) {
			t.Fatal("Join changed its argument")
		}
	})
}

func TestClamp(t *testing.T) {
	for _, c := range []struct{ in, want annotations.Span }{
		{annotations.Span{Start: -3, End: 4}, annotations.Span{Start: 0, End: 4}},
		{annotations.Span{Start: 3, End: 99}, annotations.Span{Start: 3, End: 10}},
		{annotations.Span{Start: 5, End: 2}, annotations.Span{Start: 5, End: 5}},
		{annotations.Span{Start: 50, End: 60}, annotations.Span{Start: 10, End: 10}},
		{annotations.Span{Start: -9, End: -2}, annotations.Span{Start: 0, End: 0}},
	} {
		if got := c.in.Clamp(10); got != c.want {
			t.Errorf("%v.Clamp(10) = %v, not %v", c.in, got, c.want)
		}
	}
}

// boundaries returns where the clusters of a whole text begin and end.
func boundaries(s string) []int {
	out := []int{0}
	for it := graphemes.FromString(s); it.Next(); {
		out = append(out, out[len(out)-1]+len([]rune(it.Value())))
	}
	return out
}

func last(bounds []int, most int) int {
	at := 0
	for _, b := range bounds {
		if b <= most {
			at = b
		}
	}
	return at
}

func first(bounds []int, least int) int {
	for _, b := range bounds {
		if b >= least {
			return b
		}
	}
	return -1
}

// scraps are what hard texts are made of.
var scraps = []string{
	"Witkoff", "said", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\ufeff", "\x00",
	"“", "”", "‘", "’", "„", "«", "»", "\"", "'", "(", ")", "[", "]", ".", ",", "…", "–", "-", "—", "¿", "?", "!", "%", "’s", "#", "§",
	"€", "$", "21bn", "3.5", "1,234.5", "5", "U.S.", "p.m.",
	"é", "e\u0301", "\u0301", "ä\u0323\u0308", "👨‍👩‍👧‍👦", "👍🏽", "❤️", "🇺🇦", "🇺", "\u200d", "\ufe0f", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☕",
	"שלום", "\u200f", "\u202e", "مرحبا", "، ", "普京", "说", "ひらがな", "カタカナ", "ﾞ", "각", "ᄀ", "ᅡ", "ᆨ", "한국",
	"क्षि", "क\u094d", "\u094d", "ष", "நி", "กำ", "\u0e33", "\u0eb3", "ไทย", "\u0600", "\u0d4e", "\xed\xa0\x80", "\xed\xb0\x80", "\xff", "\u2028", "𝔄", "𐍈",
}

// anyText draws texts of scraps, and sometimes any string.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 0, 40).Draw(t, "scraps"), "")
		}),
		rapid.String(),
	)
}

func anySpan(t annotations.Text) *rapid.Generator[annotations.Span] {
	return rapid.Custom(func(r *rapid.T) annotations.Span {
		start := rapid.IntRange(0, t.Len()).Draw(r, "start")
		return annotations.Span{Start: start, End: rapid.IntRange(start, t.Len()).Draw(r, "end")}
	})
}

// A long text, in which what is local must stay local.
func longText() annotations.Text {
	return annotations.NewText(strings.Repeat("“Talks have to get moving,” Mr. Witkoff’s envoy said – twice – in Kyïv. ", 200_000/12))
}

func BenchmarkSnap(b *testing.B) {
	text := longText()
	mid := text.Len() / 2
	for b.Loop() {
		text.Snap(annotations.Span{Start: mid, End: mid + 40})
	}
}

func BenchmarkWhole(b *testing.B) {
	text := longText()
	mid := text.Len() / 2
	for b.Loop() {
		text.Whole(annotations.Span{Start: mid, End: mid + 40})
	}
}

// FuzzSnap holds the laws of selections against any text.
func FuzzSnap(f *testing.F) {
	f.Add("“It is,” he said", 0, 8)
	f.Add("กำ\u094d🇺🇦", 1, 2)
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		text := annotations.NewText(s)
		got := text.Snap(annotations.Span{Start: start, End: end})
		if again := text.Snap(got); again != got || text.Whole(got) != got || got.Start < 0 || got.End > text.Len() {
			t.Errorf("%q [%d,%d) became %v, then %v", s, start, end, got, again)
		}
	})
}
