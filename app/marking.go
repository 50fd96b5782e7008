package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// marking is what a reader does with the words of the open article and its marks: the
// selection, the word cursor, the chosen mark.
type marking struct {
	*desk

	chosen   state.Cell[annotations.ID]
	edge     state.Cell[*Edge] // of the chosen annotation, that the arrows move
	selected state.Cell[selection]
	cursor   state.Cell[Cursor]
	focused  state.Cell[bool] // the paper has the focus
	byKeys   state.Cell[bool] // the reader last moved by keys: then the word cursor shows
	pen      state.Cell[annotations.Kind]

	barPart, handlePart *part

	// What the next key does depends on these; nothing shows them.
	strayed bool    // the word cursor has left the chosen mark since it was chosen
	column  float64 // CSS pixels: where moving by lines keeps to; 0: where the cursor is
}

// A selection is what the reader has selected to mark: already snapped, unless
// Alt was held.
type selection struct {
	span annotations.Span
	by   platform.Pointer
}

// current is the chosen annotation, or nil.
func (a *marking) current() *annotations.Annotation {
	if a.chosen.Get() == "" {
		return nil
	}
	return a.reader.doc().Find(a.chosen.Get())
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
				a.paper.float()
				ctx.PreventUpdate() // scrolling draws nothing anew
			})
		},
		Dropped: func(string) { ui(a.paper.paint) },
		Focused: func(on bool) {
			ui(func() {
				a.focused.Set(on)
				if on && a.byKeys.Get() {
					a.land()
				}
			})
		},
	}
}

// selectedRange takes up a selection: the pen marks it at once, else the bar
// offers to.
func (a *marking) selectedRange(r platform.Range, by platform.Pointer) {
	art := a.reader.doc().Article
	span := spanOf(art, r)
	a.byKeys.Set(by.Keys)
	if by.Exact {
		span = art.Text.Whole(span)
	} else {
		span = art.Text.Snap(span)
	}
	if span.Empty() {
		a.deselected()
		return
	}
	a.selected.Set(selection{span, by})
	a.offering.offers.Set(offers{})
	a.cursor.Set(Cursor{}.Over(art, span)) // so that the keys go on from there
	if a.pen.Get() != "" {
		a.mark(a.pen.Get())
		return
	}
	if !by.Touch { // under a finger the handles would jump
		a.p.Select(rangeOf(art, span))
	}
}

// deselected follows the browser's selection when it ends. What the word cursor
// selects is none of the browser's, and so never ends here.
func (a *marking) deselected() {
	a.selected.Set(selection{})
	a.cursor.Change(func(c *Cursor) { c.Anchor = c.Head })
}

// clicked chooses the mark under a click: the innermost first, and with each
// further click the one around it. Elsewhere it lets go.
func (a *marking) clicked(p platform.Point) {
	a.selected.Set(selection{})
	a.byKeys.Set(false)
	d := a.reader.doc()
	cp := offset(d.Article, p)
	a.cursor.Set(Cursor{}.At(d.Article, cp, false))
	a.strayed = true
	under := d.At(cp)
	if len(under) == 0 && cp > 0 {
		under = d.At(cp - 1) // the caret is behind the last letter
	}
	next := annotations.ID("")
	for i, m := range under {
		if i == 0 || under[i-1].ID == a.chosen.Get() {
			next = m.ID
		}
	}
	if next != "" && a.panel.tab.Get() != tabAudit {
		a.panel.tab.Set(tabMarks) // where it can be edited
	}
	a.choose(next, false)
}

