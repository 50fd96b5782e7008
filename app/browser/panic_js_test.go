package browser

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"syscall/js"
	"testing"
	"time"

	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/store/storetest"
)

// load runs a script of the site in this page.
func load(t *testing.T, address string) {
	t.Helper()
	script := js.Global().Get("document").Call("createElement", "script")
	script.Set("src", address)
	done := make(chan bool, 1)
	defer listen(script, "load", nil, func(js.Value) { done <- true })()
	defer listen(script, "error", nil, func(js.Value) { done <- false })()
	js.Global().Get("document").Get("head").Call("append", script)
	if !<-done {
		t.Fatalf("%s could not be loaded", address)
	}
}

var (
	loadPanic sync.Once
	stopped   js.Value // tells web/panic.js that the program has stopped
)

// crash lets the page believe that the program has stopped: what is left of it stands
// in the dialog.
func crash(t *testing.T) (dialog js.Value) {
	t.Helper()
	loadPanic.Do(func() {
		program := js.Global().Get("Go").Get("prototype")
		run := program.Get("run")
		program.Set("run", js.Global().Get("Promise").Get("resolve").Call("bind", js.Global().Get("Promise")))
		load(t, "/web/line.js")
		load(t, "/web/panic.js")
		stopped = program.Get("run") // which it has wrapped
		program.Set("run", run)
	})
	must(t)(await(t.Context(), stopped.Call("call", js.Global().Get("Object").New())))
	dialog = js.Global().Get("document").Call("querySelector", "dialog.boot-notice")
	t.Cleanup(func() { dialog.Call("remove") })
	return dialog
}

// exportOf gives values to the page that is left after a crash as what the database
// keeps. It returns what the page's export says and the files that it hands over, by
// media type.
func exportOf(t *testing.T, values ...any) (said string, files map[string]string) {
	t.Helper()
	deleteDatabase(t, databaseName)
	t.Cleanup(func() { deleteDatabase(t, databaseName) })
	layout := func(db js.Value, _ int) { db.Call("createObjectStore", records) }
	raw(t, databaseName, 1, layout, []any{records}, func(tr *transaction) {
		for i, v := range values {
			tr.store(records).Call("put", v, i)
		}
	})
	url, blobs := js.Global().Get("URL"), js.Global().Get("Array").New()
	create := url.Get("createObjectURL")
	keep := js.FuncOf(func(_ js.Value, args []js.Value) any {
		blobs.Call("push", args[0])
		return create.Call("call", url, args[0])
	})
	defer keep.Release()
	url.Set("createObjectURL", keep)
	defer url.Set("createObjectURL", create)
	link := js.Global().Get("HTMLAnchorElement").Get("prototype")
	link.Set("click", js.Global().Get("Object")) // what it hands to the browser is not looked at here
	defer link.Delete("click")

	dialog := crash(t)
	for _, b := range items(dialog.Call("querySelectorAll", "button")) {
		if strings.HasPrefix(b.Get("textContent").String(), "Export") {
			b.Call("click")
		}
	}
	for late := time.Now().Add(10 * time.Second); said == ""; {
		if time.Now().After(late) {
			t.Fatal("the export says nothing")
		}
		time.Sleep(time.Millisecond)
		said = dialog.Call("querySelector", "[role=status]").Get("textContent").String()
	}
	files = map[string]string{}
	for _, b := range items(blobs) {
		files[b.Get("type").String()] = must(t)(await(t.Context(), b.Call("text"))).String()
	}
	return said, files
}

// After a crash the page's export counts each record as what it is, and holds all that
// are not deleted.
func TestPanicExport(t *testing.T) {
	gone := storetest.Rec(4, 2)
	gone.Deleted = true
	list := []store.Record{storetest.Actor(1, 1), storetest.Actor(2, 1), storetest.Rec(0, 1), storetest.Rec(3, 1), gone}
	var values []any
	for _, r := range list {
		values = append(values, line.Encode(r))
	}
	said, files := exportOf(t, values...)
	if want := "Exported: 1 article, 2 actors, 1 mark."; said != want {
		t.Errorf("said %q, want %q", said, want)
	}
	var got []json.RawMessage
	if err := json.Unmarshal([]byte(files["application/json"]), &got); err != nil {
		t.Fatal(err)
	}
	want := []string{list[2].Data, list[0].Data, list[1].Data, list[3].Data} // articles, actors, annotations
	if !slices.EqualFunc(got, want, func(g json.RawMessage, w string) bool { return string(g) == w }) {
		t.Errorf("exported %s, want %s", got, want)
	}
}

// What lies in the database and is no record goes into a second file; the others are
// exported.
func TestPanicExportDamaged(t *testing.T) {
	said, files := exportOf(t, line.Encode(storetest.Rec(0, 1)), "half a rec", 5, js.ValueOf(map[string]any{"a": "b"}))
	if want := "Exported: 1 article, 0 actors, 0 marks, and 3 damaged records in a second file."; said != want {
		t.Errorf("said %q, want %q", said, want)
	}
	if got, want := files["text/plain"], "half a rec\n5\n{\"a\":\"b\"}"; got != want {
		t.Errorf("the second file holds %q, want %q", got, want)
	}
}
