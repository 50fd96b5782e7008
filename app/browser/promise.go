//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"

	"pressmark/annotations/store"
)

// A thrown is what JavaScript threw or a promise was rejected with.
type thrown struct {
	value         js.Value
	name, message string
}

func (e *thrown) Error() string { return e.name + ": " + e.message }

// Unwrap returns the exception, and the error of package store that means the same
// if there is one.
func (e *thrown) Unwrap() []error {
	errs := []error{js.Error{Value: e.value}}
	switch e.name {
	case "QuotaExceededError":
		errs = append(errs, store.ErrFull)
	case "SecurityError":
		errs = append(errs, store.ErrBlocked)
	case "VersionError":
		errs = append(errs, store.ErrOutdated)
	}
	return errs
}

// asError turns an exception into an error. Anything can be thrown, also nothing.
func asError(v js.Value) error {
	text := js.Global().Get("String")
	if v.Type() != js.TypeObject {
		return &thrown{v, "Error", text.Invoke(v).String()}
	}
	return &thrown{v, text.Invoke(v.Get("name")).String(), text.Invoke(v.Get("message")).String()}
}

// global returns a global object, or undefined where its getter throws, as some do
// where site data is blocked: through Get, that would end the program.
func global(name string) js.Value {
	v, err := attempt(func() js.Value { return js.Global().Get("Reflect").Call("get", js.Global(), name) })
	if err != nil {
		return js.Undefined()
	}
	return v
}

// attempt calls f and returns what it throws as an error; so it does where f uses
// something that this browser does not have.
func attempt(f func() js.Value) (v js.Value, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case js.Error:
			err = asError(e.Value)
		case *js.ValueError:
			err = e
		default:
			panic(e)
		}
	}()
	return f(), nil
}

// await waits for a promise. Whether it is kept, broken or outlived by ctx, its
// two callbacks are released when it settles.
func await(ctx context.Context, promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	var kept, broken js.Func
	settle := func(o outcome) any {
		settled <- o
		kept.Release()
		broken.Release()
		return nil
	}
	kept = js.FuncOf(func(_ js.Value, args []js.Value) any { return settle(outcome{value: args[0]}) })
	broken = js.FuncOf(func(_ js.Value, args []js.Value) any { return settle(outcome{err: asError(args[0])}) })
	promise.Call("then", kept, broken)
	select {
	case o := <-settled:
		return o.value, o.err
	case <-ctx.Done():
		return js.Undefined(), ctx.Err()
	}
}
