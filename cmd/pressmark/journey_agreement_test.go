package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/record"
)

// Two annotators of one article: they are shown as layers, compared, and settled.

// twoLayers returns an article that Ada and Ben have marked, and the same as a file.
func twoLayers(t *testing.T) (annotations.Doc, []byte) {
	t.Helper()
	when := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	paragraphs := []string{
		"Harbour bridge will cost €21m, mayor says",
		"The mayor, Lena Orsini, said on Tuesday that the new harbour bridge would cost €21m. “It is safe,” she told the council, “for now.”",
		"Ferry workers doubt it. About 40 of them waited outside the town hall, and a union secretary said nobody had asked them.",
		"The ministry gave the town two days to answer. Trams stop at midnight.",
	}
	text := annotations.NewText(strings.Join(paragraphs, "\n\n"))
	art := annotations.Article{ID: annotations.NewID(), Title: paragraphs[0], Text: text, Language: "en", Created: when, Modified: when}
	at := 0
	for i, p := range paragraphs {
		b := annotations.Block{Kind: annotations.Paragraph, Span: annotations.Span{Start: at, End: at + annotations.NewText(p).Len()}}
		if i == 0 {
			b.Kind, b.Level = annotations.Heading, 1
		}
		art.Blocks = append(art.Blocks, b)
		at = b.Span.End + 2
	}
	span := func(quote string) annotations.Span {
		i := strings.LastIndex(text.String(), quote)
		if i < 0 {
			t.Fatalf("%q is not in the text", quote)
		}
		return annotations.Span{Start: text.FromByte(i), End: text.FromByte(i + len(quote))}
	}
	var all []annotations.Annotation
	mark := func(who string, kind annotations.Kind, quote string, alter func(n *annotations.Annotation)) {
		n := annotations.NewAnnotation(art, kind, when, span(quote))
		n.Creator, n.Revision = who, 1
		if alter != nil {
			alter(&n)
		}
		all = append(all, n)
	}
	claim := func(stance annotations.Stance, cue string) func(*annotations.Annotation) {
		return func(n *annotations.Annotation) {
			n.Claim.Source, n.Claim.Stance = annotations.Unnamed, stance
			n.Claim.Cue = annotations.CueAt(text, span(cue))
		}
	}
	for _, who := range []string{"Ada", "Ben"} {
		mark(who, annotations.KindActor, "The ministry", nil)
		mark(who, annotations.KindActor, "the council", nil)
		mark(who, annotations.KindFigure, "€21m", nil)
	}
	mark("Ada", annotations.KindActor, "Lena Orsini", nil)
	mark("Ben", annotations.KindActor, "The mayor, Lena Orsini", nil)
	mark("Ada", annotations.KindClaim, "the new harbour bridge would cost €21m", claim(annotations.Asserts, "said on"))
	mark("Ben", annotations.KindClaim, "the new harbour bridge would cost €21m", claim(annotations.Promises, "said on"))
	mark("Ada", annotations.KindFigure, "40", nil)
	mark("Ben", annotations.KindFigure, "About 40 of them", nil)
	mark("Ada", annotations.KindClaim, "nobody had asked them", claim(annotations.Asserts, "said"))
	mark("Ada", annotations.KindFigure, "midnight", nil)
	mark("Ben", annotations.KindActor, "midnight", nil)
	mark("Ben", annotations.KindFigure, "two days", nil)
	return annotations.NewDoc(art, all), record.EncodeCollection(record.Collection{Articles: []annotations.Article{art}, Annotations: all})
}

// openLayers imports that file and opens its article.
func openLayers(t *testing.T, b *browser, srv *served) (*tab, annotations.Doc) {
	t.Helper()
	doc, data := twoLayers(t)
	p := openReader(t, b, srv)
	p.push("Close this hint")
	p.library()
	p.give(writeFile(t, "bridge.json", data))
	p.read("Import")
	p.push("Import")
	p.until(`!document.querySelector("dialog[open]")`)
	p.saved()
	p.navigate(srv.url + "/a/" + doc.Article.ID.Short())
	p.ready()
	p.laid()
	p.until(`document.querySelectorAll(".layer").length === 2`)
	return p, doc
}

