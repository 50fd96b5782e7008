package format

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"pressmark/annotations"
)

// context is the JSON-LD context of every record. The vocabulary of the names that
// begin with "pressmark:" has a UUID for an address, so that it depends on no host.
const context = `["http://www.w3.org/ns/anno.jsonld",{"pressmark":"` + vocabulary + `"}]`

const vocabulary = "urn:uuid:3b8f8b6c-6a0e-4f0e-9d57-0c7c1a6f2e11#"

// The types of the first body of an annotation, and of a block.
var (
	bodyTypes = []struct {
		kind annotations.Kind
		name string
	}{
		{annotations.KindActor, "foaf:Agent"},
		{annotations.KindClaim, "schema:Claim"},
		{annotations.KindFigure, "schema:QuantitativeValue"},
	}
	blockTypes = []struct {
		kind annotations.BlockKind
		name string
	}{
		{annotations.Heading, "pressmark:Heading"},
		{annotations.Paragraph, "pressmark:Paragraph"},
		{annotations.ListItem, "pressmark:ListItem"},
		{annotations.Quotation, "pressmark:Quotation"},
	}
)

// EncodeArticle returns the record of an article as JSON in one line.
func EncodeArticle(a annotations.Article) []byte {
	w := writer{b: make([]byte, 0, len(a.Text.String())*9/8+80*len(a.Blocks)+512)}
	w.article(a, true)
	return w.b
}

// EncodeAnnotation returns the record of an annotation as JSON in one line.
func EncodeAnnotation(n annotations.Annotation) []byte {
	w := writer{b: make([]byte, 0, 1024)}
	w.annotation(n, true)
	return w.b
}

// EncodeCollection returns a collection as JSON, one record a line. The records
// come in the order of their IDs, annotations article by article, so that the same
// records always give the same bytes.
func EncodeCollection(c Collection) []byte {
	articles := slices.Clone(c.Articles)
	slices.SortStableFunc(articles, func(a, b annotations.Article) int {
		return strings.Compare(string(a.ID), string(b.ID))
	})
	marks := make([]*annotations.Annotation, len(c.Annotations))
	for i := range c.Annotations {
		marks[i] = &c.Annotations[i]
	}
	slices.SortStableFunc(marks, func(a, b *annotations.Annotation) int {
		return cmp.Or(strings.Compare(string(a.Article), string(b.Article)), strings.Compare(string(a.ID), string(b.ID)))
	})
	var ids strings.Builder
	for _, a := range articles {
		ids.WriteString(string(a.ID))
	}
	for _, n := range marks {
		ids.WriteString(string(n.ID))
	}
	id := "urn:uuid:" + uuid.NewSHA1(namespace, []byte(ids.String())).String()

	w := writer{}
	w.begin(c.Extra, true)
	w.member("id", id)
	w.member("type", "AnnotationCollection")
	w.number("total", len(marks))
	w.name("pressmark:articles")
	w.list(len(articles), func(i int) { w.article(articles[i], false) })
	w.use(c.Extra)
	w.name("first")
	w.b = append(w.b, '{')
	w.member("id", id+"#page")
	w.member("type", "AnnotationPage")
	w.member("partOf", id)
	w.number("startIndex", 0)
	w.name("items")
	w.list(len(marks), func(i int) { w.annotation(*marks[i], false) })
	w.use(c.Extra)
	w.rest("/first")
	w.b = append(w.b, '}')
	w.rest("")
	return append(w.b, '}', '\n')
}

// namespace is what the IDs that Pressmark derives are derived in.
var namespace = uuid.MustParse(strings.TrimSuffix(strings.TrimPrefix(vocabulary, "urn:uuid:"), "#"))

// A writer appends JSON.
type writer struct {
	b     []byte
	extra annotations.Extra // of the record that is being written
	keys  []string          // of extra, sorted
}

// name begins a member.
func (w *writer) name(name string) {
	if c := w.b[len(w.b)-1]; c != '{' {
		w.b = append(w.b, ',')
	}
	w.b = appendString(w.b, name)
	w.b = append(w.b, ':')
}

func (w *writer) member(name, value string) {
	w.name(name)
	w.b = appendString(w.b, value)
}

// optional writes a member unless it is empty.
func (w *writer) optional(name, value string) {
	if value != "" {
		w.member(name, value)
	}
}

func (w *writer) number(name string, n int) {
	w.name(name)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

// timeLayout is RFC 3339 in UTC with milliseconds.
const timeLayout = "2006-01-02T15:04:05.000Z"

func (w *writer) time(name string, t time.Time) {
	if !t.IsZero() {
		w.name(name)
		w.b = append(w.b, '"')
		w.b = t.UTC().AppendFormat(w.b, timeLayout)
		w.b = append(w.b, '"')
	}
}

// list writes an array with an element a line.
func (w *writer) list(n int, element func(i int)) {
	w.b = append(w.b, '[')
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(w.b, '\n')
		element(i)
	}
	if n > 0 {
		w.b = append(w.b, '\n')
	}
	w.b = append(w.b, ']')
}

// use says whose unknown members are written from now on.
func (w *writer) use(extra annotations.Extra) { w.extra, w.keys = extra, nil }

// begin begins a record that has unknown members.
func (w *writer) begin(extra annotations.Extra, standalone bool) {
	w.use(extra)
	w.b = append(w.b, '{')
	if raw := extra["/@context"]; raw != "" {
		w.name("@context")
		w.b = append(w.b, raw...)
	} else if standalone {
		w.name("@context")
		w.b = append(w.b, context...)
	}
}

