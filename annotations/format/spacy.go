package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// spacy is spaCy's JSON, a document a line or in an array: what Doc.to_json gives ("ents",
// "spans", "tokens"), training data ("entities": arrays of start, end and label) as an
// object or as a pair of the text and an object, and what annotation tools make of such
// pairs ("classes" and "annotations"). Offsets are code points. A span of a group other
// than "sc", where span categorization looks, has the group's name as a tag. An ID of a
// knowledge base is a link, one of Wikidata its address.
//
// Written are lines that Doc.from_json takes: all marks in the group "sc", those that do
// not overlap a longer one as entities too, and tokens that marks do not split.
var spacy = Format{
	Name: "spacy", Title: "spaCy",
	Extensions: []string{".jsonl", ".json"},
	MediaTypes: jsonlTypes,
	Sniff:      func(data []byte) bool { return sniffJSON(data, isSpacy) },
	Read:       func(files []File, to Sink) error { return readJSON(files, to, readSpacy) },
	Write: &Writing{
		Holds: standoff.Holds{Overlap: true, Links: true, Metadata: true},
		Piece: writeSpacy,
	},
}

// spacyGroup is the group of spans that span categorization uses.
const spacyGroup = "sc"

func isSpacy(v record.Value) bool {
	if pairs := v.Get("annotations"); pairs.Array() && v.Get("classes").Array() {
		return true
	}
	if items := v.Items(); v.Array() {
		return len(items) == 2 && items[0].IsText() && items[1].Object()
	}
	if !v.Get("text").IsText() {
		return false
	}
	entities := v.Get("entities").Items()
	return v.Get("ents").Array() || v.Get("spans").Object() ||
		v.Get("entities").Array() && (len(entities) == 0 || entities[0].Array())
}

func readSpacy(r *jsonReader, v record.Value) error {
	switch items := v.Items(); {
	case v.Array() && len(items) == 2:
		return spacyDocument(r, v, items[0].Text(), items[1])
	case v.Object() && v.Get("classes").Array():
		for _, pair := range v.Get("annotations").Items() {
			items := pair.Items()
			if !pair.Array() || len(items) != 2 {
				r.problem(pair, "", ErrShape)
				continue
			}
			if err := spacyDocument(r, pair, items[0].Text(), items[1]); err != nil {
				return err
			}
		}
		return nil
	}
	return spacyDocument(r, v, v.Get("text").Text(), v)
}

// spacyDocument reads a text, and what an object says of it.
func spacyDocument(r *jsonReader, v record.Value, text string, about record.Value) error {
	if strings.TrimSpace(text) == "" {
		r.problem(v, "", ErrNoText)
		return nil
	}
	d := standoff.Document{}
	d.Article = r.article(text, about, "text", "ents", "entities", "spans", "tokens", "sents", "cats", "meta", "id")
	d.Article = r.describe(d.Article, about.Get("meta"))
	for name, x := range about.Get("cats").Members() {
		r.once(x, name, ErrWholeText)
	}
	p := newPlacer(d.Article.Text, standoff.CodePoints)
	grouped := map[spacySpan]int{}
	add := func(x record.Value, group string) {
		s, ok := spacySpanOf(x)
		switch {
		case !ok:
			r.problem(x, group, ErrShape)
			return
		case group != "":
			grouped[s]++
		case grouped[s] > 0: // an entity that is in a group too
			grouped[s]--
			return
		}
		m := s.mark(x, group)
		m.Line = r.line(x)
		if err := p.put(&m, s.start, s.end, ""); err != nil {
			r.problem(x, fmt.Sprintf("%s [%d, %d]", s.label, s.start, s.end), err)
			return
		}
		d.Marks = append(d.Marks, m)
	}
	for name, group := range about.Get("spans").Members() {
		for _, x := range group.Items() {
			add(x, name)
		}
	}
	for _, name := range []string{"ents", "entities"} {
		for _, x := range about.Get(name).Items() {
			add(x, "")
		}
	}
	return r.document(d)
}

