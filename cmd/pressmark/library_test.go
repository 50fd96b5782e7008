package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"pressmark/annotations/record/schema"
)

// push clicks the button, link or file chooser that shows a label, or has it as its
// name, once there is one to be seen.
func (p *tab) push(label string) {
	p.t.Helper()
	find := `[...(document.querySelector("dialog[open]") ?? document).querySelectorAll("button, a, label.button")].find((e) =>
		(e.getAttribute("aria-label") ?? e.innerText ?? "").trim() === ` + strconv.Quote(label) + ` && e.getClientRects().length > 0)`
	p.until(find)
	// Where it is to be clicked it must be seen, and have come to rest: what was done
	// before may still move it.
	p.until(`(async () => {
		const place = () => {
			const e = ` + find + `;
			e?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
			const r = e?.getBoundingClientRect();
			return r && { X: r.left + r.width / 2, Y: r.top + r.height / 2, e };
		};
		const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		const was = place();
		await frame();
		const now = place();
		const top = now && document.elementFromPoint(now.X, now.Y);
		if (!was || !now || was.X !== now.X || was.Y !== now.Y || !(now.e.contains(top) || top?.contains(now.e))) return false;
		globalThis.pushed = { X: now.X, Y: now.Y };
		return true;
	})()`)
	at := value[spot](p, `pushed`)
	p.do(chromedp.MouseClickXY(at.X, at.Y))
}

// markAs selects a quote with the mouse and presses a key for what it is. What is then
// offered is let be.
func (p *tab) markAs(quote, key string) {
	p.t.Helper()
	p.sweep(quote)
	p.offered()
	p.press(key)
	p.until(`!document.querySelector("#bar:not([hidden], .offers) button")`)
	p.painted()
	p.alone()
}

// read waits until the page shows words.
func (p *tab) read(words string) {
	p.t.Helper()
	p.until(`(document.querySelector("dialog[open]") ?? document.body).innerText.includes(` + quoted(words) + `)`)
}

// quoted is a string as JavaScript writes it.
func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// library goes to the library page.
func (p *tab) library() {
	p.t.Helper()
	p.push("Library")
	p.until(`document.querySelector("main.library .shelf")`)
	p.saved()
}

// shelf returns the titles that the library page shows, in order.
func (p *tab) shelf() []string {
	p.t.Helper()
	return value[[]string](p, `[...document.querySelectorAll(".article-row .title")].map((e) => e.textContent)`)
}

// shelved waits until the library page shows so many articles.
func (p *tab) shelved(n int) {
	p.t.Helper()
	p.until(`document.querySelectorAll(".article-row").length === ` + strconv.Itoa(n))
}

// writeFile puts a file where a reader may choose it, and returns its path.
func writeFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// give chooses files for the library page's file chooser.
func (p *tab) give(paths ...string) {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#library-files"), paths))
}

// downloaded does something that downloads one file, and returns what came.
func (p *tab) downloaded(do func()) (name string, data []byte) {
	p.t.Helper()
	dir := p.t.TempDir()
	if _, err := chromedp.CallBrowser(p.ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	}); err != nil {
		p.t.Fatal(err)
	}
	do()
	for end := time.Now().Add(journeyPatience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		files, err := os.ReadDir(dir)
		if err != nil {
			p.t.Fatal(err)
		}
		if len(files) != 1 || strings.HasSuffix(files[0].Name(), ".crdownload") || strings.HasPrefix(files[0].Name(), ".") {
			continue
		}
		name = files[0].Name()
		if data, err = os.ReadFile(filepath.Join(dir, name)); err == nil && len(data) > 0 {
			return name, data
		}
	}
	p.t.Fatal("nothing was downloaded")
	return "", nil
}

// exported exports the whole library through the page.
func (p *tab) exported() []byte {
	p.t.Helper()
	p.library()
	p.push("Export everything")
	name, data := p.downloaded(func() { p.push("Download") })
	if name != "library.pressmark.json" {
		p.t.Errorf("the library is exported as %q", name)
	}
	p.until(`!document.querySelector("dialog[open]")`)
	valid(p.t, data)
	return data
}

// valid fails the test where an export is not what its schema says.
func valid(t testing.TB, data []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema.JSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("pressmark.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("pressmark.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("the export does not fit its schema: %v", err)
	}
}

// firstDifference shows where two exports part.
func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s []byte) string { return string(s[max(min(i, len(s))-80, 0):min(i+80, len(s))]) }
	return "…" + cut(a) + "…\nagainst\n…" + cut(b) + "…"
}

// same fails the test unless two exports are byte-identical.
func same(t testing.TB, what string, a, b []byte) {
	t.Helper()
	if !bytes.Equal(a, b) {
		t.Errorf("%s: the exports differ: %s", what, firstDifference(a, b))
	}
}
