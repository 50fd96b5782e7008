package app

import (
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// revisionRows ask what newer versions of articles are to be.
func (a *imports) revisionRows(n *delivery) []goapp.UI {
	var out []goapp.UI
	for _, r := range n.newer {
		id := "revision-" + r.Fresh.ID.Short()
		marks := words.NoMarksYet.String()
		if k := len(r.Of.Marks()); r.Marked {
			marks = words.FileBringsMarks.String()
		} else if k > 0 {
			marks = words.MarksFoundAgain.Count(k)
		}
		out = append(out, goapp.Div().Class("revision").Body(
			goapp.H3().Text(words.NewerVersionOf.With(words.Title(r.Of.Article.Title))),
			goapp.P().Class("quiet").Text(marks),
			goapp.Label().Class("choice").For(id).Body(
				goapp.Input().ID(id).Type("checkbox").Checked(!r.Declined).
					OnChange(func(ctx goapp.Context, e goapp.Event) {
						a.acceptRevision(r.Fresh.ID, ctx.JSSrc().Get("checked").Bool())
					}, goapp.EventScope(id)),
				goapp.Span().Text(words.ActTakeVersion.String()),
			),
		))
	}
	return out
}

func (a *imports) acceptRevision(fresh annotations.ID, yes bool) {
	n := a.delivery.Get()
	if n == nil {
		return
	}
	a.alter(n.number, func(n *delivery) {
		n.newer = slices.Clone(n.newer)
		for i := range n.newer {
			if r := &n.newer[i]; r.Fresh.ID == fresh {
				r.Declined = !yes
			}
		}
	})
}

// versionPath is the address of the comparison of a version with the one before it.
func versionPath(id annotations.ID) string { return "/version/" + id.Short() }
