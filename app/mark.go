package app

import (
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/render"
)

// A selection is what the reader has selected to mark: already snapped, unless
// Alt was held.
type selection struct {
	span annotations.Span
	by   Pointer
}

// lay puts the whole open article on the paper.
func (a *App) lay() {
	if a.place.screen != onReader || a.phase != reading {
		return
	}
	a.p.Attach(paperID, a.paperEvents())
	d := a.doc()
	blocks := make([]Block, len(d.Article.Blocks))
	for i := range blocks {
		blocks[i] = a.block(d, i)
	}
	a.p.Lay(blocks)
	a.paint()
}

// block renders the i-th block.
func (a *App) block(d annotations.Doc, i int) Block {
	b := d.Article.Blocks[i]
	return Block{Kind: b.Kind, Level: b.Level, HTML: render.Block(d, i, a.chosen), Claims: render.Claims(d, i)}
}

// patch renders anew the blocks that spans touch.
func (a *App) patch(spans ...annotations.Span) {
	if a.place.screen != onReader {
		return
	}
	d := a.doc()
	seen := map[int]bool{}
	for _, s := range spans {
		from, to := d.Article.BlocksIn(s)
		for i := from; i < to; i++ {
			if !seen[i] {
				seen[i] = true
				a.p.Patch(i, a.block(d, i))
			}
		}
	}
	a.paint()
}

// paint puts on the paper what is no mark: the selection, the cursor, the handles
// of the chosen mark.
func (a *App) paint() {
	art := a.doc().Article
	if len(art.Blocks) == 0 {
		return
	}
	var shown []Range
	if by := a.selected.by; by.Keys || by.Touch { // else the browser's selection shows it
		shown = ranges(art, a.selected.span)
	}
	a.p.Paint("selection", shown...)
	if a.cursor.On && a.focused && a.byKeys && a.edge == nil {
		a.p.Paint("cursor", ranges(art, a.cursor.Span())...)
	} else {
		a.p.Paint("cursor")
	}
	m := a.current()
	if a.edge != nil && m != nil && a.edge.Span < len(m.Spans) {
		s := m.Spans[a.edge.Span]
		at := annotations.Span{Start: s.Start, End: min(s.Start+1, s.End)}
		if a.edge.End {
			at = annotations.Span{Start: max(s.End-1, s.Start), End: s.End}
		}
		a.p.Paint("edge", ranges(art, art.Text.Whole(at))...)
	} else {
		a.p.Paint("edge")
	}
	a.ctx.Defer(func(goapp.Context) { a.float() })
}

// float puts the bar and the handles where they belong, once they are in the page.
func (a *App) float() {
	art := a.doc().Article
	if len(art.Blocks) == 0 {
		return
	}
	if s := a.selected.span; !s.Empty() {
		if first, _, ok := a.p.Box(rangeOf(art, s)); ok {
			a.p.Float(barID, first)
		}
	}
	if m := a.current(); m != nil && !m.Orphan() {
		if first, _, ok := a.p.Box(rangeOf(art, m.Spans[0])); ok {
			a.p.Put(startHandle, first.X, first.Y)
		}
		if _, last, ok := a.p.Box(rangeOf(art, m.Spans[len(m.Spans)-1])); ok {
			a.p.Put(endHandle, last.X+last.W, last.Y)
		}
	}
}

// current is the chosen annotation, or nil.
func (a *App) current() *annotations.Annotation {
	if a.chosen == "" {
		return nil
	}
	return a.doc().Find(a.chosen)
}

func (a *App) hasChosen() bool { return a.current() != nil }

// paperEvents says what the app does about what a reader does on the paper.
func (a *App) paperEvents() PaperEvents {
	ui := func(f func()) { a.ctx.Dispatch(func(goapp.Context) { f() }) }
	return PaperEvents{
		Selected:   func(r Range, by Pointer) { ui(func() { a.selectedRange(r, by) }) },
		Deselected: func() { ui(a.deselected) },
		Clicked:    func(p Point) { ui(func() { a.clicked(p) }) },
		Dragged:    func(h string, p Point, done bool) { ui(func() { a.dragged(h, p, done) }) },
		Moved:      func() { ui(a.float) },
		Focused: func(on bool) {
			ui(func() {
				a.focused = on
				a.paint()
			})
		},
	}
}

