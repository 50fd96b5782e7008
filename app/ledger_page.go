package app

import (
	"context"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
)

type ledgerPage struct {
	*core
	catalogue  *catalogue
	panel      *panel
	actorPage  *actorPage
	arithmetic *arithmetic
	books      books
}

// books are the ledger of the whole library, with what of it is shown.
type books struct {
	corpus  *annotations.Corpus // nil: not read yet
	failed  string              // why it could not be read
	whole   ledger.Ledger
	shown   ledger.Ledger
	filter  ledger.Filter
	figures ledger.FigureOrder
	actors  ledger.ActorOrder
	most    int                  // rows of a table
	drawn   map[drawnView]string // HTML of what is shown
	reason  string
	split   map[annotations.ID]bool // mentions that are chosen on an actor's page
}

// A drawnView is a view with what else its HTML depends on but what is shown.
type drawnView struct {
	view    ledgerView
	figures ledger.FigureOrder
	actors  ledger.ActorOrder
	most    int
}

// A ledgerView is what the ledger's page shows.
type ledgerView string

// The views; the zero view is the claims.
const (
	viewClaims   ledgerView = ""
	viewFigures  ledgerView = "figures"
	viewActors   ledgerView = "actors"
	viewPictures ledgerView = "pictures"
	viewAudit    ledgerView = "audit"
)

var ledgerViews = []struct {
	view  ledgerView
	label string
}{{viewClaims, "Claims"}, {viewFigures, "Figures"}, {viewActors, "Actors"}, {viewPictures, "Pictures"}, {viewAudit, "Arithmetic"}}

// ledgerRows is how many rows a table begins with, and how many more are shown at a time.
const ledgerRows = 300

const (
	ledgerSearchID = "ledger-search"
	ledgerTitleID  = "ledger-title"
)

// openBooks reads the library, the first time; then what is shown of it follows.
func (a *ledgerPage) openBooks() {
	if a.session == nil {
		return
	}
	b := &a.books
	if b.filter.Article != a.place.article {
		b.filter.Article = a.place.article
		b.sift()
	}
	if b.corpus != nil {
		a.showQuery()
		return // nothing has changed since
	}
	a.work("Reading the library", func(ctx context.Context) error {
		c, err := a.session.Corpus(ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			if err != nil {
				a.books.failed = storeTrouble(err)
				return
			}
			a.books.balance(c)
			a.showQuery()
		})
		return nil
	})
}

// showQuery writes what is searched for into its field, which is empty when the reader
// comes back to the ledger.
func (a *ledgerPage) showQuery() {
	a.drawn(func() { a.p.SetValue(ledgerSearchID, a.books.filter.Query) })
}

// foresee reads the library while the reader reads, so that its ledger opens at once. A
// very large one is read when it is asked for.
func (a *ledgerPage) foresee() {
	a.ctx.After(rest, func(goapp.Context) {
		marks := 0
		for _, s := range a.catalogue.summaries {
			for _, n := range s.Counts {
				marks += n
			}
		}
		if marks > mostForeseen {
			return
		}
		a.ctx.Async(func() {
			if _, err := a.session.Corpus(a.ctx); err != nil {
				goapp.Log(err) // it is read again, and said, when it is asked for
			}
		})
	})
}

const (
	rest         = 2 * time.Second
	mostForeseen = 50_000 // marks
)

// rebalance follows a change of the library, where its ledger is shown.
func (a *ledgerPage) rebalance() {
	a.arithmetic.addUp(max(auditPause, 2*a.arithmetic.sums.took))
	if a.books.corpus == nil || a.place.screen != onLedger && a.place.screen != onActor {
		a.books.corpus = nil
		return
	}
	if c, err := a.session.Corpus(a.ctx); err == nil { // it is in memory
		a.books.balance(c)
	}
}

// balance makes the ledger of a corpus.
func (b *books) balance(c annotations.Corpus) {
	b.corpus, b.failed = &c, ""
	b.whole = ledger.Of(c.Docs(), c.Actors)
	b.sift()
}

