package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/app/platform"
)

// A dialog is what lies over the page, one at a time.
type dialog string

const (
	noDialog      dialog = ""
	dialogKeys    dialog = "keys"
	dialogExport  dialog = "export"
	dialogImport  dialog = "import"
	dialogScale   dialog = "scale"
	dialogDetails dialog = "details"
)

func (a *dialogs) openDialog(d dialog) {
	a.commit()
	a.dialog = d
	a.ctx.Defer(func(goapp.Context) { a.p.Modal(string(d), true) })
}

func (a *dialogs) closeDialog() {
	if a.finder.palette.open {
		a.p.Modal(paletteID, false)
		a.finder.palette = palette{}
	}
	if a.dialog != noDialog {
		a.p.Modal(string(a.dialog), false)
		a.closed()
	}
}

// closed takes note that the dialog is closed, by whatever way.
func (a *dialogs) closed() {
	if a.dialog == dialogImport {
		if a.imports.intake != nil && a.imports.intake.resumed {
			a.imports.unstash() // it is given up
		}
		a.imports.dropIntake()
	}
	a.dialog, a.settings.rebinding = noDialog, ""
}

// outside closes a dialog when the click was on what is around it.
func (a *dialogs) outside(ctx goapp.Context, e goapp.Event, id string) {
	if e.Get("target").Get("id").String() == id {
		a.closeDialog()
	}
}

func (a *dialogs) dialogs() goapp.UI {
	return goapp.Div().Class("dialogs").Body(
		a.finder.paletteDialog(),
		a.modal(dialogKeys, "Keys and settings", a.settings.keysBody),
		a.modal(dialogExport, "Export", a.exports.exportBody),
		a.modal(dialogImport, "Import", a.imports.importBody),
		a.modal(dialogScale, "Scale of verdicts", a.settings.scaleBody),
		a.modal(dialogDetails, "About this article", a.reader.detailsBody),
	)
}

// modal is one dialog; its body is drawn while it is open.
func (a *dialogs) modal(d dialog, title string, body func() []goapp.UI) goapp.UI {
	id := string(d)
	return goapp.Dialog().ID(id).Class("sheet").Aria("labelledby", id+"-title").
		On("close", func(ctx goapp.Context, e goapp.Event) {
			if a.dialog == d {
				a.closed()
			}
		}, goapp.EventScope(id)).
		On("click", func(ctx goapp.Context, e goapp.Event) { a.outside(ctx, e, id) }, goapp.EventScope(id)).
		Body(
			goapp.Div().Class("sheet-body").Body(
				goapp.Div().Class("sheet-head").Body(
					goapp.H2().ID(id+"-title").Text(title),
					goapp.Button().Type("button").Class("icon").Aria("label", "Close").Text("✕").
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.closeDialog() }, goapp.EventScope("close", id)),
				),
				goapp.If(a.dialog == d, func() goapp.UI { return goapp.Div().Class("sheet-main").Body(body()...) }),
			),
		)
}

// keysBody lists the commands with their keys, which can be changed, and the few
// settings there are.
func (a *settings) keysBody() []goapp.UI {
	var out []goapp.UI
	themes := []goapp.UI{}
	for _, t := range []struct{ value, label string }{{"", "As the system"}, {"light", "Light"}, {"dark", "Dark"}} {
		themes = append(themes, goapp.Button().Type("button").Class("filter").Aria("pressed", a.theme == t.value).Text(t.label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.setTheme(t.value) }, goapp.EventScope("theme", t.value)))
	}
	out = append(out, goapp.Div().Class("kinds").Role("group").Aria("label", "Colours").Body(themes...))
	out = append(out, a.nameField())
	out = append(out, goapp.P().Body(
		goapp.A().Href(href("/guide")).Text("Guidelines for marking"),
		goapp.Text(" say what counts as an actor, a claim and a figure."),
	))
	out = append(out, goapp.P().Class("quiet").Text("Single letters work while the article has the focus. Choose a key to change it; Escape keeps it as it is."))
	for _, g := range []Group{GroupMark, GroupEdge, GroupAudit, GroupMove, GroupApp, GroupAgree} {
		var rows []goapp.UI
		for _, c := range commands {
			if c.Group != g || c.Chord == "" {
				continue
			}
			words := string(a.keymap.Chord(c))
			if a.rebinding == c.ID {
				words = "Press a key…"
			}
			rows = append(rows, goapp.Div().Class("key-row").Body(
				goapp.Span().Text(c.Title),
				goapp.Button().Type("button").Class("key").Aria("label", c.Title+": "+words+". Change").Text(words).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.rebinding = c.ID }, goapp.EventScope("key", string(c.ID))),
			))
		}
		out = append(out, goapp.H3().Text(string(g)), goapp.Div().Class("key-rows").Body(rows...))
	}
	return append(out, goapp.Button().Type("button").Class("button").Text("All keys as they were").
		OnClick(func(ctx goapp.Context, e goapp.Event) {
			a.keymap = Keymap{}
			a.p.SetPref("keys", "")
		}))
}

// rebind gives the command that waits for one the key that was pressed.
func (a *settings) rebind(k platform.Key) bool {
	switch k.Name {
	case "Shift", "Control", "Alt", "Meta", "AltGraph":
		return true
	}
	id := a.rebinding
	a.ctx.Dispatch(func(goapp.Context) {
		a.rebinding = ""
		if k.Name == "Escape" {
			return
		}
		for _, c := range commands {
			if c.ID == id {
				a.keymap = a.keymap.Set(c, chord(k))
				a.p.SetPref("keys", a.keymap.String())
				a.say(c.Title + ": " + string(a.keymap.Chord(c)))
			}
		}
	})
	return true
}

func (a *settings) setTheme(t string) {
	a.theme = t
	a.p.SetPref("theme", t)
	a.p.Theme(t)
}

func (a *settings) cycleTheme() {
	if a.theme == "dark" {
		a.setTheme("light")
		return
	}
	a.setTheme("dark")
}
