package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// stampOf returns a digest of the sources of the client and of what it is served
// with, under the root of the source tree.
func stampOf(root string) (string, error) {
	sum := sha256.New()
	for _, top := range []string{"annotations", "app", "cmd", "go.mod", "go.sum", "web"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir():
				if d.Name() == "build" || d.Name() == "testdata" {
					return filepath.SkipDir
				}
				return nil
			case strings.HasSuffix(path, "_test.go"):
				return nil
			}
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			name, _ := filepath.Rel(root, path)
			io.WriteString(sum, filepath.ToSlash(name)+"\x00")
			n, err := io.Copy(sum, f)
			sum.Write([]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// sourceTree returns the root of Pressmark's source tree that holds dir, or "".
func sourceTree(dir string) string {
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && bytes.HasPrefix(mod, []byte("module pressmark\n")) {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// stale reports whether this binary is run inside a source tree that has changed
// since its client was built. Elsewhere there is nothing to compare with.
func stale() bool {
	dir, err := os.Getwd()
	if err != nil {
		return false
	}
	root := sourceTree(dir)
	if root == "" {
		return false
	}
	now, err := stampOf(root)
	then, noStamp := built.ReadFile("build/stamp")
	return err == nil && (noStamp != nil || string(then) != now)
}
