package format

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/annotationtest/sample"
	"pressmark/annotations/standoff"
)

// goldenTokens holds a format to an archive of pairs: a file, and what is read of it as
// FILE.want. With again, what is read of the first is written, as FILE.written.
func goldenTokens(t *testing.T, f Format, path string, again bool) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	was := map[string]string{}
	for _, file := range archive.Files {
		was[file.Name] = string(file.Data)
	}
	var out []txtar.File
	for i, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".want") || strings.HasSuffix(file.Name, ".written") {
			continue
		}
		docs, problems, err := read(f, []File{{Name: file.Name, Data: file.Data}})
		made := []txtar.File{{Name: file.Name + ".want", Data: []byte(readable(docs, problems, err))}}
		if i == 0 && again {
			var fitted []standoff.Document
			for _, d := range docs {
				d, _ = standoff.Fit(d, f.Write.Holds)
				fitted = append(fitted, d)
			}
			for _, w := range written(f, fitted...) {
				made = append(made, txtar.File{Name: file.Name + ".written", Data: w.Data})
			}
		}
		out = append(append(out, file), made...)
		for _, m := range made {
			if string(m.Data) != was[m.Name] && !*annotationtest.Update {
				t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s", path, m.Name, m.Data, was[m.Name])
			}
		}
	}
	archive.Files = out
	if *annotationtest.Update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readable writes what was read, for reading.
func readable(docs []standoff.Document, problems []standoff.Problem, err error) string {
	var b strings.Builder
	for _, d := range docs {
		a := d.Article
		fmt.Fprintf(&b, "document %q\n", d.Name)
		for _, m := range []struct{ name, value string }{
			{"title", a.Title}, {"byline", a.Byline}, {"publisher", a.Publisher}, {"published", a.Published},
			{"language", a.Language}, {"source", a.Source},
		} {
			if m.value != "" {
				fmt.Fprintf(&b, "%s: %s\n", m.name, m.value)
			}
		}
		fmt.Fprintf(&b, "text %q\n", a.Text.String())
		for _, m := range d.Marks {
			fmt.Fprintf(&b, "%d: %s %v %q", m.Line, strings.TrimSpace(m.ID+" "+m.Label), m.Spans, m.Quotes)
			for _, x := range m.Attributes {
				fmt.Fprintf(&b, " %s=%s", x.Name, x.Value)
			}
			for _, s := range []string{m.Annotator, m.Note} {
				if s != "" {
					fmt.Fprintf(&b, " %q", s)
				}
			}
			for _, s := range slices.Concat(m.Links, m.Tags) {
				fmt.Fprintf(&b, " #%s", s)
			}
			b.WriteByte('\n')
		}
		for _, r := range d.Relations {
			fmt.Fprintf(&b, "%d: %s from %s to %s\n", r.Line, r.Label, r.From, r.To)
		}
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "problem: %v\n", p)
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

// fuzzFormat reads any bytes: a reader must not fail in other ways than it says, and its
// marks must be inside the text.
func fuzzFormat(f *testing.F, x Format, archive string) {
	if a, err := txtar.ParseFile(archive); err == nil {
		for _, file := range a.Files {
			if !strings.HasSuffix(file.Name, ".want") {
				f.Add(file.Data)
			}
		}
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if x.Sniff != nil {
			x.Sniff(data)
		}
		docs, _, _ := read(x, []File{{Name: "fuzz" + x.Extensions[0], Data: data}})
		for _, d := range docs {
			for _, m := range d.Marks {
				for i, s := range m.Spans {
					if s.Empty() || s != s.Clamp(d.Article.Text.Len()) || i > 0 && s.Start < m.Spans[i-1].End {
						t.Errorf("%s at %v in a text of %d", m.Label, m.Spans, d.Article.Text.Len())
					}
				}
				if len(m.Spans) == 0 && len(m.Quotes) == 0 {
					t.Errorf("%s has neither place nor words", m.Label)
				}
			}
			fitted, _ := standoff.Fit(d, x.Write.Holds)
			written(x, fitted)
			standoff.Records(d, nil, now)
		}
	})
}

// TestTokens holds the tokenizer to what it promises: tokens are in order, hold no white
// space, leave nothing out that can be seen, and no mark's edge is inside one.
func TestTokens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t, standoff.Holds{Overlap: true, Discontinuous: true})
		if rapid.Bool().Draw(t, "odd text") {
			d.Marks = nil
			d.Article.Text = annotations.NewText(strings.Join(rapid.SliceOf(rapid.SampledFrom(sample.Pieces)).Draw(t, "pieces"), ""))
		}
		text := d.Article.Text
		whole := rapid.Bool().Draw(t, "whole")
		sentences := sentencesOf(text, d.Marks, whole)
		at := 0
		for i, s := range sentences {
			if len(s.tokens) == 0 || s.span.Start != s.tokens[0].Start {
				t.Fatalf("sentence %d is at %v with tokens %v", i, s.span, s.tokens)
			}
			for _, x := range s.tokens {
				words := text.Slice(x)
				if x.Empty() || x.Start < at || text.Whole(x) != x || len(strings.Fields(words)) != 1 || strings.Fields(words)[0] != words {
					t.Errorf("token %q at %v after %d", words, x, at)
				}
				if gap := text.Slice(annotations.Span{Start: at, End: x.Start}); strings.ContainsFunc(gap, func(r rune) bool { return r > ' ' && r < 0x7f }) {
					t.Errorf("%q is left out", gap)
				}
				at = x.End
			}
		}
		tokens := allTokens(sentences)
		for _, m := range d.Marks {
			for _, s := range m.Spans {
				from, to := tokensIn(tokens, s)
				if from == to || tokens[from].Start != s.Start || tokens[to-1].End != s.End {
					t.Errorf("the mark %v is no range of tokens", s)
				}
				for _, x := range sentences {
					if whole && s.Start < x.span.Start && x.span.Start < s.End {
						t.Errorf("a sentence begins at %d in the mark %v", x.span.Start, s)
					}
				}
			}
		}
	})
}

func TestTokensOf(t *testing.T) {
	for _, c := range []struct {
		text string
		edge int // 0: none
		want string
	}{
		{"“No,” she said...", 0, "“|No|,|”|she|said|..."},
		{"U.S.-led €21bn ($24bn)", 0, "U.S|.|-|led|€|21bn|(|$|24bn|)"},
		{"O'Neil's 3–5%", 0, "O'Neil's|3|–|5|%"},
		{"anti-war", 5, "anti|-|war"},
		{"Kremlin", 3, "Kre|mlin"},
		{"10\u202f000 co\u00adoperate", 0, "10|000|co\u00adoperate"},
		{"👩‍👩‍👧‍👦!! \u200b é", 0, "👩‍👩‍👧‍👦|!!|é"},
	} {
		text := annotations.NewText(c.text)
		var got []string
		for _, s := range tokensOf(text, annotations.Span{End: text.Len()}, []int{c.edge}) {
			got = append(got, text.Slice(s))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: %s, want %s", c.text, s, c.want)
		}
	}
}

func BenchmarkTokens(b *testing.B) {
	text := annotations.NewText(strings.Repeat("The envoy said on Friday that “talks” cost €21bn ($24bn). ", 100))
	b.SetBytes(int64(len(text.String())))
	for b.Loop() {
		sentencesOf(text, nil, false)
	}
}
