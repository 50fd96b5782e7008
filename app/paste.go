package app

import (
	"errors"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
)

// paste is what stands in the fields of the page for a new article.
type paste struct {
	title, text string
	markup      string // how the text is read: "text", "markdown", "html"
	trouble     string
}

const (
	pasteTextID  = "paste-text"
	pasteTitleID = "paste-title"
)

// pasteScreen takes in a new article.
func (a *App) pasteScreen() goapp.UI {
	choice := func(value, label string) goapp.UI {
		return goapp.Label().Class("choice").Body(
			goapp.Input().Type("radio").Name("markup").Value(value).Checked(a.paste.markup == value || a.paste.markup == "" && value == "text").
				OnChange(func(ctx goapp.Context, e goapp.Event) { a.paste.markup = value }, goapp.EventScope(value)),
			goapp.Span().Text(label),
		)
	}
	text := goapp.Textarea().ID(pasteTextID).Rows(14).Required(true).
		OnInput(func(ctx goapp.Context, e goapp.Event) {
			a.paste.text = ctx.JSSrc().Get("value").String()
			ctx.PreventUpdate()
		})
	if a.paste.trouble != "" {
		text = text.Aria("invalid", true).Aria("describedby", "paste-trouble")
	}
	return goapp.Main().ID("main").TabIndex(-1).Class("new").Body(
		goapp.H1().Text("New article"),
		goapp.P().Class("quiet").Text("Paste the text, open a file, or drop one anywhere on this page. It stays on this machine."),
		goapp.Form().Class("paste").NoValidate(true). // its words come at the field, from here
								OnSubmit(func(ctx goapp.Context, e goapp.Event) {
				e.PreventDefault()
				a.takePaste()
			}).
			Body(
				goapp.Label().For(pasteTitleID).Text("Title"),
				goapp.Input().ID(pasteTitleID).Type("text").Placeholder("Taken from the text if you leave this empty").
					OnInput(func(ctx goapp.Context, e goapp.Event) {
						a.paste.title = ctx.JSSrc().Get("value").String()
						ctx.PreventUpdate()
					}),
				goapp.FieldSet().Class("markup").Body(
					goapp.Legend().Text("Format"),
					choice("text", "Plain text"), choice("markdown", "Markdown"), choice("html", "HTML"),
				),
				goapp.Label().For(pasteTextID).Text("Text"),
				text,
				goapp.If(a.paste.trouble != "", func() goapp.UI {
					return goapp.P().ID("paste-trouble").Class("trouble").Role("alert").Text(a.paste.trouble)
				}),
				goapp.Div().Class("actions").Body(
					goapp.Button().Type("submit").Class("button primary").Text("Read it"),
					a.opener("Open files instead", "paste-files"),
				),
			),
	)
}

// opener is a button that lets the reader choose files.
func (a *App) opener(label, id string) goapp.UI {
	return goapp.Label().Class("button file").For(id).Body(
		goapp.Span().Text(label),
		goapp.Input().ID(id).Class("unseen").Type("file").Multiple(true).
			Accept(".txt,.text,.md,.markdown,.html,.htm,.json,.jsonld,text/plain,text/markdown,text/html,application/json").
			OnChange(func(ctx goapp.Context, e goapp.Event) {
				input := ctx.JSSrc()
				ctx.Async(func() {
					files, err := a.p.ReadFiles(ctx, input)
					a.ctx.Dispatch(func(goapp.Context) {
						a.p.SetValue(id, "") // or choosing the same file again would say nothing
						if err != nil {
							a.tell(openTrouble(err))
							return
						}
						a.receive(files)
					})
				})
			}, goapp.EventScope(id)),
	)
}

// takePaste makes an article of what was pasted.
func (a *App) takePaste() {
	p := a.paste
	read, name := plain.Read, "pasted.txt"
	switch p.markup {
	case "markdown":
		read, name = format.ReadMarkdown, "pasted.md"
	case "html":
		read, name = format.ReadHTML, "pasted.html"
	}
	art, err := read(name, []byte(p.text), now())
	if err != nil {
		a.paste.trouble = readTrouble(err)
		if errors.Is(err, plain.ErrEmpty) {
			a.paste.trouble = "There is no text yet. Paste the words of the article here."
		}
		a.p.Focus(pasteTextID)
		return
	}
	if t := strings.TrimSpace(p.title); t != "" {
		art.Title = t
	}
	a.paste = paste{}
	a.add(art)
}

// add puts an article into the library and opens it.
func (a *App) add(art annotations.Article) {
	a.do(annotations.Add(art, nil))
	a.visitPath(articlePath(art.ID, ""))
}
