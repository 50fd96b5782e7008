//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"syscall/js"
	"time"

	"github.com/google/uuid"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// schema is the version of the database's layout.
//
// Version 1 had one object store, documents: an article with its annotations as one
// JSON document. Version 2 has
//
//   - heads: by ID, {n, by, text}: the number of the change that made the record
//     what it is (an index), the tab that made it, and the record without its data;
//   - records: by [article, ID], the record's text (see encode);
//   - damaged: by [ID, revision], {reason, when, text}: what could not be read;
//   - documents, as far as they could not be turned into records yet.
const schema = 2

// The names of the object stores.
const (
	heads     = "heads"
	records   = "records"
	damaged   = "damaged"
	documents = "documents"
)

func upgrade(db js.Value, from int) {
	if from < 2 {
		db.Call("createObjectStore", heads).Call("createIndex", "n", "n")
		db.Call("createObjectStore", records)
		db.Call("createObjectStore", damaged)
	}
}

// A Store keeps records in this browser: in IndexedDB, and in a second copy, the
// journal. It implements store.Store.
//
// A write goes to the journal first and then to the database, which may refuse it:
// then the journal's line is cut off again. So both have it, or neither; and if the
// browser is killed in between, the journal alone has a change that was never
// confirmed, and the next start completes it. (Side by side they would be some
// milliseconds faster, and a full disk could leave the change in one of them.)
//
// Starting compares the copies. An empty database is filled from the journal before
// anything is read; otherwise that is done in the background. The newer revision of
// a record counts.
type Store struct {
	opt     Options
	tab     string
	journal *journal
	life    context.Context // ends with Close
	die     context.CancelFunc
	channel js.Value  // on which tabs say that they have written
	poked   js.Func   // something was said there, or the tab is visible again
	pokes   chan bool // there may be news
	writing chan bool // holds one token while a write is under way
	work    sync.WaitGroup

	opening chan bool // holds one token while db is looked at or opened
	db      *database
	told    int // the number of the last change that listen knows; -1: before the first

	total atomic.Int64 // see store_start.go's witness

	mu       sync.Mutex
	watchers map[int]func([]store.Record)
	watches  int

	telling sync.Mutex // keeps calls of opt.Status in order
	status  Status
}

var _ store.Store = (*Store)(nil)

// OpenStore opens the library. It fails with store.ErrBlocked where the browser
// keeps nothing for this site.
func OpenStore(ctx context.Context, opt Options) (*Store, error) {
	s := &Store{
		opt: opt, tab: uuid.NewString(), told: -1,
		pokes: make(chan bool, 1), writing: make(chan bool, 1), opening: make(chan bool, 1),
		watchers: map[int]func([]store.Record){},
	}
	if s.opt.Status == nil {
		s.opt.Status = func(Status) {}
	}
	s.life, s.die = context.WithCancel(context.Background())
	s.journal = openJournal(opt.Worker, opt.Name, s.tab)
	s.poked = js.FuncOf(func(js.Value, []js.Value) any { s.poke(); return nil })
	if channel := js.Global().Get("BroadcastChannel"); channel.Truthy() {
		s.channel = channel.New(opt.Name + " writes")
		s.channel.Set("onmessage", s.poked)
	}
	js.Global().Call("addEventListener", "visibilitychange", s.poked)
	if _, err := s.database(ctx); err != nil {
		s.Close()
		return nil, err
	}
	s.spawn(s.listen)
	s.spawn(func() {
		if err := s.journal.opened(s.life); err != nil {
			s.noJournal(err)
		} else {
			s.say(func(st *Status) { st.Journal = true })
		}
	})
	return s, nil
}

// Close lets go of the library. A write that is under way is finished or undone.
func (s *Store) Close() error {
	s.mu.Lock()
	closed := s.life.Err() != nil
	s.die()
	clear(s.watchers)
	s.mu.Unlock()
	if closed {
		return nil
	}
	s.writing <- true // never given back
	s.opening <- true
	js.Global().Call("removeEventListener", "visibilitychange", s.poked)
	if s.channel.Truthy() {
		s.channel.Call("close")
	}
	s.work.Wait()
	s.journal.close()
	if s.db != nil {
		s.db.hangUp()
	}
	s.poked.Release()
	return nil
}

