package app

import (
	"maps"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// actorPage is the page of an actor.
type actorPage struct {
	*core
	ledgerPage *ledgerPage
	editor     *editor

	split state.Cell[map[annotations.ID]bool] // mentions that are chosen to be somebody else's

	page *part
}

// actorScreen is an actor's page: the record, and all mentions, claims and figures of
// the actor in all articles.
func (a *actorPage) actorScreen() goapp.UI {
	corpus, failed := a.corpus.Get(), a.ledgerPage.failed.Get()
	if corpus == nil {
		said := words.ReadingLibraryNow.String()
		if failed != "" {
			said = failed
		}
		return goapp.Main().ID("main").TabIndex(-1).Class("actor-page").Body(goapp.P().Class("quiet").Text(said))
	}
	who := corpus.Actors.Find(a.location.Get().actor)
	if x := a.ledgerPage.whole.Get().Actor(a.location.Get().actor); who == nil && x != nil {
		return a.unrecorded(x)
	}
	if who == nil {
		return message(words.NoActor.String(), words.NoActorAbout.String())
	}
	id := who.ID
	o := linked()
	o.Wide, o.Level = true, 2
	mentions := corpus.Mentions(id)
	return goapp.Main().ID("main").TabIndex(-1).Class("actor-page").Body(
		goapp.Div().Class("actor-record").Body(
			goapp.H1().Text(who.Name),
			goapp.P().Class("quiet").Text(standing(who)),
			goapp.If(safeLink(who.Link), func() goapp.UI {
				return goapp.P().Body(goapp.A().Href(who.Link).Rel("noopener noreferrer").Target("_blank").Text(who.Link))
			}),
			goapp.Div().Class("fields").Body(a.editor.recordFields(who)...),
			goapp.Div().Class("acts").Body(
				act("merge", id, words.ActMerge.String(), func() { a.pickMerge(id) }),
				act("remove-actor", id, words.ActDeleteRecord.String(), func() { a.removeActor(id) }),
			),
			goapp.If(len(mentions) > 1, func() goapp.UI { return a.splitFields(who, mentions) }),
		),
		goapp.Div().Class("actor-ledger").Body(derivedView(a.ledgerPage.whole.Get().ActorHTML(id, o), nil, nil)),
	)
}

// unrecorded is the page of one who is mentioned and of whom there is no record yet.
func (a *actorPage) unrecorded(x *ledger.Actor) goapp.UI {
	o := linked()
	o.Wide, o.Level = true, 2
	return goapp.Main().ID("main").TabIndex(-1).Class("actor-page").Body(
		goapp.Div().Class("actor-record").Body(
			goapp.H1().Text(x.Title()),
			goapp.P().Class("quiet").Text(words.NoRecordOfActor.String()),
		),
		goapp.Div().Class("actor-ledger").Body(derivedView(a.ledgerPage.whole.Get().ActorHTML(x.ID(), o), nil, nil)),
	)
}

// safeLink reports whether an address can be followed from the page.
func safeLink(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// pickMerge lets the reader choose the actor that stands for another from now on.
func (a *actorPage) pickMerge(from annotations.ID) {
	a.editor.pickActor(words.WhoIsItReally.String(), from, func(into annotations.ID) {
		if a.corpus.Get() == nil {
			return
		}
		a.do(a.corpus.Get().MergeActors(from, into, now()))
		if a.location.Get().screen == onActor {
			a.visitPath(actorPath(into))
		}
	}, nil)
}

func (a *actorPage) removeActor(id annotations.ID) {
	if a.corpus.Get() != nil {
		a.do(a.corpus.Get().RemoveActor(id, now()))
	}
}

// splitFields lets the reader make another actor of some of the mentions.
func (a *actorPage) splitFields(who *annotations.Actor, mentions []*annotations.Annotation) goapp.UI {
	id := who.ID
	shown := mentions[:min(len(mentions), ledgerRows)]
	split := a.split.Get()
	var chosen []annotations.ID
	for _, m := range mentions {
		if split[m.ID] {
			chosen = append(chosen, m.ID)
		}
	}
	return goapp.Details().Class("more split").Body(
		goapp.Summary().Text(words.ActSplit.String()),
		goapp.P().Class("tip").Text(words.SplitAbout.String()),
		goapp.Ul().Class("mentions").Body(goapp.Range(shown).Slice(func(i int) goapp.UI {
			m := shown[i]
			title := ""
			if d, ok := a.corpus.Get().Doc(m.Article); ok {
				title = d.Article.Title
			}
			said := words.Quoted(m.Exact())
			if len(m.Quotes) > 0 {
				said = "…" + oneLine(m.Quotes[0].Prefix) + said + oneLine(m.Quotes[0].Suffix) + "…"
			}
			return goapp.Li().Body(
				goapp.Button().Type("button").Class("choice").Role("checkbox").Aria("checked", split[m.ID]).
					OnClick(func(ctx goapp.Context, e goapp.Event) {
						now := maps.Clone(a.split.Get())
						if now == nil {
							now = map[annotations.ID]bool{}
						}
						now[m.ID] = !now[m.ID]
						a.split.Set(now)
					}, goapp.EventScope("split", string(m.ID))).
					Body(goapp.Span().Class("box").Aria("hidden", true), goapp.Span().Text(said), goapp.Small().Text(words.Clip(title, words.InMessage))),
			)
		})),
		goapp.Div().Class("acts").Body(goapp.If(len(chosen) > 0, func() goapp.UI {
			return act("split", id, words.MakeSomebodyElse.Count(len(chosen)), func() { a.pickSplit(id) })
		})),
	)
}

// pickSplit lets the reader say of whom the chosen mentions are.
func (a *actorPage) pickSplit(from annotations.ID) {
	chosen := func() (ids []annotations.ID) {
		for id, on := range a.split.Get() {
			if on {
				ids = append(ids, id)
			}
		}
		a.split.Set(nil)
		return ids
	}
	a.editor.pickActor(words.WhoseAreThey.String(), from, func(to annotations.ID) {
		e := annotations.Edit{Name: annotations.SplitOff}
		ids := chosen()
		for _, d := range a.corpus.Get().Docs() {
			e = e.And(d.SetActor(to, now(), ids...))
		}
		e.Name = annotations.SplitOff
		a.do(e)
	}, func(name string) { a.do(a.corpus.Get().Split(name, now(), chosen()...)) })
}
