package annotations

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// A Kind says what an annotation marks.
type Kind string

// The kinds of annotations.
const (
	KindActor  Kind = "actor"
	KindClaim  Kind = "claim"
	KindFigure Kind = "figure"
)

// Kinds lists the kinds in the order in which they are offered.
var Kinds = []Kind{KindActor, KindClaim, KindFigure}

// An Origin says how an annotation came to be.
type Origin string

// The origins of annotations.
const (
	ByHand    Origin = "hand"    // a reader marked it
	ByMention Origin = "mention" // a reader marked all mentions of one quote
	ByImport  Origin = "import"  // it came from another tool
)

// A Quote is the text that a span covers, and some text around it.
type Quote struct{ Exact, Prefix, Suffix string }

// context is how many code points a quote keeps on each side: what Hypothesis
// keeps, so that its selectors and ours find each other's places.
const context = 32

// QuoteOf returns the quote of a span of the text.
func (t Text) QuoteOf(s Span) Quote {
	return Quote{
		Exact:  t.Slice(s),
		Prefix: t.Slice(Span{max(s.Start-context, 0), s.Start}),
		Suffix: t.Slice(Span{s.End, min(s.End+context, t.len)}),
	}
}

// An Annotation marks spans of one article as an actor, a claim or a figure. It
// is a value: changing one means making another.
type Annotation struct {
	ID       ID
	Article  ID
	Kind     Kind
	Spans    []Span  // see the package's invariants; none: an orphan
	Quotes   []Quote // one for each span; an orphan's are where it once was
	Actor    ID      // of an actor: the record that it mentions; "": not known yet
	Claim    Claim   // of a claim
	Figure   Figure  // of a figure
	Label    string  // what another tool calls it, where that says more than the kind: "ORG"
	Note     string
	Tags     []string // in the reader's order, none twice
	Creator  string
	Origin   Origin
	Created  time.Time
	Modified time.Time
	Revision int
	Deleted  bool
	Extra    Extra
}

// NewAnnotation returns a mark on spans of an article, made by hand at now.
// Spans are grown to whole graphemes and joined.
func NewAnnotation(a Article, kind Kind, now time.Time, spans ...Span) Annotation {
	return Annotation{
		ID: NewID(), Article: a.ID, Kind: kind, Origin: ByHand, Created: now, Modified: now,
	}.At(a.Text, spans...)
}

// At returns the annotation on other spans of its text: grown to whole graphemes,
// joined, with their quotes.
func (n Annotation) At(t Text, spans ...Span) Annotation {
	whole := make([]Span, 0, len(spans))
	for _, s := range spans {
		whole = append(whole, t.Whole(s))
	}
	n.Spans = Join(whole)
	n.Quotes = make([]Quote, len(n.Spans))
	for i, s := range n.Spans {
		n.Quotes[i] = t.QuoteOf(s)
	}
	return n
}

// OfKind returns the annotation as one of a kind: what is known of it as one of another
// is gone.
func (n Annotation) OfKind(kind Kind) Annotation {
	n.Kind = kind
	if kind != KindActor {
		n.Actor = ""
	}
	if kind != KindClaim {
		n.Claim = Claim{}
	}
	if kind != KindFigure {
		n.Figure = Figure{}
	}
	return n
}

// Orphan reports whether the annotation has no place in its text.
func (n Annotation) Orphan() bool { return len(n.Spans) == 0 }

// Cover returns the span from the annotation's first code point to its last.
func (n Annotation) Cover() Span {
	if n.Orphan() {
		return Span{}
	}
	return Span{n.Spans[0].Start, n.Spans[len(n.Spans)-1].End}
}

// Holds reports whether the code point at cp is marked by the annotation.
func (n Annotation) Holds(cp int) bool {
	return slices.ContainsFunc(n.Spans, func(s Span) bool { return s.Holds(cp) })
}

// Touches reports whether the annotation marks a code point of s.
func (n Annotation) Touches(s Span) bool {
	return slices.ContainsFunc(n.Spans, s.Overlaps)
}

// Size returns the number of code points that the annotation marks.
func (n Annotation) Size() int {
	sum := 0
	for _, s := range n.Spans {
		sum += s.Len()
	}
	return sum
}

// Exact returns what the annotation marks, its stretches joined by " … ".
func (n Annotation) Exact() string {
	parts := make([]string, len(n.Quotes))
	for i, q := range n.Quotes {
		parts[i] = q.Exact
	}
	return strings.Join(parts, " … ")
}

// Equal reports whether two annotations are the same in every field.
func (n Annotation) Equal(o Annotation) bool {
	return n.Same(o) && n.Modified.Equal(o.Modified) && n.Revision == o.Revision
}

// Same reports whether two annotations differ at most in revision and time of
// change.
func (n Annotation) Same(o Annotation) bool {
	return n.ID == o.ID && n.Article == o.Article && n.Kind == o.Kind &&
		slices.Equal(n.Spans, o.Spans) && slices.Equal(n.Quotes, o.Quotes) &&
		n.Actor == o.Actor && n.Claim.Equal(o.Claim) && n.Figure.Equal(o.Figure) &&
		n.Label == o.Label && n.Note == o.Note && slices.Equal(n.Tags, o.Tags) && n.Creator == o.Creator &&
		n.Origin == o.Origin && n.Created.Equal(o.Created) && n.Deleted == o.Deleted &&
		maps.Equal(n.Extra, o.Extra)
}

// compare puts annotations in text order: by start, the longer first, then by
// age; orphans come last.
func compare(a, b *Annotation) int {
	ac, bc := a.Cover(), b.Cover()
	switch {
	case a.Orphan() != b.Orphan():
		if a.Orphan() {
			return 1
		}
		return -1
	case ac.Start != bc.Start:
		return ac.Start - bc.Start
	case ac.End != bc.End:
		return bc.End - ac.End
	}
	return strings.Compare(string(a.ID), string(b.ID))
}
