package annotations

import (
	"maps"
	"slices"
)

// A Merge is what becomes of two changes that were made to one record at once.
type Merge[T any] struct {
	Record T    // what the record's ID stands for from now on
	Copy   *T   // the loser of a clash, kept under an ID of its own, if there was one
	Same   bool // Record is theirs: nothing is to be written under its ID
}

// MergeAnnotation merges two states of an annotation that both come from base:
// mine, not yet kept, and theirs, which is. Field by field the one that changed
// wins. Where both changed one field, theirs stands and mine is kept as a copy.
//
// A deletion yields to a change: mine is dropped where they edited; where they
// deleted, the tombstone stays and my edit is kept as a copy.
func MergeAnnotation(base, mine, theirs Annotation) Merge[Annotation] {
	switch {
	case mine.Same(theirs), mine.Same(base):
		return Merge[Annotation]{Record: theirs, Same: true}
	case mine.Deleted != base.Deleted && !theirs.Same(base):
		if mine.Deleted || !theirs.Deleted {
			return Merge[Annotation]{Record: theirs, Same: true}
		}
	case theirs.Deleted && !base.Deleted:
		return Merge[Annotation]{Record: theirs, Copy: copyOf(mine), Same: true}
	}
	clash := false
	m := theirs
	m.Kind = pick(base.Kind, mine.Kind, theirs.Kind, &clash)
	m.Note = pick(base.Note, mine.Note, theirs.Note, &clash)
	m.Creator = pick(base.Creator, mine.Creator, theirs.Creator, &clash)
	m.Deleted = pick(base.Deleted, mine.Deleted, theirs.Deleted, &clash)
	m.Tags = mergeSet(base.Tags, mine.Tags, theirs.Tags)
	if !slices.Equal(mine.Spans, base.Spans) || !slices.Equal(mine.Quotes, base.Quotes) {
		if slices.Equal(theirs.Spans, base.Spans) && slices.Equal(theirs.Quotes, base.Quotes) {
			m.Spans, m.Quotes = mine.Spans, mine.Quotes
		} else if !slices.Equal(mine.Spans, theirs.Spans) {
			clash = true
		}
	}
	m.Extra = mergeExtra(base.Extra, mine.Extra, theirs.Extra, &clash)
	if mine.Modified.After(theirs.Modified) {
		m.Modified = mine.Modified
	}
	if clash {
		return Merge[Annotation]{Record: theirs, Copy: copyOf(mine), Same: true}
	}
	return Merge[Annotation]{Record: m, Same: m.Same(theirs)}
}

func copyOf(n Annotation) *Annotation {
	n.ID, n.Revision, n.Deleted = NewID(), 0, false
	return &n
}

// MergeArticle merges as [MergeAnnotation] does. The text is frozen, so what can
// clash is a name: the later one stands.
func MergeArticle(base, mine, theirs Article) Merge[Article] {
	if mine.Deleted != base.Deleted && theirs.Deleted == base.Deleted {
		theirs.Deleted = mine.Deleted
	} else if mine.Title == base.Title && mine.Deleted == theirs.Deleted {
		return Merge[Article]{Record: theirs, Same: true}
	}
	if mine.Title != base.Title && (theirs.Title == base.Title || mine.Modified.After(theirs.Modified)) {
		theirs.Title = mine.Title
	}
	if mine.Modified.After(theirs.Modified) {
		theirs.Modified = mine.Modified
	}
	return Merge[Article]{Record: theirs}
}

// pick returns the value that changed. Where both did, to different values, it
// sets clash and returns theirs.
func pick[T comparable](base, mine, theirs T, clash *bool) T {
	switch {
	case mine == base || mine == theirs:
		return theirs
	case theirs == base:
		return mine
	}
	*clash = true
	return theirs
}

// mergeSet adds to theirs what mine added to base and takes out what mine took.
func mergeSet(base, mine, theirs []string) []string {
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
