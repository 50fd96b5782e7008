package app

import (
	"context"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// libraryPage lists the articles.
type libraryPage struct {
	*core
	catalogue *catalogue
	newPage   *newPage
	exports   *exports
	imports   *imports
	outlets   *outlets

	query    state.Cell[string]
	renaming state.Cell[annotations.ID] // the article that is being renamed; "": none
	more     state.Cell[int]            // rows beyond the first that the reader asked for

	page *part

	title string // as it stands in the field
}

const (
	librarySearchID = "shelf-search"
	renameID        = "rename"
	libraryID       = "library-title"
)

// libraryRows is how many articles are listed until the reader asks for more: a row has
// many parts.
const libraryRows = 100

// libraryScreen lists the articles.
func (a *libraryPage) libraryScreen() goapp.UI {
	list := a.catalogue.summaries.Get()
	found := titled(list, a.query.Get())
	shown := found[:min(len(found), libraryRows+a.more.Get())]
	return goapp.Main().ID("main").TabIndex(-1).Class("library").Body(
		goapp.Div().Class("library-head").Body(
			goapp.H1().ID(libraryID).TabIndex(-1).Text(words.TitleLibrary.String()),
			goapp.P().Class("quiet").Text(a.librarySummary()),
			goapp.Div().Class("actions").Body(
				goapp.A().Class("button primary").Href(href("/new")).Text(words.ActPaste.String()),
				a.imports.opener(words.ActOpenFiles.String(), "library-files", false),
				a.imports.opener(words.ActOpenFolder.String(), "library-folder", true),
				goapp.Button().Type("button").Class("button").Text(words.ActExportAll.String()).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.exports.exportLibrary() }),
			),
		),
		goapp.If(len(list) > 1, func() goapp.UI {
			return goapp.Div().Class("search").Body(
				goapp.Label().For(librarySearchID).Class("unseen").Text(words.SearchLibrary.String()),
				goapp.Input().ID(librarySearchID).Type("search").Placeholder(words.HintSearchLibrary.String()).
					OnInput(func(ctx goapp.Context, e goapp.Event) { a.query.Set(ctx.JSSrc().Get("value").String()) }),
			)
		}),
		goapp.If(a.ready.Get() && len(list) == 0, func() goapp.UI {
			return goapp.Div().Class("bare").Body(
				goapp.P().Text(words.LibraryEmpty.String()),
				goapp.P().Class("quiet").Text(words.LibraryEmptyAbout.String()),
			)
		}),
		goapp.If(len(list) > 0 && len(shown) == 0, func() goapp.UI {
			return goapp.P().Class("quiet bare").Text(words.NoTitleFound.String())
		}),
		goapp.Ul().Class("shelf").Body(
			goapp.Range(shown).Slice(func(i int) goapp.UI { return a.articleRow(shown[i]) }),
		),
		goapp.Div().Body(goapp.If(len(shown) < len(found), func() goapp.UI {
			return goapp.Button().Type("button").Class("button").
				Text(words.ShowMore.With(words.Group(min(libraryRows, len(found)-len(shown))), words.Count(len(found), words.Article))).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.more.Change(func(n *int) { *n += libraryRows }) })
		})),
		goapp.Div().Body(a.outlets.outletSection()),
		goapp.If(a.keeping.Get().Damaged > 0, a.damaged),
	)
}

func (a *libraryPage) librarySummary() string {
	if a.catalogue.summaries.Get() == nil {
		return words.OpeningNow.String()
	}
	all, marks := a.catalogue.summaries.Get(), 0
	for _, s := range all {
		for _, n := range s.Counts {
			marks += n
		}
	}
	return words.LibraryHolds.With(words.Count(len(all), words.Article), words.Count(marks, words.Mark))
}

// titled returns the articles whose title has every word of the query in it.
func titled(all []store.Summary, query string) []store.Summary {
	said := strings.Fields(strings.ToLower(query))
	if len(said) == 0 {
		return all
	}
	var out []store.Summary
next:
	for _, x := range all {
		title := strings.ToLower(x.Label)
		for _, w := range said {
			if !strings.Contains(title, w) {
				continue next
			}
		}
		out = append(out, x)
	}
	return out
}