// sift shows what passes the filter.
func (b *books) sift() {
	b.most, b.drawn = ledgerRows, nil
	b.shown = b.whole
	if b.filter != (ledger.Filter{}) {
		b.shown = b.whole.Filter(b.filter)
	}
}

// sortBy sorts the table that is shown.
func (a *ledgerPage) sortBy(key string) {
	switch {
	case a.place.screen == onReader:
		a.panel.figureOrder = ledger.FigureOrder(key)
	case a.place.view == viewActors:
		a.books.actors = ledger.ActorOrder(key)
	default:
		a.books.figures = ledger.FigureOrder(key)
	}
}

// ledgerScreen is the ledger across the library.
func (a *ledgerPage) ledgerScreen() goapp.UI {
	b := &a.books
	tabs := make([]goapp.UI, 0, len(ledgerViews))
	for _, v := range ledgerViews {
		l := goapp.A().Class("tab").Href(href(ledgerPath(v.view, b.filter.Article))).Text(v.label)
		if a.place.view == v.view {
			l = l.Aria("current", "page")
		}
		tabs = append(tabs, l)
	}
	return goapp.Main().ID("main").TabIndex(-1).Class("ledger-page").Body(
		goapp.Div().Class("ledger-head").Body(
			goapp.H1().ID(ledgerTitleID).Text("Ledger"),
			goapp.P().Class("quiet").Text(a.ledgerWords()),
			goapp.Nav().Class("tabs").Aria("label", "Views of the ledger").Body(tabs...),
		),
		goapp.Div().Class("ledger-filters").Body(goapp.If(b.corpus != nil && a.place.view != viewAudit, a.ledgerFilters)),
		goapp.Div().Class("ledger-body").Body(a.ledgerBody()),
	)
}

func (a *ledgerPage) ledgerWords() string {
	b := &a.books
	switch {
	case b.failed != "":
		return b.failed
	case b.corpus == nil:
		return "Reading the library …"
	}
	return b.shown.Summary()
}

// ledgerBody is the view that the address names.
func (a *ledgerPage) ledgerBody() goapp.UI {
	b := &a.books
	switch {
	case b.corpus == nil:
		return goapp.Div()
	case a.place.view == viewPictures:
		return a.pictures()
	case a.place.view == viewAudit:
		return a.arithmetic.arithmetic()
	}
	return a.panel.view(a.ledgerHTML())
}

// ledgerHTML is the view as HTML. It is made once for what is shown: the page is drawn
// more often than that changes.
func (a *ledgerPage) ledgerHTML() string {
	b := &a.books
	v := drawnView{a.place.view, orElse(b.figures, ledger.ByPlace), orElse(b.actors, ledger.ByMentions), b.most}
	if html, ok := b.drawn[v]; ok {
		return html
	}
	o := a.panel.ledgerOptions(true)
	o.Level, o.Most, o.Selected = 2, b.most, ""
	if b.drawn == nil {
		b.drawn = map[drawnView]string{}
	}
	switch v.view {
	case viewFigures:
		b.drawn[v] = b.shown.FiguresHTML(v.figures, o)
	case viewActors:
		b.drawn[v] = b.shown.ActorsHTML(v.actors, o)
	default:
		b.drawn[v] = b.shown.ClaimsHTML(o)
	}
	return b.drawn[v]
}

func orElse[S ~string](s, or S) S {
	if s == "" {
		return or
	}
	return s
}

