package standoff

import (
	"slices"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// Holds says what a format can hold beside labelled stretches.
type Holds struct {
	Overlap       bool // two marks on one place
	Discontinuous bool // a mark of several spans
	OneLine       bool // of these: a mark over a line break has a span in each line
	Orphans       bool // a mark that has lost its place
	Relations     bool // and events, if it has them
	Events        bool // else they are relations
	Attributes    bool
	Links         bool
	Notes         bool
	Tags          bool
	Annotators    bool // several in one document
	Times         bool // when a mark was made
	Metadata      bool // the article's title, byline, address and dates
	Structure     bool // headings, lists and quotations
}

// What a format can lack.
const (
	LostOverlap       = words.LostOverlap
	LostDiscontinuous = words.LostDiscontinuous
	LostLines         = words.LostLines
	LostOrphans       = words.LostOrphans
	LostRelations     = words.LostRelations
	LostEvents        = words.LostEvents
	LostAttributes    = words.LostAttributes
	LostLinks         = words.LostLinks
	LostNotes         = words.LostNotes
	LostTags          = words.LostTags
	LostAnnotators    = words.LostAnnotators
	LostTimes         = words.LostTimes
	LostMetadata      = words.LostMetadata
	LostStructure     = words.LostStructure
)

// A Loss is something that a format cannot hold.
type Loss struct {
	What    words.Loss
	Count   int
	Example string // the words of one of them; may be empty
}

// Losses adds up losses, in the order of their first.
func Losses(all ...[]Loss) []Loss {
	var out []Loss
	for _, losses := range all {
		for _, l := range losses {
			i := slices.IndexFunc(out, func(o Loss) bool { return o.What == l.What })
			if i < 0 {
				out = append(out, l)
				continue
			}
			out[i].Count += l.Count
			if out[i].Example == "" {
				out[i].Example = l.Example
			}
		}
	}
	return out
}

// Fit returns what a format can hold of a document, and what it cannot. Of marks that
// overlap where they must not, the longer stays.
func Fit(d Document, h Holds) (Document, []Loss) {
	f := fitter{}
	d.Marks = slices.Clone(d.Marks)
	d.Relations = slices.Clone(d.Relations)
	d.Events = slices.Clone(d.Events)
	if !h.Orphans {
		d = f.drop(d, LostOrphans, func(m *Mark) bool { return len(m.Spans) == 0 })
	}
	if !h.Events {
		if h.Relations && len(d.Events) > 0 {
			f.lose(LostEvents, len(d.Events), d.Events[0].Label)
		}
		d = related(d)
	}
	if !h.Relations {
		f.lose(LostRelations, len(d.Relations), "")
		for _, e := range d.Events {
			f.lose(LostRelations, max(len(e.Arguments), 1), "")
		}
		d.Relations, d.Events = nil, nil
	}
	for i := range d.Marks {
		f.reduce(&d.Marks[i], h)
	}
	if !h.Annotators {
		d = f.anonymous(d)
	}
	if h.OneLine {
		for i := range d.Marks {
			f.cut(&d.Marks[i], d.Article.Text)
		}
	}
	if !h.Discontinuous {
		d = f.split(d)
	}
	if !h.Overlap {
		d = f.drop(d, LostOverlap, overlapped(d.Marks))
	}
	d.Article = f.article(d.Article, h)
	return d, f.losses
}

type fitter struct{ losses []Loss }

func (f *fitter) lose(what words.Loss, n int, example string) {
	if n <= 0 {
		return
	}
	for i := range f.losses {
		if l := &f.losses[i]; l.What == what {
			if l.Count += n; l.Example == "" {
				l.Example = example
			}
			return
		}
	}
	f.losses = append(f.losses, Loss{what, n, example})
}

// drop takes marks out, and what ties them.
func (f *fitter) drop(d Document, what words.Loss, out func(*Mark) bool) Document {
	var kept []Mark
	gone, dropped := map[key]bool{}, 0
	for i := range d.Marks {
		m := &d.Marks[i]
		if !out(m) {
			kept = append(kept, *m)
			continue
		}
		dropped++
		f.lose(what, 1, wordsOf(m))
		if m.ID != "" {
			gone[key{m.Annotator, m.ID}] = true
		}
	}
	if dropped == 0 {
		return d
	}
	d.Marks = kept
	before := len(d.Relations) + len(d.Events)
	d.Relations = slices.DeleteFunc(d.Relations, func(r Relation) bool {
		return gone[key{r.Annotator, r.From}] || gone[key{r.Annotator, r.To}]
	})
	d.Events = slices.DeleteFunc(d.Events, func(e Event) bool { return gone[key{e.Annotator, e.Trigger}] })
	lost := before - len(d.Relations) - len(d.Events)
	for i, e := range d.Events {
		args := slices.DeleteFunc(slices.Clone(e.Arguments), func(a Argument) bool { return gone[key{e.Annotator, a.Mark}] })
		lost += len(e.Arguments) - len(args)
		d.Events[i].Arguments = args
	}
	f.lose(LostRelations, lost, "")
	return d
}

func wordsOf(m *Mark) string {
	if len(m.Quotes) > 0 {
		return m.Quotes[0]
	}
	return m.Label
}

// split makes a mark of each part of those that have several. Ties stay with the first.
func (f *fitter) split(d Document) Document {
	out := make([]Mark, 0, len(d.Marks))
	for _, m := range d.Marks {
		if len(m.Spans) < 2 {
			out = append(out, m)
			continue
		}
		f.lose(LostDiscontinuous, 1, wordsOf(&m))
		for i, s := range m.Spans {
			part := m
			part.Spans, part.Quotes = []annotations.Span{s}, nil
			if len(m.Quotes) == len(m.Spans) {
				part.Quotes = m.Quotes[i : i+1]
			}
			if i > 0 {
				part.ID = ""
			}
			out = append(out, part)
		}
	}
	d.Marks = out
	return d
}

// LineBreaks are the characters at which lines end, for some tool at least.
const LineBreaks = "\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029"

// cut cuts a mark's spans at line breaks. One of nothing but line breaks stays.
func (f *fitter) cut(m *Mark, t annotations.Text) {
	if !slices.ContainsFunc(m.Spans, func(s annotations.Span) bool { return strings.ContainsAny(t.Slice(s), LineBreaks) }) {
		return
	}
	var spans []annotations.Span
	var quotes []string
	for _, s := range m.Spans {
		part := annotations.Span{Start: s.Start, End: s.Start}
		end := func() {
			if !part.Empty() {
				spans, quotes = append(spans, part), append(quotes, t.Slice(part))
			}
		}
		for _, r := range t.Slice(s) {
			if part.End++; strings.ContainsRune(LineBreaks, r) {
				part.End--
				end()
				part = annotations.Span{Start: part.End + 1, End: part.End + 1}
			}
		}
		end()
	}
	if spans != nil {
		f.lose(LostLines, 1, wordsOf(m))
		m.Spans, m.Quotes = spans, quotes
	}
}

// overlapped tells the marks that lie over a longer one, or over an equal one that comes
// first.
func overlapped(marks []Mark) func(*Mark) bool {
	order := make([]*Mark, len(marks))
	size := make(map[*Mark]int, len(marks))
	for i := range marks {
		order[i] = &marks[i]
		for _, s := range marks[i].Spans {
			size[&marks[i]] += s.Len()
		}
	}
	slices.SortStableFunc(order, func(a, b *Mark) int { return size[b] - size[a] })
	var taken []annotations.Span // disjoint, in order
	out := map[*Mark]bool{}
	for _, m := range order {
		if slices.ContainsFunc(m.Spans, func(s annotations.Span) bool { return covers(taken, s) }) {
			out[m] = true
			continue
		}
		for _, s := range annotations.Join(m.Spans) {
			i, _ := slices.BinarySearchFunc(taken, s, func(t, s annotations.Span) int { return t.Start - s.Start })
			taken = slices.Insert(taken, i, s)
		}
	}
	return func(m *Mark) bool { return out[m] }
}

// covers reports whether one of disjoint spans, in order, overlaps another span.
func covers(taken []annotations.Span, s annotations.Span) bool {
	i, _ := slices.BinarySearchFunc(taken, s, func(t, s annotations.Span) int {
		if t.End <= s.Start {
			return -1
		}
		return 1
	})
	return i < len(taken) && taken[i].Overlaps(s)
}

// reduce takes from a mark what is said of it and cannot be held.
func (f *fitter) reduce(m *Mark, h Holds) {
	if !h.Attributes {
		f.lose(LostAttributes, len(m.Attributes), wordsOf(m))
		m.Attributes = nil
	}
	if !h.Links {
		f.lose(LostLinks, len(m.Links), wordsOf(m))
		m.Links = nil
	}
	if !h.Notes && m.Note != "" {
		f.lose(LostNotes, 1, wordsOf(m))
		m.Note = ""
	}
	if !h.Tags {
		f.lose(LostTags, len(m.Tags), wordsOf(m))
		m.Tags = nil
	}
	if !h.Times {
		if !m.Created.IsZero() || !m.Modified.IsZero() {
			f.lose(LostTimes, 1, wordsOf(m))
		}
		m.Created, m.Modified = time.Time{}, time.Time{}
	}
}

// anonymous takes the annotators' names out. Marks whose IDs were told apart by them get
// others.
func (f *fitter) anonymous(d Document) Document {
	first, renamed := map[string]string{}, map[key]string{}
	for i := range d.Marks {
		m := &d.Marks[i]
		if who, known := first[m.ID]; !known {
			first[m.ID] = m.Annotator
		} else if who != m.Annotator && m.ID != "" {
			k := key{m.Annotator, m.ID}
			m.ID = m.Annotator + "/" + m.ID
			renamed[k] = m.ID
		}
		if m.Annotator != "" {
			f.lose(LostAnnotators, 1, m.Annotator)
			m.Annotator = ""
		}
	}
	now := func(annotator, id string) string {
		if to, ok := renamed[key{annotator, id}]; ok {
			return to
		}
		return id
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		r.From, r.To, r.Annotator = now(r.Annotator, r.From), now(r.Annotator, r.To), ""
	}
	for i := range d.Events {
		e := &d.Events[i]
		e.Trigger, e.Arguments = now(e.Annotator, e.Trigger), slices.Clone(e.Arguments)
		for k, a := range e.Arguments {
			e.Arguments[k].Mark = now(e.Annotator, a.Mark)
		}
		e.Annotator = ""
	}
	return d
}

// article takes from an article what cannot be held.
func (f *fitter) article(a annotations.Article, h Holds) annotations.Article {
	if !h.Metadata {
		for _, s := range []string{a.Title, a.Byline, a.Publisher, a.Published, a.Language, a.Source} {
			if s != "" {
				f.lose(LostMetadata, 1, a.Title)
			}
		}
		a.Title, a.Byline, a.Publisher, a.Published, a.Language, a.Source = "", "", "", "", "", ""
	}
	if !h.Structure {
		a.Blocks = slices.Clone(a.Blocks)
		for i := range a.Blocks {
			if b := &a.Blocks[i]; b.Kind != annotations.Paragraph {
				f.lose(LostStructure, 1, a.Text.Slice(b.Span))
				b.Kind, b.Level = annotations.Paragraph, 0
			}
		}
	}
	return a
}
