package session

import (
	"cmp"
	"context"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// meet takes in the actors among records. It returns those that cannot be read, and whether
// any was news.
func (s *Session) meet(records map[annotations.ID]store.Record, queued map[annotations.ID]bool) (damaged []annotations.ID, fresh bool) {
	for _, r := range records {
		if r.Type != store.Actor || queued[r.ID] {
			continue
		}
		_, news, err := s.actors.take(r)
		if err != nil {
			damaged = append(damaged, r.ID)
		}
		fresh = fresh || news
	}
	s.met = true
	s.people = s.directory()
	return damaged, fresh
}

// directory returns the directory of all actors that are known.
func (s *Session) directory() annotations.Directory {
	list := make([]annotations.Actor, 0, len(s.actors.newest))
	for _, a := range s.actors.newest {
		list = append(list, *a)
	}
	return annotations.NewDirectory(list)
}

// Corpus returns every article with its annotations, and every actor, as the reader has
// left them. The first call reads the library; from then on it is kept up to date. What
// cannot be read is named in an event, and left out.
func (s *Session) Corpus(ctx context.Context) (annotations.Corpus, error) {
	s.mu.Lock()
	if s.corpus != nil {
		defer s.mu.Unlock()
		return *s.corpus, nil
	}
	s.mu.Unlock()

	arts, people := articles(), actors()
	list := marks(&arts)
	var damaged []annotations.ID
	var event Event
	err := s.reading(func() error {
		return s.store.All(ctx, func(r store.Record) error {
			var err error
			switch r.Type {
			case store.Article:
				_, _, err = arts.take(r)
			case store.Actor:
				_, _, err = people.take(r)
			case store.Annotation:
				if !r.Deleted { // of a deleted article too: another tab may bring that back
					_, _, err = list.take(r)
				}
			}
			if err != nil {
				damaged = append(damaged, r.ID)
			}
			return ctx.Err()
		})
	}, func() {
		queued := s.queued()
		news := annotations.Edit{ // that this tab was not told of yet is among it
			Articles:    s.articles.adopt(arts, queued),
			Actors:      s.actors.adopt(people, queued),
			Annotations: s.marks.adopt(list, queued),
		}
		for _, r := range s.missed {
			s.takeAny(r, &news)
		}
		s.doc = s.doc.Apply(news)
		s.gather()
		event = s.event(news, FromTab)
	})
	if err != nil {
		return annotations.Corpus{}, err
	}
	event.Damaged = damaged
	s.heard(event)
	s.mu.Lock()
	defer s.mu.Unlock()
	return *s.corpus, nil
}

// Newer returns the article that is a newer version of each that has one; of several, the
// last. It knows all of them once Corpus was called, and before that what was opened.
func (s *Session) Newer() map[annotations.ID]annotations.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[annotations.ID]annotations.ID{}
	for id, a := range s.articles.newest {
		if a.Revises == "" || a.Deleted {
			continue
		}
		if b := s.articles.newest[out[a.Revises]]; b == nil || cmp.Or(a.Created.Compare(b.Created), cmp.Compare(id, b.ID)) > 0 {
			out[a.Revises] = id
		}
	}
	return out
}

// Gathered returns the corpus as it is now, or nil where nobody has asked for it yet.
// Where two calls return one pointer, nothing has changed in between.
func (s *Session) Gathered() *annotations.Corpus {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.corpus
}

// takeAny takes a record of any type in, if it is news and can be read, and adds that to
// an edit.
func (s *Session) takeAny(r store.Record, news *annotations.Edit) {
	if s.queued()[r.ID] {
		return
	}
	switch r.Type {
	case store.Article:
		if c, ok, _ := s.articles.take(r); ok {
			news.Articles = append(news.Articles, c)
		}
	case store.Actor:
		if c, ok, _ := s.actors.take(r); ok {
			news.Actors = append(news.Actors, c)
		}
	case store.Annotation:
		if c, ok, _ := s.marks.take(r); ok {
			news.Annotations = append(news.Annotations, c)
		}
	}
}

// gather makes the corpus of what is known, once all is.
func (s *Session) gather() {
	byArticle := map[annotations.ID][]annotations.Annotation{}
	for _, n := range s.marks.newest {
		byArticle[n.Article] = append(byArticle[n.Article], *n)
	}
	docs := make([]annotations.Doc, 0, len(s.articles.newest))
	for id, a := range s.articles.newest {
		docs = append(docs, annotations.NewDoc(*a, byArticle[id]))
		delete(byArticle, id)
	}
	for id, list := range byArticle { // whose article is not known yet
		docs = append(docs, annotations.NewDoc(annotations.Article{ID: id, Deleted: true}, list))
	}
	s.met = true
	s.people = s.directory()
	c := annotations.NewCorpus(docs, s.people)
	s.corpus = &c
}

// show applies an edit to all that is shown.
func (s *Session) show(e annotations.Edit) {
	s.doc = s.doc.Apply(e)
	s.people = s.people.Apply(e)
	if s.corpus != nil {
		c := s.corpus.Apply(e)
		s.corpus = &c
	}
}
