package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall/js"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/store/line/linetest"
	"pressmark/annotations/store/storetest"
)

const workerPath = "/web/journal-worker.js"

var names atomic.Int64

// fresh returns the name of a library that nobody has used.
func fresh() string { return fmt.Sprintf("test-%d", names.Add(1)) }

func TestStore(t *testing.T) {
	storetest.Run(t, func(t rapid.TB) func() store.Store {
		name := fresh()
		return func() store.Store {
			s, err := OpenStore(context.Background(), Options{Name: name, Worker: workerPath})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	})
}

// A library is an open store whose status can be waited for.
type library struct {
	*Store
	mu   sync.Mutex
	last Status
	news chan bool
}

func open(t *testing.T, opt Options) *library {
	t.Helper()
	l, err := tryOpen(t, opt)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func tryOpen(t *testing.T, opt Options) (*library, error) {
	l := &library{news: make(chan bool, 1)}
	if opt.Worker == "" {
		opt.Worker = workerPath
	}
	opt.Status = func(s Status) {
		l.mu.Lock()
		l.last = s
		l.mu.Unlock()
		select {
		case l.news <- true:
		default:
		}
	}
	s, err := OpenStore(t.Context(), opt)
	if err == nil {
		l.Store = s
		t.Cleanup(func() { s.Close() })
	}
	return l, err
}

func (l *library) state() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// until waits until the status is as wanted. The test's time limit ends it.
func (l *library) until(ok func(Status) bool) Status {
	for !ok(l.state()) {
		<-l.news
	}
	return l.state()
}

func (l *library) ready() Status    { return l.until(func(s Status) bool { return s.Journal }) }
func (l *library) compared() Status { return l.until(func(s Status) bool { return s.Compared }) }

func (l *library) all(t *testing.T) (list []store.Record) {
	t.Helper()
	if err := l.All(t.Context(), func(r store.Record) error { list = append(list, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return list
}

func write(t *testing.T, s store.Store, records ...store.Record) {
	t.Helper()
	if err := s.Write(t.Context(), storetest.New(records...)); err != nil {
		t.Fatal(err)
	}
}

func some(n int) []store.Record {
	list := make([]store.Record, n)
	for i := range list {
		list[i] = storetest.Rec(i, 1)
	}
	return list
}

// raw works on a database as no Store would.
func raw(t *testing.T, name string, version int, upgrade func(js.Value, int), stores []any, f func(*transaction)) {
	t.Helper()
	db, err := openDatabase(t.Context(), global("indexedDB"), name, version, upgrade, func(bool) {})
	if err != nil {
		t.Fatal(err)
	}
	defer db.hangUp()
	tr, err := db.begin("readwrite", stores...)
	if err != nil {
		t.Fatal(err)
	}
	f(tr)
	if err := tr.end(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func clearDatabase(t *testing.T, name string) {
	t.Helper()
	raw(t, name, 0, nil, []any{heads, records}, func(tr *transaction) {
		tr.store(heads).Call("clear")
		tr.store(records).Call("clear")
	})
}

func deleteDatabase(t *testing.T, name string) {
	t.Helper()
	done := make(chan bool)
	f := js.FuncOf(func(js.Value, []js.Value) any { close(done); return nil })
	defer f.Release()
	js.Global().Get("indexedDB").Call("deleteDatabase", name).Set("onsuccess", f)
	<-done
}

// journals returns the folder that the journals of a library lie in.
func journals(t *testing.T, name string) js.Value {
	t.Helper()
	root, err := storage(t.Context(), "getDirectory")
	if err == nil {
		root, err = await(t.Context(), root.Call("getDirectoryHandle", name))
	}
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func files(t *testing.T, dir js.Value) (list []string) {
	t.Helper()
	for each := dir.Call("keys"); ; {
		v, err := await(t.Context(), each.Call("next"))
		if err != nil {
			t.Fatal(err)
		}
		if v.Get("done").Bool() {
			slices.Sort(list)
			return list
		}
		list = append(list, v.Get("value").String())
	}
}

// change rewrites the journals' files that f changes.
func change(t *testing.T, name string, f func(data []byte) []byte) {
	t.Helper()
	dir := journals(t, name)
	ctx := t.Context()
	for _, n := range files(t, dir) {
		handle := must(t)(await(ctx, dir.Call("getFileHandle", n)))
		buffer := must(t)(await(ctx, must(t)(await(ctx, handle.Call("getFile"))).Call("arrayBuffer")))
		bytes := js.Global().Get("Uint8Array").New(buffer)
		data := make([]byte, bytes.Length())
		js.CopyBytesToGo(data, bytes)
		data = f(data)
		bytes = js.Global().Get("Uint8Array").New(len(data))
		js.CopyBytesToJS(bytes, data)
		out := must(t)(await(ctx, handle.Call("createWritable")))
		must(t)(await(ctx, out.Call("write", bytes)))
		must(t)(await(ctx, out.Call("close")))
	}
}

func must(t *testing.T) func(js.Value, error) js.Value {
	return func(v js.Value, err error) js.Value {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func wantRecords(t *testing.T, got, want []store.Record) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("%d records, want %d: %.600v", len(got), len(want), fmt.Sprint(got))
	}
}

// The database is lost: what was in it comes back, and the reader is told.
func TestRecovered(t *testing.T) {
	for name, lose := range map[string]func(*testing.T, string){"emptied": clearDatabase, "deleted": deleteDatabase} {
		t.Run(name, func(t *testing.T) {
			lib := fresh()
			a := open(t, Options{Name: lib})
			write(t, a, some(20)...)
			gone := storetest.Rec(3, 2)
			gone.Deleted = true
			write(t, a, gone)
			a.Close()
			lose(t, lib)
			b := open(t, Options{Name: lib})
			want := some(20)
			want[3] = gone
			wantRecords(t, b.all(t), want)
			if s := b.ready(); s.Recovered != 20 || s.Lost {
				t.Errorf("%+v", s)
			}
		})
	}
}

// Another tab is open when the database is found empty: its journal counts, too.
func TestRecoveredFromALivingTab(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(5)...)
	clearDatabase(t, lib)
	wantRecords(t, open(t, Options{Name: lib}).all(t), some(5))
}

// The database lost its last changes: they come back after the start.
func TestReconciled(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(9)...)
	write(t, a, storetest.Rec(1, 2), storetest.Rec(2, 2))
	a.Close()
	raw(t, lib, 0, nil, []any{heads, records}, func(tr *transaction) { // back to before, and one is gone
		old := storetest.Rec(1, 1)
		if err := tr.put(t.Context(), "x", []store.Record{old}, nil); err != nil {
			t.Fatal(err)
		}
		tr.store(heads).Call("delete", string(storetest.ID(2)))
		tr.store(records).Call("delete", recordKey(storetest.Rec(2, 2)))
	})
	b := open(t, Options{Name: lib})
	b.until(func(s Status) bool { return s.Recovered == 2 })
	want := some(9)
	want[1], want[2] = storetest.Rec(1, 2), storetest.Rec(2, 2)
	wantRecords(t, b.all(t), want)
	if s := b.state(); s.Lost || s.Damaged != 0 {
		t.Errorf("%+v", s)
	}
}

// The journals are lost: they are written anew from the database.
func TestJournalRewritten(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(1200)...)
	a.Close()
	change(t, lib, func([]byte) []byte { return nil })
	b := open(t, Options{Name: lib})
	b.compared()
	b.Close()
	deleteDatabase(t, lib)
	wantRecords(t, open(t, Options{Name: lib}).all(t), some(1200))
}

// Both copies are damaged: what is whole comes back, the reader is told, and what
// is not is kept.
func TestBothDamaged(t *testing.T) {
	for name, c := range map[string]struct {
		harm func([]byte) []byte
		left int // of three changes with ten records each
		kept int // damaged journals
	}{
		"torn":     {func(b []byte) []byte { return b[:len(b)-5] }, 20, 1},
		"zeroed":   {func(b []byte) []byte { clear(b[len(b)*2/5:]); return b }, 10, 1},
		"flipped":  {func(b []byte) []byte { b[len(b)/2] ^= 4; return b }, 20, 1},
		"no entry": {func([]byte) []byte { return []byte("nonsense") }, 0, 1},
		"empty":    {func([]byte) []byte { return nil }, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			lib := fresh()
			a := open(t, Options{Name: lib})
			all := some(30)
			for change := range slices.Chunk(all, 10) {
				write(t, a, change...)
			}
			a.Close()
			deleteDatabase(t, lib)
			change(t, lib, c.harm)
			b := open(t, Options{Name: lib})
			got := b.all(t)
			if len(got) != c.left {
				t.Errorf("%d records are left, want %d", len(got), c.left)
			}
			for _, r := range got {
				if !slices.Contains(all, r) {
					t.Errorf("%+v was never written", r)
				}
			}
			if s := b.ready(); !s.Lost || s.Damaged != c.kept || s.Recovered != c.left {
				t.Errorf("%+v", s)
			}
			damage, err := b.Damaged(t.Context())
			if err != nil || len(damage) != c.kept {
				t.Fatalf("%d things are set aside, %v; want %d", len(damage), err, c.kept)
			}
			for _, d := range damage {
				if !strings.HasPrefix(d.Name, "damaged-journal-") || len(d.Data) == 0 || d.Reason == "" {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}

// A journal is damaged and the database is whole: nothing is missing, the damaged
// file is kept, once.
func TestJournalDamaged(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	for _, r := range some(10) {
		write(t, a, r)
	}
	a.Close()
	change(t, lib, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	for range 3 {
		b := open(t, Options{Name: lib})
		if s := b.compared(); s.Damaged != 1 || s.Lost || s.Recovered != 0 {
			t.Errorf("%+v", s)
		}
		wantRecords(t, b.all(t), some(10))
		b.Close()
	}
	deleteDatabase(t, lib)
	wantRecords(t, open(t, Options{Name: lib}).all(t), some(10))
}

// Journals of tabs that are gone are merged, and stay as good.
func TestCompacted(t *testing.T) {
	lib := fresh()
	want := some(15)
	for i, r := range want {
		s := open(t, Options{Name: lib})
		write(t, s, r)
		want[i].Revision++
		write(t, s, want[i])
		s.compared()
		if _, err := s.journal.ask(t.Context(), "compact", nil, nil); err != nil {
			t.Fatal(err)
		}
		s.Close()
	}
	if list := files(t, journals(t, lib)); len(list) > 12 || !slices.ContainsFunc(list, isBase) {
		t.Errorf("15 tabs left %q", list)
	}
	deleteDatabase(t, lib)
	wantRecords(t, open(t, Options{Name: lib}).all(t), want)
}

func isBase(name string) bool { return strings.HasPrefix(name, "base-") }

// A merge that was broken off leaves a base that does not count yet; one that was
// finished and has lost entries since is damaged.
func TestCompactionBrokenOff(t *testing.T) {
	entry := linetest.Entry
	wrong := storetest.Rec(0, 9)
	for name, c := range map[string]struct {
		base    string
		damaged int
	}{
		"partial":       {entry("base\x1fpartial\x1f0000000002") + entry(line.Encode(wrong)), 0},
		"partial, torn": {entry("base\x1fpartial\x1f0000000002") + entry(line.Encode(wrong))[:40], 0},
		"short":         {entry("base\x1fsettled\x1f0000000002") + entry(line.Encode(storetest.Rec(0, 1))), 1},
		"headless":      {entry(line.Encode(storetest.Rec(0, 1))), 1},
	} {
		t.Run(name, func(t *testing.T) {
			lib := fresh()
			a := open(t, Options{Name: lib})
			write(t, a, some(5)...)
			a.Close()
			make := map[string]any{"create": true}
			must(t)(await(t.Context(), journals(t, lib).Call("getFileHandle", "base-1.log", make)))
			change(t, lib, func(b []byte) []byte {
				if len(b) == 0 {
					return []byte(c.base)
				}
				return b
			})
			b := open(t, Options{Name: lib})
			if s := b.compared(); s.Damaged != c.damaged || s.Recovered != 0 {
				t.Errorf("%+v", s)
			}
			wantRecords(t, b.all(t), some(5))
			b.Close()
			deleteDatabase(t, lib)
			wantRecords(t, open(t, Options{Name: lib}).all(t), some(5))
		})
	}
}

// What the database refuses is not left in the journal.
func TestJournalUndo(t *testing.T) {
	lib := fresh()
	j := openJournal(workerPath, lib, "a")
	for i := range 3 {
		at, err := j.append(t.Context(), line.Encode(storetest.Rec(i, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			j.undo(at)
		}
	}
	j.close()
	want := []store.Record{storetest.Rec(0, 1), storetest.Rec(2, 1)}
	wantRecords(t, open(t, Options{Name: lib}).all(t), want)
}

// Version 1 kept whole documents.
func TestMigrated(t *testing.T) {
	type document struct{ Article, Annotations []store.Record }
	convert := func(text string) ([]store.Record, error) {
		var d document
		err := json.Unmarshal([]byte(text), &d)
		return append(d.Article, d.Annotations...), err
	}
	good, err := json.Marshal(document{some(1), some(6)[1:]})
	if err != nil {
		t.Fatal(err)
	}
	lib := fresh()
	raw(t, lib, 1, func(db js.Value, _ int) { db.Call("createObjectStore", documents) }, []any{documents}, func(tr *transaction) {
		tr.store(documents).Call("put", string(good), "first")
		tr.store(documents).Call("put", `{"Article": nonsense`, "second")
		tr.store(documents).Call("put", map[string]any{"Article": []any{map[string]any{"ID": "x"}}}, "third")
	})

	left := func() (n int) {
		raw(t, lib, 0, nil, []any{documents}, func(tr *transaction) {
			v, err := tr.result(t.Context(), tr.store(documents).Call("count"))
			if err != nil {
				t.Fatal(err)
			}
			n = v.Int()
		})
		return n
	}
	open(t, Options{Name: lib}).Close() // it cannot convert them, so it leaves them
	if n := left(); n != 3 {
		t.Fatalf("%d documents are left, want all 3", n)
	}
	a := open(t, Options{Name: lib})
	edited := storetest.Rec(2, 2) // as after a migration that was broken off
	write(t, a, storetest.Rec(2, 1))
	write(t, a, edited)
	a.Close()

	b := open(t, Options{Name: lib, Migrate: convert})
	want := some(6)
	want[2] = edited
	wantRecords(t, b.all(t), want)
	if n := left(); n != 0 {
		t.Errorf("%d documents are left", n)
	}
	damage, err := b.Damaged(t.Context())
	if err != nil || len(damage) != 2 || string(damage[0].Data) != `{"Article": nonsense` ||
		string(damage[1].Data) != `{"Article":[{"ID":"x"}]}` || b.ready().Damaged != 2 {
		t.Errorf("set aside: %+v, %v; %+v", damage, err, b.state())
	}
	b.Close()
	deleteDatabase(t, lib)
	wantRecords(t, open(t, Options{Name: lib}).all(t), want)
}

// A tab of a newer version opens the database: this one lets it, and reads on.
func TestOutdated(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(3)...)
	raw(t, lib, schema+1, func(db js.Value, _ int) { db.Call("createObjectStore", "more") }, []any{"more"}, func(*transaction) {})
	for _, l := range []*library{a, open(t, Options{Name: lib})} {
		if err := l.Write(t.Context(), storetest.New(storetest.Rec(0, 2))); !errors.Is(err, store.ErrOutdated) {
			t.Error(err)
		}
		wantRecords(t, l.all(t), some(3))
		if s := l.state(); !s.ReadOnly {
			t.Errorf("%+v", s)
		}
	}
	later := fresh()
	raw(t, later, schema+1, func(db js.Value, _ int) { db.Call("createObjectStore", "other") }, []any{"other"}, func(*transaction) {})
	if _, err := tryOpen(t, Options{Name: later}); !errors.Is(err, store.ErrOutdated) {
		t.Error("a database without our object stores:", err)
	}
}

// A tab of an older version does not let go: that is said, and waited for.
func TestBlocked(t *testing.T) {
	lib := fresh()
	old, err := openDatabase(t.Context(), global("indexedDB"), lib, 1, func(db js.Value, _ int) { db.Call("createObjectStore", documents) }, nil)
	if err != nil {
		t.Fatal(err)
	}
	old.Set("onversionchange", js.Null())
	said := make(chan bool, 9)
	go func() {
		for blocked := range said {
			if blocked {
				old.hangUp()
			}
		}
	}()
	s, err := OpenStore(t.Context(), Options{Name: lib, Worker: workerPath, Status: func(s Status) { said <- s.Blocked }})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	close(said)
	if !old.isClosed() {
		t.Error("that another tab blocks was not said")
	}
}

// Records that cannot be read do not keep others from being read.
func TestUnreadable(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(6)...)
	a.Close()
	raw(t, lib, 0, nil, []any{heads, records}, func(tr *transaction) {
		tr.store(records).Call("put", "nonsense", recordKey(storetest.Rec(1, 1)))
		tr.store(records).Call("put", map[string]any{"a": 1}, recordKey(storetest.Rec(2, 1)))
		tr.store(records).Call("put", line.Encode(storetest.Rec(9, 1)), recordKey(storetest.Rec(3, 1)))
		tr.store(records).Call("delete", recordKey(storetest.Rec(4, 1)))
		tr.store(heads).Call("put", 7, string(storetest.ID(5)))
	})
	b := open(t, Options{Name: lib})
	b.until(func(s Status) bool { return s.Damaged == 3 && s.Recovered == 4 }) // the journal has them
	wantRecords(t, b.all(t), some(6))
	damage, err := b.Damaged(t.Context())
	if err != nil || len(damage) != 3 || string(damage[0].Data) != "nonsense" || string(damage[1].Data) != `{"a":1}` {
		t.Errorf("%q, %v", damage, err)
	}
	if s := b.state(); s.Lost {
		t.Errorf("%+v", s)
	}
}

// A record that the program cannot make sense of goes, and stays away.
func TestSetAside(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(3)...)
	if err := a.SetAside(t.Context(), storetest.ID(2), "no spans"); err != nil {
		t.Fatal(err)
	}
	if err := a.SetAside(t.Context(), storetest.ID(2), "again"); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	for range 2 {
		wantRecords(t, a.all(t), some(2))
		damage, err := a.Damaged(t.Context())
		if err != nil || len(damage) != 1 || damage[0].Reason != "no spans" || string(damage[0].Data) != line.Encode(storetest.Rec(2, 1)) {
			t.Errorf("%q, %v", damage, err)
		}
		a.Close()
		a = open(t, Options{Name: lib})
		if s := a.compared(); s.Damaged != 1 || s.Recovered != 0 {
			t.Errorf("%+v", s)
		}
	}
}

// Without the worker there is one copy, and the reader is told.
func TestNoJournal(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib, Worker: "/nowhere.js"})
	write(t, a, some(3)...)
	wantRecords(t, a.all(t), some(3))
	a.until(func(s Status) bool { return s.NoJournal != "" && !s.Journal })
	a.Close()
	b := open(t, Options{Name: lib}) // now there is one
	b.compared()
	b.Close()
	deleteDatabase(t, lib)
	wantRecords(t, open(t, Options{Name: lib}).all(t), some(3))
}

// The browser ends the connection, or the worker, without asking.
func TestCutOff(t *testing.T) {
	lib := fresh()
	a := open(t, Options{Name: lib})
	write(t, a, some(3)...)
	a.db.Call("close")
	wantRecords(t, a.all(t), some(3))
	a.db.Call("close")
	write(t, a, storetest.Rec(4, 1))
	a.journal.fail(errors.New("the worker is gone"))
	write(t, a, storetest.Rec(5, 1))
	if s := a.until(func(s Status) bool { return s.NoJournal != "" }); s.Journal || len(a.all(t)) != 5 {
		t.Errorf("%+v", s)
	}
}

// A record that moves to another article leaves nothing behind.
func TestMovedToAnotherArticle(t *testing.T) {
	a := open(t, Options{Name: fresh()})
	write(t, a, storetest.Rec(1, 1))
	moved := storetest.Rec(1, 2)
	moved.Article = storetest.ID(7)
	write(t, a, moved)
	wantRecords(t, a.all(t), []store.Record{moved})
}

func TestSpace(t *testing.T) {
	a := open(t, Options{Name: fresh()})
	used, quota, err := a.Estimate(t.Context())
	if s := a.state(); err != nil || quota <= 0 || s.Quota != quota || s.Used != used {
		t.Error(used, quota, err, s)
	}
	if kept := a.Persist(t.Context()); a.state().Persisted != kept {
		t.Error(kept, a.state())
	}
}

func TestAwait(t *testing.T) {
	promise := js.Global().Get("Promise")
	if v, err := await(t.Context(), promise.Call("resolve", 7)); err != nil || v.Int() != 7 {
		t.Error(v, err)
	}
	full := js.Global().Get("DOMException").New("no room", "QuotaExceededError")
	if _, err := await(t.Context(), promise.Call("reject", full)); !errors.Is(err, store.ErrFull) || !errors.As(err, new(js.Error)) {
		t.Error(err)
	}
	for _, odd := range []any{nil, 7, "text", js.Undefined()} {
		if _, err := await(t.Context(), promise.Call("reject", odd)); err == nil || err.Error() == "" {
			t.Error(odd, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := await(ctx, promise.Call("withResolvers").Get("promise")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Ten thousand records are one write, one comparison and one read. The figures are
// for the log: what matters is that it ends.
func TestManyRecords(t *testing.T) {
	const count = 10_000
	lib := fresh()
	list := some(count)
	for i := range list {
		list[i].Data = `{"body":"` + strings.Repeat("0123456789", 100) + `"}`
	}
	a := open(t, Options{Name: lib})
	a.ready()
	took := func(what string, f func()) {
		start := time.Now()
		f()
		t.Logf("%s: %v", what, time.Since(start).Round(time.Millisecond))
	}
	took("write", func() { write(t, a, list...) })
	took("write one", func() { write(t, a, storetest.Rec(count, 1)) })
	took("annotations", func() {
		if got, err := a.Annotations(t.Context(), storetest.ID(0)); err != nil || len(got) != count {
			t.Error(len(got), err)
		}
	})
	took("summaries", func() {
		if got, err := a.Summaries(t.Context()); err != nil || got[0].Counts["claim"] != count {
			t.Error(got, err)
		}
	})
	a.Close()
	var b *library
	took("open", func() { b = open(t, Options{Name: lib}) })
	took("compare", func() { b.compared() })
	b.Close()
	deleteDatabase(t, lib)
	took("recover", func() { b = open(t, Options{Name: lib}) })
	if n := len(b.all(t)); n != count+1 {
		t.Error(n)
	}
}
