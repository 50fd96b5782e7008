package browser

import (
	"slices"
	"strings"
	"syscall/js"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/store/line/linetest"
)

// Both readers in JavaScript read lines by web/line.js.
func TestLineScript(t *testing.T) {
	load(t, "/web/line.js")
	script := js.Global().Get("recordLine")
	lines, _ := linetest.Golden(t)
	for _, c := range lines {
		v := script.Call("read", c.Text)
		if c.Record == nil || v.IsNull() {
			if c.Record != nil || !v.IsNull() {
				t.Errorf("%s: %s", c.Name, plain(v))
			}
			continue
		}
		got := store.Record{
			ID: annotations.ID(v.Get("id").String()), Type: store.Type(v.Get("type").String()),
			Article: annotations.ID(v.Get("article").String()), Label: v.Get("label").String(),
			Revision: v.Get("revision").Int(), Deleted: v.Get("deleted").Bool(),
			Modified: int64(v.Get("modified").Float()), Data: v.Get("data").String(),
		}
		if got != *c.Record {
			t.Errorf("%s: read as %+v", c.Name, got)
		}
		if head := script.Call("head", v).String(); head != line.Encode(line.Head(got)) {
			t.Errorf("%s: its head is %q", c.Name, head)
		}
	}
}

// The journal's worker gives back every line that is one, and says that there are others.
func TestLinesInJournal(t *testing.T) {
	lines, _ := linetest.Golden(t)
	var file strings.Builder
	var want []store.Record
	for _, c := range lines {
		if end := strings.Index(c.Text, line.End); end >= 0 && end < len(c.Text)-1 {
			continue // to the journal, these are several lines
		}
		file.WriteString(linetest.Entry(c.Text))
		if c.Record != nil {
			want = append(want, *c.Record)
		}
	}
	c := compared(t, file.String())
	if wantRecords(t, c.newer, want); !c.harmed || c.torn || c.damaged != 1 {
		t.Errorf("%+v", c)
	}
}

func TestGoldenJournals(t *testing.T) {
	_, journals := linetest.Golden(t)
	for _, j := range journals {
		t.Run(j.Name, func(t *testing.T) {
			c := compared(t, string(j.Bytes()))
			if wantRecords(t, sorted(c.newer), j.Records); c.torn != j.Torn || c.harmed != j.Harmed {
				t.Errorf("torn %v, harmed %v", c.torn, c.harmed)
			}
		})
	}
}

func sorted(list []store.Record) []store.Record {
	slices.SortFunc(list, func(a, b store.Record) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return list
}

// compared lets the worker compare a journal that another tab has left with an empty
// database.
func compared(t *testing.T, file string) comparison {
	t.Helper()
	lib := fresh()
	root := must(t)(storage(t.Context(), "getDirectory"))
	dir := must(t)(await(t.Context(), root.Call("getDirectoryHandle", lib, map[string]any{"create": true})))
	must(t)(await(t.Context(), dir.Call("getFileHandle", "journal-gone.log", map[string]any{"create": true})))
	change(t, lib, func([]byte) []byte { return []byte(file) })
	j := openJournal(workerPath, lib, "new")
	defer j.close()
	c, err := j.compare(t.Context(), js.ValueOf(""))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The page that is left after a crash hands over every line that is one and not
// deleted, and the others apart.
func TestLinesAfterCrash(t *testing.T) {
	lines, _ := linetest.Golden(t)
	var values []any
	var whole []store.Record
	var damaged []string
	for _, c := range lines {
		values = append(values, c.Text)
		switch {
		case c.Record == nil:
			damaged = append(damaged, c.Text)
		case !c.Record.Deleted:
			whole = append(whole, *c.Record)
		}
	}
	order := []store.Type{store.Article, store.Actor, store.Annotation}
	slices.SortStableFunc(whole, func(a, b store.Record) int { return slices.Index(order, a.Type) - slices.Index(order, b.Type) })
	var data []string
	for _, r := range whole {
		data = append(data, r.Data)
	}
	_, files := exportOf(t, values...)
	if got, want := files["application/json"], "["+strings.Join(data, ",\n")+"]\n"; got != want {
		t.Errorf("exported %q, want %q", got, want)
	}
	if got, want := files["text/plain"], strings.Join(damaged, "\n"); got != want {
		t.Errorf("apart %q, want %q", got, want)
	}
}