// articleRow is one article: its title, what is marked in it, when it changed, and
// what can be done with it.
func (a *libraryPage) articleRow(s store.Summary) goapp.UI {
	id := s.ID
	act := func(name, label string, f func()) goapp.UI {
		return goapp.Button().Type("button").ID(rowActID(name, id)).Class("act").Aria("label", words.ActOn.With(label, words.Quoted(s.Label))).Text(label).
			OnClick(func(ctx goapp.Context, e goapp.Event) { f() }, goapp.EventScope(name, string(id)))
	}
	var counts []goapp.UI
	for _, k := range annotations.Kinds {
		if n := s.Counts[string(k)]; n > 0 {
			counts = append(counts, goapp.Span().Class("tally").Class(string(k)).Body(
				goapp.I().Class("swatch").Aria("hidden", true), goapp.Text(words.Count(n, words.KindNoun(k)))))
		}
	}
	if len(counts) == 0 {
		counts = append(counts, goapp.Span().Class("tally").Text(words.TallyNoMarks.String()))
	}
	title := goapp.UI(goapp.A().Class("title").Href(href(articlePath(id, ""))).Text(s.Label))
	if a.renaming.Get() == id {
		title = goapp.Form().Class("renaming").
			OnSubmit(func(ctx goapp.Context, e goapp.Event) {
				e.PreventDefault()
				a.rename(id)
			}, goapp.EventScope("rename", string(id))).
			Body(
				goapp.Label().For(renameID).Class("unseen").Text(words.FieldNewTitle.String()),
				goapp.Input().ID(renameID).Type("text").
					OnInput(func(ctx goapp.Context, e goapp.Event) { a.title = ctx.JSSrc().Get("value").String() }).
					OnKeyDown(func(ctx goapp.Context, e goapp.Event) {
						if e.Get("key").String() == "Escape" {
							a.doneRenaming(id)
						}
					}),
				goapp.Button().Type("submit").Class("button primary").Text(words.ActRename.String()),
			)
	}
	return goapp.Li().Class("article-row").Body(
		goapp.Div().Class("row-main").Body(
			title,
			goapp.P().Class("tallies").Body(append(counts, goapp.Span().Class("when").Text(a.p.Date(max(s.Modified, s.Annotated))))...),
		),
		goapp.Div().Class("row-acts").Body(
			act("rename", words.ActRename.String(), func() {
				a.renaming.Set(id)
				a.title = s.Label
				a.ctx.Defer(func(goapp.Context) { a.p.SetValue(renameID, s.Label); a.p.Focus(renameID) })
			}),
			act("duplicate", words.ActDuplicate.String(), func() { a.duplicate(id) }),
			act("export", words.ActExport.String(), func() { a.exports.exportArticle(id) }),
			act("delete", words.ActDelete.String(), func() { a.remove(id) }),
		),
	)
}

// withDoc loads an article with its annotations, as the reader left it, and hands it over on
// the UI goroutine.
func (a *core) withDoc(what string, id annotations.ID, f func(annotations.Doc)) {
	a.work(what, func(ctx context.Context) error {
		d, err := a.session.Load(ctx, id)
		if err != nil {
			return trouble(words.StoreTrouble(err))
		}
		a.ctx.Dispatch(func(goapp.Context) { f(d) })
		return nil
	})
}

func (a *libraryPage) rename(id annotations.ID) {
	title := strings.Join(strings.Fields(a.title), " ")
	a.doneRenaming(id)
	a.withDoc(words.BusyRenaming.String(), id, func(d annotations.Doc) { a.do(d.Article.Rename(title, now())) })
}

// doneRenaming takes the field away, and the focus back to where it came from.
func (a *libraryPage) doneRenaming(id annotations.ID) {
	a.renaming.Set("")
	a.ctx.Defer(func(goapp.Context) { a.p.Focus(rowActID("rename", id)) })
}

// rowActID is the element ID of a button in an article's row.
func rowActID(name string, id annotations.ID) string {
	return name + "-" + id.Short()
}

func (a *libraryPage) duplicate(id annotations.ID) {
	a.withDoc(words.BusyCopying.String(), id, func(d annotations.Doc) { a.do(d.Duplicate(words.CopyOf.With(d.Article.Title), now())) })
}

func (a *libraryPage) remove(id annotations.ID) {
	a.withDoc(words.BusyDeleting.String(), id, func(d annotations.Doc) {
		a.do(d.Remove(now()))
		a.p.Focus(libraryID) // its row goes, and the focus with it
	})
}

// damaged offers what was set aside.
func (a *libraryPage) damaged() goapp.UI {
	return goapp.Section().Class("damaged").Body(
		goapp.H2().Text(words.SetAside.String()),
		goapp.P().Text(words.DamagedUnread.Count(a.keeping.Get().Damaged)),
		goapp.Button().Type("button").Class("button").Text(words.ActDownloadDamaged.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.work(words.BusyCollecting.String(), func(ctx context.Context) error {
					files, err := a.store.Damaged(ctx)
					if err != nil {
						return err
					}
					a.ctx.Dispatch(func(goapp.Context) {
						for _, f := range files {
							a.p.Download(f)
						}
					})
					return nil
				})
			}),
	)
}
