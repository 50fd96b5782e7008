package version

import (
	"cmp"
	"slices"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
)

// A Fate says what became of an annotation in a new version of its article.
type Fate int

// The fates of annotations.
const (
	Kept     Fate = iota // its words are there, in place
	Moved                // its words are there, elsewhere
	Changed              // the place is there with other words, or its figure says something else
	Orphaned             // it has no place
)

func (f Fate) String() string { return [...]string{"kept", "moved", "changed", "orphaned"}[f] }

// An Outcome is an annotation of the old version and what became of it in the new one.
type Outcome struct {
	Fate Fate
	Old  annotations.Annotation
	New  annotations.Annotation // its quotes are the new words; an orphan keeps the old ones
	Err  error                  // why it is an orphan: ErrGone, ErrUncertain, ErrRewritten or ErrTorn
	Cue  Fate                   // of the cue of a claim; Kept where it has none
}

// FigureChanged reports whether the outcome is of a figure that says something else now:
// its old and new quantities are those of Old and New.
func (o Outcome) FigureChanged() bool {
	return o.Fate == Changed && o.Old.Kind == annotations.KindFigure && amount(o.Old.Figure.Quantity) != amount(o.New.Figure.Quantity)
}

// A Carried is a new version of an article with what was carried over to it.
type Carried struct {
	Article   annotations.Article
	Outcomes  []Outcome      // figures that changed first, then other changes, orphans, moved, kept; each in text order
	Figures   []FigureChange // all figures of the text that changed, marked or not, in text order
	Stretches []Stretch      // how the texts differ: see [Diff]
	Edit      annotations.Edit
}

// Carry makes a new article a version of an old one, with all its annotations. See the
// package comment for what is promised. The old doc is not changed. The annotations' IDs
// follow from those of the old ones and of the new article, so that carrying twice makes
// the same records; now is when they were changed.
func Carry(old annotations.Doc, fresh annotations.Article, now time.Time) Carried {
	fresh.Revises = old.Article.ID
	al := align(old.Article.Text, fresh.Text)
	c := carrier{before: old.Article, after: fresh, now: now}
	c.placer = placer{alignment: al, second: anchor.Transfer(al.old, al.new, spansOf(old))}

	out := Carried{Article: fresh, Stretches: al.stretches()}
	for _, n := range old.Marks() {
		out.Outcomes = append(out.Outcomes, c.carry(n))
	}
	redirect(out.Outcomes)
	out.Figures = c.figures(old)
	slices.SortStableFunc(out.Outcomes, func(x, y Outcome) int { return cmp.Compare(x.rank(), y.rank()) })
	made := make([]annotations.Annotation, len(out.Outcomes))
	for i, o := range out.Outcomes {
		made[i] = o.New
	}
	out.Edit = annotations.Add(fresh, made)
	return out
}

// rank orders outcomes by how much they need a reader.
func (o Outcome) rank() int {
	switch {
	case o.FigureChanged():
		return 0
	case o.Fate == Changed:
		return 1
	case o.Fate == Orphaned:
		return 2
	case o.Fate == Moved:
		return 3
	}
	return 4
}

// spansOf returns the spans of all annotations and cues in the order in which they are
// carried.
func spansOf(d annotations.Doc) (spans []annotations.Span) {
	for _, n := range d.Marks() {
		spans = append(append(spans, n.Spans...), n.Claim.Cue.Spans...)
	}
	return spans
}

// A carrier carries the annotations of one article to a new version.
type carrier struct {
	placer
	before, after annotations.Article
	now           time.Time
	finder        *anchor.Finder // made when an orphan asks for it
}

// carry carries an annotation, but for what it refers to.
func (c *carrier) carry(old *annotations.Annotation) Outcome {
	n := *old
	n.ID, n.Article, n.Revision, n.Modified = annotations.IDOf("version", string(c.after.ID), string(old.ID)), c.after.ID, 0, c.now
	o := Outcome{Old: *old}
	at, err := c.at(old.Spans, old.Quotes, old.Kind)
	if cue := old.Claim.Cue; !cue.Empty() {
		if where, err := c.at(cue.Spans, cue.Quotes, ""); err == nil {
			n.Claim.Cue, o.Cue = annotations.CueAt(c.after.Text, spansAt(where)...), fateOf(where)
		} else {
			n.Claim.Cue.Spans, o.Cue = nil, Orphaned
		}
	}
	if err == nil {
		n = n.At(c.after.Text, spansAt(at)...)
		o.Fate = fateOf(at)
		n, o.Fate, err = c.meaning(*old, n, o.Fate)
	}
	if err != nil {
		o.Fate, o.Err = Orphaned, err
		n.Spans, n.Quotes = nil, old.Quotes
	}
	o.New = n
	return o
}

// at places spans, or the quotes of what had no place.
func (c *carrier) at(spans []annotations.Span, quotes []annotations.Quote, kind annotations.Kind) ([]place, error) {
	if len(spans) > 0 {
		return c.places(spans, kind)
	}
	if c.finder == nil {
		c.finder = anchor.NewFinder(c.after.Text)
	}
	return c.found(c.finder, quotes)
}

func spansAt(at []place) []annotations.Span {
	spans := make([]annotations.Span, len(at))
	for i, p := range at {
		spans[i] = p.span
	}
	return spans
}

func fateOf(at []place) Fate {
	f := Kept
	for _, p := range at {
		switch {
		case !p.same:
			return Changed
		case p.moved:
			f = Moved
		}
	}
	return f
}

// meaning makes what is known of an annotation what its new words say.
func (c *carrier) meaning(old, n annotations.Annotation, f Fate) (annotations.Annotation, Fate, error) {
	switch {
	case n.Kind == annotations.KindFigure:
		return c.reread(old, n, f)
	case f == Changed && n.Kind == annotations.KindActor && !sameName(old.Exact(), n.Exact()):
		n.Actor = ""
	case f == Changed && n.Kind == annotations.KindClaim && n.Claim.Check.Status == annotations.StatusDone:
		n.Claim.Check.Status = annotations.StatusOpen
	}
	return n, f, nil
}

// redirect makes what was carried refer to one another as the old ones do.
func redirect(outcomes []Outcome) {
	next := make(map[annotations.ID]annotations.ID, len(outcomes))
	for _, o := range outcomes {
		next[o.Old.ID] = o.New.ID
	}
	for i := range outcomes {
		outcomes[i].New = outcomes[i].New.Redirect(func(id annotations.ID) annotations.ID {
			if to := next[id]; to != "" {
				return to
			}
			return id
		})
	}
}
