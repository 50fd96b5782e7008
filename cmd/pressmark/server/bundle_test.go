package server

import (
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Two starts of the same binary serve the same version, byte for byte.
func TestVersionIsStable(t *testing.T) {
	a, b := aBundle(t, "/"), aBundle(t, "/")
	if a.Version != b.Version {
		t.Errorf("versions %s and %s", a.Version, b.Version)
	}
	for name, f := range a.Files {
		if !bytes.Equal(f.Body, b.Files[name].Body) {
			t.Errorf("%s differs", name)
		}
	}
	next, err := a.With("web/fonts.css", []byte("/* another version */"))
	if err != nil {
		t.Fatal(err)
	}
	if next.Version == a.Version {
		t.Error("a changed style sheet leaves the version as it was")
	}
	if other := aBundle(t, "/other/"); other.Version == a.Version {
		t.Error("another base path has the same version")
	}
}

// go-app brings its own wasm_exec.js, which must be that of the Go that compiled
// the program.
func TestWasmExecIsOurGos(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	if got := aBundle(t, "/").Files["wasm_exec.js"].Body; !bytes.Equal(bytes.TrimSpace(got), bytes.TrimSpace(want)) {
		t.Error("wasm_exec.js is not the one of this Go")
	}
}

var cssURL = regexp.MustCompile(`url\("([^"]+)"\)`)

// Whatever a page or style sheet of a site names is in the site.
func TestSiteIsWhole(t *testing.T) {
	for _, base := range []string{"/", "/any/path/", "/a/", "/library/"} {
		b := aBundle(t, base)
		dir := t.TempDir()
		if err := b.Write(dir); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		visit := func(from, link string) {
			at, err := url.Parse("http://host" + base + from)
			if err != nil {
				t.Fatal(err)
			}
			to, err := at.Parse(link)
			if err != nil {
				t.Errorf("%s%s names %q: %v", base, from, link, err)
				return
			}
			name, inside := strings.CutPrefix(to.Path, base)
			if to.Host != "host" || !inside {
				t.Errorf("%s%s leads out to %s", base, from, to)
				return
			}
			path := filepath.Join(dir, filepath.FromSlash(name))
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				path = filepath.Join(path, "index.html")
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s%s names %s, which is not there", base, from, link)
			}
			seen[name] = true
		}
		for name, f := range b.Files {
			switch filepath.Ext(name) {
			case ".html":
				doc, err := html.Parse(bytes.NewReader(f.Body))
				if err != nil {
					t.Fatal(err)
				}
				for n := range doc.Descendants() {
					for _, a := range n.Attr {
						if a.Key == "href" || a.Key == "src" {
							visit(name, a.Val)
						}
					}
				}
			case ".css":
				for _, m := range cssURL.FindAllSubmatch(f.Body, -1) {
					visit(name, string(m[1]))
				}
			}
		}
		for _, name := range []string{"app.js", "wasm_exec.js", "web/boot.js", "web/line.js", "web/panic.js", "manifest.webmanifest", "web/fonts/inter-latin.woff2"} {
			if !seen[name] {
				t.Errorf("%s: no page names %s", base, name)
			}
		}
		script := string(b.Files["app.js"].Body)
		for _, want := range []string{
			`"GOAPP_ROOT_PREFIX":"` + base + `"`, `"` + base + `app-worker.js"`, `"` + base + `web/app.wasm"`, b.Version,
		} {
			if !strings.Contains(script, want) {
				t.Errorf("%s: app.js lacks %s", base, want)
			}
		}
		if strings.Contains(script, versionSlot) || bytes.Contains(b.Files[WorkerFile].Body, []byte("{{")) {
			t.Errorf("%s: a place was left unfilled", base)
		}
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct{ base, path, want string }{
		{"/", "/library", "/library"},
		{"/", "/", "/"},
		{"/any/path/", "/", "/any/path/"},
		{"/any/path/", "/library", "/any/path/library"},
		{"/any/path/", "/any/path/library", "/any/path/library"},
		{"/any/path/", "#place", "#place"},
		{"/any/path/", "relative", "relative"},
		{"/any/path/", "//elsewhere/x", "//elsewhere/x"},
		{"/any/path/", "https://elsewhere/x", "https://elsewhere/x"},
		{"/any/path/", "", ""},
	} {
		if got := resolver(c.base).Resolve(c.path); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.base, c.path, got, c.want)
		}
	}
}

func TestCleanBase(t *testing.T) {
	for in, want := range map[string]string{
		"": "/", "/": "/", "x": "/x/", "/x": "/x/", "x/y/": "/x/y/", "//x//y": "/x/y/", "/~me/press-mark_1.0": "/~me/press-mark_1.0/",
	} {
		if got, err := cleanBase(in); got != want || err != nil {
			t.Errorf("%q became %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"/x y/", "/x?y", "/é/", `/x"y`, "/../x", "/x/./y"} {
		if got, err := cleanBase(in); err == nil {
			t.Errorf("%q was taken as %q", in, got)
		}
	}
}
