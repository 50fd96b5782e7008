package fetch

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pressmark/annotations/plain"
)

// site serves h at a name that resolves to the server of the test.
func site(t *testing.T, h http.HandlerFunc) (f *Fetcher, address string) {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	at := netip.MustParseAddrPort(srv.Listener.Addr().String())
	return &Fetcher{
		Resolve: func(_ context.Context, host string) ([]netip.Addr, error) {
			if host == "news.example" {
				return []netip.Addr{at.Addr()}, nil
			}
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		},
		Allow: func(a netip.AddrPort) error {
			if a != at {
				return ErrPrivate
			}
			return nil
		},
	}, fmt.Sprintf("http://news.example:%d", at.Port())
}

func answer(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

// What is asked for says who asks, and nothing of who else.
func TestGet(t *testing.T) {
	var got *http.Request
	f, at := site(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		answer("text/html; charset=utf-8", "<p>Words.")(w, r)
	})
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	p, err := f.Get(t.Context(), " "+at+"/a?b=c#d ")
	if err != nil {
		t.Fatal(err)
	}
	if p.URL != at+"/a?b=c" || p.MediaType != "text/html" || p.ContentType != "text/html; charset=utf-8" || string(p.Data) != "<p>Words." {
		t.Errorf("got %+v", p)
	}
	if got.UserAgent() != UserAgent || got.Header.Get("Cookie") != "" || got.Referer() != "" || got.Header.Get("Authorization") != "" {
		t.Errorf("sent %v", got.Header)
	}
}

// Cookies are not carried from one answer to the next request, nor is a referrer.
func TestRedirects(t *testing.T) {
	var headers []http.Header
	f, at := site(t, func(w http.ResponseWriter, r *http.Request) {
		headers = append(headers, r.Header)
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		n := 0
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		if n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusFound)
			return
		}
		answer("text/plain", "Words.")(w, r)
	})
	p, err := f.Get(t.Context(), at+"/5")
	if err != nil || p.URL != at+"/0" || len(headers) != 6 {
		t.Errorf("%+v, %v after %d requests", p, err, len(headers))
	}
	for _, h := range headers {
		if h.Get("Cookie") != "" || h.Get("Referer") != "" || h.Get("User-Agent") != UserAgent {
			t.Errorf("sent %v", h)
		}
	}
	if _, err := f.Get(t.Context(), at+"/6"); !errors.Is(err, ErrRedirects) {
		t.Errorf("got %v", err)
	}
}

// A redirect leads nowhere that may not be asked for in the first place.
func TestRedirectRefused(t *testing.T) {
	for target, want := range map[string]error{
		"http://127.0.0.1:1/":           ErrPrivate,
		"http://169.254.169.254/latest": ErrPrivate,
		"http://[::1]/":                 ErrPrivate,
		"https://10.0.0.1/":             ErrPrivate,
		"file:///etc/passwd":            ErrAddress,
		"gopher://news.example/":        ErrAddress,
		"http://me:secret@news.example": ErrAddress,
		"http://elsewhere.example/":     ErrUnreachable,
	} {
		f, at := site(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", target)
			w.WriteHeader(http.StatusMovedPermanently)
		})
		literal := f.Resolve
		f.Resolve = func(ctx context.Context, host string) ([]netip.Addr, error) {
			if a, err := netip.ParseAddr(host); err == nil {
				return []netip.Addr{a}, nil
			}
			return literal(ctx, host)
		}
		_, err := f.Get(t.Context(), at)
		var e *Error
		if !errors.Is(err, want) || !errors.As(err, &e) || e.Address != target || e.Advice == 0 {
			t.Errorf("%s: %v", target, err)
		}
	}
}

