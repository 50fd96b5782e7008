package format

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/annotationtest/sample"
	"pressmark/annotations/record"
)

// Formats that are only written are held to testdata/written/NAME.txtar, whole files of
// what they make of the articles below.

var onlyWritten = []Format{claimReview, graphML, dna, tei, readingHTML, readingMarkdown}

func TestWrittenGolden(t *testing.T) {
	for _, f := range onlyWritten {
		t.Run(f.Name, func(t *testing.T) {
			files, losses := WriteAll(f, sample.Records())
			var a txtar.Archive
			for _, l := range losses {
				a.Comment = fmt.Appendf(a.Comment, "lost: %d × %s\n", l.Count, l.What)
			}
			for _, x := range files {
				a.Files = append(a.Files, txtar.File{Name: x.Name, Data: x.Data})
			}
			got := txtar.Format(&a)
			path := filepath.Join("testdata", "written", f.Name+".txtar")
			if *annotationtest.Update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", path, got, want)
			}
		})
	}
}

// Formats that are only written have what the others need to offer them, and no Read.
func TestOnlyWritten(t *testing.T) {
	for _, f := range onlyWritten {
		if f.Name == "" || f.Title == "" || len(f.Extensions) == 0 || len(f.MediaTypes) == 0 || f.Read != nil || f.Sniff != nil || f.Write == nil {
			t.Errorf("%+v", f)
		}
		files, _ := WriteAll(f, record.Collection{Articles: sample.Records().Articles[1:]})
		for _, x := range files {
			if !strings.HasSuffix(x.Name, f.Extensions[0]) || x.Type != f.MediaTypes[0] || !strings.HasSuffix(string(x.Data), "\n") {
				t.Errorf("%s: %s %s ends in %q", f.Name, x.Name, x.Type, x.Data[len(x.Data)-1:])
			}
		}
	}
}

// fileOf returns the one file that a format writes of pieces.
func fileOf(t interface {
	Helper()
	Fatalf(string, ...any)
}, f Format, all ...Piece) []byte {
	t.Helper()
	w := NewWriter(f)
	for _, p := range all {
		w.Add(p.Name, p.Doc, p.Actors)
	}
	files := w.Close()
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	return files[0].Data
}

// genPiece returns an article of strange text, with marks anywhere that say anything.
func genPiece(t *rapid.T) Piece {
	d, actors := sample.Strange(t)
	return Piece{Name: "x", Doc: d, Actors: actors}
}

// markedSample returns the sample article, with its marks.
func markedSample(t testing.TB) Piece {
	d, actors := sample.Marked(t)
	return Piece{Name: "example", Doc: d, Actors: actors}
}

func BenchmarkOnlyWritten(b *testing.B) {
	p := markedSample(b)
	for _, f := range onlyWritten {
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(p.Doc.Article.Text.String())))
			for b.Loop() {
				fileOf(b, f, p)
			}
		})
	}
}

// Long articles with many marks take time in proportion.
func TestOnlyWrittenIsNotQuadratic(t *testing.T) {
	cost := func(f Format, n int) time.Duration {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = "- Envoy said no! to 17"
		}
		x := sample.Of(10, lines...)
		x.Title = "Long"
		for i, b := range x.Blocks {
			for k, s := range [][2]int{{0, 5}, {11, 14}, {18, 20}} {
				m := annotations.NewAnnotation(x.Article, annotations.Kinds[k], now, annotations.Span{Start: b.Span.Start + s[0], End: b.Span.Start + s[1]})
				m.ID = sample.ID(1000 + 3*i + k)
				x.Marks = append(x.Marks, m)
			}
		}
		p := Piece{Name: "x", Doc: annotations.NewDoc(x.Article, x.Marks)}
		best := time.Hour
		for range 3 {
			start := time.Now()
			fileOf(t, f, p)
			best = min(best, time.Since(start))
		}
		return best
	}
	for _, f := range onlyWritten {
		small, large := cost(f, 200), cost(f, 3200)
		if large > 100*small && large > time.Second {
			t.Errorf("%s: 16 times the article takes %d times as long", f.Name, large/small)
		}
	}
}
