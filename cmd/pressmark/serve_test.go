package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pressmark/annotations/record"
	"pressmark/app"
	"pressmark/cmd/pressmark/fetch"
)

// serve prints where it is, answers there, and stops when it is told to.
func TestServeStops(t *testing.T) {
	aBundle(t, "/")
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, "127.0.0.1:0", false, false, in) }()
	address := addressIn(t, out)
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

// Without --fetch nothing is fetched, whoever asks; with it, what the page asks for, from
// public addresses only.
func TestServeFetch(t *testing.T) {
	aBundle(t, "/")
	for _, c := range []struct {
		args   []string
		status int
		words  string
	}{
		{nil, http.StatusNotFound, ""},
		{[]string{"--fetch"}, http.StatusForbidden, "no public address"},
	} {
		ctx, stop := context.WithCancel(t.Context())
		out, in := io.Pipe()
		root := command()
		root.SetArgs(append([]string{"serve", "--addr", "127.0.0.1:0"}, c.args...))
		root.SetOut(in)
		root.SetErr(io.Discard)
		ended := make(chan error, 1)
		go func() { ended <- root.ExecuteContext(ctx) }()
		status, body := fetched(t, addressIn(t, out), "http://127.0.0.1/")
		if status != c.status || !strings.Contains(body, c.words) {
			t.Errorf("%q: %d %s", c.args, status, body)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error("stopping:", err)
		}
	}
}

// What is served with fetching are the pages, which say so, and the articles asked for.
func TestServeFetches(t *testing.T) {
	aBundle(t, "/")
	b, err := newBundle("/", true)
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "<!doctype html><title>Strike over</title><main><h1>Strike over</h1><p>It ended on Monday.")
	}))
	defer site.Close()
	// The site stands on this machine, where the fetcher as it is would not go.
	srv := serveHandler(t, answers(b, &fetch.Fetcher{Allow: func(netip.AddrPort) error { return nil }}))
	status, body := fetched(t, srv.url, site.URL)
	if a, err := record.DecodeArticle(body); err != nil || status != http.StatusOK || a.Title != "Strike over" {
		t.Errorf("%d %s: %v", status, body, err)
	}
	for _, c := range []struct {
		b     *bundle
		offer bool
	}{{b, true}, {aBundle(t, "/"), false}} {
		if offers := bytes.Contains(c.b.files["app.js"].body, []byte(app.FetchEnv)); offers != c.offer {
			t.Errorf("its pages offer it: %v", offers)
		}
	}
}

// fetched asks a server for the article at an address, as its own page does.
func fetched(t *testing.T, server, address string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequest("GET", server+"/fetch?url="+url.QueryEscape(address), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// addressIn returns the address that serve prints.
func addressIn(t *testing.T, out io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
}

// What hinders serve is said in one line.
func TestServeErrors(t *testing.T) {
	srv := serveClient(t) // takes a port
	for addr, want := range map[string]string{srv.addr: "is in use", "127.0.0.1:99999": "invalid port"} {
		err := serve(t.Context(), addr, false, false, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}
