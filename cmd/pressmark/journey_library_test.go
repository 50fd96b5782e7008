package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/cmd/pressmark/server"
)

// paragraphs returns what lies on the paper, block by block, with its element.
func (p *tab) paragraphs() []string {
	p.t.Helper()
	p.laid()
	return value[[]string](p, `[...document.querySelectorAll("#paper .block")].map((b) => b.tagName.toLowerCase() + ": " + b.textContent)`)
}

// shows waits until the paper shows exactly these blocks.
func (p *tab) shows(want ...string) {
	p.t.Helper()
	var got []string
	for end := time.Now().Add(journeyPatience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if got = p.paragraphs(); slices.Equal(got, want) {
			return
		}
	}
	p.t.Fatalf("on the paper:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
}

// fill fills a field as if from the clipboard.
func (p *tab) fill(selector, text string) {
	p.t.Helper()
	p.click(selector)
	p.press("a", chromedp.ModifierCtrl)
	p.run(`document.execCommand("insertText", false, ` + quoted(text) + `)`)
}

func TestLibraryPage(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.markAs("Steve Witkoff", "a")
	p.chosen("Steve Witkoff")
	sample := value[string](p, `document.querySelector("#paper h1").textContent`)

	// The open article is deleted, from the library; there is nothing left, and Undo
	// brings back all of it.
	p.library()
	p.until(`document.querySelector(".tallies").innerText.includes("1 actor")`)
	p.push("Delete “" + sample + "”")
	p.read("The library is empty.")
	p.until(`document.activeElement?.textContent === "Library"`) // the focus is not lost
	p.saved()
	p.screenshot("library-empty")
	p.push("Read")
	p.read("Nothing to read yet")
	p.screenshot("reader-empty")
	p.push("Undo")
	p.expect("actor: Steve Witkoff")
	p.library()
	p.shelved(1)

	// Rename: by keys alone; Escape changes nothing, an empty title neither.
	p.run(`document.querySelector("[id^=rename-]").focus()`)
	p.press(kb.Enter)
	p.until(`document.activeElement?.id === "rename" && document.activeElement.value === ` + quoted(sample))
	p.press("nonsense" + kb.Escape)
	p.until(`document.activeElement?.id?.startsWith("rename-")`)
	if got := p.shelf(); !slices.Equal(got, []string{sample}) {
		t.Errorf("after Escape the titles are %q", got)
	}
	p.press(kb.Enter)
	p.until(`document.activeElement?.id === "rename"`)
	p.press("a", chromedp.ModifierCtrl)
	p.press("  The envoy’s   four hours " + kb.Enter)
	p.until(`document.querySelector(".article-row .title")?.textContent === "The envoy’s four hours"`)
	p.until(`document.activeElement?.id?.startsWith("rename-")`)
	p.press("z", chromedp.ModifierCtrl)
	p.until(`document.querySelector(".article-row .title")?.textContent === ` + quoted(sample))

	// Duplicate: the marks go along.
	p.push("Duplicate “" + sample + "”")
	p.shelved(2)
	p.until(`[...document.querySelectorAll(".tallies")].every((e) => e.innerText.includes("1 actor"))`)
	p.until(`[...document.querySelectorAll(".when")].every((e) => /20\d\d/.test(e.innerText))`)

	// Search.
	p.fill("#shelf-search", "COPY envoy")
	p.shelved(1)
	p.fill("#shelf-search", "no such title")
	p.read("No title has that in it.")
	p.fill("#shelf-search", "e")
	p.shelved(2)
	p.screenshot("library")
	p.dark()
	p.screenshot("library-dark")
	p.light()
	p.saved()
	p.do(reload)
	p.ready()
	p.shelved(2)
}

func TestNewArticle(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	fresh := func() {
		p.library()
		p.push("Paste an article")
		p.until(`document.getElementById("paste-text")`)
	}

	// Nothing, and nothing but space, is refused in plain words, at the field.
	fresh()
	for _, text := range []string{"", " \n\t\n "} {
		p.fill("#paste-text", text)
		p.push("Read it")
		p.until(`document.querySelector(".trouble[role=alert]")?.innerText === "There is no text yet. Paste the words of the article here."`)
		p.until(`document.activeElement?.id === "paste-text" && document.activeElement.getAttribute("aria-invalid") === "true"
			&& document.activeElement.getAttribute("aria-describedby") === "paste-trouble"`)
	}
	p.screenshot("new-with-error")

	p.fill("#paste-title", "The minister’s <b>promise</b>")
	p.fill("#paste-text", "First line.\n\nSecond & last: 5 < 6 <i>so</i> it was.\n")
	p.push("Read it")
	p.shows("p: First line.", "p: Second & last: 5 < 6 <i>so</i> it was.")
	p.until(`document.querySelector(".masthead h1").textContent === "The minister’s <b>promise</b>"`)
	p.until(`document.title === "The minister’s <b>promise</b> · Pressmark"`)

	fresh()
	p.click(`input[value="markdown"]`)
	p.until(`document.querySelector('input[value="markdown"]').checked`)
	p.fill("#paste-text", "# A *head*line\n\nHe said:\n\n> It **must** stop.\n\n- one\n- two\n")
	p.push("Read it")
	p.shows("h1: A headline", "p: He said:", "blockquote: It must stop.", "li: one", "li: two")

	fresh()
	p.click(`input[value="html"]`)
	p.fill("#paste-text", "<title>T</title><h1>Head</h1><p>One <b>bold</b> word.<script>document.title='x'</script><p onclick=alert(1)>Two &amp; three.")
	p.push("Read it")
	p.shows("h1: Head", "p: One bold word.", "p: Two & three.")
	p.saved()
}

func TestAddresses(t *testing.T) {
	// The server has files of the site beside the app, and knows another site.
	files := map[string]string{
		"/texts/a.txt":  "A text from the site.\n\nIts second paragraph.",
		"/texts/b.md":   "# From *Markdown*\n\nIt came.",
		"/texts/c.html": "<!doctype html><title>From a page</title><article><h1>From a page</h1><p>It came too.</article>",
	}
	asked := make(chan string, 100)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Write([]byte("A text from elsewhere."))
	}))
	defer elsewhere.Close()
	program := server.Handler(aBundle(t, "/"))
	srv := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if text, ok := files[r.URL.Path]; ok {
			w.Write([]byte(text))
			return
		}
		if r.URL.Path == "/texts/away" {
			http.Redirect(w, r, elsewhere.URL+"/redirected", http.StatusFound)
			return
		}
		program.ServeHTTP(w, r)
	}))
	b := openBrowser(t)
	p := openReader(t, b, srv)

	// A link to a mark leads to it.
	p.markAs("Vladimir Putin", "a")
	p.chosen("Vladimir Putin")
	p.markAs("within 24 hours", "f")
	p.permit("clipboard-read")
	p.push("Copy link")
	p.read("Link copied.")
	link := value[string](p, `navigator.clipboard.readText()`)
	chosen := value[string](p, `document.querySelector(".entry.on .quote").textContent`)
	p.saved()
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(link))
	p.ready()
	p.chosen(chosen)
	p.until(`(() => { const r = document.querySelector("#paper mark.on").getBoundingClientRect(); return r.top > 56 && r.bottom < innerHeight; })()`)
	// To another mark while the article is open.
	other := value[string](p, `document.querySelector(".entry:not(.on)").id.slice("entry-".length)`)
	p.run(`location.hash = ` + quoted(other))
	p.chosen("Vladimir Putin")
	p.run(`location.hash = "0196230b-0000-7000-8000-000000000000"`)
	p.read("is not in this article any more")

	// What is not there is said.
	p.allow("404")
	for _, x := range []struct{ path, words string }{
		{"/a/0196230b-0000-7000-8000-000000000000", "This article is not here"},
		{"/a/zzz", "There is no such page"},
		{"/nowhere/at/all", "There is no such page"},
	} {
		p.navigate(srv.url + x.path)
		p.ready()
		p.read(x.words)
	}
	p.screenshot("no-such-page")

	// ?src opens what the site has, and nothing else.
	for _, x := range []struct {
		src    string
		blocks []string
	}{
		{"texts/a.txt", []string{"p: A text from the site.", "p: Its second paragraph."}},
		{"/texts/b.md", []string{"h1: From Markdown", "p: It came."}},
		{srv.url + "/texts/c.html", []string{"h1: From a page", "p: It came too."}},
	} {
		p.navigate(srv.url + "/?src=" + x.src)
		p.ready()
		p.shows(x.blocks...)
		p.until(`location.pathname.startsWith("/a/") && location.search === ""`)
		p.saved()
	}
	p.allow("redirect", "CORS", "Failed to fetch", "ERR_FAILED", "Unsafe attempt")
	n := articles(p)
	for _, x := range []struct{ src, words string }{
		{elsewhere.URL + "/x.txt", "of another site"},
		{"//" + strings.TrimPrefix(elsewhere.URL, "http://"), "of another site"},
		{`/\` + strings.TrimPrefix(elsewhere.URL, "http://"), "of another site"},
		{"javascript:document.title='run'", "of another site"},
		{"data:text/html,<script>document.title='run'</script>", "of another site"},
		{"blob:" + srv.url + "/x", "of another site"},
		{"texts/none.txt", "a file that is not there"},
		{"texts/away", "could not be opened"},
		{"https://", "a file that is not there"},
	} {
		p.navigate(srv.url + "/?src=" + escaped(x.src))
		p.ready()
		p.until(`document.querySelector(".toast")?.innerText.includes(` + quoted(x.words) + `)`)
		if title := value[string](p, `document.title`); title == "run" {
			t.Errorf("%s: it was run", x.src)
		}
	}
	if got := articles(p); got != n {
		t.Errorf("the library grew from %d to %d articles", n, got)
	}
	select {
	case path := <-asked:
		t.Errorf("another site was asked for %s", path)
	default:
	}
	p.push("Read")
	p.laid()
	p.screenshot("src-refused")

	// Pressmark's own JSON is shown before it is taken in.
	_, data := p.downloaded(func() { p.push("Export"); p.push("Download") })
	files["/texts/d.json"] = string(data)
	q := openBrowser(t).open(srv.url + "/?src=texts/d.json")
	q.read("will be added")
	q.push("Import")
	q.laid()
	q.expectCount(value[int](p, `document.querySelectorAll(".entry").length`))
}

// articles goes to the library and counts.
func articles(p *tab) int {
	p.t.Helper()
	p.library()
	return len(p.shelf())
}

func escaped(s string) string {
	return strings.NewReplacer("%", "%25", "&", "%26", "#", "%23", "<", "%3C", ">", "%3E", `\`, "%5C", "'", "%27", "+", "%2B").Replace(s)
}

// drop drags files over the page and lets go.
func (p *tab) drop(at spot, paths ...string) {
	p.t.Helper()
	p.dragged(at, paths, input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver)
	p.until(`document.documentElement.hasAttribute("data-dropping")`)
	p.dragged(at, paths, input.DispatchDragEventTypeDrop)
	p.until(`!document.documentElement.hasAttribute("data-dropping")`)
}

func (p *tab) dragged(at spot, paths []string, kinds ...input.DispatchDragEventType) {
	p.t.Helper()
	for _, kind := range kinds {
		p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.DispatchDragEvent, input.DispatchDragEventParams{
				Type: kind, X: at.X, Y: at.Y,
				Data: &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1},
			})
			return err
		}))
	}
}

func TestDropAndShare(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := openReader(t, b, srv)

	// A file dropped on the reader becomes an article and is shown.
	one := writeFile(t, "A plain report.txt", []byte("Dropped.\n\nIt was read."))
	p.drop(spot{400, 400}, one)
	p.shows("p: Dropped.", "p: It was read.")
	// Several go to the library; one that is no article is named and harms no other.
	two := writeFile(t, "two.md", []byte("# Two\n\nWords."))
	three := writeFile(t, "three.html", []byte("<h1>Three</h1><p>Words.</p>"))
	empty := writeFile(t, "empty.txt", nil)
	p.library()
	p.drop(spot{400, 400}, two, empty, three)
	p.shelved(4)
	p.read("empty.txt: There is no text in it.")
	p.read("2 articles were added.")
	p.push("Close")
	// A piece of text that is dragged is none of our business.
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.DispatchDragEvent, input.DispatchDragEventParams{
			Type: input.DispatchDragEventTypeDragEnter, X: 400, Y: 400,
			Data: &input.DragData{Items: []*input.DragDataItem{{MimeType: "text/plain", Data: "words"}}, DragOperationsMask: 1},
		})
		return err
	}))
	if value[bool](p, `document.documentElement.hasAttribute("data-dropping")`) {
		t.Error("a dragged word is taken for a file")
	}

	// What another app shares comes as a form, which the service worker keeps.
	p.installed()
	p.saved()
	form := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<form method="post" enctype="multipart/form-data" action="` + srv.url + `/share">
			<input name="title" value="A shared <i>headline</i>"><input name="text" value="Shared words."><input name="url" value="https://example.org/a">
			<input type="file" name="files" id="files"><button>Share</button></form>`))
	}))
	defer form.Close()
	p.navigate(form.URL)
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{writeFile(t, "shared.md", []byte("# Shared file\n\nIts text."))}))
	p.click("button")
	p.until(`location.origin === ` + quoted(srv.url))
	p.ready()
	p.until(`location.pathname === "/library"`)
	p.shelved(6)
	p.until(`document.querySelector(".shelf").innerText.includes("Shared file")`)
	p.until(`location.search === ""`)
	p.saved()
	titles := p.shelf()
	if !slices.ContainsFunc(titles, func(s string) bool { return strings.Contains(s, "A shared <i>headline</i>") }) {
		t.Errorf("what was shared is not in %q", titles)
	}
	// Once only: the address again finds nothing more.
	p.navigate(srv.url + "/?share=none")
	p.ready()
	p.until(`document.querySelector(".toast")?.innerText.includes("not there")`)
}