// selectedRange takes up a selection: the pen marks it at once, else the bar
// offers to.
func (a *App) selectedRange(r Range, by Pointer) {
	art := a.doc().Article
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
	a.selected = selection{span, by}
	a.cursor = Cursor{}
	if a.pen != "" {
		a.mark(a.pen)
		return
	}
	if !by.Touch { // under a finger the handles would jump
		a.p.Select(rangeOf(art, span))
	}
	a.paint()
}

func (a *App) deselected() {
	if a.selected.by.Touch || a.selected.span.Empty() {
		a.selected = selection{}
		a.paint()
	}
}

// clicked chooses the mark under a click: the innermost first, and with each
// further click the one around it. Elsewhere it lets go.
func (a *App) clicked(p Point) {
	a.selected, a.byKeys = selection{}, false
	d := a.doc()
	cp := offset(d.Article, p)
	a.cursor = Cursor{}.At(d.Article, cp, false)
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
	a.choose(next, false)
}

// choose makes an annotation the chosen one; "" lets go. It is scrolled into view
// on the paper if reveal is set, and in the panel always.
func (a *App) choose(id annotations.ID, reveal bool) {
	a.commit()
	old := a.current()
	a.chosen, a.edge = id, nil
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
		a.cursor = Cursor{}.At(a.doc().Article, m.Spans[0].Start, false)
		if reveal {
			a.p.Reveal(rangeOf(a.doc().Article, m.Spans[0]))
		}
	}
	a.note.load(m)
	a.fill()
	a.panel.reveal(a)
}

// let lets go of everything that belongs to the open article.
func (a *App) let() {
	a.commit()
	a.chosen, a.edge = "", nil
	a.selected = selection{}
	a.cursor = Cursor{}
	a.version++
}

// span is what a command marks: the selection, else what the cursor has.
func (a *App) span() annotations.Span {
	if !a.selected.span.Empty() {
		return a.selected.span
	}
	if a.cursor.On {
		text := a.doc().Article.Text
		return text.Snap(a.cursor.Span())
	}
	return annotations.Span{}
}

// mark marks the selection as a kind, or makes the chosen mark one of that kind if
// nothing is selected.
func (a *App) mark(kind annotations.Kind) {
	d := a.doc()
	s := a.span()
	if m := a.current(); m != nil && a.selected.span.Empty() && (s.Empty() || a.cursor.Anchor == a.cursor.Head && m.Holds(a.cursor.Head.Start)) {
		a.do(d.SetKind(kind, now(), m.ID))
		return
	}
	if s.Empty() {
		a.tell("Select some words first, or press an arrow key to put the word cursor into the text.")
		return
	}
	e := d.Mark(kind, now(), s)
	if e.Empty() {
		for _, m := range d.At(s.Start) {
			if m.Kind == kind && m.Cover() == s {
				a.release()
				a.choose(m.ID, false)
			}
		}
		a.say("That is marked already.")
		return
	}
	a.do(e)
	a.release()
	if a.selected.by.Touch || a.pen == "" {
		a.choose(e.Annotations[0].After.ID, false)
	}
}

// release ends a selection after it was used.
func (a *App) release() {
	a.selected = selection{}
	a.cursor.Anchor = a.cursor.Head
	a.p.Select(Range{})
	a.paint()
}

// extend adds the selection to the chosen mark, or puts an orphan there.
func (a *App) extend() {
	m := a.current()
	s := a.span()
	if m == nil || s.Empty() {
		return
	}
	a.do(a.doc().Extend(m.ID, now(), s))
	a.release()
}

