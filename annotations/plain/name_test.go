package plain_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

func TestFileName(t *testing.T) {
	for _, x := range []struct{ title, want string }{
		{"Envoy spends four hours with Putin as Trump presses for a truce", "envoy-spends-four-hours-with-putin-as-trump-presses-for-a"},
		{"../../etc/passwd\x00", "etc-passwd"},
		{"特使与普京", "特使与普京"},
		{strings.Repeat("特", 40), strings.Repeat("特", 20)},
		{"G7 " + strings.Repeat("特", 40), "g7-" + strings.Repeat("特", 19)}, // no more words to cut between
		{"हिन्दी समाचार", "हिन्दी-समाचार"},
		{"Cafe\u0301 İzmir", "cafe\u0301-izmir"},
		{"a" + strings.Repeat("n\u0303", 40), "a" + strings.Repeat("n\u0303", 19)},
		{"\u0301👍\ufe0f ok", "ok"},
		{"CON", "con-article"},
		{"Aux.", "aux-article"},
		{"Com1: a port", "com1-a-port"},
		{"…", "article"},
		{"", "article"},
	} {
		if got := plain.FileName(x.title); got != x.want {
			t.Errorf("%q: %q, not %q", x.title, got, x.want)
		}
	}
}

// A name is words with a hyphen between each two, not too long, and no character is cut.
func TestFileNameOfAnything(t *testing.T) {
	pieces := rapid.SliceOf(rapid.SampledFrom([]string{"a", "Con", "n\u0303", "\u0301", "特", " ", ".", "-", "/", "\\", "\x00", "7", "👨‍👩‍👧", "हि", "\xff", "İ", "a long word "}))
	rapid.Check(t, func(r *rapid.T) {
		title := strings.Join(pieces.Draw(r, "title"), "")
		name := plain.FileName(title)
		allowed := func(c rune) bool {
			return c == '-' || unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.M, c)
		}
		switch whole := annotations.NewText(strings.ToLower(title)); {
		case name == "", len(name) > plain.LongestName, !utf8.ValidString(name):
			r.Errorf("%q", name)
		case strings.Trim(name, "-") != name, strings.Contains(name, "--"), strings.ContainsFunc(name, func(c rune) bool { return !allowed(c) }):
			r.Errorf("%q", name)
		case !strings.HasSuffix(name, "article"):
			clusters := map[string]bool{}
			for _, g := range whole.Graphemes(annotations.Span{End: whole.Len()}) {
				clusters[whole.Slice(g)] = true
			}
			text := annotations.NewText(name)
			gs := text.Graphemes(annotations.Span{End: text.Len()})
			if last := text.Slice(gs[len(gs)-1]); !clusters[last] {
				r.Errorf("%q ends with %q", name, last)
			}
		}
	})
}