// outcomes are how the disagreements are settled, in the list's order.
const outcomes = `[...document.querySelectorAll(".differ .outcome")].map((e) => e.textContent.trim()).join()`

func TestAgreement(t *testing.T) {
	srv := serveClient(t)
	p, doc := openLayers(t, openBrowser(t), srv)

	// A hidden layer is gone from the paper and the list, until it is shown again.
	p.expectCount(len(doc.Marks()))
	layer := `[...document.querySelectorAll(".panel .layer")].map((e) => e.innerText.replace(/\s+/g, " ").trim() + e.ariaPressed).join()`
	p.until(layer + ` === "Ada 8true,Ben 8true"`)
	p.click(".panel .layer:last-of-type")
	p.until(layer + ` === "Ada 8true,Ben 8false"`)
	p.expectCount(8)
	p.until(`[...document.querySelectorAll("#paper mark.actor")].every((e) => e.innerText !== "The mayor, ")`)
	p.click("#tab-ledger")
	p.until(`document.querySelectorAll(".panel .ledger .card").length === 2`)
	p.click("#tab-marks")
	p.click(".panel .layer:last-of-type")
	p.expectCount(len(doc.Marks()))

	// The reader's own marks are a layer of their own, also on what others marked.
	p.push("Keys and settings")
	p.fillIn("reader-name", "Cleo")
	p.push("Close")
	p.markAs("Ferry workers", "a")
	p.markAs("the council", "a")
	p.until(layer + ` === "Ada 8true,Ben 8true,Cleo (you) 2true"`)
	p.press("z", chromedp.ModifierCtrl)
	p.press("z", chromedp.ModifierCtrl)
	p.until(layer + ` === "Ada 8true,Ben 8true"`)

	// The figures are those of package agree.
	p.push("Compare")
	p.until(`document.querySelector(".agree-page table") && document.title.startsWith("Agreement: ")`)
	a := agree.Of(doc, "Ada", "Ben")
	for _, l := range a.Labels {
		row := value[string](p, `[...document.querySelectorAll(".agree-page tr.`+string(l.Label)+` td")].map((e) => e.innerText.split("\n")[0].replace("−", "-").trim()).join(" ")`)
		var ada, ben int
		var exact, overlap, alpha, kappa string
		fmt.Sscan(row, &ada, &ben, &exact, &overlap, &alpha, &kappa)
		want := fmt.Sprintf("%.2f %.2f %.2f %.2f", l.Exact.F1.Value, l.Touching.F1.Value, l.Alpha.Value, l.Kappa.Value)
		if got := strings.Join([]string{exact, overlap, alpha, kappa}, " "); ada+ben != l.Marks || got != want {
			t.Errorf("%s: %q on the page; package agree has %d and %s", l.Label, row, l.Marks, want)
		}
	}
	open, _ := agree.Compare(doc, "merged", "Ada", "Ben").Disagreements()
	p.until(`document.querySelectorAll(".differ").length === ` + js(len(open)))
	p.read("0 of 6")

	// By keys: left, right, both, rejected with a reason; each goes on to the next.
	p.click(".agree-bar .acts button:last-child")
	p.until(`document.activeElement?.matches(".differ:first-child")`)
	step := func(key string, n int) {
		t.Helper()
		p.press(key)
		p.until(`document.activeElement?.matches(".differ:nth-child(` + js(n) + `)")`)
	}
	step("r", 2) // The mayor, Lena Orsini
	step("l", 3) // asserts
	step("a", 4) // 40, and About 40 of them
	p.until(outcomes + ` === "As Ben has it,As Ada has it,All of it taken,Open,Open,Open"`)
	p.press("x") // nobody had asked them
	p.until(`document.activeElement?.id === "reject-reason"`)
	p.press("Not a claim.")
	p.until(`document.activeElement?.value === "Not a claim."`)
	p.press(kb.Enter)
	p.until(`document.activeElement?.matches(".differ:nth-child(5)")`)
	p.until(outcomes + ` === "As Ben has it,As Ada has it,All of it taken,Left out: Not a claim.,Open,Open"`)

	// By button, and back.
	p.click(".differ:nth-child(5) .side:last-child button")
	p.until(outcomes + `.endsWith("Not a claim.,As Ben has it,Open")`)
	p.press("z", chromedp.ModifierCtrl)
	p.until(outcomes + `.endsWith("Not a claim.,Open,Open")`)
	p.press("z", chromedp.ModifierCtrl|chromedp.ModifierShift)
	p.until(outcomes + `.endsWith("Not a claim.,As Ben has it,Open")`)

	// The rest at once, and what is alike.
	p.push("Take the rest as Ada has it")
	p.until(outcomes + `.endsWith("Not a claim.,As Ben has it,As Ada has it")`)
	p.push("Take all that agree (3)")
	p.read("6 of 6")
	p.saved()

	// It is there after a reload, as a layer, in the reader and in the export.
	p.do(reload)
	p.ready()
	p.read("6 of 6")
	was := value[string](p, outcomes)
	if strings.Contains(was, "Open") {
		t.Errorf("after a reload: %s", was)
	}
	p.push("Read the article")
	p.until(`[...document.querySelectorAll(".panel .layer")].some((e) => e.innerText.startsWith("merged"))`)
	merged := map[string]annotations.Kind{}
	for _, n := range p.collection().Annotations {
		if n.Creator == "merged" && !n.Deleted {
			merged[n.Exact()] = n.Kind
		}
	}
	for quote, kind := range map[string]annotations.Kind{
		"The mayor, Lena Orsini": annotations.KindActor, "the new harbour bridge would cost €21m": annotations.KindClaim,
		"40": annotations.KindFigure, "About 40 of them": annotations.KindFigure, "€21m": annotations.KindFigure,
		"The ministry": annotations.KindActor, "the council": annotations.KindActor,
	} {
		if merged[quote] != kind {
			t.Errorf("%q is in the merged layer as %q, not %q", quote, merged[quote], kind)
		}
	}
	for _, quote := range []string{"Lena Orsini", "nobody had asked them"} {
		if merged[quote] != "" {
			t.Errorf("%q is in the merged layer", quote)
		}
	}
}

