package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// Who said what with which figures: a reader marks a passage, takes what is proposed,
// ties, audits, corrects, and takes the record along.

// held waits until the chosen mark's fields hold a chip that begins with words.
func (p *tab) held(words string) {
	p.t.Helper()
	p.until(`[...document.querySelectorAll(".known .chip")].some((e) => e.innerText.trim().startsWith(` + js(words) + `))`)
}

// unfold opens the details of the chosen mark's fields whose summary begins with words.
func (p *tab) unfold(words string) {
	p.t.Helper()
	p.until(`[...document.querySelectorAll("details.more > summary")].some((e) => e.innerText.trim().startsWith(` + js(words) + `))`)
	p.run(`(() => { [...document.querySelectorAll("details.more > summary")].find((e) => e.innerText.trim().startsWith(` + js(words) + `)).parentElement.open = true; })()`)
	p.painted()
}

// fillIn replaces what stands in a field and leaves it.
func (p *tab) fillIn(id, text string) {
	p.t.Helper()
	p.click("#" + id)
	p.press("a", chromedp.ModifierCtrl)
	p.press(text)
	p.press(kb.Tab)
}

// choice chooses an option of a list by its words.
func (p *tab) choice(id, label string) {
	p.t.Helper()
	p.until(`document.getElementById(` + js(id) + `)`)
	p.run(`(() => {
		const e = document.getElementById(` + js(id) + `);
		e.value = [...e.options].find((o) => o.text === ` + js(label) + `).value;
		e.dispatchEvent(new Event("change", { bubbles: true }));
	})()`)
}

// collection returns what an export of everything holds.
func (p *tab) collection() record.Collection {
	p.t.Helper()
	c, err := record.DecodeCollection(p.exported())
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// live returns the annotation of a collection that marks a quote.
func live(t *testing.T, c record.Collection, quote string) annotations.Annotation {
	t.Helper()
	for _, n := range c.Annotations {
		if !n.Deleted && n.Exact() == quote {
			return n
		}
	}
	t.Fatalf("nothing in the export marks %q", quote)
	return annotations.Annotation{}
}

func TestWhoSaidWhat(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)

	// An actor becomes a record with one key.
	p.sweep("Dmitry Peskov")
	p.offered()
	p.press("a")
	p.proposed()
	p.press(kb.Enter)
	p.until(`document.querySelector(".identity .person")?.innerText === "Dmitry Peskov"`)

	// A claim gets its speaker and its cue with one key: "he" is marked, as him.
	const claim = "“There is no need to expect breakthroughs,”"
	p.sweep(claim)
	p.offered()
	p.press("c")
	p.proposed()
	p.press(kb.Enter)
	p.held("Dmitry Peskov")
	p.held("“said”")
	p.until(`document.getElementById("claim-attribution").value === "direct"`)

	// A figure is read, and tied to the same amount.
	p.markAs("€21bn", "f")
	p.sweep("$24bn")
	p.offered()
	p.press("f")
	p.proposed()
	p.press(kb.Enter)
	p.held("Same amount as €21 bn")

	// What was read can be put right, and read anew.
	p.unfold("Put right")
	p.fillIn("figure-value", "23.5bn")
	p.until(`document.querySelector(".identity .value").innerText === "$23.5 bn"`)
	p.push("Read it from the text again")
	p.until(`document.querySelector(".identity .value").innerText === "$24 bn"`)
	p.fillIn("figure-value", "many")
	p.read("is not a number")
	p.until(`document.getElementById("figure-value").value === "24000000000"`)
	p.fillIn("figure-currency", "dollars")
	p.read("three letters, such as EUR")
	p.until(`document.getElementById("figure-currency").value === "USD"`)
	p.fillIn("figure-time", "soon")
	p.read("“soon” is no time")
	p.until(`document.getElementById("figure-time").value === ""`)

	// The claim is checked.
	p.clicks("There is", 1)
	p.chosen(claim)
	p.unfold("Checking")
	p.choice("check-worth", "Worth checking")
	p.choice("check-status", "Done")
	p.choice("check-verdict", "Mostly true")
	p.fillIn("check-reasoning", "The talks went on.")
	p.fillIn("evidence-url-1", "https://example.org/talks")
	p.until(`document.getElementById("evidence-url-2")`)
	p.saved()

	// All of it is there after a reload, in the ledger and in the export.
	p.do(reload)
	p.ready()
	p.laid()
	p.click("#tab-ledger")
	p.until(`document.querySelector(".ledger .speaker .name")?.innerText === "Dmitry Peskov"`)
	p.until(`["direct quote", "asserts", "“said”", "Mostly true"].every((s) => [...document.querySelectorAll(".ledger .chip")].some((c) => c.innerText === s))`)
	c := p.collection()
	said, he, peskov := live(t, c, claim), live(t, c, "he"), live(t, c, "Dmitry Peskov")
	if len(c.Actors) != 1 || c.Actors[0].Name != "Dmitry Peskov" || !strings.Contains(c.Actors[0].Role, "spokesman") {
		t.Errorf("actors %+v", c.Actors)
	}
	if he.Actor != peskov.Actor || peskov.Actor != c.Actors[0].ID {
		t.Errorf("%q is of %q, %q of %q", he.Exact(), he.Actor, peskov.Exact(), peskov.Actor)
	}
	if got := said.Claim; got.Source != annotations.Named || len(got.Speakers) != 1 || got.Speakers[0] != he.ID ||
		got.Cue.Exact() != "said" || got.Attribution != annotations.Direct || got.Check.Verdict.Name != "Mostly true" ||
		got.Check.Verdict.Value != "4" || got.Check.Reasoning != "The talks went on." || got.Check.Status != annotations.StatusDone ||
		len(got.Check.Evidence) != 1 || got.Check.Evidence[0].URL != "https://example.org/talks" {
		t.Errorf("the claim is %+v", got)
	}
	euro, dollar := live(t, c, "€21bn"), live(t, c, "$24bn")
	if euro.Figure.Value != "21000000000" || euro.Figure.Currency != "EUR" || dollar.Figure.Currency != "USD" ||
		len(dollar.Figure.Ties) != 1 || dollar.Figure.Ties[0].Figure != euro.ID {
		t.Errorf("the figures are %+v and %+v", euro.Figure, dollar.Figure)
	}
}