// spawn runs f in the background. Close waits for it.
func (s *Store) spawn(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() == nil {
		s.work.Go(f)
	}
}

// say changes the status and tells it.
func (s *Store) say(change func(*Status)) {
	s.telling.Lock()
	defer s.telling.Unlock()
	before := s.status
	if change(&s.status); s.status != before {
		s.opt.Status(s.status)
	}
}

func (s *Store) noJournal(why error) {
	if s.life.Err() == nil {
		s.say(func(st *Status) { st.Journal, st.NoJournal = false, why.Error() })
	}
}

// database returns the connection, and makes a new one where it was lost.
func (s *Store) database(ctx context.Context) (*database, error) {
	if err := take(ctx, s.life, s.opening); err != nil {
		return nil, err
	}
	defer func() { <-s.opening }()
	if s.db != nil && !s.db.isClosed() {
		return s.db, nil
	}
	blocked := func(is bool) { s.say(func(st *Status) { st.Blocked = is }) }
	db, err := openBroken(ctx, s.opt.Name, schema, upgrade, blocked)
	readOnly := errors.Is(err, store.ErrOutdated)
	if readOnly {
		db, err = openBroken(ctx, s.opt.Name, 0, func(js.Value, int) {}, blocked)
	}
	if err != nil {
		return nil, err
	}
	s.say(func(st *Status) { st.ReadOnly = readOnly })
	if !readOnly {
		err = s.start(ctx, db)
	}
	if err == nil && s.told < 0 {
		err = db.do(ctx, "readonly", func(t *transaction) (err error) {
			s.told, err = t.last(ctx)
			return err
		})
	}
	if err != nil {
		db.hangUp()
		return nil, err
	}
	s.db = db
	s.poke()
	return db, nil
}

