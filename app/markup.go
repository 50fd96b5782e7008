package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/render"
)

// A markup is HTML in the making, for what is much and is drawn anew as a whole. What a
// reader or a file supplied is written as text or as a quoted value, by text alone. Its
// buttons say by a data attribute what they do, to one handler around them.
type markup struct{ strings.Builder }

// put writes HTML.
func (m *markup) put(parts ...string) {
	for _, s := range parts {
		m.WriteString(s)
	}
}

// text writes text, or what stands between the quotes of an attribute.
func (m *markup) text(s string) { render.Escape(&m.Builder, s) }

// el writes an element with text in it; tag may be followed by attributes.
func (m *markup) el(tag, text string) {
	m.put("<", tag, ">")
	m.text(text)
	name, _, _ := strings.Cut(tag, " ")
	m.put("</", name, ">")
}

// button writes a button that does something, with its key if it has one. The attributes
// are written as they are.
func (m *markup) button(attributes, act, label string, key Chord) {
	m.put(`<button type="button" `, attributes, ` data-act="`)
	m.text(act)
	m.put(`">`)
	m.text(label)
	if key != "" {
		m.el(`kbd aria-hidden="true"`, string(key))
	}
	m.put("</button>")
}

// acted is the button that an event is of, if it says what it does.
func acted(e goapp.Event) goapp.Value { return e.Get("target").Call("closest", "[data-act]") }

// refocus gives the focus back to what stands for a button once all is drawn anew.
func (a *core) refocus(button goapp.Value) {
	if id := button.Get("id").String(); id != "" {
		a.drawn(func() { a.p.Focus(id) })
	}
}
