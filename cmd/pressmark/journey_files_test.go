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

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/cmd/pressmark/fetch"
	"pressmark/cmd/pressmark/server"
)

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

// Documents come in with their headings and quotations; what a browser cannot read, and
// what is made to do harm, is refused in words, and the rest comes in.
func TestDocumentsIn(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	epub := zipped(t, "mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
		"book.opf", `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour notes</dc:title></metadata>`+
			`<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
		"a.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Harbour notes</h1><p>The pier is old.</p><blockquote><p>It will hold.</p></blockquote></body></html>`)
	p.give(writeFile(t, "notes.epub", epub))
	p.laid()
	p.shows("h1: Harbour notes", "p: The pier is old.", "blockquote: It will hold.")

	p.library()
	docx := zipped(t, "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Quay memo</w:t></w:r></w:p><w:p><w:r><w:t>Nobody objects.</w:t></w:r></w:p></w:body></w:document>`)
	p.give(writeFile(t, "memo.docx", docx))
	p.laid()
	p.shows("h1: Quay memo", "p: Nobody objects.")

	p.library()
	p.give(writeFile(t, "report.pdf", []byte("%PDF-1.7\n1 0 obj\n")), writeFile(t, "plain.txt", []byte("A plain text.\n\nIt comes in.")))
	p.read("report.pdf")
	p.read("pressmark convert")
	p.read("1 article was added.")
	p.push("Close")
	p.shelved(4)

	bomb := zipped(t, "a.txt", strings.Repeat("0", 300<<20))
	tricks := zipped(t, "../../outside.txt", "Outside.\n\nWords of it.", "good.txt", "Good.\n\nIt is inside, and comes in.")
	p.give(writeFile(t, "bomb.zip", bomb), writeFile(t, "tricks.zip", tricks))
	p.read("bomb.zip")
	p.read("outside.txt")
	p.screenshot("import-refused")
	p.push("Close")
	p.library()
	p.shelved(5)
}

// zipped is an archive of files, each a name and a content.
func zipped(t testing.TB, namesAndContents ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(namesAndContents); i += 2 {
		w, err := z.Create(namesAndContents[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, namesAndContents[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What the reader made of a label is so for the next import, after a reload too; and a
// file that the system opens with the installed app comes in as one that is chosen.
func TestOpenedByTheSystem(t *testing.T) {
	srv := serveClient(t)
	b := openBrowser(t)
	p := b.blank()
	p.onNewDocument(`Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer(f) { globalThis.launch = f; } } });`)
	p.navigate(srv.url)
	launch := func(names ...string) {
		var files strings.Builder
		for i := 0; i < len(names); i += 2 {
			fmt.Fprintf(&files, `{ name: %[1]s, getFile: async () => new File([%[2]s], %[1]s) },`, js(names[i]), js(names[i+1]))
		}
		p.until(`globalThis.launch`)
		p.run(`launch({ files: [` + files.String() + `] })`)
	}
	// The system hands files over while the library is not open yet.
	launch("harbour.txt", harbour, "harbour.ann", harbourMarks())
	p.read("1 article and 4 marks will be added.")
	p.do(chromedp.SetValue(chromedp.CSS("#label-Doubt"), "leave"))
	p.read("1 article and 3 marks will be added.")
	p.push("Cancel")
	p.do(reload)
	p.ready()
	p.laid()
	launch("harbour.txt", harbour, "harbour.ann", harbourMarks())
	p.read("1 article and 3 marks will be added.")
	p.push("Cancel")
	launch("quay.md", "# Quay\n\nThe quay is closed.")
	p.shows("h1: Quay", "p: The quay is closed.")
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

// Where the server opens addresses, the page says so, and what comes back is an article;
// where it refuses, it says why. Elsewhere nothing is offered.
func TestFetchAddress(t *testing.T) {
	plain := serveClient(t)
	p := openBrowser(t).open(plain.url + "/new")
	p.until(`document.getElementById("paste-text")`)
	if value[bool](p, `Boolean(document.getElementById("address"))`) {
		t.Error("an address is asked for, and the server opens none")
	}

	b, err := server.New("/", true)
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
	h, fetching := server.Handler(b), fetch.Handler(here)
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
