package app

import (
	"unicode"

	"pressmark/annotations"
	"pressmark/app/platform"
)

// point returns where code point cp of an article lies on the paper. A place
// between blocks is the end of the block before it.
func point(a annotations.Article, cp int) platform.Point {
	i := a.BlockAt(cp)
	if i < 0 {
		return platform.Point{}
	}
	b := a.Blocks[i].Span
	cp = min(max(cp, b.Start), b.End)
	return platform.Point{Block: i, UTF16: a.Text.UTF16(cp) - a.Text.UTF16(b.Start)}
}

// offset returns the code point that lies at a point of the paper.
func offset(a annotations.Article, p platform.Point) int {
	if len(a.Blocks) == 0 {
		return 0
	}
	b := a.Blocks[min(max(p.Block, 0), len(a.Blocks)-1)].Span
	return min(a.Text.FromUTF16(a.Text.UTF16(b.Start)+p.UTF16), b.End)
}

// rangeOf returns where a span lies on the paper. A span that ends with its block
// ends there, not before the next.
func rangeOf(a annotations.Article, s annotations.Span) platform.Range {
	r := platform.Range{From: point(a, s.Start), To: point(a, s.End)}
	if s.Empty() {
		return r
	}
	if last := a.BlockAt(s.End - 1); last >= 0 && last < r.To.Block {
		b := a.Blocks[last].Span
		r.To = platform.Point{Block: last, UTF16: a.Text.UTF16(min(s.End, b.End)) - a.Text.UTF16(b.Start)}
	}
	return r
}

// spanOf returns the span of the text under a range of the paper.
func spanOf(a annotations.Article, r platform.Range) annotations.Span {
	s := annotations.Span{Start: offset(a, r.From), End: offset(a, r.To)}
	if s.End < s.Start {
		s.Start, s.End = s.End, s.Start
	}
	return s
}

// ranges returns where spans lie on the paper.
func ranges(a annotations.Article, spans ...annotations.Span) []platform.Range {
	out := make([]platform.Range, 0, len(spans))
	for _, s := range spans {
		if !s.Empty() {
			out = append(out, rangeOf(a, s))
		}
	}
	return out
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
