package annotations

import (
	"maps"
	"slices"
	"sort"
	"time"
)

// A BlockKind says what a block of an article is.
type BlockKind string

// The kinds of blocks.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	ListItem  BlockKind = "listitem"
	Quotation BlockKind = "quotation"
)

// A Block is a stretch of an article that is laid out as one. What lies between
// blocks (line breaks) belongs to the text but is not shown.
type Block struct {
	Kind  BlockKind
	Level int // of a heading, 1 to 6; the nesting of a list item or quotation, from 1; else 0
	Span  Span
}

// An Article is a text to read, frozen, with its blocks and metadata.
type Article struct {
	ID         ID
	Text       Text
	Blocks     []Block // in order, not empty, disjoint
	Title      string  // its name; never empty in a stored article
	Byline     string  // the authors as given
	Publisher  string
	Published  string // date or date and time as given, ISO 8601 where it could be read
	Language   string // BCP 47
	Source     string // the address it came from
	Revises    ID     // the article of which this is a newer version; "": of none
	Dismissals []Dismissal
	Created    time.Time
	Modified   time.Time
	Revision   int
	Deleted    bool
	Extra      Extra
}

// A Dismissal is a finding about an article that a reader looked at and let be.
type Dismissal struct {
	Finding string // which one: a key of the audit's, opaque here
	Reason  string // may be empty
}

// Dismissed returns the reason for which a finding was dismissed; ok is false where it
// was not.
func (a Article) Dismissed(finding string) (reason string, ok bool) {
	for _, d := range a.Dismissals {
		if d.Finding == finding {
			return d.Reason, true
		}
	}
	return "", false
}

// Extra holds the members of a record's JSON that this version does not know, so
// that they survive. Its keys and values belong to the format that read them.
type Extra map[string]string

// Same reports whether two articles differ at most in revision and time of change.
func (a Article) Same(o Article) bool {
	return a.ID == o.ID && a.Text.String() == o.Text.String() && slices.Equal(a.Blocks, o.Blocks) &&
		a.Title == o.Title && a.Byline == o.Byline && a.Publisher == o.Publisher &&
		a.Published == o.Published && a.Language == o.Language && a.Source == o.Source && a.Revises == o.Revises && slices.Equal(a.Dismissals, o.Dismissals) &&
		a.Created.Equal(o.Created) && a.Deleted == o.Deleted && maps.Equal(a.Extra, o.Extra)
}

// BlockAt returns the index of the block that holds code point cp, or of the
// nearest block before it, or 0. It returns -1 where there are no blocks.
func (a Article) BlockAt(cp int) int {
	if len(a.Blocks) == 0 {
		return -1
	}
	return max(sort.Search(len(a.Blocks), func(i int) bool { return a.Blocks[i].Span.Start > cp })-1, 0)
}

// BlocksIn returns the half-open range of the indexes of the blocks that a span
// touches.
func (a Article) BlocksIn(s Span) (from, to int) {
	from = sort.Search(len(a.Blocks), func(i int) bool { return a.Blocks[i].Span.End > s.Start })
	to = sort.Search(len(a.Blocks), func(i int) bool { return a.Blocks[i].Span.Start >= s.End })
	return from, max(from, to)
}
