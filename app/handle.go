package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// handles are the edges of the chosen mark, to be dragged.
func (a *marking) handles() goapp.UI {
	var out []goapp.UI
	if m := a.current(); m != nil && a.location.Get().screen == onReader && a.selected.Get().span.Empty() {
		for _, e := range edges(*m) {
			class := "start"
			if e.End {
				class = "end"
			}
			id := handleID(e)
			out = append(out, goapp.Span().ID(id).Class("handle").Class(class).DataSet("handle", id).Aria("hidden", true))
		}
		if !m.Orphan() {
			out = append(out, a.tieHandle())
		}
	}
	return goapp.Div().Class("handles").Body(out...)
}

// putHandle puts a handle at the middle of the line, on the outer side of the
// character that an edge stands at.
func (a *marking) putHandle(art annotations.Article, m annotations.Annotation, e Edge) {
	c := edgeCharacter(art, m, e)
	box, _, ok := a.p.Box(rangeOf(art, c))
	if !ok {
		return
	}
	x := box.X
	if e.End != rightToLeft(art.Text.Slice(c)) {
		x += box.W
	}
	a.p.Put(handleID(e), x, box.Y+box.H/2)
}

// handleID is the element ID of the handle of an edge.
func handleID(e Edge) string {
	if e.End {
		return "handle-end-" + strconv.Itoa(e.Span)
	}
	return "handle-start-" + strconv.Itoa(e.Span)
}

// tieID is the element ID of the handle that is dragged from the chosen mark to another
// to tie the two.
const tieID = "handle-tie"

// tieHandle is what is dragged from the chosen mark.
func (a *marking) tieHandle() goapp.UI {
	return goapp.Span().ID(tieID).Class("handle tie").DataSet("handle", tieID).Aria("hidden", true).Title(words.TipTie.String())
}

// putTieHandle puts the handle into the margin beside the last line of the chosen mark,
// where it covers no text.
func (a *marking) putTieHandle(art annotations.Article, m annotations.Annotation) {
	if _, line, ok := a.p.Box(rangeOf(art, m.Spans[len(m.Spans)-1])); ok {
		const away, inside = 16, 20 // CSS pixels: from the text, at least from the window's edge
		a.p.Put(tieID, min(a.p.Margin()+away, float64(a.p.Width()-inside)), line.Y+line.H/2)
	}
}
