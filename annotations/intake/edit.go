package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// memo returns what answers as kept does, and asks it but once for each ID.
func memo(kept record.Kept) record.Kept {
	return record.Kept{Article: once(kept.Article), Actor: once(kept.Actor), Annotation: once(kept.Annotation)}
}

func once[T any](find func(annotations.ID) (*T, error)) func(annotations.ID) (*T, error) {
	known := map[annotations.ID]*T{}
	return func(id annotations.ID) (*T, error) {
		x, ok := known[id]
		if ok {
			return x, nil
		}
		x, err := find(id)
		if err == nil {
			known[id] = x
		}
		return x, err
	}
}

// Edits returns the edit that does what a plan says, and the one that brings back,
// besides, what it leaves deleted.
func Edits(p record.Plan, kept record.Kept) (edit, back annotations.Edit, err error) {
	edit.Name, back.Name = annotations.Imported, annotations.Imported
	for _, s := range p.Steps {
		into := &edit
		if s.Action == record.Deleted {
			into = &back
		} else if !s.Action.Writes() {
			continue
		}
		switch {
		case s.Article != nil:
			into.Articles, err = changed(into.Articles, s.Article, s.Article.ID, kept.Article)
		case s.Actor != nil:
			into.Actors, err = changed(into.Actors, s.Actor, s.Actor.ID, kept.Actor)
		default:
			into.Annotations, err = changed(into.Annotations, s.Annotation, s.Annotation.ID, kept.Annotation)
		}
		if err != nil {
			return edit, back, err
		}
	}
	return edit, back, nil
}

// changed adds a change to changes.
func changed[T any](list []annotations.Change[T], after *T, id annotations.ID, kept func(annotations.ID) (*T, error)) ([]annotations.Change[T], error) {
	before, err := kept(id)
	return append(list, annotations.Change[T]{Before: before, After: after}), err
}
