package app

import (
	"strings"
	"time"

	"pressmark/app/state"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A draft is what stands in a text field and is not a step yet. Write makes it one, on
// top of what the reader saw when typing began.
type draft struct {
	text  string
	write func(text string)
}

// drafts are the fields that were typed in, by element ID.
type drafts struct {
	open    map[string]*draft
	written map[string]string // what was typed in the field that has the focus, and is a step now
	typed   int               // counts key strokes, to know when typing pauses

	any state.Cell[bool] // something stands in a field that is not a step yet
}

// pause is how long typing rests before a field is kept.
const pause = 600 * time.Millisecond

// typed notes a change of a field; it becomes a step when typing pauses.
func (a *core) typed(id, text string, begin func() func(string)) {
	if a.drafts.open == nil {
		a.drafts.open = map[string]*draft{}
	}
	d := a.drafts.open[id]
	if d == nil {
		d = &draft{write: begin()}
		a.drafts.open[id] = d
	}
	d.text = text
	a.drafts.typed++
	state.Put(&a.drafts.any, true)
	at := a.drafts.typed
	a.ctx.After(pause, func(goapp.Context) {
		if a.drafts.typed == at {
			a.commit()
		}
	})
}

// commit makes steps of what stands in the fields.
func (a *core) commit() {
	if len(a.drafts.open) == 0 {
		return
	}
	open := a.drafts.open
	a.drafts.open = nil
	defer a.drafts.any.Set(false)
	a.drafts.written = map[string]string{}
	for id, d := range open {
		d.write(d.text)
		a.drafts.written[id] = d.text
	}
}

// typing reports whether a field stands for a value already, but for a space, a line or a
// comma at its end: that is where the reader goes on.
func (a *core) typing(id, value string) bool {
	const ends = " ,\n"
	text, ok := a.drafts.written[id]
	return a.drafts.open[id] != nil || ok && strings.TrimRight(text, ends) == strings.TrimRight(value, ends)
}

// A textField is a labelled input, or an area of several lines. What is typed into it
// becomes a step by itself; Begin is asked, when typing begins, for what does that. Its
// value follows the record unless the reader is at it.
type textField struct {
	goapp.Compo
	ID     string
	Label  string
	Value  string
	Hint   string
	Rows   int  // 0: one line
	Narrow bool // it shares a line with others
	Begin  func() func(text string)
	app    *core
}

func (f *textField) OnMount(ctx goapp.Context)  { f.fill(ctx) }
func (f *textField) OnUpdate(ctx goapp.Context) { f.fill(ctx) }

// fill shows the value, once it is certain that nobody is typing. go-app must not: it would
// replace what is typed, and does not clear a field.
func (f *textField) fill(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) {
		if !f.app.typing(f.ID, f.Value) {
			f.app.p.SetValue(f.ID, f.Value)
		}
	})
}

func (f *textField) input(ctx goapp.Context, e goapp.Event) {
	f.app.typed(f.ID, ctx.JSSrc().Get("value").String(), f.Begin)
	ctx.PreventUpdate()
}

func (f *textField) blur(goapp.Context, goapp.Event) {
	f.app.commit()
	f.app.drafts.written = nil
}

// leave gives the focus back to the article on Escape, and on Ctrl+Enter.
func (f *textField) leave(ctx goapp.Context, e goapp.Event) {
	if key := e.Get("key").String(); key == "Escape" || key == "Enter" && (f.Rows == 0 || e.Get("ctrlKey").Bool()) {
		f.app.commit()
		if f.app.location.Get().screen == onReader {
			f.app.p.Focus(paperID)
		}
		return
	}
	ctx.PreventUpdate()
}

func (f *textField) Render() goapp.UI {
	var in goapp.UI
	if f.Rows > 0 {
		in = goapp.Textarea().ID(f.ID).Rows(f.Rows).Attr("placeholder", f.Hint).
			OnInput(f.input).OnBlur(f.blur).OnKeyDown(f.leave)
	} else {
		in = goapp.Input().ID(f.ID).Type("text").AutoComplete(false).Spellcheck(false).Attr("placeholder", f.Hint).
			OnInput(f.input).OnBlur(f.blur).OnKeyDown(f.leave)
	}
	return goapp.Div().Class("field").Class(narrow(f.Narrow)).Body(goapp.Label().For(f.ID).Text(f.Label), in)
}

func narrow(is bool) string {
	if is {
		return "narrow"
	}
	return "broad"
}

// An option is one of a choice.
type option struct{ Value, Label string }

// A choiceField is a labelled list to choose one from.
type choiceField struct {
	goapp.Compo
	ID      string
	Label   string
	Value   string
	Options []option
	Pick    func(value string)
	app     *core
}

func (f *choiceField) OnMount(ctx goapp.Context)  { f.fill(ctx) }
func (f *choiceField) OnUpdate(ctx goapp.Context) { f.fill(ctx) }

func (f *choiceField) fill(ctx goapp.Context) {
	ctx.Defer(func(goapp.Context) { f.app.p.SetValue(f.ID, filled(f.Value)) })
}

func (f *choiceField) change(ctx goapp.Context, e goapp.Event) {
	value := ctx.JSSrc().Get("value").String()
	f.app.commit()
	if value == notChosen {
		value = ""
	}
	f.Pick(value)
}

// notChosen is the empty value in the page, where an empty one would be none.
const notChosen = "-"

func filled(value string) string {
	if value == "" {
		return notChosen
	}
	return value
}

func (f *choiceField) Render() goapp.UI {
	return goapp.Div().Class("field narrow").Body(
		goapp.Label().For(f.ID).Text(f.Label),
		goapp.Select().ID(f.ID).OnChange(f.change).Body(
			goapp.Range(f.Options).Slice(func(i int) goapp.UI {
				o := f.Options[i]
				return goapp.Option().Value(filled(o.Value)).Selected(o.Value == f.Value).Text(o.Label)
			}),
		),
	)
}

// options makes a choice of values and what a reader calls each; none is the first.
func options[T ~string](none string, values []T, name func(T) string) []option {
	out := make([]option, 0, len(values)+1)
	if none != "" {
		out = append(out, option{"", none})
	}
	for _, v := range values {
		out = append(out, option{string(v), name(v)})
	}
	return out
}
