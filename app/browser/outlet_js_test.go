package browser

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"syscall/js"
	"testing"

	"pressmark/app/platform"
)

// pickers makes the browser's own file system stand in for the reader's, and returns its
// folder.
func pickers(t *testing.T) js.Value {
	t.Helper()
	root, err := await(t.Context(), window.Get("navigator").Get("storage").Call("getDirectory"))
	if err != nil {
		t.Fatal(err)
	}
	folder, err := await(t.Context(), root.Call("getDirectoryHandle", "outlet", map[string]any{"create": true}))
	if err != nil {
		t.Fatal(err)
	}
	pick := func(name string, f func() js.Value) {
		was := window.Get(name)
		fn := js.FuncOf(func(js.Value, []js.Value) any { return f() })
		window.Set(name, fn)
		t.Cleanup(func() { window.Set(name, was); fn.Release() })
	}
	pick("showDirectoryPicker", func() js.Value { return js.Global().Get("Promise").Call("resolve", folder) })
	pick("showSaveFilePicker", func() js.Value {
		return folder.Call("getFileHandle", "all.json", map[string]any{"create": true})
	})
	t.Cleanup(func() {
		await(context.Background(), root.Call("removeEntry", "outlet", map[string]any{"recursive": true}))
	})
	return folder
}

// inFolder lists a folder: names, and what is in the files.
func inFolder(t *testing.T, folder js.Value) string {
	t.Helper()
	var out []string
	for entries := folder.Call("values"); ; {
		next, err := await(t.Context(), entries.Call("next"))
		if err != nil {
			t.Fatal(err)
		}
		if next.Get("done").Bool() {
			break
		}
		f, err := await(t.Context(), next.Get("value").Call("getFile"))
		if err != nil {
			t.Fatal(err)
		}
		data, err := readBlob(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f.Get("name").String()+"="+string(data))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func outletFiles(pairs ...string) iter.Seq[platform.File] {
	return func(yield func(platform.File) bool) {
		for _, p := range pairs {
			name, data, has := strings.Cut(p, "=")
			f := platform.File{Name: name}
			if has {
				f.Data = []byte(data)
			}
			if !yield(f) {
				return
			}
		}
	}
}

// A folder gets files, each in the place of what was written of the same article. No file
// goes that was not written there, whatever its name; what was written is known at the next
// start, too.
func TestOutletFolder(t *testing.T) {
	folder := pickers(t)
	mine, err := await(t.Context(), folder.Call("getFileHandle", "backup~1.json", map[string]any{"create": true}))
	if err != nil {
		t.Fatal(err)
	}
	if err := writeFile(t.Context(), mine, []byte("mine")); err != nil {
		t.Fatal(err)
	}
	b := New()
	if s, err := b.ChooseOutlet(t.Context(), true); err != nil || !s.Folder || !s.Allowed {
		t.Fatal(s, err)
	}
	for _, x := range []struct {
		files []string
		all   bool
		want  string
	}{
		{[]string{"one~1.json=1", "two~2.json=2", "three~3.json=3"}, true, "backup~1.json=mine one~1.json=1 three~3.json=3 two~2.json=2"},
		{[]string{"uno~1.json=1", "two~2.json=22"}, false, "backup~1.json=mine three~3.json=3 two~2.json=22 uno~1.json=1"},
		{[]string{"~2.json", "~4.json"}, false, "backup~1.json=mine three~3.json=3 uno~1.json=1"},
		{[]string{"uno~1.json=longer"}, true, "backup~1.json=mine uno~1.json=longer"},
		{nil, true, "backup~1.json=mine"},
	} {
		b = New() // the next start
		if s, err := b.OutletState(t.Context()); err != nil || s.Name != "outlet" {
			t.Fatal(s, err)
		}
		if err := b.WriteOutlet(t.Context(), outletFiles(x.files...), x.all); err != nil {
			t.Fatal(err)
		}
		if got := inFolder(t, folder); got != x.want {
			t.Errorf("after %v it holds %q, not %q", x.files, got, x.want)
		}
	}

	// Chosen anew, it is a folder of which nothing is known.
	if err := b.WriteOutlet(t.Context(), outletFiles("one~1.json=1"), true); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ChooseOutlet(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := b.WriteOutlet(t.Context(), outletFiles("two~2.json=2"), true); err != nil {
		t.Fatal(err)
	}
	if got := inFolder(t, folder); got != "backup~1.json=mine one~1.json=1 two~2.json=2" {
		t.Errorf("it holds %q", got)
	}
}

// Dropped while it is written, it is written no further, and nothing breaks.
func TestOutletDropped(t *testing.T) {
	folder := pickers(t)
	b := New()
	if _, err := b.ChooseOutlet(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	err := b.WriteOutlet(ctx, func(yield func(platform.File) bool) {
		if !yield(platform.File{Name: "one~1.json", Data: []byte("1")}) {
			t.Error("it gave up early")
		}
		stop()
		if err := b.DropOutlet(t.Context()); err != nil {
			t.Error(err)
		}
		yield(platform.File{Name: "two~2.json", Data: []byte("2")})
	}, true)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := inFolder(t, folder); got != "one~1.json=1" {
		t.Errorf("it holds %q", got)
	}
	if err := b.WriteOutlet(t.Context(), outletFiles("two~2.json=2"), true); !errors.Is(err, platform.ErrAbsent) {
		t.Error(err)
	}
	if s, err := New().OutletState(t.Context()); err != nil || s.Name != "" {
		t.Error(s, err)
	}
}

// A file is written as a whole, not again if it holds that already, and not anew where the
// reader has taken it away.
func TestOutletFile(t *testing.T) {
	folder := pickers(t)
	b := New()
	if s, err := b.ChooseOutlet(t.Context(), false); err != nil || s.Folder || s.Name != "all.json" {
		t.Fatal(s, err)
	}
	defer b.DropOutlet(t.Context())
	write := func(text string) error { return b.WriteOutlet(t.Context(), outletFiles("="+text), false) }
	for _, text := range []string{"a longer text", "short", "other"} {
		if err := write(text); err != nil {
			t.Fatal(err)
		}
		if got := inFolder(t, folder); got != "all.json="+text {
			t.Errorf("it holds %q", got)
		}
	}
	modified := func() float64 {
		f, err := await(t.Context(), b.outlet.Call("getFile"))
		if err != nil {
			t.Fatal(err)
		}
		return f.Get("lastModified").Float()
	}
	was := modified()
	for range 20 {
		if err := write("other"); err != nil {
			t.Fatal(err)
		}
	}
	if modified() != was {
		t.Error("a file that holds the text already is written again")
	}
	if _, err := await(t.Context(), folder.Call("removeEntry", "all.json")); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"other", "more"} {
		if err := write(text); !errors.Is(err, platform.ErrAbsent) {
			t.Errorf("a file that is not there is written: %v", err)
		}
	}
	if got := inFolder(t, folder); got != "" {
		t.Errorf("it holds %q", got)
	}
}
