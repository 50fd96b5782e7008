package annotations

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// A Corpus is the articles of a library with their annotations, and its actors: what
// views and steps over more than one article work on. It is an immutable value.
type Corpus struct {
	docs   map[ID]*Doc
	Actors Directory
}

// NewCorpus returns the corpus of docs and actors.
func NewCorpus(docs []Doc, actors Directory) Corpus {
	c := Corpus{docs: make(map[ID]*Doc, len(docs)), Actors: actors}
	for i := range docs {
		c.docs[docs[i].Article.ID] = &docs[i]
	}
	return c
}

// Docs returns the live articles with their annotations, newest first.
func (c Corpus) Docs() []Doc {
	out := make([]Doc, 0, len(c.docs))
	for _, d := range c.docs {
		if !d.Article.Deleted {
			out = append(out, *d)
		}
	}
	slices.SortStableFunc(out, func(a, b Doc) int {
		if n := b.Article.Created.Compare(a.Article.Created); n != 0 {
			return n
		}
		return strings.Compare(string(b.Article.ID), string(a.Article.ID))
	})
	return out
}

// Doc returns an article with its annotations; ok is false where it is not there.
func (c Corpus) Doc(id ID) (d Doc, ok bool) {
	if p := c.docs[id]; p != nil && !p.Article.Deleted {
		return *p, true
	}
	return d, false
}

// Apply returns the corpus after an edit.
func (c Corpus) Apply(e Edit) Corpus {
	c.Actors = c.Actors.Apply(e)
	of := map[ID]*Edit{} // what is changed in each article
	in := func(id ID) *Edit {
		if of[id] == nil {
			of[id] = &Edit{}
		}
		return of[id]
	}
	for _, x := range e.Articles {
		part := in(x.After.ID)
		part.Articles = append(part.Articles, x)
	}
	for _, x := range e.Annotations {
		part := in(x.After.Article)
		part.Annotations = append(part.Annotations, x)
	}
	if len(of) == 0 {
		return c
	}
	docs := maps.Clone(c.docs)
	if docs == nil {
		docs = map[ID]*Doc{}
	}
	for id, part := range of {
		d := Doc{Article: Article{ID: id, Deleted: true}}
		if p := docs[id]; p != nil {
			d = *p
		}
		d = d.Apply(*part)
		docs[id] = &d
	}
	c.docs = docs
	return c
}

// Mentions calls yield for each annotation that mentions an actor, article by article.
func (c Corpus) Mentions(actor ID) []*Annotation {
	var out []*Annotation
	for _, d := range c.Docs() {
		for _, m := range d.marks {
			if m.Kind == KindActor && m.Actor != "" && c.stands(m.Actor, actor) {
				out = append(out, m)
			}
		}
	}
	return out
}

// stands reports whether an ID stands for an actor.
func (c Corpus) stands(id, actor ID) bool {
	if id == actor {
		return true
	}
	a := c.Actors.Find(id)
	return a != nil && a.ID == actor
}

// MergeActors makes one actor of two, in all articles: every mention of from, and every
// claim that names it as a speaker, names into from then on; into keeps its own name,
// and has what from knew besides. Of from a tombstone stays that says so.
func (c Corpus) MergeActors(from, into ID, now time.Time) Edit {
	a, b := c.Actors.Find(from), c.Actors.Find(into)
	e := Edit{Name: Merged}
	if a == nil || b == nil || a.ID == b.ID {
		return e
	}
	gone, kept := *a, *b
	gone.Deleted, gone.MergedInto, gone.Modified = true, b.ID, now
	for _, name := range a.Names() {
		kept = kept.Called(name)
	}
	kept.Type = first(kept.Type, a.Type)
	kept.Role = first(kept.Role, a.Role)
	kept.Affiliation = first(kept.Affiliation, a.Affiliation)
	kept.Link = first(kept.Link, a.Link)
	if a.Note != "" && a.Note != kept.Note {
		kept.Note = strings.TrimSpace(kept.Note + "\n" + a.Note)
	}
	e = e.setActor(b, kept, now)
	e.Actors = append(e.Actors, Change[Actor]{a, &gone})
	return c.redirect(e, now, func(id ID) ID {
		if id == a.ID {
			return b.ID
		}
		return id
	})
}

// first returns the first string that is not empty.
func first[S ~string](a, b S) S {
	if a != "" {
		return a
	}
	return b
}

// RemoveActor deletes an actor: its mentions stay, and mention nobody.
func (c Corpus) RemoveActor(id ID, now time.Time) Edit {
	a := c.Actors.Find(id)
	e := Edit{Name: ActorRemoved}
	if a == nil {
		return e
	}
	gone := *a
	gone.Deleted, gone.Modified = true, now
	e.Actors = []Change[Actor]{{a, &gone}}
	return c.redirect(e, now, func(id ID) ID {
		if id == a.ID {
			return ""
		}
		return id
	})
}

// redirect adds to an edit that all annotations refer to other IDs.
func (c Corpus) redirect(e Edit, now time.Time, to func(ID) ID) Edit {
	for _, d := range c.Docs() {
		for _, m := range d.marks {
			e = e.set(m, m.Redirect(to), now)
		}
	}
	return e
}

// Split makes another actor of some of an actor's mentions: one with a name, made at
// now, and of the same type.
func (c Corpus) Split(name string, now time.Time, mentions ...ID) Edit {
	e := Edit{Name: SplitOff}
	made := NewActor(name, now)
	for _, d := range c.Docs() {
		for _, m := range d.marks {
			if m.Kind != KindActor || !slices.Contains(mentions, m.ID) {
				continue
			}
			if was := c.Actors.Find(m.Actor); was != nil {
				made.Type = first(made.Type, was.Type)
			}
			after := *m
			after.Actor = made.ID
			e = e.set(m, after, now)
		}
	}
	if len(e.Annotations) > 0 && name != "" {
		e.Actors = []Change[Actor]{{nil, &made}}
		return e
	}
	return Edit{Name: SplitOff}
}

// SetActor changes an actor; a name must be left.
func (d Directory) SetActor(id ID, name EditName, now time.Time, alter func(Actor) Actor) Edit {
	e := Edit{Name: name}
	before := d.Find(id)
	if before == nil {
		return e
	}
	after := alter(*before)
	if after.Name == "" {
		return e
	}
	after.Aliases = slices.DeleteFunc(slices.Clone(after.Aliases), func(s string) bool { return s == "" || s == after.Name })
	if len(after.Aliases) == 0 {
		after.Aliases = nil
	}
	return e.setActor(before, after, now)
}

// setActor adds a change to the edit, if it is one.
func (e Edit) setActor(before *Actor, after Actor, now time.Time) Edit {
	if !after.Same(*before) {
		after.Modified = now
		e.Actors = append(e.Actors, Change[Actor]{before, &after})
	}
	return e
}

// AddActor makes an actor a record of the library.
func AddActor(a Actor) Edit {
	return Edit{Name: ActorAdded, Actors: []Change[Actor]{{nil, &a}}}
}
