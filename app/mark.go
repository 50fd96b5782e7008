package app

import (
	"math"
	"slices"
	"strconv"
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
	a.p.Lay(a.blocks(a.doc()))
	a.paint()
}

// blocks renders all blocks.
func (a *App) blocks(d annotations.Doc) []Block {
	out := make([]Block, len(d.Article.Blocks))
	for i := range out {
		out[i] = a.block(d, i)
	}
	return out
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
		a.p.Paint("edge", ranges(art, edgeCharacter(art, *m, *a.edge))...)
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
		if first, last, ok := a.p.Box(rangeOf(art, s)); ok {
			a.p.Float(barID, first.union(last))
		}
		return
	}
	if m := a.current(); m != nil {
		for i := range m.Spans {
			a.putHandle(art, *m, Edge{Span: i})
			a.putHandle(art, *m, Edge{Span: i, End: true})
		}
	}
}

// putHandle puts a handle at the middle of the line, on the outer side of the
// character that an edge stands at.
func (a *App) putHandle(art annotations.Article, m annotations.Annotation, e Edge) {
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

// edgeCharacter is the character of an annotation that an edge stands at.
func edgeCharacter(art annotations.Article, m annotations.Annotation, e Edge) annotations.Span {
	s := m.Spans[e.Span]
	if e.End {
		return art.Text.Whole(annotations.Span{Start: max(s.End-1, s.Start), End: s.End})
	}
	return art.Text.Whole(annotations.Span{Start: s.Start, End: min(s.Start+1, s.End)})
}

// handleID is the element ID of the handle of an edge.
func handleID(e Edge) string {
	if e.End {
		return "handle-end-" + strconv.Itoa(e.Span)
	}
	return "handle-start-" + strconv.Itoa(e.Span)
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
func (a *App) deselected() {
	a.selected = selection{}
	a.cursor.Anchor = a.cursor.Head
	a.paint()
}

// clicked chooses the mark under a click: the innermost first, and with each
// further click the one around it. Elsewhere it lets go.
func (a *App) clicked(p Point) {
	a.selected, a.byKeys = selection{}, false
	d := a.doc()
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
		a.strayed = false
		if !a.cursor.On || !m.Holds(a.cursor.Head.Start) {
			a.cursor = Cursor{}.At(a.doc().Article, m.Spans[0].Start, false)
		}
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

// mark marks what is selected as a kind, or the word under the cursor. Where a
// mark was chosen and nothing happened since, it makes that one of the kind.
func (a *App) mark(kind annotations.Kind) {
	d := a.doc()
	if m := a.current(); m != nil && a.selected.span.Empty() && !a.strayed {
		a.do(d.SetKind(kind, now(), m.ID))
		return
	}
	s := a.span()
	if s.Empty() {
		a.tell("Select some words first, or press an arrow key to put the word cursor into the text.")
		return
	}
	by := a.selected.by
	e := d.Mark(kind, now(), s)
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
	a.commit() // so that undo brings back what was typed
	a.do(a.doc().Delete(now(), m.ID))
	a.chosen, a.edge = "", nil
	if !a.focused {
		a.p.Focus(paperID) // the button that had the focus is gone
	}
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
	if !a.cursor.On {
		a.land()
	} else {
		a.cursor = a.cursor.Move(art, by, dir, extend)
	}
	a.cursorMoved()
}

// moveLine moves the word cursor to the line above or below, to the word nearest to
// where it was when it last moved within a line.
func (a *App) moveLine(dir int, extend bool) {
	art := a.doc().Article
	if !a.cursor.On {
		a.moveCursor(ByWord, dir, false)
		return
	}
	from, ok := a.wordBox(a.cursor.Head)
	if !ok {
		return
	}
	if a.column == 0 {
		a.column = from.X + from.W/2
	}
	column := a.column
	line, best, away := from, a.cursor.Head, math.Inf(1)
	for w := range wordsFrom(art, a.cursor.Head, dir) {
		box, ok := a.wordBox(w)
		if !ok {
			continue
		}
		if !level(box, line) {
			if line != from {
				break // the line after the next begins
			}
			line = box
		}
		if line != from {
			if d := math.Abs(box.X + box.W/2 - column); d < away {
				best, away = w, d
			}
		}
	}
	a.cursor = a.cursor.At(art, best.Start, extend)
	a.cursorMoved()
	a.column = column
}

// wordBox is the box of a word, or of its first part where a line breaks in it.
func (a *App) wordBox(w annotations.Span) (Rect, bool) {
	box, _, ok := a.p.Box(rangeOf(a.doc().Article, w))
	return box, ok
}

// level reports whether two boxes are on one line.
func level(a, b Rect) bool {
	middle := a.Y + a.H/2
	return b.Y <= middle && middle <= b.Y+b.H
}

func (a *App) cursorMoved() {
	art := a.doc().Article
	if !a.selected.by.Keys {
		a.p.Select(Range{}) // the browser's
	}
	a.selected, a.byKeys, a.strayed, a.column = selection{}, true, true, 0
	spoken := art.Text.Slice(a.cursor.Head)
	if a.cursor.Anchor != a.cursor.Head {
		a.selected = selection{span: art.Text.Snap(a.cursor.Span()), by: Pointer{Keys: true}}
		spoken = clip(art.Text.Slice(a.cursor.Span()))
	}
	a.speak(spoken)
	a.p.Reveal(rangeOf(art, a.cursor.Head))
	a.paint()
}

// speak says what the cursor stands on. The same word again is a change, too.
func (a *App) speak(s string) {
	if s == a.spoken {
		s += "\u00a0"
	}
	a.spoken = s
}

// land puts the word cursor into the text when the keyboard brings the focus there:
// on the chosen mark, where it was, or on the first word in view.
func (a *App) land() {
	art := a.doc().Article
	if len(art.Blocks) == 0 || a.cursor.On || !a.selected.span.Empty() {
		return
	}
	at := a.cursor.Head.Start
	if m := a.current(); m != nil && !m.Orphan() {
		at = m.Spans[0].Start
	} else if a.cursor.Head.Empty() {
		at = a.firstInView()
	}
	a.cursor = Cursor{}.At(art, at, false)
	a.speak(art.Text.Slice(a.cursor.Head))
}

// firstInView is the code point where the first line that can be seen begins.
func (a *App) firstInView() int {
	art := a.doc().Article
	first, _, ok := a.p.Box(rangeOf(art, annotations.Span{Start: 0, End: 1}))
	if !ok || first.Y >= 0 {
		return 0
	}
	const from, to, step = 96, 480, 16 // CSS pixels from the window's top: below the header
	for y := from; y < to; y += step {
		if p, ok := a.p.Point(first.X+1, float64(y)); ok {
			return offset(art, p)
		}
	}
	return 0
}

// neighbour is the mark after the chosen one (or before, for -1) in text order, or
// the cursor's where that has left the chosen one or none is; nil at the end.
func (a *App) neighbour(dir int) *annotations.Annotation {
	marks := a.doc().Marks()
	at := slices.IndexFunc(marks, func(m *annotations.Annotation) bool { return m.ID == a.chosen })
	if at < 0 || a.strayed {
		at = -1
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
	switch {
	case a.edge != nil:
		a.edge = nil
		a.paint()
		return
	case a.pen != "" && !a.selected.span.Empty():
		a.mark(a.pen)
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
		a.choose(under[0].ID, false)
	}
}

func (a *App) canEscape() bool {
	return a.edge != nil || !a.selected.span.Empty() || a.chosen != "" || a.sheet
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
	if m == nil {
		return
	}
	art := a.doc().Article
	for _, e := range edges(*m) {
		if handleID(e) != handle {
			continue
		}
		spans := setEdge(art, *m, e, snapEdge(art, offset(art, p), e.End))
		if !done {
			a.p.Paint("edge", ranges(art, spans...)...)
			return
		}
		a.do(a.doc().Move(m.ID, now(), spans...))
		a.paint()
	}
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
