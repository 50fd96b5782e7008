package format

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/annotationtest/sample"
	"pressmark/annotations/standoff"
)

func TestSpacyTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Lee left.", "Lee_|left|."},
		{"“No,”  she said", "“|No|,|”_| |she_|said"},
		{"a\n b \n\nc ", "a|\n |b_|\n\n|c_"},
		{"  a", "  |a"},
		{"€21bn (3–5%)", "€|21bn_|(|3|–|5|%|)"},
		{"O'Neil, U.S.", "O'Neil|,_|U.S|."},
		{"e\u0301te\u0301 👩‍👩‍👧!\u0301", "e\u0301te\u0301_|👩‍👩‍👧|!\u0301"},
		{"Lee[ left] today", "Lee| |left_|today"},
		{"[Le]e [left ]now", "Le|e_|left| |now"},
	} {
		text, spans := annotationtest.Places(t, c.text)
		m := standoff.Mark{Spans: spans}
		var got []string
		for _, x := range spacyTokens(text, []standoff.Mark{m}) {
			s := text.Slice(x.Span)
			if x.blank {
				s += "_"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

// The tokens with their blanks are the whole text, and every mark is whole tokens.
func TestSpacyTokensCoverTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotations.NewText(strings.Join(rapid.SliceOfN(rapid.SampledFrom(sample.Pieces), 1, 30).Draw(t, "text"), ""))
		var marks []standoff.Mark
		for range rapid.IntRange(0, 5).Draw(t, "marks") {
			from := rapid.IntRange(0, text.Len()-1).Draw(t, "from")
			s := text.Whole(annotations.Span{Start: from, End: rapid.IntRange(from+1, text.Len()).Draw(t, "to")})
			marks = append(marks, standoff.Mark{Spans: []annotations.Span{s}})
		}
		tokens := spacyTokens(text, marks)
		var b strings.Builder
		for _, x := range tokens {
			b.WriteString(text.Slice(x.Span))
			if x.blank {
				b.WriteByte(' ')
			}
		}
		if b.String() != text.String() {
			t.Fatalf("%q became %q", text.String(), b.String())
		}
		index := indexTokens(tokens)
		for _, m := range marks {
			first, last := index.of(m.Spans[0])
			if tokens[first].Start != m.Spans[0].Start || tokens[last].End != m.Spans[0].End {
				t.Fatalf("%v is no tokens of %q", m.Spans, text.String())
			}
		}
	})
}
