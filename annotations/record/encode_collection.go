package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"pressmark/annotations"
)

// EncodeCollection returns a collection as JSON, one record a line. The records
// come in the order of their IDs, annotations article by article, so that the same
// records always give the same bytes.
func EncodeCollection(c Collection) []byte {
	articles := inOrder(c.Articles, func(a, b *annotations.Article) int { return strings.Compare(string(a.ID), string(b.ID)) })
	actors := inOrder(c.Actors, func(a, b *annotations.Actor) int { return strings.Compare(string(a.ID), string(b.ID)) })
	marks := inOrder(c.Annotations, func(a, b *annotations.Annotation) int {
		return cmp.Or(strings.Compare(string(a.Article), string(b.Article)), strings.Compare(string(a.ID), string(b.ID)))
	})
	var ids strings.Builder
	for _, a := range articles {
		ids.WriteString(string(a.ID))
	}
	for _, n := range marks {
		ids.WriteString(string(n.ID))
	}
	for _, a := range actors {
		ids.WriteString(string(a.ID))
	}
	id := "urn:uuid:" + uuid.NewSHA1(namespace, []byte(ids.String())).String()

	w := writer{}
	w.begin(c.Extra, true)
	w.member("id", id)
	w.member("type", "AnnotationCollection")
	w.number("total", len(marks))
	w.name("pressmark:articles")
	w.list(len(articles), func(i int) { w.article(articles[i], false) })
	if len(actors) > 0 {
		w.name("pressmark:actors")
		w.list(len(actors), func(i int) { w.actor(actors[i], false) })
	}
	w.name("first")
	w.b = append(w.b, '{')
	w.member("id", id+"#page")
	w.member("type", "AnnotationPage")
	w.member("partOf", id)
	w.number("startIndex", 0)
	w.name("items")
	w.list(len(marks), func(i int) { w.annotation(marks[i], false) })
	w.use(c.Extra)
	w.rest("/first", pageNames)
	w.b = append(w.b, '}')
	w.rest("", collectionNames)
	return append(w.b, '}', '\n')
}

// inOrder returns records in an order, without moving them.
func inOrder[T any](records []T, compare func(a, b *T) int) []*T {
	out := make([]*T, len(records))
	for i := range records {
		out[i] = &records[i]
	}
	slices.SortStableFunc(out, compare)
	return out
}
