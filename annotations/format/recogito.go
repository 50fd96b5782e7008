package format

import (
	"cmp"
	"strings"

	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// recogito is W3C Web Annotations as other tools than Pressmark have them: Recogito's and
// Annotorious' arrays, and single annotations, pages, collections and JSON Lines. What
// webannotation.go reads holds for all of them.
//
// Written is the array that Recogito takes: words and UTF-16 positions, the label as the
// first tag, and ties as annotations of their own with two targets.
var recogito = Format{
	Name: "recogito", Title: "Recogito, Annotorious (W3C Web Annotation)",
	Extensions: []string{".json", ".jsonld", ".jsonl"},
	MediaTypes: []string{jsonLDType, jsonType},
	Sniff: func(data []byte) bool {
		head := string(headOf(data))
		return !strings.Contains(head, `"pressmark`) && sniffJSON(data, func(v record.Value) bool {
			t := typesOf(v)
			return t["Annotation"] || t["AnnotationPage"] || t["AnnotationCollection"]
		})
	},
	Read: readWebAnnotations,
	Write: &Writing{
		Holds: standoff.Holds{
			Overlap: true, Orphans: true, Relations: true, Attributes: true, Links: true, Notes: true, Tags: true,
			Annotators: true, Times: true, Metadata: true,
		},
		Whole: writeRecogito,
		Losses: func(p Piece) []standoff.Loss {
			a := p.Out.Article
			lost := metadataLosses(a.Title, a.Byline, a.Publisher, a.Published, a.Language)
			return append(lost, standoff.Loss{What: LostText, Count: 1, Example: a.Title})
		},
	},
}

func writeRecogito(pieces []Piece) []byte {
	w := jsonWriter{}
	w.begin('[')
	next := func() {
		w.line()
		w.begin('{')
		w.member("@context", "http://www.w3.org/ns/anno.jsonld")
	}
	given := idGiver{}
	for _, p := range pieces {
		d := &p.Out
		ids, of := given.give(d)
		for i := range d.Marks {
			next()
			w.member("id", ids[i])
			writeRecogitoMark(&w, d, i)
			w.end('}')
		}
		for _, r := range d.Relations {
			from, to := of[[2]string{r.Annotator, r.From}], of[[2]string{r.Annotator, r.To}]
			if from == "" || to == "" {
				continue
			}
			next()
			w.member("id", cmp.Or(r.ID, from+"#"+r.Label+"-"+strings.TrimPrefix(to, "urn:uuid:")))
			w.member("type", "Annotation")
			w.member("motivation", "linking")
			w.name("body")
			w.begin('[')
			writeBody(&w, "tagging", r.Label)
			w.end(']')
			w.name("target")
			w.begin('[')
			for _, id := range []string{from, to} {
				w.begin('{')
				w.member("id", id)
				w.end('}')
			}
			w.end(']')
			writeCreator(&w, r.Annotator)
			w.end('}')
		}
	}
	w.b = append(w.b, "\n]\n"...)
	return w.b
}

func writeRecogitoMark(w *jsonWriter, d *standoff.Document, i int) {
	m := &d.Marks[i]
	w.member("type", "Annotation")
	w.name("body")
	w.begin('[')
	links := m.Links
	tags := *m
	tags.Links = nil
	for _, t := range tagsOf(&tags) {
		writeBody(w, "tagging", t)
	}
	if m.Note != "" {
		writeBody(w, "commenting", m.Note)
	}
	for _, l := range links {
		w.begin('{')
		w.member("type", "SpecificResource")
		w.member("purpose", "identifying")
		w.member("source", l)
		w.end('}')
	}
	w.end(']')
	w.name("target")
	w.begin('{')
	w.optional("source", addressOf(&d.Article))
	w.name("selector")
	writeSelectors(w, d.Article.Text, m)
	w.end('}')
	writeCreator(w, m.Annotator)
	if !m.Created.IsZero() {
		w.member("created", m.Created.UTC().Format(recogitoTime))
		w.member("modified", m.Modified.UTC().Format(recogitoTime))
	}
}

// recogitoTime is how times are written: with milliseconds.
const recogitoTime = "2006-01-02T15:04:05.000Z07:00"

func writeBody(w *jsonWriter, purpose, value string) {
	w.begin('{')
	w.member("type", "TextualBody")
	w.member("purpose", purpose)
	w.member("value", value)
	w.end('}')
}

func writeCreator(w *jsonWriter, name string) {
	if name == "" {
		return
	}
	w.name("creator")
	w.begin('{')
	w.member("type", "Person")
	w.member("name", name)
	w.end('}')
}
