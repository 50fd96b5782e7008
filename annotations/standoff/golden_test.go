package standoff

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
)

var update = flag.Bool("update", false, "write what becomes of the golden files")

// TestGolden holds testdata/*.txtar: documents, the records that they become, what could
// not be taken, and the documents that the records are written as. The comment says what
// the case is about; a file "mapping" has lines "label role". What goes round through
// Describe is the same records again.
func TestGolden(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	if len(paths) == 0 {
		t.Fatal("no golden files")
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			was := map[string]string{}
			var files []txtar.File
			for _, f := range archive.Files {
				was[f.Name] = string(f.Data)
				if f.Name == "document" || f.Name == "mapping" {
					files = append(files, f)
				}
			}
			m := Mapping{}
			for line := range strings.Lines(was["mapping"]) {
				label, role, _ := strings.Cut(strings.TrimSpace(line), " ")
				m[label] = Role(role)
			}
			c, problems := Records(parse(t, was["document"]), m, now)
			var told strings.Builder
			for _, p := range problems {
				told.WriteString(p.Error() + "\n")
			}
			for _, n := range c.Annotations {
				if err := c.Articles[0].Check(n); err != nil {
					t.Error(err)
				}
			}
			d := Describe(annotations.NewDoc(c.Articles[0], c.Annotations), annotations.NewDirectory(c.Actors))
			for _, f := range []txtar.File{
				{Name: "records", Data: []byte(portrait(c))},
				{Name: "problems", Data: []byte(told.String())},
				{Name: "described", Data: []byte(shown(d))},
			} {
				if len(f.Data) > 0 {
					files = append(files, f)
				}
				if string(f.Data) != was[f.Name] && !*update {
					t.Errorf("%s\ngot:\n%s\nwant:\n%s", f.Name, f.Data, was[f.Name])
				}
			}
			if again, more := Records(d, m, now); same(c, again) != "" || len(more) > len(problems) {
				t.Errorf("another time round: %s\n%v", same(c, again), more)
			}
			if *update {
				archive.Files = files
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
