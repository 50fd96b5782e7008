package format

import (
	"cmp"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// annotationPage is a page of W3C Web Annotations as the standard has them, for tools that
// know nothing of Pressmark: what a mark is classifies it, its tags and details are tags,
// addresses identify it, and the note is a comment. A mark of several parts has as many
// targets, each with its words and, counted in code points, its position. Ties are
// annotations of their own with two targets.
//
// It is read as other tools' annotations are (see [recogito]).
var annotationPage = Format{
	Name: "w3c", Title: "W3C annotation page (JSON-LD)",
	Extensions: []string{".jsonld"},
	MediaTypes: []string{jsonLDType},
	Write: &Writing{
		Holds: standoff.Holds{
			Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Attributes: true, Links: true, Notes: true, Tags: true,
			Annotators: true, Times: true, Metadata: true,
		},
		Whole:  writeAnnotationPage,
		Losses: lostInWebAnnotations,
	},
}

const annotationContext = "http://www.w3.org/ns/anno.jsonld"

// lostInWebAnnotations tells of the article, of which they have the address alone.
func lostInWebAnnotations(p Piece) []standoff.Loss {
	a := p.Out.Article
	lost := metadataLosses(a.Title, a.Byline, a.Publisher, a.Published, a.Language)
	return append(lost, standoff.Loss{What: LostText, Count: 1, Example: a.Title})
}

func writeAnnotationPage(pieces []Piece) []byte {
	w := jsonWriter{}
	w.begin('{')
	w.member("@context", annotationContext)
	w.member("type", "AnnotationPage")
	w.name("items")
	w.begin('[')
	writeWebAnnotations(&w, pieces, false, writePageMark)
	w.b = append(w.b, "\n]}\n"...)
	return w.b
}

// writeWebAnnotations writes marks and ties, one a line, with a context of their own if
// they stand alone.
func writeWebAnnotations(w *jsonWriter, pieces []Piece, alone bool, mark func(*jsonWriter, *standoff.Document, int)) {
	begin := func(id string) {
		w.line()
		w.begin('{')
		if alone {
			w.member("@context", annotationContext)
		}
		w.member("id", id)
		w.member("type", "Annotation")
	}
	given := idGiver{}
	for _, p := range pieces {
		d := &p.Out
		ids, of := given.give(d)
		for i := range d.Marks {
			begin(ids[i])
			mark(w, d, i)
			w.end('}')
		}
		for _, r := range d.Relations {
			from, to := of[[2]string{r.Annotator, r.From}], of[[2]string{r.Annotator, r.To}]
			if from == "" || to == "" {
				continue
			}
			begin(cmp.Or(r.ID, from+"#"+r.Label+"-"+strings.TrimPrefix(to, "urn:uuid:")))
			w.member("motivation", "linking")
			w.name("body")
			w.begin('[')
			writeBody(w, "tagging", r.Label)
			w.end(']')
			w.values("target", 2, func(i int) {
				w.begin('{')
				w.member("id", []string{from, to}[i])
				w.end('}')
			})
			writeCreator(w, r.Annotator)
			w.end('}')
		}
	}
}

func writePageMark(w *jsonWriter, d *standoff.Document, i int) {
	m := &d.Marks[i]
	w.member("motivation", "classifying")
	w.name("body")
	w.begin('[')
	writeBody(w, "classifying", m.Label)
	for _, t := range m.Tags {
		writeBody(w, "tagging", t)
	}
	for _, a := range m.Attributes {
		writeBody(w, "tagging", a.Tag())
	}
	if m.Note != "" {
		writeBody(w, "commenting", m.Note)
	}
	writeLinks(w, m.Links)
	w.end(']')
	parts := max(len(m.Spans), len(m.Quotes))
	w.values("target", parts, func(k int) {
		w.begin('{')
		w.member("type", "SpecificResource")
		w.optional("source", addressOf(&d.Article))
		w.name("selector")
		w.begin('[')
		writePart(w, d.Article.Text, m, k)
		w.end(']')
		w.end('}')
	})
	writeMaker(w, m)
}

// writePart writes the selectors of a part of a mark. Of what has lost its place, only
// what stood before the first part and after the last is known.
func writePart(w *jsonWriter, text annotations.Text, m *standoff.Mark, k int) {
	var quote annotations.Quote
	if len(m.Spans) > 0 {
		quote = text.QuoteOf(m.Spans[k])
	} else {
		quote.Exact = m.Quotes[k]
		if k == 0 {
			quote.Prefix = m.Prefix
		}
		if k == len(m.Quotes)-1 {
			quote.Suffix = m.Suffix
		}
	}
	w.begin('{')
	w.member("type", "TextQuoteSelector")
	w.member("exact", quote.Exact)
	w.optional("prefix", quote.Prefix)
	w.optional("suffix", quote.Suffix)
	w.end('}')
	if len(m.Spans) > 0 {
		w.begin('{')
		w.member("type", "TextPositionSelector")
		w.number("start", m.Spans[k].Start)
		w.number("end", m.Spans[k].End)
		w.end('}')
	}
}

func writeBody(w *jsonWriter, purpose, value string) {
	w.begin('{')
	w.member("type", "TextualBody")
	w.member("purpose", purpose)
	w.member("value", value)
	w.end('}')
}

func writeLinks(w *jsonWriter, links []string) {
	for _, l := range links {
		w.begin('{')
		w.member("type", "SpecificResource")
		w.member("purpose", "identifying")
		w.member("source", l)
		w.end('}')
	}
}

// writeMaker writes who made a mark, and when, with milliseconds.
func writeMaker(w *jsonWriter, m *standoff.Mark) {
	const layout = "2006-01-02T15:04:05.000Z07:00"
	writeCreator(w, m.Annotator)
	if !m.Created.IsZero() {
		w.member("created", m.Created.UTC().Format(layout))
		w.member("modified", m.Modified.UTC().Format(layout))
	}
}

func writeCreator(w *jsonWriter, name string) {
	if name != "" {
		w.name("creator")
		w.begin('{')
		w.member("type", "Person")
		w.member("name", name)
		w.end('}')
	}
}

// addressOf returns where an article is from, or its ID.
func addressOf(a *annotations.Article) string { return cmp.Or(a.Source, string(a.ID)) }

// writeSelectors writes where a mark is: its position in UTF-16 units, and its words with
// some text around them. One without a place has words alone.
func writeSelectors(w *jsonWriter, text annotations.Text, m *standoff.Mark) {
	quote := annotations.Quote{Exact: strings.Join(m.Quotes, " … "), Prefix: m.Prefix, Suffix: m.Suffix}
	w.begin('[')
	if len(m.Spans) > 0 {
		quote = text.QuoteOf(m.Spans[0])
		w.begin('{')
		w.member("type", "TextPositionSelector")
		w.number("start", text.UTF16(m.Spans[0].Start))
		w.number("end", text.UTF16(m.Spans[0].End))
		w.end('}')
	}
	w.begin('{')
	w.member("type", "TextQuoteSelector")
	w.member("exact", quote.Exact)
	w.member("prefix", quote.Prefix)
	w.member("suffix", quote.Suffix)
	w.end('}')
	w.end(']')
}
