package app

import (
	"fmt"
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// The scale of verdicts is the reader's own: a verdict a line, best first, and after an
// empty line those that are no steps of it. Each verdict that is given keeps the numbers
// it had, so changing the scale changes no verdict.
//
// usualScale is the one to begin with.
func usualScale() string { return words.UsualScale.String() }

const scaleID = "scale-lines"

// scale returns the verdicts to choose from.
func (a *settings) scale() []annotations.Verdict {
	return parseScale(orElse(a.verdicts.Get(), usualScale()))
}

// parseScale reads a scale: see usualScale. Steps count from the number of them down to
// 1, as schema.org's ratings do.
func parseScale(text string) []annotations.Verdict {
	steps, others, _ := strings.Cut(text, "\n\n")
	var out []annotations.Verdict
	names := func(s string) []string {
		var list []string
		for line := range strings.Lines(s) {
			line = strings.TrimSpace(line)
			taken := func(v annotations.Verdict) bool { return v.Name == line }
			if line != "" && !slices.Contains(list, line) && !slices.ContainsFunc(out, taken) {
				list = append(list, line)
			}
		}
		return list
	}
	list := names(steps)
	for i, name := range list {
		number := func(n int) annotations.Decimal { return annotations.Decimal(fmt.Sprint(n)) }
		out = append(out, annotations.Verdict{Name: name, Value: number(len(list) - i), Best: number(len(list)), Worst: "1"})
	}
	for _, name := range names(others) {
		out = append(out, annotations.Verdict{Name: name})
	}
	return out
}

// verdictNamed returns the verdict of a scale with a name; the old one where it has that.
func verdictNamed(scale []annotations.Verdict, old annotations.Verdict, name string) annotations.Verdict {
	for _, v := range scale {
		if v.Name == name {
			return v
		}
	}
	if old.Name == name {
		return old
	}
	return annotations.Verdict{}
}

// scaleBody is the dialog in which the scale is edited.
func (a *settings) scaleBody() []goapp.UI {
	text := orElse(a.verdicts.Get(), usualScale())
	return []goapp.UI{
		goapp.P().ID("scale-help").Class("quiet").Text(words.ScaleAbout.String()),
		goapp.Label().For(scaleID).Class("unseen").Text(words.FieldVerdicts.String()),
		goapp.Textarea().ID(scaleID).Rows(11).Aria("describedby", "scale-help").Text(text).
			OnChange(func(ctx goapp.Context, e goapp.Event) {
				text := strings.TrimSpace(strings.ReplaceAll(ctx.JSSrc().Get("value").String(), "\r", ""))
				if text == usualScale() {
					text = ""
				}
				a.setScale(text)
			}),
		goapp.Div().Class("actions").Body(
			goapp.Button().Type("button").Class("button primary").Text(words.ActDone.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.dialogs.closeDialog() }, goapp.EventScope("scale-done")),
			goapp.Button().Type("button").Class("button").Text(words.ActUsualScale.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) {
					a.setScale("")
					a.p.SetValue(scaleID, usualScale())
				}, goapp.EventScope("scale-usual")),
		),
	}
}

func (a *settings) setScale(text string) {
	a.verdicts.Set(text)
	a.p.SetPref("scale", text)
}
