package browser

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/store/storetest"
)

// layout2 makes a database of version 2, as that version did.
func layout2(db js.Value, _ int) {
	db.Call("createObjectStore", "heads").Call("createIndex", "n", "n")
	db.Call("createObjectStore", "records")
	db.Call("createObjectStore", "damaged")
}

// Version 2 knew no actors. What it kept, in both copies, is there after; it is
// locked out, since it would set actors aside as damaged.
func TestUpgraded(t *testing.T) {
	for _, order := range [][]string{{"n", "by", "text"}, {"text", "by", "n"}} { // a head is read whole in any
		t.Run(order[0], func(t *testing.T) { testUpgraded(t, order) })
	}
}

func testUpgraded(t *testing.T, order []string) {
	const (
		article    = "urn:uuid:a\x1farticle\x1furn:uuid:a\x1fA title\x1f3\x1f0\x1f1000\x1f"
		claim      = "urn:uuid:b\x1fannotation\x1furn:uuid:a\x1fclaim\x1f1\x1f0\x1f2000\x1f"
		gone       = "urn:uuid:c\x1fannotation\x1furn:uuid:a\x1ffigure\x1f2\x1f1\x1f3000\x1f"
		copied     = "urn:uuid:d\x1fannotation\x1furn:uuid:a\x1factor\x1f1\x1f0\x1f4000\x1f" // only in the journal
		data, done = `{"é":"👍"}`, "\x1e"
	)
	want := []store.Record{
		{ID: "urn:uuid:a", Article: "urn:uuid:a", Type: store.Article, Label: "A title", Revision: 3, Modified: 1000, Data: data},
		{ID: "urn:uuid:b", Article: "urn:uuid:a", Type: store.Annotation, Label: "claim", Revision: 1, Modified: 2000, Data: data},
		{ID: "urn:uuid:c", Article: "urn:uuid:a", Type: store.Annotation, Label: "figure", Revision: 2, Deleted: true, Modified: 3000, Data: data},
		{ID: "urn:uuid:d", Article: "urn:uuid:a", Type: store.Annotation, Label: "actor", Revision: 1, Modified: 4000, Data: data},
	}
	lib := fresh()
	j := openJournal(workerPath, lib, "old")
	if _, err := j.append(t.Context(), claim+data+done+copied+data+done); err != nil {
		t.Fatal(err)
	}
	j.close()
	raw(t, lib, 2, layout2, []any{"heads", "records", "damaged"}, func(tr *transaction) {
		for i, text := range []string{article, claim, gone} {
			id := fmt.Sprintf("urn:uuid:%c", 'a'+i)
			fields := map[string]any{"n": i + 1, "by": "old", "text": text + done}
			head := js.Global().Get("Object").New()
			for _, key := range order {
				head.Set(key, fields[key])
			}
			tr.store("heads").Call("put", head, id)
			tr.store("records").Call("put", text+data+done, []any{"urn:uuid:a", id})
		}
		tr.store("damaged").Call("put", map[string]any{"reason": "odd", "when": 1, "text": "what"}, []any{"urn:uuid:e", 1})
	})
	// A tab of version 2 is open.
	old, err := openDatabase(t.Context(), global("indexedDB"), lib, 2, layout2, func(bool) {})
	if err != nil {
		t.Fatal(err)
	}
	a := open(t, Options{Name: lib})
	if s := a.compared(); s.Damaged != 1 || s.Recovered != 1 || s.Lost {
		t.Errorf("%+v", s)
	}
	wantRecords(t, a.all(t), want)
	if damage, err := a.Damaged(t.Context()); err != nil || len(damage) != 1 || string(damage[0].Data) != "what" {
		t.Errorf("%+v, %v", damage, err)
	}
	if sums, err := a.Summaries(t.Context()); err != nil || len(sums) != 1 || sums[0].Counts["actor"] != 1 {
		t.Errorf("%+v, %v", sums, err)
	}
	actors := []store.Record{storetest.Actor(1, 1), storetest.Actor(2, 1)}
	write(t, a, actors...)
	if list, err := a.Actors(t.Context()); err != nil || !slices.Equal(list, actors) {
		t.Errorf("%+v, %v", list, err)
	}
	a.Close()

	if !old.isClosed() {
		t.Error("the tab of version 2 can still write")
	}
	if _, err := openDatabase(t.Context(), global("indexedDB"), lib, 2, layout2, func(bool) {}); !errors.Is(err, store.ErrOutdated) {
		t.Error("version 2 opens it again:", err)
	}
	deleteDatabase(t, lib)
	want = slices.Insert(want, 1, actors...)
	wantRecords(t, open(t, Options{Name: lib}).all(t), want)
}

