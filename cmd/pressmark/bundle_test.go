package main

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
	if a.version != b.version {
		t.Errorf("versions %s and %s", a.version, b.version)
	}
	for name, f := range a.files {
		if !bytes.Equal(f.body, b.files[name].body) {
			t.Errorf("%s differs", name)
		}
	}
	if next := another(t, a); next.version == a.version {
		t.Error("a changed style sheet leaves the version as it was")
	}
	if other := aBundle(t, "/other/"); other.version == a.version {
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
	if got := aBundle(t, "/").files["wasm_exec.js"].body; !bytes.Equal(bytes.TrimSpace(got), bytes.TrimSpace(want)) {
		t.Error("wasm_exec.js is not the one of this Go")
	}
}

// The program must stay small enough to be fetched over a phone's network.
func TestProgramSize(t *testing.T) {
	const most = 2_000_000 // bytes, compressed
	f := aBundle(t, "/").files[wasmFile]
	if f.br == nil {
		missing(t, "the program is not compressed: run make client")
	}
	if len(f.br) > most {
		t.Errorf("the program has %d bytes compressed, %d are allowed", len(f.br), most)
	}
	t.Logf("%d bytes, %d compressed", len(f.body), len(f.br))
}

var cssURL = regexp.MustCompile(`url\("([^"]+)"\)`)

// Whatever a page or style sheet of a site names is in the site.
func TestSiteIsWhole(t *testing.T) {
	for _, base := range []string{"/", "/any/path/", "/a/", "/library/"} {
		b := aBundle(t, base)
		dir := t.TempDir()
		if err := b.write(dir); err != nil {
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
		for name, f := range b.files {
			switch filepath.Ext(name) {
			case ".html":
				doc, err := html.Parse(bytes.NewReader(f.body))
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
				for _, m := range cssURL.FindAllSubmatch(f.body, -1) {
					visit(name, string(m[1]))
				}
			}
		}
		for _, name := range []string{"app.js", "wasm_exec.js", "web/boot.js", "web/line.js", "web/panic.js", "manifest.webmanifest", "web/fonts/inter-latin.woff2"} {
			if !seen[name] {
				t.Errorf("%s: no page names %s", base, name)
			}
		}
		script := string(b.files["app.js"].body)
		for _, want := range []string{
			`"GOAPP_ROOT_PREFIX":"` + base + `"`, `"` + base + `app-worker.js"`, `"` + base + `web/app.wasm"`, b.version,
		} {
			if !strings.Contains(script, want) {
				t.Errorf("%s: app.js lacks %s", base, want)
			}
		}
		if strings.Contains(script, versionSlot) || bytes.Contains(b.files[workerFile].body, []byte("{{")) {
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

func TestPack(t *testing.T) {
	b := aBundle(t, "/")
	root := t.TempDir()
	for _, dir := range []string{"annotations", "app", "web", "cmd/pressmark/build"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range map[string]string{
		"go.mod": "module pressmark\n", "go.sum": "", "app/a.go": "package app", "cmd/pressmark/build/" + strings.Repeat("0", 64) + ".br": "old",
	} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if b.files[wasmFile].br == nil {
		missing(t, "the program is not compressed: run make client")
	}
	if err := pack(root); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "cmd", "pressmark", "build")
	if _, err := os.Stat(filepath.Join(dir, strings.Repeat("0", 64)+".br")); err == nil {
		t.Error("an old copy is still there")
	}
	for name, f := range b.files {
		if _, err := os.Stat(filepath.Join(dir, f.hash()+".br")); (err == nil) != f.shrinks() {
			t.Errorf("%s: compressed copy: %v", name, err)
		}
	}

	stamp, err := os.ReadFile(filepath.Join(dir, "stamp"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, body string
		same       bool
	}{
		{"app/a_test.go", "package app", true},
		{"cmd/pressmark/build/app.wasm", "x", true},
		{"app/a.go", "package app // changed", false},
	} {
		if err := os.WriteFile(filepath.Join(root, c.name), []byte(c.body), 0o644); err != nil {
			t.Fatal(err)
		}
		if now, err := stampOf(root); err != nil || (now == string(stamp)) != c.same {
			t.Errorf("after writing %s: same stamp: %v, want %v (%v)", c.name, now == string(stamp), c.same, err)
		}
	}
	if got := sourceTree(filepath.Join(root, "cmd", "pressmark")); got != root {
		t.Errorf("the source tree is %q", got)
	}
	if got := sourceTree(t.TempDir()); got != "" {
		t.Errorf("there is a source tree at %q", got)
	}
}
