package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pressmark/cmd/packed"
)

// The program must stay small enough to be fetched over a phone's network, compressed as
// well as can be: what `make build` has left is measured, or else the program is compressed
// here. That takes most of a minute, and is noted for the next time.
func TestProgramSize(t *testing.T) {
	const most = 2_100_000 // bytes, compressed
	root := filepath.Join("..", "..")
	program, err := os.ReadFile(filepath.Join(root, embedded, "app.wasm"))
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("PRESSMARK_WHOLE") == "" {
		t.Skip("no client is built: run make client")
	}
	if err != nil {
		t.Fatal(err)
	}
	digest := packed.Digest(program)
	size := 0
	note := filepath.Join(root, "build", "size", digest)
	if copied, err := os.Stat(filepath.Join(root, embedded, packed.Best.Name(digest, "br"))); err == nil {
		size = int(copied.Size())
	} else if noted, err := os.ReadFile(note); err == nil {
		size, _ = strconv.Atoi(string(noted))
	}
	if size == 0 {
		size = len(packed.Best.Brotli(program))
		if err := os.MkdirAll(filepath.Dir(note), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(note, []byte(strconv.Itoa(size)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if size > most {
		t.Errorf("the program has %d bytes compressed, %d are allowed", size, most)
	}
	t.Logf("%d bytes, %d compressed", len(program), size)
}
