package app

import (
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// importBody shows what an import would do.
func (a *imports) importBody() []goapp.UI {
	n := a.delivery.Get()
	if n == nil {
		return nil
	}
	if n.reading {
		return a.readingBody(n)
	}
	var out []goapp.UI
	if n.resumed {
		out = append(out, goapp.P().Text(words.ImportInterrupted.String()))
	}
	edit, back := n.edit, n.back
	failed := len(n.problems) > 0
	for _, in := range n.in {
		class := "plan"
		if in.err != nil {
			class, failed = "plan refused", true
		}
		out = append(out, goapp.H3().Text(in.name), list(in.lines, class))
	}
	if n.added > 0 {
		out = append(out, goapp.P().Text(words.WereAdded.Count(n.added)))
	}
	if k := len(n.texts.Articles); k > 0 {
		out = append(out, goapp.P().Text(words.WillAddArticles.Count(k)))
	}
	if k := len(n.here); k > 0 {
		out = append(out, goapp.P().Class("quiet").Text(words.WordForWord.Count(k)))
	}
	out = append(out,
		goapp.Div().Body(a.revisionRows(n)...),
		goapp.Div().Body(a.labelRows(n)...),
		goapp.Div().Body(a.problemRows(n)...),
	)
	nothing := edit.Empty() && back.Empty() && len(n.newer) == 0
	if nothing && !failed {
		out = append(out, goapp.P().Class("quiet").Text(words.NothingChanges.String()))
	}
	var buttons []goapp.UI
	// What is brought in is what is shown when the button is pressed: go-app keeps the
	// first function that it was given for a button.
	offer := func(label, class string, step func(*delivery) annotations.Edit) {
		buttons = append(buttons, goapp.Button().Type("button").Class("button").Class(class).Text(label).
			OnClick(func(ctx goapp.Context, _ goapp.Event) {
				if n := a.delivery.Get(); n != nil {
					a.bringIn(n, step(n))
				}
			}, goapp.EventScope(label)))
	}
	if !edit.Empty() || len(n.newer) > 0 {
		offer(words.ActImport.String(), "primary", func(n *delivery) annotations.Edit { return n.edit })
	}
	if !back.Empty() {
		label := words.ActBringBack.String()
		if !edit.Empty() {
			label = words.ActImportBringBack.String()
		}
		offer(label, "back", func(n *delivery) annotations.Edit { return n.edit.And(n.back) })
	}
	close := words.ActCancel.String()
	if nothing {
		close = words.ActClose.String()
	}
	buttons = append(buttons, goapp.Button().Type("button").Class("button").Text(close).
		OnClick(func(ctx goapp.Context, e goapp.Event) { a.dialogs.closeDialog() }))
	return append(out, goapp.Div().Class("actions").Body(buttons...))
}

// list is a list of lines.
func list(lines []string, class string) goapp.UI {
	return goapp.Ul().Class(class).Body(
		goapp.Range(lines).Slice(func(i int) goapp.UI { return goapp.Li().Text(lines[i]) }),
	)
}

// readingBody says how far the reading of files is.
func (a *imports) readingBody(n *delivery) []goapp.UI {
	said := words.ReadingNow.String()
	if n.of > 1 {
		said = words.ReadFiles.With(words.Group(n.done), words.Count(n.of, words.File))
	}
	return []goapp.UI{
		goapp.P().Role("status").Text(said),
		goapp.Progress().Class("progress").Max(strconv.Itoa(max(n.of, 1))).Value(strconv.Itoa(n.done)).Aria("label", words.BusyReading.String()),
		goapp.Div().Class("actions").Body(
			goapp.Button().Type("button").Class("button").Text(words.ActCancel.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.dialogs.closeDialog() }),
		),
	}
}

