//go:build js && wasm

package browser

import (
	"context"
	"slices"
	"syscall/js"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
)

// heads reads the heads of all records.
func (t *transaction) heads(ctx context.Context) ([]store.Record, error) {
	v, err := t.result(ctx, t.store(heads).Call("getAll"))
	if err != nil {
		return nil, err
	}
	return line.Decode(joined(v).String(), 2)
}

// joined makes one string of heads, as they are kept, without a call for each. The
// only function of JavaScript's own that can be lent to flatMap is Object.values.
func joined(list js.Value) js.Value {
	return list.Call("flatMap", js.Global().Get("Object").Get("values")).Call("join", line.Unit)
}

// portion is how many records are read at once.
const portion = 250

// records reads the records with keys between two. While it decodes one portion, the
// database reads the next, which begins after the key that the last record should
// have; so it counts them, and fails with line.ErrNone where one does not lie there.
func (t *transaction) records(ctx context.Context, from, to []any) (list []store.Record, err error) {
	request := func(method string, args ...any) js.Value {
		within := keyRange("bound", from, to, true, true)
		return t.store(records).Call(method, append([]any{within}, args...)...)
	}
	next := request("getAll", portion)
	count := request("count")
	for first := true; ; first = false {
		v, err := t.result(ctx, next)
		if err != nil {
			return nil, err
		}
		full := v.Length() == portion
		if full {
			last, err := line.DecodeOne(v.Index(portion - 1).String())
			if err != nil {
				return nil, err
			}
			from = recordKey(last)
			next = request("getAll", portion)
		}
		part, err := line.Decode(v.Call("join", line.Unit).String(), 0)
		if err != nil {
			return nil, err
		}
		list = append(list, part...)
		if !first { // or the count may still be under way
			if n := count.Get("result").Int(); len(list) > n || !full && len(list) < n {
				return nil, line.ErrNone
			}
		}
		if !full {
			return list, nil
		}
	}
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
// and the last is cheaper than one for each, if few others lie there: IDs that were made
// one after the other do, those that follow from content lie anywhere.
const many = 50

func (t *transaction) headsOf(ctx context.Context, ids []annotations.ID) ([]store.Record, error) {
	apart := len(ids) < many
	if !apart {
		n, err := t.result(ctx, t.store(heads).Call("count", keyRange("bound", string(slices.Min(ids)), string(slices.Max(ids)))))
		if err != nil {
			return nil, err
		}
		apart = n.Int() > 4*len(ids)
	}
	if apart {
		list, err := collect(ctx, t, ids, func(id annotations.ID) js.Value { return t.store(heads).Call("get", string(id)) })
		if err != nil || len(list) == 0 {
			return nil, err
		}
		return line.Decode(joined(js.ValueOf(list)).String(), 2)
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
	list, err := line.Decode(joined(v).String(), 2)
	return slices.DeleteFunc(list, func(r store.Record) bool { return !wanted[r.ID] }), err
}

// whole reads the records that heads belong to.
func (t *transaction) whole(ctx context.Context, heads []store.Record) ([]store.Record, error) {
	list, err := collect(ctx, t, heads, func(h store.Record) js.Value { return t.store(records).Call("get", recordKey(h)) })
	if err != nil {
		return nil, err
	}
	found, err := line.Decode(js.ValueOf(list).Call("join", line.Unit).String(), 0)
	if err == nil && len(found) != len(heads) {
		err = line.ErrNone
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

// recordKey returns the key of a record: those of one article lie together, and so do
// actors.
func recordKey(r store.Record) []any {
	article := string(r.Article)
	if r.Type == store.Actor {
		article = ofNone
	}
	return []any{article, string(r.ID)}
}

// ofNone stands in the key of a record that belongs to no article: no article has it
// as its ID.
const ofNone = ""

// recordsOf reads the records of an article, or those of none.
func (t *transaction) recordsOf(ctx context.Context, article string) ([]store.Record, error) {
	return t.records(ctx, []any{article}, []any{article, []any{}})
}

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
		if k := kept[r.ID]; k.ID != "" && !slices.Equal(recordKey(k), recordKey(r)) {
			records.Call("delete", recordKey(k))
		}
		h := js.Global().Get("Object").New()
		h.Set("n", last+1) // in this order, which a map would not keep: see joined
		h.Set("by", tab)
		h.Set("text", line.Encode(line.Head(r)))
		heads.Call("put", h, string(r.ID))
		records.Call("put", line.Encode(r), recordKey(r))
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
