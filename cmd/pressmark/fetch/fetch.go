// Package fetch makes articles of what a browser cannot read by itself: pages of the web,
// which other sites do not give to a page of ours, and PDFs. It is part of the server and
// the command line only.
//
// # Fetching
//
// [Get] asks for one address that a reader named: http or https, the usual ports, no name
// or password in it. Only public addresses of the internet are connected to. That is
// checked for each connection, after the name was resolved and on the very address that is
// dialled, so that neither a redirect nor a name server that changes its mind leads into
// the network that the server stands in. No proxy, no cookies, no referrer; at most five
// redirects, ten megabytes, twenty seconds; pages, plain text and PDFs.
//
// [Handler] does this for the reader's own page, and for no other.
//
// # Articles
//
// [Article] takes the main text out of a page, with readability. [PDF] takes the text out
// of a PDF. Both end in the reduction to blocks that all pages pass.
package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"pressmark/annotations/words"
)

// Limits of what is fetched.
const (
	MaxBytes     = 10 << 20         // of a page, unpacked
	MaxTime      = 20 * time.Second // for all of it
	maxRedirects = 5
	maxAddress   = 2048 // bytes
)

// UserAgent says who asks.
const UserAgent = "Pressmark/1.0 (opens one article at the request of a reader)"

// mediaTypes are what is taken.
var mediaTypes = []string{"text/html", "application/xhtml+xml", "text/plain", "application/pdf"}

// What can hinder fetching.
const (
	ErrAddress     = words.ErrAddress
	ErrPrivate     = words.ErrPrivate
	ErrRedirects   = words.ErrRedirects
	ErrUnreachable = words.ErrUnreachable
	ErrTimeout     = words.ErrTimeout
	ErrTooLarge    = words.ErrPageTooLarge
	ErrType        = words.ErrPageType
)

// A StatusError is a site's answer that is no page.
type StatusError struct{ Code int }

func (e *StatusError) Error() string {
	return words.SiteAnswers.With(strconv.Itoa(e.Code), http.StatusText(e.Code))
}

// An Error says what hindered fetching, where, and what a reader can do.
type Error struct {
	Address string // that was asked for last
	Err     error  // one of the above, or a *StatusError
	Advice  words.Phrase
}

func (e *Error) Error() string {
	return words.Advised.With(e.Address, e.Err.Error(), e.Advice.String())
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// advise returns an *Error.
func advise(address string, err error) error {
	const most = 200
	if r := []rune(strings.ToValidUTF8(address, "\uFFFD")); len(r) > most {
		address = string(r[:most]) + "…"
	}
	e := &Error{Address: address, Err: err, Advice: words.AdviceSavePage}
	var status *StatusError
	switch {
	case errors.Is(err, ErrAddress):
		e.Advice = words.AdviceAddress
	case errors.Is(err, ErrUnreachable):
		e.Advice = words.AdviceLookOrLater
	case errors.As(err, &status) && (status.Code == http.StatusNotFound || status.Code == http.StatusGone):
		e.Advice = words.AdviceLook
	case errors.Is(err, ErrTimeout), errors.As(err, &status) && (status.Code >= 500 || status.Code == http.StatusTooManyRequests):
		e.Advice = words.AdviceLater
	case errors.Is(err, ErrType):
		e.Advice = words.AdviceSaveFile
	}
	return e
}

// A Fetcher gets pages. Its zero value does it as the package says.
type Fetcher struct {
	// Resolve returns the addresses of a host; nil: those that the system finds.
	Resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	// Allow returns an error for what may not be connected to; nil: Public.
	Allow func(netip.AddrPort) error
	// What tests make smaller, or trust.
	maxBytes int64
	maxTime  time.Duration
	tls      *tls.Config
}

// A Page is what was fetched.
type Page struct {
	URL         string // where it was found in the end
	ContentType string // as the site says
	MediaType   string // of it: one of mediaTypes
	Data        []byte
}

// Get fetches a page as the zero Fetcher does.
func Get(ctx context.Context, address string) (Page, error) { return new(Fetcher).Get(ctx, address) }

// Get fetches a page. Its error is an *Error.
func (f *Fetcher) Get(ctx context.Context, address string) (Page, error) {
	address = strings.TrimSpace(address)
	u, err := f.check(address)
	if err != nil {
		return Page{}, advise(address, err)
	}
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(f.maxTime, MaxTime))
	defer cancel()
	last := u.String()
	client := http.Client{
		Transport: f.transport(),
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			last = r.URL.String()
			if len(via) > maxRedirects {
				return ErrRedirects
			}
			r.Header.Del("Referer")
			_, err := f.check(last)
			return err
		},
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, last, nil)
	if err != nil {
		return Page{}, advise(address, ErrAddress)
	}
	r.Header.Set("User-Agent", UserAgent)
	r.Header.Set("Accept", strings.Join(mediaTypes, ", "))
	res, err := client.Do(r)
	if err != nil {
		return Page{}, advise(last, cause(err))
	}
	defer res.Body.Close()
	p, err := read(res, cmp.Or(f.maxBytes, MaxBytes))
	if err != nil {
		return Page{}, advise(last, cause(err))
	}
	return p, nil
}

