package app

import (
	"iter"
	"slices"

	"pressmark/annotations"
)

// A Cursor is the keyboard's place in an article: the word it stands on, and the
// word where a selection began. It steps over words and other units, never into
// what lies between blocks.
type Cursor struct {
	On     bool
	Anchor annotations.Span // where Shift was first held; equal to Head without it
	Head   annotations.Span
}

// Span returns what the cursor has selected: at least its word.
func (c Cursor) Span() annotations.Span { return c.Anchor.Cover(c.Head) }

// A Unit is what a cursor steps by.
type Unit int

// The units.
const (
	ByWord Unit = iota
	BySentence
	ByBlock
	ByCharacter
)

// At puts the cursor on the word at code point cp, or the next one after it, or
// the last one before it.
func (c Cursor) At(a annotations.Article, cp int, extend bool) Cursor {
	w, ok := wordAt(a, cp)
	if !ok {
		return c
	}
	c.Head = w
	if !extend || !c.On {
		c.Anchor = w
	}
	c.On = true
	return c
}

// Over puts the cursor on the words of a span, the last of them its head.
func (c Cursor) Over(a annotations.Article, s annotations.Span) Cursor {
	return c.At(a, s.Start, false).At(a, max(s.End-1, s.Start), true)
}

// Move steps by a unit in a direction, -1 or 1.
func (c Cursor) Move(a annotations.Article, by Unit, dir int, extend bool) Cursor {
	if !c.On {
		return c.At(a, c.Head.Start, false)
	}
	return c.At(a, stepFrom(a, c.Head, by, dir), extend)
}

// wordAt returns the word at cp, else the next one, else the last before.
func wordAt(a annotations.Article, cp int) (annotations.Span, bool) {
	at := a.BlockAt(cp)
	if at < 0 {
		return annotations.Span{}, false
	}
	for i := at; i < len(a.Blocks); i++ {
		for _, w := range wordsIn(a, i) {
			if w.End > cp {
				return w, true
			}
		}
	}
	for i := at; i >= 0; i-- {
		if ws := wordsIn(a, i); len(ws) > 0 {
			return ws[len(ws)-1], true
		}
	}
	return annotations.Span{}, false
}

// wordsFrom yields the words after w (or before it, for -1), through all blocks.
func wordsFrom(a annotations.Article, w annotations.Span, dir int) iter.Seq[annotations.Span] {
	return func(yield func(annotations.Span) bool) {
		for i := a.BlockAt(w.Start); i >= 0 && i < len(a.Blocks); i += dir {
			ws := wordsIn(a, i)
			if dir < 0 {
				slices.Reverse(ws)
			}
			for _, x := range ws {
				if (x.Start-w.Start)*dir > 0 && !yield(x) {
					return
				}
			}
		}
	}
}

func wordsIn(a annotations.Article, block int) []annotations.Span {
	return a.Text.Words(a.Blocks[block].Span)
}

// stepFrom returns the code point at which the unit before or after a word begins:
// for -1 the word's own unit, if the word is not its first. It stays where there is
// no such unit.
func stepFrom(a annotations.Article, w annotations.Span, by Unit, dir int) int {
	if at, ok := next(a, w.Start, dir, func(i int) []int { return starts(a, i, by) }); ok {
		return at
	}
	return w.Start
}

// starts lists where the units of a block begin. What holds no word is none.
func starts(a annotations.Article, block int, by Unit) []int {
	ws := wordsIn(a, block)
	units := ws
	switch by {
	case BySentence:
		units = a.Text.Sentences(a.Blocks[block].Span)
	case ByBlock:
		units = []annotations.Span{a.Blocks[block].Span}
	}
	var out []int
	for _, u := range units {
		for len(ws) > 0 && ws[0].Start < u.Start {
			ws = ws[1:]
		}
		if len(ws) > 0 && ws[0].Start < u.End {
			out = append(out, ws[0].Start)
		}
	}
	return out
}

// next returns the first of the places in blocks, each block's in order, that is
// after cp, or the last one before it.
func next(a annotations.Article, cp, dir int, places func(block int) []int) (at int, ok bool) {
	for i := a.BlockAt(cp); i >= 0 && i < len(a.Blocks); i += dir {
		ps := places(i)
		if dir < 0 {
			slices.Reverse(ps)
		}
		for _, p := range ps {
			if (p-cp)*dir > 0 {
				return p, true
			}
		}
	}
	return 0, false
}
