package stamp

import (
	"os"
	"path/filepath"
	"testing"
)

// The stamp changes with the sources, and with nothing that is built or tests them.
func TestStamp(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"annotations", "app", "web", "cmd/pressmark/server/build"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name, body string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module pressmark\n")
	write("go.sum", "")
	write("app/a.go", "package app")
	before, err := Of(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, body string
		same       bool
	}{
		{"app/a_test.go", "package app", true},
		{"cmd/pressmark/server/build/app.wasm", "x", true},
		{"app/a.go", "package app // changed", false},
	} {
		write(c.name, c.body)
		if now, err := Of(root); err != nil || (now == before) != c.same {
			t.Errorf("after writing %s: same stamp: %v, want %v (%v)", c.name, now == before, c.same, err)
		}
	}
	if got := Root(filepath.Join(root, "cmd", "pressmark")); got != root {
		t.Errorf("the source tree is %q", got)
	}
	if got := Root(t.TempDir()); got != "" {
		t.Errorf("there is a source tree at %q", got)
	}
}
