package standoff

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations"
)

// TestLarge goes through documents that would take minutes if any step looked at all of
// the others: it is held by the time that a test may take.
func TestLarge(t *testing.T) {
	const n = 20000
	text := annotations.NewText(strings.Repeat("é ", n))
	at := func(i int) []annotations.Span { return []annotations.Span{{Start: 2 * i, End: 2*i + 1}} }
	mark := func(i int, label string) Mark { return Mark{ID: fmt.Sprint("T", i), Label: label, Spans: at(i)} }
	claim := Mark{ID: "C", Label: "Claim", Spans: at(0)}
	for name, make := range map[string]func(d *Document){
		"alike": func(d *Document) {
			for range n {
				d.Marks = append(d.Marks, Mark{Label: "Claim", Spans: at(1)})
			}
		},
		"speakers": func(d *Document) {
			for i := range n {
				d.Marks = append(d.Marks, mark(i, "Person"))
				d.Relations = append(d.Relations, Relation{Label: "SaidBy", From: "C", To: fmt.Sprint("T", i)})
			}
		},
		"cues": func(d *Document) {
			for i := range n {
				d.Marks = append(d.Marks, mark(i, "Cue"))
				d.Relations = append(d.Relations, Relation{Label: "HasCue", From: "C", To: fmt.Sprint("T", i)})
			}
		},
		"cues without a place": func(d *Document) {
			for i := range n {
				d.Marks = append(d.Marks, Mark{ID: fmt.Sprint("T", i), Label: "Cue", Quotes: []string{"said"}})
				d.Relations = append(d.Relations, Relation{Label: "HasCue", From: "C", To: fmt.Sprint("T", i)})
			}
		},
		"claims of a cue, and speakers": func(d *Document) {
			d.Marks = append(d.Marks, Mark{ID: "Q", Label: "Cue", Spans: at(1)})
			for i := range n {
				d.Marks = append(d.Marks, mark(i, []string{"Claim", "Person"}[i%2]))
				d.Relations = append(d.Relations, Relation{From: "Q", To: fmt.Sprint("T", i)})
			}
		},
		"an event of all": func(d *Document) {
			e := Event{Label: "Claim", Trigger: "C"}
			for i := range n {
				d.Marks = append(d.Marks, mark(i, []string{"Claim", "Person"}[i%2]))
				e.Arguments = append(e.Arguments, Argument{"x", fmt.Sprint("T", i)})
			}
			d.Events = []Event{e}
		},
		"events of one claim": func(d *Document) {
			for i := range n {
				d.Events = append(d.Events, Event{Label: "Claim", Trigger: "C", ID: fmt.Sprint("E", i)})
			}
		},
		"tags and attributes": func(d *Document) {
			for i := range n {
				d.Marks[0].Tags = append(d.Marks[0].Tags, fmt.Sprint("tag ", i))
				d.Marks[0].Attributes = append(d.Marks[0].Attributes, Attribute{"Speaker", fmt.Sprint("name ", i)}, Attribute{"x", fmt.Sprint(i)})
			}
		},
		"names of one actor": func(d *Document) {
			for i := range n {
				m := mark(i, "Person")
				m.Links, m.Attributes = []string{"https://example.org/one"}, []Attribute{{"Name", fmt.Sprint("name ", i)}}
				d.Marks = append(d.Marks, m)
			}
		},
		"overlaps": func(d *Document) {
			for i := range n {
				d.Marks = append(d.Marks, mark(i, "Claim"), mark(i, "Foo"))
			}
		},
	} {
		d := Document{Article: annotations.Article{Text: text}, Marks: []Mark{claim}}
		make(&d)
		c, _ := Records(d, nil, now)
		out := Describe(annotations.NewDoc(c.Articles[0], c.Annotations), annotations.NewDirectory(c.Actors))
		if _, lost := Fit(out, Holds{}); len(c.Annotations) == 0 || len(lost) == 0 {
			t.Errorf("%s: nothing", name)
		}
	}
}
