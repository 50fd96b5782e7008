//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"syscall/js"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/words"
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
	s.say(func(*Status) { s.aside.records = aside })
	if kept == 0 {
		if err := s.refill(ctx, db); err != nil {
			return err
		}
	} else {
		s.spawn(s.reconcile)
	}
	return s.migrate(ctx, db)
}

// refill fills an empty database from the journal.
func (s *Store) refill(ctx context.Context, db *database) error {
	before := s.witnessed()
	c, err := s.journal.compare(ctx, js.ValueOf(""))
	if err == nil {
		err = s.mend(ctx, db, c)
	}
	if errors.Is(err, store.ErrFull) { // the journal has it all, but there is no room for it
		s.say(func(st *Status) { st.Full = true })
		return err
	}
	if ctx.Err() != nil {
		return err
	}
	broken := (c.torn || c.harmed) && (db.dataLoss || len(c.newer) > 0)
	s.say(func(st *Status) {
		s.aside.journals = c.damaged
		st.Compared = err == nil
		st.Lost = broken || s.missed(before, c.total) || db.dataLoss && c.total == 0
	})
	if err != nil {
		s.journal.fail(err) // there is nothing to recover from
	} else {
		s.compact()
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
		s.noJournal(fmt.Errorf("%w: %w", words.ErrNotCompared, err))
	}
}

func (s *Store) compare(ctx context.Context) error {
	before := s.witnessed()
	list, err := s.headText(ctx)
	if errors.Is(err, line.ErrNone) {
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
	s.say(func(*Status) { s.aside.journals = c.damaged })
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
	s.say(func(st *Status) { st.Compared, st.Lost = true, st.Lost || lost || s.missed(before, c.total) })
	s.compact()
	return nil
}

// compact lets the journal merge its files, if there are many. Should that fail,
// it is as good as before.
func (s *Store) compact() {
	s.spawn(func() { s.journal.ask(s.life, "compact", nil, nil) })
}

// headText returns all heads as one string of JavaScript's, for the worker: this
// program never sees it. It fails with line.ErrNone if there are not as many records.
func (s *Store) headText(ctx context.Context) (text js.Value, err error) {
	err = s.do(ctx, "readonly", func(t *transaction) error {
		n := t.store(records).Call("count")
		v, err := t.result(ctx, t.store(heads).Call("getAll"))
		if err != nil {
			return err
		}
		if text = joined(v); n.Get("result").Int() != v.Length() {
			return line.ErrNone
		}
		return nil
	})
	return text, err
}

// mend puts records that only the journal has into the database, unless they were
// set aside there: some at a time, as a database in a bucket of its own has hung with thousands
// in one transaction. What is not there when that breaks off is put there at the next start.
func (s *Store) mend(ctx context.Context, db *database, c comparison) error {
	mended := 0
	var err error
	for newer := range slices.Chunk(c.newer, batch) {
		var n int
		if n, err = s.mendSome(ctx, db, newer); err != nil {
			break
		}
		mended += n
	}
	if mended > 0 {
		s.say(func(st *Status) { st.Recovered += mended })
		s.announce()
		s.poke()
	}
	return err
}

func (s *Store) mendSome(ctx context.Context, db *database, newer []store.Record) (mended int, err error) {
	err = db.do(ctx, "readwrite", func(t *transaction) error {
		aside, err := t.result(ctx, t.store(damaged).Call("getAllKeys"))
		if err != nil {
			return err
		}
		skip := map[annotations.ID]int{}
		for i := range aside.Length() {
			skip[annotations.ID(aside.Index(i).Index(0).String())] = aside.Index(i).Index(1).Int()
		}
		kept, err := t.kept(ctx, idsOf(newer), false)
		if err != nil {
			return err
		}
		var fresh []store.Record
		for _, r := range newer {
			if rev, ok := skip[r.ID]; r.Revision > kept[r.ID].Revision && !(ok && rev >= r.Revision) {
				fresh = append(fresh, r)
			}
		}
		mended = len(fresh)
		return t.put(ctx, "", fresh, kept)
	})
	return mended, err
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
	_, err = s.journal.append(ctx, line.Encode(list...))
	return err
}
