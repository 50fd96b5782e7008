package main

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/server"
	"pressmark/web"
)

// soaking returns how often a test does its thing: few times in `make test`, many
// in `make soak`.
func soaking(few, many int) int {
	if os.Getenv("PRESSMARK_SOAK") != "" {
		return many
	}
	return few
}

// running is the version of the program that a page runs.
func running(p *tab) string {
	p.t.Helper()
	return value[string](p, `goappGetenv("GOAPP_VERSION")`)
}

// unplug lets errors pass that come of a server that is not there.
func unplug(p *tab) {
	p.allow("ERR_CONNECTION_REFUSED", "ERR_FAILED", "Failed to fetch", "Failed to update a ServiceWorker")
}

// another returns a bundle that differs in one style sheet, and so in version.
func another(t testing.TB, b *server.Bundle) *server.Bundle {
	t.Helper()
	next, err := b.With("web/fonts.css", append([]byte("/* another version */\n"), b.Files["web/fonts.css"].Body...))
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// update asks the browser to look for a new version and waits until that is
// whole and waiting, or given up; it returns the new worker's last state.
func update(p *tab) string {
	p.t.Helper()
	return value[string](p, `(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		const found = new Promise((resolve) => registration.addEventListener("updatefound", () => {
			const worker = registration.installing;
			worker.addEventListener("statechange", () => {
				if (worker.state !== "installing") resolve(worker.state);
			});
		}, { once: true }));
		await registration.update();
		return found;
	})()`)
}

func TestOfflineColdStart(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := b.open(srv.url + "/")
	p.installed()
	version := running(p)
	b.close()
	srv.stop()

	for _, path := range []string{
		"/", "/library", "/?x=y", "/library?q=1#place", "/no/such/page",
		"/a/0190a000-0000-7000-8000-000000000000?annotation=0190a000-0000-7000-8000-000000000001",
	} {
		b = openBrowser(t, withProfile(b.profile))
		p = b.blank()
		unplug(p) // the browser looks for an update in vain
		p.navigate(srv.url + path)
		p.ready()
		if got := running(p); got != version {
			t.Errorf("%s: version %q runs, not %q", path, got, version)
		}
		if got := value[string](p, `location.pathname + location.search + location.hash`); got != path {
			t.Errorf("%s became %s", path, got)
		}
		if n := value[int](p, `[...document.fonts].length && (async () => (await document.fonts.load("16px Inter")).length)()`); n != 1 {
			t.Errorf("%s: Inter is not there offline", path)
		}
		b.close()
	}
}

func TestSoakColdStarts(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := b.open(srv.url + "/")
	p.installed()
	b.close()
	srv.stop()
	var slowest time.Duration
	for i := range soaking(2, 100) {
		b = openBrowser(t, withProfile(b.profile))
		p = b.blank()
		unplug(p)
		start := time.Now()
		p.navigate(srv.url + "/")
		p.ready()
		took := time.Since(start)
		if took > 3*time.Second {
			t.Errorf("cold start %d took %v", i, took)
		}
		slowest = max(slowest, took)
		b.close()
	}
	t.Logf("the slowest start took %v", slowest)
}

// faults are ways in which a file can fail to arrive.
var faults = map[string]func(w http.ResponseWriter, f *server.File){
	"error": func(w http.ResponseWriter, _ *server.File) {
		http.Error(w, "out of order", http.StatusInternalServerError)
	},
	"missing": func(w http.ResponseWriter, _ *server.File) { http.Error(w, "not found", http.StatusNotFound) },
	"cut":     func(http.ResponseWriter, *server.File) { panic(http.ErrAbortHandler) },
	"changed": func(w http.ResponseWriter, f *server.File) {
		w.Header().Set("Content-Type", f.Type)
		w.Write(append([]byte(" "), f.Body...))
	},
	"truncated": func(w http.ResponseWriter, f *server.File) {
		w.Header().Set("Content-Type", f.Type)
		w.Header().Set("Content-Length", fmt.Sprint(len(f.Body)))
		w.Write(f.Body[:len(f.Body)/2])
		panic(http.ErrAbortHandler)
	},
}

// faulty serves a bundle in which one file fails.
func faulty(b *server.Bundle, name, fault string) http.Handler {
	good := server.Handler(b)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/"+name {
			w.Header().Set("Cache-Control", "no-cache")
			faults[fault](w, b.Files[name])
			return
		}
		good.ServeHTTP(w, r)
	})
}

