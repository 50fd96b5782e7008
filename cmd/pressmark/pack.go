package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// packCommand is a step of the build: it fills the folder that the next build of
// this command embeds.
func packCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "pack ROOT",
		Short:  "Compress what the binary will embed, in the source tree at ROOT",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE:   func(_ *cobra.Command, args []string) error { return pack(args[0]) },
	}
}

// pack writes the compressed copies and the stamp of a source tree, and removes
// what an older build left. Copies are named by the digest of what they hold: one
// that is there is right.
func pack(root string) error {
	stamp, err := stampOf(root)
	if err != nil {
		return err
	}
	b, err := newBundle("/", false)
	if err != nil {
		return err
	}
	if err := b.compress(); err != nil {
		return err
	}
	dir := filepath.Join(root, "cmd", "pressmark", "build")
	want := map[string][]byte{"stamp": []byte(stamp)}
	for _, f := range b.files {
		if f.br != nil {
			want[f.hash()+".br"], want[f.hash()+".gz"] = f.br, f.gz
		}
	}
	for name, body := range want {
		path := filepath.Join(dir, name)
		if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, body) {
			continue
		}
		if err := os.WriteFile(path, body, 0o644); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if _, wanted := want[e.Name()]; !wanted && strings.Contains(".br.gz", ext) && ext != "" {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