func (a *App) markMentions() {
	m := a.current()
	if m == nil {
		return
	}
	e := a.doc().MarkMentions(m.ID, now())
	if e.Empty() {
		a.tell("There are no other mentions of “" + clip(m.Exact()) + "” to mark.")
		return
	}
	a.do(e)
}

func (a *App) deleteChosen() {
	m := a.current()
	if m == nil {
		return
	}
	a.note = draft{}
	a.do(a.doc().Delete(now(), m.ID))
	a.chosen, a.edge = "", nil
	a.paint()
}

// cyclePen goes from no pen to each kind and back.
func (a *App) cyclePen() {
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

func (a *App) setPen(k annotations.Kind) {
	a.pen = k
	a.p.SetPref("pen", string(k))
	if k == "" {
		a.say("Pen down: selecting offers to mark.")
		return
	}
	a.say("Pen: every selection becomes " + article(k) + ".")
}

// moveCursor moves the word cursor, or the edge that is chosen.
func (a *App) moveCursor(by Unit, dir int, extend bool) {
	art := a.doc().Article
	c := a.cursor
	if !c.On && a.chosen != "" {
		if m := a.current(); m != nil && !m.Orphan() {
			c = c.At(art, m.Spans[0].Start, false)
		}
	}
	a.cursor = c.Move(art, by, dir, extend)
	a.cursorMoved()
}

// moveLine moves the word cursor to the word above or below.
func (a *App) moveLine(dir int, extend bool) {
	art := a.doc().Article
	if !a.cursor.On {
		a.moveCursor(ByWord, dir, false)
		return
	}
	r := rangeOf(art, a.cursor.Head)
	a.p.Reveal(r)
	first, _, ok := a.p.Box(r)
	if !ok {
		return
	}
	for n := 1.0; n <= 4; n++ { // the next line may be a paragraph's gap away
		p, ok := a.p.Point(first.X+first.W/2, first.Y+first.H/2+float64(dir)*first.H*n)
		if !ok {
			continue
		}
		c := a.cursor.At(art, offset(art, p), extend)
		if c.Head != a.cursor.Head && (c.Head.Start > a.cursor.Head.Start) == (dir > 0) {
			a.cursor = c
			a.cursorMoved()
			return
		}
	}
	a.moveCursor(ByBlock, dir, extend)
}

func (a *App) cursorMoved() {
	art := a.doc().Article
	a.selected, a.byKeys = selection{}, true
	a.spoken = art.Text.Slice(a.cursor.Head)
	if a.cursor.Anchor != a.cursor.Head {
		a.selected = selection{span: art.Text.Snap(a.cursor.Span()), by: Pointer{Keys: true}}
		a.spoken = clip(art.Text.Slice(a.cursor.Span()))
	}
	a.p.Reveal(rangeOf(art, a.cursor.Head))
	a.paint()
}

// neighbour is the mark after the chosen one (or before, for -1) in text order; of
// the cursor if none is chosen; nil at the end.
func (a *App) neighbour(dir int) *annotations.Annotation {
	marks := a.doc().Marks()
	at := -1
	for i, m := range marks {
		if m.ID == a.chosen {
			at = i
		}
	}
	if at < 0 {
		for i, m := range marks {
			if before := m.Cover().Start < a.cursor.Head.Start; !m.Orphan() && (before || dir < 0 && !a.cursor.On) {
				at = i
			}
		}
		if dir < 0 {
			at++
		}
	}
	if at += dir; at < 0 || at >= len(marks) || marks[at].Orphan() {
		return nil
	}
	return marks[at]
}

func (a *App) tabMark(dir int) {
	if m := a.neighbour(dir); m != nil {
		a.byKeys = true
		a.choose(m.ID, true)
	}
}

// openMark chooses the mark at the cursor; pressed again, the one around it, and
// on the chosen one's own Enter, its note.
func (a *App) openMark() {
	if a.edge != nil {
		a.edge = nil
		a.paint()
		return
	}
	under := a.doc().At(a.cursor.Head.Start)
	if m := a.current(); m != nil && (len(under) == 0 || under[len(under)-1].ID == m.ID || !m.Holds(a.cursor.Head.Start)) {
		a.sheet = true
		a.panel.reveal(a)
		a.ctx.Defer(func(goapp.Context) { a.p.Focus(noteID) })
		return
	}
	for i, m := range under {
		if m.ID == a.chosen && i+1 < len(under) {
			a.choose(under[i+1].ID, false)
			return
		}
	}
	if len(under) > 0 {
		head := a.cursor
		a.choose(under[0].ID, false)
		a.cursor = head
		a.paint()
	}
}

func (a *App) canEscape() bool {
	return a.edge != nil || !a.selected.span.Empty() || a.chosen != "" || a.cursor.On || a.sheet
}

// escape lets go of one thing after the other.
func (a *App) escape() {
	switch {
	case a.edge != nil:
		a.edge = nil
	case !a.selected.span.Empty():
		a.release()
	case a.chosen != "":
		a.choose("", false)
	case a.sheet:
		a.sheet = false
	default:
		a.cursor = Cursor{}
	}
	a.paint()
}

// takeEdge chooses which edge of the chosen mark the arrow keys move. Taking the
// same again goes on to the next stretch.
func (a *App) takeEdge(end bool) {
	m := a.current()
	if m == nil || m.Orphan() {
		return
	}
	next := Edge{End: end}
	if a.edge != nil && a.edge.End == end {
		next.Span = (a.edge.Span + 1) % len(m.Spans)
	} else if end {
		next.Span = len(m.Spans) - 1
	}
	a.edge = &next
	a.say(edgeName(next) + ": the arrow keys move it, with Alt by one character. Enter ends that.")
	a.paint()
}

// pressEdge moves the chosen edge if a key is an arrow. It reports whether it was.
func (a *App) pressEdge(k Key) bool {
	dir, ok := map[string]int{"ArrowLeft": -1, "ArrowRight": 1}[k.Name]
	if !ok {
		return false
	}
	by := ByWord
	if k.Alt {
		by = ByCharacter
	}
	a.ctx.Dispatch(func(goapp.Context) { a.moveEdge(*a.edge, by, dir) })
	return true
}

// moveEdge moves an edge of the chosen mark.
func (a *App) moveEdge(e Edge, by Unit, dir int) {
	m := a.current()
	if m == nil || e.Span >= len(m.Spans) {
		return
	}
	art := a.doc().Article
	a.do(a.doc().Move(m.ID, now(), moveEdge(art, *m, e, by, dir)...))
	if m := a.current(); m != nil {
		e.Span = min(e.Span, len(m.Spans)-1)
		if a.edge != nil {
			a.edge = &e
		}
		a.spoken = clip(m.Exact())
	}
	a.paint()
}

// dragged moves an edge of the chosen mark with the pointer.
func (a *App) dragged(handle string, p Point, done bool) {
	m := a.current()
	if m == nil || m.Orphan() {
		return
	}
	art := a.doc().Article
	e := Edge{End: handle == endHandle}
	if e.End {
		e.Span = len(m.Spans) - 1
	}
	spans := setEdge(art, *m, e, snapEdge(art, offset(art, p), e.End))
	if done {
		a.do(a.doc().Move(m.ID, now(), spans...))
		a.p.Paint("edge")
		a.paint()
		return
	}
	a.p.Paint("edge", ranges(art, spans...)...)
}

// snapEdge returns the edge of a word that is nearest to code point cp.
func snapEdge(a annotations.Article, cp int, end bool) int {
	before := edgeStep(a, cp+1, end, ByWord, -1)
	after := edgeStep(a, cp-1, end, ByWord, 1)
	if cp-before <= after-cp {
		return before
	}
	return after
}

// fade takes the toast away after a while. Nothing depends on it: what it offers
// is offered elsewhere too.
func (a *App) fade() {
	a.toast.serial++
	serial := a.toast.serial
	a.ctx.After(toastFor, func(goapp.Context) {
		if a.toast.serial == serial {
			a.toast.text = ""
		}
	})
}

const toastFor = 8 * time.Second
