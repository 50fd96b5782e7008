package ledger

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// What comes from an article is text to a spreadsheet, never a formula; negative
// numbers are numbers.
func TestCells(t *testing.T) {
	for in, want := range map[string]string{
		"":               "",
		"a\tb\nc":        "a b c",
		"a\r\n\u00a0b":   "a b",
		"-5":             "-5",
		"-1234.5":        "-1234.5",
		"-2/3":           "'-2/3",
		"-5+1":           "'-5+1",
		"-05":            "'-05",
		"- no more":      "'- no more",
		"+7":             "'+7",
		"=1+1":           "'=1+1",
		"\t=1+1":         "'=1+1",
		"\x00=1+1":       "'=1+1",
		"@SUM(A1)":       "'@SUM(A1)",
		"＝1+1":           "'＝1+1",
		"−5 °C":          "−5 °C",
		"“=1+1”":         "“=1+1”",
		"\u2028=1":       "'=1",
		"\ufeff=1+1":     "'\ufeff=1+1",
		"\u200b\u202a=1": "'\u200b\u202a=1",
	} {
		if got := cell(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// However the cells look, a table has the rows and columns that it has.
func TestTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Of(genLibrary(t))
		for _, table := range []Table{l.ClaimsTable(), l.FiguresTable(ByValue), l.ActorsTable()} {
			lines := strings.Split(strings.TrimSuffix(table.TSV(), "\n"), "\n")
			if len(lines) != len(table.Rows)+1 {
				t.Fatalf("%d lines for %d rows", len(lines), len(table.Rows))
			}
			for _, line := range lines {
				cells := strings.Split(line, "\t")
				if len(cells) != len(table.Head) {
					t.Fatalf("%d cells under %d", len(cells), len(table.Head))
				}
				for _, c := range cells {
					if _, number := annotations.ParseDecimal(c); strings.IndexAny(c, "=+-@") == 0 && !number {
						t.Fatalf("a formula: %q", c)
					}
				}
			}
		}
	})
}

func TestTableHTML(t *testing.T) {
	got := Table{Head: []string{"A", "B"}, Rows: [][]string{{"<b>", "=1"}, {"-5", "a\nb"}}}.HTML()
	want := "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>" +
		"<tr><td>&lt;b&gt;</td><td>&#39;=1</td></tr><tr><td>-5</td><td>a b</td></tr></tbody></table>"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A claim of two speakers is one row; its figures are as they are called.
func TestClaimsTable(t *testing.T) {
	table := summit(t).ClaimsTable()
	if got := table.Rows[0][slices.Index(table.Head, "Speaker")]; got != "Carla Orsini, Tom Haller" {
		t.Error(got)
	}
	if got := table.Rows[0][slices.Index(table.Head, "Figures")]; got != "4 hours" {
		t.Error(got)
	}
}
