package session

import (
	"errors"
	"slices"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

func (s *Session) puts(e annotations.Edit) []store.Put {
	return slices.Concat(s.articles.puts(e.Articles), s.actors.puts(e.Actors), s.marks.puts(e.Annotations))
}

// queued returns the records that the queue changes.
func (s *Session) queued() map[annotations.ID]bool {
	ids := map[annotations.ID]bool{}
	for _, e := range s.queue {
		for _, c := range e.Articles {
			ids[c.After.ID] = true
		}
		for _, c := range e.Actors {
			ids[c.After.ID] = true
		}
		for _, c := range e.Annotations {
			ids[c.After.ID] = true
		}
	}
	return ids
}

// Do takes a step: it shows at once, can be undone, and is kept soon. What other
// tabs have changed since the edit was made is merged into it.
func (s *Session) Do(e annotations.Edit) {
	s.mu.Lock()
	e, clashes := s.replay(e, replay{})
	s.history = s.history.Do(e)
	event := s.enqueue(e)
	event.Clashes = clashes
	s.mu.Unlock()
	if !e.Empty() {
		s.tell(event)
	}
}

// Undo takes the last step back and returns it, not inverted. It returns ErrNoStep
// where there is none, and ErrOvertaken where others have changed since what it
// changed, which then stays as they left it.
func (s *Session) Undo() (annotations.Edit, error) {
	return s.turn(annotations.History.Undo, annotations.Edit.Inverse)
}

// Redo takes the last undone step again and returns it, with errors like Undo's.
func (s *Session) Redo() (annotations.Edit, error) {
	return s.turn(annotations.History.Redo, func(e annotations.Edit) annotations.Edit {
		return e.Inverse().Inverse() // what it made is there: as a tombstone
	})
}

func (s *Session) turn(
	step func(annotations.History) (annotations.Edit, annotations.History, bool),
	direct func(annotations.Edit) annotations.Edit,
) (annotations.Edit, error) {
	s.mu.Lock()
	step1, history, ok := step(s.history)
	if !ok {
		s.mu.Unlock()
		return step1, ErrNoStep
	}
	s.history = history
	e, _ := s.replay(direct(step1), replay{when: s.now(), yield: true})
	event := s.enqueue(e)
	s.mu.Unlock()
	if e.Empty() {
		return step1, ErrOvertaken
	}
	s.tell(event)
	return step1, nil
}

// enqueue shows an edit of the present and leaves it to the writer.
func (s *Session) enqueue(e annotations.Edit) Event {
	if e.Empty() {
		return Event{}
	}
	s.show(e)
	if len(s.queue) == 0 {
		s.idle = make(chan struct{})
	}
	s.queue = append(s.queue, e.Parts(MostAtOnce)...)
	return s.event(e, FromReader)
}

// mostAtOnce is how many records are kept in one write: a step that changes more is kept
// in several, so that the page is not held up. A step of that size is an import, or its
// undoing.
const MostAtOnce = 2500

// event returns what an edit changed in the open article and the library.
func (s *Session) event(e annotations.Edit, from Source) Event {
	event := Event{From: from, Library: len(e.Articles) > 0, Actors: len(e.Actors) > 0}
	for _, c := range e.Articles {
		event.Article = event.Article || c.After.ID == s.doc.Article.ID
	}
	for _, c := range e.Annotations {
		if c.After.Article != s.doc.Article.ID {
			continue
		}
		event.Touched = append(event.Touched, c.After.Spans...)
		if c.Before != nil {
			event.Touched = append(event.Touched, c.Before.Spans...)
		}
	}
	return event
}

// tell reports an event and wakes the writer.
func (s *Session) tell(e Event) {
	s.heard(e)
	s.Retry()
}

// retryAfter is how long the writer waits before it tries by itself what failed.
const RetryAfter = 3 * time.Second

// write keeps the queued edits one after the other until the session ends.
func (s *Session) write() {
	defer close(s.stopped)
	for {
		var again <-chan time.Time
		if n, _ := s.Unsaved(); n > 0 {
			again = time.After(RetryAfter)
		}
		select {
		case <-s.life.Done():
			return
		case <-s.wake:
		case <-again:
		}
		for s.writeOne() {
		}
	}
}

// writeOne keeps the oldest edit. It reports whether to go on with the next.
func (s *Session) writeOne() bool {
	s.mu.Lock()
	if len(s.queue) == 0 || s.life.Err() != nil {
		s.mu.Unlock()
		return false
	}
	puts := s.puts(s.queue[0])
	s.mu.Unlock()

	err := s.store.Write(s.life, puts)

	var conflict *store.ConflictError
	var events []Event
	s.mu.Lock()
	switch {
	case errors.As(err, &conflict):
		event := s.resolve(conflict.Kept)
		if len(event.Damaged) == 0 {
			err = nil
		}
		events = append(events, event)
	case err == nil:
		for _, p := range puts {
			s.arrived(p.Record)
		}
		s.requeue(s.queue[1:])
	}
	s.failed = err
	events = append(events, s.overdue()...)
	events = append(events, Event{From: FromStore, Library: err == nil})
	s.mu.Unlock()
	for _, e := range events {
		s.heard(e)
	}
	return err == nil
}

// requeue replaces what waits to be kept.
func (s *Session) requeue(q []annotations.Edit) {
	s.queue = q
	if len(q) == 0 {
		close(s.idle)
	}
}