// A spacySpan is what makes a span the same in several lists.
type spacySpan struct {
	start, end int
	label      string
}

// spacySpanOf reads an object, or an array of start, end, label and what may follow.
func spacySpanOf(x record.Value) (spacySpan, bool) {
	from, to, label := x.Get("start"), x.Get("end"), x.Get("label")
	if items := x.Items(); x.Array() {
		if len(items) < 2 || len(items) > 5 {
			return spacySpan{}, false
		}
		from, to = items[0], items[1]
		if len(items) > 2 {
			label = items[2]
		}
	}
	start, okStart := from.Int()
	end, okEnd := to.Int()
	return spacySpan{start, end, label.Text()}, okStart && okEnd
}

// mark makes a mark without a place.
func (s spacySpan) mark(x record.Value, group string) standoff.Mark {
	m := standoff.Mark{Label: cmp.Or(s.label, noLabel)}
	kb, id := x.Get("kb_id").Text(), x.Get("id").Text()
	if items := x.Items(); x.Array() && len(items) > 3 {
		kb = items[3].Text()
		if len(items) > 4 {
			id = items[4].Text()
		}
	}
	switch {
	case kb == "" || kb == "NIL":
	case wikidataID(kb):
		m.Links = []string{wikidataPage + kb}
	default:
		m.Links = []string{kb}
	}
	if id != "" {
		m.Attributes = []standoff.Attribute{{Name: "id", Value: id}}
	}
	if group != "" && group != spacyGroup {
		m.Tags = []string{group}
	}
	return m
}

func writeSpacy(p Piece) []byte {
	marks := p.Out.Marks
	tokens := spacyTokens(p.Out.Article.Text, marks)
	w := jsonWriter{}
	w.begin('{')
	w.member("text", p.Out.Article.Text.String())
	w.name("ents")
	w.begin('[')
	for _, i := range spacyEntities(tokens, marks) {
		writeSpacySpan(&w, &marks[i])
	}
	w.end(']')
	w.name("spans")
	w.begin('{')
	w.name(spacyGroup)
	w.begin('[')
	for i := range marks {
		writeSpacySpan(&w, &marks[i])
	}
	w.end(']')
	w.end('}')
	w.name("tokens")
	w.begin('[')
	for i, t := range tokens {
		w.begin('{')
		w.number("id", i)
		w.number("start", t.Start)
		w.number("end", t.End)
		w.end('}')
	}
	w.end(']')
	w.name("meta")
	w.begin('{')
	w.about(&p.Out.Article)
	w.end('}')
	w.end('}')
	return append(w.b, '\n')
}

func writeSpacySpan(w *jsonWriter, m *standoff.Mark) {
	kb := ""
	if len(m.Links) > 0 {
		kb = m.Links[0]
		if id, ok := strings.CutPrefix(kb, wikidataPage); ok && wikidataID(id) {
			kb = id
		}
	}
	w.begin('{')
	w.number("start", m.Spans[0].Start)
	w.number("end", m.Spans[0].End)
	w.member("label", m.Label)
	w.member("kb_id", kb)
	w.end('}')
}

// spacyEntities returns, in text order, which marks can be entities: they overlap no
// longer one, and white space is not at their ends.
func spacyEntities(tokens []spacyToken, marks []standoff.Mark) []int {
	order := make([]int, len(marks))
	for i := range marks {
		order[i] = i
	}
	at := func(i int) annotations.Span { return marks[i].Spans[0] }
	slices.SortStableFunc(order, func(a, b int) int { return at(b).Len() - at(a).Len() })
	index := indexTokens(tokens)
	taken := make([]bool, len(tokens))
	var out []int
	for _, i := range order {
		first, last := index.of(at(i))
		if tokens[first].space || tokens[last].space || taken[first] || taken[last] {
			continue // a shorter one lies inside a longer one, or over one of its ends
		}
		for k := first; k <= last; k++ {
			taken[k] = true
		}
		out = append(out, i)
	}
	slices.SortStableFunc(out, func(a, b int) int { return at(a).Start - at(b).Start })
	return out
}
