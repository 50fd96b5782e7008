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

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
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
	return manyArticlesFrom(t, 0, n)
}

// manyArticlesFrom has those from number first on.
func manyArticlesFrom(t testing.TB, first, n int) []byte {
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
	for i := first; i < first+n; i++ {
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
	path := writeFile(t, "reports.zip", manyArticles(t, articles))
	// How far it is can be seen, and it can be given up.
	p.give(path)
	p.until(`document.querySelector("dialog[open] progress")`)
	p.push("Cancel")
	p.until(`!document.querySelector("dialog[open]")`)
	p.give(path)
	p.read("400 articles and 8,000 marks will be added.")
	p.push("Import")
	p.until(`/Saving, [12] to go/.test(document.body.textContent)`) // some are kept, and some are not
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

	// All of one is undone in one step.
	p.give(writeFile(t, "more.zip", manyArticlesFrom(t, articles, 150)))
	p.read("150 articles and 3,000 marks will be added.")
	p.push("Import")
	p.read("551 articles, 11,000 marks.")
	p.press("z", chromedp.ModifierCtrl)
	p.read("401 articles, 8,000 marks.")
	p.saved()
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

	// Pasted, it is found as well, and its paragraphs stand side by side.
	p.click(`a[href$="/new"]`)
	p.until(`document.getElementById("paste-text")`)
	p.click("#paste-text")
	p.run(`document.execCommand("insertText", false, ` + js(newNews) + `)`)
	p.click(`.paste button[type="submit"]`)
	p.read("Its 3 marks are found again in the new text")
	p.push("Import")
	p.until(`[...document.querySelectorAll(".pair")].some((pair) =>
		pair.querySelector(".old del")?.textContent.includes("17") && pair.querySelector(".new ins")?.textContent.includes("19"))`)
	p.press("z", chromedp.ModifierCtrl)
	p.library()
	p.shelved(2)

	// With marks of its own from another tool, these stand, and nothing is carried.
	words, at := "Captain Ines Duarte", strings.Index(newNews, "Captain Ines Duarte")
	ann := fmt.Sprintf("T1\tSource %d %d\t%s\n", at, at+len(words), words)
	p.give(writeFile(t, "ferry.txt", []byte(newNews)), writeFile(t, "ferry.ann", []byte(ann)))
	p.read("The file brings marks of its own")
	p.push("Import")
	p.until(`document.querySelector(".version-page .pairs")`)
	p.push("Read the new version")
	p.laid()
	p.expect("actor: " + words)
}

// Files of several readers are layers of one article: from another tool with a file for
// each reader, and from Pressmark where each had opened the text for themselves.
func TestLayersFromFiles(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	ann := func(words string) []byte {
		at := utf8.RuneCountInString(harbour[:strings.Index(harbour, words)])
		return fmt.Appendf(nil, "T1\tSource %d %d\t%s\n", at, at+utf8.RuneCountInString(words), words)
	}
	p.give(writeFile(t, "harbour.txt", []byte(harbour)), writeFile(t, "harbour_ada.ann", ann("The mayor")), writeFile(t, "harbour_ben.ann", ann("Critics")))
	p.read("1 article and 2 marks will be added.")
	p.push("Import")
	p.laid()
	p.expect("actor: The mayor", "actor: Critics")
	layers := `[...document.querySelectorAll(".layer")].map((e) => e.textContent).join()`
	p.until(layers + `.includes("ada") && ` + layers + `.includes("ben")`)

	cy, err := plain.Article("harbour.txt", annotations.NewText(harbour), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	cy.Revision = 1
	e := annotations.NewDoc(cy, nil).Mark(annotations.KindFigure, time.Now(), cy.Mentions("17 million euros")[0])
	n := *e.Annotations[0].After
	n.Creator, n.Revision = "cy", 1
	p.library()
	p.give(writeFile(t, "cy.json", record.EncodeCollection(record.Collection{Articles: []annotations.Article{cy}, Annotations: []annotations.Annotation{n}})))
	p.read("1 mark will be added.")
	p.push("Import")
	p.laid()
	p.expect("actor: The mayor", "figure: 17 million euros", "actor: Critics")
	p.until(layers + `.includes("cy")`)
	p.library()
	p.shelved(2)
}

// Every format that is read and written goes out of one browser and comes into another
// that knows nothing of the article.
func TestThereAndBack(t *testing.T) {
	srv := serveClient(t)
	p := openReader(t, openBrowser(t), srv)
	p.library()
	p.give(writeFile(t, "harbour.txt", []byte(harbour)), writeFile(t, "harbour.ann", []byte(harbourMarks())))
	p.read("What the labels become")
	p.push("Import")
	p.laid()
	p.expectCount(4)
	there := openReader(t, openBrowser(t), srv)
	there.library()
	for _, f := range format.Formats {
		if f.Read == nil || f.Write == nil {
			continue
		}
		p.push("Export")
		if f.Name != "json" {
			p.chooseFormat(f.Name)
		}
		name, data := p.downloaded(func() { p.push("Download") })
		there.give(writeFile(t, name, data))
		there.until(`document.querySelector("dialog[open] .plan")`)
		said := value[string](there, `document.querySelector("dialog[open]").innerText`)
		if f.Name == "hypothesis" || f.Name == "recogito" { // without their text
			if !strings.Contains(said, "there is no text in it") {
				t.Errorf("%s: %s comes back as %q", f.Name, name, said)
			}
			there.push("Close")
		} else {
			// What is said to be lost before it leaves: a cue that is tied to no claim is a mark.
			if !strings.Contains(said, "1 article and 4 marks") && !strings.Contains(said, "1 article and 5 marks") {
				t.Errorf("%s: %s comes back as %q", f.Name, name, said)
			}
			there.push("Cancel")
		}
		there.until(`!document.querySelector("dialog[open]")`)
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

// outletPage is a page at the library whose browser asks nobody for a folder or a file, as one
// without a window cannot: its own file system stands in for the reader's.
func outletPage(t *testing.T) *tab {
	srv := serveClient(t)
	p := openBrowser(t).blank()
	p.onNewDocument(`
		globalThis.folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("mine", { create: true });
		globalThis.showDirectoryPicker = folder;
		globalThis.picked = "all.json";
		globalThis.showSaveFilePicker = async () => (await folder()).getFileHandle(picked, { create: true });
		globalThis.inFolder = async () => {
			const out = {};
			for await (const [name, h] of (await folder()).entries()) out[name] = await (await h.getFile()).text();
			return out;
		};
		globalThis.putInFolder = async (name, text) => {
			const w = await (await (await folder()).getFileHandle(name, { create: true })).createWritable();
			await w.write(text);
			await w.close();
		};`)
	p.navigate(srv.url + "/library")
	p.ready()
	p.until(`document.querySelector(".article-row")`)
	return p
}

// A folder of the reader's is kept up to date.
func TestFolderKeptUpToDate(t *testing.T) {
	p := outletPage(t)
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
	p.press("Tab")
	p.click("#note")
	p.run(`document.execCommand("insertText", false, "Met him twice")`)
	p.until(`(async () => Object.values(await inFolder()).some((s) => s.includes("Met him twice")))()`)
	for name, text := range value[map[string]string](p, `inFolder()`) {
		valid(t, []byte(text))
		if !strings.HasSuffix(name, ".pressmark.json") {
			t.Errorf("a file is called %q", name)
		}
	}

	// It is remembered, and what is amiss in it is put right at the next start. A deleted
	// article goes, the reader's own files stay, a failure is said.
	p.library()
	p.run(`(async () => {
		for (const name of Object.keys(await inFolder())) await putInFolder(name, "{}");
		await putInFolder("my-copy~00000000.pressmark.json", "mine");
	})()`)
	p.do(reload)
	p.ready()
	p.until(`(async () => Object.values(await inFolder()).some((s) => s.includes("Met him twice")))()`)
	p.read("is kept up to date")
	title := p.shelf()[0]
	p.push("Delete “" + title + "”")
	p.until(`(async () => Object.keys(await inFolder()).join() === "my-copy~00000000.pressmark.json")()`)
	p.run(`FileSystemDirectoryHandle.prototype.getFileHandle = async () => { throw new DOMException("no", "NotAllowedError"); }`)
	p.press("z", chromedp.ModifierCtrl)
	p.read("The browser did not allow it.")
	p.read("asks for your permission again")
	p.accessible("a folder that is not allowed")
}

// A file of the reader's is kept up to date. Where it was moved away, or may not be written
// any more, that is told wherever the reader is, and there is a way to go on.
func TestFileKeptUpToDate(t *testing.T) {
	p := outletPage(t)
	p.push("Choose a file")
	p.read("The file “all.json” is kept up to date")
	valid(t, []byte(value[map[string]string](p, `inFolder()`)["all.json"]))
	p.run(`(async () => (await folder()).removeEntry("all.json"))()`)
	p.push("Read")
	p.laid()
	p.markAs("Steve Witkoff", "a")
	p.read("The file “all.json” is not up to date any more.")
	p.library()
	p.read("moved, renamed or deleted")
	p.screenshot("outlet-gone")
	p.accessible("a file that is gone")
	p.push("Try again")
	p.read("moved, renamed or deleted")
	p.run(`globalThis.picked = "other.json"`)
	p.push("Choose another file")
	p.read("The file “other.json” is kept up to date")
	files := value[map[string]string](p, `inFolder()`)
	if len(files) != 1 || !strings.Contains(files["other.json"], `"exact":"Steve Witkoff"`) {
		t.Errorf("the folder holds %d files", len(files))
	}

	p.run(`
		globalThis.granted = "denied";
		FileSystemHandle.prototype.queryPermission = FileSystemHandle.prototype.requestPermission = async () => granted;
		globalThis.may = FileSystemFileHandle.prototype.createWritable;
		FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException("no", "NotAllowedError"); };`)
	title := p.shelf()[0]
	p.push("Duplicate “" + title + "”")
	p.read("asks for your permission again")
	p.push("Allow it")
	p.read("The browser did not allow it.")
	p.run(`granted = "granted"; FileSystemFileHandle.prototype.createWritable = may;`)
	p.push("Allow it")
	p.read("The file “other.json” is kept up to date")
	p.push("Stop")
	p.read("can be kept up to date on this machine")
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

// Where the program for the formats of other tools breaks off, that is told, and not that
// it could not be started; the next file has a new one.
func TestConverterBreaksOff(t *testing.T) {
	srv := serveClient(t)
	p := openBrowser(t).blank()
	p.onNewDocument(`
		const post = Worker.prototype.postMessage;
		globalThis.spoil = false;
		Worker.prototype.postMessage = function (m, ...rest) { return post.call(this, spoil && m.op === "read" ? { ...m, files: null } : m, ...rest); };`)
	p.navigate(srv.url + "/library")
	p.ready()
	p.until(`document.querySelector(".article-row")`)
	files := []string{writeFile(t, "harbour.txt", []byte(harbour)), writeFile(t, "harbour.ann", []byte(harbourMarks()))}
	p.run(`globalThis.spoil = true`)
	p.give(files...)
	p.read("the converter broke off in the middle")
	p.run(`globalThis.spoil = false`)
	p.push("Close")
	p.give(files...)
	p.read("1 article and 4 marks will be added.")
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
