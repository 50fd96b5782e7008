//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"sync"
	"syscall/js"

	"pressmark/annotations/words"
)

// A worker is a script of its own, beside the page, that is asked and answers.
// web/answer.js is its other side and says what is sent.
type worker struct {
	value js.Value // undefined: it could not even be made
	stop  []func() // the listening

	mu    sync.Mutex
	calls map[int]chan js.Value // closed, not sent to, when it answers no more
	next  int
	spoke bool  // it has said something
	err   error // why it answers no more
}

// startWorker starts the script at an address. It returns at once; where that fails,
// so does what is asked.
func startWorker(address string) *worker {
	w := &worker{calls: map[int]chan js.Value{}}
	value, err := attempt(func() js.Value { return js.Global().Get("Worker").New(address) })
	if err != nil {
		w.fail(fmt.Errorf("%w: %w", words.ErrWorkerNotStarted, err))
		return w
	}
	w.value = value
	w.stop = []func(){
		listen(value, "message", nil, func(e js.Value) { w.heard(e.Get("data")) }),
		listen(value, "error", nil, func(e js.Value) {
			e.Call("preventDefault")
			w.broken("")
		}),
	}
	return w
}

// ask asks for something and waits for the answer. piece is given what the worker
// sends before it, one after the other; an error that it returns ends the asking. What
// the worker fails with is a *thrown.
func (w *worker) ask(ctx context.Context, op string, args map[string]any, piece func(js.Value) error) (js.Value, error) {
	w.mu.Lock()
	if err := w.err; err != nil {
		w.mu.Unlock()
		return js.Undefined(), err
	}
	w.next++
	n, answers := w.next, make(chan js.Value, 1) // the next piece is sent when this one was taken
	w.calls[n] = answers
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		delete(w.calls, n)
		w.mu.Unlock()
	}()
	say := func(op string) { w.value.Call("postMessage", map[string]any{"n": n, "op": op}) }
	w.value.Call("postMessage", map[string]any{"n": n, "op": op, "args": args})
	for {
		select {
		case <-ctx.Done():
			say("stop")
			return js.Undefined(), ctx.Err()
		case data, ok := <-answers:
			if !ok {
				return js.Undefined(), w.failed()
			}
			if e := data.Get("error"); e.Truthy() {
				return js.Undefined(), asError(e)
			}
			p := data.Get("piece")
			if p.IsUndefined() {
				return data.Get("value"), nil
			}
			say("more") // it is made while this one is taken in
			if err := piece(p); err != nil {
				say("stop")
				return js.Undefined(), err
			}
		}
	}
}

// heard takes what the worker says.
func (w *worker) heard(data js.Value) {
	if why := data.Get("broken"); why.Truthy() {
		w.broken(why.String())
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.spoke = true
	if n := data.Get("n"); n.Type() == js.TypeNumber {
		if answers := w.calls[n.Int()]; answers != nil {
			answers <- data
		}
	}
}

// broken ends the use of a worker that answers no more.
func (w *worker) broken(why string) {
	w.mu.Lock()
	err := error(words.ErrWorkerNotStarted)
	if w.spoke {
		err = words.ErrWorkerBroken
	}
	w.mu.Unlock()
	if why != "" {
		err = fmt.Errorf("%w: %s", err, why)
	}
	w.fail(err)
}

// fail ends the use of the worker for the first reason that is given: what was asked
// and what will be fails with it. The worker itself lives on until its end.
func (w *worker) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return
	}
	w.err = err
	for _, answers := range w.calls {
		close(answers)
	}
	clear(w.calls)
}

// failed returns why the worker answers no more, or nil.
func (w *worker) failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

// end ends the worker, which must have failed. It may be called again.
func (w *worker) end() {
	if w.value.Truthy() {
		w.value.Call("terminate")
	}
	for _, stop := range w.stop {
		stop()
	}
	w.stop = nil
}
