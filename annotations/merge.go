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
// A deletion yields to a change: where they edited, of mine only what else it changed is
// left; where they deleted, the tombstone stays and my edit is kept as a copy.
func MergeAnnotation(base, mine, theirs Annotation) Merge[Annotation] {
	switch {
	case mine.Same(theirs), mine.Same(base):
		return Merge[Annotation]{Record: theirs, Same: true}
	case mine.Deleted && theirs.Deleted && !theirs.Same(base):
		return Merge[Annotation]{Record: theirs, Same: true}
	case theirs.Deleted && !base.Deleted:
		return Merge[Annotation]{Record: theirs, Copy: copyOf(mine), Same: true}
	}
	// A deletion yields to what was changed elsewhere. What else it changed, as the undoing
	// of an import does, does not.
	yields := mine.Deleted && !theirs.Same(base)
	if yields {
		mine.Deleted = base.Deleted
	}
	clash := false
	m := theirs
	m.Article = pick(base.Article, mine.Article, theirs.Article, &clash)
	m.Kind = pick(base.Kind, mine.Kind, theirs.Kind, &clash)
	m.Actor = pick(base.Actor, mine.Actor, theirs.Actor, &clash)
	m.Claim = mergeClaim(base.Claim, mine.Claim, theirs.Claim, &clash)
	m.Figure = mergeFigure(base.Figure, mine.Figure, theirs.Figure, &clash)
	m.Label = pick(base.Label, mine.Label, theirs.Label, &clash)
	m.Note = pick(base.Note, mine.Note, theirs.Note, &clash)
	m.Creator = pick(base.Creator, mine.Creator, theirs.Creator, &clash)
	m.Origin = pick(base.Origin, mine.Origin, theirs.Origin, &clash)
	m.Created = pickBy(base.Created, mine.Created, theirs.Created, time.Time.Equal, &clash)
	m.Deleted = pick(base.Deleted, mine.Deleted, theirs.Deleted, &clash)
	m.Tags = mergeSet(base.Tags, mine.Tags, theirs.Tags)
	at := pickBy(place{base.Spans, base.Quotes}, place{mine.Spans, mine.Quotes}, place{theirs.Spans, theirs.Quotes}, place.equal, &clash)
	m.Spans, m.Quotes = at.spans, at.quotes
	m.Extra = mergeExtra(base.Extra, mine.Extra, theirs.Extra, &clash)
	if !m.Same(m.OfKind(m.Kind)) { // one made it of another kind, and one said more of what it was
		clash = true
	}
	switch {
	case clash && yields:
		return Merge[Annotation]{Record: theirs, Same: true}
	case clash:
		return Merge[Annotation]{Record: theirs, Copy: copyOf(mine), Same: true}
	}
	m.Modified = later(mine.Modified, theirs.Modified)
	return Merge[Annotation]{Record: m, Same: m.Same(theirs)}
}

// mergeClaim merges field by field.
func mergeClaim(base, mine, theirs Claim, clash *bool) Claim {
	m := theirs
	m.Source = pick(base.Source, mine.Source, theirs.Source, clash)
	m.Speakers = mergeSet(base.Speakers, mine.Speakers, theirs.Speakers)
	m.Wording = pick(base.Wording, mine.Wording, theirs.Wording, clash)
	m.Cue = pickBy(base.Cue, mine.Cue, theirs.Cue, Cue.Equal, clash)
	m.Attribution = pick(base.Attribution, mine.Attribution, theirs.Attribution, clash)
	m.Stance = pick(base.Stance, mine.Stance, theirs.Stance, clash)
	m.About = pick(base.About, mine.About, theirs.About, clash)
	m.Within = pick(base.Within, mine.Within, theirs.Within, clash)
	b, i, t := base.Check, mine.Check, theirs.Check
	m.Check.Worth = pick(b.Worth, i.Worth, t.Worth, clash)
	m.Check.Status = pick(b.Status, i.Status, t.Status, clash)
	m.Check.Verdict = pick(b.Verdict, i.Verdict, t.Verdict, clash)
	m.Check.Reasoning = pick(b.Reasoning, i.Reasoning, t.Reasoning, clash)
	m.Check.Evidence = mergeSet(b.Evidence, i.Evidence, t.Evidence)
	return m
}

