package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// openReader opens the sample article and waits until it can be marked and
// everything is kept.
func openReader(t *testing.T, b *browser, srv *served) *tab {
	t.Helper()
	p := b.open(srv.url + "/")
	p.until(`document.querySelector("button.export")`) // until then the sample is only shown
	p.laid()
	p.saved()
	return p
}

// laid waits until an article lies on the paper.
func (p *tab) laid() {
	p.t.Helper()
	p.until(`document.querySelector("#paper .block")`)
}

// painted waits until what was done before is shown.
func (p *tab) painted() {
	p.t.Helper()
	p.run(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))`)
}

// saved waits until the page says that everything is kept.
func (p *tab) saved() {
	p.t.Helper()
	p.painted() // or "Saved" may still stand there from before
	p.until(`document.querySelector(".state.ok")?.innerText.trim() === "Saved"`)
}

// sweep selects a quote of the page with the mouse. What is offered for a mark, which may
// lie over it, is let be.
func (p *tab) sweep(quote string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	p.alone()
	from, to := p.ends(quote)
	p.painted() // the handles of a chosen mark follow when the page was scrolled
	p.drag(from, to, modifiers...)
}

// stretch returns the spots where one quote begins and another one, in a later
// block, ends.
func (p *tab) stretch(first, last string) (from, to spot) {
	p.t.Helper()
	scrolled := `document.scrollingElement.scrollTop`
	_, to = p.ends(last)
	was := value[float64](p, scrolled)
	from, _ = p.ends(first)
	to.Y += was - value[float64](p, scrolled)
	return from, to
}

// offered waits for the bar at the selection.
func (p *tab) offered() {
	p.t.Helper()
	p.until(`document.querySelector("#bar:not([hidden], .offers) button")`)
	p.painted()
}

// proposed waits for what is offered for the mark that was just made.
func (p *tab) proposed() {
	p.t.Helper()
	p.until(`document.querySelector("#bar.offers button")`)
	p.painted()
}

// alone lets what is offered for a mark be. It is offered some frames after the mark is
// shown.
func (p *tab) alone() {
	p.t.Helper()
	for range 3 {
		p.painted()
	}
	if value[bool](p, `Boolean(document.querySelector("#bar.offers"))`) {
		p.press(kb.Escape)
		p.until(`!document.querySelector("#bar.offers")`)
	}
}

// paste makes an article of plain text and opens it.
func (p *tab) paste(text string) {
	p.t.Helper()
	words := js(text)
	p.click(`nav a[href$="/library"]`)
	p.until(`location.pathname.endsWith("/library")`)
	p.click(`a[href$="/new"]`)
	p.until(`document.getElementById("paste-text")`)
	// As if pasted from the clipboard: typing thousands of words takes too long.
	p.click("#paste-text")
	p.run(`document.execCommand("insertText", false, ` + words + `)`)
	p.click(`.paste button[type="submit"]`)
	p.until(`location.pathname.includes("/a/")`)
	p.laid()
}

// marks returns what the page shows as marked, in the panel's order: "claim: the
// quote". A mark whose <mark> elements do not hold its quote is shown with both.
func (p *tab) marks() []string {
	p.t.Helper()
	return value[[]string](p, `[...document.querySelectorAll(".entry")].map((entry) => {
		const id = entry.id.slice("entry-".length);
		const marks = [...document.querySelectorAll("#paper mark")].filter((m) =>
			m.dataset.ids.split(" ").includes(id) && m.getAttribute("aria-details").split(" ").includes(entry.id));
		const kind = ["actor", "claim", "figure"].find((k) => entry.classList.contains(k));
		const quote = entry.querySelector(".quote").textContent;
		const bare = (s) => s.replaceAll(" … ", "").replaceAll(/\s/g, "");
		const text = marks.map((m) => m.textContent).join("");
		const right = bare(text) === bare(quote) && marks.every((m) => m.classList.contains(kind));
		return kind + ": " + quote + (right ? "" : " BUT ON THE PAPER: " + text);
	})`)
}

// expect waits until the page shows exactly these marks, in order.
func (p *tab) expect(want ...string) {
	p.t.Helper()
	var got []string
	for end := time.Now().Add(journeyPatience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if got = p.marks(); strings.Join(got, "\n") == strings.Join(want, "\n") {
			return
		}
	}
	p.t.Fatalf("marked:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
}

// kept expects marks, waits until they are saved, and expects them again after the
// page was loaded anew.
func (p *tab) kept(want ...string) {
	p.t.Helper()
	p.expect(want...)
	p.saved()
	p.do(reload)
	p.ready()
	p.laid()
	p.expect(want...)
}

// chosen waits until the mark on a quote is the chosen one; "" for none.
func (p *tab) chosen(quote string) {
	p.t.Helper()
	want := js(quote)
	p.until(`(document.querySelector(".entry.on .quote")?.textContent ?? "") === ` + want)
	if quote != "" {
		p.until(`document.querySelector("#paper mark.on")`)
	}
}

// said waits until the page has told screen readers something that holds words.
func (p *tab) said(words string) {
	p.t.Helper()
	want := js(words)
	p.until(`document.querySelector("[role=status]").textContent.includes(` + want + `)`)
}

// js returns a value as JavaScript has it.
func js(v any) string {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(out)
}
