package ledger

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
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
		for _, table := range []Table{l.ClaimsTable(), l.FiguresTable(ByValue), l.ActorsTable(ByMentions)} {
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

// A table says of a figure all that was read: also which way it moved, that it is
// vague, and what its time was reckoned from.
func TestFiguresTable(t *testing.T) {
	art := annotations.Article{ID: "d", Text: annotations.NewText("Up €2bn since Friday, by thousands.")}
	figure := func(id annotations.ID, s annotations.Span, q annotations.Quantity) annotations.Annotation {
		n := annotations.NewAnnotation(art, annotations.KindFigure, annotationtest.Now, s)
		n.ID, n.Figure.Quantity = id, q
		return n
	}
	d := annotations.NewDoc(art, []annotations.Annotation{
		figure("f1", annotations.Span{Start: 3, End: 7}, annotations.Quantity{Type: annotations.Money, Value: "2000000000", Currency: "EUR", Direction: annotations.Up}),
		figure("f2", annotations.Span{Start: 8, End: 20}, annotations.Quantity{Type: annotations.Date, Time: "2026-11-20/..", Base: "2026-11-25"}),
		figure("f3", annotations.Span{Start: 25, End: 34}, annotations.Quantity{Type: annotations.Count, Vague: true}),
	})
	table := Of([]annotations.Doc{d}, annotations.Directory{}).FiguresTable(ByPlace)
	for row, want := range []map[string]string{
		{"Reading": "up €2 bn", "Direction": "up", "Vague": "", "Reckoned from": ""},
		{"Time": "2026-11-20/..", "Reckoned from": "2026-11-25"},
		{"Value": "", "Vague": "yes", "Direction": ""},
	} {
		for head, cell := range want {
			if got := table.Rows[row][slices.Index(table.Head, head)]; got != cell {
				t.Errorf("row %d, %s: got %q, want %q", row, head, got, cell)
			}
		}
	}
}

// The table of actors stands in the order that is shown, and leaves the ledger in its own.
func TestActorsTable(t *testing.T) {
	l := summit(t)
	order := func(by ActorOrder) string {
		var names []string
		for _, r := range l.ActorsTable(by).Rows {
			names = append(names, r[0])
		}
		return strings.Join(names, ", ")
	}
	was := order(ByMentions)
	if got, want := order(ByName), "Carla Orsini, He, the defence ministry, Tom Haller"; got != want {
		t.Errorf("by name: got %q, want %q", got, want)
	}
	if order(ByMentions) != was || l.Actors[0].Name != strings.Split(was, ", ")[0] {
		t.Error("the ledger's own order has changed")
	}
}

// What came of checking a claim is in its row, and by what names an actor goes in
// theirs.
func TestTablesSayAll(t *testing.T) {
	a := annotations.NewActor("Ada Brandt", annotationtest.Now)
	a.Aliases, a.Note = []string{"Brandt", "the mayor"}, "Since 2019."
	art := annotations.Article{ID: "d", Text: annotations.NewText("The port is safe.")}
	n := annotations.NewAnnotation(art, annotations.KindClaim, annotationtest.Now, annotations.Span{Start: 0, End: 16})
	n.Claim = annotations.Claim{Source: annotations.Named, Speakers: []annotations.ID{a.ID}, Check: annotations.Check{
		Reasoning: "It was inspected.", Evidence: []annotations.Evidence{{URL: "https://example.org/a", Quote: "Safe", Date: "2026-11-01"}, {Quote: "No leaks"}},
	}}
	l := Of([]annotations.Doc{annotations.NewDoc(art, []annotations.Annotation{n})}, annotations.NewDirectory([]annotations.Actor{a}))
	cell := func(t Table, head string) string { return t.Rows[0][slices.Index(t.Head, head)] }
	if got := cell(l.ClaimsTable(), "Reasoning"); got != "It was inspected." {
		t.Errorf("reasoning %q", got)
	}
	if got := cell(l.ClaimsTable(), "Evidence"); got != "https://example.org/a “Safe” 2026-11-01; “No leaks”" {
		t.Errorf("evidence %q", got)
	}
	if got := cell(l.ActorsTable(ByMentions), "Also called"); got != "Brandt; the mayor" {
		t.Errorf("aliases %q", got)
	}
	if got := cell(l.ActorsTable(ByMentions), "Note"); got != "Since 2019." {
		t.Errorf("note %q", got)
	}
}
