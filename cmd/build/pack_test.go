package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressmark/cmd/packed"
	"pressmark/web"
)

// There is a copy of everything that is worth it; a better copy that is there serves a quick
// build too, and what an older build left goes.
func TestPack(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, embedded)
	for _, name := range []string{"annotations", "app", "web", embedded} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	old := filepath.Join(embedded, strings.Repeat("0", 64))
	files := map[string]string{"go.mod": "module pressmark\n", "go.sum": "", old + ".br": "old", old + ".quick.gz": "old"}
	for _, p := range programs {
		files[filepath.Join(embedded, p.served)] = strings.Repeat("program ", 100)
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// copies returns how many copies there are, and of which levels.
	copies := func() (quick, best int) {
		t.Helper()
		names, err := filepath.Glob(filepath.Join(dir, "*.[bg][rz]"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.Contains(name, ".quick.") {
				quick++
			} else {
				best++
			}
		}
		return quick, best
	}
	worth := map[string]bool{packed.Digest([]byte(strings.Repeat("program ", 100))): true}
	err := fs.WalkDir(web.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if body, err := web.Files.ReadFile(name); err == nil && packed.Worth(name, body) {
			worth[packed.Digest(body)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all := 2 * len(worth) // brotli, gzip
	for _, c := range []struct {
		level       packed.Level
		quick, best int
	}{{packed.Quick, all, 0}, {packed.Best, 0, all}, {packed.Quick, 0, all}} {
		if err := pack(root, c.level); err != nil {
			t.Fatal(err)
		}
		if quick, best := copies(); quick != c.quick || best != c.best {
			t.Errorf("packed at %v: %d quick copies, %d of the best; want %d, %d", c.level, quick, best, c.quick, c.best)
		}
	}
}
