package server

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"testing"

	"pressmark/annotations/record"
	"pressmark/app"
	"pressmark/cmd/pressmark/fetch"
	"pressmark/cmd/pressmark/server/servertest"
)

// serve prints where it is, answers there, and stops when it is told to.
func TestServeStops(t *testing.T) {
	aBundle(t, "/")
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, "127.0.0.1:0", false, false, in) }()
	address := servertest.Address(t, out)
	res, err := http.Get(address + "/library")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Error(res.Status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error("stopping:", err)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("it still answers")
	}
}

// What is served with fetching are the pages, which say so, and the articles asked for.
func TestServeFetches(t *testing.T) {
	aBundle(t, "/")
	b, err := New("/", true)
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "<!doctype html><title>Strike over</title><main><h1>Strike over</h1><p>It ended on Monday.")
	}))
	defer site.Close()
	// The site stands on this machine, where the fetcher as it is would not go.
	srv := httptest.NewServer(answers(b, &fetch.Fetcher{Allow: func(netip.AddrPort) error { return nil }}))
	defer srv.Close()
	status, body := servertest.Fetch(t, srv.URL, site.URL)
	if a, err := record.DecodeArticle(body); err != nil || status != http.StatusOK || a.Title != "Strike over" {
		t.Errorf("%d %s: %v", status, body, err)
	}
	for _, c := range []struct {
		b     *Bundle
		offer bool
	}{{b, true}, {aBundle(t, "/"), false}} {
		if offers := bytes.Contains(c.b.Files["app.js"].Body, []byte(app.FetchEnv)); offers != c.offer {
			t.Errorf("its pages offer it: %v", offers)
		}
	}
}

// What hinders serve is said in one line.
func TestServeErrors(t *testing.T) {
	aBundle(t, "/")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for addr, want := range map[string]string{taken.Addr().String(): "is in use", "127.0.0.1:99999": "invalid port"} {
		err := Serve(t.Context(), addr, false, false, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

// aBundle returns the bundle of the built client for a base path. Where none is built, the
// test fails under `make test`, and is skipped otherwise.
func aBundle(t testing.TB, base string) *Bundle {
	t.Helper()
	b, err := New(base, false)
	switch {
	case err == ErrNoClient && os.Getenv("PRESSMARK_WHOLE") == "":
		t.Skip("no client is built: run make client")
	case err != nil:
		t.Fatal(err)
	}
	return b
}
