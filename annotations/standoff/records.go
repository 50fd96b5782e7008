package standoff

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// What can be wrong with a mark or a tie of a document.
const (
	ErrNoPlace  = words.ErrNoPlace
	ErrWords    = words.ErrOtherWords
	ErrNoMark   = words.ErrNoMark
	ErrNoTie    = words.ErrNoTie
	ErrTied     = words.ErrTiedAlready
	ErrTies     = words.ErrManyTies
	ErrLeftOut  = words.ErrLeftOut
	ErrRepeated = words.ErrRepeated
)

// Records makes records of a document, as a mapping says, with everything made by
// import at now. What cannot be taken as it is, is told.
//
// A document without a text but with an address is an article of which the marks alone
// are known: they come without a place, for [Attach].
func Records(d Document, m Mapping, now time.Time) (record.Collection, []Problem) {
	b := newBuilder(d, m, now)
	if err := b.article(d); err != nil {
		b.problem("", 0, d.Name, err)
		return record.Collection{}, b.problems
	}
	for i := range d.Marks {
		b.mark(&d.Marks[i])
	}
	b.gather(d)
	b.settle()
	return b.out, b.problems
}

// A key names a mark among those of all annotators.
type key struct{ annotator, id string }

// built is what became of a mark so far.
type built struct {
	mark   *Mark
	role   Role
	index  int   // of its annotation in the collection; -1: none yet
	spoken bool  // of a claim: an event speaks of its annotation
	tied   bool  // of a cue: it is in a claim's record
	claims []int // of a cue: the claims that it is the cue of

	looked bool // its place was looked for: it has one, or words, or nothing
	spans  []annotations.Span
	quotes []annotations.Quote
}

// told is what events and relations say of an annotation, until all have spoken.
type told struct {
	mark    *built
	cues    []*built
	cued    bool // a cue has a place
	event   *Event
	trigger *built
	hub     int // the annotation of the trigger in this event; -1: none
}

type builder struct {
	mapping  Mapping
	roles    map[string]Role // of labels, as the mapping says
	files    map[string]string
	now      time.Time
	art      annotations.Article
	out      record.Collection
	told     []told // of each annotation
	marks    map[key]*built
	order    []built
	brought  map[annotations.ID]bool // IDs that marks bring; true: taken
	made     map[annotations.ID]int  // IDs made of content: how many marks are alike
	people   map[annotations.ID]int  // places in out.Actors
	names    map[[2]string]bool      // of actors, by ID, in lower case
	last     *built                  // the last mark that was found a single place
	problems []Problem
}

func newBuilder(d Document, m Mapping, now time.Time) *builder {
	n := len(d.Marks)
	b := &builder{
		mapping: m, roles: map[string]Role{}, files: d.Files, now: now,
		marks: make(map[key]*built, n), order: make([]built, 0, n),
		brought: map[annotations.ID]bool{}, made: make(map[annotations.ID]int, n),
		people: map[annotations.ID]int{}, names: map[[2]string]bool{},
	}
	room := 0
	for i := range d.Marks {
		if b.role(d.Marks[i].Label) != Cue {
			room++
		}
		if id, ok := pressmarkID(d.Marks[i].ID); ok {
			b.brought[id] = false
		}
	}
	b.out.Annotations, b.told = make([]annotations.Annotation, 0, room), make([]told, 0, room)
	return b
}

func (b *builder) problem(annotator string, line int, what string, err error) {
	b.problems = append(b.problems, Problem{File: b.files[annotator], Line: line, What: what, Err: err})
}

