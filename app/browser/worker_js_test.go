package browser

import (
	"context"
	"errors"
	"slices"
	"sync"
	"syscall/js"
	"testing"
	"time"

	"pressmark/annotations/store"
	"pressmark/annotations/words"
)

func newWorker(t *testing.T, address string) *worker {
	w := startWorker(address)
	t.Cleanup(func() {
		w.fail(store.ErrClosed)
		w.end()
		w.end()
	})
	return w
}

// What is asked is answered under its own number, also where several wait.
func TestWorkerAnswers(t *testing.T) {
	w := newWorker(t, "/asked.js")
	never, stop := context.WithCancel(t.Context())
	var waiting sync.WaitGroup
	waiting.Go(func() {
		if _, err := w.ask(never, "forget", nil, nil); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	for i := range 20 {
		waiting.Go(func() {
			v, err := w.ask(t.Context(), "echo", map[string]any{"text": "é👍\x1f", "i": i}, nil)
			if err != nil || v.Get("i").Int() != i || v.Get("text").String() != "é👍\x1f" {
				t.Errorf("%d: %v, %v", i, plain(v), err)
			}
		})
	}
	time.AfterFunc(20*time.Millisecond, stop)
	waiting.Wait()
	if len(w.calls) > 0 {
		t.Errorf("%d calls are left", len(w.calls))
	}
}

// What the worker throws comes as the error that it is, and the worker goes on.
func TestWorkerRefuses(t *testing.T) {
	w := newWorker(t, "/asked.js")
	if _, err := w.ask(t.Context(), "refuse", nil, nil); !errors.Is(err, store.ErrFull) {
		t.Error(err)
	}
	var told *thrown
	if _, err := w.ask(t.Context(), "toString", nil, nil); !errors.As(err, &told) || told.name != "TypeError" {
		t.Error(err)
	}
	if v, err := w.ask(t.Context(), "echo", map[string]any{"a": 1}, nil); err != nil || v.Get("a").Int() != 1 {
		t.Error(err)
	}
}

// Pieces come one after the other, and no more are made than are wanted.
func TestWorkerPieces(t *testing.T) {
	w := newWorker(t, "/asked.js")
	made := func() int {
		v, err := w.ask(t.Context(), "pieces", nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		return v.Int()
	}
	count := func(ctx context.Context, to int, take func(int) error) (string, error) {
		v, err := w.ask(ctx, "count", map[string]any{"to": to}, func(p js.Value) error { return take(p.Int()) })
		if err != nil {
			return "", err
		}
		return v.String(), nil
	}
	var got []int
	if end, err := count(t.Context(), 5, func(n int) error { got = append(got, n); return nil }); end != "counted" || err != nil || !slices.Equal(got, []int{1, 2, 3, 4, 5}) {
		t.Errorf("%q, %v, %v", end, err, got)
	}
	for range 3 { // while one is taken in, the next is made, and none after it
		enough := errors.New("enough")
		if _, err := count(t.Context(), 100, func(n int) error {
			time.Sleep(5 * time.Millisecond)
			if n == 3 {
				return enough
			}
			return nil
		}); !errors.Is(err, enough) {
			t.Error(err)
		}
		if n := made(); n != 3 && n != 4 {
			t.Errorf("%d pieces were made", n)
		}
		ctx, stop := context.WithCancel(t.Context())
		if _, err := count(ctx, 100, func(int) error { stop(); return nil }); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

// A worker that answers no more ends what was asked of it, and what will be, and it is
// known whether it ever answered.
func TestWorkerBreaks(t *testing.T) {
	for _, c := range []struct {
		name, address, op string
		want              error
	}{
		{"missing", "/no-such-worker.js", "echo", words.ErrWorkerNotStarted},
		{"ends at once", "/asked.js", "end", words.ErrWorkerNotStarted},
		{"ends", "/asked.js", "end", words.ErrWorkerBroken},
		{"throws", "/asked.js", "fail", words.ErrWorkerBroken},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorker(t, c.address)
			if c.want == words.ErrWorkerBroken {
				if _, err := w.ask(t.Context(), "echo", nil, nil); err != nil {
					t.Fatal(err)
				}
			}
			waiting := make(chan error)
			go func() {
				_, err := w.ask(t.Context(), "forget", nil, nil)
				waiting <- err
			}()
			w.ask(t.Context(), c.op, nil, nil)
			if err := <-waiting; !errors.Is(err, c.want) {
				t.Errorf("what waits ends with %v", err)
			}
			if _, err := w.ask(t.Context(), "echo", nil, nil); !errors.Is(err, c.want) {
				t.Errorf("what is asked later ends with %v", err)
			}
		})
	}
	w := newWorker(t, "/asked.js")
	w.fail(store.ErrClosed)
	if _, err := w.ask(t.Context(), "echo", nil, nil); !errors.Is(err, store.ErrClosed) {
		t.Error(err)
	}
}
