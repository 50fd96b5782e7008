package session

import (
	"strings"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// articleRecord returns what a store keeps of an article.
func ArticleRecord(a annotations.Article) store.Record {
	return store.Record{
		ID: a.ID, Type: store.Article, Article: a.ID, Label: label(a.Title),
		Revision: a.Revision, Deleted: a.Deleted, Modified: a.Modified.UnixMilli(),
		Data: string(record.EncodeArticle(a)),
	}
}

// actorRecord returns what a store keeps of an actor.
func ActorRecord(a annotations.Actor) store.Record {
	return store.Record{
		ID: a.ID, Type: store.Actor, Article: a.ID, Label: label(a.Name),
		Revision: a.Revision, Deleted: a.Deleted, Modified: a.Modified.UnixMilli(),
		Data: string(record.EncodeActor(a)),
	}
}

// annotationRecord returns what a store keeps of an annotation.
func AnnotationRecord(n annotations.Annotation) store.Record {
	return store.Record{
		ID: n.ID, Type: store.Annotation, Article: n.Article, Label: string(n.Kind),
		Revision: n.Revision, Deleted: n.Deleted, Modified: n.Modified.UnixMilli(),
		Data: string(record.EncodeAnnotation(n)),
	}
}

// Records returns the records of a collection in Pressmark's JSON: what the first
// layout of the browser's database kept of an article and its annotations.
func Records(collection string) ([]store.Record, error) {
	c, err := record.DecodeCollection(collection)
	if err != nil {
		return nil, err
	}
	out := make([]store.Record, 0, len(c.Articles)+len(c.Annotations))
	for _, a := range c.Articles {
		a.Revision = max(a.Revision, 1)
		out = append(out, ArticleRecord(a))
	}
	for _, n := range c.Annotations {
		n.Revision = max(n.Revision, 1)
		out = append(out, AnnotationRecord(n))
	}
	return out, nil
}

// label returns a title without the control characters that a store refuses.
func label(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, title)
}
