package format

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

func TestCSVGolden(t *testing.T) { goldenTokens(t, csvTable, "testdata/standoff/csv.txtar", false) }

func TestCSVRoundTrip(t *testing.T) { roundTrip(t, csvTable) }

func FuzzCSV(f *testing.F) { fuzzFormat(f, csvTable, "testdata/standoff/csv.txtar") }

// TestCSVWritten shows what stands in the rows of an article.
func TestCSVWritten(t *testing.T) {
	text := annotations.NewText("“No,” said Ada of €5bn.")
	at := func(id, label, words string, details ...standoff.Attribute) standoff.Mark {
		i := strings.Index(text.String(), words)
		s := annotations.Span{Start: text.FromByte(i), End: text.FromByte(i + len(words))}
		return standoff.Mark{ID: id, Label: label, Spans: []annotations.Span{s}, Quotes: []string{words}, Attributes: details}
	}
	d := standoff.Document{
		Marks: []standoff.Mark{
			at("c", "Claim", "“No,”", standoff.Attribute{Name: "Stance", Value: "denies"}, standoff.Attribute{Name: "Speaker", Value: "Bob"},
				standoff.Attribute{Name: "Mood", Value: "a; b"}),
			at("a", "Actor", "Ada", standoff.Attribute{Name: "Name", Value: "Ada Writer"}),
			at("q", "Cue", "said"),
			at("f", "Figure", "€5bn", standoff.Attribute{Name: "Value", Value: "-5"}),
		},
		Relations: []standoff.Relation{
			{Label: standoff.SaidBy, From: "c", To: "a"}, {Label: standoff.HasCue, From: "c", To: "q"}, {Label: standoff.InClaim, From: "f", To: "c"},
		},
	}
	d.Article.Text, d.Article.Title = text, "=Title"
	var header []string
	var got strings.Builder
	csvRows(strings.TrimPrefix(string(written(csvTable, d)[0].Data), "\ufeff"), ',', func(r csvRow) error {
		for i, c := range r.cells {
			if header != nil && c != "" && c != "doc0" && header[i] != "title" {
				fmt.Fprintf(&got, "%s: %s; ", header[i], c)
			}
		}
		if header != nil {
			got.WriteString("\n")
		}
		if header == nil {
			header = r.cells
		} else if r.cells[slices.Index(header, "title")] != "'=Title" {
			t.Errorf("the title is %q", r.cells)
		}
		return nil
	})
	want := `kind: article; start: 0; end: 23; text: “No,” said Ada of €5bn.; 
kind: claim; label: Claim; quote: “No,”; start: 0; end: 5; speaker: Bob; Ada Writer; cue: said; stance: denies; id: c; ties: SaidBy=a; HasCue=q; more: Speaker=Bob; Mood=a\; b; 
kind: actor; label: Actor; quote: Ada; start: 11; end: 14; name: Ada Writer; id: a; 
kind: cue; label: Cue; quote: said; start: 6; end: 10; id: q; 
kind: figure; label: Figure; quote: €5bn; start: 18; end: 22; claim: “No,”; value: -5; id: f; ties: InClaim=c; 
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestCells holds cells to what is promised: none is a formula, others read what is
// written, and everything comes back.
func TestCells(t *testing.T) {
	cells := rapid.StringOf(rapid.SampledFrom([]rune("=+-@＝＋－＠'\t\r\n\",;5a€ \u00a0\u200b\ufeff\u202a\x00")))
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(cells, 2, 5).Draw(t, "cells")
		var line []byte
		for i, c := range want {
			if i > 0 {
				line = append(line, ',')
			}
			line = appendCell(line, c)
		}
		line = append(line, "\r\n"...)
		var got []string
		rows := 0
		unclosed, _ := csvRows(string(line), ',', func(r csvRow) error {
			rows++
			for _, c := range r.cells {
				seen := strings.TrimLeft(c, "\u200b\ufeff\u202a\x00\t\r\n")
				if _, number := annotations.ParseDecimal(c); !number && (strings.IndexAny(seen, "=+-@＝＋－＠") == 0 || strings.IndexAny(c, "\t\r\n") == 0) {
					t.Errorf("%q begins like a formula", c)
				}
				got = append(got, plainWords(c))
			}
			return nil
		})
		if rows != 1 || unclosed != 0 || !slices.Equal(got, want) {
			t.Errorf("%q is read as %q of %q", want, got, line)
		}
		theirs, err := csv.NewReader(strings.NewReader(string(line))).Read()
		if err != nil || len(theirs) != len(want) {
			t.Errorf("encoding/csv reads %q of %q: %v", theirs, line, err)
		}
	})
}

func TestPairs(t *testing.T) {
	words := rapid.StringOfN(rapid.SampledFrom([]rune(`a=;\ b`)), 1, 6, -1)
	rapid.Check(t, func(t *rapid.T) {
		var want []pair
		for range rapid.IntRange(0, 4).Draw(t, "pairs") {
			p := pair{name: words.Draw(t, "name")}
			if p.valued = rapid.Bool().Draw(t, "valued"); p.valued {
				p.value = words.Draw(t, "value")
			}
			want = append(want, p)
		}
		if got := splitPairs(joinPairs(want)); !slices.Equal(got, want) {
			t.Errorf("%v comes back as %v from %q", want, got, joinPairs(want))
		}
	})
}

// TestPages protects long articles from what spreadsheets do to long cells.
func TestPages(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("👍🏽 said the envoy. ", 5000), strings.Repeat("A line.\n", 9000), strings.Repeat("a", longestCell), "", "a",
	} {
		x := annotations.NewText(text)
		at := 0
		for _, p := range textPages(x) {
			if p.Start != at || p.Empty() || x.UTF16(p.End)-x.UTF16(p.Start) > longestCell || x.Whole(p) != p {
				t.Errorf("a page at %v after %d", p, at)
			}
			at = p.End
		}
		if at != x.Len() {
			t.Errorf("the pages end at %d of %d", at, x.Len())
		}
	}
}

// TestCSVLongAndSorted writes an article that needs two rows, and reads its rows in
// another order.
func TestCSVLongAndSorted(t *testing.T) {
	text := annotations.NewText(strings.Repeat("Ada Writer spoke of €5bn.\n", 2000))
	s := annotations.Span{Start: 40000, End: 40003}
	d := standoff.Document{Marks: []standoff.Mark{{Label: "Actor", Spans: []annotations.Span{s}, Quotes: []string{text.Slice(s)}}}}
	d.Article.Text = text
	files := written(csvTable, d)
	var rows []string
	unclosed, err := csvRows(strings.TrimPrefix(string(files[0].Data), "\ufeff"), ',', func(r csvRow) error {
		var line []byte
		for i, c := range r.cells {
			if i > 0 {
				line = append(line, ';')
			}
			line = fmt.Appendf(line, `"%s"`, strings.ReplaceAll(c, `"`, `""`))
		}
		rows = append(rows, string(line))
		return nil
	})
	if unclosed != 0 || err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	slices.Reverse(rows[1:])
	files[0].Data = []byte(strings.Join(rows, "\n"))
	got, problems, err := read(csvTable, files)
	if err != nil || len(problems) > 0 || len(got) != 1 || got[0].Article.Text.String() != text.String() || portrait(got[0]) != portrait(d) {
		t.Errorf("%d articles came back, %v %v", len(got), problems, err)
	}
}

func TestCSVSniff(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{csvTable.Write.Head, true},
		{"start;end;label;text\n0;3;PER;Ada spoke.\n", true},
		{"Begin\tEnd\tSpan Text\tTag\n", true},
		{"name,price\nbread,2\n", false},
		{"A text, which starts here and ends.", false},
		{"", false},
	} {
		if got := csvTable.Sniff([]byte(c.data)); got != c.want {
			t.Errorf("%q: %v", c.data, got)
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	data := "text,start,end,label,quote\nAda Writer met Bob Reader in Rome.,0,10,PER,Ada Writer\n" + strings.Repeat(",15,25,PER,Bob Reader\n", 5000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(csvTable, []File{{Name: "a.csv", Data: []byte(data)}})
	}
}
