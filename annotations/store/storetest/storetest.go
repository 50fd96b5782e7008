// Package storetest holds a store.Store to what package store promises: examples
// for each sentence of it, and a state machine that compares two stores over one
// place with a plain map.
//
// It waits for conditions only, and gives up after [patience]. It runs natively
// and in a browser.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

const patience = 20 * time.Second

// A Place makes an empty place and returns a function that opens one more store
// over it.
type Place func(t rapid.TB) (open func() store.Store)

// Run tests the stores that newPlace makes.
func Run(t *testing.T, newPlace Place) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, open func() store.Store)
	}{
		{"Empty", testEmpty},
		{"KeepsEveryByte", testKeepsEveryByte},
		{"Base", testBase},
		{"AllOrNone", testAllOrNone},
		{"Repeated", testRepeated},
		{"Tombstone", testTombstone},
		{"Actors", testActors},
		{"Invalid", testInvalid},
		{"Summaries", testSummaries},
		{"All", testAll},
		{"Reopened", testReopened},
		{"Watch", testWatch},
		{"Race", testRace},
		{"Many", testMany},
		{"Closed", testClosed},
		{"Cancelled", testCancelled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, newPlace(t)) })
	}
	t.Run("Machine", func(t *testing.T) { rapid.Check(t, func(t *rapid.T) { machine(t, newPlace(t)) }) })
}

// Rec returns revision rev of record n: an article where n is 0, else an
// annotation of it.
func Rec(n, rev int) store.Record {
	r := store.Record{
		ID: ID(n), Article: ID(0), Type: store.Annotation, Label: "claim", Revision: rev,
		Modified: int64(1000*rev + n), Data: fmt.Sprintf(`{"n":%d,"rev":%d}`, n, rev),
	}
	if n == 0 {
		r.Type, r.Label = store.Article, "A title"
	}
	return r
}

// Actor returns revision rev of record n as an actor.
func Actor(n, rev int) store.Record {
	r := Rec(n, rev)
	r.Article, r.Type, r.Label = r.ID, store.Actor, "A name"
	return r
}

