package command

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// A shelf is records in memory, tombstones too.
type shelf struct {
	articles kept[annotations.Article]
	actors   kept[annotations.Actor]
	marks    kept[annotations.Annotation]
}

// kept are records of one type by ID, in the order in which they came.
type kept[T any] struct {
	byID  map[annotations.ID]*T
	order []annotations.ID
}

func (k *kept[T]) set(id annotations.ID, r T) {
	if k.byID == nil {
		k.byID = map[annotations.ID]*T{}
	}
	if k.byID[id] == nil {
		k.order = append(k.order, id)
	}
	k.byID[id] = &r
}

func (k *kept[T]) find(id annotations.ID) (*T, error) { return k.byID[id], nil }

func (k *kept[T]) list() []T {
	out := make([]T, len(k.order))
	for i, id := range k.order {
		out[i] = *k.byID[id]
	}
	return out
}

// records returns what a plan asks for.
func (s *shelf) records() record.Kept {
	return record.Kept{Article: s.articles.find, Actor: s.actors.find, Annotation: s.marks.find}
}

// collection returns all there is.
func (s *shelf) collection() record.Collection {
	return record.Collection{Articles: s.articles.list(), Actors: s.actors.list(), Annotations: s.marks.list()}
}

// do does what a plan says.
func (s *shelf) do(p record.Plan) {
	for _, step := range p.Steps {
		if !step.Action.Writes() {
			continue
		}
		switch {
		case step.Article != nil:
			s.articles.set(step.Article.ID, *step.Article)
		case step.Actor != nil:
			s.actors.set(step.Actor.ID, *step.Actor)
		default:
			s.marks.set(step.Annotation.ID, *step.Annotation)
		}
	}
}

// agreed gives records that were made when they came in the times of those that are kept:
// what comes in twice, and differs in nothing else, is the same.
func agreed(c record.Collection, k record.Kept) (record.Collection, error) {
	for i := range c.Articles {
		a := &c.Articles[i]
		was, err := k.Article(a.ID)
		if err != nil {
			return c, err
		}
		if was != nil && a.Revises == "" {
			a.Revises = was.Revises // what was found out when it came in first
		}
		if was != nil && a.Revision <= 1 && a.Text.String() == was.Text.String() {
			a.Created = was.Created
			if a.Revision = max(a.Revision, 1); a.Same(*was) {
				a.Modified = was.Modified
			}
		}
	}
	for i := range c.Actors {
		a := &c.Actors[i]
		was, err := k.Actor(a.ID)
		if err != nil {
			return c, err
		}
		if was != nil && a.Revision <= 1 {
			a.Created = was.Created
			if a.Same(*was) {
				a.Modified = was.Modified
			}
		}
	}
	for i := range c.Annotations {
		n := &c.Annotations[i]
		was, err := k.Annotation(n.ID)
		if err != nil {
			return c, err
		}
		if was != nil && n.Origin == annotations.ByImport && n.Revision <= 1 && n.Article == was.Article {
			n.Created = was.Created
			if n.Same(*was) {
				n.Modified = was.Modified
			}
		}
	}
	return c, nil
}

// A tally counts what an import does.
type tally map[record.Action]*[3]int // articles, actors, annotations

func (t tally) add(p record.Plan) {
	for _, step := range p.Steps {
		if t[step.Action] == nil {
			t[step.Action] = &[3]int{}
		}
		switch {
		case step.Article != nil:
			t[step.Action][0]++
		case step.Actor != nil:
			t[step.Action][1]++
		default:
			t[step.Action][2]++
		}
	}
}
