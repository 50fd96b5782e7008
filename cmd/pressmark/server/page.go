package server

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressmark/annotations/colour"
	"pressmark/app"
	"pressmark/web"
)

// pages are the addresses that are written out beforehand, and their files. All
// other addresses of the app (articles) are answered with the shell.
var pages = []struct{ path, file string }{
	{"/", "index.html"},
	{"/ledger", "ledger/index.html"},
	{"/library", "library/index.html"},
	{"/new", "new/index.html"},
	{"/guide", "guide/index.html"},
	{"/shell", ShellFile},
}

const (
	description = "Turn a news article into a checked record of who said what with which figures, on your own machine."

	// versionSlot stands in app.js until the version is known.
	versionSlot = "pressmark-version"
)

// preloaded are the fonts that the first page shows at once.
var preloaded = []string{"web/fonts/source-serif-4-latin.woff2", "web/fonts/inter-latin.woff2"}

// register tells go-app the routes, once: they are global there.
var register = sync.OnceFunc(func() { app.Register(nil) })

// rendering guards go-app's handler while it is set up and renders: it passes
// settings through the process's environment.
var rendering sync.Mutex

// resolver puts the base path before the app's absolute paths. (go-app's own
// prefixes every address, anchors and relative ones too.)
type resolver string

// Resolve returns where a path of the app is found. It leaves alone what already
// has the base, so that a component may add it itself.
func (r resolver) Resolve(p string) string {
	base := string(r)
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.HasPrefix(p, base) {
		return p
	}
	return base + p[1:]
}

// house sets up go-app for a bundle.
func house(b *Bundle) *goapp.Handler {
	register()
	env := map[string]string{}
	if b.Fetches {
		env[app.FetchEnv] = "1"
	}
	return &goapp.Handler{
		Env:               env,
		Name:              "Pressmark",
		ShortName:         "Pressmark",
		Title:             "Pressmark",
		Description:       description,
		Lang:              "en",
		BackgroundColor:   colour.Paper.Light,
		ThemeColor:        colour.Paper.Light,
		LoadingLabel:      "Loading Pressmark … {progress} %",
		Resources:         resolver(b.Base),
		Version:           versionSlot,
		WasmContentLength: strconv.Itoa(len(b.Files[WasmFile].Body)),
		Styles:            styles(),
		Icon: goapp.Icon{
			Default:  "/web/icons/icon-192.png",
			Large:    "/web/icons/icon-512.png",
			SVG:      "/web/icons/pressmark.svg",
			Maskable: "/web/icons/apple-touch-180.png", // go-app's apple-touch-icon
		},
	}
}

// styles lists the addresses of the style sheets. The loader's takes the place of go-app's
// own app.css.
func styles() []string {
	names := make([]string, len(web.Sheets))
	for i, n := range web.Sheets {
		names[i] = "/web/" + n
	}
	return names
}

// addPages adds what go-app renders: its scripts and the pages.
func (b *Bundle) addPages() error {
	rendering.Lock()
	defer rendering.Unlock()
	h := house(b)
	for _, name := range []string{"wasm_exec.js", "app.js"} {
		a := ask(h, "/"+name)
		if a.status != http.StatusOK {
			return fmt.Errorf("go-app has no %s", name)
		}
		b.add(name, a.body.Bytes())
	}
	// go-app takes the first visit for an update, once the worker claims the page:
	// boot.js watches instead.
	script, call := b.Files["app.js"].Body, []byte("goappSetupNotifyUpdate(registration);")
	if bytes.Count(script, call) != 1 {
		return errors.New("go-app's app.js watches for updates in another way than it did")
	}
	b.add("app.js", bytes.Replace(script, call, nil, 1))

	b.Files["app.css"] = b.Files["web/loader.css"]
	delete(b.Files, "web/loader.css")

	for _, p := range pages {
		a := ask(h, p.path)
		if a.status != http.StatusOK {
			return fmt.Errorf("the app has no page at %s", p.path)
		}
		page, err := b.mend(a.body.Bytes())
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		b.add(p.file, page)
	}
	b.Files[LostFile] = b.Files[ShellFile]
	return nil
}

// mend makes of go-app's page one that is the same at every start (go-app writes
// attributes in random order) and keeps the policy on any host.
func (b *Bundle) mend(page []byte) ([]byte, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	var drop []*html.Node
	for n := range doc.Descendants() {
		slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return cmp.Compare(a.Key, b.Key) })
		switch {
		case n.DataAtom == atom.Head:
			n.InsertBefore(element("meta", "name", "color-scheme", "content", "light dark"), n.FirstChild)
			n.InsertBefore(element("meta", "name", "theme-color", "content", colour.Paper.Dark, "media", "(prefers-color-scheme: dark)"), n.FirstChild)
			n.InsertBefore(element("meta", "content", pagePolicy, "http-equiv", "Content-Security-Policy"), n.FirstChild)
			n.InsertBefore(element("meta", "charset", "utf-8"), n.FirstChild)
			for _, font := range preloaded {
				n.AppendChild(element("link", "rel", "preload", "as", "font", "type", "font/woff2", "crossorigin", "", "href", b.Base+font))
			}
		case n.DataAtom == atom.Meta && (attr(n, "charset") == "UTF-8" || strings.HasPrefix(attr(n, "property"), "og:")):
			drop = append(drop, n) // og: go-app writes addresses without a host
		case n.DataAtom == atom.Link && attr(n, "rel") == "apple-touch-icon":
			// For browsers that show no SVG there.
			n.Parent.InsertBefore(element("link", "rel", "icon", "type", "image/png", "sizes", "48x48", "href", b.Base+"web/icons/favicon.png"), n)
		case n.DataAtom == atom.Script && attr(n, "src") == b.Base+"app.js":
			for _, name := range []string{"panic.js", "boot.js"} {
				n.Parent.InsertBefore(element("script", "defer", "", "src", b.Base+"web/"+name), n)
			}
		case n.DataAtom == atom.Img && attr(n, "id") == "app-wasm-loader-icon":
			set(n, "alt", "") // the label beside it says all
			set(n, "src", b.Base+"web/icons/pressmark.svg")
		}
	}
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
	var out bytes.Buffer
	err = html.Render(&out, doc)
	return out.Bytes(), err
}

func element(name string, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
	for i := 0; i < len(attrs); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	return n
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
}

// routed reports whether the app has a page at a path.
func routed(h http.Handler, path string) bool {
	rendering.Lock()
	defer rendering.Unlock()
	return ask(h, path).status == http.StatusOK
}

// An answer is what a handler wrote.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) { a.status = status }

func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

// ask returns a handler's answer to GET path.
func ask(h http.Handler, path string) *answer {
	a := &answer{status: http.StatusOK, header: http.Header{}}
	h.ServeHTTP(a, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: http.Header{}})
	return a
}
