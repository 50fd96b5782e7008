package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// A Session is the work of one tab: the open article, what was done and can be
// taken back, and the writing of it to the store. It shows a change at once and
// keeps it in the background, in order; a change that another tab was quicker to
// make is merged. It is safe for concurrent use.
//
// Each step in the queue builds on the one before it, and the first on what the
// store holds: what a change replaces is its Before, with the revision to expect
// there. When the store holds something newer, the queue is replayed on top of that.
type Session struct {
	store store.Store
	now   func() time.Time
	heard func(Event)

	mu       sync.Mutex
	doc      annotations.Doc
	people   annotations.Directory // every actor of the library
	met      bool                  // people is read
	corpus   *annotations.Corpus   // every article; nil until somebody asked for it
	history  annotations.History
	articles strand[annotations.Article]
	actors   strand[annotations.Actor]
	marks    strand[annotations.Annotation]
	queue    []annotations.Edit              // not kept yet, oldest first
	later    map[annotations.ID]store.Record // what other tabs wrote of records in the queue
	failed   error                           // why the oldest is not kept
	opening  int                             // counts calls of Open: the last one counts
	readers  int                             // who read the store at the moment
	missed   map[annotations.ID]store.Record // what they may have missed: kept meanwhile

	wake    chan struct{} // tells the writer that there is work, or a reason to try again
	idle    chan struct{} // closed when the queue is empty
	unwatch func()
	life    context.Context
	stop    context.CancelFunc
	stopped chan struct{} // closed when the writer has ended
}

// An Event says what changed in a session.
type Event struct {
	Touched []annotations.Span // of the open article: marks there look different
	Article bool               // the open article itself changed: its title, or that it is there
	Library bool               // the list of articles changed
	Actors  bool               // an actor changed
	From    Source
	Clashes int // how many of the reader's versions were kept as copies
	Damaged []annotations.ID
}

// A Source says who changed something.
type Source int

// The sources of changes.
const (
	FromReader Source = iota // this tab's reader, now
	FromTab                  // another tab
	FromMerge                // the merge of both
	FromStore                // nothing but whether it is saved
)

// Errors of a Session that callers tell apart.
var (
	ErrNoStep    = errors.New("there is no step to take")
	ErrOvertaken = errors.New("something newer came first")
)

// NewSession returns a session over a store. It calls heard, from any goroutine,
// whenever something changes.
func NewSession(s store.Store, now func() time.Time, heard func(Event)) *Session {
	se := &Session{
		store: s, now: now, heard: heard,
		articles: articles(),
		actors:   actors(),
		later:    map[annotations.ID]store.Record{},
		missed:   map[annotations.ID]store.Record{},
		wake:     make(chan struct{}, 1),
		idle:     make(chan struct{}),
		stopped:  make(chan struct{}),
	}
	close(se.idle)
	se.marks = marks(&se.articles)
	se.life, se.stop = context.WithCancel(context.Background())
	se.unwatch = s.Watch(se.watched)
	go se.write()
	return se
}

// Close ends the session; what is not kept by then is given up. It must not be
// called by heard, for which it waits.
func (s *Session) Close() {
	s.unwatch()
	s.stop()
	<-s.stopped
}

// Doc returns the open article with its annotations.
func (s *Session) Doc() annotations.Doc {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doc
}

// Actors returns the actors of the library; none before an article was opened.
func (s *Session) Actors() annotations.Directory {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.people
}

// Unsaved returns how many steps are not kept yet, and why the oldest could not
// be, if that was tried.
func (s *Session) Unsaved() (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue), s.failed
}

// Changed reports whether the reader has changed anything in this session.
func (s *Session) Changed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.history.Any()
}

