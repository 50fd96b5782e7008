package main

import "testing"

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
		p.until(`!document.getElementById("bar").hidden`)
		p.press(m.key)
		p.until(`document.getElementById("bar").hidden`)
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
	p.until(`!document.getElementById("bar").hidden`)
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
