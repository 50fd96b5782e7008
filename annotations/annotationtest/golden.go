package annotationtest

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// Update asks for golden files to be written, not compared.
var Update = flag.Bool("update", false, "write what becomes of the golden files")

// Golden holds each archive testdata/*.txtar to what derive makes of it: the files that it
// starts from, and what follows from them. With -update it is written.
func Golden(t *testing.T, derive func(t *testing.T, archive *txtar.Archive) []txtar.File) {
	t.Helper()
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
			was := archive.Files
			archive.Files = derive(t, &txtar.Archive{Comment: archive.Comment, Files: slices.Clone(was)})
			if *Update {
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, f := range archive.Files {
				if want := data(was, f.Name); string(f.Data) != want {
					t.Errorf("%s\ngot:\n%s\nwant:\n%s", f.Name, f.Data, want)
				}
			}
			for _, f := range was {
				if want := string(f.Data); want != "" && !slices.ContainsFunc(archive.Files, func(g txtar.File) bool { return g.Name == f.Name }) {
					t.Errorf("%s\ngot nothing\nwant:\n%s", f.Name, want)
				}
			}
		})
	}
}

// Cases holds each file of an archive to what derive makes of it, which is the file after it,
// NAME.want. With -update it is written.
func Cases(t *testing.T, path string, derive func(t *testing.T, f txtar.File) string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		got := derive(t, f)
		out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
		if want := data(archive.Files, f.Name+".want"); got != want && !*Update {
			t.Errorf("%s: %s\ngot:\n%s\nwant:\n%s", path, f.Name, got, want)
		}
	}
	archive.Files = out
	if *Update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// data returns what a file holds; "" where there is none.
func data(files []txtar.File, name string) string {
	for _, f := range files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}