// labelRows say what the labels of another tool become, and let the reader say it.
func (a *imports) labelRows(n *delivery) []goapp.UI {
	if len(n.labels) == 0 {
		return nil
	}
	rows := []goapp.UI{
		goapp.H3().Text(words.LabelsBecome.String()),
		goapp.P().Class("quiet").Text(words.LabelsRemembered.String()),
	}
	for _, l := range n.labels {
		var options []goapp.UI
		for _, r := range platform.Roles {
			options = append(options, goapp.Option().Value(r.Name).Selected(r.Name == l.Role).Text(r.Title.String()))
		}
		rows = append(rows, goapp.Div().Class("label-row").Body(
			goapp.Label().For("label-"+l.Name).Body(goapp.Code().Text(l.Name), goapp.Small().Text(words.Count(l.Count, words.Mark))),
			goapp.Select().ID("label-"+l.Name).Body(options...).
				OnChange(func(ctx goapp.Context, e goapp.Event) {
					a.setRole(l.Name, ctx.JSSrc().Get("value").String())
					if n := a.delivery.Get(); n != nil {
						a.takeFiles(n.files, n.resumed)
					}
				}, goapp.EventScope("label", l.Name)),
		))
	}
	return rows
}

// problemLines say what could not be taken as it is.
func (n *delivery) problemLines() []string {
	var lines []string
	if len(n.in) == 0 && n.added == 0 && len(n.texts.Articles) == 0 && len(n.newer) == 0 && len(n.files) == 1 {
		lines = append(lines, words.NothingTaken.String())
	}
	for _, p := range n.problems {
		line := p.Text
		if p.Place != "" {
			line = words.Detail.With(p.Place, p.Text)
		}
		lines = append(lines, line)
	}
	return lines
}

// problemRows list what could not be taken as it is; all of it can be copied.
func (a *imports) problemRows(n *delivery) []goapp.UI {
	if len(n.problems) == 0 {
		return nil
	}
	const most = 8
	lines := n.problemLines()
	shown := lines
	if len(lines) > most {
		shown = append(slices.Clone(lines[:most]), words.AndMore.Count(len(lines)-most))
	}
	return []goapp.UI{
		goapp.H3().Text(words.NotTakenAsIs.String()),
		list(shown, "plan refused"),
		goapp.Button().Type("button").Class("button").Text(words.ActCopyList.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				if n := a.delivery.Get(); n != nil {
					a.copyText(strings.Join(n.problemLines(), "\n"))
				}
			}),
	}
}

// roles are what the reader said labels become.
func (a *imports) roles() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(a.p.Pref("labels"), "\n") {
		if i := strings.LastIndexByte(line, '='); i > 0 {
			out[line[:i]] = line[i+1:]
		}
	}
	return out
}

// setRole remembers what a label becomes.
func (a *imports) setRole(label, role string) {
	all := a.roles()
	all[label] = role
	var lines []string
	for l, r := range all {
		lines = append(lines, strings.ReplaceAll(l, "\n", " ")+"="+r)
	}
	slices.Sort(lines)
	a.p.SetPref("labels", strings.Join(lines, "\n"))
}

// bringIn does what was planned, and shows what it was about.
func (a *imports) bringIn(n *delivery, e annotations.Edit) {
	e = intake.Accept(e, n.newer)
	a.dropIntake()
	a.dialogs.closeDialog()
	a.bring(n, e, func() { a.showImported(n, e) })
}

func (a *imports) showImported(n *delivery, e annotations.Edit) {
	if len(n.newer) == 1 && !n.newer[0].Declined {
		a.visitPath(versionPath(n.newer[0].Fresh.ID))
		return
	}
	about := map[annotations.ID]bool{}
	for _, x := range e.Articles {
		about[x.After.ID] = !x.After.Deleted
	}
	for _, x := range e.Annotations {
		if _, known := about[x.After.Article]; !known {
			about[x.After.Article] = true
		}
	}
	if len(about) != 1 {
		return
	}
	for id, there := range about {
		if there {
			a.visitPath(articlePath(id, ""))
		}
	}
}
