package anchor_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
	"pressmark/annotations/annotationtest"
)

// reasons are the errors of a result.
var reasons = []error{anchor.ErrGone, anchor.ErrAmbiguous, anchor.ErrFigures, anchor.ErrTorn}

// tell says in a line what became of a quote.
func tell(t annotations.Text, quote string, r anchor.Result) string {
	if r.Err != nil {
		return fmt.Sprintf("%q: %v", quote, r.Err)
	}
	around := func(from, to int) string {
		return strings.ReplaceAll(t.Slice(annotations.Span{Start: from, End: to}), "\n", "¶")
	}
	line := fmt.Sprintf("%q: %v …%s[%s]%s…", quote, r.How, around(r.Span.Start-12, r.Span.Start), r.Found, around(r.Span.End, r.Span.End+12))
	if r.Figures {
		line += " with other figures"
	}
	return line
}

// The cases of testdata: marks in brackets in an old text, a new text, and what
// becomes of them, with the old text and from their quotes alone.
func TestGolden(t *testing.T) {
	annotationtest.Golden(t, func(t *testing.T, archive *txtar.Archive) []txtar.File {
		files := archive.Files[:2]
		old, spans := annotationtest.Places(t, string(files[0].Data))
		new := annotations.NewText(string(files[1].Data))
		for _, m := range []struct {
			name string
			find method
		}{{"transfer", anchor.Transfer}, {"find", fromQuotes}} {
			var b strings.Builder
			for i, r := range m.find(old, new, spans) {
				fmt.Fprintln(&b, tell(new, old.Slice(spans[i]), r))
			}
			files = append(files, txtar.File{Name: m.name, Data: []byte(b.String())})
		}
		return files
	})
}

// law holds what is promised of every result.
func law(t interface{ Fatalf(string, ...any) }, new annotations.Text, quote string, hint annotations.Span, r anchor.Result) {
	if r.Err != nil {
		if !slices.ContainsFunc(reasons, func(e error) bool { return errors.Is(r.Err, e) }) {
			t.Fatalf("%q: an unknown error: %v", quote, r.Err)
		}
		if r.Place != (anchor.Place{}) {
			t.Fatalf("%q: a place with an error: %+v", quote, r)
		}
		return
	}
	if r.Span.Empty() || r.Span.Start < 0 || r.Span.End > new.Len() || new.Whole(r.Span) != r.Span {
		t.Fatalf("%q: a bad place: %+v in %d", quote, r, new.Len())
	}
	if new.Slice(r.Span) != r.Found {
		t.Fatalf("%q: at %v stands %q, not %q", quote, r.Span, new.Slice(r.Span), r.Found)
	}
	if (r.Found == quote) != (r.How != anchor.Changed) || r.How == anchor.Unmoved && r.Span != hint {
		t.Fatalf("%q: %+v for %v", quote, r, hint)
	}
	if r.Figures && r.How != anchor.Changed || r.Score < 0 || r.Score > 1.000001 {
		t.Fatalf("%q: %+v", quote, r)
	}
}

// In an unchanged text everything is where it was.
func TestUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotations.NewText(prose().Draw(t, "text"))
		s := wordSpan(t, text)
		q := text.QuoteOf(s)
		for _, find := range []method{anchor.Transfer, fromQuotes} {
			r := find(text, text, []annotations.Span{s})[0]
			law(t, text, q.Exact, s, r)
			if r.Err != nil || r.How != anchor.Unmoved {
				t.Fatalf("%q: %+v", q.Exact, r)
			}
		}
	})
}

// After insertions and deletions elsewhere, Transfer finds exactly the span.
func TestTransferAfterEditsElsewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, in, after := distinct(t, "before"), distinct(t, "in"), distinct(t, "after")
		text := func(parts ...[]string) annotations.Text {
			return annotations.NewText(strings.Join(slices.Concat(parts...), " "))
		}
		length := func(words []string) int { return len([]rune(strings.Join(words, " "))) }
		old := text(before, in, after)
		s := annotations.Span{Start: length(before) + 1}
		s.End = s.Start + length(in)
		// The nearest words stay: they are what tells where the span was.
		near := 6
		b := append(edited(t, before[:len(before)-near], "x"), before[len(before)-near:]...)
		a := append(slices.Clone(after[:near]), edited(t, after[near:], "y")...)
		new := text(b, in, a)
		want := annotations.Span{Start: length(b) + 1}
		want.End = want.Start + length(in)
		r := anchor.Transfer(old, new, []annotations.Span{s})[0]
		law(t, new, old.Slice(s), s, r)
		if r.Err != nil || r.Span != want {
			t.Fatalf("%q: %+v, not at %v\nold %q\nnew %q", old.Slice(s), r, want, old, new)
		}
	})
}

// distinct draws some words that stand nowhere else.
func distinct(t *rapid.T, name string) []string {
	n := rapid.IntRange(8, 30).Draw(t, name)
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("%s%c%c", name, 'a'+i%26, 'a'+i/26))
	}
	return out
}

// edited draws deletions from, and insertions into, some words.
func edited(t *rapid.T, words []string, name string) []string {
	var out []string
	for i, w := range words {
		switch rapid.IntRange(0, 6).Draw(t, name) {
		case 0:
		case 1:
			out = append(out, fmt.Sprintf("%sinserted%d", name, i), w)
		default:
			out = append(out, w)
		}
	}
	return out
}

