package annotations_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// countings says of each code point of a text where it begins in bytes and in
// UTF-16, the slow way. The last entry is the end.
func countings(s string) (bytes, units []int) {
	b, u := 0, 0
	for _, r := range s {
		bytes, units = append(bytes, b), append(units, u)
		b += utf8.RuneLen(r)
		u += len(utf16.Encode([]rune{r}))
	}
	return append(bytes, b), append(units, u)
}

func checkOffsets(t interface{ Fatalf(string, ...any) }, text annotations.Text) {
	s := text.String()
	bytes, units := countings(s)
	n := len(bytes) - 1
	if text.Len() != n {
		t.Fatalf("%q: Len %d, not %d", s, text.Len(), n)
	}
	for cp := range n + 1 {
		if text.Byte(cp) != bytes[cp] || text.UTF16(cp) != units[cp] {
			t.Fatalf("%q: code point %d is at byte %d, unit %d, not %d, %d", s, cp, text.Byte(cp), text.UTF16(cp), bytes[cp], units[cp])
		}
		if text.FromByte(bytes[cp]) != cp || text.FromUTF16(units[cp]) != cp {
			t.Fatalf("%q: byte %d, unit %d are code point %d, %d, not %d", s, bytes[cp], units[cp], text.FromByte(bytes[cp]), text.FromUTF16(units[cp]), cp)
		}
		if cp == n {
			break
		}
		for b := bytes[cp] + 1; b < bytes[cp+1]; b++ {
			if got := text.FromByte(b); got != cp {
				t.Fatalf("%q: byte %d lies in code point %d, not %d", s, b, cp, got)
			}
		}
		for u := units[cp] + 1; u < units[cp+1]; u++ {
			if got := text.FromUTF16(u); got != cp {
				t.Fatalf("%q: unit %d lies in code point %d, not %d", s, u, cp, got)
			}
		}
	}
	for _, out := range []int{-5, n + 5, bytes[n] + 5} {
		edge := min(max(out, 0), n)
		if out < 0 || out > bytes[n] {
			if text.FromByte(out) != edge || text.FromUTF16(out) != edge {
				t.Fatalf("%q: offset %d is not clamped", s, out)
			}
		}
		if text.Byte(out) != bytes[edge] || text.UTF16(out) != units[edge] {
			t.Fatalf("%q: code point %d is not clamped", s, out)
		}
	}
}

func TestOffsets(t *testing.T) {
	checkOffsets(t, annotations.Text{})
	rapid.Check(t, func(t *rapid.T) {
		// Long enough for several marks of the index.
		s := strings.Repeat(anyText().Draw(t, "text"), rapid.IntRange(0, 12).Draw(t, "times"))
		checkOffsets(t, annotations.NewText(s))
	})
}

func FuzzOffsets(f *testing.F) {
	for _, s := range scraps {
		f.Add(strings.Repeat(s+"a", 150))
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s string) { checkOffsets(t, annotations.NewText(s)) })
}

func TestNewTextReplacesWhatCannotBeShown(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""},
		{"plain", "plain"},
		{"a\x00b", "a\ufffdb"},
		{"a\xffb", "a\ufffdb"},
		{"a\xed\xa0\x80b", "a\ufffd\ufffd\ufffdb"}, // a lone surrogate
		{"\ufeffa\r\nb\ufffd", "\ufeffa\r\nb\ufffd"},
	} {
		if got := annotations.NewText(c[0]).String(); got != c[1] {
			t.Errorf("%q became %q, not %q", c[0], got, c[1])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		text := annotations.NewText(s)
		if !utf8.ValidString(text.String()) || strings.Contains(text.String(), "\x00") {
			t.Fatalf("%q became %q", s, text)
		}
		if again := annotations.NewText(text.String()); again.String() != text.String() {
			t.Fatalf("%q became %q, then %q", s, text, again)
		}
		if text.Len() != len([]rune(s)) {
			t.Fatalf("%q has %d code points, not %d", s, text.Len(), len([]rune(s)))
		}
	})
}

func TestSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotations.NewText(anyText().Draw(t, "text"))
		rs := []rune(text.String())
		start, end := rapid.IntRange(-3, len(rs)+3).Draw(t, "start"), rapid.IntRange(-3, len(rs)+3).Draw(t, "end")
		want := ""
		if from, to := max(start, 0), min(end, len(rs)); from < to {
			want = string(rs[from:to])
		}
		if got := text.Slice(annotations.Span{Start: start, End: end}); got != want {
			t.Fatalf("%q [%d,%d) is %q, not %q", text, start, end, got, want)
		}
	})
}

// Segments of a part cover it once, in order.
func TestSegments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotations.NewText(anyText().Draw(t, "text"))
		part := anySpan(text).Draw(t, "part")
		for name, spans := range map[string][]annotations.Span{"graphemes": text.Graphemes(part), "sentences": text.Sentences(part)} {
			at := part.Start
			for _, s := range spans {
				if s.Start != at || s.Empty() {
					t.Fatalf("%s of %v: %v", name, part, spans)
				}
				at = s.End
			}
			if at != part.End {
				t.Fatalf("%s of %v: %v", name, part, spans)
			}
		}
		at := part.Start
		for _, w := range text.Words(part) {
			if w.Start < at || w.Empty() || w.End > part.End {
				t.Fatalf("words of %v: %v", part, text.Words(part))
			}
			if v := text.Slice(w); strings.TrimSpace(v) != v {
				t.Fatalf("%q is a word", v)
			}
			at = w.End
		}
	})
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Mr. Witkoff’s 19 talks", "Mr|Witkoff’s|19|talks"},
		{"€21bn ($24.5bn), 3–5%", "€|21bn|$|24.5bn|3|5"},
		{"5\u202f000\u202f€!", "5\u202f000|€"},
		{"ja 🇺🇦👍🏽…", "ja|🇺🇦|👍🏽"},
		{"普京说", "普|京|说"},
		{" \n—,", ""},
	} {
		text := annotations.NewText(c.text)
		var got []string
		for _, w := range text.Words(annotations.Span{End: text.Len()}) {
			got = append(got, text.Slice(w))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q has words %q, not %q", c.text, s, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	text := annotations.NewText("It is over. Is it? “Yes,” she said.\nGood.")
	var got []string
	for _, s := range text.Sentences(annotations.Span{End: text.Len()}) {
		got = append(got, text.Slice(s))
	}
	if want := "It is over. |Is it? |“Yes,” she said.\n|Good."; strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
}

func BenchmarkNewText(b *testing.B) {
	s := longText().String()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		annotations.NewText(s)
	}
}

func BenchmarkUTF16(b *testing.B) {
	text := longText()
	for i := 0; b.Loop(); i++ {
		text.FromUTF16(text.UTF16(i * 7919 % text.Len()))
	}
}

func BenchmarkWords(b *testing.B) {
	text := longText()
	b.SetBytes(int64(len(text.String())))
	for b.Loop() {
		text.Words(annotations.Span{End: text.Len()})
	}
}

func BenchmarkSentences(b *testing.B) {
	text := longText()
	b.SetBytes(int64(len(text.String())))
	for b.Loop() {
		text.Sentences(annotations.Span{End: text.Len()})
	}
}
