package app

import (
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/store"
	"pressmark/annotations/version"
)

// shelved are the live articles of a library, to find the one that a text is of.
type shelved struct {
	articles []annotations.Article
	byText   map[string]int // places in articles
}

// shelved reads the articles that are kept, once. One that cannot be read is no match.
func (r *reception) shelved() (*shelved, error) {
	if r.texts != nil {
		return r.texts, nil
	}
	k, err := r.library()
	if err != nil {
		return nil, err
	}
	t := &shelved{byText: map[string]int{}}
	for _, x := range k {
		if x.Type != store.Article || x.Deleted {
			continue
		}
		if a, err := record.DecodeArticle(x.Data); err == nil {
			t.add(a)
		}
		r.pace.breathe()
	}
	r.texts = t
	return t, nil
}

func (t *shelved) add(a annotations.Article) {
	t.byText[a.Text.String()] = len(t.articles)
	t.articles = append(t.articles, a)
}

func (t *shelved) find(id annotations.ID) *annotations.Article {
	for i := range t.articles {
		if t.articles[i].ID == id {
			return &t.articles[i]
		}
	}
	return nil
}

// settle returns a collection whose annotations are of articles that are here, where
// these have the same text, or the address that is all that the file knows of it.
func (t *shelved) settle(c record.Collection) (record.Collection, []Problem) {
	to := map[annotations.ID]annotations.ID{}
	var articles []annotations.Article
	for _, a := range c.Articles {
		i, ok := t.byText[a.Text.String()]
		switch {
		case ok && t.articles[i].ID != a.ID:
			to[a.ID] = t.articles[i].ID
			continue
		case !ok && a.Text.Len() > 0:
			t.add(a)
		}
		articles = append(articles, a)
	}
	c.Articles = articles
	for i, n := range c.Annotations {
		if id, ok := to[n.Article]; ok {
			c.Annotations[i].Article = id
		}
	}
	c, lost := standoff.Attach(c, t.articles, version.SameAddress)
	var out []Problem
	for _, p := range lost {
		out = append(out, Problem{p.Place(), p.Error()})
	}
	return c, out
}

// A merger adds up plans.
type merger struct {
	in                      incoming
	articles, actors, marks map[annotations.ID]int // places in the edit
}

func (m *merger) add(plan record.Plan, edit, back annotations.Edit) {
	if m.articles == nil {
		m.articles, m.actors, m.marks = map[annotations.ID]int{}, map[annotations.ID]int{}, map[annotations.ID]int{}
		m.in.edit.Name, m.in.back.Name = annotations.Imported, annotations.Imported
	}
	m.in.plan.Steps = append(m.in.plan.Steps, plan.Steps...)
	e := &m.in.edit
	e.Articles = follow(e.Articles, m.articles, edit.Articles, func(a *annotations.Article) annotations.ID { return a.ID })
	e.Actors = follow(e.Actors, m.actors, edit.Actors, func(a *annotations.Actor) annotations.ID { return a.ID })
	e.Annotations = follow(e.Annotations, m.marks, edit.Annotations, func(n *annotations.Annotation) annotations.ID { return n.ID })
	m.in.back = m.in.back.And(back)
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

// A pace lets the page breathe in the middle of long work off the UI goroutine.
type pace struct{ last time.Time }

// frame is how long work may go on before the page has its turn.
const frame = 12 * time.Millisecond

func (p *pace) breathe() {
	if time.Since(p.last) > frame {
		time.Sleep(time.Millisecond)
		p.last = time.Now()
	}
}
