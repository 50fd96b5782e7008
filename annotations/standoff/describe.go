package standoff

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
)

// Labels that Pressmark gives where a record keeps none of another tool's.
const (
	ActorLabel  = "Actor"
	ClaimLabel  = "Claim"
	FigureLabel = "Figure"
	CueLabel    = "Cue"

	SaidBy  = "SaidBy"  // from a claim to an actor
	HasCue  = "HasCue"  // from a claim to its cue
	InClaim = "InClaim" // from a figure to a claim
	Within  = "Within"  // from a claim to the claim that reports it
	SameAs  = "SameAs"  // from figure to figure, as the two that follow
	PartOf  = "PartOf"
	Before  = "Before"
)

// tieLabels are the labels of ties of figures.
var tieLabels = map[annotations.Relation]string{
	annotations.SameAmount: SameAs, annotations.PartOf: PartOf, annotations.Before: Before,
}

// Describe makes a document of an article with its annotations. The IDs of marks are
// those of the annotations; a cue is a mark of its own. What a document has no place for,
// [Unsaid] tells.
func Describe(d annotations.Doc, actors annotations.Directory) Document {
	marks := d.Marks()
	w := &writer{
		text: d.Article.Text, actors: actors, byID: make(map[annotations.ID]*annotations.Annotation, len(marks)),
		alias: make(map[annotations.ID]string, len(marks)), alike: make(map[string]string, len(marks)),
		labels: make(map[key]string, 2*len(marks)), events: map[eventKey]int{},
		origins: map[annotations.ID]origin{}, ids: map[key]bool{}, roles: proposed{},
	}
	w.out.Name, w.out.Article = d.Article.Title, d.Article
	w.out.Marks = make([]Mark, 0, 2*len(marks))
	for _, n := range marks {
		w.byID[n.ID] = n
	}
	for _, n := range marks {
		w.mark(n)
	}
	for _, n := range marks {
		w.ties(n)
	}
	for i := range w.groups {
		w.event(&w.groups[i])
	}
	return w.out
}

type writer struct {
	text    annotations.Text
	actors  annotations.Directory
	out     Document
	byID    map[annotations.ID]*annotations.Annotation
	alias   map[annotations.ID]string // the marks that annotations became
	origins map[annotations.ID]origin // of claims of events
	alike   map[string]string         // cues and triggers, by all that they say
	labels  map[key]string            // of marks
	groups  []group
	events  map[eventKey]int // places in groups
	ids     map[key]bool     // of events
	roles   proposed
	face    []byte
}

// LabelOf returns the label of an annotation: another tool's, or that of its kind.
func LabelOf(n *annotations.Annotation) string {
	switch {
	case n.Label != "":
		return n.Label
	case n.Kind == annotations.KindActor:
		return ActorLabel
	case n.Kind == annotations.KindFigure:
		return FigureLabel
	}
	return ClaimLabel
}

// mark writes an annotation's mark, unless it is of the same mark as another, whose event
// is another one.
func (w *writer) mark(n *annotations.Annotation) {
	m := w.markOf(n)
	w.alias[n.ID] = m.ID
	if _, ok := n.Extra[eventPlace]; ok {
		o, _ := originOf(n, w.text)
		w.origins[n.ID] = o
		if of := w.byID[o.of]; of != nil && of.Kind == n.Kind && of.Creator == n.Creator {
			if twin := w.markOf(of); string(face(nil, &twin)) == string(face(nil, &m)) {
				w.alias[n.ID] = twin.ID
				return
			}
		}
	}
	w.add(m)
}

func (w *writer) markOf(n *annotations.Annotation) Mark {
	m := Mark{
		ID: string(n.ID), Label: LabelOf(n), Spans: n.Spans, Quotes: exact(n.Quotes), Annotator: n.Creator,
		Attributes: attributesOf(n), Note: n.Note, Created: n.Created, Modified: n.Modified,
	}
	if n.Orphan() && len(n.Quotes) > 0 {
		m.Prefix, m.Suffix = n.Quotes[0].Prefix, n.Quotes[len(n.Quotes)-1].Suffix
	}
	if len(n.Claim.Speakers) > 0 && n.Claim.Source == annotations.Named {
		m.Attributes = slices.DeleteFunc(m.Attributes, func(a Attribute) bool { return a.Name == "Source" }) // the ties say it
	}
	for _, id := range n.Claim.Speakers {
		if name := w.stranger(n, id); name != "" {
			m.Attributes = append(m.Attributes, Attribute{speakerAttribute, name})
		}
	}
	if a := w.actors.Find(n.Actor); n.Actor != "" && a != nil {
		named := func(tag string) bool { return strings.HasPrefix(tag, NameAttribute+"=") }
		if a.Name != n.Exact() || a.Link == "" || slices.ContainsFunc(n.Tags, named) {
			m.Attributes = append(m.Attributes, Attribute{NameAttribute, a.Name})
		}
		if a.Link != "" {
			m.Links = []string{a.Link}
		}
	}
	for _, t := range n.Tags { // after what they may be a second value of
		if a, ok := AttributeOf(t); ok {
			m.Attributes = append(m.Attributes, a)
		} else {
			m.Tags = append(m.Tags, t)
		}
	}
	return m
}

