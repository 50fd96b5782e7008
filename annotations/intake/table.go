package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// A Table is records of one type by ID, tombstones too, in the order in which they came.
type Table[T any] struct {
	byID  map[annotations.ID]*T
	order []annotations.ID
}

// Set puts a record into the table, in the place of one with its ID.
func (t *Table[T]) Set(id annotations.ID, r *T) {
	if t.byID == nil {
		t.byID = map[annotations.ID]*T{}
	}
	if t.byID[id] == nil {
		t.order = append(t.order, id)
	}
	t.byID[id] = r
}

// Find returns a record, or nil.
func (t *Table[T]) Find(id annotations.ID) *T { return t.byID[id] }

// List returns all records.
func (t *Table[T]) List() []T {
	out := make([]T, len(t.order))
	for i, id := range t.order {
		out[i] = *t.byID[id]
	}
	return out
}

// Each calls yield for each record, until that returns an error.
func (t *Table[T]) Each(yield func(*T) error) error {
	for _, id := range t.order {
		if err := yield(t.byID[id]); err != nil {
			return err
		}
	}
	return nil
}

func (t *Table[T]) kept(id annotations.ID) (*T, error) { return t.byID[id], nil }

// Tables are a library in memory.
type Tables struct {
	Articles    Table[annotations.Article]
	Actors      Table[annotations.Actor]
	Annotations Table[annotations.Annotation]
}

// Kept tells what is in the tables.
func (t *Tables) Kept() record.Kept {
	return record.Kept{Article: t.Articles.kept, Actor: t.Actors.kept, Annotation: t.Annotations.kept}
}

// Library returns the tables as an intake asks them.
func (t *Tables) Library() Library {
	return Library{
		Kept: t.Kept(),
		Articles: func(yield func(annotations.Article) error) error {
			return t.Articles.Each(func(a *annotations.Article) error {
				if a.Deleted {
					return nil
				}
				return yield(*a)
			})
		},
		Marks: func(of annotations.ID) ([]annotations.Annotation, error) {
			var out []annotations.Annotation
			for _, id := range t.Annotations.order {
				if n := t.Annotations.byID[id]; n.Article == of && !n.Deleted {
					out = append(out, *n)
				}
			}
			return out, nil
		},
	}
}

// Do does an edit.
func (t *Tables) Do(e annotations.Edit) {
	for _, x := range e.Articles {
		t.Articles.Set(x.After.ID, x.After)
	}
	for _, x := range e.Actors {
		t.Actors.Set(x.After.ID, x.After)
	}
	for _, x := range e.Annotations {
		t.Annotations.Set(x.After.ID, x.After)
	}
}

// Collection returns all records.
func (t *Tables) Collection() record.Collection {
	return record.Collection{Articles: t.Articles.List(), Actors: t.Actors.List(), Annotations: t.Annotations.List()}
}
