package app

import (
	"context"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// comparison is what the page about a version shows.
type comparison struct {
	of       annotations.ID // the newer version
	old, new annotations.Doc
	carried  version.Carried
	rows     []version.Row
	all      bool // unchanged paragraphs are shown, too
	failed   string
}

// openVersion reads both versions, and compares them as when the marks were carried over.
func (a *App) openVersion() {
	id := a.place.article
	if a.session == nil || a.compared.of == id && a.compared.failed == "" {
		return
	}
	a.compared = comparison{of: id}
	a.work("Comparing", func(ctx context.Context) error {
		c := comparison{of: id}
		var err error
		if c.new, err = a.session.Load(ctx, id); err == nil {
			c.old, err = a.session.Load(ctx, c.new.Article.Revises)
		}
		if err == nil {
			c.carried = version.Carry(c.old, c.new.Article, now())
			c.rows = version.Rows(c.old.Article, c.new.Article, c.carried.Stretches)
		} else {
			c.failed = "One of the two versions is not here. What you deleted just now, Undo brings back."
		}
		a.ctx.Dispatch(func(goapp.Context) {
			if a.compared.of == id {
				a.compared = c
			}
		})
		return nil
	})
}

// versionScreen shows what a new version of an article changed, for its marks first.
func (a *App) versionScreen() goapp.UI {
	c := &a.compared
	switch {
	case c.failed != "":
		return a.message("These versions cannot be compared", c.failed)
	case c.new.Article.ID == "":
		return goapp.Main().ID("main").TabIndex(-1).Class("version-page").Body(goapp.P().Class("quiet").Text("Comparing …"))
	}
	older, newer := c.old.Article, c.new.Article
	var title goapp.UI = goapp.Text(newer.Title)
	if older.Title != newer.Title {
		title = wordDiff(version.Segments(older.Title, newer.Title), true)
	}
	body := []goapp.UI{
		goapp.P().Class("kick").Text("New version"),
		goapp.H1().Body(title),
		goapp.P().Class("quiet").Text(c.summary()),
		goapp.P().Class("version-links").Body(
			goapp.A().Class("button").Href(href(articlePath(newer.ID, ""))).Text("Read the new version"),
			goapp.A().Class("button").Href(href(articlePath(older.ID, ""))).Text("Read the old version"),
		),
	}
	body = append(body, c.figureTable()...)
	for _, g := range fateGroups {
		body = append(body, c.outcomes(g)...)
	}
	body = append(body, a.sideBySide()...)
	return goapp.Main().ID("main").TabIndex(-1).Class("version-page").Body(body...)
}

// fateGroups are the outcomes as they are listed; figures that changed come before them.
var fateGroups = []struct {
	fate         version.Fate
	title, about string
}{
	{version.Changed, "Changed", "The place is there, the words are others."},
	{version.Orphaned, "Without a place", "Nothing in the new text is certainly theirs. They keep their words: choose one in the panel and mark its place by hand."},
	{version.Moved, "Moved", "The same words, elsewhere."},
	{version.Kept, "Kept", "The same words, in the same place."},
}

func (c *comparison) summary() string {
	n := map[version.Fate]int{}
	for _, o := range c.carried.Outcomes {
		n[o.Fate]++
	}
	var parts []string
	if k := len(c.carried.Figures); k > 0 {
		parts = append(parts, count(k, "figure")+" changed")
	}
	for _, g := range fateGroups {
		if k := n[g.fate]; k > 0 {
			parts = append(parts, count(k, "mark")+" "+strings.ToLower(g.title))
		}
	}
	if len(parts) == 0 {
		return "There were no marks to carry over."
	}
	return strings.Join(parts, " · ")
}

// figureTable lists the figures of the text that changed, marked or not.
func (c *comparison) figureTable() []goapp.UI {
	if len(c.carried.Figures) == 0 {
		return nil
	}
	var rows []goapp.UI
	for _, f := range c.carried.Figures {
		context := snippet(c.new.Article, f.New)
		mark := "not marked"
		var place goapp.UI = goapp.Span().Text(context)
		for _, o := range c.carried.Outcomes {
			if o.Old.ID == f.Mark && f.Mark != "" {
				mark = "marked"
				place = goapp.A().Href(href(articlePath(c.new.Article.ID, o.New.ID))).Text(context)
			}
		}
		rows = append(rows, goapp.Tr().Body(
			goapp.Td().Class("was").Body(goapp.Del().Text(c.old.Article.Text.Slice(f.Old))),
			goapp.Td().Class("is").Body(goapp.Ins().Text(c.new.Article.Text.Slice(f.New))),
			goapp.Td().Body(place, goapp.Small().Text(mark)),
		))
	}
	return []goapp.UI{
		goapp.H2().Text("Figures that changed"),
		goapp.Div().Class("scroller").TabIndex(0).Role("region").Aria("label", "Figures that changed").Body(
			goapp.Table().Class("changes").Body(
				goapp.THead().Body(goapp.Tr().Body(
					goapp.Th().Scope("col").Text("Was"), goapp.Th().Scope("col").Text("Is"), goapp.Th().Scope("col").Text("In the new text"))),
				goapp.TBody().Body(rows...),
			),
		),
	}
}

// snippet is a stretch of an article with the words around it.
func snippet(a annotations.Article, s annotations.Span) string {
	const around = 36 // code points
	i := a.BlockAt(s.Start)
	if i < 0 {
		return a.Text.Slice(s)
	}
	in := a.Blocks[i].Span
	from, to := max(s.Start-around, in.Start), min(s.End+around, in.End)
	out := a.Text.Slice(annotations.Span{Start: from, End: to})
	if from > in.Start {
		out = "…" + out
	}
	if to < in.End {
		out += "…"
	}
	return out
}

// outcomes lists the marks of one fate, the old words beside the new ones.
func (c *comparison) outcomes(g struct {
	fate         version.Fate
	title, about string
}) []goapp.UI {
	var rows []goapp.UI
	for _, o := range c.carried.Outcomes {
		if o.Fate == g.fate {
			rows = append(rows, c.outcome(o))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	shown := goapp.UI(goapp.Ul().Class("outcomes").Body(rows...))
	if g.fate == version.Kept || g.fate == version.Moved {
		return []goapp.UI{goapp.Details().Class("outcome-group").Body(
			goapp.Summary().Text(g.title+" ("+group(len(rows))+")"), goapp.P().Class("quiet").Text(g.about), shown)}
	}
	return []goapp.UI{goapp.H2().Text(g.title), goapp.P().Class("quiet").Text(g.about), shown}
}

func (c *comparison) outcome(o version.Outcome) goapp.UI {
	words := []goapp.UI{goapp.Span().Class("tally").Class(string(o.Old.Kind)).Body(
		goapp.I().Class("swatch").Aria("hidden", true), goapp.Text(kindName(o.Old.Kind)))}
	switch o.Fate {
	case version.Changed:
		words = append(words, goapp.A().Href(href(articlePath(c.new.Article.ID, o.New.ID))).
			Body(wordDiff(version.Segments(o.Old.Exact(), o.New.Exact()), true)))
	case version.Orphaned:
		words = append(words, goapp.Q().Text(o.Old.Exact()))
	default:
		words = append(words, goapp.A().Href(href(articlePath(c.new.Article.ID, o.New.ID))).Text(clip(o.New.Exact())))
	}
	if o.Cue == version.Orphaned {
		words = append(words, goapp.Small().Text("Its reporting words are gone."))
	}
	return goapp.Li().Body(words...)
}

// wordDiff shows words that differ: what went is struck out, what came is underlined. On
// one side of two only that side's words stand.
func wordDiff(segments []version.Segment, both bool) goapp.UI {
	var out []goapp.UI
	for _, s := range segments {
		switch {
		case s.Op == version.Equal:
			out = append(out, goapp.Text(s.New))
		default:
			if s.Old != "" {
				out = append(out, goapp.Del().Text(s.Old))
			}
			if s.New != "" && both {
				out = append(out, goapp.Ins().Text(s.New))
			}
		}
	}
	return goapp.Span().Class("differing").Body(out...)
}

// side is one of the two sides of a pair of paragraphs.
func side(segments []version.Segment, new bool) goapp.UI {
	var out []goapp.UI
	for _, s := range segments {
		switch {
		case s.Op == version.Equal && new:
			out = append(out, goapp.Text(s.New))
		case s.Op == version.Equal:
			out = append(out, goapp.Text(s.Old))
		case new && s.New != "":
			out = append(out, goapp.Ins().Text(s.New))
		case !new && s.Old != "":
			out = append(out, goapp.Del().Text(s.Old))
		}
	}
	return goapp.P().Body(out...)
}

// sideBySide shows the paragraphs of both versions next to each other.
func (a *App) sideBySide() []goapp.UI {
	c := &a.compared
	const most = 400 // pairs that are drawn: a page of go-app's slows down with more
	var rows []goapp.UI
	unchanged := 0
	for _, r := range c.rows {
		if r.Op == version.Equal && !r.Moved && !c.all {
			unchanged++
			continue
		}
		if len(rows) == most {
			break
		}
		rows = append(rows, c.pair(r))
	}
	toggle := "Show the " + count(unchanged, "unchanged paragraph") + " too"
	if c.all {
		toggle = "Show only what changed"
	}
	return []goapp.UI{
		goapp.H2().Text("The texts side by side"),
		goapp.If(unchanged > 0 || c.all, func() goapp.UI {
			return goapp.Button().Type("button").Class("button").Text(toggle).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.compared.all = !a.compared.all })
		}),
		goapp.Div().Class("pairs").Body(rows...),
	}
}

func (c *comparison) pair(r version.Row) goapp.UI {
	var before, after string
	if r.Old >= 0 {
		before = c.old.Article.Text.Slice(c.old.Article.Blocks[r.Old].Span)
	}
	if r.New >= 0 {
		after = c.new.Article.Text.Slice(c.new.Article.Blocks[r.New].Span)
	}
	segments := version.Segments(before, after)
	label := map[version.Op]string{version.Deleted: "Removed", version.Inserted: "Added", version.Replaced: "Changed"}[r.Op]
	if r.Moved {
		label = strings.TrimSpace(label + " Moved")
	}
	return goapp.Div().Class("pair").Body(
		goapp.If(label != "", func() goapp.UI { return goapp.Span().Class("pair-label").Text(label) }),
		goapp.Div().Class("old").Body(side(segments, false)),
		goapp.Div().Class("new").Body(side(segments, true)),
	)
}

// versionLine leads from an article to the version before or after it.
func (a *App) versionLine(art annotations.Article) goapp.UI {
	var links []goapp.UI
	if art.Revises != "" {
		links = append(links, goapp.A().Href(href(versionPath(art.ID))).Text("What this version changed"))
	}
	if id := a.newer[art.ID]; id != "" {
		links = append(links, goapp.A().Href(href(articlePath(id, ""))).Text("There is a newer version"))
	}
	return goapp.If(len(links) > 0, func() goapp.UI { return goapp.P().Class("versions").Body(links...) })
}
