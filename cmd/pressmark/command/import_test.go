package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressmark/annotations/intake/intaketest"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/library"
)

// libraryRecords returns all that a library holds.
func libraryRecords(t *testing.T, folder string) (c record.Collection) {
	t.Helper()
	names, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range names {
		if filepath.Ext(f.Name()) != ".json" {
			continue // what locks the library
		}
		data, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		one, err := record.DecodeCollection(data)
		if err != nil {
			t.Fatal(err)
		}
		if !library.IsArticle(f.Name()) {
			c.Actors = one.Actors
			continue
		}
		c.Articles = append(c.Articles, one.Articles...)
		c.Annotations = append(c.Annotations, one.Annotations...)
	}
	return c
}

// Files that are imported become the records that the page makes of them: TestImportParity
// of app holds that to the same. Twice changes nothing.
func TestImportParity(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "946684800")
	in, library := t.TempDir(), t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(in, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(args ...string) string {
		t.Helper()
		stdout, stderr, err := runCommand(t.Context(), append(args, "--into", library)...)
		if err != nil {
			t.Fatal(err, stderr)
		}
		return stdout
	}
	run("import", write("before.json", record.EncodeCollection(intaketest.Library())))
	args := []string{"import"}
	for _, f := range intaketest.Files() {
		path := write(f.Name, f.Data)
		if dir := filepath.Dir(path); dir == in {
			args = append(args, path)
		} else if args[len(args)-1] != dir {
			args = append(args, dir)
		}
	}
	plan := run(append(args, "--dry-run")...)
	done := run(args...)
	intaketest.Hold(t, libraryRecords(t, library))
	table, _, _ := strings.Cut(strings.Replace(plan, "WOULD BE", "BECAME", 1), "Labels:")
	if strings.Join(strings.Fields(table), " ") != strings.Join(strings.Fields(done), " ") {
		t.Errorf("the plan is\n%s\ndone was\n%s", plan, done)
	}
	again := run(args...)
	intaketest.Hold(t, libraryRecords(t, library))
	if strings.Contains(again, "added") || strings.Contains(again, "updated") {
		t.Errorf("the second time\n%s", again)
	}
}
