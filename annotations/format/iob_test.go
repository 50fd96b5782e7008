package format

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

func TestIOBGolden(t *testing.T) { goldenTokens(t, iob, "testdata/standoff/iob.txtar", true) }

func FuzzIOB(f *testing.F) { fuzzFormat(f, iob, "testdata/standoff/iob.txtar") }

// TestIOBKeepsWords tells what a round trip through tokens keeps: the words, where
// sentences end, and the words of each mark with its label. White space is not kept.
func TestIOBKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var docs []standoff.Document
		for range rapid.IntRange(1, 3).Draw(t, "documents") {
			docs = append(docs, genDocument(t, iob.Write.Holds))
		}
		files := written(iob, docs...)
		got, problems, err := read(iob, files)
		if err != nil || len(problems) > 0 || len(got) != len(docs) {
			t.Fatalf("%d documents of %d, %v %v\n%s", len(got), len(docs), err, problems, shown(files))
		}
		for i, d := range docs {
			sentences := sentencesOf(d.Article.Text, d.Marks, true)
			var lines []string
			for _, s := range sentences {
				lines = append(lines, wordsAt(d.Article.Text, s.tokens))
			}
			if a, b := strings.Join(lines, "\n"), got[i].Article.Text.String(); a != b {
				t.Fatalf("out went\n%s\nback came\n%s", a, b)
			}
			tokens := allTokens(sentences)
			var a, b []string
			for _, m := range d.Marks {
				from, to := tokensIn(tokens, m.Spans[0])
				a = append(a, fmt.Sprint(from, m.Label, wordsAt(d.Article.Text, tokens[from:to])))
			}
			for _, m := range got[i].Marks {
				text := got[i].Article.Text
				before := strings.Fields(text.Slice(annotations.Span{End: m.Spans[0].Start}))
				b = append(b, fmt.Sprint(len(before), m.Label, strings.Join(strings.Fields(text.Slice(m.Spans[0])), " ")))
			}
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(a, b) {
				t.Fatalf("out went\n%s\nback came\n%s\nin\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"), shown(files))
			}
		}
	})
}

func wordsAt(text annotations.Text, tokens []annotations.Span) string {
	var words []string
	for _, s := range tokens {
		words = append(words, text.Slice(s))
	}
	return strings.Join(words, " ")
}

func TestIOBLosses(t *testing.T) {
	text := annotations.NewText("Ada  Writer spoke.\n\nShe left.")
	d := standoff.Document{Marks: []standoff.Mark{
		{Label: "Person", Spans: []annotations.Span{{Start: 0, End: 11}}},
		{Label: "a label", Spans: []annotations.Span{{Start: 20, End: 24}}},
		{Label: "Claim", Spans: []annotations.Span{{Start: 4, End: 5}}},
	}}
	d.Article.Text = text
	var got []string
	for _, l := range iobLosses(Piece{Out: d}) {
		got = append(got, fmt.Sprint(l.What, " ", l.Count))
	}
	slices.Sort(got)
	want := []string{
		LostBlanks.String() + " 1", // on one of the two blanks
		LostLabels.String() + " 1",
		LostEdges.String() + " 1", // "She " with its blank
		LostGaps.String() + " 4",  // two blanks, none before two full stops, an empty line
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestIOBSniff(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{"-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\n", true},
		{"Ada\tB-PER\nspoke\tO\n", true},
		{"EU NNP I-NP I-ORG\nrejects VBZ I-VP O\n", true},
		{"A sentence of plain text.\nAnd another one.\n", false},
		{"start,end,label\n0,3,PER\n", false},
		{"", false},
	} {
		if got := iob.Sniff([]byte(c.data)); got != c.want {
			t.Errorf("%q: %v", c.data, got)
		}
	}
}

func BenchmarkIOB(b *testing.B) {
	data := []byte(strings.Repeat("Ada B-Actor\nWriter I-Actor\nsaid O\nso O\n. O\n\n", 2000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(iob, []File{{Name: "a.iob", Data: data}})
	}
}
