package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/app/platform"
)

type marking struct {
	*core
	reader   *reader
	editor   *editor
	offering *offering
	panel    *panel

	chosen   annotations.ID
	edge     *Edge // of the chosen annotation, that the arrows move
	selected selection
	cursor   Cursor
	focused  bool    // the paper has the focus
	byKeys   bool    // the reader last moved by keys: then the word cursor shows
	strayed  bool    // the word cursor has left the chosen mark since it was chosen
	column   float64 // CSS pixels: where moving by lines keeps to; 0: where the cursor is
	pen      annotations.Kind
}

// A selection is what the reader has selected to mark: already snapped, unless
// Alt was held.
type selection struct {
	span annotations.Span
	by   platform.Pointer
}

// current is the chosen annotation, or nil.
func (a *marking) current() *annotations.Annotation {
	if a.chosen == "" {
		return nil
	}
	return a.reader.doc().Find(a.chosen)
}

func (a *marking) hasChosen() bool { return a.current() != nil }

// paperEvents says what the app does about what a reader does on the paper.
func (a *marking) paperEvents() platform.PaperEvents {
	ui := func(f func()) { a.ctx.Dispatch(func(goapp.Context) { f() }) }
	return platform.PaperEvents{
		Selected:   func(r platform.Range, by platform.Pointer) { ui(func() { a.selectedRange(r, by) }) },
		Deselected: func() { ui(a.deselected) },
		Clicked:    func(p platform.Point) { ui(func() { a.clicked(p) }) },
		Dragged:    func(h string, p platform.Point, done bool) { ui(func() { a.dragged(h, p, done) }) },
		Moved: func() {
			a.ctx.Dispatch(func(ctx goapp.Context) {
				a.float()
				ctx.PreventUpdate() // scrolling draws nothing anew
			})
		},
		Dropped: func(string) { ui(a.paint) },
		Focused: func(on bool) {
			ui(func() {
				a.focused = on
				if on && a.byKeys {
					a.land()
				}
				a.paint()
			})
		},
	}
}

// selectedRange takes up a selection: the pen marks it at once, else the bar
// offers to.
func (a *marking) selectedRange(r platform.Range, by platform.Pointer) {
	art := a.reader.doc().Article
	span := spanOf(art, r)
	a.byKeys = by.Keys
	if by.Exact {
		span = art.Text.Whole(span)
	} else {
		span = art.Text.Snap(span)
	}
	if span.Empty() {
		a.deselected()
		return
	}
	a.selected, a.offering.offers = selection{span, by}, offers{}
	a.cursor = Cursor{}.Over(art, span) // so that the keys go on from there
	if a.pen != "" {
		a.mark(a.pen)
		return
	}
	if !by.Touch { // under a finger the handles would jump
		a.p.Select(rangeOf(art, span))
	}
	a.paint()
}

// deselected follows the browser's selection when it ends. What the word cursor
// selects is none of the browser's, and so never ends here.
func (a *marking) deselected() {
	a.selected = selection{}
	a.cursor.Anchor = a.cursor.Head
	a.paint()
}

// clicked chooses the mark under a click: the innermost first, and with each
// further click the one around it. Elsewhere it lets go.
func (a *marking) clicked(p platform.Point) {
	a.selected, a.byKeys = selection{}, false
	d := a.reader.doc()
	cp := offset(d.Article, p)
	a.cursor = Cursor{}.At(d.Article, cp, false)
	a.strayed = true
	under := d.At(cp)
	if len(under) == 0 && cp > 0 {
		under = d.At(cp - 1) // the caret is behind the last letter
	}
	next := annotations.ID("")
	for i, m := range under {
		if i == 0 || under[i-1].ID == a.chosen {
			next = m.ID
		}
	}
	if next != "" && a.panel.tab != tabAudit {
		a.panel.tab = tabMarks // where it can be edited
	}
	a.choose(next, false)
}

// choose makes an annotation the chosen one; "" lets go. It is scrolled into view
// on the paper if reveal is set, and in the panel always.
func (a *marking) choose(id annotations.ID, reveal bool) {
	a.commit()
	old := a.current()
	a.chosen, a.edge, a.offering.offers = id, nil, offers{}
	m := a.current()
	if m == nil {
		a.chosen = ""
	}
	a.version++
	if old != nil {
		a.patch(old.Spans...)
	}
	if m == nil {
		a.paint()
		return
	}
	a.patch(m.Spans...)
	if m.Orphan() {
		a.say("“" + clip(m.Exact()) + "”: not found in the text.")
	} else {
		a.say(kindName(m.Kind) + ": " + clip(m.Exact()))
		a.strayed = false
		if !a.cursor.On || !m.Holds(a.cursor.Head.Start) {
			a.cursor = Cursor{}.At(a.reader.doc().Article, m.Spans[0].Start, false)
		}
		if reveal {
			a.p.Reveal(rangeOf(a.reader.doc().Article, m.Spans[0]))
		}
	}
	a.panel.revealRow()
	a.offering.weigh()
}