// Retry tries again to keep what could not be kept.
func (s *Session) Retry() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Flush waits until everything is kept or ctx ends.
func (s *Session) Flush(ctx context.Context) error {
	s.mu.Lock()
	idle := s.idle
	s.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Open opens an article. It returns store.ErrNotFound where there is none, or the
// tombstone of one, and ErrOvertaken if Open was called again meanwhile. What cannot
// be read is named in an event; annotations that no longer fit the text are placed
// anew or become orphans.
func (s *Session) Open(ctx context.Context, id annotations.ID) error {
	s.mu.Lock()
	s.opening++
	call := s.opening
	s.mu.Unlock()

	var damaged []annotations.ID
	opened := store.ErrNotFound
	err := s.load(ctx, id, func(records map[annotations.ID]store.Record) {
		if call != s.opening {
			opened = ErrOvertaken
			return
		}
		if s.corpus == nil {
			s.articles.forget()
			s.marks.forget()
		}
		s.doc = annotations.Doc{}
		queued := s.queued()
		unread, fresh := s.meet(records, queued) // fresh: something that the corpus has not
		damaged = append(damaged, unread...)
		if r, ok := records[id]; ok && !queued[id] {
			_, news, err := s.articles.take(r)
			if err != nil {
				opened, damaged = err, append(damaged, id)
				return
			}
			fresh = fresh || news
		}
		art := s.articles.newest[id]
		if art == nil {
			return
		}
		for _, r := range records {
			if r.Type != store.Annotation || queued[r.ID] {
				continue
			}
			_, news, err := s.marks.take(r)
			if err != nil {
				damaged = append(damaged, r.ID)
			}
			fresh = fresh || news
		}
		s.doc = s.view(*art)
		if fresh && s.corpus != nil {
			s.gather()
		}
		if !art.Deleted {
			opened = nil
		}
	})
	if err != nil {
		return err
	}
	if len(damaged) > 0 {
		s.heard(Event{From: FromStore, Damaged: damaged})
	}
	return opened
}

// view returns the doc of an article with what is known of it.
func (s *Session) view(art annotations.Article) annotations.Doc {
	var list []annotations.Annotation
	for _, n := range s.marks.newest {
		if n.Article == art.ID {
			list = append(list, *n)
		}
	}
	return annotations.NewDoc(art, list)
}

// load reads the records of an article and calls use with them, with the lock held,
// when it is certain that none is missing.
func (s *Session) load(ctx context.Context, id annotations.ID, use func(map[annotations.ID]store.Record)) error {
	records := map[annotations.ID]store.Record{}
	return s.reading(func() error {
		r, err := s.store.Get(ctx, id)
		switch {
		case err == nil && r.Type == store.Article:
			records[id] = r
		case err != nil && !errors.Is(err, store.ErrNotFound):
			return err
		}
		list, err := s.store.Annotations(ctx, id)
		if err != nil {
			return err
		}
		s.mu.Lock()
		met := s.met
		s.mu.Unlock()
		if !met {
			people, err := s.store.Actors(ctx)
			if err != nil {
				return err
			}
			list = append(list, people...)
		}
		for _, r := range list {
			records[r.ID] = r
		}
		return nil
	}, func() {
		for _, r := range s.missed {
			if (r.Article == id || r.Type == store.Actor) && r.Revision > records[r.ID].Revision {
				records[r.ID] = r
			}
		}
		use(records)
	})
}

// reading calls read, which reads the store, and then use, with the lock held, while
// missed has what came to be kept since.
func (s *Session) reading(read func() error, use func()) error {
	s.mu.Lock()
	s.readers++
	s.mu.Unlock()
	err := read()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		use()
	}
	if s.readers--; s.readers == 0 {
		clear(s.missed)
	}
	return err
}

// arrived notes what came to be kept, for those who are reading the store.
func (s *Session) arrived(r store.Record) {
	if s.readers > 0 && r.Revision > s.missed[r.ID].Revision {
		s.missed[r.ID] = r
	}
}

// Load returns an article with its annotations as the reader has left it, kept or
// not, without opening it. It returns store.ErrNotFound where there is none, and an
// error where any part of it cannot be read.
func (s *Session) Load(ctx context.Context, id annotations.ID) (doc annotations.Doc, err error) {
	failed := s.load(ctx, id, func(records map[annotations.ID]store.Record) {
		s.overlay(records, id)
		r, ok := records[id]
		if !ok || r.Deleted {
			err = store.ErrNotFound
			return
		}
		art, e := s.articles.read(r)
		err = e
		var list []annotations.Annotation
		for _, r := range records {
			if r.Type == store.Annotation && err == nil {
				var n *annotations.Annotation
				if n, err = s.marks.read(r); err == nil {
					list = append(list, *n)
				}
			}
		}
		if err == nil {
			doc = annotations.NewDoc(*art, list)
		}
	})
	return doc, errors.Join(failed, err)
}

// All calls yield for each record as the reader has left it, kept or not, in the
// order of store.Store.All.
func (s *Session) All(ctx context.Context, yield func(store.Record) error) error {
	records := map[annotations.ID]store.Record{}
	err := s.reading(func() error {
		return s.store.All(ctx, func(r store.Record) error {
			records[r.ID] = r
			return nil
		})
	}, func() {
		for _, r := range s.missed {
			if r.Revision > records[r.ID].Revision {
				records[r.ID] = r
			}
		}
		s.overlay(records, "")
	})
	if err != nil {
		return err
	}
	list := make([]store.Record, 0, len(records))
	for _, r := range records {
		list = append(list, r)
	}
	store.Sort(list)
	for _, r := range list {
		if err := yield(r); err != nil {
			return err
		}
	}
	return nil
}

// overlay puts what is not kept yet over records that are: of one article, or for
// the zero ID of all.
func (s *Session) overlay(records map[annotations.ID]store.Record, of annotations.ID) {
	for _, e := range s.queue {
		for _, p := range s.puts(e) {
			if of == "" || p.Article == of {
				records[p.ID] = p.Record
			}
		}
	}
}

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

// enqueue shows an edit of the present and leaves it to the writer.
func (s *Session) enqueue(e annotations.Edit) Event {
	if e.Empty() {
		return Event{}
	}
	s.show(e)
	if len(s.queue) == 0 {
		s.idle = make(chan struct{})
	}
	s.queue = append(s.queue, e.Parts(mostAtOnce)...)
	return s.event(e, FromReader)
}

// mostAtOnce is how many records are kept in one write: a step that changes more is kept
// in several, so that the page is not held up. A step of that size is an import, or its
// undoing.
const mostAtOnce = 2500

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
const retryAfter = 3 * time.Second

// write keeps the queued edits one after the other until the session ends.
func (s *Session) write() {
	defer close(s.stopped)
	for {
		var again <-chan time.Time
		if n, _ := s.Unsaved(); n > 0 {
			again = time.After(retryAfter)
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
