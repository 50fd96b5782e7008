package format

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest/sample"
	"pressmark/annotations/standoff"
)

func TestWebAnnoGolden(t *testing.T) {
	goldenTokens(t, webanno, "testdata/standoff/webanno.txtar", true)
}

func TestWebAnnoRoundTrip(t *testing.T) { roundTrip(t, webanno) }

func FuzzWebAnno(f *testing.F) { fuzzFormat(f, webanno, "testdata/standoff/webanno.txtar") }

// TestWebAnnoText protects the text, with all white space but that before the first word.
func TestWebAnnoText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := "a" + strings.Join(rapid.SliceOf(rapid.SampledFrom(sample.Pieces)).Draw(t, "pieces"), "")
		d := standoff.Document{}
		d.Article.Text = annotations.NewText(s)
		got, problems, err := read(webanno, written(webanno, d))
		if err != nil || len(problems) > 0 || len(got) != 1 || got[0].Article.Text.String() != d.Article.Text.String() {
			t.Fatalf("%q comes back as %v, %v %v", d.Article.Text.String(), got, problems, err)
		}
	})
}

func TestTSVEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("\\[]|_->;\t\n*\r\v\x01\b\ftn é"))).Draw(t, "text")
		if got := tsvUnescape(tsvEscape(s)); got != s {
			t.Errorf("value %q becomes %q, and that %q", s, tsvEscape(s), got)
		}
		if got := tsvUnescapeText(tsvEscapeText(s)); got != s || strings.ContainsAny(tsvEscapeText(s), "\t\n") {
			t.Errorf("text %q becomes %q, and that %q", s, tsvEscapeText(s), got)
		}
		if items := tsvItems(tsvEscape(s)+"|x", '|'); len(items) != 2 || tsvUnescape(items[0]) != s {
			t.Errorf("%q is cut into %q", tsvEscape(s)+"|x", items)
		}
		if value, number := tsvNumber(tsvEscape(s) + "[12]"); number != "12" || tsvUnescape(value) != s {
			t.Errorf("%q and %q of %q", value, number, tsvEscape(s)+"[12]")
		}
	})
}

func TestInceptionName(t *testing.T) {
	for file, want := range map[string]string{
		"annotation/talks.txt/ada.tsv":        "talks ada",
		"x/annotation/a.b/INITIAL_CAS.tsv":    "a ",
		"curation/talks.txt/CURATION_USER.js": "talks CURATION_USER",
		"talks.tsv":                           "talks ",
		"folder/talks.txt/ada.tsv":            "ada ",
	} {
		document, annotator := inceptionName(file)
		if got := document + " " + annotator; got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func TestWebAnnoLosses(t *testing.T) {
	d := standoff.Document{Marks: []standoff.Mark{{Label: "Person", Spans: []annotations.Span{{Start: 1, End: 5}}}}}
	d.Article.Text = annotations.NewText("\nAda spoke.")
	if got := fmt.Sprint(webannoLosses(Piece{Out: d})); !strings.Contains(got, LostGaps.String()) || !strings.Contains(got, LostEdges.String()) {
		t.Error(got)
	}
}

func BenchmarkWebAnno(b *testing.B) {
	data := []byte("#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n")
	for i := range 2000 {
		data = fmt.Appendf(data, "\n#Text=Ada spoke.\n%d-1\t%d-%d\tAda\tActor\t\n%d-2\t%d-%d\tspoke\t_\t\n", i+1, i*11, i*11+3, i+1, i*11+4, i*11+9)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(webanno, []File{{Name: "a.tsv", Data: data}})
	}
}