// A name server that gives a public address first and a private one then leads nowhere:
// the address that is connected to is what is checked.
func TestRebinding(t *testing.T) {
	var asked atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was reached") }))
	defer srv.Close()
	answers := []string{"203.0.113.7", "127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "64:ff9b::7f00:1"}
	f := &Fetcher{Resolve: func(context.Context, string) ([]netip.Addr, error) {
		n := int(asked.Add(1)) - 1
		return []netip.Addr{netip.MustParseAddr(answers[n%len(answers)])}, nil
	}}
	for range answers {
		if _, err := f.Get(t.Context(), "http://rebinding.example/"); !errors.Is(err, ErrPrivate) {
			t.Errorf("got %v", err)
		}
	}
	if int(asked.Load()) != len(answers) {
		t.Errorf("%d questions for %d requests", asked.Load(), len(answers))
	}
}

// Where a host has a public and a private address, only the public one is tried.
func TestMixedAddresses(t *testing.T) {
	f, at := site(t, answer("text/plain", "Words."))
	resolve := f.Resolve
	f.Resolve = func(ctx context.Context, host string) ([]netip.Addr, error) {
		found, err := resolve(ctx, host)
		return append([]netip.Addr{netip.MustParseAddr("::1"), netip.MustParseAddr("10.0.0.1")}, found...), err
	}
	if _, err := f.Get(t.Context(), at); err != nil {
		t.Error(err)
	}
}

// By default, ports and private addresses are refused before anything is sent.
func TestAddresses(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was reached") }))
	defer srv.Close()
	for address, want := range map[string]error{
		"":                              ErrAddress,
		"news.example":                  ErrAddress,
		"/a":                            ErrAddress,
		"ftp://news.example":            ErrAddress,
		"file:///etc/passwd":            ErrAddress,
		"javascript:alert(1)":           ErrAddress,
		"data:text/html,x":              ErrAddress,
		"http:news.example":             ErrAddress,
		"http://":                       ErrAddress,
		"http://me@news.example":        ErrAddress,
		"http://me:secret@news.example": ErrAddress,
		"http://news.example:8080":      ErrAddress,
		"http://news.example:22/":       ErrAddress,
		srv.URL:                         ErrAddress, // its port
		"http://news.example/%zz":       ErrAddress,
		"http://[::1":                   ErrAddress,
		"http://news.example/\x00":      ErrAddress,
		"http://a.example/" + strings.Repeat("x", 3000): ErrAddress,
		"http://127.0.0.1/":                             ErrPrivate,
		"https://127.0.0.1:443/":                        ErrPrivate,
		"http://[::1]/":                                 ErrPrivate,
		"http://[::ffff:127.0.0.1]/":                    ErrPrivate,
		"http://localhost/":                             ErrPrivate,
		"http://169.254.169.254/latest/":                ErrPrivate,
		"http://0.0.0.0/":                               ErrPrivate,
		"http://192.168.1.1/":                           ErrPrivate,
	} {
		_, err := Get(t.Context(), address)
		var e *Error
		if !errors.Is(err, want) || !errors.As(err, &e) || e.Advice == 0 || strings.Contains(e.Error(), "\n") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// What is too large, too slow or of the wrong kind is refused with what to do about it.
func TestGetRefuses(t *testing.T) {
	gzipped := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		z.Write(make([]byte, 2000))
		z.Close()
	}
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for {
			if _, err := w.Write(make([]byte, 100)); err != nil {
				return
			}
			w.(http.Flusher).Flush()
		}
	}
	slowly := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			w.Write([]byte("a"))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	}
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"small enough":        {answer("text/html", strings.Repeat("a", 1000)), nil},
		"too large":           {answer("text/html", strings.Repeat("a", 1001)), ErrTooLarge},
		"large when unpacked": {gzipped, ErrTooLarge},
		"without an end":      {endless, ErrTooLarge},
		"never answers":       {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, ErrTimeout},
		"slowly":              {slowly, ErrTimeout},
		"a picture":           {answer("image/png", "x"), ErrType},
		"a program":           {answer("application/octet-stream", "x"), ErrType},
		"a bad type":          {answer("text", "x"), ErrType},
		"an unsaid picture": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			w.Write([]byte("\x89PNG\r\n\x1a\n"))
		}, ErrType},
		"an unsaid page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			w.Write([]byte("<html><p>a"))
		}, nil},
		"not found":    {http.NotFound, &StatusError{404}},
		"no content":   {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, &StatusError{204}},
		"hangs up":     {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, ErrUnreachable},
		"long headers": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("a", 100_000)) }, ErrUnreachable},
	} {
		t.Run(name, func(t *testing.T) {
			f, at := site(t, c.serve)
			f.maxBytes, f.maxTime = 1000, 400*time.Millisecond
			_, err := f.Get(t.Context(), at)
			var status, want *StatusError
			if errors.As(c.want, &want) {
				if !errors.As(err, &status) || status.Code != want.Code {
					t.Errorf("got %v, want %v", err, c.want)
				}
			} else if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if e, ok := errors.AsType[*Error](err); err != nil && (!ok || e.Address != at || e.Advice == 0) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Certificates are checked, for the name that was asked for.
func TestCertificates(t *testing.T) {
	srv := httptest.NewUnstartedServer(answer("text/plain", "Words."))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	defer srv.Close()
	at := netip.MustParseAddrPort(srv.Listener.Addr().String())
	f := &Fetcher{
		Resolve: func(context.Context, string) ([]netip.Addr, error) { return []netip.Addr{at.Addr()}, nil },
		Allow:   func(netip.AddrPort) error { return nil },
	}
	address := fmt.Sprintf("https://example.com:%d/", at.Port())
	if _, err := f.Get(t.Context(), address); !errors.Is(err, ErrUnreachable) {
		t.Errorf("an unknown certificate: %v", err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(srv.Certificate())
	f.tls = &tls.Config{RootCAs: pool}
	if _, err := f.Get(t.Context(), address); err != nil {
		t.Error(err)
	}
	if _, err := f.Get(t.Context(), strings.Replace(address, "example.com", "news.example", 1)); !errors.Is(err, ErrUnreachable) {
		t.Errorf("another's certificate: %v", err)
	}
}

// Pages come in whatever they are encoded in.
func TestPageArticle(t *testing.T) {
	for _, c := range []struct {
		contentType, data, text, title string
		err                            error
	}{
		{"text/html; charset=iso-8859-1", "<p>Zo\xeb said so.", "Zoë said so.", "Zoë said so.", nil},
		{"text/html", "<meta charset=windows-1251><p>\xcf\xee\xf0\xf2", "Порт", "Порт", nil},
		{"text/html; charset=shift_jis", "<p>\x8d\x60", "港", "港", nil},
		{"text/html; charset=utf-8", "<meta charset=iso-8859-1><p>Zoë", "Zoë", "Zoë", nil},
		{"text/html; charset=nonsense", "<p>Zoë", "Zoë", "Zoë", nil},
		{"text/html", "\xff\xfe<\x00p\x00>\x00h\x00i\x00", "hi", "hi", nil},
		{"text/plain; charset=utf-8", "Port deal\n\nIt is signed.", "Port deal\n\nIt is signed.", "Port deal", nil},
		{"text/plain", "It is signed.", "It is signed.", "deal", nil},
		{"application/xhtml+xml", "<html><body><p>a</p></body></html>", "a", "a", nil},
		{"text/html", "", "", "", plain.ErrEmpty},
		{"application/pdf", "no PDF", "", "", ErrPDF},
	} {
		p := Page{URL: "https://news.example/port/deal.txt", ContentType: c.contentType, Data: []byte(c.data)}
		p.MediaType, _, _ = strings.Cut(c.contentType, ";")
		if p.MediaType == "application/pdf" && testing.Short() {
			continue
		}
		a, err := p.Article(t.Context(), now)
		if !errors.Is(err, c.err) || a.Text.String() != c.text || a.Title != c.title {
			t.Errorf("%s %q: %q %q, %v", c.contentType, c.data, a.Title, a.Text.String(), err)
		}
		if err == nil && a.Source != p.URL {
			t.Errorf("source %q", a.Source)
		}
	}
}

var now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)
