package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
)

// tieID is the element ID of the handle that is dragged from the chosen mark to another
// to tie the two.
const tieID = "handle-tie"

// tieChosen lets the reader choose what the chosen mark is tied to.
func (a *App) tieChosen() {
	m := a.current()
	if m == nil {
		return
	}
	id := m.ID
	switch m.Kind {
	case annotations.KindClaim:
		a.pickSpeaker(id)
	case annotations.KindFigure:
		a.pickMark("To which claim does it belong?", id, annotations.KindClaim, func(a *App, claim annotations.ID) { a.tieTo(id, claim) })
	case annotations.KindActor:
		a.pickMark("Which claim do they say?", id, annotations.KindClaim, func(a *App, claim annotations.ID) { a.tieTo(id, claim) })
	}
}

// tieTo ties two marks by what they are.
func (a *App) tieTo(from, to annotations.ID) {
	e := a.doc().Tie(from, to, now())
	if e.Empty() {
		a.tell("These two cannot be tied: a claim goes with an actor, a figure or another claim, a figure with a figure.")
		return
	}
	a.do(e)
}

// tieHandle is what is dragged from the chosen mark.
func (a *App) tieHandle() goapp.UI {
	return goapp.Span().ID(tieID).Class("handle tie").DataSet("handle", tieID).Aria("hidden", true).Title("Drag to another mark to tie the two")
}

// putTieHandle puts the handle into the margin beside the last line of the chosen mark,
// where it covers no text.
func (a *App) putTieHandle(art annotations.Article, m annotations.Annotation) {
	if _, line, ok := a.p.Box(rangeOf(art, m.Spans[len(m.Spans)-1])); ok {
		const away, inside = 16, 20 // CSS pixels: from the text, at least from the window's edge
		a.p.Put(tieID, min(a.p.Margin()+away, float64(a.p.Width()-inside)), line.Y+line.H/2)
	}
}

// dragTie follows the tie handle: the mark under the pointer shows, and is tied when the
// handle is let go.
func (a *App) dragTie(p Point, done bool) {
	m := a.current()
	d := a.doc()
	var target *annotations.Annotation
	for _, n := range d.At(offset(d.Article, p)) {
		if n.ID != m.ID && !d.Tie(m.ID, n.ID, now()).Empty() {
			target = n
			break
		}
	}
	if !done {
		if target == nil {
			a.p.Paint("edge")
		} else {
			a.p.Paint("edge", ranges(d.Article, target.Spans...)...)
		}
		return
	}
	a.p.Paint("edge")
	if target == nil {
		a.tell("Let go on a mark to tie the two.")
	} else {
		a.tieTo(m.ID, target.ID)
	}
	a.paint()
}
