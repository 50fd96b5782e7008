//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"syscall/js"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/words"
)

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
		t.setAside(string(r.ID), r.Revision, reason, line.Encode(r))
		t.store(heads).Call("delete", string(r.ID))
		t.store(records).Call("delete", recordKey(r))
		return nil
	})
	if err == nil {
		s.say(func(*Status) { s.aside.records++ })
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

// salvage sets every record aside that cannot be read, and makes heads and records
// fit. What the journal has of them comes back with the next comparison.
func (s *Store) salvage(ctx context.Context) error {
	aside := 0
	err := s.do(ctx, "readwrite", func(t *transaction) error {
		aside = 0
		good := map[string]store.Record{}
		err := t.each(ctx, records, func(key, value js.Value) {
			list, err := line.Decode(plain(value), 0)
			if err == nil && len(list) == 1 && same(key, recordKey(list[0])) && good[string(list[0].ID)].Revision < list[0].Revision {
				good[string(list[0].ID)] = list[0]
				return
			}
			aside++
			t.setAside(plain(key), 0, words.RecordUnread.String(), plain(value))
			t.store(records).Call("delete", key)
		})
		if err != nil {
			return err
		}
		err = t.each(ctx, heads, func(key, value js.Value) {
			list, err := line.Decode(joined(js.ValueOf([]any{value})).String(), 2)
			if err == nil && len(list) == 1 && list[0] == line.Head(good[plain(key)]) && value.Get("n").Type() == js.TypeNumber {
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
		s.say(func(*Status) { s.aside.records += aside })
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