// mergeFigure merges the quantity as one, for its fields belong together, and field by
// field what it is tied to.
func mergeFigure(base, mine, theirs Figure, clash *bool) Figure {
	type read struct {
		Quantity
		corrected bool
	}
	q := pick(read{base.Quantity, base.Corrected}, read{mine.Quantity, mine.Corrected}, read{theirs.Quantity, theirs.Corrected}, clash)
	return Figure{
		Quantity: q.Quantity, Corrected: q.corrected,
		Claim: pick(base.Claim, mine.Claim, theirs.Claim, clash),
		Apart: pick(base.Apart, mine.Apart, theirs.Apart, clash),
		Ties:  mergeSet(base.Ties, mine.Ties, theirs.Ties),
	}
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
	m, name := theirs, laterName(mine.Modified.After(theirs.Modified))
	m.Title = name(base.Title, mine.Title, theirs.Title)
	m.Byline = name(base.Byline, mine.Byline, theirs.Byline)
	m.Publisher = name(base.Publisher, mine.Publisher, theirs.Publisher)
	m.Published = name(base.Published, mine.Published, theirs.Published)
	m.Language = name(base.Language, mine.Language, theirs.Language)
	m.Source = name(base.Source, mine.Source, theirs.Source)
	m.Revises = ID(name(string(base.Revises), string(mine.Revises), string(theirs.Revises)))
	m.Dismissals = mergeSet(base.Dismissals, mine.Dismissals, theirs.Dismissals)
	m.Deleted = pick(base.Deleted, mine.Deleted, theirs.Deleted, new(bool))
	m.Extra = mergeExtra(base.Extra, mine.Extra, theirs.Extra, new(bool))
	m.Modified = later(mine.Modified, theirs.Modified)
	return Merge[Article]{Record: m, Same: m.Same(theirs)}
}

// MergeActor merges as [MergeArticle] does: what both changed stands as the later has
// it, and a deletion stands.
func MergeActor(base, mine, theirs Actor) Merge[Actor] {
	if mine.Same(theirs) || mine.Same(base) {
		return Merge[Actor]{Record: theirs, Same: true}
	}
	m, name := theirs, laterName(mine.Modified.After(theirs.Modified))
	m.Name = name(base.Name, mine.Name, theirs.Name)
	m.Aliases = slices.DeleteFunc(slices.Clone(mergeSet(base.Aliases, mine.Aliases, theirs.Aliases)), func(s string) bool { return s == m.Name })
	if len(m.Aliases) == 0 {
		m.Aliases = nil
	}
	m.Type = ActorType(name(string(base.Type), string(mine.Type), string(theirs.Type)))
	m.Role = name(base.Role, mine.Role, theirs.Role)
	m.Affiliation = name(base.Affiliation, mine.Affiliation, theirs.Affiliation)
	m.Link = name(base.Link, mine.Link, theirs.Link)
	m.Note = name(base.Note, mine.Note, theirs.Note)
	m.MergedInto = ID(name(string(base.MergedInto), string(mine.MergedInto), string(theirs.MergedInto)))
	m.Deleted = pick(base.Deleted, mine.Deleted, theirs.Deleted, new(bool))
	m.Extra = mergeExtra(base.Extra, mine.Extra, theirs.Extra, new(bool))
	m.Modified = later(mine.Modified, theirs.Modified)
	return Merge[Actor]{Record: m, Same: m.Same(theirs)}
}

// laterName returns a pick that, where both changed a name, takes that of the later
// change.
func laterName(mineLater bool) func(base, mine, theirs string) string {
	return func(base, mine, theirs string) string {
		clash := false
		if v := pick(base, mine, theirs, &clash); !clash || !mineLater {
			return v
		}
		return mine
	}
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
func mergeSet[T comparable](base, mine, theirs []T) []T {
	if slices.Equal(theirs, base) {
		return mine
	}
	var out []T
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
