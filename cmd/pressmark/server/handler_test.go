package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressmark/cmd/packed"
)

// get asks a handler, with headers given in pairs.
func get(t testing.TB, h http.Handler, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func read(t testing.TB, r io.Reader) []byte {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAccepts(t *testing.T) {
	for _, c := range []struct {
		header, encoding string
		want             bool
	}{
		{"", "br", false},
		{"br", "br", true},
		{"gzip, deflate, br", "br", true},
		{"gzip;q=1.0, BR;q=0.5", "br", true},
		{"br;q=0", "br", false},
		{"br; q=0.000", "br", false},
		{"*", "gzip", true},
		{"*;q=0", "gzip", false},
		{"gzip;q=0, *", "gzip", false},
		{"*;q=0, gzip", "gzip", true},
		{"identity", "gzip", false},
		{"xbr", "br", false},
	} {
		if got := accepts(c.header, c.encoding); got != c.want {
			t.Errorf("accepts(%q, %q) = %v", c.header, c.encoding, got)
		}
	}
}

// Every file comes whole in every encoding, with its type, and is not sent twice.
func TestServesFiles(t *testing.T) {
	b := aBundle(t, "/")
	b.compress(packed.Quick)
	h := Handler(b)
	for name, f := range b.Files {
		for _, encoding := range []string{"", "gzip", "br", "gzip, br;q=0"} {
			path := "/" + strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/")
			res := get(t, h, path, "Accept-Encoding", encoding)
			if res.StatusCode != http.StatusOK {
				t.Errorf("%s: %s", path, res.Status)
				continue
			}
			var body io.Reader = res.Body
			switch got := res.Header.Get("Content-Encoding"); got {
			case "br":
				body = brotli.NewReader(body)
			case "gzip":
				z, err := gzip.NewReader(body)
				if err != nil {
					t.Fatal(err)
				}
				body = z
			case "":
				if encoding != "" && packed.Worth(name, f.Body) {
					t.Errorf("%s is not compressed for %q", path, encoding)
				}
			}
			if !bytes.Equal(read(t, body), f.Body) {
				t.Errorf("%s came wrong as %q", path, encoding)
			}
			if got := res.Header.Get("Content-Type"); got != f.Type || got == "" {
				t.Errorf("%s has type %q", path, got)
			}
			tag := res.Header.Get("ETag")
			again := get(t, h, path, "Accept-Encoding", encoding, "If-None-Match", tag)
			if again.StatusCode != http.StatusNotModified || len(read(t, again.Body)) > 0 {
				t.Errorf("%s with its own tag: %s", path, again.Status)
			}
			if other := get(t, h, path, "Accept-Encoding", encoding, "If-None-Match", `"another"`); other.StatusCode != http.StatusOK {
				t.Errorf("%s with another tag: %s", path, other.Status)
			}
		}
	}
	if got := b.Files[WasmFile].Type; got != "application/wasm" {
		t.Errorf("the program has type %s", got)
	}
}

func TestHeaders(t *testing.T) {
	h := Handler(aBundle(t, "/"))
	const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
		"font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
		"frame-ancestors 'none'"
	for _, path := range []string{"/", "/library", "/app-worker.js", "/web/app.wasm", "/no/such/page", "/web/none.css"} {
		res := get(t, h, path)
		for name, want := range map[string]string{
			"Content-Security-Policy":    policy,
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
			"Cache-Control":              "no-cache",
		} {
			if got := res.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if !strings.Contains(res.Header.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%s: no Permissions-Policy", path)
		}
	}
}

func TestStatus(t *testing.T) {
	h := Handler(aBundle(t, "/"))
	for _, c := range []struct {
		path   string
		status int
		mime   string // how the type begins
	}{
		{"/", 200, "text/html"},
		{"/a/0190a000-0000-7000-8000-000000000000", 200, "text/html"},
		{"/manifest.webmanifest", 200, "application/manifest+json"},
		{"/app-worker.js", 200, "text/javascript"},
		{"/library/", 301, ""},
		{"//evil.example/x", 301, ""},
		{"/web/../library", 301, ""},
		{"/no/such/page", 404, "text/html"}, // the shell, in which the app says so
		{"/web/none.css", 404, "text/plain"},
		{"/web/sw.js", 404, "text/plain"},
		{"/web/loader.css", 404, "text/plain"},
		{"/favicon.ico", 404, "text/plain"},
	} {
		res := get(t, h, c.path)
		if res.StatusCode != c.status || !strings.HasPrefix(res.Header.Get("Content-Type"), c.mime) {
			t.Errorf("%s: %s, %s", c.path, res.Status, res.Header.Get("Content-Type"))
		}
		if to := res.Header.Get("Location"); strings.HasPrefix(to, "//") {
			t.Errorf("%s leads to %s", c.path, to)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, "/", nil))
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/", nil))
	if w.Code != http.StatusOK || w.Body.Len() > 0 || w.Header().Get("ETag") == "" {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

// The policy forbids inline scripts and styles: no page may hold one.
func TestPagesAreSafe(t *testing.T) {
	for name, f := range aBundle(t, "/").Files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(f.Body))
		if err != nil {
			t.Fatal(err)
		}
		policies := 0
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.DataAtom == atom.Style || n.DataAtom == atom.Script && n.FirstChild != nil {
				t.Errorf("%s holds an inline %s", name, n.Data)
			}
			if attr(n, "http-equiv") == "Content-Security-Policy" {
				policies++
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		}
		if policies != 1 {
			t.Errorf("%s carries %d policies", name, policies)
		}
	}
}
