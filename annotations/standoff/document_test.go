package standoff

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

var now = annotationtest.Now

// parse reads a document in the notation of annotationtest. Of marks the lines say label, by
// (the annotator), has (an attribute), tag, note, link, prefix, suffix, id (another than the
// name), says (what the file says is there, in each stretch) and at (the place, whatever it
// is); then of relations and events:
//
//	T1 label=Source by=ada has=Stance=denies at=3-9 at=40-99
//	R1 relation=SaidBy from=T2 to=T1
//	E1 event=Attribution trigger=T3 Content=T2
//
// The annotator of a relation is that of its first mark, of an event that of its trigger. A
// mark that is not in the text has no place.
func parse(t testing.TB, source string) Document {
	t.Helper()
	in, facts := annotationtest.Split(t, source)
	text, marked := annotationtest.Brackets(t, in)
	d := Document{Name: "case", Article: annotations.Article{Text: annotations.NewText(text)}}
	at := map[string]int{}
	for i, m := range marked {
		at[m.Name] = i
		d.Marks = append(d.Marks, Mark{ID: m.Name, Spans: m.Spans})
		for _, s := range m.Spans {
			d.Marks[i].Quotes = append(d.Marks[i].Quotes, d.Article.Text.Slice(s))
		}
	}
	for _, f := range facts {
		switch {
		case f.Name == "article":
			d.Article.Source = f.Pairs[0].Value
		case f.Pairs[0].Key == "relation":
			from := f.Pairs[1].Value
			d.Relations = append(d.Relations, Relation{
				ID: f.Name, Label: f.Pairs[0].Value, From: from, To: f.Pairs[2].Value, Line: f.Line, Annotator: annotatorOf(&d, from),
			})
		case f.Pairs[0].Key == "event":
			trigger := f.Pairs[1].Value
			e := Event{ID: f.Name, Label: f.Pairs[0].Value, Trigger: trigger, Line: f.Line, Annotator: annotatorOf(&d, trigger)}
			for _, p := range f.Pairs[2:] {
				e.Arguments = append(e.Arguments, Argument{p.Key, p.Value})
			}
			d.Events = append(d.Events, e)
		default:
			i, known := at[f.Name]
			if !known {
				i = len(d.Marks)
				at[f.Name] = i
				d.Marks = append(d.Marks, Mark{ID: f.Name})
			}
			tell(t, &d.Marks[i], f)
		}
	}
	return d
}

// tell sets what a line says of a mark.
func tell(t testing.TB, m *Mark, f annotationtest.Fact) {
	t.Helper()
	m.Line = f.Line
	for i, p := range f.Pairs {
		first := i == 0 || f.Pairs[i-1].Key != p.Key
		switch p.Key {
		case "label":
			m.Label = p.Value
		case "by":
			m.Annotator = p.Value
		case "has":
			name, v, _ := strings.Cut(p.Value, "=")
			m.Attributes = append(m.Attributes, Attribute{name, v})
		case "tag":
			m.Tags = append(m.Tags, p.Value)
		case "note":
			m.Note = p.Value
		case "link":
			m.Links = append(m.Links, p.Value)
		case "prefix":
			m.Prefix = p.Value
		case "suffix":
			m.Suffix = p.Value
		case "id":
			m.ID = p.Value
		case "says":
			if first {
				m.Quotes = nil
			}
			m.Quotes = append(m.Quotes, p.Value)
		case "at":
			if first {
				m.Spans, m.Quotes = nil, nil
			}
			var s annotations.Span
			if _, err := fmt.Sscanf(p.Value, "%d-%d", &s.Start, &s.End); err != nil {
				t.Fatal(err)
			}
			m.Spans = append(m.Spans, s)
		default:
			t.Fatalf("what is %s %s=%q?", f.Name, p.Key, p.Value)
		}
	}
}

func annotatorOf(d *Document, id string) string {
	for _, m := range d.Marks {
		if m.ID == id {
			return m.Annotator
		}
	}
	return ""
}
