package app

import (
	"context"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
)

const formatID = "export-format"

// exportBody offers what is to leave: in which format, and what that cannot hold.
func (a *exports) exportBody() []goapp.UI {
	t := a.transfer.Get()
	var options []goapp.UI
	for _, f := range exportFormats {
		options = append(options, goapp.Option().Value(f.name).Selected(f.name == t.format).Text(f.title.String()))
	}
	return []goapp.UI{
		goapp.P().Text(t.words),
		goapp.Div().Class("label-row").Body(
			goapp.Label().For(formatID).Text(words.FieldFormat.String()),
			goapp.Select().ID(formatID).Body(options...).
				OnChange(func(ctx goapp.Context, e goapp.Event) { a.chooseFormat(ctx.JSSrc().Get("value").String()) }),
		),
		goapp.P().Class("quiet").Text(formatOf(t.format).about.String()),
		goapp.Div().Body(a.lossRows()...),
		goapp.Div().Role("status").Body(a.exportState()...),
		goapp.Div().Class("actions").Body(a.exportActions()...),
	}
}

// lossRows say what the format cannot hold.
func (a *exports) lossRows() []goapp.UI {
	if len(a.transfer.Get().losses) == 0 {
		return nil
	}
	var lines []string
	for _, l := range a.transfer.Get().losses {
		line := words.LossCount.With(words.Group(l.Count), l.What)
		if l.Example != "" {
			line = words.LossCountExample.With(words.Group(l.Count), l.What, words.Title(l.Example))
		}
		lines = append(lines, words.ASentence.With(line))
	}
	return []goapp.UI{goapp.H3().Text(words.CannotHold.String()), list(lines, "plan losses")}
}

// exportState says how far the file is.
func (a *exports) exportState() []goapp.UI {
	t := a.transfer.Get()
	switch {
	case t.trouble != "":
		return []goapp.UI{goapp.P().Class("trouble").Text(t.trouble)}
	case t.out.Name == "":
		return []goapp.UI{goapp.P().Class("quiet").Text(words.WritingNow.String())}
	}
	return []goapp.UI{goapp.P().Class("file-name").Body(goapp.Text(t.out.Name), goapp.Small().Text(words.Size(len(t.out.Data))))}
}

func (a *exports) exportActions() []goapp.UI {
	f := a.transfer.Get().out
	if f.Name == "" {
		return nil
	}
	buttons := []goapp.UI{
		goapp.Button().Type("button").Class("button primary").Text(words.ActDownload.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				f := a.transfer.Get().out
				a.p.Download(f)
				a.dialogs.closeDialog()
				a.tell(words.Downloaded.With(f.Name))
			}),
	}
	if isText(f) {
		buttons = append(buttons, goapp.Button().Type("button").Class("button").Text(words.ActCopy.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				text := string(a.transfer.Get().out.Data)
				a.dialogs.closeDialog()
				a.copyText(text)
			}))
	}
	if a.p.CanShare(f) {
		buttons = append(buttons, goapp.Button().Type("button").Class("button").Text(words.ActShare.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				f := a.transfer.Get().out
				a.work(words.BusySharing.String(), func(ctx context.Context) error {
					err := a.p.Share(ctx, f)
					a.ctx.Dispatch(func(goapp.Context) { a.dialogs.closeDialog() })
					return err
				})
			}))
	}
	return buttons
}
