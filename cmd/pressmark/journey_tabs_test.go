package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/annotations/record"
)

// front brings a tab before the others, as a reader does who goes on in it.
func (p *tab) front() {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cdppage.BringToFront, cdp.Empty{})
		return err
	}))
}

// choose chooses the mark on a quote by a click, and waits for its fields.
func (p *tab) choose(quote string) {
	p.t.Helper()
	p.clicks(quote, 1)
	p.chosen(quote)
	p.until(`document.getElementById("note")`)
}

// write puts words into the note of the chosen mark, without leaving the field.
func (p *tab) write(words string) {
	p.t.Helper()
	p.click("#note")
	p.press("a", chromedp.ModifierCtrl)
	p.press(words)
}

// notes are what an export says of live marks: "quote: note", in order.
func notes(t testing.TB, data []byte) []string {
	t.Helper()
	c, err := record.DecodeCollection(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range c.Annotations {
		if !n.Deleted {
			out = append(out, strings.TrimSuffix(n.Exact()+": "+n.Note, ": "))
		}
	}
	slices.Sort(out)
	return out
}

// Two tabs over one article: each shows what the other does, and nothing that either
// did is lost.
func TestTwoTabs(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	q := openReader(t, b, srv)

	// Each sees at once what the other marks.
	p.front()
	p.markAs("Steve Witkoff", "a")
	before := time.Now()
	q.expect("actor: Steve Witkoff")
	if late := time.Since(before); late > 2*time.Second {
		t.Errorf("the other tab shows a mark after %v", late)
	}
	q.front()
	q.markAs("more than four hours", "f")
	p.expect("actor: Steve Witkoff", "figure: more than four hours")

	// Both at once.
	p.front()
	p.sweep("Vladimir Putin")
	p.offered()
	q.front()
	q.sweep("€21bn")
	q.offered()
	p.press("a")
	q.press("f")
	all := []string{"actor: Steve Witkoff", "actor: Vladimir Putin", "figure: more than four hours", "figure: €21bn"}
	p.expect(all...)
	q.expect(all...)

	// Different fields of one mark, while the other tab's reader is typing: merged.
	p.front()
	p.choose("Steve Witkoff")
	q.front()
	q.choose("Steve Witkoff")
	q.write("the envoy")
	p.click(".entry.on .kind-choice.claim")
	q.press(kb.Escape)
	q.saved()
	p.saved()
	all[0] = "claim: Steve Witkoff"
	p.expect(all...)
	q.expect(all...)
	p.until(`document.getElementById("note").value === "the envoy"`)

	// The same field: both versions stay, and the page says so.
	p.front()
	p.write("one says this")
	q.front()
	q.write("one says that")
	p.press(kb.Escape)
	p.saved()
	q.press(kb.Escape)
	q.saved()
	q.until(`document.body.innerText.includes("Both versions are kept")`)
	both := append([]string{"claim: Steve Witkoff"}, all...)
	p.expect(both...)
	q.expect(both...)
	got := notes(t, p.exported())
	if want := []string{"Steve Witkoff: one says that", "Steve Witkoff: one says this", "Vladimir Putin", "more than four hours", "€21bn"}; !slices.Equal(got, want) {
		t.Errorf("kept is %q, want %q", got, want)
	}

	// A note that is being typed when the mark is deleted elsewhere is not thrown away.
	p.push("Read")
	p.laid()
	p.choose("more than four hours")
	q.front()
	q.choose("more than four hours")
	q.write("by whose watch?")
	p.front()
	p.press(kb.Delete)
	p.expect(slices.DeleteFunc(slices.Clone(both), func(s string) bool { return s == "figure: more than four hours" })...)
	p.saved()
	q.expect(both...) // as a copy
	p.expect(both...)

	// Undo takes back what this tab did, and leaves the rest.
	p.press("z", chromedp.ModifierCtrl)
	twice := slices.Insert(slices.Clone(both), 3, "figure: more than four hours")
	p.expect(twice...)
	q.expect(twice...)
	if got := notes(t, p.exported()); !slices.Contains(got, "more than four hours: by whose watch?") {
		t.Errorf("the typed note is lost: %q", got)
	}

	// What is shown is what is kept.
	q.kept(twice...)
}

// What is being typed into a field of one line stays as it is typed, whatever another tab
// does to that field meanwhile, and both are kept.
func TestTypedMeanwhile(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	p.front()
	p.markAs("Steve Witkoff", "a")
	p.saved()
	q := openReader(t, b, srv)
	q.front()
	q.choose("Steve Witkoff")
	p.front()
	p.choose("Steve Witkoff")
	p.click("#tags")
	// A letter a tenth of a second, so that typing never pauses.
	p.run(`window.typed = ""; window.typing = setInterval(() => {
		const letter = "abcdefghijklmnopqrstuvwxyz"[window.typed.length % 26];
		document.getElementById("tags").focus();
		if (document.execCommand("insertText", false, letter)) window.typed += letter;
	}, 100)`)
	p.until(`window.typed.length > 5`)
	q.run(`(() => {
		const tags = document.getElementById("tags");
		tags.focus();
		document.execCommand("insertText", false, "elsewhere");
		tags.blur();
	})()`)
	q.saved()
	p.until(`document.querySelector(".tag-filters")?.textContent.includes("elsewhere")`)
	p.run(`clearInterval(window.typing)`)
	if got := value[string](p, `document.getElementById("tags").value`); got == "" || got != value[string](p, `window.typed`) {
		t.Errorf("the field has %q of %q", got, value[string](p, `window.typed`))
	}
	p.press(kb.Escape)
	p.saved()
	typed := value[string](p, `window.typed`)
	if data := string(p.exported()); !strings.Contains(data, typed) || !strings.Contains(data, "elsewhere") {
		t.Errorf("of %q and %q something is lost:\n%s", typed, "elsewhere", data)
	}
}

// The library page follows what other tabs do, and an open article what becomes of
// it there.
func TestLibraryLive(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)
	q := openReader(t, b, srv)
	q.front()
	q.library()
	title := q.shelf()[0]

	p.front()
	p.markAs("Steve Witkoff", "a")
	q.until(`document.querySelector(".article-row").innerText.includes("1 actor")`)

	q.front()
	q.push(fmt.Sprintf("Rename “%s”", title))
	q.until(`document.activeElement?.id === "rename"`)
	q.press("a", chromedp.ModifierCtrl)
	q.press("Another name" + kb.Enter)
	p.until(`document.title === "Another name · Pressmark"`)

	// Deleted there, it goes here, and comes back with undo.
	q.saved()
	q.push("Delete “Another name”")
	p.until(`document.body.innerText.includes("This article is not here")`)
	q.until(`document.querySelectorAll(".article-row").length === 0`)
	q.press("z", chromedp.ModifierCtrl)
	q.shelved(1)
	p.laid()
	p.expect("actor: Steve Witkoff")
	p.front()
	p.kept("actor: Steve Witkoff")
}
