package annotations

import (
	"maps"
	"slices"
	"time"
)

// A Merge is what becomes of two changes that were made to one record at once.
type Merge[T any] struct {
	Record T    // what the record's ID stands for from now on
	Copy   *T   // the loser of a clash, kept under an ID of its own, if there was one
	Same   bool // Record is theirs: nothing is to be written under its ID
}

// MergeAnnotation merges two states of an annotation that both come from base, the
// zero value where there was none: mine, not yet kept, and theirs, which is. Field
// by field the one that changed wins; of tags, what either added or took away. Where
// both changed one field, theirs stands and mine is kept as a copy.
//
// A deletion yields to a change: mine is dropped where they edited; where they
// deleted, the tombstone stays and my edit is kept as a copy.
func MergeAnnotation(base, mine, theirs Annotation) Merge[Annotation] {
	switch {
	case mine.Same(theirs), mine.Same(base):
		return Merge[Annotation]{Record: theirs, Same: true}
	case mine.Deleted && !theirs.Same(base):
		return Merge[Annotation]{Record: theirs, Same: true}
	case theirs.Deleted && !base.Deleted:
		return Merge[Annotation]{Record: theirs, Copy: copyOf(mine), Same: true}
	}
	clash := false
	m := theirs
	m.Article = pick(base.Article, mine.Article, theirs.Article, &clash)
	m.Kind = pick(base.Kind, mine.Kind, theirs.Kind, &clash)
	m.Note = pick(base.Note, mine.Note, theirs.Note, &clash)
	m.Creator = pick(base.Creator, mine.Creator, theirs.Creator, &clash)
	m.Origin = pick(base.Origin, mine.Origin, theirs.Origin, &clash)
	m.Created = pickBy(base.Created, mine.Created, theirs.Created, time.Time.Equal, &clash)
	m.Deleted = pick(base.Deleted, mine.Deleted, theirs.Deleted, &clash)
	m.Tags = mergeSet(base.Tags, mine.Tags, theirs.Tags)
	at := pickBy(place{base.Spans, base.Quotes}, place{mine.Spans, mine.Quotes}, place{theirs.Spans, theirs.Quotes}, place.equal, &clash)
	m.Spans, m.Quotes = at.spans, at.quotes
	m.Extra = mergeExtra(base.Extra, mine.Extra, theirs.Extra, &clash)
	if clash {
		return Merge[Annotation]{Record: theirs, Copy: copyOf(mine), Same: true}
	}
	m.Modified = later(mine.Modified, theirs.Modified)
	return Merge[Annotation]{Record: m, Same: m.Same(theirs)}
}

// A place is where an annotation is: the spans and quotes change together.
type place struct {
	spans  []Span
	quotes []Quote
}

func (p place) equal(o place) bool {
	return slices.Equal(p.spans, o.spans) && slices.Equal(p.quotes, o.quotes)
}

func copyOf(n Annotation) *Annotation {
	n.ID, n.Revision, n.Deleted = NewID(), 0, false
	return &n
}

// MergeArticle merges as [MergeAnnotation] does, but that a deletion stands. The
// text is frozen, so what can clash are names: those of the later change stand.
func MergeArticle(base, mine, theirs Article) Merge[Article] {
	if mine.Same(theirs) || mine.Same(base) {
		return Merge[Article]{Record: theirs, Same: true}
	}
	m, mineLater := theirs, mine.Modified.After(theirs.Modified)
	name := func(base, mine, theirs string) string {
		clash := false
		if v := pick(base, mine, theirs, &clash); !clash || !mineLater {
			return v
		}
		return mine
	}
	m.Title = name(base.Title, mine.Title, theirs.Title)
	m.Byline = name(base.Byline, mine.Byline, theirs.Byline)
	m.Publisher = name(base.Publisher, mine.Publisher, theirs.Publisher)
	m.Published = name(base.Published, mine.Published, theirs.Published)
	m.Language = name(base.Language, mine.Language, theirs.Language)
	m.Source = name(base.Source, mine.Source, theirs.Source)
	m.Deleted = pick(base.Deleted, mine.Deleted, theirs.Deleted, new(bool))
	m.Extra = mergeExtra(base.Extra, mine.Extra, theirs.Extra, new(bool))
	m.Modified = later(mine.Modified, theirs.Modified)
	return Merge[Article]{Record: m, Same: m.Same(theirs)}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// pick returns the value that changed. Where both did, to different values, it
// sets clash and returns theirs.
func pick[T comparable](base, mine, theirs T, clash *bool) T {
	return pickBy(base, mine, theirs, func(a, b T) bool { return a == b }, clash)
}

func pickBy[T any](base, mine, theirs T, equal func(a, b T) bool, clash *bool) T {
	switch {
	case equal(mine, base), equal(mine, theirs):
		return theirs
	case equal(theirs, base):
		return mine
	}
	*clash = true
	return theirs
}

// mergeSet adds to theirs what mine added to base and takes out what mine took. The
// order is that of the side that changed, or theirs.
func mergeSet(base, mine, theirs []string) []string {
	if slices.Equal(theirs, base) {
		return mine
	}
	var out []string
	for _, t := range theirs {
		if slices.Contains(mine, t) || !slices.Contains(base, t) {
			out = append(out, t)
		}
	}
	for _, t := range mine {
		if !slices.Contains(base, t) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

func mergeExtra(base, mine, theirs Extra, clash *bool) Extra {
	if maps.Equal(mine, base) {
		return theirs
	}
	out := Extra{}
	for _, from := range []Extra{base, mine, theirs} {
		for k := range from {
			if v := pick(base[k], mine[k], theirs[k], clash); v != "" {
				out[k] = v
			}
		}
	}
	return out
}
