package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// settings are the reader's own: keys, colours, a name, the scale of verdicts.
type settings struct {
	*core
	rebinding state.Cell[CommandID] // the command that waits for a key; "": none
	theme     state.Cell[string]
	verdicts  state.Cell[string] // the scale, as text; "": the usual one
}

// keysBody lists the commands with their keys, which can be changed, and the few
// settings there are.
func (a *settings) keysBody() []goapp.UI {
	var out []goapp.UI
	themes := []goapp.UI{}
	for _, t := range []struct{ value, label string }{{"", words.ThemeSystem.String()}, {"light", words.ThemeLight.String()}, {"dark", words.ThemeDark.String()}} {
		themes = append(themes, goapp.Button().Type("button").Class("filter").Aria("pressed", a.theme.Get() == t.value).Text(t.label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.setTheme(t.value) }, goapp.EventScope("theme", t.value)))
	}
	out = append(out, goapp.Div().Class("kinds").Role("group").Aria("label", words.TipColours.String()).Body(themes...))
	out = append(out, a.nameField())
	out = append(out, goapp.P().Body(
		goapp.A().Href(href("/guide")).Text(words.GoGuide.String()),
		goapp.Text(words.GuideSays.String()),
	))
	out = append(out, goapp.P().Class("quiet").Text(words.KeysAbout.String()))
	for _, g := range []Group{GroupMark, GroupEdge, GroupAudit, GroupMove, GroupApp, GroupAgree} {
		var rows []goapp.UI
		for _, c := range commands {
			if c.Group != g || c.Chord == "" {
				continue
			}
			said := string(a.keymap.Get().Chord(c))
			if a.rebinding.Get() == c.ID {
				said = words.PressAKey.String()
			}
			rows = append(rows, goapp.Div().Class("key-row").Body(
				goapp.Span().Text(c.Title.String()),
				goapp.Button().Type("button").Class("key").Aria("label", words.KeyOf.With(c.Title.String(), said)).Text(said).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.rebinding.Set(c.ID) }, goapp.EventScope("key", string(c.ID))),
			))
		}
		out = append(out, goapp.H3().Text(words.Phrase(g).String()), goapp.Div().Class("key-rows").Body(rows...))
	}
	return append(out, goapp.Button().Type("button").Class("button").Text(words.ActUsualKeys.String()).
		OnClick(func(ctx goapp.Context, e goapp.Event) {
			a.keymap.Set(Keymap{})
			a.p.SetPref("keys", "")
		}))
}

// rebind gives the command that waits for one the key that was pressed.
func (a *settings) rebind(k platform.Key) bool {
	switch k.Name {
	case "Shift", "Control", "Alt", "Meta", "AltGraph":
		return true
	}
	id := a.rebinding.Get()
	a.ctx.Dispatch(func(goapp.Context) {
		a.rebinding.Set("")
		if k.Name == "Escape" {
			return
		}
		for _, c := range commands {
			if c.ID == id {
				a.keymap.Set(a.keymap.Get().Set(c, chord(k)))
				a.p.SetPref("keys", a.keymap.Get().String())
				a.say(words.KeyNow.With(c.Title.String(), string(a.keymap.Get().Chord(c))))
			}
		}
	})
	return true
}

func (a *settings) setTheme(t string) {
	a.theme.Set(t)
	a.p.SetPref("theme", t)
	a.p.Theme(t)
}

func (a *settings) cycleTheme() {
	if a.theme.Get() == "dark" {
		a.setTheme("light")
		return
	}
	a.setTheme("dark")
}

// nameField is the reader's name.
func (a *settings) nameField() goapp.UI {
	return &textField{ID: "reader-name", Label: words.FieldReader.String(), Value: a.name.Get(), Hint: words.NoName.String(), app: a.core, Begin: func() func(string) {
		return func(s string) {
			a.name.Set(oneLine(strings.Join(strings.Fields(s), " ")))
			a.p.SetPref("name", a.name.Get())
		}
	}}
}
