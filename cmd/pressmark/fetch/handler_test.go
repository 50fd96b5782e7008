package fetch

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pressmark/annotations/record"
)

// ask asks a handler as a browser does that says where the request comes from.
func ask(h http.Handler, r *http.Request, headers ...string) *httptest.ResponseRecorder {
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const sameSite, same = "Sec-Fetch-Site", "same-origin"

// The answer is the record of the article, ready to be kept.
func TestHandler(t *testing.T) {
	f, at := site(t, answer("text/html", `<html lang=en><title>Port deal</title><main><h1>Port deal</h1><p>It is signed.`))
	form := url.Values{"url": {at + "/a"}}.Encode()
	post := httptest.NewRequest("POST", "/fetch", strings.NewReader(form))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, r := range []*http.Request{httptest.NewRequest("GET", "/fetch?"+form, nil), post} {
		w := ask(Handler(f), r, sameSite, same)
		a, err := record.DecodeArticle(w.Body.Bytes())
		if err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d %s: %v", w.Code, w.Body, err)
		}
		if a.Title != "Port deal" || a.Source != at+"/a" || a.Language != "en" || a.Text.String() != "Port deal\n\nIt is signed." {
			t.Errorf("got %+v", a)
		}
		if h := w.Header(); h.Get("Cache-Control") != "no-store" || h.Get("Content-Type") != "application/ld+json" || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("headers %v", h)
		}
	}
}

// Other sites' pages cannot have it fetch, nor can programs that do not say who asks.
func TestHandlerOrigin(t *testing.T) {
	f, at := site(t, answer("text/plain", "Words."))
	for _, c := range []struct {
		headers []string
		code    int
	}{
		{[]string{sameSite, "same-origin"}, 200},
		{[]string{sameSite, "same-site"}, 403},
		{[]string{sameSite, "cross-site"}, 403},
		{[]string{sameSite, "none"}, 403},
		{[]string{sameSite, "cross-site", "Origin", "http://pressmark.example"}, 403},
		{[]string{"Origin", "http://pressmark.example"}, 200},
		{[]string{"Origin", "http://pressmark.example:81"}, 403},
		{[]string{"Origin", "https://other.example"}, 403},
		{[]string{"Origin", "null"}, 403},
		{nil, 403},
	} {
		r := httptest.NewRequest("POST", "http://pressmark.example/fetch?url="+url.QueryEscape(at), nil)
		if w := ask(Handler(f), r, c.headers...); w.Code != c.code {
			t.Errorf("%q: %d %s", c.headers, w.Code, w.Body)
		}
	}
}

// What hinders fetching is said in one line, with a status that fits.
func TestHandlerProblems(t *testing.T) {
	f, at := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/missing":
			http.NotFound(w, r)
		case "/picture":
			answer("image/png", "x")(w, r)
		case "/empty":
			answer("text/html", "<p></p>")(w, r)
		case "/large":
			answer("text/html", strings.Repeat("a", 2000))(w, r)
		case "/slow":
			<-r.Context().Done()
		}
	})
	f.maxBytes, f.maxTime = 1000, 200*time.Millisecond
	for _, c := range []struct {
		method, address string
		code            int
	}{
		{"GET", "", 400},
		{"GET", "ftp://news.example", 400},
		{"GET", "http://127.0.0.1:1/", 502},
		{"GET", "http://nowhere.example/", 502},
		{"GET", at + "/missing", 502},
		{"GET", at + "/picture", 422},
		{"GET", at + "/empty", 422},
		{"GET", at + "/large", 422},
		{"GET", at + "/slow", 504},
		{"PUT", at, 405},
		{"DELETE", at, 405},
	} {
		w := ask(Handler(f), httptest.NewRequest(c.method, "/fetch?url="+url.QueryEscape(c.address), nil), sameSite, same)
		body := w.Body.String()
		if w.Code != c.code || strings.Count(body, "\n") != 1 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
			t.Errorf("%s %s: %d %s", c.method, c.address, w.Code, body)
		}
	}
	private := ask(Handler(&Fetcher{}), httptest.NewRequest("GET", "/fetch?url=http://127.0.0.1/", nil), sameSite, same)
	if private.Code != http.StatusForbidden {
		t.Errorf("a private address: %d %s", private.Code, private.Body)
	}
}

// It fetches only so often; those who are refused are told when to come again.
func TestHandlerRate(t *testing.T) {
	f, at := site(t, answer("text/plain", "Words."))
	clock := now
	h := &handler{fetcher: f, now: func() time.Time { return clock }, tokens: burst}
	get := func() *httptest.ResponseRecorder {
		return ask(h, httptest.NewRequest("GET", "/fetch?url="+url.QueryEscape(at), nil), sameSite, same)
	}
	for i := range burst {
		if w := get(); w.Code != http.StatusOK {
			t.Fatalf("%d: %d %s", i, w.Code, w.Body)
		}
	}
	if w := get(); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	clock = clock.Add(interval)
	if w := get(); w.Code != http.StatusOK {
		t.Errorf("after a while: %d", w.Code)
	}
	if w := get(); w.Code != http.StatusTooManyRequests {
		t.Errorf("and at once again: %d", w.Code)
	}
	clock = clock.Add(time.Hour)
	for range burst {
		get()
	}
	if w := get(); w.Code != http.StatusTooManyRequests {
		t.Errorf("more than a burst after an hour: %d", w.Code)
	}
}
