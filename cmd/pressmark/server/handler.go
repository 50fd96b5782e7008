package server

import (
	"net/http"
	"path"
	"strings"
)

// pagePolicy is the content security policy that each page carries itself, for
// hosts that send no headers; a page cannot forbid its own framing.
const pagePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'"

// headers go with every answer.
var headers = map[string]string{
	"Content-Security-Policy":    pagePolicy + "; frame-ancestors 'none'",
	"X-Content-Type-Options":     "nosniff",
	"Referrer-Policy":            "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Permissions-Policy":         "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
	// Everything is asked for anew and answered 304 while it is the same: the
	// worker's cache, not the browser's, makes later visits fast.
	"Cache-Control": "no-cache",
}

// Handler serves a bundle whose base is "/".
func Handler(b *Bundle) http.Handler {
	goapp := house(b)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for k, v := range headers {
			w.Header().Set(k, v)
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		p := path.Clean("/" + r.URL.Path)
		if p != r.URL.Path {
			to := *r.URL
			to.Path = p
			http.Redirect(w, r, to.RequestURI(), http.StatusMovedPermanently)
			return
		}
		if f, found := b.at(p[1:]); found {
			f.serve(w, r)
			return
		}
		switch shell := b.Files[ShellFile]; {
		case path.Ext(p) != "" || strings.HasPrefix(p, "/web/"):
			http.NotFound(w, r)
		case routed(goapp, p):
			shell.serve(w, r)
		default:
			shell.serve(lost{w}, r)
		}
	})
}

// lost answers with 404 what would be answered with 200.
type lost struct{ http.ResponseWriter }

func (w lost) WriteHeader(status int) {
	if status == http.StatusOK {
		status = http.StatusNotFound
	}
	w.ResponseWriter.WriteHeader(status)
}
