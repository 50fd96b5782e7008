package main

import (
	"bytes"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
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

// handler serves a bundle whose base is "/".
func handler(b *bundle) http.Handler {
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
		switch shell := b.files[shellFile]; {
		case path.Ext(p) != "" || strings.HasPrefix(p, "/web/"):
			http.NotFound(w, r)
		case routed(goapp, p):
			shell.serve(w, r)
		default:
			shell.serve(lost{w}, r)
		}
	})
}

// serve answers with the file: compressed as the browser likes it, or 304.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	body, encoding := f.body, ""
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
	w.Header().Set("Content-Type", f.mime)
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

// lost answers with 404 what would be answered with 200.
type lost struct{ http.ResponseWriter }

func (w lost) WriteHeader(status int) {
	if status == http.StatusOK {
		status = http.StatusNotFound
	}
	w.ResponseWriter.WriteHeader(status)
}
