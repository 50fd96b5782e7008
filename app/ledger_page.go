package app

import (
	"context"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// ledgerPage is the ledger across the library.
type ledgerPage struct {
	*core
	catalogue  *catalogue
	actorPage  *actorPage
	arithmetic *arithmetic

	failed   state.Cell[string] // why the library could not be read
	filter   state.Cell[ledger.Filter]
	byFigure state.Cell[ledger.FigureOrder] // the orders of the tables
	byActor  state.Cell[ledger.ActorOrder]
	more     state.Cell[int] // rows of a table beyond the first that the reader asked for
	width    state.Cell[int] // of the window, which the pictures are drawn for

	whole *state.Derived[ledger.Ledger]
	shown *state.Derived[ledger.Ledger] // what passes the filter
	table *state.Derived[string]        // the view that the address names, as HTML

	page *part
}

func newLedgerPage(c *core) *ledgerPage {
	a := &ledgerPage{core: c}
	a.whole = state.From(func() ledger.Ledger {
		if c := a.corpus.Get(); c != nil {
			return ledger.Of(c.Docs(), c.Actors)
		}
		return ledger.Ledger{}
	})
	a.shown = state.From(func() ledger.Ledger {
		if f := a.filter.Get(); f != (ledger.Filter{}) {
			return a.whole.Get().Filter(f)
		}
		return a.whole.Get()
	})
	a.table = state.From(a.ledgerHTML)
	a.page = newPart(c.effects, a.ledgerScreen)
	return a
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
	label words.Phrase
}{{viewClaims, words.ViewClaims}, {viewFigures, words.ViewFigures}, {viewActors, words.ViewActors}, {viewPictures, words.ViewPictures}, {viewAudit, words.ViewArithmetic}}

// ledgerRows is how many rows a table begins with, and how many more are shown at a time.
const ledgerRows = 300

const (
	ledgerSearchID = "ledger-search"
	ledgerTitleID  = "ledger-title"
)

// openBooks reads the library, the first time; then what is shown of it follows.
func (a *ledgerPage) openBooks() {
	if p := a.location.Get(); a.filter.Get().Article != p.article {
		a.sift(func(f *ledger.Filter) { f.Article = p.article })
	}
	if a.corpus.Get() != nil {
		return
	}
	a.work(words.BusyReadingLibrary.String(), func(ctx context.Context) error {
		_, err := a.session.Corpus(ctx)
		a.ctx.Dispatch(func(goapp.Context) {
			if err != nil {
				a.failed.Set(words.StoreTrouble(err))
				return
			}
			a.failed.Set("")
			a.takeAll()
		})
		return nil
	})
}

// refill is the effect that writes what is searched for into its field, which is empty when
// the reader comes back to the ledger.
func (a *ledgerPage) refill() {
	if a.location.Get().screen == onLedger && a.corpus.Get() != nil {
		a.drawn(func() { a.p.SetValue(ledgerSearchID, a.filter.Get().Query) })
	}
}

// foresee reads the library while the reader reads, so that its ledger opens at once. A
// very large one is read when it is asked for.
func (a *ledgerPage) foresee() {
	a.ctx.After(rest, func(goapp.Context) {
		marks := 0
		for _, s := range a.catalogue.summaries.Get() {
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

// sift filters the ledger in another way.
func (a *ledgerPage) sift(alter func(f *ledger.Filter)) {
	a.filter.Change(alter)
	a.more.Set(0)
}

// sortBy sorts the table that is shown.
func (a *ledgerPage) sortBy(key string) {
	if a.location.Get().view == viewActors {
		a.byActor.Set(ledger.ActorOrder(key))
	} else {
		a.byFigure.Set(ledger.FigureOrder(key))
	}
}

// ledgerScreen draws the page.
func (a *ledgerPage) ledgerScreen() goapp.UI {
	view, article := a.location.Get().view, a.filter.Get().Article
	tabs := make([]goapp.UI, 0, len(ledgerViews))
	for _, v := range ledgerViews {
		l := goapp.A().Class("tab").Href(href(ledgerPath(v.view, article))).Text(v.label.String())
		if view == v.view {
			l = l.Aria("current", "page")
		}
		tabs = append(tabs, l)
	}
	return goapp.Main().ID("main").TabIndex(-1).Class("ledger-page").Body(
		goapp.Div().Class("ledger-head").Body(
			goapp.H1().ID(ledgerTitleID).Text(words.TitleLedger.String()),
			goapp.P().Class("quiet").Text(a.ledgerWords()),
			goapp.Nav().Class("tabs").Aria("label", words.TipViews.String()).Body(tabs...),
		),
		goapp.Div().Class("ledger-filters").Body(goapp.If(a.corpus.Get() != nil && view != viewAudit, a.ledgerFilters)),
		goapp.Div().Class("ledger-body").Body(a.ledgerBody()),
	)
}

func (a *ledgerPage) ledgerWords() string {
	switch failed := a.failed.Get(); {
	case a.corpus.Get() != nil:
	case failed != "":
		return failed
	default:
		return words.ReadingLibraryNow.String()
	}
	return a.shown.Get().Summary()
}

// ledgerBody is the view that the address names.
func (a *ledgerPage) ledgerBody() goapp.UI {
	switch view := a.location.Get().view; {
	case a.corpus.Get() == nil:
		return goapp.Div()
	case view == viewPictures:
		return a.pictures()
	case view == viewAudit:
		return a.arithmetic.page()
	}
	return derivedView(a.table.Get(), a.sortBy, func() { a.more.Change(func(n *int) { *n += ledgerRows }) })
}

// ledgerHTML is the view as HTML.
func (a *ledgerPage) ledgerHTML() string {
	o := linked()
	o.Wide, o.Level, o.Most = true, 2, ledgerRows+a.more.Get()
	switch l := a.shown.Get(); a.location.Get().view {
	case viewFigures:
		return l.FiguresHTML(orElse(a.byFigure.Get(), ledger.ByPlace), o)
	case viewActors:
		return l.ActorsHTML(orElse(a.byActor.Get(), ledger.ByMentions), o)
	default:
		return l.ClaimsHTML(o)
	}
}

func orElse[S ~string](s, or S) S {
	if s == "" {
		return or
	}
	return s
}

// ledgerFilters say what of the ledger is shown, and take it along as a table.
func (a *ledgerPage) ledgerFilters() goapp.UI {
	choose := func(id, label, value string, of []option, set func(f *ledger.Filter, v string)) goapp.UI {
		return &choiceField{ID: "filter-" + id, Label: label, Value: value, Options: of, app: a.core, Pick: func(v string) {
			a.sift(func(f *ledger.Filter) { set(f, v) })
		}}
	}
	none := option{ledger.None, words.NotSaidYet.String()}
	articles := []option{{"", words.ChoiceAllArticles.String()}}
	for _, d := range a.corpus.Get().Docs() {
		articles = append(articles, option{string(d.Article.ID), words.Clip(d.Article.Title, words.InMessage)})
	}
	whole := a.whole.Get()
	speakers := []option{{"", words.ChoiceAnybody.String()}}
	for _, s := range whole.Speakers() {
		speakers = append(speakers, option{string(s.ID()), words.Clip(s.Name, words.InMessage)})
	}
	list := func(of []string) []option {
		out := []option{{"", words.ChoiceAny.String()}}
		for _, s := range of {
			out = append(out, option{s, s})
		}
		return out
	}
	f := a.filter.Get()
	return goapp.Div().Class("filter-row").Body(
		goapp.Div().Class("search").Body(
			goapp.Label().For(ledgerSearchID).Class("unseen").Text(words.SearchLedger.String()),
			goapp.Input().ID(ledgerSearchID).Type("search").Placeholder(words.HintSearchLedger.String()).
				OnInput(func(ctx goapp.Context, e goapp.Event) {
					query := ctx.JSSrc().Get("value").String()
					a.sift(func(f *ledger.Filter) { f.Query = query })
				}),
		),
		goapp.Details().Class("more").Body(
			goapp.Summary().Text(words.Filters.String()),
			goapp.Div().Class("fields").Body(
				choose("article", words.FilterArticle.String(), string(f.Article), articles, func(f *ledger.Filter, v string) { f.Article = annotations.ID(v) }),
				choose("speaker", words.FilterSpeaker.String(), string(f.Actor), speakers, func(f *ledger.Filter, v string) { f.Actor = annotations.ID(v) }),
				choose("source", words.FilterSource.String(), string(f.Source), append(options(words.ChoiceAny.String(), annotations.Sources, words.SourceName), none), func(f *ledger.Filter, v string) { f.Source = annotations.Source(v) }),
				choose("attribution", words.FieldGivenAs.String(), string(f.Attribution), append(options(words.ChoiceAny.String(), annotations.Attributions, words.AttributionName), none), func(f *ledger.Filter, v string) { f.Attribution = annotations.Attribution(v) }),
				choose("stance", words.FilterStance.String(), string(f.Stance), append(options(words.ChoiceAny.String(), annotations.Stances, words.StanceName), none), func(f *ledger.Filter, v string) { f.Stance = annotations.Stance(v) }),
				choose("status", words.Checking.String(), string(f.Status), append(options(words.ChoiceAny.String(), annotations.Statuses, words.StatusName), none), func(f *ledger.Filter, v string) { f.Status = annotations.Status(v) }),
				choose("verdict", words.FieldVerdict.String(), f.Verdict, append(list(whole.Verdicts()), none), func(f *ledger.Filter, v string) { f.Verdict = v }),
				choose("figure", words.ViewFigures.String(), string(f.FigureType), options(words.ChoiceAnyType.String(), annotations.FigureTypes, words.FigureTypeName), func(f *ledger.Filter, v string) { f.FigureType = annotations.FigureType(v) }),
				choose("tag", words.FilterTag.String(), f.Tag, list(whole.Tags()), func(f *ledger.Filter, v string) { f.Tag = v }),
			),
		),
		goapp.If(f != (ledger.Filter{}), func() goapp.UI {
			return goapp.Button().Type("button").Class("act").Text(words.ActShowAll.String()).OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.sift(func(f *ledger.Filter) { *f = ledger.Filter{} })
				a.p.SetValue(ledgerSearchID, "")
			}, goapp.EventScope("all"))
		}),
		goapp.If(a.location.Get().view != viewPictures, func() goapp.UI {
			return goapp.Button().Type("button").Class("button").Text(words.ActCopyTable.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.copyTable() }, goapp.EventScope("table"))
		}),
	)
}

// copyTable puts the table that is shown on the clipboard, for a spreadsheet or a text.
func (a *ledgerPage) copyTable() {
	l := a.shown.Get()
	t := l.ClaimsTable()
	switch a.location.Get().view {
	case viewFigures:
		t = l.FiguresTable(orElse(a.byFigure.Get(), ledger.ByPlace))
	case viewActors:
		t = l.ActorsTable(orElse(a.byActor.Get(), ledger.ByMentions))
	}
	a.ctx.Async(func() {
		err := a.p.CopyTable(a.ctx, t.TSV(), t.HTML())
		a.ctx.Dispatch(func(goapp.Context) {
			if err != nil {
				a.tell(words.TableNotCopied.String())
				return
			}
			a.tell(words.CopiedRows.Count(len(t.Rows)))
		})
	})
}