func TestAgreementAccessible(t *testing.T) {
	srv := serveClient(t)
	p, doc := openLayers(t, openBrowser(t), srv)
	p.accessible("layers")
	p.click(".panel .layer")
	p.until(`document.activeElement?.matches(".layer[aria-pressed=false]")`)
	p.accessible("layers, one hidden")
	p.click(".panel .layer")
	p.until(`document.activeElement?.matches(".layer[aria-pressed=true]")`)
	p.push("Compare")
	p.until(`document.querySelector(".differ")`)
	p.accessible("agreement")
	p.click(".legend summary")
	p.click(".agree-bar .acts button:last-child")
	p.press("r")
	p.until(`document.activeElement?.matches(".differ:nth-child(2)")`)
	p.press("x")
	p.until(`document.activeElement?.id === "reject-reason"`)
	p.run(`scrollTo(0, 0)`) // or the bar covers a part of some link
	p.accessible("agreement, settling")
	p.phone()
	p.navigate(srv.url + "/agreement/" + doc.Article.ID.Short())
	p.ready()
	p.until(`document.querySelector(".differ")`)
	p.accessible("phone, agreement")
	p.tap(".differ:nth-child(3) .side button")
	p.until(`document.querySelector(".differ:nth-child(3).settled")`)
	p.accessible("phone, agreement, settled")
	p.do(chromedp.EmulateViewport(320, 640))
	p.painted()
	p.narrow("320, agreement")
}