// A failed update leaves the old version whole and in charge, now and at the next
// start without a server.
func TestSoakFailedUpdate(t *testing.T) {
	first := aBundle(t, "/")
	second := another(t, first)
	srv := serveHandler(t, server.Handler(first))
	b := openBrowser(t)
	p := b.open(srv.url + "/")
	p.allow("500", "404", "ERR_", "integrity", "Failed to fetch", "Failed to update a ServiceWorker")
	p.installed()
	whole := cached(p)

	kept := slices.DeleteFunc(slices.Sorted(maps.Keys(second.Files)), func(name string) bool { return !server.Offline(name) || name == server.WorkerFile })
	points := soaking(3, 20)
	for i := range points {
		// Among them always the files that no start does without.
		name := kept[i*len(kept)/points]
		if essential := []string{server.WasmFile, server.ShellFile, "web/fonts.css"}; i < len(essential) {
			name = essential[i]
		}
		for _, fault := range slices.Sorted(maps.Keys(faults)) {
			srv.swap(faulty(second, name, fault))
			if state := update(p); state != "redundant" {
				t.Fatalf("%s %s: the new worker is %s", name, fault, state)
			}
			if got := cached(p); !slices.Equal(got, whole) {
				t.Fatalf("%s %s: cached is now %v, was %v", name, fault, got, whole)
			}
		}
	}
	b.close()

	srv.stop()
	b = openBrowser(t, withProfile(b.profile))
	p = b.blank()
	unplug(p)
	p.navigate(srv.url + "/library")
	p.ready()
	if got := running(p); got != first.Version {
		t.Errorf("after failed updates version %s runs, not %s", got, first.Version)
	}
}

// cached lists all that any cache of the origin holds.
func cached(p *tab) []string {
	p.t.Helper()
	return value[[]string](p, `(async () => {
		const all = [];
		for (const name of (await caches.keys()).sort()) {
			for (const r of await (await caches.open(name)).keys()) all.push(name + " " + r.url);
		}
		return all;
	})()`)
}

// A browser that is killed in the middle of an update starts the old version.
func TestUpdateKilled(t *testing.T) {
	first := aBundle(t, "/")
	second := another(t, first)
	srv := serveHandler(t, server.Handler(first))
	b := openBrowser(t)
	p := b.open(srv.url + "/")
	p.installed()

	good, asked, release := server.Handler(second), make(chan bool, 1), make(chan bool)
	srv.swap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/"+server.WasmFile {
			select {
			case asked <- true:
			default:
			}
			<-release
		}
		good.ServeHTTP(w, r)
	}))
	p.run(`navigator.serviceWorker.getRegistration().then((r) => { r.update(); })`)
	<-asked
	b.kill()
	close(release)
	srv.stop()

	b = openBrowser(t, withProfile(b.profile))
	p = b.blank()
	unplug(p)
	p.navigate(srv.url + "/")
	p.ready()
	if got := running(p); got != first.Version {
		t.Errorf("version %s runs, not %s", got, first.Version)
	}
}

// A first visit is no update.
func TestFirstVisitIsNoUpdate(t *testing.T) {
	srv := serveClient(t)
	p := openBrowser(t).blank()
	p.onNewDocument(`{
		let told;
		Object.defineProperty(window, "goappOnUpdate", {
			set(f) { told = f; },
			get() { return () => { window.told = true; told(); }; },
		});
	}`)
	p.navigate(srv.url + "/")
	p.ready()
	p.installed()
	if value[bool](p, `Boolean(window.told)`) {
		t.Error("the first version was announced as a new one")
	}
}

// A good update waits for consent, reloads the tab that consented and no other,
// and touches no cache but the old version's.
func TestUpdateWaits(t *testing.T) {
	first := aBundle(t, "/")
	second := another(t, first)
	srv := serveHandler(t, server.Handler(first))
	b := openBrowser(t)
	p := b.open(srv.url + "/")
	p.installed()
	foreign := []string{"another-app", "pressmark-/-else/-0123456789abcdef", "pressmark-share"}
	for _, name := range foreign {
		p.run(`caches.open("` + name + `").then((c) => c.put("/kept", new Response("kept")))`)
	}
	p.do(reload)
	p.ready()
	q := b.open(srv.url + "/library")
	for _, tab := range []*tab{p, q} {
		tab.run(`{ const on = goappOnUpdate; goappOnUpdate = () => { window.told = (window.told ?? 0) + 1; on(); }; window.before = true; }`)
	}

	srv.swap(server.Handler(second))
	if state := update(p); state != "installed" {
		t.Fatalf("the new worker is %s", state)
	}
	for _, tab := range []*tab{p, q} {
		tab.until(`window.told === 1`)
		if got := running(tab); got != first.Version {
			t.Errorf("without consent version %s runs", got)
		}
	}
	late := b.open(srv.url + "/?late")
	if got := running(late); got != first.Version {
		t.Errorf("without consent a new tab runs version %s", got)
	}
	late.until(`goappUpdatedBeforeWasmLoaded || navigator.serviceWorker.getRegistration().then((r) => r.waiting)`)

	p.run(`void pressmarkUpdate()`)
	p.until(`!window.before && window.goappGetenv?.("GOAPP_VERSION") === "` + second.Version + `"`)
	p.ready()
	if !value[bool](q, `window.before`) {
		t.Error("a tab whose reader had not agreed was reloaded")
	}
	q.run(`void pressmarkUpdate()`)
	q.until(`!window.before && window.goappGetenv?.("GOAPP_VERSION") === "` + second.Version + `"`)

	want := append([]string{"pressmark-/-" + second.Version}, foreign...)
	slices.Sort(want)
	if got := value[[]string](p, `caches.keys().then((k) => k.sort())`); !slices.Equal(got, want) {
		t.Errorf("caches %v, want %v", got, want)
	}
	for _, name := range foreign {
		if got := value[string](p, `caches.open("`+name+`").then((c) => c.match("/kept")).then((r) => r.text())`); got != "kept" {
			t.Errorf("%s holds %q", name, got)
		}
	}
}

