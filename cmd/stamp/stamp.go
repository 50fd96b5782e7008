// Package stamp says whether a built client is older than the sources it was built from:
// the build leaves a digest of them, and the server compares.
package stamp

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

// Of returns a digest of the sources of the client and of what it is served with, under
// the root of the source tree. Errors are those of reading them.
func Of(root string) (string, error) {
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

// Root returns the root of Pressmark's source tree that holds dir, or "".
func Root(dir string) string {
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
