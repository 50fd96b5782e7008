//go:build js && wasm

package browser

import (
	"strconv"
	"syscall/js"
)

// Modal opens or closes the dialog element with an ID. Closing it, in whatever
// way, fires its "close" event and gives the focus back to where it was.
func (b *Browser) Modal(id string, open bool) {
	defer rescue()
	dialog, ok := byID(id)
	if !ok || dialog.Get("open").Bool() == open {
		return
	}
	if open {
		if opener, ok := focused(); ok {
			b.openers[id] = opener
		}
		dialog.Call("showModal")
		return
	}
	dialog.Call("close")
	opener, known := b.openers[id]
	delete(b.openers, id)
	// The browser has done it, but for where the opener was hidden meanwhile.
	if e, ok := focused(); known && ok && e.Equal(document.Get("body")) && opener.Get("isConnected").Bool() {
		opener.Call("focus")
	}
}

// Focus moves the focus to the element with an ID.
func (b *Browser) Focus(id string) {
	defer rescue()
	el, ok := byID(id)
	if !ok {
		return
	}
	// The paper is longer than the window: it would jump to its beginning.
	el.Call("focus", map[string]any{"preventScroll": b.attached() && el.Equal(b.el)})
}

// SetValue sets the value of an input element, which go-app cannot clear.
func (b *Browser) SetValue(id, value string) {
	if el, ok := byID(id); ok && el.Get("value").Type() == js.TypeString && el.Get("value").String() != value {
		el.Set("value", value) // only if it differs: this moves the caret
	}
}

// Width returns the width of the window in CSS pixels.
func (b *Browser) Width() int { return window.Get("innerWidth").Int() }

// SetHeight sets the height of an element in CSS pixels.
func (b *Browser) SetHeight(id string, height int) {
	if el, ok := byID(id); ok {
		style(el, "height", strconv.Itoa(height)+"px")
	}
}

// Height returns the height of an element in CSS pixels, 0 if it is not there.
func (b *Browser) Height(id string) int {
	el, ok := byID(id)
	if !ok {
		return 0
	}
	return int(rectOf(el.Call("getBoundingClientRect")).H + 0.5)
}

// Scroll returns how far an element is scrolled and how much of it shows, in CSS
// pixels.
func (b *Browser) Scroll(id string) (top, height int) {
	el, ok := byID(id)
	if !ok {
		return 0, 0
	}
	return int(el.Get("scrollTop").Float()), el.Get("clientHeight").Int()
}

// ScrollTo scrolls an element so that the stretch from top of a height, in CSS
// pixels, shows: no further than it must.
func (b *Browser) ScrollTo(id string, top, height int) {
	el, ok := byID(id)
	if !ok {
		return
	}
	at, shown := b.Scroll(id)
	switch {
	case top < at || height > shown:
		el.Set("scrollTop", top)
	case top+height > at+shown:
		el.Set("scrollTop", top+height-shown)
	}
}

// ScrollIntoView scrolls just enough for an element to show.
func (b *Browser) ScrollIntoView(id string) {
	if el, ok := byID(id); ok {
		el.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
	}
}

// RevealCurrent scrolls just enough for what is current in an element to show.
func (b *Browser) RevealCurrent(id string) {
	if el, ok := byID(id); ok {
		if on := el.Call("querySelector", "[aria-current=true]"); on.Truthy() {
			on.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
		}
	}
}

// Title sets the title of the page.
func (b *Browser) Title(s string) { document.Set("title", s) }

// Address returns the whole address of a path of this site.
func (b *Browser) Address(path string) string {
	return window.Get("location").Get("origin").String() + base() + path
}

// Replace changes the address of the page to a path of the app, without loading
// anything.
func (b *Browser) Replace(path string) {
	defer rescue()
	window.Get("history").Call("replaceState", js.Null(), "", base()+path)
}

// A theme keeps the colour of the browser's own bars that of the page.
type theme struct{ watched bool }

// Theme sets the colour scheme: "light", "dark" or "" for the system's.
func (b *Browser) Theme(name string) {
	if name == "" {
		root.Call("removeAttribute", "data-theme")
	} else {
		root.Call("setAttribute", "data-theme", name)
	}
	b.tint()
	if !b.theme.watched {
		b.theme.watched = true
		listen(window.Call("matchMedia", "(prefers-color-scheme: dark)"), "change", nil, func(js.Value) { b.tint() })
	}
}

// tint gives the colour behind the page to the browser's bars.
func (b *Browser) tint() {
	defer rescue()
	colour := window.Call("getComputedStyle", document.Get("body")).Get("backgroundColor").String()
	if colour == "rgba(0, 0, 0, 0)" {
		colour = window.Call("getComputedStyle", root).Get("backgroundColor").String()
	}
	tags := document.Call("querySelectorAll", `meta[name="theme-color"]`)
	for i := range tags.Get("length").Int() {
		tags.Index(i).Set("content", colour)
	}
}

// Date formats a time, in milliseconds since 1970, in the reader's language.
func (b *Browser) Date(ms int64) (s string) {
	defer rescue()
	if b.dateForm.IsUndefined() {
		b.dateForm = window.Get("Intl").Get("DateTimeFormat").New(js.Undefined(),
			map[string]any{"dateStyle": "medium", "timeStyle": "short"})
	}
	return b.dateForm.Call("format", float64(ms)).String()
}
