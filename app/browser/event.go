//go:build js && wasm

package browser

import "syscall/js"

// listen calls heard for each event of a type until the function that it returns
// is called. Options are those of addEventListener, or nil.
func listen(target js.Value, event string, options map[string]any, heard func(e js.Value)) (stop func()) {
	f := js.FuncOf(func(_ js.Value, args []js.Value) any {
		heard(args[0])
		return nil
	})
	target.Call("addEventListener", event, f, options)
	return func() {
		target.Call("removeEventListener", event, f, options)
		f.Release()
	}
}

// Options of listen.
var (
	capture = map[string]any{"capture": true}
	passive = map[string]any{"capture": true, "passive": true}
)

// A task does something in a later task of the browser's event loop, when the
// browser is done with what it is doing now. (Go's own timers may fire before.)
type task struct {
	f  js.Func
	id js.Value // of the timeout; undefined: none is set
}

func newTask(do func()) *task {
	t := &task{}
	t.f = js.FuncOf(func(js.Value, []js.Value) any {
		t.id = js.Undefined()
		do()
		return nil
	})
	return t
}

// in sets the task for a number of milliseconds from now, and no earlier.
func (t *task) in(ms int) {
	t.cancel()
	t.id = window.Call("setTimeout", t.f, ms)
}

func (t *task) pending() bool { return !t.id.IsUndefined() }

func (t *task) cancel() {
	if t.pending() {
		window.Call("clearTimeout", t.id)
		t.id = js.Undefined()
	}
}

func (t *task) release() {
	t.cancel()
	t.f.Release()
}

// A frame does something before the browser next paints, however often it is
// asked to until then.
type frame struct {
	f    js.Func
	set  bool
	gone bool
}

func newFrame(do func()) *frame {
	r := &frame{}
	r.f = js.FuncOf(func(js.Value, []js.Value) any {
		r.set = false
		if r.gone {
			r.f.Release()
			return nil
		}
		do()
		return nil
	})
	return r
}

func (r *frame) request() {
	if !r.set && !r.gone {
		r.set = true
		window.Call("requestAnimationFrame", r.f)
	}
}

func (r *frame) release() {
	r.gone = true
	if !r.set {
		r.f.Release()
	}
}
