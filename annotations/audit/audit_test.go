package audit_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/audit"
)

var update = flag.Bool("update", false, "write what the audit makes of the golden files")

// golden holds what show makes of each case of an archive to the file after it,
// NAME.want.
func golden(t *testing.T, path string, show func([]annotations.Doc, annotations.Directory) string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for i, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		got := show(read(t, string(f.Data)))
		out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
		want := ""
		if i+1 < len(archive.Files) && archive.Files[i+1].Name == f.Name+".want" {
			want = string(archive.Files[i+1].Data)
		}
		if got != want && !*update {
			t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s", path, f.Name, got, want)
		}
	}
	archive.Files = out
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGapsGolden(t *testing.T) {
	golden(t, "testdata/gaps.txtar", func(docs []annotations.Doc, actors annotations.Directory) string {
		open, dismissed := audit.Gaps(docs[0], actors)
		var b strings.Builder
		for _, g := range open {
			fmt.Fprintf(&b, "%s %q\n", g.Kind, g.Text)
		}
		for _, g := range dismissed {
			fmt.Fprintf(&b, "dismissed %s %q: %s\n", g.Kind, g.Text, g.Reason)
		}
		return b.String()
	})
}

func TestFindingsGolden(t *testing.T) {
	golden(t, "testdata/findings.txtar", func(docs []annotations.Doc, actors annotations.Directory) string {
		open, dismissed := audit.Check(docs, actors)
		var b strings.Builder
		for _, f := range open {
			fmt.Fprintf(&b, "%s: %s\n", f.Kind, f.Message())
		}
		for _, f := range dismissed {
			fmt.Fprintf(&b, "dismissed %s: %s (%s)\n", f.Key, f.Message(), f.Reason)
		}
		return b.String()
	})
}
