//go:build js && wasm

package browser

import (
	"syscall/js"

	"pressmark/app/platform"
)

// writable matches the elements that a reader writes or chooses in.
const writable = `input, textarea, select, [contenteditable]:not([contenteditable="false"])`

// composing is the key code of a key that goes to an input method.
const composing = 229

// OnKey calls press for every key pressed in the page, before anything else sees
// it, but for those that go to an input method.
func (b *Browser) OnKey(press func(platform.Key) bool) {
	listen(document, "keydown", capture, func(e js.Value) {
		if e.Get("isComposing").Truthy() || e.Get("keyCode").Type() != js.TypeNumber || e.Get("keyCode").Int() == composing {
			return // or a field was filled in by the browser: such an event has no key
		}
		k := platform.Key{
			Name:  e.Get("key").String(),
			Ctrl:  e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool(),
			Alt:   e.Get("altKey").Bool(),
			Shift: e.Get("shiftKey").Bool(),
			Focus: b.focus(),
		}
		if e.Call("getModifierState", "AltGraph").Bool() {
			k.Ctrl, k.Alt = false, false // Windows says so of AltGr, which only picks the character
		}
		if press(k) {
			e.Call("preventDefault")
			e.Call("stopPropagation")
		}
	})
}

// focus returns where the focus is.
func (b *Browser) focus() platform.Focus {
	e, ok := focused()
	if !ok {
		return platform.OnPage
	}
	if _, field := closest(e, writable); field {
		return platform.OnField
	}
	if _, dialog := closest(e, "dialog[open]"); dialog {
		return platform.OnDialog
	}
	if document.Call("querySelector", "dialog:modal").Truthy() {
		return platform.OnDialog // the page is behind it, whatever has the focus
	}
	if b.attached() && b.el.Call("contains", e).Bool() {
		return platform.OnPaper
	}
	return platform.OnPage
}
