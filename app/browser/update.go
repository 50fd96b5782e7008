//go:build js && wasm

package browser

import "syscall/js"

// OnUpdate calls ready once a newer version waits to be started. web/boot.js
// watches the service worker, so that a program that cannot start can be replaced
// too. It tells through the function that go-app defines, which go-app's own script
// calls for the very first version as well.
func (b *Browser) OnUpdate(ready func()) {
	told := func() {
		if window.Get("pressmarkUpdateReady").Truthy() {
			ready()
		}
	}
	window.Set("goappOnUpdate", js.FuncOf(func(js.Value, []js.Value) any {
		told()
		return nil
	}))
	told() // it may have been ready before the program was
}

// Update starts the newer version in every tab and reloads this one.
func (b *Browser) Update() {
	if start := window.Get("pressmarkUpdate"); start.Type() == js.TypeFunction {
		start.Invoke()
		return
	}
	window.Get("location").Call("reload")
}

// Leaving sets whether closing the tab now would lose something: then the browser
// asks the reader first.
func (b *Browser) Leaving(loses bool) {
	switch {
	case loses && b.leaving == nil:
		b.leaving = listen(window, "beforeunload", nil, func(e js.Value) {
			e.Call("preventDefault")
			e.Set("returnValue", true)
		})
	case !loses && b.leaving != nil:
		b.leaving()
		b.leaving = nil
	}
}