// The audit leads through what nothing marks yet, by key.
func TestAudit(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	left := `[...document.querySelectorAll(".gap")].map((e) => e.innerText.replace(/\s+/g, " ").trim()).find((s) => s.includes("numbers untouched")) ?? ""`
	p.click("#tab-audit")
	p.until(`document.querySelector(".gap")`)
	was := value[string](p, left)
	p.run(`[...document.querySelectorAll(".gap")].find((e) => e.innerText.includes("numbers untouched")).click()`)
	p.offered()
	p.press("n")
	p.offered()
	p.press("g") // marks it, and goes on
	p.until(left + ` !== ` + js(was))
	p.until(`document.querySelector("#paper mark.figure")`)
	marked := value[string](p, left)
	p.offered()
	p.press("i")
	p.until(left + ` !== ` + js(marked))
	p.read("1 ignored or dismissed")
	ignored := value[string](p, left)
	p.press("z", chromedp.ModifierCtrl)
	p.until(left + ` === ` + js(marked))
	p.press("z", chromedp.ModifierCtrl|chromedp.ModifierShift)
	p.until(left + ` === ` + js(ignored))

	// A figure that may be one amount with another is asked about.
	p.paste("It would cost €21bn ($24bn) in all.")
	p.click("#tab-audit")
	p.until(left)
	p.run(`[...document.querySelectorAll(".gap")].find((e) => e.innerText.includes("numbers untouched")).click()`)
	p.offered()
	p.press("g")
	p.until(`document.querySelectorAll("#paper mark.figure").length === 1`)
	p.offered()
	p.press("g")
	p.proposed()
	p.press(kb.Enter)
	p.until(`!document.querySelector("#bar.offers")`)
	p.click("#tab-marks")
	p.held("Same amount as €21 bn")

	// What does not add up is said, dismissed with a reason, and looked at again.
	p.paste("The strike closed 40 schools.\n\nBy Monday 45 of these had opened again.")
	p.markAs("40 schools", "f")
	p.markAs("45", "f")
	p.click("#tab-marks")
	p.push("Part of…")
	p.until(`document.querySelector(".result")`)
	p.press(kb.Enter)
	p.held("Part of 40 schools")
	p.click("#tab-audit")
	p.read("45 is more than 40")
	p.push("Dismiss…")
	p.until(`document.activeElement.matches(".reason input")`)
	p.press("Five had never closed." + kb.Enter)
	p.until(`!document.querySelector(".finding")`)
	p.unfold("1 ignored or dismissed")
	p.read("Five had never closed.")
	p.click(".dismissed .act")
	p.read("45 is more than 40")
	p.saved()
}

