package annotations

// A Composition is edits that follow one another, as one: what is changed twice is one
// change, from before the first to after the last. To add to it takes as long, however much
// there is. Its name is that of the first edit. The zero Composition is of none.
type Composition struct {
	Edit Edit

	begun                   bool
	articles, actors, marks map[ID]int // places of records in the edit
}

// Add adds an edit that follows.
func (c *Composition) Add(e Edit) {
	if !c.begun {
		c.begun, c.Edit.Name = true, e.Name
	}
	c.Edit.Articles = follow(c.Edit.Articles, &c.articles, e.Articles, func(a *Article) ID { return a.ID })
	c.Edit.Actors = follow(c.Edit.Actors, &c.actors, e.Actors, func(a *Actor) ID { return a.ID })
	c.Edit.Annotations = follow(c.Edit.Annotations, &c.marks, e.Annotations, func(n *Annotation) ID { return n.ID })
}

// follow adds changes to those before them: of two to one record one is left.
func follow[T any](all []Change[T], at *map[ID]int, more []Change[T], id func(*T) ID) []Change[T] {
	if *at == nil {
		*at = make(map[ID]int, len(more))
	}
	for _, c := range more {
		if i, ok := (*at)[id(c.After)]; ok {
			all[i].After = c.After
			continue
		}
		(*at)[id(c.After)] = len(all)
		all = append(all, c)
	}
	return all
}
