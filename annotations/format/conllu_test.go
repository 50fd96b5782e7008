package format

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCoNLLUGolden(t *testing.T) { goldenTokens(t, conllu, "testdata/standoff/conllu.txtar", true) }

func TestCoNLLURoundTrip(t *testing.T) { roundTrip(t, conllu) }

func FuzzCoNLLU(f *testing.F) { fuzzFormat(f, conllu, "testdata/standoff/conllu.txtar") }

func TestSpaceEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune(" \t\r\n|\\,snpé\u00a0"))).Draw(t, "text")
		e := escapeSpaces(s)
		if strings.ContainsAny(e, " \t\r\n|,") || unescapeSpaces(e) != s {
			t.Errorf("%q becomes %q, and that %q", s, e, unescapeSpaces(e))
		}
	})
}

func TestCoNLLUSniff(t *testing.T) {
	row := "1\tAda\t_\t_\t_\t_\t_\t_\t_\t_\n"
	for _, c := range []struct {
		data string
		want bool
	}{
		{"# sent_id = 1\n" + row, true},
		{row, true},
		{strings.Replace(row, "1", "1-2", 1), true},
		{"# newdoc id = a\n", true},
		{"Ada\tB-PER\n", false},
		{"# A heading\n\nA text.\n", false},
		{"", false},
	} {
		if got := conllu.Sniff([]byte(c.data)); got != c.want {
			t.Errorf("%q: %v", c.data, got)
		}
	}
}

// TestCoNLLUMostOpen protects against files that open marks and never close them.
func TestCoNLLUMostOpen(t *testing.T) {
	const row = "1\ta\t_\t_\t_\t_\t_\t_\t_\tEntity="
	data := row + strings.Repeat("(a", 100000) + "\n" + row + strings.Repeat("b)", 100000) + "\n"
	docs, problems, err := read(conllu, []File{{Name: "a.conllu", Data: []byte(data)}})
	if err != nil || len(docs) != 1 || len(docs[0].Marks) != 0 || len(problems) != 200000 {
		t.Errorf("%d documents, %d problems, %v", len(docs), len(problems), err)
	}
}

func BenchmarkCoNLLU(b *testing.B) {
	data := []byte(strings.Repeat("1\tAda\t_\t_\t_\t_\t_\t_\t_\tNE=B-PER\n2\tspoke\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n", 2000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(conllu, []File{{Name: "a.conllu", Data: data}})
	}
}
