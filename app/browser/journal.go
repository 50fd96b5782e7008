//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"sync"
	"syscall/js"
	"time"

	"pressmark/annotations/store"
	"pressmark/annotations/words"
)

// errNoJournal says that there is no second copy here.
const errNoJournal = words.ErrNoJournal

// A journal is the second copy of the library, outside of IndexedDB: a browser
// that is killed at the wrong moment, or one flipped bit, can empty that. The work
// is done by web/journal-worker.js, because only a worker may append to a file and
// flush it.
type journal struct {
	worker js.Value
	funcs  []js.Func
	ready  chan struct{} // closed when the worker has opened its file or failed to
	open   func(context.Context) error

	turn chan bool // holds one token while somebody looks at full or changes it
	full error     // why the file is not open, where that may change

	mu    sync.Mutex
	calls map[int]chan js.Value // closed, not sent to, if the worker fails
	next  int
	err   error // why it does not work
}

// patience is how long the worker may take to open its file.
const patience = 10 * time.Second

// openJournal starts the worker at an address. It returns at once.
func openJournal(address, name, tab string) *journal {
	j := &journal{ready: make(chan struct{}), turn: make(chan bool, 1), calls: map[int]chan js.Value{}}
	j.open = func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		_, err := j.call(ctx, "open", map[string]any{"name": name, "tab": tab})
		if j.full = nil; errors.Is(err, store.ErrFull) {
			j.full = err
		} else if err != nil {
			j.fail(err)
		}
		return err
	}
	worker, err := attempt(func() js.Value { return js.Global().Get("Worker").New(address) })
	if err != nil {
		j.fail(err)
		close(j.ready)
		return j
	}
	j.worker = worker
	on := func(event string, f func(js.Value)) {
		fn := js.FuncOf(func(_ js.Value, args []js.Value) any { f(args[0]); return nil })
		j.funcs = append(j.funcs, fn)
		worker.Set(event, fn)
	}
	on("onmessage", func(e js.Value) { j.answer(e.Get("data")) })
	on("onerror", func(e js.Value) {
		e.Call("preventDefault")
		j.fail(words.ErrWorkerFailed)
	})
	go func() {
		defer close(j.ready)
		j.open(context.Background())
	}()
	return j
}

// opened waits until the journal is open and returns why it is not. Where there was
// no room for it, it tries again.
func (j *journal) opened(ctx context.Context) error {
	select {
	case <-j.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := take(ctx, context.Background(), j.turn); err != nil {
		return err
	}
	defer func() { <-j.turn }()
	if j.full != nil {
		return j.open(context.WithoutCancel(ctx))
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.err
}

// append keeps the text of one change, flushed, and returns where to cut it off.
func (j *journal) append(ctx context.Context, text string) (at js.Value, err error) {
	if err := j.opened(ctx); err != nil {
		return at, err
	}
	at, err = j.call(context.WithoutCancel(ctx), "append", map[string]any{"text": text})
	if err != nil && !errors.Is(err, store.ErrFull) {
		j.fail(err)
		err = errors.Join(errNoJournal, err)
	}
	return at, err
}

// undo takes back the last append.
func (j *journal) undo(at js.Value) {
	if _, err := j.call(context.Background(), "undo", map[string]any{"at": at}); err != nil {
		j.fail(err)
	}
}

// A comparison is how the journals differ from the database.
type comparison struct {
	newer   []store.Record // to be put into the database
	lacking []store.Record // without data, to be put into the journal
	total   int            // the sum of the newest revisions of all records
	torn    bool           // a journal ends within a change
	harmed  bool           // a journal is damaged elsewhere
	damaged int            // journals that were ever set aside
}

func (j *journal) compare(ctx context.Context, heads js.Value) (c comparison, err error) {
	if err := j.opened(ctx); err != nil {
		return c, err
	}
	v, err := j.call(ctx, "compare", map[string]any{"heads": heads})
	if err != nil {
		return c, err
	}
	c.total = v.Get("total").Int()
	c.torn, c.harmed, c.damaged = v.Get("torn").Bool(), v.Get("harmed").Bool(), v.Get("damaged").Int()
	if c.newer, err = decode(v.Get("newer").String(), 0); err != nil {
		return c, err
	}
	c.lacking, err = decode(v.Get("lacking").String(), 0)
	return c, err
}

// damaged returns the journals that were set aside.
func (j *journal) damaged(ctx context.Context) ([]Damage, error) {
	if err := j.opened(ctx); err != nil {
		return nil, nil // where there is no journal, none is damaged
	}
	v, err := j.call(ctx, "damaged", nil)
	if err != nil {
		return nil, err
	}
	list := make([]Damage, v.Length())
	for i := range list {
		data := v.Index(i).Get("data")
		list[i] = Damage{Name: v.Index(i).Get("name").String(), Reason: words.PartUnread.String(),
			Data: make([]byte, data.Length())}
		js.CopyBytesToGo(list[i].Data, data)
	}
	return list, nil
}

// call asks the worker for something and waits for its answer.
func (j *journal) call(ctx context.Context, op string, args map[string]any) (js.Value, error) {
	answer := make(chan js.Value, 1)
	j.mu.Lock()
	if err := j.err; err != nil {
		j.mu.Unlock()
		return js.Undefined(), err
	}
	j.next++
	n := j.next
	j.calls[n] = answer
	j.mu.Unlock()
	j.worker.Call("postMessage", map[string]any{"n": n, "op": op, "args": args})
	select {
	case v, ok := <-answer:
		if !ok {
			return js.Undefined(), j.err
		}
		if e := v.Get("error"); e.Truthy() {
			return js.Undefined(), asError(e)
		}
		return v.Get("value"), nil
	case <-ctx.Done():
		j.mu.Lock()
		delete(j.calls, n)
		j.mu.Unlock()
		return js.Undefined(), ctx.Err()
	}
}

func (j *journal) answer(data js.Value) {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := data.Get("n").Int()
	if c := j.calls[n]; c != nil {
		c <- data
		delete(j.calls, n)
	}
}

// fail ends the use of the journal for the first reason that is given.
func (j *journal) fail(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.err != nil {
		return
	}
	j.err = err
	for _, c := range j.calls {
		close(c)
	}
	clear(j.calls)
}

// close lets go of the file, and ends the worker.
func (j *journal) close() {
	<-j.ready
	j.call(context.Background(), "close", nil) // a worker that has failed has nothing to let go of
	j.fail(store.ErrClosed)
	if j.worker.Truthy() {
		j.worker.Set("onmessage", js.Null())
		j.worker.Set("onerror", js.Null())
		j.worker.Call("terminate")
	}
	for _, f := range j.funcs {
		f.Release()
	}
}
