package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// axe returns axe-core, as `make axe` fetches it, or "" where there is no npm to do that.
func axe(t testing.TB) string {
	t.Helper()
	source, err := os.ReadFile("testdata/axe/node_modules/axe-core/axe.min.js")
	if !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			t.Fatal(err)
		}
		return string(source)
	}
	if _, err := exec.LookPath("npm"); err == nil && whole() {
		t.Fatal("axe-core is missing: run make axe")
	}
	return ""
}

// needsAxe skips a test that is about nothing else.
func needsAxe(t testing.TB) {
	t.Helper()
	if axe(t) == "" {
		t.Skip("accessibility is not checked: that needs axe-core, which make axe fetches by npm")
	}
}

// accessible runs axe-core over the page, in both colour schemes, and looks whether
// all fits into the window's width.
func (p *tab) accessible(screen string) {
	p.t.Helper()
	source := axe(p.t)
	if source == "" {
		p.t.Logf("%s: accessibility is not checked: axe-core is missing", screen)
		p.narrow(screen)
		return
	}
	if !value[bool](p, `"axe" in window`) {
		// Evaluated by the debugger, so that the page's policy stays as it is.
		p.run(source + "; undefined")
	}
	for _, scheme := range []struct {
		name string
		set  func()
	}{{"light", p.light}, {"dark", p.dark}} {
		scheme.set()
		p.run(`Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})))`)
		found := value[string](p, `axe.run(document, {
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
			resultTypes: ["violations"],
		}).then((r) => JSON.stringify(r.violations.map((v) => ({
			id: v.id, help: v.help, nodes: v.nodes.slice(0, 4).map((n) => n.target.join(" ") + ": " + n.html.slice(0, 160) + " — " + n.failureSummary.replaceAll("\n", " ")),
		}))))`)
		var violations []struct {
			ID, Help string
			Nodes    []string
		}
		if err := json.Unmarshal([]byte(found), &violations); err != nil {
			p.t.Fatal(err)
		}
		for _, v := range violations {
			p.t.Errorf("%s, %s: %s: %s\n\t%s", screen, scheme.name, v.ID, v.Help, strings.Join(v.Nodes, "\n\t"))
		}
		p.screenshot("axe-" + strings.NewReplacer(" ", "-", ",", "").Replace(screen) + "-" + scheme.name)
	}
	p.light()
	p.narrow(screen)
}

// narrow fails the test where the page is wider than the window.
func (p *tab) narrow(screen string) {
	p.t.Helper()
	if wide := value[string](p, `(() => {
		const root = document.documentElement;
		if (root.scrollWidth <= root.clientWidth) return "";
		const far = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1).slice(0, 5);
		return root.scrollWidth + " in " + root.clientWidth + ": " + far.map((e) => e.tagName + "." + e.className).join(", ");
	})()`); wide != "" {
		p.t.Errorf("%s: it scrolls sideways: %s", screen, wide)
	}
}

// marked opens the sample and marks in it what overlaps, with a note and tags.
func marked(t *testing.T, b *browser, srv *served) *tab {
	t.Helper()
	p := openReader(t, b, srv)
	p.push("Close this hint")
	p.until(`!document.querySelector(".hint")`)
	p.markAs("“has to get moving” on a ceasefire in Ukraine", "c")
	p.markAs("Ukraine", "a")
	p.markAs("Steve Witkoff", "a")
	p.markAs("more than four hours", "f")
	p.chosen("more than four hours")
	p.note("Hours, by the Kremlin’s count", "time, duration")
	return p
}

func TestAccessible(t *testing.T) {
	needsAxe(t)
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.accessible("reader, empty")
	p.sweep("Steve Witkoff")
	p.offered()
	p.accessible("reader, bar")
	p.press(kb.Escape)

	p = marked(t, openBrowser(t), srv)
	p.accessible("reader, chosen")
	p.press(kb.Escape)
	p.press(kb.Escape)
	p.accessible("reader, marks")
	p.press(kb.ArrowRight)
	p.press(kb.ArrowRight, chromedp.ModifierShift)
	p.accessible("reader, keys")
	p.press("k", chromedp.ModifierCtrl)
	p.until(`document.querySelector(".result")`)
	p.accessible("palette")
	p.press("kremlin")
	p.until(`document.querySelector(".result b")`)
	p.accessible("palette, found")
	p.press("qqqq")
	p.until(`!document.querySelector(".result")`)
	p.accessible("palette, nothing")
	p.press(kb.Escape)
	p.push("Keys and settings")
	p.until(`document.querySelector("#keys[open] .key")`)
	p.accessible("keys")
	p.push("Close")
	p.push("Export")
	p.read("It holds")
	p.accessible("export")
	p.push("Close")
	data := p.exported()
	p.accessible("library")
	p.give(writeFile(t, "again.json", data))
	p.read("Nothing changes.")
	p.accessible("import, nothing")
	p.push("Close")
	p.give(writeFile(t, "broken.json", data[:1000]))
	p.read("Nothing of this file")
	p.accessible("import, refused")
	p.push("Close")
	p.click(".article-row .act")
	p.until(`document.activeElement.id === "rename"`)
	p.accessible("library, renaming")
	p.press(kb.Escape)
	p.push("Paste an article")
	p.push("Read it")
	p.until(`document.querySelector(".trouble")`)
	p.accessible("new, with an error")
	p.allow("404")
	p.navigate(srv.url + "/nowhere")
	p.ready()
	p.read("There is no such page")
	p.accessible("no such page")
	p.library()
	p.click("[id^=delete-]")
	p.read("The library is empty.")
	p.accessible("library, empty")
	p.push("Read")
	p.read("Nothing to read yet")
	p.accessible("nothing to read")
}

