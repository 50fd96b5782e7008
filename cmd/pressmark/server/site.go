package server

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"pressmark/cmd/packed"
)

// WriteSite writes the site for a base path into a folder, and says so on out. Errors:
// ErrNoClient, a base path that none can be, and what the system says about the folder.
func WriteSite(dir, base string, out io.Writer) error {
	base, err := cleanBase(base)
	if err != nil {
		return err
	}
	b, err := New(base, false)
	if err != nil {
		return err
	}
	b.compress(packed.Best)
	if err := b.Write(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "Pressmark for %s is in %s: %d files, version %s\n", base, dir, len(b.Files), b.Version)
	return err
}

// cleanBase returns a base path that begins and ends with a slash.
func cleanBase(base string) (string, error) {
	for _, r := range base {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/", r) {
			return "", fmt.Errorf("the base path %q may hold letters, digits and - . _ ~ / only", base)
		}
	}
	parts := strings.FieldsFunc(base, func(r rune) bool { return r == '/' })
	for _, p := range parts {
		if p == "." || p == ".." {
			return "", fmt.Errorf("the base path %q may not hold . or .. as a part", base)
		}
	}
	if len(parts) == 0 {
		return "/", nil
	}
	return "/" + strings.Join(parts, "/") + "/", nil
}

// Write writes the bundle into a folder, the worker last: a browser that looks
// for an update meanwhile finds the old one.
func (b *Bundle) Write(dir string) error {
	for name, f := range b.Files {
		if name == WorkerFile {
			continue
		}
		if err := f.write(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return b.Files[WorkerFile].write(filepath.Join(dir, WorkerFile))
}
