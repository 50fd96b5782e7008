package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Everything by keyboard: into the article, marking, walking the marks, changing
// them, out of it again.
func TestMarkWithKeys(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)

	// Single letters do nothing before the article has the focus.
	p.press("acf?p")
	p.painted()
	p.expect()
	p.until(`!document.querySelector("dialog[open]")`)

	// Tab comes to the article, and the word cursor shows.
	p.tabTo(`#paper`)
	p.cursorOn("Envoy")
	p.press(kb.ArrowRight)
	p.cursorOn("spends")
	p.until(`document.querySelector("[aria-live=assertive]").textContent === "spends"`)
	p.press(kb.ArrowLeft)
	p.cursorOn("Envoy")
	p.press(kb.ArrowLeft)
	p.cursorOn("Envoy")
	p.press(kb.ArrowDown, chromedp.ModifierAlt)
	p.cursorOn("ST")
	p.press(kb.ArrowRight, chromedp.ModifierCtrl)
	p.cursorOn("The")
	p.press(kb.ArrowRight, chromedp.ModifierCtrl)
	p.cursorOn("It")
	p.press(kb.ArrowLeft, chromedp.ModifierCtrl)
	p.cursorOn("The")
	p.press(kb.ArrowUp, chromedp.ModifierAlt)
	p.cursorOn("ST")

	// A line down and up again comes back to the word.
	p.press(kb.ArrowRight)
	p.cursorOn("PETERSBURG")
	top := p.cursorTop()
	p.press(kb.ArrowDown)
	p.until(fmt.Sprintf(`%s > %f + 10`, cursorTop, top))
	p.press(kb.ArrowDown)
	p.press(kb.ArrowUp)
	p.press(kb.ArrowUp)
	p.cursorOn("PETERSBURG")

	// Shift selects; A, C and F mark.
	p.press(kb.ArrowLeft)
	p.press(kb.ArrowRight, chromedp.ModifierShift)
	p.until(selectedIs("ST PETERSBURG"))
	p.offered()
	p.screenshot("keys-selected")
	p.press("a")
	p.expect("actor: ST PETERSBURG")
	p.said("Marked “ST PETERSBURG” as an actor.")
	p.cursorOn("PETERSBURG")
	p.press(kb.ArrowDown, chromedp.ModifierAlt)
	p.press(kb.ArrowRight, chromedp.ModifierCtrl, chromedp.ModifierShift)
	p.press(kb.ArrowLeft, chromedp.ModifierShift)
	p.press("c")
	kremlin := "claim: The Kremlin kept its summary short"
	p.expect("actor: ST PETERSBURG", kremlin)
	// A word in it, without Shift; the claim stays what it is.
	p.press(kb.ArrowUp, chromedp.ModifierAlt)
	p.press(kb.ArrowRight)
	p.cursorOn("Kremlin")
	p.press("a")
	p.expect("actor: ST PETERSBURG", kremlin, "actor: Kremlin")
	// The same key again changes the kind of the mark just made; undo brings it back.
	p.press("f")
	p.expect("actor: ST PETERSBURG", kremlin, "figure: Kremlin")
	p.press("z", chromedp.ModifierCtrl)
	p.expect("actor: ST PETERSBURG", kremlin, "actor: Kremlin")

	// Enter: the innermost mark here, then the one around it, then its note.
	p.press(kb.Escape)
	p.chosen("")
	p.press(kb.Enter)
	p.chosen("Kremlin")
	p.press(kb.Enter)
	p.chosen("The Kremlin kept its summary short")
	p.press(kb.Enter)
	p.until(`document.activeElement.id === "note"`)
	p.press("a note, with a c and f")
	p.press(kb.Escape)
	p.until(`document.activeElement.id === "paper"`)
	p.expect("actor: ST PETERSBURG", kremlin, "actor: Kremlin")
	p.cursorOn("Kremlin")

	// Tab walks the marks in order, and leaves after the last; Shift+Tab comes back.
	p.press(kb.Escape)
	p.press(kb.Home)
	p.press(kb.ArrowUp, chromedp.ModifierAlt)
	p.press(kb.ArrowUp, chromedp.ModifierAlt)
	p.press(kb.Tab)
	p.chosen("ST PETERSBURG")
	p.cursorOn("ST")
	p.press(kb.Tab)
	p.chosen("The Kremlin kept its summary short")
	p.press(kb.Tab)
	p.chosen("Kremlin")
	p.press(kb.Tab)
	p.until(`document.activeElement.closest(".panel")`)
	p.press(kb.Tab, chromedp.ModifierShift)
	p.until(`document.activeElement.id === "paper"`)
	p.press(kb.Tab, chromedp.ModifierShift)
	p.chosen("The Kremlin kept its summary short")
	p.press(kb.Tab, chromedp.ModifierShift)
	p.chosen("ST PETERSBURG")
	p.press(kb.Tab, chromedp.ModifierShift)
	p.until(`document.activeElement.id !== "paper"`)
	p.press(kb.Tab)
	p.until(`document.activeElement.id === "paper"`)

	// Edges: ] and the arrows, by word and by character.
	p.chosen("ST PETERSBURG")
	p.press("]")
	p.said("End of the mark")
	p.press(kb.ArrowLeft)
	p.expect("actor: ST", kremlin, "actor: Kremlin")
	p.press(kb.ArrowLeft, chromedp.ModifierAlt)
	p.expect("actor: S", kremlin, "actor: Kremlin")
	p.screenshot("keys-edge")
	p.press(kb.ArrowRight)
	p.expect("actor: ST", kremlin, "actor: Kremlin")
	p.press(kb.Escape)
	p.chosen("ST")
	p.press(kb.Delete)
	p.kept(kremlin, "actor: Kremlin")

	// Escape lets go of everything, and Tab goes on.
	p.tabTo(`#paper`)
	p.press(kb.Tab)
	p.chosen("The Kremlin kept its summary short")
	p.press(kb.ArrowRight, chromedp.ModifierShift)
	p.until(selectedIs("The Kremlin"))
	p.press(kb.Escape)
	p.until(selectedIs(""))
	p.press(kb.Escape)
	p.chosen("")
	p.cursorOn("Kremlin")
}

