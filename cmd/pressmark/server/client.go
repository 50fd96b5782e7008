package server

import (
	"embed"
	"errors"
	"io/fs"
	"os"

	"pressmark/cmd/packed"
	"pressmark/cmd/stamp"
)

// built is the client as `make build` left it: app.wasm, convert.wasm, stamp, and copies of
// these programs and of the files of web/, compressed with brotli and with gzip, named by the
// digest of what they hold. In a clean clone it holds
// nothing but its .gitignore.
//
//go:embed all:build
var built embed.FS

// ErrNoClient says that nothing was built before this binary was.
var ErrNoClient = errors.New("this binary holds no client: run make build")

// wasm returns a program for the browser, or errNoClient.
func wasm(name string) ([]byte, error) {
	b, err := built.ReadFile("build/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoClient
	}
	return b, err
}

// builtCopy returns the compressed copy that was built of what has this digest, at the
// first of these levels that there is one of, or nil.
func builtCopy(digest, encoding string, levels ...packed.Level) []byte {
	for _, l := range levels {
		if b, err := built.ReadFile("build/" + l.Name(digest, encoding)); err == nil {
			return b
		}
	}
	return nil
}

// Stale reports whether this binary is run inside a source tree that has changed
// since its client was built. Elsewhere there is nothing to compare with.
func Stale() bool {
	dir, err := os.Getwd()
	if err != nil {
		return false
	}
	root := stamp.Root(dir)
	if root == "" {
		return false
	}
	now, err := stamp.Of(root)
	then, noStamp := built.ReadFile("build/stamp")
	return err == nil && (noStamp != nil || string(then) != now)
}
