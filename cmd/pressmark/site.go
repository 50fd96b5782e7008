package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/cmd/packed"
)

func siteCommand() *cobra.Command {
	var dir, base string
	c := &cobra.Command{
		Use:   "site",
		Short: "Write Pressmark as a static site for any host",
		Long: "Write Pressmark as files for any host, under any base path. Beside each file that shrinks\n" +
			"lie a .br and a .gz copy for hosts that use them.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return trouble(writeSite(dir, base, c.OutOrStdout())) },
	}
	c.Flags().StringVar(&dir, "dir", "site", "folder to write to")
	c.Flags().StringVar(&base, "base", "/", "path under which the site will be found")
	return c
}

// writeSite writes the site for a base path into a folder, and says so.
func writeSite(dir, base string, out io.Writer) error {
	base, err := cleanBase(base)
	if err != nil {
		return err
	}
	b, err := newBundle(base, false)
	if err != nil {
		return err
	}
	b.compress(packed.Best)
	if err := b.write(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "Pressmark for %s is in %s: %d files, version %s\n", base, dir, len(b.files), b.version)
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

// write writes the bundle into a folder, the worker last: a browser that looks
// for an update meanwhile finds the old one.
func (b *bundle) write(dir string) error {
	for name, f := range b.files {
		if name == workerFile {
			continue
		}
		if err := f.write(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return b.files[workerFile].write(filepath.Join(dir, workerFile))
}

// write writes the file and its compressed copies.
func (f *file) write(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	for ext, body := range map[string][]byte{"": f.body, ".br": f.br, ".gz": f.gz} {
		if body == nil {
			continue
		}
		if err := os.WriteFile(path+ext, body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
