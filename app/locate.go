package app

import (
	"unicode"

	"pressmark/annotations"
)

// point returns where code point cp of an article lies on the paper. A place
// between blocks is the end of the block before it.
func point(a annotations.Article, cp int) Point {
	i := a.BlockAt(cp)
	if i < 0 {
		return Point{}
	}
	b := a.Blocks[i].Span
	cp = min(max(cp, b.Start), b.End)
	return Point{Block: i, UTF16: a.Text.UTF16(cp) - a.Text.UTF16(b.Start)}
}

// offset returns the code point that lies at a point of the paper.
func offset(a annotations.Article, p Point) int {
	if len(a.Blocks) == 0 {
		return 0
	}
	b := a.Blocks[min(max(p.Block, 0), len(a.Blocks)-1)].Span
	return min(a.Text.FromUTF16(a.Text.UTF16(b.Start)+p.UTF16), b.End)
}

// rangeOf returns where a span lies on the paper. A span that ends with its block
// ends there, not before the next.
func rangeOf(a annotations.Article, s annotations.Span) Range {
	r := Range{From: point(a, s.Start), To: point(a, s.End)}
	if s.Empty() {
		return r
	}
	if last := a.BlockAt(s.End - 1); last >= 0 && last < r.To.Block {
		b := a.Blocks[last].Span
		r.To = Point{Block: last, UTF16: a.Text.UTF16(min(s.End, b.End)) - a.Text.UTF16(b.Start)}
	}
	return r
}

// spanOf returns the span of the text under a range of the paper.
func spanOf(a annotations.Article, r Range) annotations.Span {
	s := annotations.Span{Start: offset(a, r.From), End: offset(a, r.To)}
	if s.End < s.Start {
		s.Start, s.End = s.End, s.Start
	}
	return s
}

// ranges returns where spans lie on the paper.
func ranges(a annotations.Article, spans ...annotations.Span) []Range {
	out := make([]Range, 0, len(spans))
	for _, s := range spans {
		if !s.Empty() {
			out = append(out, rangeOf(a, s))
		}
	}
	return out
}

// union returns the smallest box that holds both.
func (r Rect) union(o Rect) Rect {
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{X: x, Y: y, W: max(r.X+r.W, o.X+o.W) - x, H: max(r.Y+r.H, o.Y+o.H) - y}
}

// rightToLeft reports whether text runs from right to left, by its first letter,
// as the browser decides it of a block.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, fromRight...)
		}
	}
	return false
}

// fromRight are the scripts written from right to left that people write today.
var fromRight = []*unicode.RangeTable{
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
	unicode.Mandaic, unicode.Samaritan, unicode.Adlam, unicode.Hanifi_Rohingya,
}
