//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"syscall/js"
	"time"

	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
	"pressmark/annotations/words"
)

// errNoJournal says that there is no second copy here.
const errNoJournal = words.ErrNoJournal

// A journal is the second copy of the library, outside of IndexedDB: a browser
// that is killed at the wrong moment, or one flipped bit, can empty that. The work
// is done by web/journal-worker.js, because only a worker may append to a file and
// flush it.
type journal struct {
	*worker
	ready chan struct{} // closed when the worker has opened its file or failed to
	open  func(context.Context) error

	turn chan bool // holds one token while somebody looks at full or changes it
	full error     // why the file is not open, where that may change
}

// patience is how long the worker may take to open its file.
const patience = 10 * time.Second

// openJournal starts the worker at an address. It returns at once.
func openJournal(address, name, tab string) *journal {
	j := &journal{worker: startWorker(address), ready: make(chan struct{}), turn: make(chan bool, 1)}
	j.open = func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		_, err := j.ask(ctx, "open", map[string]any{"name": name, "tab": tab}, nil)
		if j.full = nil; errors.Is(err, store.ErrFull) {
			j.full = err
		} else if err != nil {
			j.fail(err)
		}
		return err
	}
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
	return j.failed()
}

// append keeps the text of one change, flushed, and returns where to cut it off.
func (j *journal) append(ctx context.Context, text string) (at js.Value, err error) {
	if err := j.opened(ctx); err != nil {
		return at, err
	}
	at, err = j.ask(context.WithoutCancel(ctx), "append", map[string]any{"text": text}, nil)
	if err != nil && !errors.Is(err, store.ErrFull) {
		j.fail(err)
		err = errors.Join(errNoJournal, err)
	}
	return at, err
}

// undo takes back the last append.
func (j *journal) undo(at js.Value) {
	if _, err := j.ask(context.Background(), "undo", map[string]any{"at": at}, nil); err != nil {
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
	v, err := j.ask(ctx, "compare", map[string]any{"heads": heads}, nil)
	if err != nil {
		return c, err
	}
	c.total = v.Get("total").Int()
	c.torn, c.harmed, c.damaged = v.Get("torn").Bool(), v.Get("harmed").Bool(), v.Get("damaged").Int()
	if c.newer, err = line.Decode(v.Get("newer").String(), 0); err != nil {
		return c, err
	}
	c.lacking, err = line.Decode(v.Get("lacking").String(), 0)
	return c, err
}

// damaged returns the journals that were set aside.
func (j *journal) damaged(ctx context.Context) ([]Damage, error) {
	if err := j.opened(ctx); err != nil {
		return nil, nil // where there is no journal, none is damaged
	}
	v, err := j.ask(ctx, "damaged", nil, nil)
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

// close lets go of the file, and ends the worker.
func (j *journal) close() {
	<-j.ready
	j.ask(context.Background(), "close", nil, nil) // a worker that has failed has nothing to let go of
	j.fail(store.ErrClosed)
	j.end()
}
