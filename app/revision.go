package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// A revision is an article on its way in that is a newer version of one that is here.
type revision struct {
	fresh    annotations.Article
	of       annotations.Doc
	marked   bool // it brings marks of its own, which stand
	accepted bool // else it is added as another article
}

// edit adds the article: as a version, with what is marked in the older one if it has no
// marks of its own; or as another article.
func (r revision) edit() annotations.Edit {
	switch {
	case r.accepted && !r.marked:
		return version.Carry(r.of, r.fresh, now()).Edit
	case r.accepted:
		r.fresh.Revises = r.of.Article.ID
	}
	return annotations.Add(r.fresh, nil)
}

// revisionRows ask what newer versions of articles are to be.
func (a *imports) revisionRows(n *intake) []goapp.UI {
	var out []goapp.UI
	for _, r := range n.revisions {
		id := "revision-" + r.fresh.ID.Short()
		marks := "It has no marks yet."
		if k := len(r.of.Marks()); r.marked {
			marks = "The file brings marks of its own, which stay as they are; what changed is shown. Both versions stay."
		} else if k > 0 {
			marks = "Its " + count(k, "mark") + " " + are(k) + " found again in the new text; what changed is shown. Both versions stay."
		}
		out = append(out, goapp.Div().Class("revision").Body(
			goapp.H3().Text("A newer version of “"+clip(r.of.Article.Title)+"”"),
			goapp.P().Class("quiet").Text(marks),
			goapp.Label().Class("choice").For(id).Body(
				goapp.Input().ID(id).Type("checkbox").Checked(r.accepted).
					OnChange(func(ctx goapp.Context, e goapp.Event) {
						a.acceptRevision(r.fresh.ID, ctx.JSSrc().Get("checked").Bool())
					}, goapp.EventScope(id)),
				goapp.Span().Text("Take it as a new version of that article"),
			),
		))
	}
	return out
}

func (a *imports) acceptRevision(fresh annotations.ID, yes bool) {
	if a.intake == nil {
		return
	}
	for i := range a.intake.revisions {
		if r := &a.intake.revisions[i]; r.fresh.ID == fresh {
			r.accepted = yes
		}
	}
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// versionPath is the address of the comparison of a version with the one before it.
func versionPath(id annotations.ID) string { return "/version/" + id.Short() }
