package format

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// tokenCorpusPath is where a corpus of news lies, in brat's standoff format.
const tokenCorpusPath = "../../../shared/corpora/polnear/dev"

// tokenCorpus returns the articles of a corpus, with their marks alone.
func tokenCorpus(t testing.TB) []standoff.Document {
	texts, _ := filepath.Glob(filepath.Join(tokenCorpusPath, "*.txt"))
	if len(texts) == 0 {
		t.Skip("the corpus is not here")
	}
	var docs []standoff.Document
	for _, path := range texts {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := standoff.Document{Name: filepath.Base(path)}
		d.Article.Text = annotations.NewText(string(data))
		anns, _ := filepath.Glob(strings.TrimSuffix(path, ".txt") + "_*.ann")
		for _, ann := range anns {
			data, err := os.ReadFile(ann)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(data)) {
				if fields := strings.Split(line, "\t"); strings.HasPrefix(line, "T") && len(fields) == 3 {
					d.Marks = append(d.Marks, tokenCorpusMark(t, d.Article.Text, filepath.Base(ann)+fields[0], fields[1]))
				}
			}
		}
		docs = append(docs, d)
	}
	return docs
}

// tokenCorpusMark reads "Source 0 5;16 23".
func tokenCorpusMark(t testing.TB, text annotations.Text, id, s string) standoff.Mark {
	label, places, _ := strings.Cut(s, " ")
	m := standoff.Mark{ID: id, Label: label}
	for p := range strings.SplitSeq(places, ";") {
		from, to, _ := strings.Cut(p, " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %s", id, s)
		}
		m.Spans = append(m.Spans, annotations.Span{Start: start, End: end})
	}
	m.Spans = annotations.Join(m.Spans)
	for _, s := range m.Spans {
		m.Quotes = append(m.Quotes, text.Slice(s))
	}
	return m
}

// TestTokensCorpus sends a corpus through each format that keeps the text, and counts
// what of it the format says it loses.
func TestTokensCorpus(t *testing.T) {
	docs := tokenCorpus(t)
	for _, f := range []Format{conllu, webanno, cas, csvTable, iob} {
		t.Run(f.Name, func(t *testing.T) {
			marks, moved, lost := 0, 0, map[words.Loss]int{}
			for _, d := range docs {
				fitted, losses := standoff.Fit(d, f.Write.Holds)
				if f.Write.Losses != nil {
					losses = standoff.Losses(losses, f.Write.Losses(Piece{Name: "a", Out: fitted}))
				}
				edges := false
				for _, l := range losses {
					lost[l.What] += l.Count
					edges = edges || l.What == LostEdges || l.What == LostBlanks || l.What == LostGaps
				}
				got, problems, err := read(f, written(f, fitted))
				if err != nil || len(problems) > 0 || len(got) != 1 || len(got[0].Marks) != len(fitted.Marks) {
					t.Fatalf("%s: %v %v", d.Name, problems, err)
				}
				marks += len(fitted.Marks)
				if portrait(got[0]) != portrait(fitted) {
					if moved++; !edges {
						t.Errorf("%s comes back as another, and no loss was told", d.Name)
					}
				}
			}
			t.Logf("%d articles, %d marks, %d articles come back changed; lost: %v", len(docs), marks, moved, lost)
		})
	}
}

func BenchmarkTokensCorpus(b *testing.B) {
	docs := tokenCorpus(b)
	for _, f := range []Format{conllu, webanno, cas, csvTable, iob} {
		var files [][]File
		size := 0
		for _, d := range docs {
			fitted, _ := standoff.Fit(d, f.Write.Holds)
			files = append(files, written(f, fitted))
			size += len(files[len(files)-1][0].Data)
		}
		b.Run("read/"+f.Name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, x := range files {
					read(f, x)
				}
			}
		})
		b.Run("write/"+f.Name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, d := range docs {
					fitted, _ := standoff.Fit(d, f.Write.Holds)
					written(f, fitted)
				}
			}
		})
	}
}