// ID returns the ID of record n.
func ID(n int) annotations.ID {
	return annotations.ID(fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%012d", n))
}

// New puts records that replace the revision before theirs.
func New(records ...store.Record) []store.Put {
	puts := make([]store.Put, len(records))
	for i, r := range records {
		puts[i] = store.Put{Record: r, Base: r.Revision - 1}
	}
	return puts
}

func opened(t *testing.T, open func() store.Store) store.Store {
	s := open()
	t.Cleanup(func() { s.Close() })
	return s
}

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantKept(t rapid.TB, s store.Store, want ...store.Record) {
	t.Helper()
	for _, w := range want {
		got, err := s.Get(t.(contexter).Context(), w.ID)
		if err != nil || got != w {
			t.Fatalf("kept %+v, %v; want %+v", got, err, w)
		}
	}
}

func wantConflict(t rapid.TB, err error, kept ...store.Record) {
	t.Helper()
	var c *store.ConflictError
	if !errors.Is(err, store.ErrConflict) || !errors.As(err, &c) || !slices.Equal(c.Kept, kept) {
		t.Fatalf("got %+v, want a conflict over %+v", err, kept)
	}
}

type contexter interface{ Context() context.Context }

func testEmpty(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	if sums, err := s.Summaries(t.Context()); err != nil || len(sums) != 0 {
		t.Error(sums, err)
	}
	if _, err := s.Get(t.Context(), ID(1)); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if list, err := s.Annotations(t.Context(), ID(0)); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	if list, err := s.Actors(t.Context()); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	must(t, s.All(t.Context(), func(r store.Record) error { return fmt.Errorf("%v in an empty place", r) }))
	must(t, s.Write(t.Context(), nil))
}

func testKeepsEveryByte(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	for i, text := range []string{
		`{}`, "{\r\n\t\"a\" : 1 }\n", `"` + strings.Repeat("long ", 50_000) + `"`,
		`"é 👩‍👩‍👧 a̐ עברית 中文"`, "\"\u2028\u2029\ufeff\ufffd\u007f\u0080\"", `"\ud800 \u0000 <b>&amp;</b>"`, "\U0010ffff",
	} {
		r := Rec(i, 1)
		r.Label, r.Data = text, text
		must(t, s.Write(t.Context(), New(r)))
		wantKept(t, s, r)
	}
}

func testBase(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	none := store.Record{ID: ID(1)}
	wantConflict(t, s.Write(t.Context(), New(Rec(1, 2))), none)
	must(t, s.Write(t.Context(), New(Rec(1, 1))))
	other := Rec(1, 1)
	other.Data = `"other"`
	wantConflict(t, s.Write(t.Context(), New(other)), Rec(1, 1))
	must(t, s.Write(t.Context(), []store.Put{{Record: Rec(1, 7), Base: 1}}))
	wantConflict(t, s.Write(t.Context(), New(Rec(1, 2))), Rec(1, 7))
	wantKept(t, s, Rec(1, 7))
}

func testAllOrNone(t *testing.T, open func() store.Store) {
	a, b := opened(t, open), opened(t, open)
	must(t, a.Write(t.Context(), New(Rec(0, 1), Rec(1, 1), Rec(2, 1))))
	must(t, b.Write(t.Context(), New(Rec(1, 2))))
	wantConflict(t, a.Write(t.Context(), New(Rec(0, 2), Rec(1, 2), Rec(2, 2), Rec(3, 2))), store.Record{ID: ID(3)})
	stale := Rec(1, 2)
	stale.Data = `"stale"`
	wantConflict(t, a.Write(t.Context(), New(Rec(0, 2), stale, Rec(3, 1))), Rec(1, 2))
	wantKept(t, a, Rec(0, 1), Rec(1, 2), Rec(2, 1))
	if _, err := a.Get(t.Context(), ID(3)); !errors.Is(err, store.ErrNotFound) {
		t.Error("part of a refused write was kept:", err)
	}
}

func testRepeated(t *testing.T, open func() store.Store) {
	a, b := opened(t, open), opened(t, open)
	heard := listen(a)
	write := New(Rec(0, 1), Rec(1, 1))
	must(t, b.Write(t.Context(), write))
	must(t, b.Write(t.Context(), write))
	must(t, a.Write(t.Context(), write))
	must(t, b.Write(t.Context(), New(Rec(0, 1), Rec(1, 2)))) // one is repeated, one is new
	heard.until(t, func(all []store.Record) bool { return slices.Contains(all, Rec(1, 2)) })
	for _, r := range []store.Record{Rec(0, 1), Rec(1, 1), Rec(1, 2)} {
		if n := heard.count(r); n > 1 || n == 0 && r.ID != ID(1) {
			t.Errorf("%+v was told %d times", r, n)
		}
	}
	wantKept(t, a, Rec(0, 1), Rec(1, 2))
}

func testTombstone(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	gone := Rec(1, 2)
	gone.Deleted = true
	must(t, s.Write(t.Context(), New(Rec(0, 1), Rec(1, 1))))
	must(t, s.Write(t.Context(), New(gone)))
	wantKept(t, s, gone)
	wantConflict(t, s.Write(t.Context(), New(Rec(1, 1))), gone)
	if list, err := s.Annotations(t.Context(), ID(0)); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	must(t, s.Write(t.Context(), New(Rec(1, 3)))) // undone
	if list, err := s.Annotations(t.Context(), ID(0)); err != nil || !slices.Equal(list, []store.Record{Rec(1, 3)}) {
		t.Error(list, err)
	}
}

// testActors: actors belong to no article, and nothing else is one.
func testActors(t *testing.T, open func() store.Store) {
	a, b := opened(t, open), opened(t, open)
	heard := listen(b)
	mention := Rec(1, 1)
	mention.Label = "actor"
	merged := Actor(3, 2)
	merged.Deleted, merged.Data = true, fmt.Sprintf(`{"mergedInto":%q}`, ID(2))
	must(t, a.Write(t.Context(), New(Rec(0, 1), mention, Actor(2, 1), Actor(3, 1))))
	before, err := a.Summaries(t.Context())
	must(t, err)
	renamed := Actor(2, 2)
	renamed.Label = "Another name"
	must(t, a.Write(t.Context(), New(renamed, merged)))
	wantConflict(t, b.Write(t.Context(), New(Actor(2, 1))), renamed)
	heard.until(t, func(all []store.Record) bool { return slices.Contains(all, renamed) && slices.Contains(all, merged) })
	late := opened(t, open)
	for _, s := range []store.Store{a, b, late} {
		wantKept(t, s, renamed, merged)
		if list, err := s.Actors(t.Context()); err != nil || !sameSet(list, []store.Record{renamed, merged}) {
			t.Errorf("actors are %+v, %v", list, err)
		}
		for id, want := range map[annotations.ID][]store.Record{ID(0): {mention}, ID(2): nil, ID(3): nil, "": nil} {
			if list, err := s.Annotations(t.Context(), id); err != nil || !slices.Equal(list, want) {
				t.Errorf("annotations of %q are %+v, %v; want %+v", id, list, err, want)
			}
		}
		if sums, err := s.Summaries(t.Context()); err != nil || len(sums) != 1 || !reflect.DeepEqual(sums, before) {
			t.Errorf("summaries are %+v, %v; want %+v", sums, err, before)
		}
	}
}

func testInvalid(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	change := func(f func(*store.Put)) []store.Put {
		puts := New(Rec(0, 1), Rec(1, 1))
		f(&puts[1])
		return puts
	}
	for name, puts := range map[string][]store.Put{
		"no ID":         change(func(p *store.Put) { p.ID = "" }),
		"no article":    change(func(p *store.Put) { p.Article = "" }),
		"no data":       change(func(p *store.Put) { p.Data = "" }),
		"no type":       change(func(p *store.Put) { p.Type = "" }),
		"unknown type":  change(func(p *store.Put) { p.Type = "person" }),
		"actor inside":  change(func(p *store.Put) { p.Type = store.Actor }), // of an article
		"revision 0":    change(func(p *store.Put) { p.Revision = 0 }),
		"over itself":   change(func(p *store.Put) { p.Base = 1 }),
		"base below 0":  change(func(p *store.Put) { p.Base = -1 }),
		"NUL":           change(func(p *store.Put) { p.Label = "a\x00b" }),
		"separator":     change(func(p *store.Put) { p.Data = "{}\x1e" }),
		"bad UTF-8":     change(func(p *store.Put) { p.Data = "\"\xff\"" }),
		"twice":         change(func(p *store.Put) { p.Record = Rec(0, 1) }),
		"twice, higher": change(func(p *store.Put) { p.Record, p.Base = Rec(0, 2), 1 }),
	} {
		if err := s.Write(t.Context(), puts); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Get(t.Context(), ID(0)); !errors.Is(err, store.ErrNotFound) {
		t.Error("part of an invalid write was kept:", err)
	}
}

func testSummaries(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	old, fresh, gone := Rec(0, 1), Rec(0, 1), Rec(0, 1)
	old.ID, old.Modified = ID(100), 10
	fresh.ID, fresh.Modified = ID(200), 20
	gone.ID, gone.Deleted = ID(300), true
	records := []store.Record{old, fresh, gone}
	for i, label := range []string{"actor", "actor", "claim", "figure"} {
		r := Rec(i+1, 1)
		r.Article, r.Label, r.Modified, r.Deleted = old.ID, label, int64(15+i), label == "figure"
		records = append(records, r)
	}
	for i := range records {
		if records[i].Type == store.Article {
			records[i].Article = records[i].ID
		}
	}
	lost := Rec(9, 1) // of an article that is gone
	lost.Article = gone.ID
	unknown := Actor(11, 1)
	unknown.Deleted = true
	records = append(records, lost, Actor(10, 1), unknown)
	must(t, s.Write(t.Context(), New(records...)))
	want := store.Summarize(records)
	if len(want) != 2 || want[0].ID != fresh.ID || want[1].ID != old.ID || want[1].Annotated != 18 ||
		!maps.Equal(want[1].Counts, map[string]int{"actor": 2, "claim": 1}) || want[0].Annotated != 0 {
		t.Fatalf("Summarize: %+v", want)
	}
	if got, err := s.Summaries(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func testAll(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	var want []store.Record
	for n := range 5 {
		r := Rec(n, 1)
		r.Deleted = n%2 == 1
		want = append(want, r)
	}
	late, gone := Rec(0, 1), Actor(60, 1)
	late.ID, late.Article = ID(50), ID(50)
	gone.Deleted = true
	want = slices.Insert(want, 1, late, Actor(55, 1), gone)
	backwards := slices.Clone(want)
	slices.Reverse(backwards)
	must(t, s.Write(t.Context(), New(backwards...)))
	if got := all(t, s); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	enough := errors.New("enough")
	calls := 0
	if err := s.All(t.Context(), func(store.Record) error { calls++; return enough }); err != enough || calls != 1 {
		t.Error(err, calls)
	}
	// Yield may use the store.
	must(t, s.All(t.Context(), func(r store.Record) error { wantKept(t, s, r); return nil }))
}

func testReopened(t *testing.T, open func() store.Store) {
	a := opened(t, open)
	must(t, a.Write(t.Context(), New(Rec(0, 1), Rec(1, 1))))
	must(t, a.Close())
	b := opened(t, open)
	wantKept(t, b, Rec(0, 1), Rec(1, 1))
	must(t, b.Write(t.Context(), New(Rec(1, 2))))
	must(t, b.Close())
	wantKept(t, opened(t, open), Rec(0, 1), Rec(1, 2))
}

func testWatch(t *testing.T, open func() store.Store) {
	a, b, c := opened(t, open), opened(t, open), opened(t, open)
	inA, alsoA, inB, inC := listen(a), listen(a), listen(b), listen(c)
	const last = 30
	for rev := 1; rev <= last; rev++ { // they take turns on one record, each on a record of its own
		for i, s := range []store.Store{a, b} {
			must(t, s.Write(t.Context(), New(Rec(i+1, rev))))
		}
	}
	ends := func(n int) func([]store.Record) bool {
		return func(all []store.Record) bool { return slices.Contains(all, Rec(n, last)) }
	}
	inA.until(t, ends(2))
	alsoA.until(t, ends(2))
	inB.until(t, ends(1))
	inC.until(t, ends(1))
	inC.until(t, ends(2))
	inC.inOrder(t)
	for n, own := range map[int]*listener{1: inA, 2: inB} {
		own.inOrder(t)
		for rev := 1; rev <= last; rev++ {
			if own.count(Rec(n, rev)) > 0 {
				t.Fatal("a store was told its own write")
			}
		}
	}
	inA.stop()
	inA.stop()
	before := len(inA.all())
	must(t, b.Write(t.Context(), New(Rec(3, 1))))
	alsoA.until(t, func(all []store.Record) bool { return slices.Contains(all, Rec(3, 1)) })
	if len(inA.all()) != before {
		t.Error("told after stop")
	}
}

// testRace lets stores add to one record at once: every addition must survive.
func testRace(t *testing.T, open func() store.Store) {
	const stores, each = 3, 15
	must(t, opened(t, open).Write(t.Context(), New(Rec(1, 1))))
	var done sync.WaitGroup
	errs := make(chan error, stores)
	for i := range stores {
		s := opened(t, open)
		done.Go(func() {
			for n := 0; n < each; {
				r, err := s.Get(t.Context(), ID(1))
				if err == nil {
					r.Revision++
					r.Modified++                         // the sum
					r.Label = fmt.Sprintf("store %d", i) // or two that add at once would write the same
					err = s.Write(t.Context(), New(r))
				}
				switch {
				case err == nil:
					n++
				case !errors.Is(err, store.ErrConflict):
					errs <- err
					return
				}
			}
		})
	}
	done.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
	r, err := opened(t, open).Get(t.Context(), ID(1))
	if want := Rec(1, 1).Modified + stores*each; err != nil || r.Modified != want || r.Revision != 1+stores*each {
		t.Errorf("the sum is %+v, %v; want %d", r, err, want)
	}
}

func testMany(t *testing.T, open func() store.Store) {
	a, b := opened(t, open), opened(t, open)
	heard := listen(b)
	const many = 1000
	records := make([]store.Record, many)
	for n := range records {
		records[n] = Rec(n, 1)
	}
	must(t, a.Write(t.Context(), New(records...)))
	list, err := b.Annotations(t.Context(), ID(0))
	must(t, err)
	store.Sort(list)
	if !slices.Equal(list, records[1:]) {
		t.Errorf("%d annotations, want %d", len(list), many-1)
	}
	heard.until(t, func(all []store.Record) bool { return len(all) == many })
	if got := heard.all(); !sameSet(got, records) {
		t.Error("the other store heard something else than was written")
	}
}

func testClosed(t *testing.T, open func() store.Store) {
	s, other := opened(t, open), opened(t, open)
	heard := listen(s)
	must(t, s.Close())
	must(t, s.Close())
	must(t, other.Write(t.Context(), New(Rec(0, 1))))
	ctx := t.Context()
	_, e1 := s.Summaries(ctx)
	_, e2 := s.Get(ctx, ID(0))
	_, e3 := s.Annotations(ctx, ID(0))
	e4 := s.All(ctx, func(store.Record) error { return nil })
	e5 := s.Write(ctx, New(Rec(1, 1)))
	_, e6 := s.Actors(ctx)
	for i, err := range []error{e1, e2, e3, e4, e5, e6} {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("call %d: %v", i+1, err)
		}
	}
	s.Watch(func([]store.Record) { t.Error("a closed store was told") })()
	if n := len(heard.all()); n > 0 {
		t.Error("told after Close")
	}
}

func testCancelled(t *testing.T, open func() store.Store) {
	s := opened(t, open)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Write(ctx, New(Rec(0, 1))); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := s.Get(ctx, ID(0)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	must(t, s.Write(t.Context(), New(Rec(0, 1))))
}

func all(t rapid.TB, s store.Store) []store.Record {
	t.Helper()
	var list []store.Record
	must(t, s.All(t.(contexter).Context(), func(r store.Record) error {
		list = append(list, r)
		return nil
	}))
	return list
}

func sameSet(a, b []store.Record) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	store.Sort(a)
	store.Sort(b)
	return slices.Equal(a, b)
}

// A listener keeps what a store is told.
type listener struct {
	stop  func()
	mu    sync.Mutex
	heard []store.Record
	news  chan struct{}
}

func listen(s store.Store) *listener {
	l := &listener{news: make(chan struct{}, 1)}
	l.stop = s.Watch(func(records []store.Record) {
		l.mu.Lock()
		l.heard = append(l.heard, records...)
		l.mu.Unlock()
		select {
		case l.news <- struct{}{}:
		default:
		}
	})
	return l
}

func (l *listener) all() []store.Record {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.heard)
}

func (l *listener) count(r store.Record) (n int) {
	for _, h := range l.all() {
		if h == r {
			n++
		}
	}
	return n
}

// until waits until what was heard is enough.
func (l *listener) until(t rapid.TB, enough func([]store.Record) bool) {
	t.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	for !enough(l.all()) {
		select {
		case <-l.news:
		case <-late.C:
			t.Fatalf("after %v not told of a write; told %+v", patience, l.all())
		}
	}
}

// inOrder fails if a record was told twice or a newer revision before an older.
func (l *listener) inOrder(t rapid.TB) {
	t.Helper()
	last := map[annotations.ID]int{}
	for _, r := range l.all() {
		if r.Revision <= last[r.ID] {
			t.Fatalf("%s: revision %d was told after %d", r.ID, r.Revision, last[r.ID])
		}
		last[r.ID] = r.Revision
	}
}
