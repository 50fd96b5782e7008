package format

import (
	"fmt"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// doccano is doccano's JSON Lines, of sequence labelling ("label" or the older "labels":
// arrays of start, end and label) and with relations ("entities" and "relations"). Members
// that name what is known of an article are taken as that.
//
// Nothing in these files says what their offsets count: code points by the manual, UTF-16
// units in practice, graphemes where a project is set up so. The unit is taken in which
// most spans of the file begin and end where words do; of those that are as good, code
// points before UTF-16 units before graphemes.
//
// Written are entities and relations, in code points. Entities are numbered in each
// document, as doccano's own example is.
var doccano = Format{
	Name: "doccano", Title: "doccano",
	Extensions: []string{".jsonl", ".json"},
	MediaTypes: jsonlTypes,
	Sniff:      func(data []byte) bool { return sniffJSON(data, isDoccano) },
	Read: func(files []File, to Sink) error {
		for _, f := range files {
			unit, err := doccanoUnit(f)
			if err != nil {
				return err
			}
			err = readJSON([]File{f}, to, func(r *jsonReader, v record.Value) error { return readDoccano(r, v, unit) })
			if err != nil {
				return err
			}
		}
		return nil
	},
	Write: &Writing{
		Holds: standoff.Holds{Overlap: true, Relations: true, Metadata: true},
		Piece: writeDoccano,
	},
}

// isDoccano tells doccano's records from those of spaCy, whose entities are arrays.
func isDoccano(v record.Value) bool {
	if !v.Get("text").IsText() && !v.Get("data").IsText() {
		return false
	}
	for _, name := range doccanoSpans {
		for _, x := range v.Get(name).Items() {
			if _, _, _, ok := doccanoSpan(x); ok && (name != "entities" || x.Object()) {
				return true
			}
		}
	}
	return v.Get("Comments").Array()
}

// doccanoSpans are the members that hold spans.
var doccanoSpans = []string{"label", "labels", "entities", "annotations"}

// doccanoText returns the text of a record.
func doccanoText(v record.Value) string {
	if t := v.Get("text"); t.IsText() {
		return t.Text()
	}
	return v.Get("data").Text()
}

// doccanoSpan reads a span in one of its shapes.
func doccanoSpan(x record.Value) (start, end int, label string, ok bool) {
	from, to := x.Get("start_offset"), x.Get("end_offset")
	name := x.Get("label")
	if x.Array() {
		items := x.Items()
		if len(items) != 3 {
			return 0, 0, "", false
		}
		from, to, name = items[0], items[1], items[2]
	}
	start, okStart := from.Int()
	end, okEnd := to.Int()
	return start, end, name.Text(), okStart && okEnd && !name.Object() && !name.Array()
}

// doccanoUnit finds out what a file's offsets count.
func doccanoUnit(f File) (standoff.Unit, error) {
	units := []standoff.Unit{standoff.CodePoints, standoff.UTF16, standoff.Graphemes}
	good := make([]int, len(units))
	r := newJSONReader(f, Sink{Problem: func(standoff.Problem) {}}) // they are told when it is read
	err := r.each(f.Data, func(v record.Value, text string) error {
		if oneLengthed(text) {
			return nil
		}
		t := annotations.NewText(doccanoText(v))
		edges := newWordEdges(t)
		for i, u := range units {
			p := newPlacer(t, u)
			for _, name := range doccanoSpans {
				for _, x := range v.Get(name).Items() {
					start, end, _, ok := doccanoSpan(x)
					if s, err := p.span(start, end); ok && err == nil {
						good[i] += edges.good(s)
					}
				}
			}
		}
		return nil
	})
	best := 0
	for i := range units {
		if good[i] > good[best] {
			best = i
		}
	}
	return units[best], err
}

func readDoccano(r *jsonReader, v record.Value, unit standoff.Unit) error {
	text := doccanoText(v)
	if strings.TrimSpace(text) == "" {
		r.problem(v, v.Get("id").Text(), ErrNoText)
		return nil
	}
	ignore := append([]string{"id", "text", "relations", "Comments", "comments", "meta"}, doccanoSpans...)
	if !v.Get("text").IsText() {
		ignore = append(ignore, "data")
	}
	d := standoff.Document{Article: r.article(text, v, ignore...)}
	about := v.Get("meta")
	if about.IsText() { // in exports of its API: JSON in JSON
		about, _ = record.Parse(about.Text())
	}
	d.Article = r.describe(d.Article, about)
	p := newPlacer(d.Article.Text, unit)
	for _, name := range doccanoSpans {
		for _, x := range v.Get(name).Items() {
			start, end, label, ok := doccanoSpan(x)
			m := standoff.Mark{ID: x.Get("id").Text(), Label: label, Line: r.line(x)}
			if m.Label == "" {
				m.Label = noLabel
			}
			if !ok {
				if x.IsText() { // a category of the text
					r.once(x, x.Text(), ErrWholeText)
				} else {
					r.problem(x, name, ErrShape)
				}
				continue
			}
			if err := p.put(&m, start, end, ""); err != nil {
				r.problem(x, fmt.Sprintf("%s [%d, %d]", label, start, end), err)
				continue
			}
			d.Marks = append(d.Marks, m)
		}
	}
	for _, x := range v.Get("relations").Items() {
		if !x.Get("from_id").Exists() || !x.Get("to_id").Exists() {
			r.problem(x, "relations", ErrShape)
			continue
		}
		d.Relations = append(d.Relations, standoff.Relation{
			ID: x.Get("id").Text(), Label: x.Get("type").Text(), From: x.Get("from_id").Text(), To: x.Get("to_id").Text(), Line: r.line(x),
		})
	}
	for _, name := range []string{"Comments", "comments"} {
		for _, x := range v.Get(name).Items() {
			r.problem(x, x.Text(), ErrWholeText)
		}
	}
	return r.document(d)
}

func writeDoccano(p Piece) []byte {
	w := jsonWriter{}
	w.begin('{')
	w.member("text", p.Out.Article.Text.String())
	number := map[string]int{}
	w.name("entities")
	w.begin('[')
	for i, m := range p.Out.Marks {
		if m.ID != "" {
			number[m.ID] = i
		}
		w.begin('{')
		w.number("id", i)
		w.number("start_offset", m.Spans[0].Start)
		w.number("end_offset", m.Spans[0].End)
		w.member("label", m.Label)
		w.end('}')
	}
	w.end(']')
	w.name("relations")
	w.begin('[')
	for i, r := range p.Out.Relations {
		from, okFrom := number[r.From]
		to, okTo := number[r.To]
		if !okFrom || !okTo {
			continue // doccano refuses what refers to nothing
		}
		w.begin('{')
		w.number("id", i)
		w.number("from_id", from)
		w.number("to_id", to)
		w.member("type", r.Label)
		w.end('}')
	}
	w.end(']')
	w.about(&p.Out.Article)
	w.end('}')
	return append(w.b, '\n')
}
