package app

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// offering offers what a reader probably wants to say of the chosen mark next.
type offering struct {
	*desk

	offers state.Cell[offers] // what is offered for the chosen mark, at its side
	found  state.Cell[offers] // what could be offered for it, maybe before its last change

	finding *state.Derived[offers] // what could be offered for it now
}

func newOffering(d *desk) *offering {
	a := &offering{desk: d}
	a.finding = state.From(func() offers {
		if m := a.marking.current(); m != nil {
			return a.find(m)
		}
		return offers{}
	})
	return a
}

// An offer is something that a reader probably wants next: who an actor is, who says a
// claim, what a figure is tied to. Enter takes the first, a digit any.
type offer struct {
	label  string // what it is: "Dmitry Peskov"
	detail string // why: "Kremlin spokesman", “said”
	take   func()
}

// offers are what is offered for a mark, at its side and in the panel.
type offers struct {
	of    annotations.ID
	title string // what is asked: "Who is this?"
	list  []offer
}

// most is how many offers there are at most: one a digit.
const mostOffers = 9

// find finds what is offered for a mark now.
func (a *offering) find(m *annotations.Annotation) offers {
	var o offers
	switch m.Kind {
	case annotations.KindActor:
		o = a.actorOffers(m)
	case annotations.KindClaim:
		o = a.claimOffers(m)
	case annotations.KindFigure:
		o = a.figureOffers(m)
	}
	o.of = m.ID
	o.list = o.list[:min(len(o.list), mostOffers)]
	return o
}

// weigh is the effect that finds what is offered for the chosen mark, once what was done is
// shown: looking through the text and the actors must not hold up a mark.
func (a *offering) weigh() {
	if a.finding.Follow(); a.marking.current() == nil {
		return
	}
	a.drawn(func() {
		o := a.finding.Get()
		if o.of == "" {
			return
		}
		anew := a.found.Get().of != o.of
		if a.found.Set(o); anew {
			a.panel.revealRow() // its entry has grown
		}
	})
}

// dismiss takes away what is offered.
func (a *offering) dismiss() {
	if a.offers.Get().of != "" {
		a.offers.Set(offers{})
	}
}

// offered is what was found for a mark, maybe before its last change.
func (a *offering) offered(m *annotations.Annotation) offers {
	if a.found.Get().of != m.ID {
		return offers{of: m.ID}
	}
	return a.found.Get()
}

// propose offers what is likely for the chosen mark; insist says so too where there is
// nothing to offer.
func (a *offering) propose(insist bool) {
	a.drawn(func() {
		m := a.marking.current()
		if m == nil || !a.marking.selected.Get().span.Empty() {
			return
		}
		o := a.finding.Get()
		if len(o.list) == 0 {
			a.dismiss()
			if insist {
				a.tell(words.NothingToPropose.String())
			}
			return
		}
		a.offers.Set(o)
		var list []string
		for i, x := range o.list {
			list = append(list, words.OfferNumber.With(strconv.Itoa(i+1), x.label))
		}
		a.say(words.Next(a.live.Get().said, words.OffersOf.With(o.title, strings.Join(list, ". "))))
	})
}

// accept takes the ith offer.
func (a *offering) accept(i int) {
	if i < 0 || i >= len(a.offers.Get().list) {
		return
	}
	o := a.offers.Get().list[i]
	a.offers.Set(offers{})
	o.take()
}

// pressOffer takes an offer if a key says so. It reports whether it did.
func (a *offering) pressOffer(k platform.Key) bool {
	n := len(a.offers.Get().list)
	if n == 0 || k.Focus != platform.OnPaper || k.Ctrl || k.Alt || k.Shift || !a.marking.selected.Get().span.Empty() {
		return false
	}
	at := -1
	switch {
	case k.Name == "Enter":
		at = 0
	case k.Name == "Escape":
		a.ctx.Dispatch(func(goapp.Context) { a.offers.Set(offers{}) })
		return true
	case len(k.Name) == 1 && '1' <= k.Name[0] && k.Name[0] <= '9':
		at = int(k.Name[0] - '1')
	}
	if at < 0 || at >= n {
		return false
	}
	a.ctx.Dispatch(func(goapp.Context) { a.accept(at) })
	return true
}

// offerBar shows the offers at the chosen mark, or at the foot of the window.
func (a *offering) offerBar() goapp.UI {
	o := a.offers.Get()
	buttons := []goapp.UI{goapp.Span().Class("asked").Text(o.title)}
	for i, x := range o.list {
		buttons = append(buttons, goapp.Button().Type("button").Class("offer").
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.accept(i) }, goapp.EventScope("offer", i)).
			Body(
				goapp.Text(x.label),
				goapp.If(x.detail != "", func() goapp.UI { return goapp.Small().Text(x.detail) }),
				goapp.Kbd().Aria("hidden", true).Text(offerKey(i)),
			))
	}
	buttons = append(buttons, goapp.Button().Type("button").Class("icon").Aria("label", words.ActNoneOfThese.String()).Text("✕").
		OnClick(func(ctx goapp.Context, e goapp.Event) { a.offers.Set(offers{}) }, goapp.EventScope("none")))
	return goapp.Div().ID(barID).Class("bar offers").Role("toolbar").Aria("label", o.title).
		OnMouseDown(func(ctx goapp.Context, e goapp.Event) { e.PreventDefault() }, goapp.EventScope("offers")). // keeps the focus
		Body(buttons...)
}

func offerKey(i int) string {
	if i == 0 {
		return "↵"
	}
	return strconv.Itoa(i + 1)
}

// chips shows offers in the panel.
func (a *offering) chips(o offers) goapp.UI {
	buttons := make([]goapp.UI, 0, len(o.list))
	for _, x := range o.list {
		label := x.label
		if x.detail != "" {
			label += " · " + x.detail
		}
		buttons = append(buttons, goapp.Button().Type("button").Class("chip offer").
			OnClick(func(ctx goapp.Context, e goapp.Event) {
				// What is offered now, by what the reader read: it may have moved.
				if m := a.reader.doc().Find(o.of); m != nil {
					now := a.find(m)
					if i := slices.IndexFunc(now.list, func(n offer) bool { return n.label == x.label && n.detail == x.detail }); i >= 0 {
						a.offers.Set(offers{})
						now.list[i].take()
					}
				}
			}, goapp.EventScope("chip", string(o.of), label)).
			Text(label))
	}
	return goapp.Div().Class("chips").Role("group").Aria("label", o.title).Body(buttons...)
}

// around returns the text of a mark's block before and after it.
func around(art annotations.Article, s annotations.Span) (before, after string) {
	i := art.BlockAt(s.Start)
	if i < 0 {
		return "", ""
	}
	b := art.Blocks[i].Span
	return art.Text.Slice(annotations.Span{Start: b.Start, End: s.Start}), art.Text.Slice(annotations.Span{Start: s.End, End: max(b.End, s.End)})
}

// brief shortens text to what fits in a button.
func brief(s string) string {
	const most = 32
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
