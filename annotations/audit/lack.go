package audit

import (
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// lacks returns what the annotations of a doc lack, in their order.
func (s Survey) lacks(d annotations.Doc, actors annotations.Directory) []Gap {
	r := newSpeakers(d, actors, s.names)
	var out []Gap
	for _, m := range d.Marks() {
		for _, k := range r.lacking(m) {
			out = append(out, Gap{Kind: k, Spans: m.Spans, Mark: m.ID, Text: m.Exact(), Key: markKey(k, m.ID)})
		}
	}
	if who, id, ok := r.oneSource(); ok {
		out = append(out, Gap{Kind: OneSource, Text: who, Key: markKey(OneSource, id)})
	}
	return out
}

// speakers knows who speaks in an article.
type speakers struct {
	doc    annotations.Doc
	actors annotations.Directory
	marks  map[annotations.ID]*annotations.Annotation // the actor annotations
	speak  map[annotations.ID]bool                    // those of them that say a claim
	names  []annotations.Span                         // in the text
}

func newSpeakers(d annotations.Doc, actors annotations.Directory, names []annotations.Span) speakers {
	r := speakers{d, actors, map[annotations.ID]*annotations.Annotation{}, map[annotations.ID]bool{}, names}
	for _, m := range d.Marks() {
		switch m.Kind {
		case annotations.KindActor:
			r.marks[m.ID] = m
		case annotations.KindClaim:
			for _, id := range m.Claim.Speakers {
				r.speak[id] = true
			}
		}
	}
	return r
}

// lacking returns the kinds of what an annotation lacks.
func (r speakers) lacking(m *annotations.Annotation) []Kind {
	var out []Kind
	switch m.Kind {
	case annotations.KindClaim:
		switch c := m.Claim; {
		case c.Source == annotations.Unnamed:
			out = append(out, NoName)
		case c.Source == annotations.Itself, c.Source == "" && c.Attribution == annotations.Assertion:
		case len(r.of(m)) == 0:
			out = append(out, NoSpeaker)
		}
		if c := m.Claim.Check; c.Worth == annotations.Worthy && c.Verdict.Name == "" {
			out = append(out, NoVerdict)
		}
	case annotations.KindActor:
		switch {
		case r.actors.Find(m.Actor) != nil:
		case r.speak[m.ID] && !r.named(m):
			out = append(out, NoName)
		default:
			out = append(out, NoRecord)
		}
	case annotations.KindFigure:
		if q := m.Figure.Quantity; q.Value == "" && q.Low == "" && q.High == "" && q.Time == "" && !q.Vague {
			out = append(out, NoValue)
		}
	}
	return out
}

// of returns the speakers of a claim that are still there: records by their IDs, and
// actor annotations of no record by theirs.
func (r speakers) of(claim *annotations.Annotation) []annotations.ID {
	var out []annotations.ID
	for _, id := range claim.Claim.Speakers {
		who := id
		if m := r.marks[id]; m != nil && m.Actor != "" {
			who = m.Actor
		}
		if a := r.actors.Find(who); a != nil {
			who = a.ID
		} else if r.marks[id] != nil {
			who = id
		} else {
			continue
		}
		if !slices.Contains(out, who) {
			out = append(out, who)
		}
	}
	return out
}

// fewest is from how many attributed claims on an article can rest on one source.
const fewest = 3

// unnamed stands for all sources that have no name.
const unnamed annotations.ID = "unnamed"

// oneSource returns the source that all attributed claims of the article are of.
func (r speakers) oneSource() (who string, id annotations.ID, ok bool) {
	n := 0
	for _, m := range r.doc.Marks() {
		if m.Kind != annotations.KindClaim || r.doc.Reporter(m) != nil {
			continue
		}
		of := r.of(m)
		if m.Claim.Source == annotations.Unnamed {
			of = []annotations.ID{unnamed}
		}
		switch {
		case len(of) == 0 || m.Claim.Source == annotations.Itself:
			continue
		case len(of) > 1 || n > 0 && of[0] != id:
			return "", "", false
		}
		id = of[0]
		n++
	}
	if n < fewest {
		return "", "", false
	}
	switch a := r.actors.Find(id); {
	case id == unnamed:
		return words.SourcesUnnamed.String(), id, true
	case a != nil:
		return a.Name, id, true
	}
	return r.marks[id].Exact(), id, true
}

// named reports whether a mention is a name, or one with what follows it: "Jane Doe",
// "President Doe", "Jane Doe, head of the bank", but neither "she" nor "the US envoy".
func (r speakers) named(m *annotations.Annotation) bool {
	for _, s := range m.Spans {
		i, _ := slices.BinarySearchFunc(r.names, s.Start, func(n annotations.Span, at int) int { return n.End - at - 1 })
		for ; i < len(r.names) && r.names[i].Start < s.End; i++ {
			after := r.doc.Article.Text.Slice(annotations.Span{Start: r.names[i].End, End: s.End})
			after = strings.TrimLeft(strings.TrimPrefix(lower(after), "'s"), " .'")
			if after == "" || strings.HasPrefix(after, ",") || strings.HasPrefix(after, "(") {
				return true
			}
		}
	}
	return false
}
