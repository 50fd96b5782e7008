//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"syscall/js"

	"pressmark/annotations/store"
)

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
		s.say(func(*Status) { s.aside.records++ })
	}
	return nil
}