// take waits for a token.
func take(ctx, life context.Context, token chan bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if life.Err() != nil {
		return store.ErrClosed
	}
	select {
	case token <- true:
		return nil
	case <-life.Done():
		return store.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// do runs a transaction. If the connection was lost, as Safari drops those of tabs
// in the background, it does so once more on a new one.
func (s *Store) do(ctx context.Context, mode string, f func(*transaction) error) error {
	for again := false; ; again = true {
		db, err := s.database(ctx)
		if err != nil {
			return err
		}
		if err = db.do(ctx, mode, f); err == nil || again || !lost(db, err) {
			return err
		}
		db.hangUp()
	}
}

// do runs f in a transaction over the object stores of records and waits until it
// is complete. If f fails, nothing is changed.
func (db *database) do(ctx context.Context, mode string, f func(*transaction) error) error {
	t, err := db.begin(mode, heads, records, damaged)
	if e := (*thrown)(nil); errors.As(err, &e) && e.name == "NotFoundError" {
		return store.ErrOutdated // the layout of a later version
	}
	if err != nil {
		return err
	}
	if err := f(t); err != nil {
		t.abort()
		<-t.ended
		return err
	}
	if mode == "readonly" {
		return nil
	}
	return t.end(ctx)
}

// lost reports whether an error says that the connection, not the request, is at
// fault.
func lost(db *database, err error) bool {
	var e *thrown
	return errors.As(err, &e) && (db.isClosed() ||
		slices.Contains([]string{"InvalidStateError", "AbortError", "UnknownError", "DataError"}, e.name))
}

// Summaries lists the live articles, newest change first.
func (s *Store) Summaries(ctx context.Context) (sums []store.Summary, err error) {
	err = s.reading(ctx, func(t *transaction) error {
		list, err := t.heads(ctx)
		sums = store.Summarize(list)
		return err
	})
	return sums, err
}

// Get returns the record with an ID, or store.ErrNotFound.
func (s *Store) Get(ctx context.Context, id annotations.ID) (r store.Record, err error) {
	err = s.reading(ctx, func(t *transaction) error {
		kept, err := t.kept(ctx, []annotations.ID{id}, true)
		r = kept[id]
		return err
	})
	if err == nil && r.ID == "" {
		err = store.ErrNotFound
	}
	return r, err
}

// Annotations returns the live annotations of an article.
func (s *Store) Annotations(ctx context.Context, article annotations.ID) (list []store.Record, err error) {
	of := []any{string(article)}
	err = s.reading(ctx, func(t *transaction) error {
		list, err = t.records(ctx, keyRange("bound", of, append(of, []any{})))
		return err
	})
	return slices.DeleteFunc(list, func(r store.Record) bool { return r.Deleted || r.Type != store.Annotation }), err
}

// All calls yield for each record as it was when All was called.
func (s *Store) All(ctx context.Context, yield func(store.Record) error) error {
	var list []store.Record
	err := s.reading(ctx, func(t *transaction) (err error) {
		list, err = t.records(ctx, js.Undefined())
		return err
	})
	store.Sort(list)
	for _, r := range list {
		if err == nil {
			err = yield(r)
		}
	}
	return err
}

// reading runs a transaction that reads. Where a record has no readable form, it is
// set aside first.
func (s *Store) reading(ctx context.Context, f func(*transaction) error) error {
	err := s.do(ctx, "readonly", f)
	if errors.Is(err, errText) {
		if err = s.salvage(ctx); err == nil {
			err = s.do(ctx, "readonly", f)
		}
	}
	return err
}

// Write keeps the records of one change in both copies, all or none.
func (s *Store) Write(ctx context.Context, puts []store.Put) error {
	if err := take(ctx, s.life, s.writing); err != nil {
		return err
	}
	defer func() { <-s.writing }()
	if _, err := s.database(ctx); err != nil {
		return err
	}
	if s.readOnly() {
		return store.ErrOutdated
	}
	var fresh []store.Record
	err := s.reading(ctx, func(t *transaction) (err error) {
		fresh, _, err = t.accept(ctx, puts)
		return err
	})
	if err != nil || len(fresh) == 0 {
		return err
	}
	undo, err := s.keepCopy(ctx, fresh)
	if err == nil {
		err = s.do(ctx, "readwrite", func(t *transaction) error {
			fresh, kept, err := t.accept(ctx, puts)
			if err != nil {
				return err
			}
			return t.put(ctx, s.tab, fresh, kept)
		})
		if err != nil {
			undo()
		}
	}
	full := errors.Is(err, store.ErrFull)
	s.say(func(st *Status) { st.Full = full || st.Full && err != nil })
	if err != nil {
		return err
	}
	s.announce()
	more := 0
	for _, p := range puts {
		more += p.Revision - p.Base
	}
	s.bear(more)
	return nil
}

func (s *Store) readOnly() bool {
	s.telling.Lock()
	defer s.telling.Unlock()
	return s.status.ReadOnly
}

// keepCopy appends a change to the journal, if there is one, and returns how to
// take it back. A journal that breaks is said, and does not keep the reader from
// saving; one that is full does.
func (s *Store) keepCopy(ctx context.Context, change []store.Record) (undo func(), err error) {
	at, err := s.journal.append(ctx, encode(change...))
	switch {
	case err == nil:
		return func() { s.journal.undo(at) }, nil
	case errors.Is(err, store.ErrFull), ctx.Err() != nil:
		return nil, err
	}
	s.noJournal(err)
	return func() {}, nil
}

// heads reads the heads of all records.
func (t *transaction) heads(ctx context.Context) ([]store.Record, error) {
	v, err := t.result(ctx, t.store(heads).Call("getAll"))
	if err != nil {
		return nil, err
	}
	return decode(joined(v).String(), 2)
}

// joined makes one string of heads, as they are kept, without a call for each. The
// only function of JavaScript's own that can be lent to flatMap is Object.values.
func joined(list js.Value) js.Value {
	return list.Call("flatMap", js.Global().Get("Object").Get("values")).Call("join", unit)
}

// records reads the records within a range of keys, or all.
func (t *transaction) records(ctx context.Context, within js.Value) ([]store.Record, error) {
	v, err := t.result(ctx, t.store(records).Call("getAll", within))
	if err != nil {
		return nil, err
	}
	return decode(v.Call("join", unit).String(), 0)
}

// kept reads what is kept under IDs, by ID; with or without data.
func (t *transaction) kept(ctx context.Context, ids []annotations.ID, data bool) (map[annotations.ID]store.Record, error) {
	found, err := t.headsOf(ctx, ids)
	if err == nil && data {
		found, err = t.whole(ctx, found)
	}
	kept := make(map[annotations.ID]store.Record, len(found))
	for _, r := range found {
		kept[r.ID] = r
	}
	return kept, err
}

// many is how many records it takes until one request for all between the first
// and the last is cheaper than one for each.
const many = 50

func (t *transaction) headsOf(ctx context.Context, ids []annotations.ID) ([]store.Record, error) {
	if len(ids) < many {
		list, err := collect(ctx, t, ids, func(id annotations.ID) js.Value { return t.store(heads).Call("get", string(id)) })
		if err != nil || len(list) == 0 {
			return nil, err
		}
		return decode(joined(js.ValueOf(list)).String(), 2)
	}
	within := keyRange("bound", string(slices.Min(ids)), string(slices.Max(ids)))
	v, err := t.result(ctx, t.store(heads).Call("getAll", within))
	if err != nil {
		return nil, err
	}
	wanted := make(map[annotations.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	list, err := decode(joined(v).String(), 2)
	return slices.DeleteFunc(list, func(r store.Record) bool { return !wanted[r.ID] }), err
}

// whole reads the records that heads belong to.
func (t *transaction) whole(ctx context.Context, heads []store.Record) ([]store.Record, error) {
	list, err := collect(ctx, t, heads, func(h store.Record) js.Value { return t.store(records).Call("get", recordKey(h)) })
	if err != nil {
		return nil, err
	}
	found, err := decode(js.ValueOf(list).Call("join", unit).String(), 0)
	if err == nil && len(found) != len(heads) {
		err = errText
	}
	return found, err
}

// collect makes a request for each item and returns the results that there are.
func collect[T any](ctx context.Context, t *transaction, items []T, request func(T) js.Value) ([]any, error) {
	requests := make([]js.Value, len(items))
	for i, item := range items {
		requests[i] = request(item)
	}
	if len(items) == 0 {
		return nil, nil
	}
	if _, err := t.result(ctx, requests[len(requests)-1]); err != nil {
		return nil, err
	}
	var list []any
	for _, r := range requests {
		if v := r.Get("result"); !v.IsUndefined() {
			list = append(list, v)
		}
	}
	return list, nil
}

func recordKey(r store.Record) []any { return []any{string(r.Article), string(r.ID)} }

// accept returns the records of puts that change what is kept, or why they may not,
// and the heads of what is kept.
func (t *transaction) accept(ctx context.Context, puts []store.Put) (fresh []store.Record, kept map[annotations.ID]store.Record, err error) {
	ids := make([]annotations.ID, len(puts))
	for i, p := range puts {
		if err := p.Check(); err != nil {
			return nil, nil, err
		}
		ids[i] = p.ID
	}
	if kept, err = t.kept(ctx, ids, false); err != nil {
		return nil, nil, err
	}
	var unexpected []store.Record // only of these does the data matter
	for _, p := range puts {
		if k := kept[p.ID]; k.Revision != p.Base && k.ID != "" {
			unexpected = append(unexpected, k)
		}
	}
	if unexpected, err = t.whole(ctx, unexpected); err != nil {
		return nil, nil, err
	}
	for _, r := range unexpected {
		kept[r.ID] = r
	}
	fresh, err = store.Accept(puts, kept)
	return fresh, kept, err
}

// put keeps records as the next change, made by a tab, in place of those kept.
func (t *transaction) put(ctx context.Context, tab string, list []store.Record, kept map[annotations.ID]store.Record) error {
	last, err := t.last(ctx)
	if err != nil {
		return err
	}
	heads, records := t.store(heads), t.store(records)
	for _, r := range list {
		if k := kept[r.ID]; k.ID != "" && k.Article != r.Article {
			records.Call("delete", recordKey(k))
		}
		h := js.Global().Get("Object").New()
		h.Set("n", last+1) // in this order, which a map would not keep: see joined
		h.Set("by", tab)
		h.Set("text", encode(head(r)))
		heads.Call("put", h, string(r.ID))
		records.Call("put", encode(r), recordKey(r))
	}
	return nil
}

func idsOf(list []store.Record) []annotations.ID {
	ids := make([]annotations.ID, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	return ids
}

// last returns the number of the last change, 0 if there was none.
func (t *transaction) last(ctx context.Context) (int, error) {
	cursor, err := t.result(ctx, t.store(heads).Call("index", "n").Call("openKeyCursor", js.Null(), "prev"))
	if err != nil || cursor.IsNull() {
		return 0, err
	}
	return cursor.Get("key").Int(), nil
}

// Watch calls heard after each write through another tab.
func (s *Store) Watch(heard func([]store.Record)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() != nil {
		return func() {}
	}
	s.watches++
	n := s.watches
	s.watchers[n] = heard
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, n)
	}
}

// announce says to other tabs that there is news, not which: they read it, so that
// its order is the database's.
func (s *Store) announce() {
	if s.channel.Truthy() {
		s.channel.Call("postMessage", "news")
	}
}

// poke lets this tab look for news.
func (s *Store) poke() {
	select {
	case s.pokes <- true:
	default:
	}
}

// listen tells the watchers what others have written.
func (s *Store) listen() {
	for {
		select {
		case <-s.life.Done():
			return
		case <-s.pokes:
		}
		news, err := s.news(s.life)
		if err != nil || len(news) == 0 {
			continue // the next poke looks again
		}
		s.mu.Lock()
		watches := s.watches
		s.mu.Unlock()
		for n := range watches {
			s.mu.Lock()
			heard := s.watchers[n+1]
			s.mu.Unlock()
			if heard != nil {
				heard(news)
			}
		}
	}
}

// news returns the records that others have changed since it was last called, in
// the order of the changes.
func (s *Store) news(ctx context.Context) (news []store.Record, err error) {
	last := 0
	err = s.reading(ctx, func(t *transaction) (err error) {
		if last, err = t.last(ctx); err != nil || last == s.told {
			return err
		}
		from := s.told
		if last < from { // the database was made anew
			from = 0
		}
		v, err := t.result(ctx, t.store(heads).Call("index", "n").Call("getAll", keyRange("lowerBound", from, true)))
		if err != nil {
			return err
		}
		var foreign []any
		for i := range v.Length() {
			if h := v.Index(i); h.Get("by").String() != s.tab {
				foreign = append(foreign, h)
			}
		}
		if len(foreign) == 0 {
			return nil
		}
		changed, err := decode(joined(js.ValueOf(foreign)).String(), 2)
		if err == nil {
			news, err = t.whole(ctx, changed)
		}
		return err
	})
	if err == nil {
		s.told = last
	}
	return news, err
}

// SetAside moves a record that makes no sense to the caller out of the way. It is
// kept, see Damaged.
func (s *Store) SetAside(ctx context.Context, id annotations.ID, reason string) error {
	revision := 0
	err := s.do(ctx, "readwrite", func(t *transaction) error {
		kept, err := t.kept(ctx, []annotations.ID{id}, true)
		if err != nil {
			return err
		}
		r, ok := kept[id]
		revision = r.Revision
		if !ok {
			return store.ErrNotFound
		}
		t.setAside(string(r.ID), r.Revision, reason, encode(r))
		t.store(heads).Call("delete", string(r.ID))
		t.store(records).Call("delete", recordKey(r))
		return nil
	})
	if err == nil {
		s.say(func(st *Status) { st.Damaged++ })
		s.bear(-revision)
	}
	return err
}

// setAside keeps something that is damaged. The same thing is kept once.
func (t *transaction) setAside(name string, revision int, reason, text string) {
	t.store(damaged).Call("put",
		map[string]any{"reason": reason, "when": time.Now().UnixMilli(), "text": text}, []any{name, revision})
}

// Damaged returns what was set aside, of both copies.
func (s *Store) Damaged(ctx context.Context) (list []Damage, err error) {
	err = s.do(ctx, "readonly", func(t *transaction) error {
		list = nil
		keys := t.store(damaged).Call("getAllKeys")
		values, err := t.result(ctx, t.store(damaged).Call("getAll"))
		if err != nil {
			return err
		}
		for i := range values.Length() {
			key, v := keys.Get("result").Index(i), values.Index(i)
			list = append(list, Damage{
				Name:   fmt.Sprintf("%s revision %d", key.Index(0).String(), key.Index(1).Int()),
				Reason: v.Get("reason").String(), Data: []byte(v.Get("text").String()),
			})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	journals, err := s.journal.damaged(ctx)
	return append(list, journals...), err
}
