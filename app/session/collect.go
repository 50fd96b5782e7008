package session

import (
	"context"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// A RecordSource is what a store or a session has.
type RecordSource interface {
	All(ctx context.Context, yield func(store.Record) error) error
}

// Collect reads what is to be exported: one article with its annotations and the actors
// that they refer to, or, for the zero ID, everything.
func Collect(ctx context.Context, s RecordSource, id annotations.ID) (c record.Collection, damaged int, err error) {
	if id == "" {
		return CollectOf(ctx, s, nil)
	}
	return CollectOf(ctx, s, map[annotations.ID]bool{id: true})
}

// CollectOf does so for some articles; nil: for everything. Tombstones go along, so that a
// deletion is not undone where the export is imported. Records that cannot be read are
// counted: they must not keep the others from leaving.
func CollectOf(ctx context.Context, s RecordSource, of map[annotations.ID]bool) (c record.Collection, damaged int, err error) {
	people := map[annotations.ID]annotations.Actor{}
	err = s.All(ctx, func(r store.Record) error {
		if of != nil && !of[r.Article] && r.Type != store.Actor {
			return nil
		}
		switch r.Type {
		case store.Article:
			a, err := record.DecodeArticle(r.Data)
			if err != nil {
				damaged++
				return nil
			}
			c.Articles = append(c.Articles, a)
		case store.Actor:
			a, err := record.DecodeActor(r.Data)
			if err != nil {
				damaged++
				return nil
			}
			people[a.ID] = a
		case store.Annotation:
			n, err := record.DecodeAnnotation(r.Data)
			if err != nil {
				damaged++
				return nil
			}
			c.Annotations = append(c.Annotations, n)
		}
		return nil
	})
	c.Actors = Referred(people, c.Annotations, of == nil)
	return c, damaged, err
}

// Referred returns the actors that annotations refer to, with those that they were merged
// into; or all.
func Referred(people map[annotations.ID]annotations.Actor, marks []annotations.Annotation, all bool) []annotations.Actor {
	wanted := map[annotations.ID]bool{}
	want := func(id annotations.ID) annotations.ID {
		for a, ok := people[id]; ok && !wanted[a.ID]; a, ok = people[a.MergedInto] {
			wanted[a.ID] = true
		}
		return id
	}
	for _, n := range marks {
		n.Redirect(want)
	}
	var out []annotations.Actor
	for id, a := range people {
		if all || wanted[id] {
			out = append(out, a)
		}
	}
	return out
}