func (w *writer) add(m Mark) {
	w.out.Marks = append(w.out.Marks, m)
	w.labels[key{m.Annotator, m.ID}] = m.Label
}

// stranger returns the name of a speaker whom no mark of the claim's annotator mentions;
// "" where one does, or nobody knows the name.
func (w *writer) stranger(claim *annotations.Annotation, id annotations.ID) string {
	m := w.byID[id]
	switch {
	case m != nil && m.Creator == claim.Creator:
		return ""
	case m != nil:
		if a := w.actors.Find(m.Actor); m.Actor != "" && a != nil {
			return a.Name
		}
		return m.Exact()
	}
	if a := w.actors.Find(id); a != nil {
		return a.Name
	}
	return ""
}

// once adds a mark unless one that says the same is there, and returns the ID of the one
// that is.
func (w *writer) once(m Mark) string {
	w.face = face(w.face[:0], &m)
	if id, ok := w.alike[string(w.face)]; ok {
		return id
	}
	w.alike[string(w.face)] = m.ID
	w.add(m)
	return m.ID
}

// face appends all that a mark says, but for its times.
func face(b []byte, m *Mark) []byte {
	b = place(b, m)
	for _, s := range m.Quotes {
		b = append(append(b, s...), 0)
	}
	b = append(append(b, m.Note...), 0)
	for _, a := range m.Attributes {
		b = append(append(append(append(b, a.Name...), 0), a.Value...), 0)
	}
	b = append(b, 0)
	for _, t := range m.Tags {
		b = append(append(b, t...), 0)
	}
	return b
}

// place appends who marked what where.
func place(b []byte, m *Mark) []byte {
	b = append(append(b, m.Annotator...), 0)
	b = append(append(b, m.Label...), 0)
	for _, s := range m.Spans {
		b = append(strconv.AppendInt(b, int64(s.Start), 10), '-')
		b = append(strconv.AppendInt(b, int64(s.End), 10), ' ')
	}
	return append(b, 0)
}

func exact(quotes []annotations.Quote) []string {
	out := make([]string, len(quotes))
	for i, q := range quotes {
		out[i] = q.Exact
	}
	return out
}

// ties writes what ties an annotation to others.
func (w *writer) ties(n *annotations.Annotation) {
	switch n.Kind {
	case annotations.KindFigure:
		w.relate(n, InClaim, w.there(n, n.Figure.Claim))
		for _, t := range n.Figure.Ties {
			if label, ok := tieLabels[t.Relation]; ok {
				w.relate(n, label, w.there(n, t.Figure))
			}
		}
	case annotations.KindClaim:
		w.relate(n, Within, w.there(n, n.Claim.Within))
		cue := w.cue(n)
		if o := w.origins[n.ID]; o.label != "" {
			w.gather(n, &o, cue)
			return
		}
		w.relate(n, HasCue, cue)
		for _, id := range n.Claim.Speakers {
			w.relate(n, SaidBy, w.there(n, id))
		}
	}
}

func (w *writer) relate(n *annotations.Annotation, label, to string) {
	if to != "" {
		w.out.Relations = append(w.out.Relations, Relation{Label: label, From: w.alias[n.ID], To: to, Annotator: n.Creator})
	}
}

// there returns the mark that an annotation, of the same annotator, became; "" where it
// is none.
func (w *writer) there(from *annotations.Annotation, id annotations.ID) string {
	if m := w.byID[id]; m == nil || m.Creator != from.Creator {
		return ""
	}
	return w.alias[id]
}

// cue writes a claim's cue and returns its mark; "" where it has none.
func (w *writer) cue(n *annotations.Annotation) string {
	c := n.Claim.Cue
	if c.Empty() {
		return ""
	}
	m := Mark{
		ID: string(n.ID) + "#cue", Label: cueLabel(n), Spans: c.Spans, Quotes: exact(c.Quotes), Annotator: n.Creator,
		Created: n.Created, Modified: n.Modified,
	}
	if len(c.Spans) == 0 {
		m.Prefix, m.Suffix = c.Quotes[0].Prefix, c.Quotes[len(c.Quotes)-1].Suffix
	}
	return w.once(m)
}
