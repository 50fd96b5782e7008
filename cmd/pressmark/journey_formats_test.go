package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/cmd/pressmark/fetch"
)

// harbour is a text as another tool has it: brat's, with its own labels.
const harbour = "Harbour tunnel to cost more\n\n" +
	"The mayor said the tunnel would cost 17 million euros. Critics doubt it.\n"

// harbourMarks are brat's annotations of harbour.
func harbourMarks() string {
	at := func(words string) (int, int) {
		i := utf8.RuneCountInString(harbour[:strings.Index(harbour, words)])
		return i, i + utf8.RuneCountInString(words)
	}
	var b strings.Builder
	for i, m := range []struct{ label, words string }{
		{"Source", "The mayor"}, {"Cue", "said"}, {"Content", "the tunnel would cost 17 million euros"},
		{"MONEY", "17 million euros"}, {"Attribution", "said"}, {"Doubt", "Critics doubt it"},
	} {
		from, to := at(m.words)
		fmt.Fprintf(&b, "T%d\t%s %d %d\t%s\n", i+1, m.label, from, to, m.words)
	}
	b.WriteString("E1\tAttribution:T5 Content:T3 Cue:T2 Source:T1\n")
	b.WriteString("R1\tSaidBy Arg1:T3 Arg2:T99\n") // there is no T99
	return b.String()
}

// Annotations of another tool come in with a mapping that the reader can change, what is
// wrong is told with its place, and they go out again as they were.
func TestOtherToolsIn(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	txt := writeFile(t, "harbour.txt", []byte(harbour))
	ann := writeFile(t, "harbour.ann", []byte(harbourMarks()))
	p.give(txt, ann)
	p.read("What the labels become")
	p.read("harbour.ann:8")
	p.read("1 article and 4 marks will be added.")
	p.screenshot("import-labels")
	p.accessible("import, labels")
	p.do(chromedp.SetValue(chromedp.CSS("#label-Doubt"), "leave"))
	p.read("1 article and 3 marks will be added.")
	p.push("Import")
	p.laid()
	want := []string{"actor: The mayor", "claim: the tunnel would cost 17 million euros", "figure: 17 million euros"}
	p.expect(want...)

	// One step back takes all of it out, one step brings it back.
	p.press("z", chromedp.ModifierCtrl)
	p.read("This article is not here")
	p.press("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	p.laid()
	p.kept(want...)

	// Importing twice changes nothing; the choice is remembered.
	p.library()
	p.give(txt, ann)
	p.read("1 article and 3 marks: here already.")
	p.push("Close")

	// Out again.
	p.push("Read")
	p.laid()
	p.push("Export")
	p.chooseFormat("brat")
	p.screenshot("export-losses")
	name, data := p.downloaded(func() { p.push("Download") })
	if name != "harbour-tunnel-to-cost-more.brat.zip" {
		t.Errorf("it is called %q", name)
	}
	files := unzipped(t, data)
	if files["harbour-tunnel-to-cost-more.txt"] != harbour {
		t.Errorf("the text is %q", files["harbour-tunnel-to-cost-more.txt"])
	}
	for _, line := range []string{"Source 29 38\tThe mayor", "Content 44 82\tthe tunnel would cost 17 million euros", "Cue 39 43\tsaid", "Content:"} {
		if !strings.Contains(files["harbour-tunnel-to-cost-more.ann"], line) {
			t.Errorf("%q is not in\n%s", line, files["harbour-tunnel-to-cost-more.ann"])
		}
	}

	// What a format cannot hold is said before anything leaves.
	p.push("Export")
	p.chooseFormat("iob")
	p.read("What this format cannot hold")
	p.accessible("export, losses")
	name, data = p.downloaded(func() { p.push("Download") })
	if !strings.Contains(string(data), "B-") {
		t.Errorf("%s holds %q", name, data)
	}

	// Other files with a label of the same name are their own import: what is chosen and
	// brought in is what is shown.
	p.library()
	p.give(writeFile(t, "report.zip", manyArticles(t, 1)))
	p.read("1 article and 20 marks will be added.")
	p.do(chromedp.SetValue(chromedp.CSS("#label-Source"), "leave"))
	p.read("1 article and 10 marks will be added.")
	p.push("Import")
	p.laid()
	p.read("Report number 0 on the harbour")
	p.expectCount(10)
}

// A folder comes in as it lies there: what belongs together is found by its place, and
// what a system keeps in it for itself is left alone.
func TestFolderIn(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	folder := filepath.Join(t.TempDir(), "town")
	put := func(name, body string) {
		t.Helper()
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("ada/tunnel.txt", harbour)
	put("ada/tunnel.ann", harbourMarks())
	put("ben/tunnel.txt", strings.Replace(harbour, "tunnel", "bridge", -1))
	put("ben/tunnel.ann", strings.Replace(harbourMarks(), "tunnel", "bridge", -1))
	put("ada/.DS_Store", "\x00\x00\x00\x01Bud1")
	for i := range 120 { // a browser lists a folder a hundred at a time
		put(fmt.Sprintf("notes/note%03d.txt", i), fmt.Sprintf("Note number %d\n\nNothing but words, and this one has number %d.\n", i, i))
	}
	for _, way := range []func(){
		func() { p.drop(spot{400, 400}, folder) },
		func() { p.do(chromedp.SetUploadFiles(chromedp.CSS("#library-folder"), []string{folder})) },
	} {
		p.library()
		way()
		p.read("2 articles and 8 marks will be added.")
		p.read("120 articles will be added.")
		if words := value[string](p, `document.querySelector("dialog[open]").innerText`); strings.Contains(words, "DS_Store") {
			t.Errorf("it speaks of what is hidden: %s", words)
		}
		p.push("Cancel")
	}
}

// chooseFormat chooses a format in the export dialog, and waits for its file.
func (p *tab) chooseFormat(name string) {
	p.t.Helper()
	p.until(`document.querySelector("#export-format")`)
	p.do(chromedp.SetValue(chromedp.CSS("#export-format"), name))
	p.until(`document.querySelector("dialog[open] .file-name") && !document.querySelector("dialog[open] .file-name").innerText.includes(".pressmark.json")`)
}

func unzipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(body)
	}
	return out
}

