package main

import (
	"testing"
)

// select_ drags over a quote of the page with the mouse.
func (p *tab) sweep(quote string) {
	p.t.Helper()
	p.drag(p.ends(quote))
}

// openReader opens the sample article and waits until it can be marked and
// everything is kept.
func openReader(t *testing.T, b *browser, srv *served) *tab {
	t.Helper()
	p := b.open(srv.url + "/")
	p.until(`document.querySelector("#paper .block")`)
	p.saved()
	return p
}

// saved waits until the page says that everything is kept.
func (p *tab) saved() {
	p.t.Helper()
	p.until(`document.querySelector(".state.ok")?.innerText.trim() === "Saved"`)
}

func TestFirstLook(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.screenshot("look-1")
	p.sweep("Steve Witkoff")
	p.until(`!document.getElementById("bar").hidden`)
	p.screenshot("look-2")
	p.press("a")
	p.until(`document.querySelector("mark.actor")`)
	p.sweep("“has to get moving” on a ceasefire in Ukraine")
	p.press("c")
	p.until(`document.querySelector("mark.claim")`)
	p.sweep("more than four hours")
	p.press("f")
	p.until(`document.querySelector("mark.figure")`)
	p.saved()
	p.screenshot("look-3")
	p.dark()
	p.screenshot("look-4-dark")
	p.light()
	p.phone()
	p.screenshot("look-5-phone")
}
