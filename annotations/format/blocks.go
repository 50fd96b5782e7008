package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

// A layout is what the elements around a text make of it.
type layout struct {
	kind   annotations.BlockKind
	level  int
	lists  int   // that it is in
	quotes int   // that it is in
	pre    bool  // white space stands
	bullet *bool // in a list item: whether the item's first block is written
	inCell bool  // a table cell: what ends blocks elsewhere is a space here
}

// A blockWriter collects blocks and the text they lie in.
type blockWriter struct {
	text   strings.Builder
	len    int // of text, in code points
	blocks []annotations.Block
	line   []byte // of the block that is being written
	space  bool   // white space is pending
}

// write adds text to the line; runs of white space become one space.
func (b *blockWriter) write(s string, pre bool) {
	if pre {
		if b.space && len(b.line) > 0 {
			b.line = append(b.line, ' ')
		}
		b.line, b.space = append(b.line, s...), false
		return
	}
	for _, c := range []byte(s) {
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			b.space = true
			continue
		}
		if b.space && len(b.line) > 0 {
			if last := b.line[len(b.line)-1]; last != '\n' && last != '\t' {
				b.line = append(b.line, ' ')
			}
		}
		b.line, b.space = append(b.line, c), false
	}
}

// flush ends the line: it becomes a block unless it shows nothing.
func (b *blockWriter) flush(l layout) {
	s := strings.TrimFunc(string(b.line), unicode.IsSpace)
	b.line, b.space = b.line[:0], false
	if !plain.Visible(s) {
		return
	}
	if l.kind == "" {
		l.kind = annotations.Paragraph
	}
	if l.kind == annotations.ListItem {
		if *l.bullet { // a second paragraph of an item has no bullet
			l.kind, l.level = annotations.Paragraph, 0
		} else {
			*l.bullet = true
		}
	}
	if b.len > 0 {
		b.text.WriteString("\n\n")
		b.len += 2
	}
	n := utf8.RuneCountInString(s)
	b.text.WriteString(s)
	b.blocks = append(b.blocks, annotations.Block{
		Kind: l.kind, Level: l.level, Span: annotations.Span{Start: b.len, End: b.len + n},
	})
	b.len += n
}

// firstHeading returns the text of the first heading of the highest level, or "".
func firstHeading(a annotations.Article) string {
	best := annotations.Block{Level: 7}
	for _, b := range a.Blocks {
		if b.Kind == annotations.Heading && b.Level < best.Level {
			best = b
		}
	}
	return plain.OneLine(a.Text.Slice(best.Span))
}
