package session

import (
	"pressmark/annotations"
	"pressmark/annotations/store"
)

// replay returns an edit as one of the present, and how many copies it makes of what
// lost a clash.
func (s *Session) replay(e annotations.Edit, r replay) (annotations.Edit, int) {
	if r.copies == nil {
		r.copies = map[annotations.ID]annotations.ID{}
	}
	before := len(r.copies)
	return annotations.Edit{
		Name:        e.Name,
		Articles:    s.articles.replay(&r, e.Articles),
		Actors:      s.actors.replay(&r, e.Actors),
		Annotations: s.marks.replay(&r, e.Annotations),
	}, len(r.copies) - before
}

// resolve takes in records that other tabs wrote first and replays the queue on top
// of them. Where one of them cannot be read, that has to be set aside first.
func (s *Session) resolve(kept []store.Record) Event {
	event := Event{From: FromMerge}
	articles, marks := map[annotations.ID]*annotations.Article{}, map[annotations.ID]*annotations.Annotation{}
	people := map[annotations.ID]*annotations.Actor{}
	only := map[annotations.ID]bool{}
	for _, r := range kept {
		only[r.ID] = true
		var err error
		switch r.Type {
		case store.Article:
			articles[r.ID], err = s.articles.read(r)
		case store.Actor:
			people[r.ID], err = s.actors.read(r)
		case store.Annotation:
			marks[r.ID], err = s.marks.read(r)
		}
		if err != nil {
			event.Damaged = append(event.Damaged, r.ID)
		}
	}
	if len(event.Damaged) > 0 {
		return event
	}
	look := func() { // at what changes, before and after
		seen := annotations.Edit{}
		for id := range only {
			if a := s.articles.newest[id]; a != nil {
				seen.Articles = append(seen.Articles, annotations.Change[annotations.Article]{After: a})
			}
			if a := s.actors.newest[id]; a != nil {
				seen.Actors = append(seen.Actors, annotations.Change[annotations.Actor]{After: a})
			}
			if n := s.marks.newest[id]; n != nil {
				seen.Annotations = append(seen.Annotations, annotations.Change[annotations.Annotation]{After: n})
			}
		}
		e := s.event(seen, FromMerge)
		event.Touched = append(event.Touched, e.Touched...)
		event.Article, event.Library, event.Actors = event.Article || e.Article, event.Library || e.Library, event.Actors || e.Actors
	}
	look()
	for id := range only {
		s.articles.reset(id, articles[id])
		s.actors.reset(id, people[id])
		s.marks.reset(id, marks[id])
		delete(s.later, id)
	}
	r := replay{only: only, copies: map[annotations.ID]annotations.ID{}}
	queue := make([]annotations.Edit, 0, len(s.queue))
	for _, old := range s.queue {
		e, clashes := s.replay(old, r)
		event.Clashes += clashes
		if !e.Empty() {
			queue = append(queue, e)
		}
	}
	for _, id := range r.copies {
		only[id] = true
	}
	look()
	if a := s.articles.newest[s.doc.Article.ID]; a != nil {
		s.doc = s.view(*a)
	}
	s.people = s.directory()
	if s.corpus != nil {
		s.gather()
	}
	s.requeue(queue)
	return event
}

// watched takes in what other tabs wrote. A record that is in the queue, too, waits:
// the writer finds the conflict, or, if theirs came after mine, there is none.
func (s *Session) watched(records []store.Record) {
	s.mu.Lock()
	for _, r := range records {
		s.arrived(r)
		if r.Revision > s.later[r.ID].Revision {
			s.later[r.ID] = r
		}
	}
	events := s.overdue()
	closed := s.life.Err() != nil
	s.mu.Unlock()
	for _, e := range events {
		if !closed {
			s.heard(e)
		}
	}
}

// overdue takes in what other tabs wrote of records that are not in the queue. There
// is at most one event about it.
func (s *Session) overdue() []Event {
	if len(s.later) == 0 {
		return nil
	}
	edit := annotations.Edit{}
	var damaged []annotations.ID
	open, queued := s.doc.Article.ID, s.queued()
	for id, r := range s.later {
		if queued[id] {
			continue
		}
		delete(s.later, id)
		var err error
		switch {
		case r.Type == store.Article && (s.corpus != nil || s.articles.newest[id] != nil):
			c, ok, e := s.articles.take(r)
			if err = e; ok {
				edit.Articles = append(edit.Articles, c)
			}
		case r.Type == store.Actor && s.met:
			c, ok, e := s.actors.take(r)
			if err = e; ok {
				edit.Actors = append(edit.Actors, c)
			}
		case r.Type == store.Annotation && (s.corpus != nil || r.Article == open || s.marks.newest[id] != nil):
			c, ok, e := s.marks.take(r)
			if err = e; ok {
				edit.Annotations = append(edit.Annotations, c)
			}
		}
		if err != nil {
			damaged = append(damaged, id)
		}
	}
	s.show(edit)
	event := s.event(edit, FromTab)
	event.Library, event.Damaged = true, damaged
	return []Event{event}
}