// A span that was deleted with the words around it is gone, whatever stands
// elsewhere.
func TestTransferOfWhatWasDeleted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := distinct(t, "before"), distinct(t, "after")
		gone := "The envoy said that it was over."
		twin := "The envoy said that it was time."
		old := annotations.NewText(strings.Join(before, " ") + ".\n" + gone + "\n" + strings.Join(after, " ") + ".\n" + twin)
		new := annotations.NewText(strings.Join(before, " ") + ".\n" + strings.Join(after, " ") + ".\n" + twin)
		from := len(strings.Join(before, " ")) + 2
		start := rapid.IntRange(0, 5).Draw(t, "from")
		words := strings.Fields(gone)
		s := annotations.Span{Start: from + len(strings.Join(words[:start], " "))}
		if start > 0 {
			s.Start++
		}
		s.End = s.Start + len(words[start])
		if r := anchor.Transfer(old, new, []annotations.Span{s})[0]; r.Err == nil {
			t.Fatalf("%q was found: %+v", old.Slice(s), r)
		}
	})
}

// Any texts, any spans: no panic, and what is found keeps the promises.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := annotations.NewText(prose().Draw(t, "old"))
		new := annotations.NewText(prose().Draw(t, "new"))
		start := rapid.IntRange(-2, old.Len()+2).Draw(t, "start")
		s := annotations.Span{Start: start, End: rapid.IntRange(-2, old.Len()+2).Draw(t, "end")}
		s = s.Clamp(old.Len())
		law(t, new, old.Slice(s), s, anchor.Transfer(old, new, []annotations.Span{s})[0])
		law(t, new, old.Slice(s), s, fromQuotes(old, new, []annotations.Span{s})[0])
	})
}

// prose draws texts of few words, so that much is alike, and of hard characters.
func prose() *rapid.Generator[string] {
	word := rapid.SampledFrom([]string{
		"the", "envoy", "said", "Envoys", "12", "18", "million", "€", "1,234.5", ".", ",", "“", "”", "…", "...", "-", "\n", "\n\n", "\r\n",
		"普京", "说", "مرحبا", "👨‍👩‍👧", "🇺🇦", "e\u0301", "é", "\u0301", "\u200d", "\u00ad", "\u00a0", "\x00", "\xed\xa0\x80", "O’Hara", "O'Hara", "ไทย", "각", "क्षि",
	})
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for _, w := range rapid.SliceOfN(word, 0, 60).Draw(t, "words") {
			b.WriteString(w)
			if rapid.IntRange(0, 4).Draw(t, "space") > 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	})
}

// wordSpan draws a whole span that holds a word.
func wordSpan(t *rapid.T, text annotations.Text) annotations.Span {
	words := text.Words(annotations.Span{End: text.Len()})
	if len(words) == 0 {
		t.Skip("no words")
	}
	i := rapid.IntRange(0, len(words)-1).Draw(t, "first")
	j := rapid.IntRange(i, len(words)-1).Draw(t, "last")
	return text.Whole(words[i].Cover(words[j]))
}

func TestFindWithoutContext(t *testing.T) {
	f := anchor.NewFinder(annotations.NewText("The envoy left. The minister stayed. The minister slept."))
	for _, c := range []struct {
		quote string
		err   error
		at    int
	}{
		{"envoy", nil, 4},
		{"minister", anchor.ErrAmbiguous, 0},
		{"minister slept", nil, 41},
		{"king", anchor.ErrGone, 0},
		{"", anchor.ErrGone, 0},
		{" \n", anchor.ErrGone, 0},
	} {
		p, err := f.Find(annotations.Quote{Exact: c.quote}, annotations.Span{})
		if !errors.Is(err, c.err) || err == nil && (c.err != nil || p.Span.Start != c.at) {
			t.Errorf("%q: %+v, %v", c.quote, p, err)
		}
	}
	// The hint decides between equals.
	hint := annotations.Span{Start: 41, End: 49}
	if p, err := f.Find(annotations.Quote{Exact: "minister"}, hint); err != nil || p.Span != hint {
		t.Errorf("with a hint: %+v, %v", p, err)
	}
}

// Texts in which every word is the same take no long time and give no place.
func TestMonotony(t *testing.T) {
	old := annotations.NewText(strings.Repeat("na ", 100_000) + "x")
	new := annotations.NewText("y " + strings.Repeat("na ", 90_000))
	s := annotations.Span{Start: 150_000, End: 150_002}
	if r := anchor.Transfer(old, new, []annotations.Span{s})[0]; r.Err == nil && r.Found != "na" {
		t.Errorf("%+v", r)
	}
	if r := fromQuotes(old, new, []annotations.Span{s})[0]; !errors.Is(r.Err, anchor.ErrAmbiguous) {
		t.Errorf("%+v", r)
	}
}

func FuzzTransfer(f *testing.F) {
	f.Add("The envoy said 12 million.", "The envoy said 18 million.", 15, 25)
	f.Add("e\u0301 [a] 🇺🇦", "🇺🇦 é", 0, 2)
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, a, b string, start, end int) {
		old, new := annotations.NewText(a), annotations.NewText(b)
		s := annotations.Span{Start: start, End: end}.Clamp(old.Len())
		quote := old.Slice(s)
		law(t, new, quote, s, anchor.Transfer(old, new, []annotations.Span{s})[0])
		law(t, new, quote, s, fromQuotes(old, new, []annotations.Span{s})[0])
	})
}
