package app

import (
	"maps"
	"slices"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/store"
	"pressmark/annotations/version"
	"pressmark/app/platform"
)

// shelved are the live articles of a library, to find the one that a text is of.
type shelved struct {
	articles  []annotations.Article
	byText    map[string]int   // places in articles
	byTitle   map[string][]int // the same
	byAddress map[string][]int // the same, of those that have an address
	kept      int              // so many of the articles were here before
	taken     int              // articles alone that were compared
}

// shelved reads what is kept, once, and the articles in it.
func (r *reception) shelved() (*shelved, error) {
	if r.texts != nil {
		return r.texts, nil
	}
	k, err := r.a.keptNow(r.ctx)
	if err != nil {
		return nil, trouble(storeTrouble(err))
	}
	r.kept, r.texts = k, shelve(k, &r.pace)
	return r.texts, nil
}

// shelve reads the articles of what is kept. One that cannot be read is no match.
func shelve(k kept, pace *pace) *shelved {
	t := &shelved{byText: map[string]int{}, byTitle: map[string][]int{}, byAddress: map[string][]int{}}
	for _, id := range slices.Sorted(maps.Keys(k)) {
		x := k[id]
		if x.Type != store.Article || x.Deleted {
			continue
		}
		if a, err := record.DecodeArticle(x.Data); err == nil {
			t.add(a)
		}
		pace.breathe()
	}
	t.kept = len(t.articles)
	return t
}

func (t *shelved) add(a annotations.Article) {
	i := len(t.articles)
	if a.Text.Len() > 0 {
		t.byText[a.Text.String()] = i
	}
	t.byTitle[a.Title] = append(t.byTitle[a.Title], i)
	if address := version.Address(a.Source); address != "" {
		t.byAddress[address] = append(t.byAddress[address], i)
	}
	t.articles = append(t.articles, a)
}

// before returns the articles with the same title or address that were here before.
func (t *shelved) before(a annotations.Article) []annotations.Article {
	var out []annotations.Article
	for _, i := range append(slices.Clip(t.byTitle[a.Title]), t.byAddress[version.Address(a.Source)]...) {
		if i < t.kept {
			out = append(out, t.articles[i])
		}
	}
	return out
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
func (t *shelved) settle(c record.Collection) (record.Collection, []platform.Problem) {
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
	var out []platform.Problem
	for _, p := range lost {
		out = append(out, platform.Problem{Place: p.Place(), Text: p.Error()})
	}
	return c, out
}

// join makes one of an article that came in a file of records and another of the same text
// that is here, or came before: see [record.Join]. It returns how many there were.
func (t *shelved) join(c record.Collection, k kept) (record.Collection, int) {
	c, to := record.Join(c, func(a annotations.Article) (annotations.ID, bool) {
		i, here := t.byText[a.Text.String()]
		if _, known := k[a.ID]; known || !here {
			return "", false
		}
		return t.articles[i].ID, true
	})
	for _, a := range c.Articles {
		if _, known := k[a.ID]; !known && !a.Deleted {
			t.add(a)
		}
	}
	return c, len(to)
}

// A merger adds up plans.
type merger struct {
	in                      incoming
	articles, actors, marks map[annotations.ID]int // places in the edit
}

func (m *merger) add(in incoming) {
	if m.articles == nil {
		m.articles, m.actors, m.marks = map[annotations.ID]int{}, map[annotations.ID]int{}, map[annotations.ID]int{}
		m.in.edit.Name, m.in.back.Name = annotations.Imported, annotations.Imported
	}
	m.in.plan.Steps = append(m.in.plan.Steps, in.plan.Steps...)
	e := &m.in.edit
	e.Articles = follow(e.Articles, m.articles, in.edit.Articles, func(a *annotations.Article) annotations.ID { return a.ID })
	e.Actors = follow(e.Actors, m.actors, in.edit.Actors, func(a *annotations.Actor) annotations.ID { return a.ID })
	e.Annotations = follow(e.Annotations, m.marks, in.edit.Annotations, func(n *annotations.Annotation) annotations.ID { return n.ID })
	m.in.back = m.in.back.And(in.back)
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
