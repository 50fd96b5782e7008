package app

import (
	"math"
	"slices"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// moveCursor moves the word cursor, or the edge that is chosen.
func (a *marking) moveCursor(by Unit, dir int, extend bool) {
	art := a.reader.doc().Article
	if !a.cursor.Get().On {
		a.land()
	} else {
		a.cursor.Set(a.cursor.Get().Move(art, by, dir, extend))
	}
	a.cursorMoved()
}

// moveLine moves the word cursor to the line above or below, to the word nearest to
// where it was when it last moved within a line.
func (a *marking) moveLine(dir int, extend bool) {
	art := a.reader.doc().Article
	if !a.cursor.Get().On {
		a.moveCursor(ByWord, dir, false)
		return
	}
	from, ok := a.wordBox(a.cursor.Get().Head)
	if !ok {
		return
	}
	if a.column == 0 {
		a.column = from.X + from.W/2
	}
	column := a.column
	line, best, away := from, a.cursor.Get().Head, math.Inf(1)
	for w := range wordsFrom(art, a.cursor.Get().Head, dir) {
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
	a.cursor.Set(a.cursor.Get().At(art, best.Start, extend))
	a.cursorMoved()
	a.column = column
}

// wordBox is the box of a word, or of its first part where a line breaks in it.
func (a *marking) wordBox(w annotations.Span) (platform.Rect, bool) {
	box, _, ok := a.p.Box(rangeOf(a.reader.doc().Article, w))
	return box, ok
}

// level reports whether two boxes are on one line.
func level(a, b platform.Rect) bool {
	middle := a.Y + a.H/2
	return b.Y <= middle && middle <= b.Y+b.H
}

func (a *marking) cursorMoved() {
	art := a.reader.doc().Article
	if !a.selected.Get().by.Keys {
		a.p.Select(platform.Range{}) // the browser's
	}
	a.selected.Set(selection{})
	a.byKeys.Set(true)
	a.strayed = true
	a.column = 0
	spoken := art.Text.Slice(a.cursor.Get().Head)
	if a.cursor.Get().Anchor != a.cursor.Get().Head {
		a.selected.Set(selection{span: art.Text.Snap(a.cursor.Get().Span()), by: platform.Pointer{Keys: true}})
		spoken = words.Clip(art.Text.Slice(a.cursor.Get().Span()), words.InMessage)
	}
	a.speak(spoken)
	a.p.Reveal(rangeOf(art, a.cursor.Get().Head))
}

// speak says what the cursor stands on. The same word again is a change, too.
func (a *core) speak(s string) {
	if s == a.spoken.Get() {
		s += "\u00a0"
	}
	a.spoken.Set(s)
}

// land puts the word cursor into the text when the keyboard brings the focus there:
// on the chosen mark, where it was, or on the first word in view.
func (a *marking) land() {
	art := a.reader.doc().Article
	if len(art.Blocks) == 0 || a.cursor.Get().On || !a.selected.Get().span.Empty() {
		return
	}
	at := a.cursor.Get().Head.Start
	if m := a.current(); m != nil && !m.Orphan() {
		at = m.Spans[0].Start
	} else if a.cursor.Get().Head.Empty() {
		at = a.firstInView()
	}
	a.cursor.Set(Cursor{}.At(art, at, false))
	a.speak(art.Text.Slice(a.cursor.Get().Head))
}

// firstInView is the code point where the first line that can be seen begins.
func (a *marking) firstInView() int {
	art := a.reader.doc().Article
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
func (a *marking) neighbour(dir int) *annotations.Annotation {
	marks := a.reader.doc().Marks()
	at := slices.IndexFunc(marks, func(m *annotations.Annotation) bool { return m.ID == a.chosen.Get() })
	if at < 0 || a.strayed {
		at = -1
		for i, m := range marks {
			if before := m.Cover().Start < a.cursor.Get().Head.Start; !m.Orphan() && (before || dir < 0 && !a.cursor.Get().On) {
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

func (a *marking) tabMark(dir int) {
	if m := a.neighbour(dir); m != nil {
		a.byKeys.Set(true)
		a.choose(m.ID, true)
	}
}

// openMark chooses the mark at the cursor; pressed again, the one around it, and
// on the chosen one's own Enter, its note.
func (a *marking) openMark() {
	switch {
	case a.edge.Get() != nil:
		a.edge.Set(nil)
		return
	case a.pen.Get() != "" && !a.selected.Get().span.Empty():
		a.mark(a.pen.Get())
		return
	}
	under := a.reader.doc().At(a.cursor.Get().Head.Start)
	if m := a.current(); m != nil && (len(under) == 0 || under[len(under)-1].ID == m.ID || !m.Holds(a.cursor.Get().Head.Start)) {
		a.panel.sheet.Set(true)
		a.panel.show(tabMarks)
		a.panel.revealRow()
		a.ctx.Defer(func(goapp.Context) { a.p.Focus(noteID) })
		return
	}
	for i, m := range under {
		if m.ID == a.chosen.Get() && i+1 < len(under) {
			a.choose(under[i+1].ID, false)
			return
		}
	}
	if len(under) > 0 {
		a.choose(under[0].ID, false)
	}
}
