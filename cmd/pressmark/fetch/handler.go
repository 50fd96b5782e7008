package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// How often the handler fetches: at first so many times, then once in so long.
const (
	burst    = 10
	interval = 3 * time.Second
)

// Handler answers GET and POST of an address ("url", in the query or a form) with the
// article found there, as the JSON of its record, or with a line of text that says what
// hinders that. It works for pages of the server's own origin only: browsers say where a
// request comes from, and one that does not say is refused. Nothing is cached.
func Handler(f *Fetcher) http.Handler {
	return &handler{fetcher: f, now: time.Now, tokens: burst}
}

type handler struct {
	fetcher *Fetcher
	now     func() time.Time

	mu     sync.Mutex
	tokens float64 // fetches that are free
	filled time.Time
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	const formBytes = 16 << 10
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		header.Set("Allow", "GET, POST")
		http.Error(w, words.AskWithGet.String(), http.StatusMethodNotAllowed)
		return
	}
	if !sameOrigin(r) {
		http.Error(w, words.OnlyOwnPage.String(), http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, formBytes)
	address := r.FormValue("url")
	if address == "" {
		http.Error(w, words.SayWhat.String(), http.StatusBadRequest)
		return
	}
	if wait := h.take(); wait > 0 {
		header.Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
		http.Error(w, words.TooManyAtATime.String(), http.StatusTooManyRequests)
		return
	}
	p, err := h.fetcher.Get(r.Context(), address)
	if err != nil {
		http.Error(w, err.Error(), status(err))
		return
	}
	a, err := p.Article(r.Context(), h.now())
	if err != nil {
		http.Error(w, advise(p.URL, err).Error(), http.StatusUnprocessableEntity)
		return
	}
	header.Set("Content-Type", "application/ld+json")
	w.Write(record.EncodeArticle(a))
}

// sameOrigin reports whether a request comes from a page of this server.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site == "same-origin"
	}
	// Older browsers say it of a POST only.
	u, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && u.Host != "" && u.Host == r.Host
}

// take takes a fetch, or returns how long to wait for one.
func (h *handler) take() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.now()
	if !h.filled.IsZero() {
		h.tokens = min(h.tokens+float64(now.Sub(h.filled))/float64(interval), burst)
	}
	h.filled = now
	if h.tokens < 1 {
		return time.Duration((1 - h.tokens) * float64(interval))
	}
	h.tokens--
	return 0
}

// status returns the status that tells what hindered fetching.
func status(err error) int {
	switch {
	case errors.Is(err, ErrAddress):
		return http.StatusBadRequest
	case errors.Is(err, ErrPrivate):
		return http.StatusForbidden
	case errors.Is(err, ErrTimeout):
		return http.StatusGatewayTimeout
	case errors.Is(err, ErrTooLarge), errors.Is(err, ErrType):
		return http.StatusUnprocessableEntity
	}
	return http.StatusBadGateway
}
