package main

import (
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"testing"

	"pressmark/cmd/pressmark/server"
)

// whole reports whether nothing may be skipped: under `make test`, which has
// built the client and fetched a browser.
func whole() bool { return os.Getenv("PRESSMARK_WHOLE") != "" }

// missing ends a test for want of something: it fails where the whole suite is
// run, and is skipped where one developer runs a part.
func missing(t testing.TB, words string) {
	t.Helper()
	if whole() {
		t.Fatal(words)
	}
	t.Skip(words)
}

// aBundle returns the bundle of the built client for a base path.
func aBundle(t testing.TB, base string) *server.Bundle {
	t.Helper()
	b, err := server.New(base, false)
	if err == server.ErrNoClient {
		missing(t, "no client is built: run make client")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A served is a running server that can be stopped, started again at the same
// address and given another handler.
type served struct {
	t       testing.TB
	url     string // without a slash at the end
	addr    string
	handler atomic.Pointer[http.Handler]
	server  *http.Server
}

// serveClient serves the built client at a free port until the test ends.
func serveClient(t testing.TB) *served {
	t.Helper()
	return serveHandler(t, server.Handler(aBundle(t, "/")))
}

// serveHandler serves h at a free port until the test ends.
func serveHandler(t testing.TB, h http.Handler) *served {
	t.Helper()
	s := &served{t: t, addr: "127.0.0.1:0"}
	s.swap(h)
	s.start()
	t.Cleanup(s.stop)
	return s
}

// swap answers by h from now on.
func (s *served) swap(h http.Handler) { s.handler.Store(&h) }

// start serves, at the address of before if there was one.
func (s *served) start() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = listener.Addr().String()
	s.url = "http://" + s.addr
	s.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		(*s.handler.Load()).ServeHTTP(w, r)
	})}
	go s.server.Serve(listener)
}

// stop ends the server and cuts its connections: the network is gone.
func (s *served) stop() {
	if s.server != nil {
		s.server.Close()
		s.server = nil
	}
}
