package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

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
