package agree

import (
	"slices"

	"pressmark/annotations"
)

// A Difference says in what annotators disagree about a place.
type Difference string

// The differences.
const (
	Missing   Difference = "missing" // not all layers mark it
	OtherKind Difference = "kind"    // the same spans are marked as different kinds
	OtherEnds Difference = "ends"    // overlapping spans are marked as one kind
	OtherFact Difference = "fact"    // the same spans and kind, and different attributes
)

// Differences lists the differences in the order in which they are shown. Where several
// hold, the first one names a disagreement.
var Differences = []Difference{OtherKind, Missing, OtherEnds, OtherFact}

// A Disagreement is annotations of one place that differ.
type Disagreement struct {
	Differs    Difference
	Marks      []*annotations.Annotation // of each layer at most one, in the order of layers
	Without    []string                  // the layers that have none
	Attributes []Attribute               // that differ; what only some say does not
	Taken      []*annotations.Annotation // what stands for it in the merged layer
	Rejected   bool                      // none of it is to be in the merged layer
	Reason     string                    // of a rejected one; may be empty
	Key        string                    // of its dismissal; another once a mark changes
}

// Settled reports whether the merged layer has a mark that stands for one of the
// disagreement's, or all were rejected.
func (d Disagreement) Settled() bool { return len(d.Taken) > 0 || d.Rejected }

// A Comparison is the layers of an article beside one another, and the merged layer in
// which they are adjudicated. It is a value of one state of the doc: after an edit, make
// another.
type Comparison struct {
	alignment
	into          string
	places        map[string]*annotations.Annotation // of the merged layer, by kind and place
	agreed        []group
	disagreements []Disagreement
}

// Compare puts the layers of an article with some names beside one another, or all; into
// names the merged layer, which is not compared.
func Compare(doc annotations.Doc, into string, names ...string) *Comparison {
	layers := slices.DeleteFunc(named(doc, names), func(l Layer) bool { return l.Name == into })
	items := items(layers)
	c := &Comparison{
		alignment: align(doc, layers, items, overlaps(items)), into: into,
		places: map[string]*annotations.Annotation{},
	}
	for _, m := range doc.Marks() {
		if m.Creator == into && !m.Orphan() && c.places[place(m)] == nil {
			c.places[place(m)] = m
		}
	}
	c.sort()
	return c
}

// place returns the kind and the spans of an annotation as a key.
func place(n *annotations.Annotation) string { return string(n.Kind) + " " + places(n.Spans) }

// sort tells what is agreed from disagreements, in text order.
func (c *Comparison) sort() {
	rank := map[*annotations.Annotation]int{}
	for i, m := range c.doc.Marks() {
		rank[m] = i
	}
	first := func(g group) int {
		least := rank[g[0].mark]
		for _, m := range g[1:] {
			least = min(least, rank[m.mark])
		}
		return least
	}
	sortBy(c.groups, func(a, b group) int { return first(a) - first(b) })

	var open []group
	var differs []Difference
	at := map[string][]int{} // of spans, the groups that some layer is missing from
	for _, g := range c.groups {
		switch {
		case len(g) < len(c.layers):
			if g.exact() {
				key := places(g[0].mark.Spans)
				if i := slices.IndexFunc(at[key], func(i int) bool { return open[i].apart(g) }); i >= 0 {
					open[at[key][i]], differs[at[key][i]] = open[at[key][i]].join(g), OtherKind
					continue
				}
				at[key] = append(at[key], len(open))
			}
			open, differs = append(open, g), append(differs, Missing)
		case !g.exact():
			open, differs = append(open, g), append(differs, OtherEnds)
		case len(c.differ(g)) > 0:
			open, differs = append(open, g), append(differs, OtherFact)
		default:
			c.agreed = append(c.agreed, g)
		}
	}
	for i, g := range open {
		c.disagreements = append(c.disagreements, c.disagreement(g, differs[i]))
	}
}

func (c *Comparison) disagreement(g group, differs Difference) Disagreement {
	d := Disagreement{Differs: differs}
	if differs != OtherKind {
		d.Attributes = c.differ(g)
	}
	for i, l := range c.layers {
		k := slices.IndexFunc(g, func(m member) bool { return m.layer == i })
		if k < 0 {
			d.Without = append(d.Without, l.Name)
			continue
		}
		d.Marks = append(d.Marks, g[k].mark)
		if m := c.standIn(g[k].mark); m != nil && !slices.Contains(d.Taken, m) {
			d.Taken = append(d.Taken, m)
		}
	}
	d.Key = c.key(d)
	d.Reason, d.Rejected = c.doc.Article.Dismissed(d.Key)
	return d
}

// key names a disagreement by what was compared.
func (c *Comparison) key(d Disagreement) string {
	parts := []string{c.into, string(d.Differs)}
	for _, m := range d.Marks {
		parts = append(parts, string(m.ID), place(m))
		for _, what := range d.Attributes {
			parts = append(parts, string(what), c.said(what, m))
		}
	}
	return "agree:" + annotations.IDOf(parts...).Short()
}

// Layers returns the layers that are compared.
func (c *Comparison) Layers() []Layer { return c.layers }

// Disagreements returns what differs, in text order: what is open, and what is settled.
func (c *Comparison) Disagreements() (open, settled []Disagreement) {
	for _, d := range c.disagreements {
		if d.Settled() {
			settled = append(settled, d)
		} else {
			open = append(open, d)
		}
	}
	return open, settled
}

// Agreed returns how many annotations all layers have alike, and for how many of them
// something stands in the merged layer.
func (c *Comparison) Agreed() (all, taken int) {
	for _, g := range c.agreed {
		if c.standsFor(g) {
			taken++
		}
	}
	return len(c.agreed), taken
}
