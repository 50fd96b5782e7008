package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// A Sum is what becomes of several pieces: one plan, and one edit. The zero Sum is of none.
type Sum struct {
	Plan       record.Plan
	Edit, Back annotations.Edit

	edits, backs places
}

// Add adds what becomes of a piece after those before it. Of several changes to one
// record one is left.
func (s *Sum) Add(o Outcome) {
	s.Plan.Steps = append(s.Plan.Steps, o.Plan.Steps...)
	s.edits.add(&s.Edit, o.Edit)
	s.backs.add(&s.Back, o.Back)
}

// places are those of an edit's records in it.
type places struct{ articles, actors, marks map[annotations.ID]int }

// add does to an edit what [annotations.Edit.And] does, and takes no longer the more there is.
func (p *places) add(e *annotations.Edit, more annotations.Edit) {
	if p.articles == nil {
		p.articles, p.actors, p.marks = map[annotations.ID]int{}, map[annotations.ID]int{}, map[annotations.ID]int{}
		e.Name = more.Name
	}
	e.Articles = follow(e.Articles, p.articles, more.Articles, func(a *annotations.Article) annotations.ID { return a.ID })
	e.Actors = follow(e.Actors, p.actors, more.Actors, func(a *annotations.Actor) annotations.ID { return a.ID })
	e.Annotations = follow(e.Annotations, p.marks, more.Annotations, func(n *annotations.Annotation) annotations.ID { return n.ID })
}

// follow adds changes to changes that came before: of two to one record one is left.
func follow[T any](all []annotations.Change[T], at map[annotations.ID]int, more []annotations.Change[T], id func(*T) annotations.ID) []annotations.Change[T] {
	for _, c := range more {
		if i, ok := at[id(c.After)]; ok {
			all[i].After = c.After
			continue
		}
		at[id(c.After)] = len(all)
		all = append(all, c)
	}
	return all
}