func TestAccessibleOnPhone(t *testing.T) {
	needsAxe(t)
	srv := serveClient(t)
	p := marked(t, openBrowser(t), srv)
	p.press(kb.Escape)
	p.press(kb.Escape)
	p.phone()
	p.accessible("phone")
	p.tap(".grip")
	p.until(`document.querySelector(".panel.up")`)
	p.accessible("phone, sheet")
	p.tap(".entry .go")
	p.until(`document.querySelector(".entry.on #note")`)
	p.until(`(() => { // its place shows above the sheet
		const r = document.querySelector("#paper mark.on").getBoundingClientRect();
		return r.top >= document.querySelector(".top").getBoundingClientRect().bottom && r.bottom <= document.querySelector(".panel").getBoundingClientRect().top;
	})()`)
	p.accessible("phone, chosen")
	p.push("Library")
	p.until(`document.querySelector(".article-row")`)
	p.accessible("phone, library")
	p.push("Paste an article")
	p.until(`document.getElementById("paste-text")`)
	p.accessible("phone, new")
}

// Reflow: at 320 pixels, which is also what 1280 are at 400 %, nothing scrolls
// sideways and nothing is lost.
func TestReflow(t *testing.T) {
	srv := serveClient(t)
	p := marked(t, openBrowser(t), srv)
	p.saved()
	p.push("Close this message")
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"320", 320, 640}, {"400 percent", 320, 200}, {"tablet", 768, 1024}, {"wide", 1920, 1080}} {
		p.do(chromedp.EmulateViewport(size.width, size.height))
		p.painted()
		p.narrow(size.name + ", reader")
		p.screenshot("reflow-" + size.name + "-reader")
		p.push("Library")
		p.until(`document.querySelector(".article-row")`)
		p.narrow(size.name + ", library")
		p.screenshot("reflow-" + size.name + "-library")
		p.push("Paste an article")
		p.until(`document.getElementById("paste-text")`)
		p.narrow(size.name + ", new")
		p.push("Keys and settings")
		p.until(`document.querySelector("#keys[open] .key")`)
		p.narrow(size.name + ", keys")
		if cut := value[bool](p, `(() => { const r = document.querySelector("dialog[open]").getBoundingClientRect(); return r.left < 0 || r.right > innerWidth || r.top < 0 || r.bottom > innerHeight; })()`); cut {
			t.Errorf("%s: the dialog does not fit the window", size.name)
		}
		p.screenshot("reflow-" + size.name + "-keys")
		p.push("Close")
		p.push("Read")
		p.laid()
	}
	p.desktop()
	p.media("forced-colors", "active")
	p.click(".entry .go")
	p.painted()
	p.screenshot("forced-colors")
	p.media("prefers-reduced-motion", "reduce")
	p.click(".entry.off .go")
	if n := value[int](p, `document.getAnimations().length`); n > 0 {
		t.Errorf("%d animations run though the reader wants none", n)
	}
}

// What marks mean: the fields, the offers, the ledger, the audit, actors, guidelines.
func TestMeaningAccessible(t *testing.T) {
	needsAxe(t)
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.push("Close this hint")
	p.sweep("Dmitry Peskov")
	p.offered()
	p.press("a")
	p.proposed()
	p.accessible("offers")
	p.press(kb.Enter)
	p.until(`document.querySelector(".identity .person")`)
	p.unfold("About Dmitry Peskov")
	p.accessible("actor's fields")
	p.markAs("“There is no need to expect breakthroughs,”", "c")
	p.until(`document.querySelector(".chip.offer")`)
	p.unfold("Checking")
	p.accessible("claim's fields")
	p.markAs("€21bn", "f")
	p.unfold("Put right")
	p.accessible("figure's fields")
	p.push("Tie to a claim…")
	p.until(`document.querySelector(".result")`)
	p.accessible("tying")
	p.press(kb.Escape)
	p.push("Edit details")
	p.until(`document.querySelector("#details[open]")`)
	p.accessible("details")
	p.push("Done")
	for _, tab := range []string{"ledger", "figures", "audit"} {
		p.click("#tab-" + tab)
		p.until(`document.querySelector("#tab-` + tab + `[aria-selected=true]") && document.querySelector(".tab-panel .list")`)
		p.accessible("tab " + tab)
	}
	p.navigate(srv.url + "/guide")
	p.ready()
	p.read("Guidelines for marking")
	p.accessible("guide")
	p.push("Open the marked example")
	p.until(`document.querySelectorAll("#paper mark").length > 50`)
	p.push("Ledger")
	p.until(`document.querySelector(".ledger-page .card")`)
	p.unfold("Filters")
	p.accessible("ledger")
	for _, view := range []string{"figures", "actors", "pictures", "audit"} {
		p.click(`.ledger-head a[href$="view=` + view + `"]`)
		p.until(`document.querySelector('.ledger-head a[href$="view=` + view + `"][aria-current]') && document.querySelector(".ledger-body").innerText.length > 20`)
		p.accessible("ledger " + view)
	}
	p.click(`.ledger-head a[href$="view=actors"]`)
	p.click("table.actors a.name")
	p.until(`document.querySelector(".actor-page h1")`)
	p.unfold("Split mentions off")
	p.accessible("actor's page")

	p.phone()
	p.accessible("phone, actor's page")
	for _, page := range []string{"/ledger", "/ledger?view=figures", "/ledger?view=pictures", "/guide"} {
		p.navigate(srv.url + page)
		p.ready()
		p.until(`document.querySelector(".ledger-page .ledger, .ledger-page .picture, .guide, main h1")`)
		p.until(`!document.body.innerText.includes("Reading the library")`)
		p.accessible("phone " + strings.NewReplacer("/", "", "?", " ", "=", " ").Replace(page))
	}
}