// article completes the document's article.
func (b *builder) article(d Document) error {
	a := d.Article
	if a.Text.Len() > 0 || a.Source == "" {
		text := a.Text
		bare, marked := strings.CutPrefix(text.String(), "\ufeff") // it belongs to the text, but to no block
		if marked {
			text = annotations.NewText(bare)
		}
		made, err := plain.Article(d.Name, text, b.now)
		if marked {
			for i := range made.Blocks {
				made.Blocks[i].Span.Start++
				made.Blocks[i].Span.End++
			}
		}
		if err != nil {
			return err
		}
		if len(a.Blocks) == 0 {
			a.Blocks = made.Blocks
		}
		if a.Title = plain.OneLine(a.Title); a.Title == "" {
			a.Title = made.Title
		}
	}
	if a.Title = plain.OneLine(a.Title); a.Title == "" {
		a.Title = plain.Title("", d.Name, a.Source)
	}
	switch {
	case a.ID != "":
	case a.Text.Len() > 0:
		a.ID = annotations.IDOf("article", a.Text.String())
	default:
		a.ID = annotations.IDOf("article of", a.Source)
	}
	if a.Created.IsZero() {
		a.Created = b.now
	}
	if a.Modified.IsZero() {
		a.Modified = a.Created
	}
	a.Revision = max(a.Revision, 1)
	b.art = a
	b.out.Articles = []annotations.Article{a}
	return nil
}

// role returns what a label becomes.
func (b *builder) role(label string) Role {
	r, known := b.roles[label]
	if !known {
		r = b.mapping.Role(label)
		b.roles[label] = r
	}
	return r
}

// mark takes in one mark: as an annotation, or to wait for what ties it.
func (b *builder) mark(m *Mark) {
	b.order = append(b.order, built{mark: m, role: b.role(m.Label), index: -1})
	x := &b.order[len(b.order)-1] // stays there: there is room for all of them
	if m.ID != "" {
		k := key{m.Annotator, m.ID}
		if b.marks[k] != nil {
			b.problem(m.Annotator, m.Line, m.ID, ErrRepeated)
		} else {
			b.marks[k] = x
		}
	}
	switch x.role {
	case Actor, Claim, Figure:
		b.add(x, annotations.Kind(x.role))
	case Cue:
		b.place(x)
	case LeaveIt:
		b.problem(m.Annotator, m.Line, m.Label, ErrLeftOut)
	}
}

// add makes an annotation of a mark, unless that has neither a place nor words.
func (b *builder) add(x *built, kind annotations.Kind) {
	if !b.place(x) {
		return
	}
	m := x.mark
	n := annotations.Annotation{
		Article: b.art.ID, Kind: kind, Origin: annotations.ByImport, Creator: m.Annotator, Note: m.Note,
		Created: m.Created, Modified: m.Modified, Revision: 1, Spans: x.spans, Quotes: x.quotes,
	}
	if n.Created.IsZero() {
		n.Created = b.now
	}
	if n.Modified.IsZero() {
		n.Modified = n.Created
	}
	if !strings.EqualFold(m.Label, string(kind)) {
		n.Label = m.Label
	}
	n.ID = b.idOf(&n, m)
	n.Tags = slices.Clone(m.Tags)
	b.say(&n, m)
	n.Tags = tagged(n.Tags)
	x.index = len(b.out.Annotations)
	b.out.Annotations = append(b.out.Annotations, n)
	b.told = append(b.told, told{mark: x})
}

