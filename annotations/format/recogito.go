package format

import (
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
		Whole:  writeRecogito,
		Losses: lostInWebAnnotations,
	},
}

func writeRecogito(pieces []Piece) []byte {
	w := jsonWriter{}
	w.begin('[')
	writeWebAnnotations(&w, pieces, true, writeRecogitoMark)
	w.b = append(w.b, "\n]\n"...)
	return w.b
}

func writeRecogitoMark(w *jsonWriter, d *standoff.Document, i int) {
	m := &d.Marks[i]
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
	writeLinks(w, links)
	w.end(']')
	w.name("target")
	w.begin('{')
	w.optional("source", addressOf(&d.Article))
	w.name("selector")
	writeSelectors(w, d.Article.Text, m)
	w.end('}')
	writeMaker(w, m)
}
