package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
	"pressmark/app/state"
)

// dialogs are what lies over the page.
type dialogs struct {
	*core
	exports  *exports
	imports  *imports
	reader   *reader
	settings *settings

	open state.Cell[dialog]

	part *part
}

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
	a.open.Set(d)
	a.ctx.Defer(func(goapp.Context) { a.p.Modal(string(d), true) })
}

func (a *dialogs) closeDialog() {
	if a.finder.palette.Get().open {
		a.p.Modal(paletteID, false)
		a.finder.palette.Set(palette{})
	}
	if d := a.open.Get(); d != noDialog {
		a.p.Modal(string(d), false)
		a.closed()
	}
}

// closed takes note that the dialog is closed, by whatever way.
func (a *dialogs) closed() {
	if a.open.Get() == dialogImport {
		if n := a.imports.delivery.Get(); n != nil && n.resumed {
			a.imports.unstash() // it is given up
		}
		a.imports.dropIntake()
	}
	a.open.Set(noDialog)
	a.settings.rebinding.Set("")
}

// outside closes a dialog when the click was on what is around it.
func (a *dialogs) outside(ctx goapp.Context, e goapp.Event, id string) {
	if e.Get("target").Get("id").String() == id {
		a.closeDialog()
	}
}

func (a *dialogs) dialogs() goapp.UI {
	return goapp.Div().Class("dialogs").Body(
		a.finder.part.view(),
		a.modal(dialogKeys, words.TitleKeys.String(), a.settings.keysBody),
		a.modal(dialogExport, words.TitleExport.String(), a.exports.exportBody),
		a.modal(dialogImport, words.TitleImport.String(), a.imports.importBody),
		a.modal(dialogScale, words.TitleScale.String(), a.settings.scaleBody),
		a.modal(dialogDetails, words.TitleDetails.String(), a.reader.detailsBody),
	)
}

// modal is one dialog; its body is drawn while it is open.
func (a *dialogs) modal(d dialog, title string, body func() []goapp.UI) goapp.UI {
	id := string(d)
	return goapp.Dialog().ID(id).Class("sheet").Aria("labelledby", id+"-title").
		On("close", func(ctx goapp.Context, e goapp.Event) {
			if a.open.Get() == d {
				a.closed()
			}
		}, goapp.EventScope(id)).
		On("click", func(ctx goapp.Context, e goapp.Event) { a.outside(ctx, e, id) }, goapp.EventScope(id)).
		Body(
			goapp.Div().Class("sheet-body").Body(
				goapp.Div().Class("sheet-head").Body(
					goapp.H2().ID(id+"-title").Text(title),
					goapp.Button().Type("button").Class("icon").Aria("label", words.ActClose.String()).Text("✕").
						OnClick(func(ctx goapp.Context, e goapp.Event) { a.closeDialog() }, goapp.EventScope("close", id)),
				),
				goapp.If(a.open.Get() == d, func() goapp.UI { return goapp.Div().Class("sheet-main").Body(body()...) }),
			),
		)
}
