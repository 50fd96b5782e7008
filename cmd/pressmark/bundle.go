package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"path"
	"slices"
	"strings"

	"pressmark/cmd/packed"
	"pressmark/web"
)

// A bundle is everything that the browser is ever given, for one base path: what
// serve answers with and what site writes. It is made once and never changes.
type bundle struct {
	base    string           // "/" or "/any/path/"
	fetches bool             // the server opens addresses for the reader
	version string           // a digest of all that is in it
	files   map[string]*file // by name: the path below the base of a static site
}

// A file is one file of a bundle.
type file struct {
	body   []byte
	mime   string
	digest [sha256.Size]byte
	br, gz []byte // body compressed; nil where that is not worth it or was not built
}

// Names of files that are more than their content.
const (
	wasmFile      = "web/app.wasm"
	converterFile = "web/convert.wasm" // the formats of other tools: loaded when one is met
	workerFile    = "app-worker.js"    // as go-app's app.js registers it
	shellFile     = "shell.html"       // answers every navigation once the worker is there
	lostFile      = "404.html"         // the same, for hosts of plain files
)

// newBundle makes the bundle for a base path that begins and ends with a slash. With
// fetches its pages offer that the server opens addresses. The error is errNoClient where
// no client has been built.
func newBundle(base string, fetches bool) (*bundle, error) {
	b := &bundle{base: base, fetches: fetches, files: map[string]*file{}}
	for _, name := range []string{wasmFile, converterFile} {
		program, err := wasm(path.Base(name))
		if err != nil {
			return nil, err
		}
		b.add(name, program)
	}
	if err := b.addWeb(); err != nil {
		return nil, err
	}
	b.add("manifest.webmanifest", manifest(base))
	if err := b.addPages(); err != nil {
		return nil, err
	}
	return b, b.addWorker()
}

func (b *bundle) add(name string, body []byte) {
	f := &file{body: body, mime: mimeOf(name), digest: sha256.Sum256(body)}
	f.br = builtCopy(f.hash(), "br", packed.Best, packed.Quick)
	f.gz = builtCopy(f.hash(), "gz", packed.Best, packed.Quick)
	b.files[name] = f
}

// addWeb adds the files of web/, but for the worker's template, the sample's
// placeholder pictures aside.
func (b *bundle) addWeb() error {
	return fs.WalkDir(web.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "sw.js" {
			return err
		}
		body, err := web.Files.ReadFile(name)
		b.add("web/"+name, body)
		return err
	})
}

// addWorker sets the version and adds the two files that know it. They hold
// nothing else that changes, so that equal bundles have equal versions.
func (b *bundle) addWorker() error {
	template, err := web.Files.ReadFile("sw.js")
	if err != nil {
		return err
	}
	sum := sha256.New()
	sum.Write(template)
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		fmt.Fprintf(sum, "%s %x\n", name, b.files[name].digest)
	}
	b.version = hex.EncodeToString(sum.Sum(nil)[:8])
	b.add("app.js", bytes.ReplaceAll(b.files["app.js"].body, []byte(versionSlot), []byte(b.version)))

	resources := map[string]string{}
	for name, f := range b.files {
		if offline(name) {
			resources[name] = "sha256-" + base64.StdEncoding.EncodeToString(f.digest[:])
		}
	}
	list, err := json.MarshalIndent(resources, "", "  ")
	if err != nil {
		return err
	}
	b.add(workerFile, []byte(strings.NewReplacer(
		"{{.Version}}", b.version, "{{.Resources}}", string(list), "{{.Shell}}", shellFile,
	).Replace(string(template))))
	return nil
}

// offline reports whether the worker keeps a file: all but the pages that its
// shell stands for, and the pictures that only an installer shows.
func offline(name string) bool {
	return name == shellFile || path.Ext(name) != ".html" && !strings.HasPrefix(name, "web/screenshots/")
}

// at finds the file for a path below the base, without leading slash.
func (b *bundle) at(p string) (f *file, found bool) {
	if f, found = b.files[p]; !found {
		f, found = b.files[path.Join(p, "index.html")]
	}
	return f, found
}

// compress makes compressed copies of each file that shrinks, where those that were built
// are not of this level or a better one.
func (b *bundle) compress(l packed.Level) {
	for name, f := range b.files {
		if !packed.Worth(name, f.body) || l == packed.Quick && f.br != nil {
			continue
		}
		digest := f.hash()
		if f.br = builtCopy(digest, "br", packed.Best); f.br == nil {
			f.br = l.Brotli(f.body)
		}
		if f.gz = builtCopy(digest, "gz", packed.Best); f.gz == nil {
			f.gz = l.Gzip(f.body)
		}
	}
}

func (f *file) hash() string { return hex.EncodeToString(f.digest[:]) }

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
