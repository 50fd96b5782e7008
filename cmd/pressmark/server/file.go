package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A File is one file of a bundle.
type File struct {
	Body   []byte
	Type   string // its media type
	digest [sha256.Size]byte
	br, gz []byte // Body compressed; nil where that is not worth it or was not built
}

func (f *File) hash() string { return hex.EncodeToString(f.digest[:]) }

// mimeOf returns the type of a file by its name, the same on every machine.
func mimeOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".wasm":
		return "application/wasm"
	case ".webmanifest":
		return "application/manifest+json"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	default:
		return mime.TypeByExtension(ext) // .html, .css, .svg, .png, .json: built into package mime
	}
}

// serve answers with the file: compressed as the browser likes it, or 304.
func (f *File) serve(w http.ResponseWriter, r *http.Request) {
	body, encoding := f.Body, ""
	if f.br != nil || f.gz != nil {
		w.Header().Set("Vary", "Accept-Encoding")
		accepted := r.Header.Get("Accept-Encoding")
		switch {
		case f.br != nil && accepts(accepted, "br"):
			body, encoding = f.br, "br"
		case f.gz != nil && accepts(accepted, "gzip"):
			body, encoding = f.gz, "gzip"
		}
	}
	tag := f.hash()[:16]
	if encoding != "" {
		w.Header().Set("Content-Encoding", encoding)
		w.Header().Set("Content-Length", strconv.Itoa(len(body))) // ServeContent leaves it out
		tag += "-" + encoding
	}
	w.Header().Set("Content-Type", f.Type)
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// accepts reports whether an Accept-Encoding header allows an encoding.
func accepts(header, encoding string) bool {
	allowed := false
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != encoding && name != "*" {
			continue
		}
		weight := 1.0
		if q, found := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); found {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		if name == encoding {
			return weight > 0
		}
		allowed = weight > 0
	}
	return allowed
}

// write writes the file and its compressed copies.
func (f *File) write(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	for ext, body := range map[string][]byte{"": f.Body, ".br": f.br, ".gz": f.gz} {
		if body == nil {
			continue
		}
		if err := os.WriteFile(path+ext, body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