// Whoever wants the actors reads nothing else: not even what is damaged.
func TestActorsAlone(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	actors := []store.Record{storetest.Actor(11, 1), storetest.Actor(12, 1)}
	write(t, a, append(some(3), actors...)...)
	raw(t, lib, 0, nil, []any{records}, func(tr *transaction) {
		for n := range 3 {
			tr.store(records).Call("put", "nonsense", recordKey(storetest.Rec(n, 1)))
		}
	})
	if list, err := a.Actors(t.Context()); err != nil || !slices.Equal(list, actors) {
		t.Errorf("%+v, %v", list, err)
	}
	if s := a.state(); s.Damaged != 0 {
		t.Errorf("%+v", s)
	}
}

// An actor that cannot be read comes back from the journal.
func TestActorUnreadable(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	actors := []store.Record{storetest.Actor(11, 1), storetest.Actor(12, 1)}
	write(t, a, actors...)
	a.Close()
	raw(t, lib, 0, nil, []any{records}, func(tr *transaction) {
		tr.store(records).Call("put", "nonsense", recordKey(actors[0]))
	})
	b := open(t, Options{Name: lib})
	if list, err := b.Actors(t.Context()); err != nil || !slices.Contains(list, actors[1]) {
		t.Errorf("%+v, %v", list, err)
	}
	b.until(func(s Status) bool { return s.Damaged == 1 && s.Recovered == 1 })
	if list, err := b.Actors(t.Context()); err != nil || !slices.Equal(list, actors) {
		t.Errorf("%+v, %v", list, err)
	}
}

// The last record of a portion lies under another's key: the reading neither leaves
// records out nor goes on for ever.
func TestMisplaced(t *testing.T) {
	for _, other := range []int{3, portion + 300} {
		lib := fresh()
		a := open(t, Options{Name: lib})
		write(t, a, some(3*portion)...)
		a.Close()
		raw(t, lib, 0, nil, []any{records}, func(tr *transaction) {
			tr.store(records).Call("put", line.Encode(storetest.Rec(other, 1)), recordKey(storetest.Rec(portion-1, 1)))
		})
		b := open(t, Options{Name: lib})
		if got := b.all(t); len(got) < 3*portion-1 {
			t.Errorf("%d records", len(got))
		}
		b.until(func(s Status) bool { return s.Damaged == 1 && s.Recovered == 1 })
		wantRecords(t, b.all(t), some(3*portion))
	}
}

// A record that becomes an actor leaves nothing in its article.
func TestBecomesActor(t *testing.T) {
	a := open(t, Options{Name: fresh()})
	write(t, a, storetest.Rec(0, 1), storetest.Rec(1, 1))
	write(t, a, storetest.Actor(0, 2), storetest.Actor(1, 2))
	wantRecords(t, a.all(t), []store.Record{storetest.Actor(0, 2), storetest.Actor(1, 2)})
}

// Everything at once, as the ledger of a whole library needs it. The figures are for
// the log: the least of some attempts.
func TestWholeLibrary(t *testing.T) {
	const articles, annotations, actors = 200, 10_000, 500
	var list []store.Record
	add := func(r store.Record, id, article, bytes int) {
		text := "a word, or two; "
		if id%4 == 0 { // JavaScript keeps such text in twice as many bytes
			text = "“mot” à mot … "
		}
		r.ID, r.Article = storetest.ID(id), storetest.ID(article)
		r.Data = `{"body":"` + strings.Repeat(text, bytes/len(text)) + `"}`
		list = append(list, r)
	}
	for n := range articles {
		add(storetest.Rec(0, 1), n, n, 8000)
	}
	for n := range annotations {
		add(storetest.Rec(1, 1), 1000+n, n%articles, 800)
	}
	for n := range actors {
		add(storetest.Actor(0, 1), 20_000+n, 20_000+n, 400)
	}
	a := open(t, Options{Name: fresh()})
	write(t, a, list...)
	store.Sort(list)
	least := func(what string, f func()) {
		best := time.Hour
		for range 10 {
			start := time.Now()
			f()
			best = min(best, time.Since(start))
		}
		t.Logf("%s: %v", what, best.Round(100*time.Microsecond))
	}
	least("all", func() {
		n := 0
		if err := a.All(t.Context(), func(store.Record) error { n++; return nil }); err != nil || n != len(list) {
			t.Error(n, err)
		}
	})
	least("actors", func() {
		if got, err := a.Actors(t.Context()); err != nil || len(got) != actors {
			t.Error(len(got), err)
		}
	})
	least("summaries", func() {
		if got, err := a.Summaries(t.Context()); err != nil || len(got) != articles {
			t.Error(len(got), err)
		}
	})
	wantRecords(t, a.all(t), list)
}
