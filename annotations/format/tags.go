package format

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// ErrBrokenTag says that a tag continues a mark that was not begun.
const ErrBrokenTag = words.ErrBrokenTag

// A tag says how a token stands to a mark of one label. The ways to write it differ, and
// can be told apart by the tags that are used:
//
//	IOB2         B first, I others, O outside
//	IOB1         the same, but B only where two marks of one label touch
//	IOBES, BMES  E last and S alone besides; M for I
//	BIOUL        L last and U alone besides
//	IO           labels alone, or with I
type tag struct {
	prefix byte // B, I, E or S; O: outside
	label  string
}

// parseTag reads a tag. bare tells one without a prefix: a label, of which consecutive
// tokens make a mark.
func parseTag(s string) (t tag, bare bool) {
	switch s {
	case "O", "", "_", "-":
		return tag{prefix: 'O'}, false
	}
	if len(s) > 2 && s[1] == '-' {
		switch s[0] {
		case 'B', 'I', 'E', 'S':
			return tag{s[0], s[2:]}, false
		case 'M':
			return tag{'I', s[2:]}, false
		case 'L':
			return tag{'E', s[2:]}, false
		case 'U':
			return tag{'S', s[2:]}, false
		}
	}
	return tag{'I', s}, true
}

// A scheme is what the tags of a file have in common.
type scheme struct {
	prefixed bool // some have a prefix
	begins   bool // every mark begins with B or S
	before   tag
}

// see takes in one tag after the other; outside begins a sentence.
func (s *scheme) see(t tag, bare bool) {
	if t.prefix != 'O' && !bare {
		s.prefixed = true
	}
	if t.prefix == 'S' || t.prefix == 'B' && (s.before.prefix == 'O' || s.before.label != t.label) {
		s.begins = true
	}
	s.before = t
}

// A chunk is a range of tokens with a label.
type chunk struct {
	label    string
	from, to int
}

// chunksOf returns the marks that tags make, and calls broken for each tag that continues
// none though the scheme has every mark begun.
func (s scheme) chunksOf(tags []tag, broken func(i int)) []chunk {
	var out []chunk
	open := false
	for i, t := range tags {
		if t.prefix == 'O' {
			open = false
			continue
		}
		goesOn := open && out[len(out)-1].label == t.label && (t.prefix == 'I' || t.prefix == 'E')
		if goesOn {
			out[len(out)-1].to = i + 1
		} else {
			if s.begins && (t.prefix == 'I' || t.prefix == 'E') {
				broken(i)
			}
			out = append(out, chunk{t.label, i, i + 1})
		}
		open = t.prefix == 'B' || t.prefix == 'I'
	}
	return out
}

// outside is the tag of a token that no mark covers.
var outside = tag{prefix: 'O'}

// cover returns the span from the first token of a chunk to its last.
func (c chunk) cover(tokens []annotations.Span) annotations.Span {
	return tokens[c.from].Cover(tokens[c.to-1])
}

// tagLabel returns a label as it can stand in a tag: without white space.
func tagLabel(label string) string {
	if label = strings.Join(strings.Fields(label), "_"); label == "" {
		return "_"
	}
	return label
}
