package app

import (
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/audit"
	"pressmark/annotations/words"
	"pressmark/app/state"
)

// arithmetic says which figures of the library do not add up.
type arithmetic struct {
	*desk

	sums   state.Cell[sums]
	reason state.Cell[string] // key of the finding that a reason is being given for

	next *annotations.Corpus // the state of the library that was last asked about
}

// sums are what in the library does not add up, as it was when that was last looked for.
type sums struct {
	of       *annotations.Corpus // the state that was looked at; nil: none yet
	took     time.Duration
	findings []audit.Finding // what the reader let be, too: see apart
}

// addUp is the effect that looks, after a pause without changes, for what in the library
// does not add up: where that is shown, the library is in memory, and it was not done in
// its present state.
func (a *arithmetic) addUp() {
	p := a.location.Get()
	view := p.screen == onLedger && p.view == viewAudit
	tab := p.screen == onReader && a.panel.tab.Get() == tabAudit
	c := a.corpus.Get()
	if !view && !tab || c == nil || c == a.next {
		return
	}
	a.next = c
	pause := time.Duration(0)
	if x := a.sums.Get(); x.of != nil {
		pause = max(auditPause, 2*x.took)
	}
	a.ctx.After(pause, func(goapp.Context) {
		if a.next != c {
			return // it has changed since
		}
		a.ctx.Async(func() {
			x := addedUp(c)
			a.ctx.Dispatch(func(goapp.Context) {
				if a.next == c {
					a.sums.Set(x)
				}
			})
		})
	})
}

// aSlice is how long is calculated at a stretch: what only calculates lets nothing else
// run, and a page that misses a frame is felt to hang.
const aSlice = 10 * time.Millisecond

// addedUp are the sums of a state of the library.
func addedUp(c *annotations.Corpus) sums {
	start := time.Now()
	slice := start
	check := audit.NewChecker(c.Actors)
	for _, d := range c.Docs() {
		check.Add(d)
		if time.Since(slice) > aSlice {
			time.Sleep(time.Millisecond)
			slice = time.Now()
		}
	}
	open, let := check.Findings()
	return sums{of: c, took: time.Since(start), findings: append(open, let...)}
}

// elsewhere returns what in the open article does not add up with other articles, as far
// as the library was looked at.
func (a *arithmetic) elsewhere() []audit.Finding {
	d := a.reader.doc()
	var out []audit.Finding
	for _, f := range a.sums.Get().findings {
		here, there, gone := false, false, false
		for _, p := range f.Marks {
			switch {
			case p.Article != d.Article.ID:
				there = true
			case d.Find(p.Mark) == nil: // hidden, or deleted since
				gone = true
			default:
				here = true
			}
		}
		if here && there && !gone {
			out = append(out, f)
		}
	}
	return out
}

// apart parts findings into those that are open and those that the reader has let be by
// now.
func (a *arithmetic) apart(list []audit.Finding) (open []audit.Finding, let []dismissed) {
	for _, f := range list {
		articles, reason, gone := f.Articles(), "", false
		for _, id := range articles {
			if art, ok := a.articleOf(id); ok && !gone {
				reason, gone = art.Dismissed(f.Key)
			}
		}
		if gone {
			let = append(let, dismissed{f.Key, f.Kind.Label(1), f.Message(), reason, articles})
		} else {
			open = append(open, f)
		}
	}
	return open, let
}

// articleOf returns an article as it is now, if it is open or the library is in memory.
func (a *arithmetic) articleOf(id annotations.ID) (annotations.Article, bool) {
	if art := a.article.Get().Article; art.ID == id {
		return art, !art.Deleted
	}
	if c := a.corpus.Get(); c != nil {
		d, ok := c.Doc(id)
		return d.Article, ok
	}
	return annotations.Article{}, false
}

// recalled looks again at what was let be, in whichever of its articles that was.
func (a *arithmetic) recalled(x dismissed) annotations.Edit {
	e := annotations.Edit{Name: annotations.Dismissed}
	for _, id := range x.articles {
		if art, ok := a.articleOf(id); ok {
			e.Articles = append(e.Articles, art.Recall(x.key, now()).Articles...)
		}
	}
	return e
}