// manyArticles is an archive of brat's with so many articles, each with its marks.
func manyArticles(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, body string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, body)
	}
	for i := range n {
		var text, marks strings.Builder
		fmt.Fprintf(&text, "Report number %d on the harbour\n\n", i)
		id := 0
		mark := func(label, words string) {
			id++
			from := utf8.RuneCountInString(text.String())
			text.WriteString(words)
			fmt.Fprintf(&marks, "T%d\t%s %d %d\t%s\n", id, label, from, from+utf8.RuneCountInString(words), words)
		}
		for k := range 10 {
			mark("Source", fmt.Sprintf("Minister %d of town %d", k, i))
			text.WriteString(" ")
			mark("Cue", "said")
			text.WriteString(" on Friday that ")
			mark("Content", fmt.Sprintf("work on pier %d of the harbour would take %d weeks and end before winter", k, i%40+k+2))
			fmt.Fprintf(&marks, "E%d\tCue:T%d Source:T%d Content:T%d\n", k+1, id-1, id-2, id)
			text.WriteString(", and nobody in the room had anything to add to it then.\n\n")
		}
		add(fmt.Sprintf("reports/r%04d.txt", i), text.String())
		add(fmt.Sprintf("reports/r%04d.ann", i), marks.String())
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A large import survives the end of the browser in its middle: the next start takes it
// up again, and nothing comes in twice.
func TestLargeImport(t *testing.T) {
	const articles = 400
	srv := serveClient(t)
	profile := t.TempDir()
	b := openBrowser(t, withProfile(profile))
	p := openReader(t, b, srv)
	p.library()
	p.give(writeFile(t, "reports.zip", manyArticles(t, articles)))
	p.read("400 articles and 8,000 marks will be added.")
	p.push("Import")
	p.until(`document.querySelectorAll(".article-row").length > 20`) // some are kept, and some are not
	b.kill()
	p = openBrowser(t, withProfile(profile)).open(srv.url + "/library")
	p.read("This import was interrupted")
	p.read("will be added")
	p.read("here already")
	p.push("Import")
	p.read("401 articles, 8,000 marks.")
	p.saved()

	// It is no longer interrupted.
	p.do(reload)
	p.ready()
	p.read("401 articles, 8,000 marks.")
	for range 3 {
		p.painted()
	}
	if value[bool](p, `Boolean(document.querySelector("dialog[open]"))`) {
		t.Error("the import is taken up again, though it was complete")
	}
}

const oldNews = `Ferry sinks off the coast

A ferry sank off the northern coast on Monday night, the coast guard said.

At least 17 people were killed, Captain Ines Duarte told reporters. The ship had left the port at noon.

The company promised to help the families.
`

var newNews = strings.NewReplacer("At least 17 people", "At least 19 people", "The company promised to help the families.",
	"The company declined to comment.", "on Monday night", "late on Monday night").Replace(oldNews)

// A newer text of an article is a new version: its marks are found again, and what changed
// is shown, figures first.
func TestNewVersion(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.paste(oldNews)
	p.markAs("At least 17 people", "f")
	p.markAs("Captain Ines Duarte", "a")
	p.markAs("The company promised to help the families", "c")
	p.saved()

	// The very same text is the article that is here.
	p.library()
	p.click(`a[href$="/new"]`)
	p.until(`document.getElementById("paste-text")`)
	p.click("#paste-text")
	p.run(`document.execCommand("insertText", false, ` + js(oldNews) + `)`)
	p.click(`.paste button[type="submit"]`)
	p.read("You have this article already.")
	p.laid()

	p.library()
	p.give(writeFile(t, "ferry.txt", []byte(newNews)))
	p.read("A newer version of “Ferry sinks off the coast”")
	p.screenshot("import-version")
	p.accessible("import, a version")
	p.push("Import")
	p.until(`document.querySelector(".version-page .changes")`)
	p.read("1 figure changed")
	first := value[string](p, `document.querySelector(".changes tbody tr").innerText`)
	if !strings.Contains(first, "17") || !strings.Contains(first, "19") {
		t.Errorf("the first change is %q", first)
	}
	p.read("Without a place")
	p.screenshot("version-desktop")
	p.accessible("version")
	p.phone()
	p.painted()
	p.screenshot("version-phone")
	p.accessible("version, phone")
	p.desktop()
	p.push("Read the new version")
	p.laid()
	p.expect("figure: At least 19 people", "actor: Captain Ines Duarte", "claim: The company promised to help the families BUT ON THE PAPER: ")
	p.saved()
	p.library()
	p.shelved(3) // both versions stay
	p.press("z", chromedp.ModifierCtrl)
	p.shelved(2)
}

// A folder of the reader's is kept up to date. The browser's own file system stands in
// for the reader's: a browser without a window asks nobody for a folder.
func TestFolderKeptUpToDate(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := b.blank()
	p.onNewDocument(`
		globalThis.folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("mine", { create: true });
		globalThis.showDirectoryPicker = folder;
		globalThis.showSaveFilePicker = async () => (await folder()).getFileHandle("all.json", { create: true });
		globalThis.inFolder = async () => {
			const out = {};
			for await (const [name, h] of (await folder()).entries()) out[name] = await (await h.getFile()).text();
			return out;
		};`)
	p.navigate(srv.url + "/library")
	p.ready()
	p.until(`document.querySelector(".article-row")`)
	p.push("Choose a folder")
	p.read("is kept up to date")
	files := value[map[string]string](p, `inFolder()`)
	if len(files) != 1 {
		t.Fatalf("the folder holds %d files", len(files))
	}
	p.screenshot("outlet")
	p.accessible("a folder kept up to date")
	p.push("Read")
	p.laid()
	p.markAs("Steve Witkoff", "a")
	p.until(`(async () => Object.values(await inFolder()).some((s) => s.includes('"exact":"Steve Witkoff"')))()`)
	for name, text := range value[map[string]string](p, `inFolder()`) {
		valid(t, []byte(text))
		if !strings.HasSuffix(name, ".pressmark.json") {
			t.Errorf("a file is called %q", name)
		}
	}

	// It is remembered; a deleted article goes, a failure is said.
	p.library()
	p.do(reload)
	p.ready()
	p.read("is kept up to date")
	title := p.shelf()[0]
	p.push("Delete “" + title + "”")
	p.until(`(async () => Object.keys(await inFolder()).length === 0)()`)
	p.run(`FileSystemDirectoryHandle.prototype.getFileHandle = async () => { throw new DOMException("no", "NotAllowedError"); }`)
	p.press("z", chromedp.ModifierCtrl)
	p.read("The browser did not allow it.")
	p.read("asks for your permission again")
}

// What is copied from a page keeps its headings, lists and quotations.
func TestPasteFromPage(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	p.click(`a[href$="/new"]`)
	p.until(`document.getElementById("paste-text")`)
	p.click("#paste-text")
	p.run(`(() => {
		const data = new DataTransfer();
		data.setData("text/html", "<h1>Strike ends</h1><p>The <b>union</b> said so.</p><ul><li>One</li><li>Two</li></ul><blockquote>We won.</blockquote><script>alert(1)</script>");
		data.setData("text/plain", "Strike ends The union said so.");
		const field = document.getElementById("paste-text");
		field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
		document.execCommand("insertText", false, "Strike ends The union said so.");
	})()`)
	p.read("As on the page it was copied from")
	p.click(`.paste button[type="submit"]`)
	p.until(`location.pathname.includes("/a/")`)
	p.laid()
	got := value[[]string](p, `[...document.querySelectorAll("#paper .block")].map((e) => e.textContent)`)
	if strings.Join(got, "|") != "Strike ends|The union said so.|One|Two|We won." {
		t.Errorf("it reads %q", got)
	}
	if !value[bool](p, `Boolean(document.querySelector("#paper h1, #paper [role=heading]"))`) {
		t.Error("the heading is none")
	}
}

// A thousand articles of another tool come in: how many a second, to stored, and how long
// the page stands still at most.
func BenchmarkImport(b *testing.B) {
	const articles = 1000
	srv := serveClient(b)
	data := manyArticles(b, articles)
	path := writeFile(b, filepath.Base("reports.zip"), data)
	for b.Loop() {
		p := openBrowser(b).open(srv.url + "/library")
		p.until(`document.querySelector(".article-row")`)
		p.saved()
		p.run(`globalThis.longest = 0; (() => { let was = performance.now(); const tick = () => {
			const now = performance.now(); longest = Math.max(longest, now - was); was = now; requestAnimationFrame(tick); }; tick(); })()`)
		start := time.Now()
		p.give(path)
		p.read("1,000 articles and 20,000 marks will be added.")
		planned := time.Since(start)
		read := value[float64](p, `longest`)
		p.run(`globalThis.longest = 0`)
		start = time.Now()
		p.push("Import")
		p.read("1,001 articles, 20,000 marks.")
		p.saved()
		stored := time.Since(start)
		b.ReportMetric(float64(articles)/(planned+stored).Seconds(), "articles/s")
		b.ReportMetric(float64(len(data))/1e6, "MB-zip")
		b.ReportMetric(planned.Seconds(), "s-read")
		b.ReportMetric(stored.Seconds(), "s-stored")
		b.ReportMetric(read, "ms-longest-reading")
		b.ReportMetric(value[float64](p, `longest`), "ms-longest-storing")
	}
}

// The formats of other tools are there without a network, too, though nothing of them was
// needed before.
func TestOtherToolsOffline(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.installed()
	srv.stop()
	unplug(p)
	p.library()
	p.give(writeFile(t, "harbour.txt", []byte(harbour)), writeFile(t, "harbour.ann", []byte(harbourMarks())))
	p.read("1 article and 4 marks will be added.")
	p.push("Import")
	p.laid()
	p.saved()
}

// Where the server opens addresses, the page says so, and what comes back is an article;
// where it refuses, it says why. Elsewhere nothing is offered.
func TestFetchAddress(t *testing.T) {
	plain := serveClient(t)
	p := openBrowser(t).open(plain.url + "/new")
	p.until(`document.getElementById("paste-text")`)
	if value[bool](p, `Boolean(document.getElementById("address"))`) {
		t.Error("an address is asked for, and the server opens none")
	}

	b, err := newBundle("/", true)
	if err != nil {
		missing(t, err.Error())
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<html lang="en"><head><title>Strike ends | The Daily</title></head><body><nav>Menu</nav><article><h1>Strike ends</h1>`+
			`<p>The union said on Monday that the strike at the port was over after three weeks, and that ships would sail on Tuesday morning.</p>`+
			`<p>The company said it was glad of it, and thanked all who had worked on the agreement that both sides signed at night.</p></article></body></html>`)
	}))
	t.Cleanup(site.Close)
	// The site stands on this machine, where the fetcher as it is would not go.
	here := &fetch.Fetcher{Allow: func(netip.AddrPort) error { return nil }}
	h, fetching := handler(b), fetch.Handler(here)
	srv := serveHandler(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/fetch" {
			fetching.ServeHTTP(w, r)
			return
		}
		h.ServeHTTP(w, r)
	}))
	q := openBrowser(t).open(srv.url + "/new")
	q.read("The server that this page came from fetches the article")
	q.accessible("new, with an address")
	q.allow("502", "400", "403", "422")
	q.click("#address")
	q.press("ftp://example.org/strike" + kb.Enter)
	q.until(`document.querySelector(".address .trouble")`)
	q.press("a", chromedp.ModifierCtrl)
	q.press(site.URL + "/strike" + kb.Enter)
	q.until(`location.pathname.includes("/a/")`)
	q.laid()
	if got := value[string](q, `document.querySelector("#paper").textContent`); !strings.Contains(got, "three weeks") || strings.Contains(got, "Menu") {
		t.Errorf("it reads %q", got)
	}
}
