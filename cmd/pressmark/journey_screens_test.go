package main

import (
	"strings"
	"testing"
)

// TestScreenshots marks the sample as a reader would and takes pictures of the main
// screens, to be looked at: desktop and phone, light and dark. They go to
// build/screenshots.
func TestScreenshots(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.click(".hint .icon")
	p.until(`!document.querySelector(".hint")`)
	for _, m := range []struct{ quote, key string }{
		{"it “has to get moving” on a ceasefire in Ukraine", "c"},
		{"Donald Trump", "a"},
		{"Steve Witkoff", "a"},
		{"Vladimir Putin", "a"},
		{"The meeting, in the Russian president’s home city, lasted more than four hours", "c"},
		{"more than four hours", "f"},
		{"Kirill Dmitriev", "a"},
		{"“productive”", "c"},
		{"thousands a week", "f"},
		{"within 24 hours", "f"},
		{"€21bn", "f"},
		{"$24bn", "f"},
	} {
		p.sweep(m.quote)
		p.until(`!document.querySelector("#bar[hidden], #bar.offers")`)
		p.press(m.key)
		p.until(`document.querySelector("#bar[hidden], #bar.offers")`)
	}
	p.saved()
	p.run(`window.scrollTo(0, 0)`)
	p.until(`window.scrollY === 0`)
	p.press("\x1b")

	each := func(name string) {
		for _, scheme := range []string{"light", "dark"} {
			if scheme == "dark" {
				p.dark()
			} else {
				p.light()
			}
			p.desktop()
			p.screenshot(name + "-desktop-" + scheme)
			p.phone()
			p.screenshot(name + "-phone-" + scheme)
		}
		p.light()
		p.desktop()
	}
	p.click(`.toast .icon`)
	each("reader")
	p.sweep("Keith Kellogg")
	p.until(`!document.querySelector("#bar[hidden], #bar.offers")`)
	p.screenshot("bar-desktop-light")
	p.press("\x1b")
	p.click(`.entry.claim .go`)
	p.until(`document.querySelector(".entry.on textarea")`)
	each("chosen")
	p.phone()
	p.click(".grip")
	p.until(`document.querySelector(".panel.up")`)
	p.screenshot("sheet-phone-light")
	p.click(".grip")
	p.desktop()
	p.click(".find")
	p.until(`document.querySelector("#palette[open] input")`)
	p.press("put")
	p.until(`document.querySelector(".result b")`)
	each("palette")
	p.press("\x1b")
	p.until(`!document.querySelector("dialog[open]")`)
	p.click(`.top .export`)
	p.until(`document.querySelector("#export[open] .file-name")`)
	each("export")
	p.press("\x1b")
	p.until(`!document.querySelector("dialog[open]")`)
	p.click(`.top nav a[href$="/library"]`)
	p.until(`document.querySelector(".tally.claim")`)
	each("library")
	p.click(`.library .button.primary`)
	p.until(`document.querySelector("#paste-text")`)
	each("new")
}

// TestExampleScreenshots takes pictures of the marked example: of the ledger beside the
// text, across the library, as pictures, and of an actor.
func TestExampleScreenshots(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.click(".hint .icon")
	p.push("Keys and settings")
	p.push("Guidelines for marking")
	p.push("Open the marked example")
	p.until(`document.querySelectorAll("#paper mark").length > 50`)
	p.saved()
	p.push("Close this message")
	both := func(name string) {
		drawn := func() { // pictures are drawn for a width
			p.until(`[...document.querySelectorAll(".picture svg")].every((s) => s.viewBox.baseVal.width === Math.min(880, innerWidth - 40))`)
			p.painted()
		}
		for scheme, set := range map[string]func(){"light": p.light, "dark": p.dark} {
			set()
			p.desktop()
			drawn()
			p.screenshot(name + "-desktop-" + scheme)
			p.phone()
			drawn()
			p.screenshot(name + "-phone-" + scheme)
		}
		p.light()
		p.desktop()
	}
	p.click("#tab-ledger")
	p.until(`document.querySelector(".ledger .card")`)
	p.run(`document.querySelector(".paper mark.claim").closest(".block").nextElementSibling.querySelector("mark.claim").scrollIntoView({ block: "center" })`)
	both("example-beside")
	p.click("#tab-audit")
	p.until(`document.querySelector(".gap")`)
	both("example-audit")
	for _, page := range []string{"/ledger", "/ledger?view=figures", "/ledger?view=pictures", "/guide"} {
		p.navigate(srv.url + page)
		p.ready()
		p.until(`document.querySelector(".ledger-page .ledger, .ledger-page .picture, main h1") && !document.body.innerText.includes("Reading the library")`)
		both("example-" + strings.NewReplacer("/", "", "?view=", "-").Replace(page))
	}
}