// check returns an address that may be asked for, without what is behind its "#". It
// returns ErrAddress.
func (f *Fetcher) check(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil, len(address) > maxAddress, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", u.User != nil, u.Opaque != "":
		return nil, ErrAddress
	case f.Allow == nil && u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		return nil, ErrAddress
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// cause returns the error of this package that an error of the network is about.
func cause(err error) error {
	for _, known := range []error{ErrAddress, ErrPrivate, ErrRedirects, ErrTooLarge, ErrType} {
		if errors.Is(err, known) {
			return known
		}
	}
	if status, ok := errors.AsType[*StatusError](err); ok {
		return status
	}
	if timeout, ok := errors.AsType[net.Error](err); errors.Is(err, context.DeadlineExceeded) || ok && timeout.Timeout() {
		return ErrTimeout
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err // the address is said already
	}
	return words.Because(ErrUnreachable, words.Fact.Of(err.Error()))
}

// transport returns one that connects anew for each request, to what is allowed alone.
func (f *Fetcher) transport() *http.Transport {
	const headerBytes = 64 << 10
	return &http.Transport{
		Proxy:                  nil, // it would resolve names out of our sight
		DialContext:            f.dial,
		DisableKeepAlives:      true,
		ForceAttemptHTTP2:      true,
		MaxResponseHeaderBytes: headerBytes,
		TLSClientConfig:        f.tls,
	}
}

// dial connects to the first address of a host that is allowed and answers.
func (f *Fetcher) dial(ctx context.Context, network, hostPort string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostPort)
	if err != nil {
		return nil, err
	}
	resolve := f.Resolve
	if resolve == nil {
		resolve = lookup
	}
	found, err := resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, &net.DNSError{Err: "no addresses", Name: host, IsNotFound: true}
	}
	// Those of IPv4 first: where IPv6 is broken, it mostly does not answer at all.
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return a.BitLen() - b.BitLen() })
	const patience = 5 * time.Second // for each
	d := net.Dialer{Timeout: patience, Control: f.control}
	var last error
	for _, a := range found {
		c, err := d.DialContext(ctx, network, net.JoinHostPort(a.String(), port))
		if err == nil {
			return c, nil
		}
		if last == nil || !errors.Is(err, ErrPrivate) {
			last = err
		}
	}
	return nil, last
}

// lookup returns the addresses that the system finds.
func lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	for i := range found {
		found[i] = found[i].Unmap() // some systems give those of IPv4 in IPv6
	}
	return found, err
}

// control refuses a connection that is about to be made, to the very address that it is
// made to.
func (f *Fetcher) control(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return ErrPrivate
	}
	if f.Allow != nil {
		return f.Allow(a)
	}
	return Public(a)
}

// read takes an answer.
func read(res *http.Response, limit int64) (Page, error) {
	if res.StatusCode != http.StatusOK {
		return Page{}, &StatusError{res.StatusCode}
	}
	p := Page{URL: res.Request.URL.String(), ContentType: res.Header.Get("Content-Type")}
	p.MediaType, _, _ = mime.ParseMediaType(p.ContentType)
	if p.ContentType != "" && !slices.Contains(mediaTypes, p.MediaType) {
		return Page{}, ErrType
	}
	if res.ContentLength > limit {
		return Page{}, ErrTooLarge
	}
	var err error
	if p.Data, err = io.ReadAll(io.LimitReader(res.Body, limit+1)); err != nil {
		return Page{}, err
	}
	if int64(len(p.Data)) > limit {
		return Page{}, ErrTooLarge
	}
	if p.ContentType == "" { // the site does not say
		p.ContentType = http.DetectContentType(p.Data)
		if p.MediaType, _, _ = mime.ParseMediaType(p.ContentType); !slices.Contains(mediaTypes, p.MediaType) {
			return Page{}, ErrType
		}
	}
	return p, nil
}
