package agree

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
)

// An Attribute is something that is said of an annotation, beside its place.
type Attribute string

// The attributes.
const (
	Record      Attribute = "record"      // the actor that a mention is of
	Source      Attribute = "source"      // who stands behind a claim: named, unnamed, the article
	Speaker     Attribute = "speaker"     // who says a claim: actors, or the words of mentions
	Attribution Attribute = "attribution" // how the article gives a claim
	Stance      Attribute = "stance"
	Worth       Attribute = "worth" // whether a claim is worth checking
	CueWords    Attribute = "cue"   // the place of a claim's cue; its agreement is that of [Cue]
	FigureType  Attribute = "type"
	Value       Attribute = "value" // numbers and times of a figure
	Unit        Attribute = "unit"  // unit or currency of a figure
)

// Attributes lists those that have an α, in the order in which they are shown.
var Attributes = []Attribute{Record, Source, Speaker, Attribution, Stance, Worth, FigureType, Value, Unit}

// kind returns the kind of annotation that has the attribute.
func (a Attribute) kind() annotations.Kind {
	switch a {
	case Record:
		return annotations.KindActor
	case FigureType, Value, Unit:
		return annotations.KindFigure
	}
	return annotations.KindClaim
}

// An alignment is the layers of an article with their annotations put together.
type alignment struct {
	doc    annotations.Doc
	layers []Layer
	groups []group
	byID   map[annotations.ID]*annotations.Annotation
	of     map[*annotations.Annotation]group
}

func align(doc annotations.Doc, layers []Layer, items []item, overlaps []overlap) alignment {
	a := alignment{
		doc: doc, layers: layers, groups: groups(items, overlaps),
		byID: map[annotations.ID]*annotations.Annotation{}, of: map[*annotations.Annotation]group{},
	}
	for _, m := range doc.Marks() {
		a.byID[m.ID] = m
	}
	for _, g := range a.groups {
		for _, m := range g {
			a.of[m.mark] = g
		}
	}
	return a
}

// said returns what an annotation says of an attribute as a value that can be compared;
// "" is nothing.
func (a alignment) said(what Attribute, n *annotations.Annotation) string {
	if n.Kind != what.kind() {
		return ""
	}
	q := n.Figure.Quantity
	switch what {
	case Record:
		return string(n.Actor)
	case Source:
		return string(n.Claim.Source)
	case Speaker:
		return a.speakers(n)
	case Attribution:
		return string(n.Claim.Attribution)
	case Stance:
		return string(n.Claim.Stance)
	case Worth:
		return string(n.Claim.Check.Worth)
	case CueWords:
		return places(n.Claim.Cue.Spans)
	case FigureType:
		return string(q.Type)
	}
	value := strings.Join([]string{string(q.Value), string(q.Low), string(q.High), q.Time}, "|")
	switch {
	case value != "|||" && what == Unit, q.Vague && what == Unit:
		return cmp.Or(q.Unit, q.Currency, q.UnitText, "none")
	case value != "|||" && what == Value:
		return value
	case q.Vague && what == Value:
		return "vague"
	}
	return ""
}

// adopt makes an annotation say of an attribute what another says.
func (what Attribute) adopt(n *annotations.Annotation, from *annotations.Annotation) {
	switch what {
	case Record:
		n.Actor = from.Actor
	case Source:
		n.Claim.Source, n.Claim.Wording = from.Claim.Source, from.Claim.Wording
	case Speaker:
		n.Claim.Speakers = from.Claim.Speakers
	case Attribution:
		n.Claim.Attribution = from.Claim.Attribution
	case Stance:
		n.Claim.Stance = from.Claim.Stance
	case Worth:
		n.Claim.Check.Worth = from.Claim.Check.Worth
	case CueWords:
		n.Claim.Cue = from.Claim.Cue
	case FigureType:
		n.Figure.Type = from.Figure.Type
		n.Figure.Corrected = n.Figure.Corrected || from.Figure.Corrected
	case Value, Unit: // the fields of a quantity belong together
		was := n.Figure.Type
		n.Figure.Quantity = from.Figure.Quantity
		n.Figure.Type = cmp.Or(was, from.Figure.Type)
		n.Figure.Corrected = n.Figure.Corrected || from.Figure.Corrected
	}
}

// speakers returns who says a claim, in whatever order it has them.
func (a alignment) speakers(n *annotations.Annotation) string {
	var who []string
	for _, id := range n.Claim.Speakers {
		if m := a.byID[id]; m == nil || m.Kind == annotations.KindActor {
			who = append(who, a.speaker(id))
		}
	}
	slices.Sort(who)
	return strings.Join(slices.Compact(who), "|")
}

// speaker returns who is meant by the ID of an actor or of a mention: of a mention, the
// actor that it is of, or that one is of which it is matched with; else its words, or
// those of the first that it is matched with.
func (a alignment) speaker(id annotations.ID) string {
	n := a.byID[id]
	if n == nil {
		return string(id)
	}
	if n.Actor != "" {
		return string(n.Actor)
	}
	g := a.of[n]
	for _, m := range g {
		if m.mark.Actor != "" {
			return string(m.mark.Actor)
		}
	}
	if len(g) > 0 {
		n = g[0].mark
	}
	return strings.ToLower(n.Exact())
}

// differ returns what members of a group say differently.
func (a alignment) differ(g group) []Attribute {
	var out []Attribute
	for _, what := range append(slices.Clip(Attributes), CueWords) {
		first := ""
		for _, m := range g {
			v := a.said(what, m.mark)
			if first == "" {
				first = v
			} else if v != "" && v != first {
				out = append(out, what)
				break
			}
		}
	}
	return out
}

// places returns spans as words: "3-5 9-12".
func places(spans []annotations.Span) string {
	var b []byte
	for i, s := range spans {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(s.Start), 10)
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(s.End), 10)
	}
	return string(b)
}
