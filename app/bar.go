package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// pens is the choice of what a selection becomes at once.
func (a *marking) pens() goapp.UI {
	buttons := []goapp.UI{goapp.Span().Class("pens-label").Aria("hidden", true).Text(words.Pen.String())}
	for _, k := range annotations.Kinds {
		buttons = append(buttons, goapp.Button().Type("button").Class("pen").Class(string(k)).
			Aria("pressed", a.pen.Get() == k).Aria("label", words.PenMarks.With(words.OfKind(k))).
			Title(words.MarkEverySelection.With(words.OfKind(k))).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				if a.pen.Get() == k {
					a.setPen("")
					return
				}
				a.setPen(k)
			}, goapp.EventScope("pen", string(k))).
			Body(goapp.Span().Class("swatch").Aria("hidden", true)))
	}
	return goapp.Div().Class("pens").Role("group").Aria("label", words.Pen.String()).Body(buttons...)
}

// bar offers what can be done with the selection.
func (a *marking) bar() goapp.UI {
	switch {
	case a.location.Get().screen != onReader:
		return goapp.Div().ID(barID).Class("bar").Hidden(true)
	case a.selected.Get().span.Empty() && len(a.offering.offers.Get().list) > 0:
		return a.offering.offerBar()
	case a.selected.Get().span.Empty():
		return goapp.Div().ID(barID).Class("bar").Hidden(true)
	}
	m := a.current()
	button := func(name, class, label string, key CommandID, f func()) goapp.UI {
		var ch Chord
		for _, c := range commands {
			if c.ID == key {
				ch = a.keymap.Get().Chord(c)
			}
		}
		return goapp.Button().Type("button").Class(class).
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope("bar", name)).
			Body(
				goapp.I().Class("swatch").Aria("hidden", true),
				goapp.Text(label),
				goapp.Kbd().Aria("hidden", true).Text(string(ch)),
			)
	}
	buttons := make([]goapp.UI, 0, 4)
	for _, k := range annotations.Kinds {
		buttons = append(buttons, button(string(k), string(k), words.KindName(k), CommandID(k), func() { a.mark(k) }))
	}
	if m != nil {
		label := words.AddTo(m.Kind)
		if m.Orphan() {
			label = words.ActPutHere.String()
		}
		buttons = append(buttons, button("extend", "extend", label, "extend", a.extend))
		if m.Kind == annotations.KindClaim {
			buttons = append(buttons, button("cue", "extend", words.ActReportingWords.String(), "cue", a.editor.setCue))
		}
	}
	return goapp.Div().ID(barID).Class("bar").Role("toolbar").Aria("label", words.TipMarkSelection.String()).
		OnMouseDown(func(ctx goapp.Context, e goapp.Event) { e.PreventDefault() }). // keeps the focus and the selection
		Body(buttons...)
}
