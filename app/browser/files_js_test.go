package browser

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"syscall/js"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/platform"
)

func fileOf(name, mediaType string, parts ...any) js.Value {
	return window.Get("File").New(parts, name, map[string]any{"type": mediaType})
}

// carried are files as a drop or an input element has them.
func carried(files ...js.Value) js.Value {
	transfer := window.Get("DataTransfer").New()
	for _, f := range files {
		transfer.Get("items").Call("add", f)
	}
	return transfer
}

func TestReadFiles(t *testing.T) {
	input := document.Call("createElement", "input")
	input.Set("type", "file")
	input.Set("multiple", true)
	megabyte := blobOf(platform.File{Data: make([]byte, 1<<20)})
	large := make([]any, 101)
	for i := range large {
		large[i] = megabyte
	}
	input.Set("files", carried(fileOf("ü.txt", "text/plain", "Grüße"), fileOf("empty.md", ""), fileOf("large", "", large...)).Get("files"))
	got, err := New().ReadFiles(t.Context(), goapp.ValueOf(input))
	if err != nil || len(got) != 3 {
		t.Fatal(got, err)
	}
	if f := got[0]; f.Name != "ü.txt" || f.Type != "text/plain" || string(f.Data) != "Grüße" || f.Err != nil {
		t.Errorf("got %+v", f)
	}
	if f := got[1]; f.Name != "empty.md" || len(f.Data) != 0 || f.Err != nil {
		t.Errorf("got %+v", f)
	}
	if f := got[2]; !errors.Is(f.Err, platform.ErrTooLarge) || len(f.Data) != 0 {
		t.Errorf("a file of 101 MB: %v, %d bytes", f.Err, len(f.Data))
	}
	if _, err := New().ReadFiles(t.Context(), goapp.ValueOf(document.Call("createElement", "div"))); err != nil {
		t.Error("an element without files:", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := New().ReadFiles(ended, goapp.ValueOf(input)); !errors.Is(err, context.Canceled) {
		t.Error("when nobody waits any more:", err)
	}
}

func TestOnDrop(t *testing.T) {
	dropped := make(chan []platform.File, 1)
	New().OnDrop(func(files []platform.File) { dropped <- files })
	hang := func(kind string, transfer js.Value) (prevented bool) {
		e := window.Get("DragEvent").New(kind, map[string]any{"bubbles": true, "cancelable": true, "dataTransfer": transfer})
		root.Call("dispatchEvent", e)
		return e.Get("defaultPrevented").Bool()
	}
	text := window.Get("DataTransfer").New()
	text.Call("setData", "text/plain", "words")
	if hang("dragover", text) || root.Call("hasAttribute", "data-dropping").Bool() {
		t.Error("text that is dragged counts as a file")
	}
	files := carried(fileOf("a.txt", "text/plain", "one"))
	if !hang("dragover", files) || !root.Call("hasAttribute", "data-dropping").Bool() {
		t.Error("a file over the page is not noticed")
	}
	hang("dragleave", files)
	if root.Call("hasAttribute", "data-dropping").Bool() {
		t.Error("data-dropping is still there")
	}
	if !hang("drop", files) {
		t.Error("the browser would open the file")
	}
	if got := <-dropped; len(got) != 1 || got[0].Name != "a.txt" || string(got[0].Data) != "one" {
		t.Errorf("dropped %+v", got)
	}
}

func TestFetch(t *testing.T) {
	b := New()
	for _, path := range []string{"/web/loader.css", "web/loader.css", "./web/../web/loader.css?x=1"} {
		f, err := b.Fetch(t.Context(), path)
		if err != nil || f.Name != "loader.css" || !strings.HasPrefix(f.Type, "text/css") || len(f.Data) == 0 {
			t.Errorf("%s: %s, %s, %d bytes, %v", path, f.Name, f.Type, len(f.Data), err)
		}
	}
	for path, want := range map[string]error{
		"https://example.org/x": platform.ErrElsewhere, "//example.org/x": platform.ErrElsewhere,
		"data:text/plain,x": platform.ErrElsewhere, "javascript:alert(1)": platform.ErrElsewhere, "\\\\example.org\\x": platform.ErrElsewhere,
		"/nothing/here": platform.ErrAbsent, "https://": platform.ErrAbsent,
	} {
		if f, err := b.Fetch(t.Context(), path); !errors.Is(err, want) || len(f.Data) > 0 {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := b.Fetch(ended, "/web/loader.css"); !errors.Is(err, context.Canceled) {
		t.Error("when nobody waits any more:", err)
	}
}

func TestDownload(t *testing.T) {
	urls := window.Get("URL")
	make := urls.Get("createObjectURL")
	var blob js.Value
	spy := js.FuncOf(func(_ js.Value, args []js.Value) any {
		blob = args[0]
		return make.Call("call", urls, blob)
	})
	urls.Set("createObjectURL", spy)
	defer spy.Release()
	defer urls.Set("createObjectURL", make)
	want := []byte{0, 1, 0xff, '\n'}
	New().Download(platform.File{Name: "a b.json", Type: "application/json", Data: want})
	got, err := readBlob(t.Context(), blob)
	if err != nil || !bytes.Equal(got, want) || blob.Get("type").String() != "application/json" {
		t.Errorf("downloaded %q, %v", got, err)
	}
}

func TestShared(t *testing.T) {
	b := New()
	if _, err := b.Shared(t.Context(), "unknown"); !errors.Is(err, platform.ErrAbsent) {
		t.Error("under an unknown ID:", err)
	}
	form := window.Get("FormData").New()
	form.Call("append", "title", "A title")
	form.Call("append", "text", " words ")
	form.Call("append", "files", fileOf("a.md", "text/markdown", "# one"))
	cache, err := await(t.Context(), window.Get("caches").Call("open", sharedCache))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := await(t.Context(), cache.Call("put", "/share/id", window.Get("Response").New(form))); err != nil {
		t.Fatal(err)
	}
	got, err := b.Shared(t.Context(), "id")
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	if got[0].Name != "a.md" || string(got[0].Data) != "# one" || got[1].Name != "A title.txt" || string(got[1].Data) != "A title\n\nwords" {
		t.Errorf("shared %+v", got)
	}
	if _, err := b.Shared(t.Context(), "id"); !errors.Is(err, platform.ErrAbsent) {
		t.Error("the second time:", err)
	}
}

func TestCopyRefused(t *testing.T) {
	// Without a gesture of the reader neither way is open.
	if err := New().Copy(t.Context(), "x"); err != nil && !errors.Is(err, platform.ErrRefused) {
		t.Error(err)
	}
	f := platform.File{Name: "a.txt", Type: "text/plain", Data: []byte("x")}
	if b := New(); !b.CanShare(f) {
		if err := b.Share(t.Context(), f); !errors.Is(err, platform.ErrRefused) {
			t.Error(err)
		}
	}
}
