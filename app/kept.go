package app

import (
	"context"
	"errors"
	"fmt"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
	"pressmark/app/session"
)

// kept is what a library keeps, and what files that are imported with another
// would have put there.
type kept map[annotations.ID]store.Record

// keptNow reads the library, with what waits to be saved in it.
func (a *App) keptNow(ctx context.Context) (kept, error) {
	return readKept(ctx, a.session)
}

func readKept(ctx context.Context, s session.RecordSource) (kept, error) {
	k := kept{}
	err := s.All(ctx, func(r store.Record) error {
		k[r.ID] = r
		return nil
	})
	return k, err
}

// planFile works out what importing a file of records would do: see plan.
func (k kept) planFile(f platform.File) incoming {
	c, err := record.DecodeCollection(f.Data)
	if err != nil {
		return incoming{name: f.Name, err: err}
	}
	return k.plan(f.Name, c)
}

// plan works out what importing a collection would do. Those after it are planned as if
// that were done.
func (k kept) plan(name string, c record.Collection) incoming {
	in := incoming{name: name}
	in.plan, in.edit, in.back, in.err = k.planImport(c)
	k.foresee(in.edit)
	return in
}

// foresee takes an edit for done.
func (k kept) foresee(e annotations.Edit) {
	for _, x := range e.Articles {
		k[x.After.ID] = stored.Article(*x.After)
	}
	for _, x := range e.Actors {
		k[x.After.ID] = stored.Actor(*x.After)
	}
	for _, x := range e.Annotations {
		k[x.After.ID] = stored.Annotation(*x.After)
	}
}

// planImport plans the import of a collection over what is kept. It returns the plan,
// an edit that does it and can be undone, and one that brings back, besides, what the
// plan leaves deleted.
func (k kept) planImport(c record.Collection) (p record.Plan, edit, back annotations.Edit, err error) {
	p, err = record.NewPlan(c, record.Kept{Article: k.article, Actor: k.actor, Annotation: k.annotation})
	edit.Name, back.Name = annotations.Imported, annotations.Imported
	if err != nil {
		return p, edit, back, err
	}
	for _, s := range p.Steps {
		into := &edit
		if s.Action == record.Deleted {
			into = &back
		} else if !s.Action.Writes() {
			continue
		}
		switch {
		case s.Article != nil:
			before, err := k.article(s.Article.ID)
			if err != nil {
				return p, edit, back, err
			}
			into.Articles = append(into.Articles, annotations.Change[annotations.Article]{Before: before, After: s.Article})
		case s.Actor != nil:
			before, err := k.actor(s.Actor.ID)
			if err != nil {
				return p, edit, back, err
			}
			into.Actors = append(into.Actors, annotations.Change[annotations.Actor]{Before: before, After: s.Actor})
		default:
			before, err := k.annotation(s.Annotation.ID)
			if err != nil {
				return p, edit, back, err
			}
			into.Annotations = append(into.Annotations, annotations.Change[annotations.Annotation]{Before: before, After: s.Annotation})
		}
	}
	return p, edit, back, nil
}

// errDamagedHere refuses an import that meets a record it cannot compare with.
var errDamagedHere = errors.New("a record of this library is damaged, and the file brings another version of it. Open its article first: then it is set aside")

func (k kept) article(id annotations.ID) (*annotations.Article, error) {
	return keptRecord(k, id, store.Article, record.DecodeArticle[string])
}

func (k kept) actor(id annotations.ID) (*annotations.Actor, error) {
	return keptRecord(k, id, store.Actor, record.DecodeActor[string])
}

func (k kept) annotation(id annotations.ID) (*annotations.Annotation, error) {
	return keptRecord(k, id, store.Annotation, record.DecodeAnnotation[string])
}

// keptRecord returns what is kept under an ID, or nil where that is not of the type.
func keptRecord[T any](k kept, id annotations.ID, t store.Type, decode func(string) (T, error)) (*T, error) {
	r, ok := k[id]
	if !ok || r.Type != t {
		return nil, nil
	}
	x, err := decode(r.Data)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errDamagedHere, err)
	}
	return &x, nil
}
