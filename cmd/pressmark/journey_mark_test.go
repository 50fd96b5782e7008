package main

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
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
	p.said("Marked “Steve Witkoff” as an actor.")

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

	// Right below the header there is no room for the bar above what is selected.
	from, to = p.stretch("Neither the White House", "remarks by the evening")
	p.run(`document.scrollingElement.scrollBy({ top: ` + js(from.Y-90) + `, behavior: "instant" })`)
	from.Y, to.Y = 90, 90+to.Y-from.Y
	p.drag(from, to)
	p.offered()
	if top := value[float64](p, `document.getElementById("bar").getBoundingClientRect().top`); top < to.Y || top > to.Y+60 {
		t.Errorf("the bar is at %v, not below %v", top, to.Y)
	}
	p.press(kb.Escape)
	p.until(`document.querySelector("#bar[hidden], #bar.offers")`)

	// Alt takes exactly what was selected.
	p.sweep("€21b", chromedp.ModifierAlt)
	p.offered()
	p.press("f")
	p.expect("claim: sent the envoy Steve Witkoff to sit down with Vladimir Putin", "actor: Steve Witkoff", paragraph, "figure: €21b")

	// Across paragraphs.
	p.drag(p.stretch("Neither the White House", "remarks by the evening"))
	p.offered()
	p.press(kb.Escape)
	p.until(`document.querySelector("#bar[hidden], #bar.offers")`)
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
	p.until(`document.querySelector(".handle.start")`)
	p.painted()
	at, _ := p.ends("than four")
	held := p.middle(".handle.start")
	p.mouse(input.DispatchMouseEventTypeMousePressed, held)
	p.mouse(input.DispatchMouseEventTypeMouseMoved, at)
	p.until(`CSS.highlights.get("pm-edge").size`)
	p.press(kb.Escape) // gives it up
	p.until(`!CSS.highlights.get("pm-edge").size`)
	p.expect(outer, inner, figure)
	p.mouse(input.DispatchMouseEventTypeMouseReleased, at)
	p.chosen("more than four hours")
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
	p.click(".editor > .acts .act:last-child")
	p.expect(outer, inner)
	p.until(`document.activeElement.id === "paper"`)
	p.click(".toast button")
	p.kept(outer, inner, figure)
}

// mouse sends an event of the mouse with its left button.
func (p *tab) mouse(kind input.DispatchMouseEventType, at spot) {
	p.t.Helper()
	p.do(chromedp.MouseEvent(kind, at.X, at.Y, chromedp.ButtonType(input.MouseButtonLeft)))
}

