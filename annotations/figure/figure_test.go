package figure_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/figure"
)

// TestGolden holds the parser to testdata/*.txtar, one line a case: a text, an arrow,
// and what is read. Brackets in the text are the mark, and what is outside is its
// context; without brackets all is marked. A file's name may end with "@" and the
// article's date.
func TestGolden(t *testing.T) {
	golden(t, "testdata/parse-*.txtar", 250, func(text, base string) string {
		c := figure.Context{Base: base}
		if x, marks := annotationtest.Places(t, text); len(marks) > 0 {
			m := marks[0]
			c.Before, c.After, text = x.Slice(annotations.Span{End: m.Start}), x.Slice(annotations.Span{Start: m.End, End: x.Len()}), x.Slice(m)
		}
		return describe(figure.Parse(text, c))
	})
}

// TestGoldenFind holds Find to testdata: what it finds stands in brackets.
func TestGoldenFind(t *testing.T) {
	golden(t, "testdata/find-*.txtar", 60, func(text, base string) string {
		tx := annotations.NewText(text)
		var found []string
		for _, f := range figure.Find(tx, annotations.Span{End: tx.Len()}, base) {
			found = append(found, "["+tx.Slice(f.Span)+"] "+describe(f.Quantity))
		}
		return strings.Join(found, "; ")
	})
}

// golden runs the cases of some archives.
func golden(t *testing.T, pattern string, atLeast int, run func(text, base string) string) {
	paths, _ := filepath.Glob(pattern)
	cases := 0
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range archive.Files {
			_, base, _ := strings.Cut(f.Name, "@")
			var out strings.Builder
			for line := range strings.Lines(string(f.Data)) {
				line = strings.TrimSuffix(line, "\n")
				text, want, ok := strings.Cut(line, " -> ")
				if line == "" || strings.HasPrefix(line, "#") {
					fmt.Fprintln(&out, line)
					continue
				}
				text = strings.TrimSuffix(text, " ->")
				cases++
				got := run(text, base)
				if (!ok || got != want) && !*annotationtest.Update && !(got == "" && want == "") {
					t.Errorf("%s: %s: %q\n\tgot  %s\n\twant %s", path, f.Name, text, got, want)
				}
				fmt.Fprintln(&out, strings.TrimSpace(text+" -> "+got))
			}
			archive.Files[i].Data = []byte(out.String())
		}
		if *annotationtest.Update {
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cases < atLeast {
		t.Errorf("%s: %d cases, less than %d", pattern, cases, atLeast)
	}
}

// describe writes a quantity for reading: "count >19 people", "money EUR 21000000000".
func describe(q annotations.Quantity) string {
	if q == (annotations.Quantity{}) {
		return "nothing"
	}
	parts := []string{string(q.Type)}
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+value)
		}
	}
	number := string(q.Value)
	if q.Low != "" || q.High != "" {
		number = string(q.Low) + ".." + string(q.High)
	}
	if q.Vague {
		number = "vague"
	}
	if q.Approximate {
		number = "~" + number
	}
	add("", string(q.Comparator)+number)
	add("", q.Currency)
	add("", q.Unit)
	if q.UnitText != "" && q.UnitText != q.Unit {
		parts = append(parts, fmt.Sprintf("%q", q.UnitText))
	}
	add("of:", q.Counted)
	add("", string(q.Direction))
	add("", q.Time)
	add("base:", q.Base)
	return strings.Join(parts, " ")
}