// Actors are merged, mentions split off, and both undone.
func TestMergeActors(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	name := func(quote string) {
		p.sweep(quote)
		p.offered()
		p.press("a")
		p.proposed()
		p.until(`[...document.querySelectorAll(".bar .offer")].some((e) => e.innerText.includes("New"))`)
		p.run(`[...document.querySelectorAll(".bar .offer")].find((e) => e.innerText.includes("New")).click()`)
		p.until(`document.querySelector(".identity .person")`)
	}
	name("Keith Kellogg")
	name("Kirill Dmitriev")
	p.click(".identity .person")
	p.until(`document.querySelector(".actor-page h1")?.innerText === "Kirill Dmitriev"`)
	p.push("Merge into another actor…")
	p.until(`document.querySelector(".result")`)
	p.press("kellogg")
	p.press(kb.Enter)
	p.until(`document.querySelector(".actor-page h1")?.innerText === "Keith Kellogg"`)
	p.until(`document.getElementById("actor-aliases").value.includes("Kirill Dmitriev")`)
	p.read("2 mentions")

	// One of the mentions is split off as somebody new.
	p.unfold("Split mentions off")
	p.click(".mentions .choice")
	p.push("Make 1 mention somebody else…")
	p.until(`document.activeElement?.id === "palette-input"`)
	p.press("Somebody Else")
	p.until(`[...document.querySelectorAll(".result .what")].some((e) => e.textContent === "New")`)
	p.press(kb.Enter)
	p.read("1 mention ")
	p.push("Ledger")
	p.click(`.ledger-head a[href$="view=actors"]`)
	people := `[...document.querySelectorAll("table.actors tbody th")].map((e) => e.innerText).sort().join()`
	p.until(people + ` === "Keith Kellogg,Somebody Else"`)

	// Undo takes back one step after the other, in the whole library.
	p.press("z", chromedp.ModifierCtrl)
	p.until(people + ` === "Keith Kellogg"`)
	p.press("z", chromedp.ModifierCtrl)
	p.until(people + ` === "Keith Kellogg,Kirill Dmitriev"`)
	p.saved()
}

// Two tabs say different things of one claim: both stay.
func TestMeaningInTwoTabs(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.markAs("“has to get moving”", "c")
	p.chosen("“has to get moving”")
	p.saved()
	q := b.open(srv.url + "/")
	q.until(`document.querySelector("#paper mark.claim")`)
	q.clicks("has to", 1)
	q.choice("claim-stance", "Demands")
	p.choice("claim-attribution", "Mixed quotation")
	q.saved()
	p.saved()
	for _, x := range []*tab{p, q} {
		x.until(`document.getElementById("claim-stance").value === "demands" && document.getElementById("claim-attribution").value === "mixed"`)
	}
}

// By touch: a claim is tied to its speaker by dragging, and untied.
func TestTieByDragging(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.markAs("Steve Witkoff", "a")
	p.markAs("The meeting, in the Russian president’s home city, lasted more than four hours", "c")
	_, to := p.ends("Steve Witk")
	p.painted() // the handle follows when the page was scrolled
	p.drag(p.middle("#handle-tie"), to)
	p.held("Steve Witkoff")
	p.press("z", chromedp.ModifierCtrl)
	p.until(`!document.querySelector(".chip.held.actor")`)
	p.press("t")
	p.until(`document.querySelector(".result")`)
	p.press(kb.Enter)
	p.held("Steve Witkoff")
	p.saved()
}

