package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// newPage takes in a new article.
type newPage struct {
	*core
	imports *imports

	paste state.Cell[paste]

	page *part

	// What stands in the fields.
	title, text, address string

	coming bool   // what was copied is on its way into the field
	stop   func() // gives up opening the address; nil: that was not begun
}

// paste is how what stands in the fields is read, and why it could not be.
type paste struct {
	markup  string // how the text is read: "text", "markdown", "html", "rich"
	rich    string // the page that the text was copied from, as HTML; "": not known
	copied  string // the text that came with it: if that is edited, it is text
	refused string // why the address was not opened
	trouble string
}

// leave forgets what stands in the fields when the reader has gone on.
func (a *newPage) leave() {
	if a.location.Get().screen != onPaste {
		a.unfetch()
		a.title, a.text, a.address, a.coming, a.stop = "", "", "", false, nil
		state.Put(&a.paste, paste{})
	}
}

const (
	pasteTextID  = "paste-text"
	pasteTitleID = "paste-title"
)

// pasteScreen takes in a new article.
func (a *newPage) pasteScreen() goapp.UI {
	p := a.paste.Get()
	choice := func(value, label string) goapp.UI {
		return goapp.Label().Class("choice").Body(
			goapp.Input().Type("radio").Name("markup").Value(value).Checked(p.markup == value || p.markup == "" && value == "text").
				OnChange(func(ctx goapp.Context, e goapp.Event) { a.paste.Change(func(p *paste) { p.markup = value }) }, goapp.EventScope(value)),
			goapp.Span().Text(label),
		)
	}
	text := goapp.Textarea().ID(pasteTextID).Rows(14).Required(true).
		OnInput(func(ctx goapp.Context, e goapp.Event) {
			a.pasted(ctx.JSSrc().Get("value").String())
			ctx.PreventUpdate()
		}).
		OnPaste(func(ctx goapp.Context, e goapp.Event) {
			if data := e.Get("clipboardData"); data.Truthy() && a.text == "" {
				rich := data.Call("getData", "text/html").String()
				a.paste.Change(func(p *paste) { p.rich = rich })
				a.coming = rich != ""
			}
		})
	if p.trouble != "" {
		text = text.Aria("invalid", true).Aria("describedby", "paste-trouble")
	}
	return goapp.Main().ID("main").TabIndex(-1).Class("new").Body(
		goapp.H1().Text(words.TitleNewArticle.String()),
		goapp.P().Class("quiet").Text(words.PasteAbout.String()),
		goapp.Div().Body(a.addressForm()),
		goapp.Form().Class("paste").NoValidate(true). // its words come at the field, from here
								OnSubmit(func(ctx goapp.Context, e goapp.Event) {
				e.PreventDefault()
				a.takePaste()
			}).
			Body(
				goapp.Label().For(pasteTitleID).Text(words.FieldTitle.String()),
				goapp.Input().ID(pasteTitleID).Type("text").Placeholder(words.HintTitle.String()).
					OnInput(func(ctx goapp.Context, e goapp.Event) {
						a.title = ctx.JSSrc().Get("value").String()
						ctx.PreventUpdate()
					}),
				goapp.FieldSet().Class("markup").Body(
					goapp.Legend().Text(words.FieldFormat.String()),
					choice("text", words.FormatPlain.String()), choice("markdown", words.FormatMarkdown.String()), choice("html", words.FormatHTML.String()),
					goapp.Div().Body(goapp.If(p.rich != "", func() goapp.UI {
						return choice("rich", words.FormatCopied.String())
					})),
				),
				goapp.Label().For(pasteTextID).Text(words.FieldText.String()),
				text,
				goapp.If(p.trouble != "", func() goapp.UI {
					return goapp.P().ID("paste-trouble").Class("trouble").Role("alert").Text(p.trouble)
				}),
				goapp.Div().Class("actions").Body(
					goapp.Button().Type("submit").Class("button primary").Text(words.ActRead.String()),
					a.imports.opener(words.ActOpenInstead.String(), "paste-files", false),
				),
			),
	)
}

// pasted takes note of the text in the field. What comes from a page keeps its headings,
// lists and quotations, unless the text is edited then.
func (a *newPage) pasted(text string) {
	a.text = text
	switch p := a.paste.Get(); {
	case a.coming:
		a.coming = false
		a.paste.Change(func(p *paste) {
			p.copied = text
			if p.markup == "" {
				p.markup = "rich"
			}
		})
	case p.rich != "" && text != p.copied:
		a.paste.Change(func(p *paste) {
			p.rich = ""
			if p.markup == "rich" {
				p.markup = ""
			}
		})
	}
}

// takePaste takes in what was pasted, as a file of the chosen kind.
func (a *newPage) takePaste() {
	p, text := a.paste.Get(), a.text
	if strings.TrimSpace(text) == "" {
		a.paste.Change(func(p *paste) { p.trouble = words.NoTextYet.String() })
		a.p.Focus(pasteTextID)
		return
	}
	ending, mediaType := ".txt", "text/plain"
	switch p.markup {
	case "markdown":
		ending, mediaType = ".md", "text/markdown"
	case "html":
		ending, mediaType = ".html", "text/html"
	case "rich":
		ending, mediaType, text = ".html", "text/html", p.rich
	}
	a.imports.receive([]platform.File{{Name: "pasted" + ending, Type: mediaType, Data: []byte(text), Title: strings.TrimSpace(a.title)}})
}
