package app

import (
	"context"
	"errors"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/version"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// versionPage shows what a new version of an article changed.
type versionPage struct {
	*core

	compared state.Cell[comparison]
	all      state.Cell[bool] // unchanged paragraphs are shown, too
	more     state.Cell[int]  // pairs beyond the first that the reader asked for

	page *part

	of        annotations.ID // the newer version
	comparing int            // counts comparisons: the last one counts
}

// comparison is what the page about a version shows. It is worked out once: the page is
// drawn more often than it changes.
type comparison struct {
	old, new annotations.Doc
	carried  version.Carried
	title    []version.Segment
	words    [][]version.Segment // of the outcomes, where they differ
	places   [][]version.Segment // of the figures: where they stand
	pairs    []pair
	failed   string
}

// A pair is a paragraph of the old version beside the one that it became.
type pair struct {
	version.Row
	segments []version.Segment
}

// mostPairs is how many are drawn at first, and how many more at a time.
const mostPairs = 200

// compareSoon is the effect that reads both versions, and compares them as when the marks were
// carried over. Until that is done, the page shows what it showed of them.
func (a *versionPage) compareSoon() {
	p := a.location.Get()
	if p.screen != onVersion {
		return
	}
	a.changed.Follow()
	id := p.article
	a.comparing++
	call := a.comparing
	if a.of != id {
		a.of = id
		a.compared.Set(comparison{})
		a.all.Set(false)
		a.more.Set(0)
	}
	a.work(words.BusyComparing.String(), func(ctx context.Context) error {
		var c comparison
		next, err := a.session.Load(ctx, id)
		var old annotations.Doc
		if err == nil {
			old, err = a.session.Load(ctx, next.Article.Revises)
		}
		switch {
		case err == nil:
			c.compare(old, next)
		case errors.Is(err, store.ErrNotFound):
			c.failed = words.NoVersion.String()
		default:
			c.failed = words.ASentence.With(words.VersionUnreadable.With(words.Error(err)))
		}
		a.ctx.Dispatch(func(goapp.Context) {
			if a.comparing == call {
				a.compared.Set(c)
			}
		})
		return nil
	})
}

// compare works out how two versions differ.
func (c *comparison) compare(old, next annotations.Doc) {
	c.old, c.new = old, next
	was, is := old.Article, next.Article
	c.carried = version.Carry(old, is, now())
	c.title = version.Segments(was.Title, is.Title)
	for _, o := range c.carried.Outcomes {
		var said []version.Segment
		switch {
		case o.Fate != version.Changed:
		case o.Old.Exact() == o.New.Exact() && !o.Old.Orphan(): // what is around them differs
			said = version.Segments(snippet(was, o.Old.Cover()), snippet(is, o.New.Cover()))
		default:
			said = version.Segments(o.Old.Exact(), o.New.Exact())
		}
		c.words = append(c.words, said)
	}
	for _, f := range c.carried.Figures {
		before, after := snippet(was, f.Old), snippet(is, f.New)
		if was.Text.Slice(f.Old) != is.Text.Slice(f.New) {
			before = after // the columns beside it say what differs
		}
		c.places = append(c.places, version.Segments(before, after))
	}
	for _, r := range version.Rows(was, is, c.carried.Stretches) {
		var before, after string
		if r.Old >= 0 {
			before = was.Text.Slice(was.Blocks[r.Old].Span)
		}
		if r.New >= 0 {
			after = is.Text.Slice(is.Blocks[r.New].Span)
		}
		c.pairs = append(c.pairs, pair{r, version.Segments(before, after)})
	}
}

// versionScreen shows what a new version of an article changed, for its marks first.
func (a *versionPage) versionScreen() goapp.UI {
	c := a.compared.Get()
	switch {
	case c.failed != "":
		return message(words.NotComparable.String(), c.failed)
	case c.new.Article.ID == "":
		return goapp.Main().ID("main").TabIndex(-1).Class("version-page").Body(goapp.P().Class("quiet").Text(words.ComparingNow.String()))
	}
	older, newer := c.old.Article, c.new.Article
	var title goapp.UI = goapp.Text(newer.Title)
	if older.Title != newer.Title {
		title = wordDiff(c.title)
	}
	body := []goapp.UI{
		goapp.P().Class("kick").Text(words.TitleNewVersion.String()),
		goapp.H1().Body(title),
		goapp.P().Class("quiet").Text(c.summary()),
		goapp.P().Class("version-links").Body(
			goapp.A().Class("button").Href(href(articlePath(newer.ID, ""))).Text(words.GoNewVersion.String()),
			goapp.A().Class("button").Href(href(articlePath(older.ID, ""))).Text(words.GoOldVersion.String()),
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
	title, about words.Phrase
	counted      words.Phrase
}{
	{version.Changed, words.VersionChanged, words.VersionChangedAbout, words.MarksChanged},
	{version.Orphaned, words.VersionOrphaned, words.VersionOrphanedAbout, words.MarksWithoutPlace},
	{version.Moved, words.VersionMoved, words.VersionMovedAbout, words.MarksMoved},
	{version.Kept, words.VersionKept, words.VersionKeptAbout, words.MarksKept},
}

func (c *comparison) summary() string {
	n := map[version.Fate]int{}
	for _, o := range c.carried.Outcomes {
		n[o.Fate]++
	}
	var parts []string
	if k := len(c.carried.Figures); k > 0 {
		parts = append(parts, words.FiguresChanged.Count(k))
	}
	for _, g := range fateGroups {
		if k := n[g.fate]; k > 0 {
			parts = append(parts, g.counted.Count(k))
		}
	}
	if len(parts) == 0 {
		return words.NothingCarried.String()
	}
	return strings.Join(parts, " · ")
}

// figureTable lists the figures of the text that changed, marked or not.
func (c *comparison) figureTable() []goapp.UI {
	if len(c.carried.Figures) == 0 {
		return nil
	}
	var rows []goapp.UI
	for i, f := range c.carried.Figures {
		mark := words.NotMarked.String()
		place := wordDiff(c.places[i])
		for _, o := range c.carried.Outcomes {
			if o.Old.ID == f.Mark && f.Mark != "" {
				mark = words.IsMarked.String()
				place = goapp.A().Href(href(articlePath(c.new.Article.ID, o.New.ID))).Body(place)
			}
		}
		rows = append(rows, goapp.Tr().Body(
			goapp.Td().Class("was").Body(goapp.Del().Text(c.old.Article.Text.Slice(f.Old))),
			goapp.Td().Class("is").Body(goapp.Ins().Text(c.new.Article.Text.Slice(f.New))),
			goapp.Td().Body(place, goapp.Small().Text(mark)),
		))
	}
	return []goapp.UI{
		goapp.H2().Text(words.ChangedFigures.String()),
		goapp.Div().Class("scroller").TabIndex(0).Role("region").Aria("label", words.ChangedFigures.String()).Body(
			goapp.Table().Class("changes").Body(
				goapp.THead().Body(goapp.Tr().Body(
					goapp.Th().Scope("col").Text(words.ColumnWas.String()), goapp.Th().Scope("col").Text(words.ColumnIs.String()), goapp.Th().Scope("col").Text(words.ColumnNewText.String()))),
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
	title, about words.Phrase
	counted      words.Phrase
}) []goapp.UI {
	var rows []goapp.UI
	for i, o := range c.carried.Outcomes {
		if o.Fate == g.fate {
			rows = append(rows, c.outcome(o, c.words[i]))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	shown := goapp.UI(goapp.Ul().Class("outcomes").Body(rows...))
	if g.fate == version.Kept || g.fate == version.Moved {
		return []goapp.UI{goapp.Details().Class("outcome-group").Body(
			goapp.Summary().Text(words.GroupCount.With(g.title.String(), words.Group(len(rows)))), goapp.P().Class("quiet").Text(g.about.String()), shown)}
	}
	return []goapp.UI{goapp.H2().Text(g.title.String()), goapp.P().Class("quiet").Text(g.about.String()), shown}
}

func (c *comparison) outcome(o version.Outcome, differing []version.Segment) goapp.UI {
	link := goapp.A().Href(href(articlePath(c.new.Article.ID, o.New.ID)))
	said := []goapp.UI{goapp.Span().Class("tally").Class(string(o.Old.Kind)).Body(
		goapp.I().Class("swatch").Aria("hidden", true), goapp.Text(words.KindName(o.Old.Kind)))}
	switch o.Fate {
	case version.Changed:
		said = append(said, link.Body(wordDiff(differing)))
	case version.Orphaned: // it is in the panel there, to be placed by hand
		said = append(said, link.Body(goapp.Q().Text(o.Old.Exact())))
	default:
		said = append(said, link.Text(words.Clip(o.New.Exact(), words.InMessage)))
	}
	if o.Cue == version.Orphaned {
		said = append(said, goapp.Small().Text(words.CueGone.String()))
	}
	return goapp.Li().Body(said...)
}

// wordDiff shows words that differ: what went is struck out, what came is underlined.
func wordDiff(segments []version.Segment) goapp.UI {
	var out []goapp.UI
	for _, s := range segments {
		if s.Op == version.Equal {
			out = append(out, goapp.Text(s.New))
			continue
		}
		if s.Old != "" {
			out = append(out, goapp.Del().Text(s.Old))
		}
		if s.New != "" {
			out = append(out, goapp.Ins().Text(s.New))
		}
	}
	return goapp.Span().Class("differing").Body(out...)
}

// side is one of the two sides of a pair of paragraphs.
func sideOf(segments []version.Segment, new bool) goapp.UI {
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
func (a *versionPage) sideBySide() []goapp.UI {
	c, all := a.compared.Get(), a.all.Get()
	most := mostPairs + a.more.Get()
	var shown []pair
	for _, p := range c.pairs {
		if all || p.Op != version.Equal || p.Moved {
			shown = append(shown, p)
		}
	}
	unchanged, more := len(c.pairs)-len(shown), len(shown)-most
	toggle := words.ShowUnchanged.Count(unchanged)
	if all {
		toggle = words.ActOnlyChanged.String()
	}
	return []goapp.UI{
		goapp.H2().Text(words.SideBySide.String()),
		goapp.Div().Body(goapp.If(unchanged > 0 || all, func() goapp.UI {
			return goapp.Button().Type("button").Class("button").Text(toggle).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.all.Set(!a.all.Get()) })
		})),
		goapp.Div().Class("pairs").Body(goapp.Range(shown[:min(len(shown), most)]).Slice(func(i int) goapp.UI { return shown[i].row() })),
		goapp.Div().Body(goapp.If(more > 0, func() goapp.UI {
			return goapp.Button().Type("button").Class("button").
				Text(words.ShowMore.With(words.Group(min(mostPairs, more)), words.Count(len(shown), words.Paragraph))).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.more.Change(func(n *int) { *n += mostPairs }) })
		})),
	}
}

func (p pair) row() goapp.UI {
	var label []string
	if s := map[version.Op]string{version.Deleted: words.PairRemoved.String(), version.Inserted: words.PairAdded.String(), version.Replaced: words.VersionChanged.String()}[p.Op]; s != "" {
		label = append(label, s)
	}
	if p.Moved {
		label = append(label, words.VersionMoved.String())
	}
	return goapp.Div().Class("pair").Body(
		goapp.If(len(label) > 0, func() goapp.UI { return goapp.Span().Class("pair-label").Text(strings.Join(label, ", ")) }),
		goapp.Div().Class("old").Body(sideOf(p.segments, false)),
		goapp.Div().Class("new").Body(sideOf(p.segments, true)),
	)
}

// versionLine leads from an article to the version before or after it.
func (a *reader) versionLine(art annotations.Article) goapp.UI {
	var links []goapp.UI
	if art.Revises != "" {
		links = append(links, goapp.A().Href(href(versionPath(art.ID))).Text(words.WhatVersionChanged.String()))
	}
	if id := a.newer.Get()[art.ID]; id != "" {
		links = append(links, goapp.A().Href(href(articlePath(id, ""))).Text(words.GoNewerVersion.String()))
	}
	return goapp.If(len(links) > 0, func() goapp.UI { return goapp.P().Class("versions").Body(links...) })
}
