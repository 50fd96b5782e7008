package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/annotations/record"
)

// Two ways for the program to end: an exception in a method that it calls, which
// it sees, and one in a getter, which goes through it unseen.
var endings = map[string]string{
	"panic":     `Node.prototype.appendChild = Node.prototype.replaceChild = () => { throw new Error("a fault"); }; undefined`,
	"exception": `Object.defineProperty(Document.prototype, "activeElement", { get() { throw new Error("a fault"); } }); undefined`,
}

// When the program stops, the page says so, and gives what was saved away without
// it. Reloading goes on.
func TestPanic(t *testing.T) {
	srv := serveClient(t)
	for name, fault := range endings {
		t.Run(name, func(t *testing.T) {
			p := openBrowser(t).open(srv.url + "/")
			p.allow("a fault", "panic:", "exit code", "Go program has already exited", "goroutine", "wasm", "unreachable", "memory access")
			p.until(`document.querySelector("[data-block]")`)
			p.until(`document.querySelector("button.export")`)
			p.saved()
			p.sweep("Steve Witkoff")
			p.offered()
			p.press("a")
			p.proposed()
			p.press(kb.Enter)
			p.until(`document.querySelector(".identity .person")?.innerText === "Steve Witkoff"`)
			p.saved()
			p.run(fault)
			p.press("k", chromedp.ModifierCtrl)
			p.until(`document.querySelector("dialog.boot-notice:modal")?.innerText.includes("has stopped")`)

			p.run(`globalThis.blobs = []; { const make = URL.createObjectURL; URL.createObjectURL = (b) => (blobs.push(b), make(b)); }
				HTMLAnchorElement.prototype.click = () => {}; // what it hands to the browser is not looked at here`)
			p.run(`[...document.querySelectorAll(".boot-notice button")].find((b) => b.innerText.startsWith("Export")).click()`)
			p.until(`document.querySelector(".boot-notice [role=status]").innerText=== "Exported: 1 article, 1 actor, 1 mark."`)
			p.screenshot("stopped-by-" + name)
			c, err := record.DecodeCollection(value[string](p, `blobs[0].text()`))
			if err != nil || len(c.Articles) != 1 || len(c.Actors) != 1 || len(c.Annotations) != 1 {
				t.Errorf("exported %d articles, %d actors, %d marks, %v", len(c.Articles), len(c.Actors), len(c.Annotations), err)
			}

			p.click(".boot-notice button")
			p.until(`performance.getEntriesByType("navigation")[0].type === "reload"`)
			p.ready()
			p.laid()
			p.expect("actor: Steve Witkoff")
			p.saved()
		})
	}
}

// A program that does not arrive is spoken of in words, and covers nothing.
func TestNotLoaded(t *testing.T) {
	srv := serveClient(t)
	p := openBrowser(t).blank()
	p.allow("loading wasm failed")
	p.onNewDocument(`const get = fetch;
		window.fetch = (address, ...more) => String(address).includes("app.wasm") ? Promise.reject(new TypeError("cut off")) : get(address, ...more);`)
	p.navigate(srv.url + "/")
	p.until(`document.querySelector("dialog.boot-notice[open]:not(:modal)")?.innerText.includes("could not be loaded")`)
	p.until(`document.querySelector("main")`)
	p.run(`[...document.querySelectorAll(".boot-notice button")].find((b) => b.innerText.startsWith("Export")).click()`)
	p.until(`document.querySelector(".boot-notice [role=status]").innerText === "Nothing is saved yet."`)
}
