package session

import (
	"context"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// kept is what a library keeps.
type kept map[annotations.ID]store.Record

func readKept(ctx context.Context, s RecordSource) (kept, error) {
	k := kept{}
	err := s.All(ctx, func(r store.Record) error {
		k[r.ID] = r
		return nil
	})
	return k, err
}

// planImport works out what the import of a collection does, and what brings back, besides,
// what it leaves deleted.
func (k kept) planImport(c record.Collection) (edit, back annotations.Edit, err error) {
	tables := intake.Tables{}
	for id, r := range k {
		switch r.Type {
		case store.Article:
			a, err := record.DecodeArticle(r.Data)
			if err != nil {
				return edit, back, err
			}
			tables.Articles.Set(id, &a)
		case store.Actor:
			a, err := record.DecodeActor(r.Data)
			if err != nil {
				return edit, back, err
			}
			tables.Actors.Set(id, &a)
		default:
			n, err := record.DecodeAnnotation(r.Data)
			if err != nil {
				return edit, back, err
			}
			tables.Annotations.Set(id, &n)
		}
	}
	o, err := intake.New(tables.Library()).Take(c, intake.Records)
	return o.Edit, o.Back, err
}
