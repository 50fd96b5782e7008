//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"syscall/js"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// batch is how many records are copied at once where nobody waits for them.
const batch = 500

// start makes a database that was just opened what it should be.
func (s *Store) start(ctx context.Context, db *database) error {
	var kept, aside int
	err := db.do(ctx, "readonly", func(t *transaction) error {
		n := t.store(heads).Call("count")
		m, err := t.result(ctx, t.store(damaged).Call("count"))
		if err == nil {
			kept, aside = n.Get("result").Int(), m.Int()
		}
		return err
	})
	if err != nil {
		return err
	}
	s.say(func(st *Status) { st.Damaged = aside })
	if kept == 0 {
		if err := s.recover(ctx, db); err != nil {
			return err
		}
	} else {
		s.spawn(s.reconcile)
	}
	return s.migrate(ctx, db)
}

// recover fills an empty database from the journal.
func (s *Store) recover(ctx context.Context, db *database) error {
	c, err := s.journal.compare(ctx, js.ValueOf(""))
	if err == nil {
		err = s.mend(ctx, db, c)
	}
	if ctx.Err() != nil || errors.Is(err, store.ErrFull) {
		return err
	}
	broken := (c.torn || c.harmed) && (db.dataLoss || len(c.newer) > 0)
	s.say(func(st *Status) {
		st.Damaged += c.damaged
		st.Compared = err == nil
		st.Lost = broken || s.missed(c.total) || db.dataLoss && c.total == 0
	})
	if err != nil {
		s.journal.fail(err) // there is nothing to recover from
	} else {
		s.spawn(func() { s.journal.call(s.life, "compact", nil) }) // if it fails, the journal is as good as before
	}
	return nil
}

// reconcile brings both copies to the newer state of each record.
func (s *Store) reconcile() {
	ctx := s.life
	if s.journal.opened(ctx) != nil {
		return // which OpenStore says
	}
	if err := s.compare(ctx); err != nil && ctx.Err() == nil {
		s.noJournal(fmt.Errorf("the two copies could not be compared: %w", err))
	}
}

func (s *Store) compare(ctx context.Context) error {
	list, err := s.headText(ctx)
	if errors.Is(err, errText) {
		if err = s.salvage(ctx); err == nil {
			list, err = s.headText(ctx)
		}
	}
	if err != nil {
		return err
	}
	c, err := s.journal.compare(ctx, list)
	if err != nil {
		return err
	}
	s.say(func(st *Status) { st.Damaged += c.damaged })
	db, err := s.database(ctx)
	if err == nil {
		err = s.mend(ctx, db, c)
	}
	if err != nil {
		return err
	}
	for lacking := range slices.Chunk(c.lacking, batch) {
		if err := s.copyOut(ctx, lacking); err != nil {
			return err
		}
	}
	lost := (c.torn || c.harmed) && len(c.newer) > 0 // either copy lacks something
	s.say(func(st *Status) { st.Compared, st.Lost = true, st.Lost || lost || s.missed(c.total) })
	_, err = s.journal.call(ctx, "compact", nil)
	return err
}

// headText returns all heads as one string of JavaScript's, for the worker: this
// program never sees it. It fails with errText if there are not as many records.
func (s *Store) headText(ctx context.Context) (text js.Value, err error) {
	err = s.do(ctx, "readonly", func(t *transaction) error {
		n := t.store(records).Call("count")
		v, err := t.result(ctx, t.store(heads).Call("getAll"))
		if err != nil {
			return err
		}
		if text = joined(v); n.Get("result").Int() != v.Length() {
			return errText
		}
		return nil
	})
	return text, err
}

// mend puts records that only the journal has into the database, unless they were
// set aside there.
func (s *Store) mend(ctx context.Context, db *database, c comparison) error {
	if len(c.newer) == 0 {
		return nil
	}
	mended := 0
	err := db.do(ctx, "readwrite", func(t *transaction) error {
		aside, err := t.result(ctx, t.store(damaged).Call("getAllKeys"))
		if err != nil {
			return err
		}
		skip := map[annotations.ID]int{}
		for i := range aside.Length() {
			skip[annotations.ID(aside.Index(i).Index(0).String())] = aside.Index(i).Index(1).Int()
		}
		kept, err := t.kept(ctx, idsOf(c.newer), false)
		if err != nil {
			return err
		}
		var fresh []store.Record
		for _, r := range c.newer {
			if rev, ok := skip[r.ID]; r.Revision > kept[r.ID].Revision && !(ok && rev >= r.Revision) {
				fresh = append(fresh, r)
			}
		}
		mended = len(fresh)
		return t.put(ctx, "", fresh, kept)
	})
	if err == nil && mended > 0 {
		s.say(func(st *Status) { st.Recovered += mended })
		s.announce()
		s.poke()
	}
	return err
}

// copyOut appends records to the journal that it lacks.
func (s *Store) copyOut(ctx context.Context, lacking []store.Record) error {
	if err := take(ctx, s.life, s.writing); err != nil {
		return err
	}
	defer func() { <-s.writing }()
	var list []store.Record
	err := s.reading(ctx, func(t *transaction) error {
		kept, err := t.kept(ctx, idsOf(lacking), true)
		list = nil
		for _, r := range kept {
			list = append(list, r)
		}
		return err
	})
	if err != nil || len(list) == 0 {
		return err
	}
	_, err = s.journal.append(ctx, encode(list...))
	return err
}

