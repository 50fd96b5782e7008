package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp"

	"pressmark/annotations/format"
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
		Worker.prototype.postMessage = function (m, ...rest) { return post.call(this, spoil && m.op === "read" ? { ...m, args: { ...m.args, files: null } } : m, ...rest); };`)
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
