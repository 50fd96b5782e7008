//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"slices"
	"sync"
	"syscall/js"

	"github.com/google/uuid"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
)

// schema is the version of the database's layout.
//
// Version 1 had one object store, documents: an article with its annotations as one
// JSON document. Version 2 has
//
//   - heads: by ID, {n, by, text}: the number of the change that made the record
//     what it is (an index), the tab that made it, and the record without its data;
//   - records: by [article, ID], the record's text (see package line);
//   - damaged: by [ID, revision], {reason, when, text}: what could not be read;
//   - documents, as far as they could not be turned into records yet.
//
// Version 3 has the same, and in it records of actors, by ["", ID]. Version 2 would
// take them for damaged.
const schema = 3

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

	mu       sync.Mutex
	watchers map[int]func([]store.Record)
	watches  int

	telling sync.Mutex // keeps calls of opt.Status in order
	status  Status
	aside   struct{ records, journals int } // which add up to status.Damaged
}

var _ store.Store = (*Store)(nil)

// OpenStore opens the library. It fails with store.ErrBlocked where the browser
// keeps nothing for this site, with store.ErrOutdated where a newer version has
// left nothing that this one could read, and with store.ErrFull where the database
// is lost and there is no room to fill it again from the journal, which keeps all.
func OpenStore(ctx context.Context, opt Options) (*Store, error) {
	s := &Store{
		opt: opt, tab: uuid.NewString(), told: -1,
		pokes: make(chan bool, 1), writing: make(chan bool, 1), opening: make(chan bool, 1),
		watchers: map[int]func([]store.Record){},
	}
	if s.opt.Status == nil {
		s.opt.Status = func(Status) {}
	}
	s.opt.Status(s.status)
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
		s.channel.Set("onmessage", js.Null())
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
	change(&s.status)
	s.status.Damaged = s.aside.records + s.aside.journals
	if s.status != before {
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
	ctx, cancel := context.WithCancel(ctx)
	defer context.AfterFunc(s.life, cancel)() // another tab may keep it waiting for ever
	defer cancel()
	db, err := s.connect(ctx)
	if isUnknown(err) { // it is broken, which showed only now: the browser clears it when it is opened next
		db, err = s.connect(ctx)
	}
	if err != nil {
		return nil, err
	}
	s.db = db
	s.poke()
	return db, nil
}

// connect opens the database and makes it what it should be.
func (s *Store) connect(ctx context.Context) (*database, error) {
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
		if mode == "readwrite" && s.readOnly() {
			return store.ErrOutdated
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
	err = s.reading(ctx, func(t *transaction) error {
		list, err = t.recordsOf(ctx, string(article))
		return err
	})
	return slices.DeleteFunc(list, func(r store.Record) bool { return r.Deleted || r.Type != store.Annotation }), err
}

// Actors returns all actors.
func (s *Store) Actors(ctx context.Context) (list []store.Record, err error) {
	err = s.reading(ctx, func(t *transaction) error {
		list, err = t.recordsOf(ctx, ofNone)
		return err
	})
	return list, err
}

// All calls yield for each record as it was when All was called.
func (s *Store) All(ctx context.Context, yield func(store.Record) error) error {
	var list []store.Record
	err := s.reading(ctx, func(t *transaction) (err error) {
		list, err = t.records(ctx, []any{}, []any{[]any{}})
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
	if errors.Is(err, line.ErrNone) {
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

func (s *Store) keepsTwice() bool {
	s.telling.Lock()
	defer s.telling.Unlock()
	return s.status.Journal
}

// keepCopy appends a change to the journal, if there is one, and returns how to
// take it back. A journal that breaks is said, and does not keep the reader from
// saving; one that is full does.
func (s *Store) keepCopy(ctx context.Context, change []store.Record) (undo func(), err error) {
	at, err := s.journal.append(ctx, line.Encode(change...))
	switch {
	case err == nil:
		if !s.keepsTwice() { // there was no room for it when the library was opened
			s.say(func(st *Status) { st.Journal, st.NoJournal = true, "" })
			s.spawn(s.reconcile)
		}
		return func() { s.journal.undo(at) }, nil
	case errors.Is(err, store.ErrFull), ctx.Err() != nil:
		return nil, err
	}
	s.noJournal(err)
	return func() {}, nil
}
