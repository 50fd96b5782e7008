package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Marking with the mouse: what a selection becomes, the bar beside it, and what can
// be done with a mark.
func TestMarkWithMouse(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)

	// A selection snaps to words and sheds what is around them.
	p.sweep(" Steve Witkof")
	p.offered()
	p.beside("Steve Witkoff")
	p.click("#bar .actor")
	p.expect("actor: Steve Witkoff")
	p.chosen("Steve Witkoff")
	p.said("Marked “Steve Witkoff” as an actor. Saved.")

	// Across a mark, backwards, by key.
	from, to := p.ends("sent the envoy Steve Witkoff to sit down with Vladimir Putin.")
	p.drag(to, from)
	p.offered()
	p.press("c")
	p.expect("claim: sent the envoy Steve Witkoff to sit down with Vladimir Putin", "actor: Steve Witkoff")

	// A word, then a whole paragraph, by clicks. The word's mark goes again.
	p.clicks("productive", 2)
	p.offered()
	p.press("f")
	p.chosen("productive")
	p.press(kb.Delete)
	p.expect("claim: sent the envoy Steve Witkoff to sit down with Vladimir Putin", "actor: Steve Witkoff")
	p.clicks("its purse", 3)
	p.offered()
	p.beside("Europe, meanwhile, opened its purse. Defence ministers agreed on military aid worth €21bn ($24bn), a sign that few of them expect the war to stop soon.")
	p.press("c")
	paragraph := "claim: Europe, meanwhile, opened its purse. Defence ministers agreed on military aid worth €21bn ($24bn), a sign that few of them expect the war to stop soon"
	p.expect("claim: sent the envoy Steve Witkoff to sit down with Vladimir Putin", "actor: Steve Witkoff", paragraph)

	// Alt takes exactly what was selected.
	p.sweep("€21b", chromedp.ModifierAlt)
	p.offered()
	p.press("f")
	p.expect("claim: sent the envoy Steve Witkoff to sit down with Vladimir Putin", "actor: Steve Witkoff", paragraph, "figure: €21b")

	// Across paragraphs.
	p.drag(p.stretch("Neither the White House", "remarks by the evening"))
	p.offered()
	p.press(kb.Escape)
	p.until(`document.getElementById("bar").hidden`)
	p.drag(p.stretch("It was the third between", "The Kremlin kept its summary short."))
	p.offered()
	p.press("c")
	p.kept(
		"claim: sent the envoy Steve Witkoff to sit down with Vladimir Putin", "actor: Steve Witkoff",
		"claim: It was the third between the two men this year.\n\nThe Kremlin kept its summary short",
		paragraph, "figure: €21b",
	)
	p.screenshot("mark-mouse")
}

// The chosen mark: choosing among several, its kind, its edges, its other mentions,
// undoing all of it.
func TestChangeMark(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)

	p.sweep("more than four hours")
	p.offered()
	p.press("f")
	p.expect("figure: more than four hours")
	p.sweep("lasted more than four hours")
	p.offered()
	p.press("c")
	p.expect("claim: lasted more than four hours", "figure: more than four hours")
	p.sweep("The meeting, in the Russian president’s home city, lasted more than four hours")
	p.offered()
	p.press("c")
	outer, inner, figure := "claim: The meeting, in the Russian president’s home city, lasted more than four hours", "claim: lasted more than four hours", "figure: more than four hours"
	p.expect(outer, inner, figure)
	p.saved()

	// Clicks go from the innermost out, and round again.
	p.clicks("more than four hours", 1)
	p.chosen("more than four hours")
	p.clicks("more than four hours", 1)
	p.chosen("lasted more than four hours")
	p.clicks("more than four hours", 1)
	p.chosen("The meeting, in the Russian president’s home city, lasted more than four hours")
	p.clicks("more than four hours", 1)
	p.chosen("more than four hours")
	p.screenshot("overlap-light")
	p.dark()
	p.screenshot("overlap-dark")
	p.media("forced-colors", "active")
	p.screenshot("overlap-forced")
	p.light()

	// Beside the marks nothing is chosen.
	p.clicks("Kremlin kept", 1)
	p.chosen("")

	// Edges: by dragging a handle, by buttons, by keys.
	p.clicks("more than four hours", 1)
	p.chosen("more than four hours")
	p.until(`document.querySelector(".handle.start").getBoundingClientRect().width >= 24`)
	p.painted()
	at, _ := p.ends("than four")
	p.drag(p.middle(".handle.start"), at)
	p.expect(outer, inner, "figure: than four hours")
	p.click(`[aria-label="End a word earlier"]`)
	p.expect(outer, inner, "figure: than four")
	p.clicks("more than four hours", 1)
	p.chosen("lasted more than four hours")
	p.clicks("more than four hours", 1)
	p.clicks("more than four hours", 1)
	p.chosen("than four")
	p.press("[")
	p.press(kb.ArrowRight)
	p.expect(outer, inner, "figure: four")
	p.press(kb.ArrowLeft, chromedp.ModifierAlt)
	p.expect(outer, inner, "figure:  four")
	p.press("[")
	p.press(kb.Enter)
	p.saved()

	// All of it back, and on again.
	p.press("z", chromedp.ModifierCtrl)
	p.press("z", chromedp.ModifierCtrl)
	p.expect(outer, inner, "figure: than four")
	p.press("z", chromedp.ModifierCtrl)
	p.press("z", chromedp.ModifierCtrl)
	p.expect(outer, inner, figure)
	p.said("Undone")
	p.press("Z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	p.expect(outer, inner, "figure: than four hours")
	p.press("z", chromedp.ModifierCtrl)

	// The kind, by key and by button; deleting, and the toast's Undo.
	p.chosen("more than four hours")
	p.press("a")
	p.expect(outer, inner, "actor: more than four hours")
	p.click(".entry.on .kind-choice.figure")
	p.expect(outer, inner, figure)
	p.click(".entry.on .act:last-child")
	p.expect(outer, inner)
	p.click(".toast button")
	p.kept(outer, inner, figure)
}

// clicks clicks a number of times in the middle of a quote.
func (p *tab) clicks(quote string, times int) {
	p.t.Helper()
	from, to := p.ends(quote)
	x, y := (from.X+to.X)/2, from.Y
	for n := 1; n <= times; n++ {
		p.do(chromedp.MouseClickXY(x, y, chromedp.ClickCount(n)))
	}
}

// beside checks that the bar lies in the window, near a quote and not over it.
func (p *tab) beside(quote string) {
	p.t.Helper()
	from, to := p.ends(quote)
	p.painted()
	bar := value[struct{ Left, Top, Right, Bottom, Width, Height float64 }](p, `(() => {
		const r = document.getElementById("bar").getBoundingClientRect();
		return { Left: r.left, Top: r.top, Right: r.right, Bottom: r.bottom, Width: innerWidth, Height: innerHeight };
	})()`)
	if bar.Left < 0 || bar.Top < 0 || bar.Right > bar.Width || bar.Bottom > bar.Height {
		p.t.Errorf("the bar is outside the window: %+v", bar)
	}
	if above, below := from.Y-bar.Bottom, bar.Top-to.Y; above < 0 && below < 0 || max(above, below) > 60 {
		p.t.Errorf("the bar (%+v) is not beside “%s” (%v to %v)", bar, quote, from, to)
	}
}
