package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/cmd/pressmark/server"
)

// quota leaves so many bytes to the site.
func (p *tab) quota(origin string, bytes float64) {
	p.t.Helper()
	params := storage.OverrideQuotaForOriginParams{Origin: origin, QuotaSize: &bytes}
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, storage.OverrideQuotaForOrigin, params)
		return err
	}))
}

// notice waits until the page warns in words.
func (p *tab) notice(words string) {
	p.t.Helper()
	p.until(`document.querySelector(".notices").innerText.includes(` + quoted(words) + `)`)
}

// When storage is full the page never says "Saved": it says so at once, gives what
// is unsaved away, and saves it as soon as there is room.
func TestStorageFull(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.markAs("Steve Witkoff", "a")
	p.kept("actor: Steve Witkoff") // after a write Chromium counts on the room that there was
	p.quota(srv.url, 1)
	p.sweep("more than four hours")
	p.offered()
	p.run(`globalThis.lied = false;
		new MutationObserver(() => {
			const marked = [...document.querySelectorAll(".entry .quote")].some((e) => e.textContent === "more than four hours");
			if (marked && document.querySelector(".state").innerText.trim() === "Saved") globalThis.lied = true;
		}).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })`)
	p.press("f")
	begin := time.Now()
	p.notice("storage is full")
	if late := time.Since(begin); late > time.Second {
		t.Errorf("the warning came after %v", late)
	}
	p.until(`document.querySelector(".state.bad").innerText.trim() === "Not saved"`)
	p.until(`(() => { // wherever the reader has scrolled to
		const r = document.querySelector(".notice.bad").getBoundingClientRect();
		return r.top > 0 && r.bottom < innerHeight;
	})()`)
	p.screenshot("storage-full")

	// More can be marked, found, opened and given away meanwhile.
	p.markAs("Vladimir Putin", "a")
	all := []string{"actor: Steve Witkoff", "actor: Vladimir Putin", "figure: more than four hours"}
	p.expect(all...)
	p.push("Export the library")
	_, data := p.downloaded(func() { p.push("Download") })
	valid(t, data)
	want := []string{"Steve Witkoff", "Vladimir Putin", "more than four hours"}
	if got := notes(t, data); !slices.Equal(got, want) {
		t.Errorf("the export holds %q, want %q", got, want)
	}
	p.push("Library")
	p.shelved(1)
	p.push("Read")
	p.laid()
	p.expect(all...)
	if value[bool](p, `globalThis.lied`) {
		t.Error("it said “Saved”, and was not")
	}

	p.run(`globalThis.lied = "no more"`)
	p.quota(srv.url, 1<<30)
	p.saved() // by itself
	p.until(`!document.querySelector(".notice.bad")`)
	p.kept(all...)
}

// Storage that is full already when the library is opened has no room for a second
// copy either: both are made when there is room.
func TestStorageFullAtStart(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	openReader(t, b, srv).close()
	p := b.blank()
	p.quota(srv.url, 1)
	p.navigate(srv.url + "/")
	p.ready()
	p.until(`document.querySelector("button.export")`)
	p.laid()
	p.notice("It is saved once, not twice")
	p.quota(srv.url, 1)
	p.markAs("Steve Witkoff", "a")
	p.notice("storage is full")
	p.quota(srv.url, 1<<30)
	p.saved()
	p.until(`document.querySelector(".notices").innerText === ""`)
	p.kept("actor: Steve Witkoff")
}

