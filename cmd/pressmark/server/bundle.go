// Package server is what the browser is given: one bundle of files for a base path, served
// over HTTP or written as a static site. Both give the same bytes, under the same version.
// The policy, no inline script or style and no other host, is in each page and each answer.
package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"pressmark/cmd/packed"
	"pressmark/web"
)

// A Bundle is everything that the browser is ever given, for one base path: what
// serve answers with and what site writes. It is made once and never changes.
type Bundle struct {
	Base    string           // "/" or "/any/path/"
	Fetches bool             // the server opens addresses for the reader
	Version string           // a digest of all that is in it
	Files   map[string]*File // by name: the path below the base of a static site
}

// Names of files that are more than their content.
const (
	WasmFile      = "web/app.wasm"
	converterFile = "web/convert.wasm" // the formats of other tools: loaded when one is met
	WorkerFile    = "app-worker.js"    // as go-app's app.js registers it
	ShellFile     = "shell.html"       // answers every navigation once the worker is there
	LostFile      = "404.html"         // the same, for hosts of plain files
)

// New makes the bundle for a base path that begins and ends with a slash. With
// fetches its pages offer that the server opens addresses. The error is ErrNoClient where
// no client has been built.
func New(base string, fetches bool) (*Bundle, error) {
	b := &Bundle{Base: base, Fetches: fetches, Files: map[string]*File{}}
	for _, name := range []string{WasmFile, converterFile} {
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

func (b *Bundle) add(name string, body []byte) {
	f := &File{Body: body, Type: mimeOf(name), digest: sha256.Sum256(body)}
	f.br = builtCopy(f.hash(), "br", packed.Best, packed.Quick)
	f.gz = builtCopy(f.hash(), "gz", packed.Best, packed.Quick)
	b.Files[name] = f
}

// addWeb adds the files of web/, but for the worker's template, the sample's
// placeholder pictures aside.
func (b *Bundle) addWeb() error {
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
func (b *Bundle) addWorker() error {
	template, err := web.Files.ReadFile("sw.js")
	if err != nil {
		return err
	}
	sum := sha256.New()
	sum.Write(template)
	for _, name := range slices.Sorted(maps.Keys(b.Files)) {
		fmt.Fprintf(sum, "%s %x\n", name, b.Files[name].digest)
	}
	b.Version = hex.EncodeToString(sum.Sum(nil)[:8])
	b.add("app.js", bytes.ReplaceAll(b.Files["app.js"].Body, []byte(versionSlot), []byte(b.Version)))

	resources := map[string]string{}
	for name, f := range b.Files {
		if Offline(name) {
			resources[name] = "sha256-" + base64.StdEncoding.EncodeToString(f.digest[:])
		}
	}
	list, err := json.MarshalIndent(resources, "", "  ")
	if err != nil {
		return err
	}
	b.add(WorkerFile, []byte(strings.NewReplacer(
		"{{.Version}}", b.Version, "{{.Resources}}", string(list), "{{.Shell}}", ShellFile,
	).Replace(string(template))))
	return nil
}

// With returns the bundle with another content of a file, and so of another version: what a
// browser meets after an update.
func (b *Bundle) With(name string, body []byte) (*Bundle, error) {
	next := &Bundle{Base: b.Base, Fetches: b.Fetches, Files: maps.Clone(b.Files)}
	delete(next.Files, WorkerFile)
	next.add("app.js", bytes.ReplaceAll(b.Files["app.js"].Body, []byte(b.Version), []byte(versionSlot)))
	next.add(name, body)
	return next, next.addWorker()
}

// Offline reports whether the worker keeps a file: all but the pages that its
// shell stands for, and the pictures that only an installer shows.
func Offline(name string) bool {
	return name == ShellFile || path.Ext(name) != ".html" && !strings.HasPrefix(name, "web/screenshots/")
}

// at finds the file for a path below the base, without leading slash.
func (b *Bundle) at(p string) (f *File, found bool) {
	if f, found = b.Files[p]; !found {
		f, found = b.Files[path.Join(p, "index.html")]
	}
	return f, found
}

// compress makes compressed copies of each file that shrinks, where those that were built
// are not of this level or a better one.
func (b *Bundle) compress(l packed.Level) {
	for name, f := range b.Files {
		if !packed.Worth(name, f.Body) || l == packed.Quick && f.br != nil {
			continue
		}
		digest := f.hash()
		if f.br = builtCopy(digest, "br", packed.Best); f.br == nil {
			f.br = l.Brotli(f.Body)
		}
		if f.gz = builtCopy(digest, "gz", packed.Best); f.gz == nil {
			f.gz = l.Gzip(f.Body)
		}
	}
}
