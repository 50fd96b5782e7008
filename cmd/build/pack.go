package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"pressmark/cmd/packed"
	"pressmark/cmd/stamp"
	"pressmark/web"
)

// pack writes, beside the programs that the binary embeds, compressed copies of them and of
// the files of web/, and the stamp of the source tree; and removes what an older build left.
// A copy of the best level serves a quick build too.
func pack(root string, level packed.Level) error {
	now, err := stamp.Of(root)
	if err != nil {
		return err
	}
	dir := filepath.Join(root, embedded)
	files := map[string][]byte{}
	for _, p := range programs {
		if files[p.served], err = os.ReadFile(filepath.Join(dir, p.served)); err != nil {
			return err
		}
	}
	err = fs.WalkDir(web.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = web.Files.ReadFile(name)
		}
		return err
	})
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for name, body := range files {
		if !packed.Worth(name, body) {
			continue
		}
		digest := packed.Digest(body)
		for encoding, compress := range map[string]func(packed.Level) []byte{
			"br": func(l packed.Level) []byte { return l.Brotli(body) },
			"gz": func(l packed.Level) []byte { return l.Gzip(body) },
		} {
			best, copied := packed.Best.Name(digest, encoding), level.Name(digest, encoding)
			if _, err := os.Stat(filepath.Join(dir, best)); err == nil {
				copied = best
			}
			wanted[copied] = true
			if _, err := os.Stat(filepath.Join(dir, copied)); err == nil {
				continue
			}
			if err := keep(filepath.Join(dir, copied), compress(level)); err != nil {
				return err
			}
		}
	}
	if err := keep(filepath.Join(dir, "stamp"), []byte(now)); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if (ext == ".br" || ext == ".gz" || e.Name() == "part") && !wanted[e.Name()] {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