// The date of an article is what its relative times are reckoned from.
func TestRelativeTimes(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.markAs("Friday", "f")
	p.until(`document.querySelector(".identity .value")?.innerText === "11 Apr 2025"`)
	p.push("Edit details")
	p.until(`document.querySelector("#details[open] #article-published")`)
	p.fillIn("article-published", "2025-04-19")
	p.push("Done")
	p.until(`document.querySelector(".identity .value")?.innerText === "18 Apr 2025"`)
	p.read("reckoned from 19 Apr 2025")
	p.press("z", chromedp.ModifierCtrl)
	p.until(`document.querySelector(".identity .value")?.innerText === "11 Apr 2025"`)

	// So is the time that a claim is about.
	p.markAs("“has to get moving”", "c")
	p.chosen("“has to get moving”")
	p.fillIn("claim-about", "Friday")
	p.held("= 11 Apr 2025")
	p.push("= 11 Apr 2025")
	p.until(`document.getElementById("claim-about").value === "2025-04-11"`)
	p.until(`![...document.querySelectorAll(".known .chip")].some((e) => e.innerText.startsWith("="))`)
}

// The ledger's page filters, searches, copies and draws; the example is complete.
func TestLedgerPage(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.click(`.hint a[href="/guide"]`)
	p.read("Guidelines for marking")
	p.push("Open the marked example")
	p.until(`document.querySelector("#paper mark.claim")`)
	p.push("Ledger")
	p.until(`document.querySelectorAll(".ledger-page .card").length === 28`)
	p.click("#ledger-search")
	p.press("breakthroughs")
	p.until(`(n => n > 0 && n < 6)(document.querySelectorAll(".ledger-page .card").length)`)
	p.push("Show all")
	p.until(`document.querySelectorAll(".ledger-page .card").length === 28`)
	p.click(`.ledger-head a[href$="view=figures"]`)
	p.until(`document.querySelectorAll("table.figures tbody tr").length === 15`)
	p.click(`[data-sort="value"]`)
	p.until(`document.querySelector("th[aria-sort] button")?.dataset.sort === "value"`)
	p.permit("clipboard-read")
	p.permit("clipboard-write")
	p.push("Copy as table")
	p.read("Copied 15 rows.")
	if got := value[string](p, `navigator.clipboard.readText()`); strings.Count(got, "\n") < 15 || !strings.Contains(got, "21000000000") {
		t.Errorf("the clipboard holds %q", got)
	}
	p.click(`.ledger-head a[href$="view=pictures"]`)
	p.until(`document.querySelectorAll(".picture svg").length >= 3`)
	name, data := p.downloaded(func() { p.click(".picture figcaption button") })
	if name != "pressmark-shares.svg" || !strings.Contains(string(data), "<svg") || !strings.Contains(string(data), "prefers-color-scheme") {
		t.Errorf("%s holds %.80q", name, data)
	}

	// A card leads to the place in the text.
	p.click(`.ledger-head a[href$="/ledger"]`)
	p.click(".ledger-page .card")
	p.until(`document.querySelector("#paper mark.on")`)

	// The rail leads to marks, too.
	p.until(`document.querySelector("#rail svg a")`)
}

// With a finger alone: what is offered is taken, the ledger read, a name gone to.
func TestMeaningWithTouch(t *testing.T) {
	srv := serveClient(t)
	p := openBrowser(t).blank()
	p.phone()
	p.navigate(srv.url + "/")
	p.ready()
	p.until(`document.querySelector("button.export")`)
	p.laid()
	p.saved()
	p.systemSelects("Keith Kellogg")
	p.offered()
	p.tap("#bar .actor")
	p.proposed()
	p.docked()
	p.screenshot("touch-offers")
	p.tap("#bar .offer")
	p.until(`document.querySelector(".identity .person")`)
	p.systemSelects("the country could be partitioned")
	p.offered()
	p.tap("#bar .claim")
	p.proposed()
	p.until(`[...document.querySelectorAll("#bar .offer")].some((e) => e.innerText.includes("Kellogg"))`)
	p.tap("#bar .offer")
	p.until(`document.querySelector(".chip.held.actor")`)
	p.tap("#tab-ledger")
	p.until(`document.querySelector(".panel.up .ledger .speaker .name")?.innerText === "Keith Kellogg"`)
	p.screenshot("touch-ledger")
	p.tap("#tab-audit")
	p.until(`document.querySelector(".panel.up .gap")`)
	p.tap(".panel .gap")
	p.until(`document.querySelector("#bar:not([hidden], .offers) button")`)
	p.saved()
}