// page lists which figures of the library do not add up, and which of them the
// reader let be.
func (a *arithmetic) page() goapp.UI {
	x, c := a.sums.Get(), a.corpus.Get()
	open, let := a.apart(x.findings)
	if len(open) == 0 && x.of != c {
		return goapp.P().Class("quiet").Text(words.LookingNow.String())
	}
	return goapp.Div().Body(
		goapp.Div().Body(a.findings(c, open)),
		goapp.If(len(let) > 0, func() goapp.UI { return a.dismissed(let, words.CountDismissed) }),
	)
}

// findings lists figures of the library that do not add up.
func (a *arithmetic) findings(c *annotations.Corpus, list []audit.Finding) goapp.UI {
	if len(list) == 0 {
		return nothingYet(words.AllAddsUp.String(), words.AllAddsUpAbout.String())
	}
	return goapp.Ul().Class("findings").Body(goapp.Range(list).Slice(func(i int) goapp.UI {
		f := list[i]
		var places []goapp.UI
		for _, p := range f.Marks {
			d, ok := c.Doc(p.Article)
			if m := d.Find(p.Mark); ok && m != nil {
				places = append(places, goapp.Li().Body(
					goapp.A().Class("chip figure").Href(href(articlePath(p.Article, p.Mark))).Text(brief(m.Exact())),
					goapp.Small().Text(words.Clip(d.Article.Title, words.InMessage)),
				))
			}
		}
		return a.finding(f, goapp.Ul().Class("places").Body(places...), f.Marks[0].Article)
	}))
}

// finding is numbers that do not add up: what was compared, where, and a way to let it
// be, in an article, with a reason.
func (a *arithmetic) finding(f audit.Finding, places goapp.UI, in annotations.ID) goapp.UI {
	return goapp.Li().Class("finding").Body(
		goapp.P().Class("message").Body(goapp.Strong().Text(words.ASentence.With(words.Capital(f.Kind.Label(1)))+" "), goapp.Text(words.ASentence.With(f.Message()))),
		places,
		a.dismissal(f.Key, func(why string) {
			if art, ok := a.articleOf(in); ok {
				a.do(art.Dismiss(f.Key, why, now()))
			}
		}),
	)
}

// dismissal lets a finding be, with a reason.
func (a *arithmetic) dismissal(key string, dismiss func(reason string)) goapp.UI {
	id := "reason-" + key
	return goapp.Div().Body(goapp.If(a.reason.Get() == key, func() goapp.UI {
		return goapp.Form().Class("reason").OnSubmit(func(ctx goapp.Context, e goapp.Event) {
			e.PreventDefault()
			reason := strings.TrimSpace(ctx.JSSrc().Get("elements").Index(0).Get("value").String())
			a.reason.Set("")
			dismiss(reason)
		}, goapp.EventScope("reason", key)).Body(
			goapp.Label().For(id).Text(words.WhyItAddsUp.String()),
			goapp.Input().ID(id).Type("text").AutoComplete(false),
			goapp.Div().Class("acts").Body(
				goapp.Button().Type("submit").Class("button small").Text(words.ActDismiss.String()),
				goapp.Button().Type("button").Class("act").Text(words.ActKeep.String()).
					OnClick(func(ctx goapp.Context, e goapp.Event) { a.reason.Set("") }, goapp.EventScope("keep", key)),
			),
		)
	}).Else(func() goapp.UI {
		return goapp.Div().Class("acts").Body(goapp.Button().Type("button").Class("act").Text(words.ActAskDismiss.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				a.reason.Set(key)
				a.drawn(func() { a.p.Focus(id) })
			}, goapp.EventScope("dismiss", key)))
	}))
}

// dismissed lists what the reader let be, so that it can be looked at again.
func (a *arithmetic) dismissed(list []dismissed, what words.Phrase) goapp.UI {
	return goapp.Details().Class("more dismissed").Body(
		goapp.Summary().Text(what.Count(len(list))),
		goapp.Ul().Body(goapp.Range(list).Slice(func(i int) goapp.UI {
			x := list[i]
			said := words.KindAndWords.With(x.what, x.text)
			if x.reason != "" {
				said = words.DismissedBecause.With(said, x.reason)
			}
			return goapp.Li().Body(goapp.Span().Text(said), goapp.Button().Type("button").Class("act").Aria("label", words.LookAgainAt.With(said)).Text(words.ActLookAgain.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.do(a.recalled(x)) }, goapp.EventScope("recall", x.key)))
		})),
	)
}