// salvage sets every record aside that cannot be read, and makes heads and records
// fit. What the journal has of them comes back with the next comparison.
func (s *Store) salvage(ctx context.Context) error {
	aside := 0
	err := s.do(ctx, "readwrite", func(t *transaction) error {
		aside = 0
		good := map[string]store.Record{}
		err := t.each(ctx, records, func(key, value js.Value) {
			list, err := decode(plain(value), 0)
			if err == nil && len(list) == 1 && same(key, recordKey(list[0])) && good[string(list[0].ID)].Revision < list[0].Revision {
				good[string(list[0].ID)] = list[0]
				return
			}
			aside++
			t.setAside(plain(key), 0, "the record could not be read", plain(value))
			t.store(records).Call("delete", key)
		})
		if err != nil {
			return err
		}
		err = t.each(ctx, heads, func(key, value js.Value) {
			list, err := decode(joined(js.ValueOf([]any{value})).String(), 2)
			if err == nil && len(list) == 1 && list[0] == head(good[plain(key)]) && value.Get("n").Type() == js.TypeNumber {
				delete(good, plain(key))
				return
			}
			t.store(heads).Call("delete", key)
		})
		if err != nil {
			return err
		}
		var headless []store.Record
		for _, r := range good {
			headless = append(headless, r)
		}
		return t.put(ctx, "", headless, nil)
	})
	if err == nil && aside > 0 {
		s.say(func(st *Status) { st.Damaged += aside })
		s.spawn(s.reconcile)
	}
	return err
}

// each calls f for each key and value of an object store.
func (t *transaction) each(ctx context.Context, name string, f func(key, value js.Value)) error {
	keys := t.store(name).Call("getAllKeys")
	values, err := t.result(ctx, t.store(name).Call("getAll"))
	if err != nil {
		return err
	}
	for i := range values.Length() {
		f(keys.Get("result").Index(i), values.Index(i))
	}
	return nil
}

// plain returns a string as it is and anything else as JSON.
func plain(v js.Value) string {
	if v.Type() != js.TypeString {
		v = js.Global().Get("JSON").Call("stringify", v)
	}
	return v.String()
}

func same(key js.Value, want []any) bool { return plain(key) == plain(js.ValueOf(want)) }

// migrate turns the documents of version 1 into records. A document goes when its
// records were read back from the database; one that makes no sense is set aside.
func (s *Store) migrate(ctx context.Context, db *database) error {
	if s.opt.Migrate == nil || !db.Get("objectStoreNames").Call("contains", documents).Bool() {
		return nil
	}
	t, err := db.begin("readonly", documents)
	if err != nil {
		return err
	}
	var keys []js.Value
	var texts []string
	err = t.each(ctx, documents, func(key, value js.Value) {
		keys, texts = append(keys, key), append(texts, plain(value))
	})
	for i, key := range keys {
		if err == nil {
			err = s.migrateOne(ctx, db, key, texts[i])
		}
	}
	return err
}

func (s *Store) migrateOne(ctx context.Context, db *database, key js.Value, text string) error {
	list, unreadable := s.opt.Migrate(text)
	if unreadable == nil {
		undo, err := s.keepCopy(ctx, list)
		if err != nil {
			return err
		}
		err = db.do(ctx, "readwrite", func(t *transaction) error {
			kept, err := t.kept(ctx, idsOf(list), false)
			if err != nil {
				return err
			}
			var fresh []store.Record // an attempt that was broken off may have brought some over
			for _, r := range list {
				if err := (store.Put{Record: r}).Check(); err != nil {
					return err
				}
				if kept[r.ID].Revision < r.Revision {
					fresh = append(fresh, r)
				}
			}
			return t.put(ctx, "", fresh, kept)
		})
		if err != nil {
			undo()
			if !errors.Is(err, store.ErrInvalid) {
				return err
			}
			unreadable = err
		}
	}
	if unreadable == nil {
		err := db.do(ctx, "readonly", func(t *transaction) error {
			kept, err := t.kept(ctx, idsOf(list), true)
			for _, r := range list {
				if k := kept[r.ID]; err == nil && k != r && k.Revision <= r.Revision {
					err = fmt.Errorf("%s could not be read back", r.ID)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	t, err := db.begin("readwrite", documents, damaged)
	if err != nil {
		return err
	}
	if unreadable != nil {
		t.setAside(plain(key), 0, unreadable.Error(), text)
	}
	t.store(documents).Call("delete", key)
	if err := t.end(ctx); err != nil {
		return err
	}
	if unreadable != nil {
		s.say(func(st *Status) { st.Damaged++ })
	}
	return nil
}

// The witness is a number in localStorage, outside of both copies: the sum of all
// records' revisions, as far as this tab knew it, or less, because localStorage is
// slow to be kept. Where both copies are damaged without a trace, it alone tells a
// loss from a first visit. No more than that depends on it, so it may fail.

func (s *Store) witnessed() int {
	v, err := attempt(func() js.Value { return global("localStorage").Call("getItem", s.opt.Name+" revisions") })
	if err != nil || v.Type() != js.TypeString {
		return 0
	}
	n, _ := strconv.Atoi(v.String()) // 0: nothing is known
	return n
}

// missed takes what the copies add up to and reports whether there was more. It is
// said once, unless everything is gone.
func (s *Store) missed(total int) bool {
	before := s.witnessed()
	s.total.Store(int64(total))
	if total > 0 {
		s.witness(total)
	}
	return before > total
}

// bear raises the witness by so many revisions.
func (s *Store) bear(more int) {
	if n := int(s.total.Add(int64(more))); n > s.witnessed() || more < 0 {
		s.witness(n)
	}
}

func (s *Store) witness(total int) {
	attempt(func() js.Value {
		return global("localStorage").Call("setItem", s.opt.Name+" revisions", strconv.Itoa(total))
	})
}