// choose makes an annotation the chosen one; "" lets go. It is scrolled into view
// on the paper if reveal is set, and in the panel always.
func (a *marking) choose(id annotations.ID, reveal bool) {
	a.commit()
	a.letGo()
	a.chosen.Set(id)
	m := a.current()
	if m == nil {
		a.chosen.Set("")
	}
	if m == nil {
		return
	}
	if m.Orphan() {
		a.say(words.NotFoundQuote.With(words.Title(m.Exact())))
	} else {
		a.say(words.KindAndWords.With(words.KindName(m.Kind), words.Clip(m.Exact(), words.InMessage)))
		a.strayed = false
		if !a.cursor.Get().On || !m.Holds(a.cursor.Get().Head.Start) {
			a.cursor.Set(Cursor{}.At(a.reader.doc().Article, m.Spans[0].Start, false))
		}
		if reveal {
			a.p.Reveal(rangeOf(a.reader.doc().Article, m.Spans[0]))
		}
	}
	a.panel.revealRow()
}

// letGo lets go of the chosen mark and of what belongs to it.
func (a *marking) letGo() {
	state.Put(&a.chosen, "")
	state.Put(&a.edge, nil)
	a.offering.dismiss()
}

// lose is the effect that lets go of a mark that is there no more. What was being typed
// about it is kept, with a copy of it.
func (a *marking) lose() {
	if a.chosen.Get() != "" && a.current() == nil {
		a.commit()
		a.letGo()
	}
}

// span is what a command marks: the selection, else what the cursor has.
func (a *marking) span() annotations.Span {
	if !a.selected.Get().span.Empty() {
		return a.selected.Get().span
	}
	if a.cursor.Get().On {
		text := a.reader.doc().Article.Text
		return text.Snap(a.cursor.Get().Span())
	}
	return annotations.Span{}
}

// mark marks what is selected as a kind, or the word under the cursor. Where a
// mark was chosen and nothing happened since, it makes that one of the kind.
func (a *marking) mark(kind annotations.Kind) {
	d := a.reader.doc()
	if m := a.current(); m != nil && a.selected.Get().span.Empty() && !a.strayed {
		a.do(d.SetKind(kind, now(), m.ID))
		a.offering.propose(false)
		return
	}
	s := a.span()
	if s.Empty() {
		a.tell(words.SelectFirst.String())
		return
	}
	by := a.selected.Get().by
	e := a.reader.ownAt(d, s).Mark(kind, now(), s)
	if e.Empty() {
		a.release()
		for _, m := range d.At(s.Start) {
			if m.Kind == kind && m.Cover() == s {
				a.choose(m.ID, false)
			}
		}
		a.say(words.MarkedAlready.String())
		return
	}
	a.do(e)
	a.release()
	if a.pen.Get() == "" || by.Touch { // a finger gets handles to put right what it selected
		a.choose(e.Annotations[0].After.ID, false)
		a.say(a.toast.Get().text)
		a.offering.propose(false)
	}
}

// release ends a selection after it was used.
func (a *marking) release() {
	a.selected.Set(selection{})
	a.cursor.Change(func(c *Cursor) { c.Anchor = c.Head })
	a.p.Select(platform.Range{})
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
		a.tell(words.NoOtherMentions.With(words.Title(m.Exact())))
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
	a.letGo()
	if !a.focused.Get() {
		a.p.Focus(paperID) // the button that had the focus is gone
	}
}

// cyclePen goes from no pen to each kind and back.
func (a *marking) cyclePen() {
	next := annotations.Kinds[0]
	for i, k := range annotations.Kinds {
		if k != a.pen.Get() {
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
	a.pen.Set(k)
	a.p.SetPref("pen", string(k))
	if k == "" {
		a.say(words.PenDown.String())
		return
	}
	a.say(words.PenBecomes.With(words.OfKind(k)))
}

func (a *marking) canEscape() bool {
	return a.edge.Get() != nil || !a.selected.Get().span.Empty() || a.chosen.Get() != "" || a.panel.sheet.Get()
}

// escape lets go of one thing after the other.
func (a *marking) escape() {
	switch {
	case a.edge.Get() != nil:
		a.edge.Set(nil)
	case !a.selected.Get().span.Empty():
		a.release()
	case a.chosen.Get() != "":
		a.choose("", false)
	case a.panel.sheet.Get():
		a.panel.sheet.Set(false)
	}
}
