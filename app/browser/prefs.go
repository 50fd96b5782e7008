//go:build js && wasm

package browser

import "syscall/js"

// prefs are kept in localStorage. Where the browser blocks that, they last as
// long as the tab.
type prefs struct {
	unkept map[string]string
}

// prefix keeps our names apart from those of other pages of the same origin.
const prefix = "pressmark."

// localStorage returns the store of preferences, whose very getter throws where site data are
// blocked.
func localStorage() (js.Value, bool) {
	s, err := read(window, "localStorage")
	return s, err == nil && s.Truthy()
}

// Pref returns a preference, or "".
func (b *Browser) Pref(name string) (value string) {
	if v, ok := b.prefs.unkept[name]; ok {
		return v
	}
	defer rescue()
	if s, ok := localStorage(); ok {
		if v := s.Call("getItem", prefix+name); v.Type() == js.TypeString {
			return v.String()
		}
	}
	return ""
}

// SetPref keeps a preference; "" forgets it.
func (b *Browser) SetPref(name, value string) {
	b.prefs.unkept[name] = value
	defer rescue()
	s, ok := localStorage()
	if !ok {
		return
	}
	if value == "" {
		s.Call("removeItem", prefix+name)
	} else {
		s.Call("setItem", prefix+name, value)
	}
	delete(b.prefs.unkept, name) // it is kept
}