// ledgerFilters say what of the ledger is shown, and take it along as a table.
func (a *ledgerPage) ledgerFilters() goapp.UI {
	b := &a.books
	choose := func(id, label, value string, of []option, set func(f *ledger.Filter, v string)) goapp.UI {
		return &choiceField{ID: "filter-" + id, Label: label, Value: value, Options: of, app: a.core, Pick: func(v string) {
			set(&b.filter, v)
			b.sift()
		}}
	}
	none := option{ledger.None, "Not said"}
	articles := []option{{"", "All articles"}}
	for _, d := range b.corpus.Docs() {
		articles = append(articles, option{string(d.Article.ID), clip(d.Article.Title)})
	}
	speakers := []option{{"", "Anybody"}}
	for _, s := range b.whole.Speakers() {
		speakers = append(speakers, option{string(s.ID()), clip(s.Name)})
	}
	list := func(of []string) []option {
		out := []option{{"", "Any"}}
		for _, s := range of {
			out = append(out, option{s, s})
		}
		return out
	}
	f := b.filter
	return goapp.Div().Class("filter-row").Body(
		goapp.Div().Class("search").Body(
			goapp.Label().For(ledgerSearchID).Class("unseen").Text("Search the ledger"),
			goapp.Input().ID(ledgerSearchID).Type("search").Placeholder("Search quotes, speakers, notes").
				OnInput(func(ctx goapp.Context, e goapp.Event) {
					b.filter.Query = ctx.JSSrc().Get("value").String()
					b.sift()
				}),
		),
		goapp.Details().Class("more").Body(
			goapp.Summary().Text("Filters"),
			goapp.Div().Class("fields").Body(
				choose("article", "Article", string(f.Article), articles, func(f *ledger.Filter, v string) { f.Article = annotations.ID(v) }),
				choose("speaker", "Speaker", string(f.Actor), speakers, func(f *ledger.Filter, v string) { f.Actor = annotations.ID(v) }),
				choose("source", "Source", string(f.Source), append(options("Any", annotations.Sources, sourceName), none), func(f *ledger.Filter, v string) { f.Source = annotations.Source(v) }),
				choose("attribution", "Given as", string(f.Attribution), append(options("Any", annotations.Attributions, attributionName), none), func(f *ledger.Filter, v string) { f.Attribution = annotations.Attribution(v) }),
				choose("stance", "Stance", string(f.Stance), append(options("Any", annotations.Stances, stanceName), none), func(f *ledger.Filter, v string) { f.Stance = annotations.Stance(v) }),
				choose("status", "Checking", string(f.Status), append(options("Any", annotations.Statuses, statusName), none), func(f *ledger.Filter, v string) { f.Status = annotations.Status(v) }),
				choose("verdict", "Verdict", f.Verdict, append(list(b.whole.Verdicts()), none), func(f *ledger.Filter, v string) { f.Verdict = v }),
				choose("figure", "Figures", string(f.FigureType), options("Any type", annotations.FigureTypes, figureTypeName), func(f *ledger.Filter, v string) { f.FigureType = annotations.FigureType(v) }),
				choose("tag", "Tag", f.Tag, list(b.whole.Tags()), func(f *ledger.Filter, v string) { f.Tag = v }),
			),
		),
		goapp.If(f != (ledger.Filter{}), func() goapp.UI {
			return goapp.Button().Type("button").Class("act").Text("Show all").OnClick(func(ctx goapp.Context, e goapp.Event) {
				b.filter = ledger.Filter{}
				a.p.SetValue(ledgerSearchID, "")
				b.sift()
			}, goapp.EventScope("all"))
		}),
		goapp.If(a.place.view != viewPictures, func() goapp.UI {
			return goapp.Button().Type("button").Class("button").Text("Copy as table").
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.copyTable() }, goapp.EventScope("table"))
		}),
	)
}

// copyTable puts the table that is shown on the clipboard, for a spreadsheet or a text.
func (a *ledgerPage) copyTable() {
	b := &a.books
	t := b.shown.ClaimsTable()
	switch a.place.view {
	case viewFigures:
		t = b.shown.FiguresTable(orElse(b.figures, ledger.ByPlace))
	case viewActors:
		t = b.shown.ActorsTable(orElse(b.actors, ledger.ByMentions))
	}
	a.ctx.Async(func() {
		err := a.p.CopyTable(a.ctx, t.TSV(), t.HTML())
		a.ctx.Dispatch(func(goapp.Context) {
			if err != nil {
				a.tell("The table could not be copied: the browser does not allow it.")
				return
			}
			a.tell("Copied " + count(len(t.Rows), "row") + ".")
		})
	})
}
