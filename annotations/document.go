package annotations

import (
	"errors"
	"fmt"
	"slices"
	"sort"
)

// A Doc is an article with its live annotations, in text order; orphans come
// last. It is immutable: Apply returns another.
type Doc struct {
	Article Article
	marks   []*Annotation
	reach   []int // for each mark, how far it and those before it reach: never falls
}

// NewDoc returns the doc of an article and annotations of it. Deleted ones are
// left out.
func NewDoc(a Article, marks []Annotation) Doc {
	live := make([]*Annotation, 0, len(marks))
	for i := range marks {
		if !marks[i].Deleted {
			live = append(live, &marks[i])
		}
	}
	slices.SortFunc(live, compare)
	return sorted(a, live)
}

// sorted returns the doc of live annotations that are in order.
func sorted(a Article, marks []*Annotation) Doc {
	d := Doc{Article: a, marks: marks, reach: make([]int, len(marks))}
	end := 0
	for i, m := range marks {
		end = max(end, m.Cover().End)
		d.reach[i] = end
	}
	return d
}

// Marks returns the annotations in text order. The caller must not change them.
func (d Doc) Marks() []*Annotation { return d.marks }

// Find returns the live annotation with an ID, or nil.
func (d Doc) Find(id ID) *Annotation {
	for _, m := range d.marks {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// In returns the annotations that mark some of a span, in text order.
func (d Doc) In(s Span) []*Annotation {
	var out []*Annotation
	from := sort.Search(len(d.marks), func(i int) bool { return d.reach[i] > s.Start })
	for _, m := range d.marks[from:] {
		if m.Orphan() || m.Cover().Start >= s.End {
			break
		}
		if m.Touches(s) {
			out = append(out, m)
		}
	}
	return out
}

// At returns the annotations over code point cp, innermost first.
func (d Doc) At(cp int) []*Annotation {
	out := d.In(Span{cp, cp + 1})
	slices.SortStableFunc(out, func(a, b *Annotation) int { return outermost(b, a) })
	return out
}

// with returns the doc with the annotation old (nil: none) replaced by m (nil or
// deleted: none).
func (d Doc) with(old, m *Annotation) Doc {
	marks := make([]*Annotation, 0, len(d.marks)+1)
	for _, x := range d.marks {
		if old == nil || x.ID != old.ID {
			marks = append(marks, x)
		}
	}
	if m != nil && !m.Deleted {
		i := sort.Search(len(marks), func(i int) bool { return compare(marks[i], m) > 0 })
		marks = slices.Insert(marks, i, m)
	}
	return sorted(d.Article, marks)
}

// Errors of [Article.Check].
var (
	ErrQuoteMismatch = errors.New("the quote is not what the text says there")
	ErrBadSpan       = errors.New("the span is not a place in the text")
	ErrBadRecord     = errors.New("the record is not valid")
)

// A PlaceError says which span of an annotation does not fit its article.
// errors.Is finds ErrQuoteMismatch or ErrBadSpan in it.
type PlaceError struct {
	ID    ID
	Cue   bool // it is a span of the claim's cue
	Index int  // of the span
	Span  Span
	Quote string // what the annotation says is there
	Text  string // what is there
	Err   error
}

func (e *PlaceError) Error() string {
	what := "span"
	if e.Cue {
		what = "span of the cue"
	}
	return fmt.Sprintf("%v: %s %d [%d,%d) of %s: quote %q, text %q", e.Err, what, e.Index, e.Span.Start, e.Span.End, e.ID, e.Quote, e.Text)
}

// Unwrap returns what is wrong.
func (e *PlaceError) Unwrap() error { return e.Err }

// Check holds an annotation against its article: see the package's invariants. It
// returns an error that wraps ErrBadRecord, or a *PlaceError.
func (a Article) Check(n Annotation) error {
	switch {
	case n.Article != a.ID:
		return fmt.Errorf("%w: it belongs to article %s, not %s", ErrBadRecord, n.Article, a.ID)
	case !slices.Contains(Kinds, n.Kind):
		return fmt.Errorf("%w: kind %q", ErrBadRecord, n.Kind)
	case len(n.Quotes) == 0:
		return fmt.Errorf("%w: it quotes nothing", ErrBadRecord)
	case !n.Orphan() && len(n.Quotes) != len(n.Spans):
		return fmt.Errorf("%w: %d spans with %d quotes", ErrBadRecord, len(n.Spans), len(n.Quotes))
	}
	if err := a.checkPlaces(n.ID, false, n.Spans, n.Quotes); err != nil {
		return err
	}
	if c := n.Claim.Cue; len(c.Spans) > 0 && len(c.Spans) != len(c.Quotes) {
		return fmt.Errorf("%w: a cue of %d spans with %d quotes", ErrBadRecord, len(c.Spans), len(c.Quotes))
	}
	return a.checkPlaces(n.ID, true, n.Claim.Cue.Spans, n.Claim.Cue.Quotes)
}

// checkPlaces holds spans and their quotes against the text.
func (a Article) checkPlaces(id ID, cue bool, spans []Span, quotes []Quote) error {
	end := -1
	for i, s := range spans {
		fail := &PlaceError{ID: id, Cue: cue, Index: i, Span: s, Quote: quotes[i].Exact, Text: a.Text.Slice(s.Clamp(a.Text.Len()))}
		switch {
		case s.Empty(), s.Start <= end, s != s.Clamp(a.Text.Len()):
			fail.Err = ErrBadSpan
		case a.Text.Slice(s) != quotes[i].Exact:
			fail.Err = ErrQuoteMismatch
		case a.Text.Whole(s) != s:
			fail.Err = ErrBadSpan
		default:
			end = s.End
			continue
		}
		return fail
	}
	return nil
}
