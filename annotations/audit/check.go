package audit

import (
	"slices"
	"sort"
	"strings"
	"time"

	"pressmark/annotations"
)

// Check returns which figures of articles do not add up, in the order of the articles
// and of their first figures in them. Those that were dismissed in one of their articles
// come apart.
func Check(docs []annotations.Doc, actors annotations.Directory) (open, dismissed []Finding) {
	c := NewChecker(actors)
	for _, d := range docs {
		c.Add(d)
	}
	return c.Findings()
}

// A Checker is a [Check] that takes one article after the other: of many articles it takes
// long, and whoever has something else to do can do that in between.
type Checker struct {
	actors  annotations.Directory
	n       int // articles so far
	reasons map[annotations.ID]map[string]string
	before  map[string][]*statement // of the articles so far, by the words next to the figure
	all     []finding
}

// NewChecker returns a checker that has no articles yet.
func NewChecker(actors annotations.Directory) *Checker {
	return &Checker{actors: actors, reasons: map[annotations.ID]map[string]string{}, before: map[string][]*statement{}}
}

// Add compares the figures of an article with one another and with those of the articles
// before.
func (c *Checker) Add(d annotations.Doc) {
	r := newRecord(c.n, d, c.actors)
	c.n++
	c.reasons[d.Article.ID] = dismissals(d.Article)
	c.all = append(c.all, r.parts()...)
	c.all = append(c.all, r.shares()...)
	c.all = append(c.all, r.same()...)
	c.all = append(c.all, r.rates()...)
	c.all = append(c.all, r.changes()...)
	c.all = append(c.all, r.order()...)
	c.all = append(c.all, r.twoValues(c.before)...)
}

// Findings returns what was found so far, as [Check] does.
func (c *Checker) Findings() (open, dismissed []Finding) {
	sort.SliceStable(c.all, func(i, j int) bool {
		a, b := c.all[i].first, c.all[j].first
		return a.doc < b.doc || a.doc == b.doc && a.at < b.at
	})
	seen := map[string]bool{}
	for _, f := range c.all {
		if seen[f.Key] {
			continue
		}
		seen[f.Key] = true
		if reason, ok := f.dismissal(c.reasons); ok {
			f.Reason = reason
			dismissed = append(dismissed, f.Finding)
			continue
		}
		open = append(open, f.Finding)
	}
	return open, dismissed
}

// dismissal returns the reason for which one of a finding's articles dismissed it.
func (f Finding) dismissal(reasons map[annotations.ID]map[string]string) (reason string, ok bool) {
	for _, p := range f.Marks {
		if reason, ok = reasons[p.Article][f.Key]; ok {
			return reason, true
		}
	}
	return "", false
}

// A record is an article as the arithmetic needs it.
type record struct {
	doc       annotations.Doc
	index     int // among those that are checked
	figures   []*annotations.Annotation
	byID      map[annotations.ID]*annotations.Annotation // the figures
	values    map[annotations.ID]value                   // of figures that have a number
	tied      map[annotations.ID][]annotations.Tie       // ties by the figure that they lead to; Tie.Figure is where they come from
	actors    map[annotations.ID]bool
	published time.Time
	sentences map[int][]*sentence // by block
}

func newRecord(index int, d annotations.Doc, actors annotations.Directory) *record {
	r := &record{
		doc: d, index: index, byID: map[annotations.ID]*annotations.Annotation{}, values: map[annotations.ID]value{},
		tied: map[annotations.ID][]annotations.Tie{}, actors: map[annotations.ID]bool{},
		published: published(d.Article), sentences: map[int][]*sentence{},
	}
	for _, m := range d.Marks() {
		switch m.Kind {
		case annotations.KindActor:
			if a := actors.Find(m.Actor); a != nil {
				r.actors[a.ID] = true
			}
		case annotations.KindFigure:
			r.figures = append(r.figures, m)
			r.byID[m.ID] = m
			if v, ok := valueOf(r, m); ok {
				r.values[m.ID] = v
			}
		}
	}
	for _, m := range r.figures {
		for _, t := range m.Figure.Ties {
			from := annotations.Tie{Relation: t.Relation, Figure: m.ID}
			if r.byID[t.Figure] != nil && t.Figure != m.ID && !slices.Contains(r.tied[t.Figure], from) {
				r.tied[t.Figure] = append(r.tied[t.Figure], from)
			}
		}
	}
	return r
}

// from returns the values of the figures that are tied to a figure by a relation, in
// text order.
func (r *record) from(rel annotations.Relation, to annotations.ID) []value {
	var out []value
	for _, t := range r.tied[to] {
		if v, ok := r.values[t.Figure]; ok && t.Relation == rel {
			out = append(out, v)
		}
	}
	return out
}

// block returns the index of the block that a mark begins in; -1 of an orphan.
func (r *record) block(m *annotations.Annotation) int {
	if m.Orphan() {
		return -1
	}
	return r.doc.Article.BlockAt(m.Cover().Start)
}

// around returns the text of the block on both sides of a mark.
func (r *record) around(m *annotations.Annotation) (before, after string) {
	i := r.block(m)
	if i < 0 {
		return "", ""
	}
	b, at, t := r.doc.Article.Blocks[i].Span, m.Cover(), r.doc.Article.Text
	return t.Slice(annotations.Span{Start: b.Start, End: at.Start}), t.Slice(annotations.Span{Start: at.End, End: b.End})
}

// A finding is one with its place in the order of all.
type finding struct {
	Finding
	first struct{ doc, at int }
}

// findingOf makes a finding of figures; it stands where the first of them does.
func findingOf(k Kind, parts []Part, marks ...value) finding {
	f := finding{Finding: Finding{Kind: k, Parts: parts}}
	type named struct{ id, value string }
	var of []named
	for _, v := range marks {
		m := v.mark
		f.Marks = append(f.Marks, Ref{m.Article, m.ID})
		of = append(of, named{m.ID.Short(), fingerprint(m.Figure.Quantity)})
	}
	sort.Slice(of, func(i, j int) bool { return of[i].id < of[j].id })
	var key strings.Builder
	key.WriteString(string(k))
	for _, x := range of {
		key.WriteString(" " + x.id + "=" + x.value)
	}
	f.Key = key.String()
	f.first.doc, f.first.at = marks[0].doc.index, marks[0].mark.Cover().Start
	return f
}

// fingerprint returns what of a quantity is compared: a finding that was dismissed for
// some values is not dismissed for others.
func fingerprint(q annotations.Quantity) string {
	s := strings.Join([]string{
		string(q.Comparator) + string(q.Value), string(q.Low), string(q.High),
		first(q.Currency, first(q.Unit, q.UnitText)), q.Time, string(q.Direction),
	}, ";")
	return strings.TrimRight(s, ";")
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
