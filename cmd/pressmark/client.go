package main

import (
	"embed"
	"errors"
	"io/fs"
)

// built is the client as `make build` left it: app.wasm, convert.wasm, stamp, and for each
// file of the house that shrinks a copy compressed with brotli and one with
// gzip, named by the digest of what they hold. In a clean clone it holds
// nothing but its .gitignore.
//
//go:embed all:build
var built embed.FS

var errNoClient = errors.New("this binary holds no client: run make build")

// wasm returns a program for the browser, or errNoClient.
func wasm(name string) ([]byte, error) {
	b, err := built.ReadFile("build/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoClient
	}
	return b, err
}

// builtCopy returns the compressed copy of what has this digest, or nil.
func builtCopy(digest, extension string) []byte {
	b, err := built.ReadFile("build/" + digest + extension)
	if err != nil {
		return nil
	}
	return b
}