// place finds the place of a mark, or keeps its words; it is false where it has neither.
// It tells what is wrong with it, once.
func (b *builder) place(x *built) bool {
	if x.looked {
		return len(x.quotes) > 0
	}
	x.looked = true
	m, text := x.mark, b.art.Text
	words := strings.Join(m.Quotes, "") != ""
	fits := len(m.Spans) > 0
	for i, s := range m.Spans {
		switch {
		case s.Empty() || s != s.Clamp(text.Len()):
			fits = false
			if !words {
				b.problem(m.Annotator, m.Line, what(m), ErrPlace)
				return false
			}
		case words && len(m.Quotes) == len(m.Spans):
			fits = fits && SameWords(text.Slice(s), m.Quotes[i])
		}
	}
	if fits && words && len(m.Quotes) != len(m.Spans) {
		var there []string
		for _, s := range m.Spans {
			there = append(there, text.Slice(s))
		}
		fits = SameWords(strings.Join(there, " "), strings.Join(m.Quotes, " "))
	}
	switch {
	case fits && len(m.Spans) == 1:
		b.single(x, text.Whole(m.Spans[0]))
		return true
	case fits:
		n := annotations.Annotation{}.At(text, m.Spans...)
		x.spans, x.quotes = n.Spans, n.Quotes
		return true
	case !words:
		b.problem(m.Annotator, m.Line, what(m), ErrNoPlace)
		return false
	case len(m.Spans) > 0 && text.Len() > 0:
		b.problem(m.Annotator, m.Line, what(m), ErrWords)
	}
	x.quotes = make([]annotations.Quote, len(m.Quotes))
	for i, q := range m.Quotes {
		x.quotes[i].Exact = annotations.NewText(q).String()
	}
	x.quotes[0].Prefix = annotations.NewText(m.Prefix).String()
	x.quotes[len(x.quotes)-1].Suffix = annotations.NewText(m.Suffix).String()
	return true
}

// single gives a mark its only place. A cue has often that of the mark before: both were
// made of one selection.
func (b *builder) single(x *built, s annotations.Span) {
	if b.last == nil || b.last.spans[0] != s {
		x.spans, x.quotes = []annotations.Span{s}, []annotations.Quote{b.art.Text.QuoteOf(s)}
		b.last = x
		return
	}
	x.spans, x.quotes = b.last.spans, b.last.quotes
}

// what names a mark to a reader.
func what(m *Mark) string {
	s := m.Label
	if m.ID != "" {
		s = strings.TrimSpace(m.ID + " " + s)
	}
	if len(m.Quotes) > 0 {
		s = strings.TrimSpace(s + " “" + plain.OneLine(strings.Join(m.Quotes, " … ")) + "”")
	}
	return s
}

// pressmarkID returns the ID of Pressmark's that a mark brings.
func pressmarkID(s string) (annotations.ID, bool) {
	if !strings.HasPrefix(s, "urn:uuid:") {
		return "", false
	}
	id, err := annotations.ParseID(s)
	return id, err == nil
}

// idOf returns the ID that a mark brings, or one made of its content: the nth of marks
// that are alike has always the same.
func (b *builder) idOf(n *annotations.Annotation, m *Mark) annotations.ID {
	if id, ok := pressmarkID(m.ID); ok && !b.brought[id] {
		b.brought[id] = true
		return id
	}
	spans := make([]byte, 0, 32)
	for _, s := range n.Spans {
		spans = strconv.AppendInt(spans, int64(s.Start), 10)
		spans = append(spans, '-')
		spans = strconv.AppendInt(spans, int64(s.End), 10)
		spans = append(spans, ' ')
	}
	nth := func(i int) annotations.ID {
		return annotations.IDOf("mark", string(b.art.ID), m.Annotator, m.Label, string(spans), n.Exact(), strconv.Itoa(i))
	}
	first := nth(0)
	for {
		id := first
		if i := b.made[first]; i > 0 {
			id = nth(i)
		}
		b.made[first]++
		if _, taken := b.brought[id]; !taken {
			return id
		}
	}
}

// settle makes claims of the cues that nothing tied, and says of claims what all that
// spoke of them said.
func (b *builder) settle() {
	for i := range b.order {
		if x := &b.order[i]; x.role == Cue && x.index < 0 && (!x.tied || b.outdone(x)) {
			b.add(x, annotations.KindClaim)
		}
	}
	for i := range b.out.Annotations {
		switch n := &b.out.Annotations[i]; n.Kind {
		case annotations.KindClaim:
			b.finish(n, &b.told[i])
		case annotations.KindFigure:
			n.Figure.Ties = unique(n.Figure.Ties)
		}
	}
}
