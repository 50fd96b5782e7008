//go:build js && wasm

package browser

import (
	"fmt"
	"syscall/js"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

var (
	window   = js.Global()
	document = js.Global().Get("document")
	root     = document.Get("documentElement")
)

// byID returns the element with an ID; ok is false if there is none.
func byID(id string) (element js.Value, ok bool) {
	element = document.Call("getElementById", id)
	return element, element.Truthy()
}

// focused returns the element that has the focus; the body's if none has.
func focused() (js.Value, bool) {
	e := document.Get("activeElement")
	return e, e.Truthy()
}

// closest returns the nearest ancestor of an event's target, or itself, that a
// selector matches.
func closest(target js.Value, selector string) (js.Value, bool) {
	if !target.Truthy() || target.Get("closest").Type() != js.TypeFunction {
		return js.Null(), false // the document or the window
	}
	e := target.Call("closest", selector)
	return e, e.Truthy()
}

// matches reports whether a media query holds now.
func matches(media string) bool {
	return window.Call("matchMedia", media).Get("matches").Bool()
}

// style sets a CSS property of an element; "" removes it. The policy of the site
// blocks style attributes, not this.
func style(element js.Value, property, value string) {
	element.Get("style").Call("setProperty", property, value)
}

func px(v float64) string { return fmt.Sprintf("%.2fpx", v) }

// read returns a property whose getter may throw, which Value.Get would not
// survive.
func read(object js.Value, property string) (js.Value, error) {
	return attempt(func() js.Value { return window.Get("Reflect").Call("get", object, property) })
}

// rescue, deferred, gives up what a function was doing when the browser threw an
// exception: the page is not as the program left it.
func rescue() {
	switch e := recover().(type) {
	case nil:
	case js.Error, *js.ValueError:
		window.Get("console").Call("warn", "Pressmark gave up a step: "+e.(error).Error())
	default:
		panic(e)
	}
}

// native returns the JavaScript value behind one of go-app's, which does not give
// it away but hands it to a function.
func native(v goapp.Value) (out js.Value) {
	take := js.FuncOf(func(_ js.Value, args []js.Value) any {
		out = args[0]
		return nil
	})
	defer take.Release()
	goapp.ValueOf(take).Invoke(v)
	return out
}

// utf16Len returns the length of a string in UTF-16 code units.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// bytesOf returns the bytes of an ArrayBuffer.
func bytesOf(buffer js.Value) []byte {
	array := window.Get("Uint8Array").New(buffer)
	out := make([]byte, array.Get("length").Int())
	js.CopyBytesToGo(out, array)
	return out
}

// arrayOf returns bytes as a Uint8Array.
func arrayOf(data []byte) js.Value {
	array := window.Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	return array
}