// What is shared to the app is kept for it and survives an update.
func TestShared(t *testing.T) {
	srv := serveClient(t)
	p := openBrowser(t).open(srv.url + "/")
	p.installed()
	to := value[string](p, `(async () => {
		const form = new FormData();
		form.set("title", "A title");
		form.set("url", "https://example.org/a?b");
		form.append("files", new File(["# Text"], "an article.md", { type: "text/markdown" }));
		return (await fetch("share", { method: "POST", body: form })).url;
	})()`)
	id, found := strings.CutPrefix(to, srv.url+"/?share=")
	if !found {
		t.Fatalf("sharing led to %s", to)
	}
	got := value[string](p, `(async () => {
		const cache = await caches.open("pressmark-share");
		const form = await (await cache.match("share/`+id+`")).formData();
		const file = form.get("files");
		return [form.get("title"), form.get("url"), file.name, await file.text()].join("|");
	})()`)
	if want := "A title|https://example.org/a?b|an article.md|# Text"; got != want {
		t.Errorf("shared %q, want %q", got, want)
	}
}

// staticHost serves a folder below a base path as a host of plain files does.
func staticHost(dir, base string) http.Handler {
	files := http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(dir)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		if strings.HasPrefix(r.URL.Path, base) {
			files.ServeHTTP(rec, r)
		} else {
			rec.WriteHeader(http.StatusNotFound)
		}
		maps.Copy(w.Header(), rec.Header())
		body := rec.Body.Bytes()
		if rec.Code == http.StatusNotFound {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Del("Content-Length")
			body, _ = os.ReadFile(filepath.Join(dir, server.LostFile))
		}
		w.WriteHeader(rec.Code)
		w.Write(body)
	})
}

func TestSiteUnderBasePath(t *testing.T) {
	const base = "/any/path/"
	bundle := aBundle(t, base)
	dir := t.TempDir()
	if err := bundle.Write(dir); err != nil {
		t.Fatal(err)
	}
	srv := serveHandler(t, staticHost(dir, base))
	b := openBrowser(t)
	for _, path := range []string{"", "library", "new"} {
		p := b.open(srv.url + base + path)
		if got := value[string](p, `location.pathname`); got != base+path {
			t.Errorf("%s became %s", base+path, got)
		}
		p.close()
	}
	p := b.blank()
	p.allow("404") // the host has no such file; the shell it answers with knows better
	p.navigate(srv.url + base + "a/0190a000-0000-7000-8000-000000000000")
	p.ready()
	p.installed()
	if got := value[string](p, `navigator.serviceWorker.controller.scriptURL`); got != srv.url+base+server.WorkerFile {
		t.Errorf("the worker is at %s", got)
	}
	p.close()

	srv.stop()
	for _, path := range []string{"", "library", "?x=y", "a/0190a000-0000-7000-8000-000000000000", "library/"} {
		p := b.blank()
		unplug(p)
		p.navigate(srv.url + base + path)
		p.ready()
		if got := running(p); got != bundle.Version {
			t.Errorf("%s runs version %s", path, got)
		}
		p.close()
	}
}

// On a first visit the sample can be read while the program is still on its way,
// and nothing lies over it.
func TestReadableBeforeProgram(t *testing.T) {
	good, release := server.Handler(aBundle(t, "/")), make(chan bool)
	srv := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/"+server.WasmFile {
			<-release
		}
		good.ServeHTTP(w, r)
	}))
	sample, err := record.DecodeArticle(web.Sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []func(*tab){(*tab).desktop, (*tab).phone} {
		p := openBrowser(t).blank()
		form(p)
		p.navigate(srv.url + "/")
		p.until(`document.querySelector("h1").textContent.trim() === ` + strconv.Quote(sample.Title))
		for _, block := range []string{"h1", "article p"} {
			if !value[bool](p, `(() => {
				const e = document.querySelector("`+block+`");
				const r = e.getBoundingClientRect();
				return e.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2));
			})()`) {
				t.Errorf("something lies over %s", block)
			}
		}
		p.until(`document.getElementById("app-wasm-loader-label").textContent.includes("Loading")`)
	}
	close(release)
}
