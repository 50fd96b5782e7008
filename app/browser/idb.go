//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall/js"

	"pressmark/annotations/store"
)

// A database is a connection to an IndexedDB. Another tab that upgrades it, and a
// browser that is short of something, end it: closed is closed then.
type database struct {
	js.Value
	closed   chan struct{}
	dataLoss bool // the browser found it broken and made a new one (only Chromium says)

	hangUp func() // closes the connection once
}

// openBroken opens a database like openDatabase. Where the browser cannot open what
// it keeps under the name and does not clear it either (Chromium does not if a
// manifest is gone), it opens another, which is empty at first: one beside it, or,
// since Chromium keeps all of a site together, one in a bucket of its own. What is
// broken is left as it is, and tried first each time.
func openBroken(ctx context.Context, name string, version int, upgrade func(js.Value, int), blocked func(bool)) (*database, error) {
	factory := global("indexedDB")
	db, err := openDatabase(ctx, factory, name, version, upgrade, blocked)
	if storage := global("localStorage"); isUnknown(err) && (storage.IsUndefined() || storage.Get("unkept").Truthy()) {
		return nil, fmt.Errorf("%w: %w", store.ErrBlocked, err) // where site data is blocked, it is the same error
	}
	if isUnknown(err) {
		db, err = openDatabase(ctx, factory, name+secondName, version, upgrade, blocked)
	}
	if isUnknown(err) {
		buckets := js.Global().Get("navigator").Get("storageBuckets")
		promise, e := attempt(func() js.Value { return buckets.Call("open", bucketName, map[string]any{"persisted": true}) })
		if e != nil {
			return nil, err
		}
		bucket, e := await(ctx, promise)
		if e != nil {
			return nil, err
		}
		db, err = openDatabase(ctx, bucket.Get("indexedDB"), name, version, upgrade, blocked)
	}
	return db, err
}

const (
	secondName = " (second)"
	bucketName = "second"
)

func isUnknown(err error) bool {
	var e *thrown
	return errors.As(err, &e) && e.name == "UnknownError"
}

// openDatabase opens a database. A version that is not there yet is made by
// upgrade; version 0 takes what there is. While another tab holds an older version
// open, blocked(true) is called, and blocked(false) when it has let go.
func openDatabase(ctx context.Context, factory js.Value, name string, version int, upgrade func(db js.Value, from int), blocked func(bool)) (*database, error) {
	req, err := attempt(func() js.Value {
		args := []any{name}
		if version > 0 {
			args = append(args, version)
		}
		return factory.Call("open", args...)
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrBlocked, err)
	}
	type outcome struct {
		db  *database
		err error
	}
	var funcs []js.Func
	on := func(event string, f func(e js.Value)) {
		fn := js.FuncOf(func(_ js.Value, args []js.Value) any { f(args[0]); return nil })
		funcs = append(funcs, fn)
		req.Set(event, fn)
	}
	opened := make(chan outcome, 1)
	settle := func(o outcome) {
		opened <- o
		for _, f := range funcs {
			f.Release()
		}
	}
	dataLoss, wasBlocked := false, false
	on("onupgradeneeded", func(e js.Value) {
		loss := e.Get("dataLoss")
		dataLoss = loss.Type() == js.TypeString && loss.String() == "total"
		upgrade(req.Get("result"), e.Get("oldVersion").Int())
	})
	on("onblocked", func(js.Value) {
		wasBlocked = true
		blocked(true)
	})
	on("onsuccess", func(js.Value) {
		if wasBlocked {
			blocked(false)
		}
		db := newDatabase(req.Get("result"))
		db.dataLoss = dataLoss
		if ctx.Err() != nil { // nobody waits for it any more
			db.hangUp()
		}
		settle(outcome{db: db})
	})
	on("onerror", func(e js.Value) {
		e.Call("preventDefault")
		settle(outcome{err: asError(req.Get("error"))})
	})
	select {
	case o := <-opened:
		return o.db, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func newDatabase(v js.Value) *database {
	db := &database{Value: v, closed: make(chan struct{})}
	var change, lost js.Func
	db.hangUp = sync.OnceFunc(func() {
		v.Set("onversionchange", js.Null())
		v.Set("onclose", js.Null())
		v.Call("close")
		change.Release()
		lost.Release()
		close(db.closed)
	})
	ended := func(js.Value, []js.Value) any { db.hangUp(); return nil }
	change, lost = js.FuncOf(ended), js.FuncOf(ended)
	v.Set("onversionchange", change) // another tab upgrades or deletes it, and waits for us
	v.Set("onclose", lost)
	return db
}

func (db *database) isClosed() bool {
	select {
	case <-db.closed:
		return true
	default:
		return false
	}
}

// A transaction is one over some object stores. It commits by itself once nothing
// is asked of it, so whoever has one does not wait for anything but its requests.
type transaction struct {
	js.Value
	ended chan struct{}
	err   error // why it was aborted; set when ended is closed
}

// begin begins a transaction, "readonly" or "readwrite".
func (db *database) begin(mode string, stores ...any) (*transaction, error) {
	v, err := attempt(func() js.Value {
		return db.Call("transaction", js.ValueOf(stores), mode, map[string]any{"durability": "strict"})
	})
	if err != nil {
		return nil, err
	}
	t := &transaction{Value: v, ended: make(chan struct{})}
	var complete, abort js.Func
	end := func(err error) any {
		t.err = err
		close(t.ended)
		complete.Release()
		abort.Release()
		return nil
	}
	complete = js.FuncOf(func(js.Value, []js.Value) any { return end(nil) })
	// Where storage is full, abort is all that is heard.
	abort = js.FuncOf(func(js.Value, []js.Value) any {
		if why := v.Get("error"); why.Truthy() {
			return end(asError(why))
		}
		return end(&thrown{name: "AbortError", message: "the transaction was aborted"})
	})
	v.Set("oncomplete", complete)
	v.Set("onabort", abort)
	return t, nil
}

func (t *transaction) store(name string) js.Value { return t.Call("objectStore", name) }

// result waits for a request of the transaction. Requests end in the order in
// which they were made, so those before it have their results, too.
func (t *transaction) result(ctx context.Context, req js.Value) (js.Value, error) {
	done := make(chan struct{})
	f := js.FuncOf(func(js.Value, []js.Value) any { close(done); return nil })
	defer f.Release()
	req.Set("onsuccess", f)
	defer req.Set("onsuccess", js.Null())
	select {
	case <-done:
		return req.Get("result"), nil
	case <-t.ended:
		return js.Undefined(), t.err
	case <-ctx.Done():
		t.abort()
		return js.Undefined(), ctx.Err()
	}
}

// end waits until the transaction is complete: its changes are on stable storage.
// Where ctx ends first, it is aborted; if it is too late for that, it completes.
func (t *transaction) end(ctx context.Context) error {
	select {
	case <-t.ended:
		return t.err
	case <-ctx.Done():
		t.abort()
		if <-t.ended; t.err != nil {
			return ctx.Err()
		}
		return nil
	}
}

func (t *transaction) abort() {
	attempt(func() js.Value { return t.Call("abort") }) // it throws if the transaction has ended, which is as good
}

// keyRange calls a constructor of IDBKeyRange.
func keyRange(name string, args ...any) js.Value {
	return js.Global().Get("IDBKeyRange").Call(name, args...)
}