// clicks clicks a number of times in the middle of a quote.
func (p *tab) clicks(quote string, times int) {
	p.t.Helper()
	p.alone()
	from, to := p.ends(quote)
	p.painted() // as in sweep
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

// What goes beyond one selection: split quotations, all mentions, the pen.
func TestMarkMore(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)

	// A second stretch joins the chosen claim: by the bar, and a third one by key.
	p.sweep("“Russia has to get moving,”")
	p.offered()
	p.press("c")
	p.expect("claim: “Russia has to get moving,”")
	p.sweep("“Too many people are dying, thousands a week")
	p.until(`document.querySelector("#bar .extend")?.textContent.startsWith("Add to claim")`)
	p.screenshot("mark-extend")
	p.click("#bar .extend")
	p.expect("claim: “Russia has to get moving,” … Too many people are dying, thousands a week")
	p.sweep("senseless war")
	p.until(`document.querySelector("#bar .extend")`)
	p.press("e")
	split := "claim: “Russia has to get moving,” … Too many people are dying, thousands a week … senseless war"
	p.expect(split)
	p.until(`document.querySelectorAll(".handle:not(.tie)").length === 6`)
	p.painted()

	// The end of the middle one, by its handle.
	_, at := p.ends("people are dying")
	p.drag(p.middle("#handle-end-1"), at)
	shorter := "claim: “Russia has to get moving,” … Too many people are dying … senseless war"
	p.expect(shorter)
	p.press("z", chromedp.ModifierCtrl)
	p.expect(split)
	p.click(`[aria-label="Begin a word later, part 3"]`)
	p.expect("claim: “Russia has to get moving,” … Too many people are dying, thousands a week … war")
	p.press("z", chromedp.ModifierCtrl)
	p.expect(split)

	// All other mentions, the possessive ones too, as one step; not "Russian".
	p.click(".pen.actor")
	p.until(`document.querySelector(".pen.actor[aria-pressed=true]")`)
	p.sweep("Russia’s ow")
	p.expect("actor: Russia’s own", split)
	p.press("z", chromedp.ModifierCtrl)
	p.expect(split)
	from, end := p.ends("Russia invaded")
	word, _ := p.ends(" invaded in")
	p.drag(from, spot{word.X - 2, end.Y})
	p.expect(split, "actor: Russia")
	p.sweep("Vladimir Putin")
	p.expect("actor: Vladimir Putin", split, "actor: Russia")
	p.press("ppp")
	p.until(`!document.querySelector(".pen[aria-pressed=true]")`)
	p.clicks("Russia inv", 1)
	p.chosen("Russia")
	p.press("m")
	all := []string{"actor: Vladimir Putin", "actor: Russia", split, "actor: Russia", "actor: Russia", "actor: Russia"}
	p.expect(all...)
	p.said("Marked 3 more mentions of “Russia”.")
	p.press("z", chromedp.ModifierCtrl)
	p.expect("actor: Vladimir Putin", split, "actor: Russia")
	p.press("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	p.kept(all...)
}

// Texts that are not made of Latin letters alone: what is marked is what is exported,
// to the code point.
func TestMarkScripts(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.paste("Scripts\n\n" +
		"The family 👨‍👩‍👧‍👦 waved 🇺🇦 and said cafe\u0301 twice.\n\n" +
		"قال الوزير إن الاتفاق سيوقع غدا في القاهرة.\n\n" +
		"השר אמר כי ההסכם ייחתם מחר בירושלים.\n\n" +
		"東京で会談が行われ、首相は合意を歓迎した。\n")
	sweep := func(quote, key string) {
		p.sweep(quote)
		p.offered()
		p.press(key)
		p.until(`document.querySelector("#bar[hidden], #bar.offers")`)
	}
	sweep("family 👨‍👩‍👧‍👦 waved", "c")
	sweep("cafe\u0301", "a")
	sweep("الاتفاق سيوقع غدا", "c")
	sweep("ההסכם ייחתם מחר", "c")
	p.screenshot("scripts")
	p.sweep("首相は合意", chromedp.ModifierAlt)
	p.offered()
	p.press("c")
	want := []string{
		"claim: family 👨‍👩‍👧‍👦 waved", "actor: cafe\u0301", "claim: الاتفاق سيوقع غدا",
		"claim: ההסכם ייחתם מחר", "claim: 首相は合意",
	}
	p.expect(want...)

	// In Arabic the arrows go where they point: left is on.
	p.clicks("سيوقع", 1)
	p.chosen("الاتفاق سيوقع غدا")
	p.press("]")
	p.press(kb.ArrowLeft)
	want[2] = "claim: الاتفاق سيوقع غدا في"
	p.expect(want...)
	left := value[bool](p, `document.querySelector(".handle.end").getBoundingClientRect().left <
		document.querySelector(".handle.start").getBoundingClientRect().left`)
	if !left {
		t.Error("the handle of the end is not on the left in Arabic")
	}
	p.kept(want...)

	got := exactQuotes(t, p.exported())
	if !slices.Equal(got, []string{"family 👨‍👩‍👧‍👦 waved", "cafe\u0301", "الاتفاق سيوقع غدا في", "ההסכם ייחתם מחר", "首相は合意"}) {
		t.Errorf("exported: %q", got)
	}
}

// exactQuotes returns the quotes of an export in the order they were made, and
// checks that each is the text at its offsets, counted in code points.
func exactQuotes(t *testing.T, data []byte) []string {
	t.Helper()
	type selector struct {
		Type, Exact string
		Start, End  int
	}
	var c struct {
		Articles []struct {
			ID   string
			Text string `json:"schema:articleBody"`
		} `json:"pressmark:articles"`
		First struct {
			Items []struct {
				Target struct {
					Source   string
					Selector []selector
				}
			}
		}
	}
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	texts := map[string][]rune{}
	for _, a := range c.Articles {
		texts[a.ID] = []rune(a.Text)
	}
	var out []string
	for _, n := range c.First.Items {
		quote, place := n.Target.Selector[0], n.Target.Selector[1]
		if at := string(texts[n.Target.Source][place.Start:place.End]); at != quote.Exact {
			t.Errorf("the quote %q is at %q", quote.Exact, at)
		}
		out = append(out, quote.Exact)
	}
	return out
}