// let lets go of everything that belongs to the open article.
func (a *reader) let() {
	a.commit()
	a.marking.chosen, a.marking.edge, a.offering.offers = "", nil, offers{}
	a.marking.selected = selection{}
	a.marking.cursor = Cursor{}
	a.layers = layering{}
	a.version++
}

// span is what a command marks: the selection, else what the cursor has.
func (a *marking) span() annotations.Span {
	if !a.selected.span.Empty() {
		return a.selected.span
	}
	if a.cursor.On {
		text := a.reader.doc().Article.Text
		return text.Snap(a.cursor.Span())
	}
	return annotations.Span{}
}

// mark marks what is selected as a kind, or the word under the cursor. Where a
// mark was chosen and nothing happened since, it makes that one of the kind.
func (a *marking) mark(kind annotations.Kind) {
	d := a.reader.doc()
	if m := a.current(); m != nil && a.selected.span.Empty() && !a.strayed {
		a.do(d.SetKind(kind, now(), m.ID))
		a.offering.propose(false)
		return
	}
	s := a.span()
	if s.Empty() {
		a.tell("Select some words first, or press an arrow key to put the word cursor into the text.")
		return
	}
	by := a.selected.by
	e := a.reader.ownAt(d, s).Mark(kind, now(), s)
	if e.Empty() {
		a.release()
		for _, m := range d.At(s.Start) {
			if m.Kind == kind && m.Cover() == s {
				a.choose(m.ID, false)
			}
		}
		a.say("That is marked already.")
		return
	}
	a.do(e)
	a.release()
	if a.pen == "" || by.Touch { // a finger gets handles to put right what it selected
		a.choose(e.Annotations[0].After.ID, false)
		a.say(a.toast.text)
		a.offering.propose(false)
	}
}

// release ends a selection after it was used.
func (a *marking) release() {
	a.selected = selection{}
	a.cursor.Anchor = a.cursor.Head
	a.p.Select(platform.Range{})
	a.paint()
}

// extend adds the selection to the chosen mark, or puts an orphan there.
func (a *marking) extend() {
	m := a.current()
	s := a.span()
	if m == nil || s.Empty() {
		return
	}
	a.do(a.reader.doc().Extend(m.ID, now(), s))
	a.release()
}

func (a *marking) markMentions() {
	m := a.current()
	if m == nil {
		return
	}
	e := a.reader.doc().MarkMentions(m.ID, now())
	if e.Empty() {
		a.tell("There are no other mentions of “" + clip(m.Exact()) + "” to mark.")
		return
	}
	a.do(e)
}

func (a *marking) deleteChosen() {
	m := a.current()
	if m == nil {
		return
	}
	a.commit() // so that undo brings back what was typed
	a.do(a.reader.whole().Delete(now(), m.ID))
	a.chosen, a.edge, a.offering.offers = "", nil, offers{}
	if !a.focused {
		a.p.Focus(paperID) // the button that had the focus is gone
	}
	a.paint()
}

// cyclePen goes from no pen to each kind and back.
func (a *marking) cyclePen() {
	next := annotations.Kinds[0]
	for i, k := range annotations.Kinds {
		if k != a.pen {
			continue
		}
		next = ""
		if i+1 < len(annotations.Kinds) {
			next = annotations.Kinds[i+1]
		}
	}
	a.setPen(next)
}

func (a *marking) setPen(k annotations.Kind) {
	a.pen = k
	a.p.SetPref("pen", string(k))
	if k == "" {
		a.say("Pen down: selecting offers to mark.")
		return
	}
	a.say("Pen: every selection becomes " + article(k) + ".")
}

func (a *marking) canEscape() bool {
	return a.edge != nil || !a.selected.span.Empty() || a.chosen != "" || a.panel.sheet
}

// escape lets go of one thing after the other.
func (a *marking) escape() {
	switch {
	case a.edge != nil:
		a.edge = nil
	case !a.selected.span.Empty():
		a.release()
	case a.chosen != "":
		a.choose("", false)
	case a.panel.sheet:
		a.panel.sheet = false
	}
	a.paint()
}