// rest writes the unknown members of the object at a place.
func (w *writer) rest(place string) {
	for key, raw := range w.unknown(place) {
		if key != "@context" {
			w.name(unescapePointer(key))
			w.b = append(w.b, raw...)
		}
	}
}

// others writes the unknown elements of the array at a place, after a comma.
func (w *writer) others(place string) {
	for _, raw := range w.unknown(place + "/+") {
		w.b = append(w.b, ',')
		w.b = append(w.b, raw...)
	}
}

// unknown yields what is directly under a place, sorted.
func (w *writer) unknown(place string) func(func(key, raw string) bool) {
	return func(yield func(key, raw string) bool) {
		if len(w.extra) == 0 {
			return
		}
		if w.keys == nil {
			w.keys = slices.Sorted(maps.Keys(w.extra))
		}
		for _, full := range w.keys {
			key, ok := strings.CutPrefix(full, place+"/")
			if ok && !strings.Contains(key, "/") && !yield(key, w.extra[full]) {
				return
			}
		}
	}
}

// revision writes what every record has at its end.
func (w *writer) revision(revision int, deleted bool) {
	if revision > 0 {
		w.number("pressmark:revision", revision)
	}
	if deleted {
		w.name("pressmark:deleted")
		w.b = append(w.b, "true"...)
	}
	w.rest("")
	w.b = append(w.b, '}')
}

func (w *writer) article(a annotations.Article, standalone bool) {
	w.begin(a.Extra, standalone)
	w.member("id", string(a.ID))
	w.member("type", "schema:Article")
	w.member("schema:headline", a.Title)
	w.optional("schema:author", a.Byline)
	w.optional("schema:publisher", a.Publisher)
	w.optional("schema:datePublished", a.Published)
	w.optional("schema:inLanguage", a.Language)
	w.optional("schema:url", a.Source)
	w.time("created", a.Created)
	w.time("modified", a.Modified)
	w.member("schema:articleBody", a.Text.String())
	w.name("pressmark:blocks")
	w.b = append(w.b, '[')
	for i, b := range a.Blocks {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(w.b, '{')
		for _, t := range blockTypes {
			if t.kind == b.Kind {
				w.member("type", t.name)
			}
		}
		if b.Level > 0 {
			w.number("pressmark:level", b.Level)
		}
		w.number("start", b.Span.Start)
		w.number("end", b.Span.End)
		w.rest("/pressmark:blocks/" + strconv.Itoa(i))
		w.b = append(w.b, '}')
	}
	w.b = append(w.b, ']')
	w.revision(a.Revision, a.Deleted)
}

func (w *writer) annotation(n annotations.Annotation, standalone bool) {
	w.begin(n.Extra, standalone)
	w.member("id", string(n.ID))
	w.member("type", "Annotation")
	w.member("motivation", "identifying")
	if n.Creator != "" {
		w.name("creator")
		w.b = append(w.b, '{')
		w.member("type", "Person")
		w.member("name", n.Creator)
		w.rest("/creator")
		w.b = append(w.b, '}')
	}
	w.time("created", n.Created)
	w.time("modified", n.Modified)
	w.bodies(n)
	w.name("target")
	if len(n.Quotes) == 1 {
		w.target(n, 0)
	} else {
		w.b = append(w.b, '[')
		for i := range max(len(n.Quotes), 1) {
			if i > 0 {
				w.b = append(w.b, ',')
			}
			w.target(n, i)
		}
		w.b = append(w.b, ']')
	}
	w.optional("pressmark:origin", string(n.Origin))
	w.revision(n.Revision, n.Deleted)
}

// bodies writes what the annotation says of its target: the kind first.
func (w *writer) bodies(n annotations.Annotation) {
	w.name("body")
	w.b = append(w.b, '[', '{')
	for _, t := range bodyTypes {
		if t.kind == n.Kind {
			w.member("type", t.name)
		}
	}
	w.rest("/body/kind")
	w.b = append(w.b, '}')
	if n.Note != "" {
		w.textual("commenting", n.Note, "/body/note")
	}
	for _, tag := range n.Tags {
		w.textual("tagging", tag, "/body/tag/"+escapePointer(tag))
	}
	w.others("/body")
	w.b = append(w.b, ']')
}

// textual writes a body that is text, after another one.
func (w *writer) textual(purpose, value, place string) {
	w.b = append(w.b, ',', '{')
	w.member("type", "TextualBody")
	w.member("purpose", purpose)
	w.member("value", value)
	w.rest(place)
	w.b = append(w.b, '}')
}

// target writes the annotation's ith span: its article, its quote and its place, as
// far as it has them.
func (w *writer) target(n annotations.Annotation, i int) {
	place := ""
	if len(w.extra) > 0 {
		place = "/target/" + strconv.Itoa(i)
	}
	w.b = append(w.b, '{')
	w.member("source", string(n.Article))
	if i < len(n.Quotes) {
		q := n.Quotes[i]
		w.name("selector")
		w.b = append(w.b, '[', '{')
		w.member("type", "TextQuoteSelector")
		w.member("exact", q.Exact)
		w.optional("prefix", q.Prefix)
		w.optional("suffix", q.Suffix)
		w.rest(place + "/quote")
		w.b = append(w.b, '}')
		if len(n.Spans) == len(n.Quotes) {
			w.b = append(w.b, ',', '{')
			w.member("type", "TextPositionSelector")
			w.number("start", n.Spans[i].Start)
			w.number("end", n.Spans[i].End)
			w.rest(place + "/position")
			w.b = append(w.b, '}')
		}
		w.others(place + "/selector")
		w.b = append(w.b, ']')
	}
	w.rest(place)
	w.b = append(w.b, '}')
}