// A browser that keeps nothing for the site: the page says so, and what is marked
// can be exported.
func TestSiteDataBlocked(t *testing.T) {
	profile := t.TempDir()
	settings := filepath.Join(profile, "Default", "Preferences")
	if err := os.MkdirAll(filepath.Dir(settings), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte(`{"profile":{"default_content_setting_values":{"cookies":2}}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	srv := serveClient(t)
	p := openBrowser(t, withProfile(profile)).blank()
	p.allow("serviceWorker", "ServiceWorker", "service worker", "denied")
	p.navigate(srv.url + "/")
	p.ready()
	p.notice("does not let this page keep anything")
	p.laid()
	p.markAs("Steve Witkoff", "a")
	p.expect("actor: Steve Witkoff")
	p.until(`document.querySelector(".state").innerText.trim() === "Not kept"`)
	p.push("Export the library")
	_, data := p.downloaded(func() { p.push("Download") })
	valid(t, data)
	if got := notes(t, data); !slices.Equal(got, []string{"Steve Witkoff"}) {
		t.Errorf("the export holds %q", got)
	}
	p.screenshot("site-data-blocked")
}

// A browser without the file system of the second copy: it is said, and the first
// copy keeps all.
func TestNoSecondCopy(t *testing.T) {
	good := server.Handler(aBundle(t, "/"))
	srv := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/journal-worker.js") { // as if it had none
			w = lacking{w}
		}
		good.ServeHTTP(w, r)
	}))
	p := openReader(t, openBrowser(t), srv)
	p.notice("It is saved once, not twice")
	p.markAs("Steve Witkoff", "a")
	p.kept("actor: Steve Witkoff")
	p.notice("It is saved once, not twice")
}

// lacking writes a script into a browser that lacks storage.getDirectory.
type lacking struct{ http.ResponseWriter }

func (l lacking) WriteHeader(code int) {
	l.Header().Del("Content-Length")
	l.Header().Del("Content-Encoding")
	l.ResponseWriter.WriteHeader(code)
	l.ResponseWriter.Write([]byte("delete StorageManager.prototype.getDirectory;\n"))
}

// The database was emptied while the app was closed: what was saved comes back from
// the second copy, and the page says so.
func TestDatabaseEmptied(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.markAs("Steve Witkoff", "a")
	p.markAs("more than four hours", "f")
	p.expect("actor: Steve Witkoff", "figure: more than four hours")
	p.saved()
	p.allow("favicon.ico")
	p.navigate(srv.url + "/manifest.webmanifest")
	p.run(`new Promise((done, fail) => {
		const request = indexedDB.deleteDatabase("pressmark");
		request.onsuccess = () => done();
		request.onerror = request.onblocked = () => fail(new Error("not deleted"));
	})`)
	p.navigate(srv.url + "/")
	p.ready()
	p.until(`document.body.innerText.includes("put right from its second copy: 3 records recovered")`)
	p.laid()
	p.expect("actor: Steve Witkoff", "figure: more than four hours")
	p.saved()
	p.markAs("Vladimir Putin", "a")
	p.kept("actor: Steve Witkoff", "actor: Vladimir Putin", "figure: more than four hours")
}

// A record that makes no sense is set aside and said, the others are there, and what
// was set aside can be downloaded as it was.
func TestUnreadableRecord(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.markAs("Steve Witkoff", "a")
	p.markAs("more than four hours", "f")
	p.expect("actor: Steve Witkoff", "figure: more than four hours")
	p.saved()
	p.allow("favicon.ico")
	p.navigate(srv.url + "/manifest.webmanifest")
	// What annotations/store/line says of a record, with a later revision whose
	// data is no JSON.
	p.run(`new Promise((done, fail) => {
		const request = indexedDB.open("pressmark");
		request.onerror = () => fail(request.error);
		request.onsuccess = () => {
			const database = request.result;
			const t = database.transaction(["heads", "records"], "readwrite");
			const fields = (text) => text.slice(0, -1).split("\x1f");
			const spoil = (text, data) => {
				const f = fields(text);
				f[4] = "9";
				f[7] = data;
				return f.join("\x1f") + "\x1e";
			};
			t.objectStore("records").openCursor().onsuccess = (e) => {
				const cursor = e.target.result;
				if (!cursor) return;
				const id = fields(cursor.value)[0];
				if (fields(cursor.value)[3] === "figure") {
					cursor.update(spoil(cursor.value, "{ not a mark"));
					const heads = t.objectStore("heads");
					heads.get(id).onsuccess = (e) => {
						const head = e.target.result;
						head.text = spoil(head.text, "");
						heads.put(head, id);
					};
				}
				cursor.continue();
			};
			t.oncomplete = () => { database.close(); done(); };
			t.onabort = () => fail(t.error);
		};
	})`)
	p.navigate(srv.url + "/")
	p.ready()
	p.laid()
	p.until(`document.body.innerText.includes("1 record could not be read and was set aside")`)
	p.expect("actor: Steve Witkoff")
	p.library()
	p.until(`document.querySelector(".damaged")?.innerText.includes("Nothing of it was thrown away")`)
	p.screenshot("set-aside")
	_, data := p.downloaded(func() { p.push("Download what was set aside") })
	if !strings.Contains(string(data), "{ not a mark") {
		t.Errorf("downloaded %q", data)
	}
	p.push("Read")
	p.laid()
	p.kept("actor: Steve Witkoff")
}

// A newer Pressmark in another tab has changed how the library is kept: this tab
// can still be read, says what to do, and what was being done in it is not lost.
func TestNewerLibrary(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.markAs("Steve Witkoff", "a")
	p.expect("actor: Steve Witkoff")
	p.saved()
	q := b.blank()
	q.allow("favicon.ico")
	q.navigate(srv.url + "/manifest.webmanifest")
	q.run(`new Promise((done, fail) => {
		const request = indexedDB.open("pressmark", 99);
		request.onsuccess = () => { request.result.close(); done(); };
		request.onerror = () => fail(request.error);
	})`)
	p.front()
	p.markAs("more than four hours", "f") // the tab cannot know yet
	p.notice("A newer Pressmark keeps this library")
	p.expect("actor: Steve Witkoff", "figure: more than four hours")
	if got := value[string](p, `document.querySelector(".state").innerText.trim()`); got == "Saved" {
		t.Errorf("it says %q", got)
	}
	p.press(kb.Escape)
	if got := notes(t, p.unsavedExport()); !slices.Equal(got, []string{"Steve Witkoff", "more than four hours"}) {
		t.Errorf("the export holds %q", got)
	}
}

// unsavedExport exports the open article, saved or not.
func (p *tab) unsavedExport() []byte {
	p.t.Helper()
	p.push("Export")
	_, data := p.downloaded(func() { p.push("Download") })
	valid(p.t, data)
	return data
}