// The list of keys, and changing one.
func TestChangeKeys(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.tabTo("#paper")
	p.press("?")
	p.until(`document.querySelector("#keys[open]")`)
	p.press("ac") // nothing behind a dialog
	p.screenshot("keys-dialog")
	key := `[aria-label^="Mark as actor"]`
	p.click(key)
	p.until(`document.querySelector('` + key + `').textContent === "Press a key…"`)
	p.press("c") // the claim's key: they change places
	p.until(`document.querySelector('` + key + `').textContent === "C"`)
	p.until(`document.querySelector('[aria-label^="Mark as claim"]').textContent === "A"`)
	p.click(`.key[aria-label^="Find anything"]`)
	p.until(`document.querySelector('.key[aria-label^="Find anything"]').textContent === "Press a key…"`)
	p.press("k") // a letter alone does nothing in a field
	p.until(`document.querySelector('.key[aria-label^="Find anything"]').textContent === "K"`)
	p.press(kb.Escape)
	p.until(`!document.querySelector("dialog[open]")`)
	p.expect()

	p.do(reload)
	p.ready()
	p.laid()
	p.tabTo("#paper")
	p.press("c")
	p.expect("actor: Envoy")
	p.press(kb.Enter)
	p.until(`document.activeElement.id === "note"`)
	p.press("kck?")
	p.until(`document.getElementById("note").value === "kck?" && !document.querySelector("dialog[open]")`)
	p.press(kb.Escape)
	p.press("k")
	p.until(`document.querySelector("dialog[open]")`)
}

// What is pressed in the article before the library is open is done once it is.
func TestKeysWhileOpening(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.onNewDocument(`
		const may = new Promise((go) => { window.openLibrary = go })
		Object.defineProperty(IDBOpenDBRequest.prototype, "onsuccess", {
			set(f) { this.addEventListener("success", (e) => may.then(() => f(e)), { once: true }) },
		})`)
	p.do(reload)
	p.ready()
	p.laid()
	p.tabTo("#paper")
	p.press(kb.ArrowRight)
	p.press("a")
	p.expect()
	p.run(`openLibrary()`)
	p.expect("actor: spends")
	p.saved()
}

// The cursor comes to places that were never laid out, and is in view there.
func TestKeysInLongArticle(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	var text strings.Builder
	for i := range 60 {
		fmt.Fprintf(&text, "Paragraph number%d begins. ", i)
		for k := range 46 {
			fmt.Fprintf(&text, "word%dx%d ", i, k)
		}
		text.WriteString("ends.\n\n")
	}
	p.paste("A long article\n\n" + text.String())
	p.tabTo("#paper")
	for range 41 {
		p.press(kb.ArrowDown, chromedp.ModifierAlt)
	}
	p.press(kb.ArrowRight)
	p.cursorOn("number40")
	p.until(cursorInView)
	for range 4 {
		p.press(kb.ArrowDown)
	}
	p.until(cursorInView)
	p.until(`(` + cursorText + `).startsWith("word40x")`)
	p.press(kb.ArrowRight, chromedp.ModifierShift)
	p.press("a")
	p.until(`document.querySelectorAll(".entry").length === 1`)
	for range 12 {
		p.press(kb.ArrowUp)
		p.until(cursorInView)
	}
	p.press(kb.Tab)
	p.until(`document.querySelector(".entry.on")`)
	p.until(cursorInView)
}

// The word cursor, as the browser paints it.
const (
	cursorRange = `[...(CSS.highlights.get("pm-cursor") ?? [])][0]`
	cursorText  = `String(` + cursorRange + ` ?? "")`
	cursorTop   = cursorRange + `.getBoundingClientRect().top`
	// In view: inside the window, below the header, after any scrolling.
	cursorInView = `(async () => {
		const box = () => ` + cursorRange + `?.getBoundingClientRect();
		const was = box();
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		const is = box();
		return is && was && Math.abs(is.top - was.top) < 1 && is.bottom <= innerHeight &&
			is.top >= document.querySelector(".top").getBoundingClientRect().bottom;
	})()`
)

func cursorIs(word string) string {
	want := js(word)
	return cursorText + ` === ` + want
}

// selectedIs is true while the keyboard has selected a quote.
func selectedIs(quote string) string {
	want := js(quote)
	return `String([...(CSS.highlights.get("pm-selection") ?? [])][0] ?? "") === ` + want
}

func (p *tab) cursorOn(word string) {
	p.t.Helper()
	p.until(cursorIs(word))
}

func (p *tab) cursorTop() float64 {
	p.t.Helper()
	return value[float64](p, cursorTop)
}

// tabTo presses Tab until an element has the focus.
func (p *tab) tabTo(selector string) {
	p.t.Helper()
	for range 40 {
		p.press(kb.Tab)
		if value[bool](p, `document.activeElement.matches("`+selector+`")`) {
			return
		}
	}
	p.t.Fatalf("Tab does not come to %s", selector)
}
