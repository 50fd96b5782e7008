package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// A revision is an article on its way in that is a newer version of one that is here.
type revision struct {
	fresh annotations.Article
	of    annotations.Doc
	carry bool // else it is added as another article
}

// edit adds the article: as a version with what is marked in the older one, or alone.
func (r revision) edit() annotations.Edit {
	if r.carry {
		return version.Carry(r.of, r.fresh, now()).Edit
	}
	return annotations.Add(r.fresh, nil)
}

// revisionRows ask what newer versions of articles are to be.
func (a *App) revisionRows(n *intake) []goapp.UI {
	var out []goapp.UI
	for i := range n.revisions {
		r := &n.revisions[i]
		id := "revision-" + r.fresh.ID.Short()
		marks := "It has no marks yet."
		if k := len(r.of.Marks()); k > 0 {
			marks = "Its " + count(k, "mark") + " " + are(k) + " found again in the new text; what changed is shown. Both versions stay."
		}
		out = append(out, goapp.Div().Class("revision").Body(
			goapp.H3().Text("A newer version of “"+clip(r.of.Article.Title)+"”"),
			goapp.P().Class("quiet").Text(marks),
			goapp.Label().Class("choice").For(id).Body(
				goapp.Input().ID(id).Type("checkbox").Checked(r.carry).
					OnChange(func(ctx goapp.Context, e goapp.Event) { r.carry = ctx.JSSrc().Get("checked").Bool() }, goapp.EventScope(id)),
				goapp.Span().Text("Take it as a new version of that article"),
			),
		))
	}
	return out
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// versionPath is the address of the comparison of a version with the one before it.
func versionPath(id annotations.ID) string { return "/version/" + id.Short() }
