package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
	"pressmark/annotations/format"
	"pressmark/annotations/store"
)

// A Session is the work of one tab: the open article, what was done and can be
// taken back, and the writing of it to the store. It shows a change at once and
// keeps it in the background, in order; a change that another tab was quicker to
// make is merged. It is safe for concurrent use.
type Session struct {
	store store.Store
	now   func() time.Time
	heard func(Event)

	mu       sync.Mutex
	doc      annotations.Doc
	history  annotations.History
	revision map[annotations.ID]int // of each record seen, tombstones included
	queue    []annotations.Edit     // not yet kept, oldest first
	bases    []map[annotations.ID]int
	changes  int           // counts what came into the store from here or from other tabs
	failed   error         // why the oldest is not kept
	wake     chan struct{} // tells the writer that there is work, or a reason to try again
	idle     chan struct{} // closed when the queue is empty
	unwatch  func()
	stop     context.CancelFunc
}

// An Event says what changed in a session.
type Event struct {
	Touched []annotations.Span // of the open article: marks there look different
	Article bool               // the open article itself changed: its title, or that it is there
	Library bool               // the list of articles changed
	From    Source
	Clashes int // of From Merged: how many of the reader's versions were kept as copies
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

// NewSession returns a session over a store. It calls heard, from any goroutine,
// whenever something changes.
func NewSession(s store.Store, now func() time.Time, heard func(Event)) *Session {
	ctx, stop := context.WithCancel(context.Background())
	se := &Session{
		store: s, now: now, heard: heard,
		revision: map[annotations.ID]int{},
		wake:     make(chan struct{}, 1),
		idle:     closed(),
		stop:     stop,
	}
	se.unwatch = s.Watch(se.watched)
	go se.write(ctx)
	return se
}

func closed() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

// Close ends the session; what is not kept by then is given up.
func (s *Session) Close() {
	s.unwatch()
	s.stop()
}

// Doc returns the open article with its annotations.
func (s *Session) Doc() annotations.Doc {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doc
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

// Overlay puts what is not kept yet over a collection of what is: of one article,
// or for the zero ID of all.
func (s *Session) Overlay(c format.Collection, id annotations.ID) format.Collection {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.queue {
		for _, x := range e.Articles {
			if id == "" || x.After.ID == id {
				c.Articles = overlay(c.Articles, *x.After, func(a annotations.Article) annotations.ID { return a.ID })
			}
		}
		for _, x := range e.Annotations {
			if id == "" || x.After.Article == id {
				c.Annotations = overlay(c.Annotations, *x.After, func(n annotations.Annotation) annotations.ID { return n.ID })
			}
		}
	}
	return c
}

// overlay replaces the record with the same ID, or adds one.
func overlay[T any](all []T, x T, id func(T) annotations.ID) []T {
	for i := range all {
		if id(all[i]) == id(x) {
			all[i] = x
			return all
		}
	}
	return append(all, x)
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
// tombstone of one. Annotations whose JSON cannot be read are set aside and named
// in an event; such as no longer fit the text are placed anew or become orphans.
func (s *Session) Open(ctx context.Context, id annotations.ID) error {
	for {
		s.mu.Lock()
		before := s.changes
		s.mu.Unlock()
		a, marks, damaged, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		s.mu.Lock()
		if s.changes != before { // something was kept meanwhile, and may be in neither
			s.mu.Unlock()
			continue
		}
		s.revision[a.ID] = a.Revision
		for _, n := range marks {
			s.revision[n.ID] = n.Revision
		}
		s.doc = annotations.NewDoc(a, marks)
		for _, e := range s.queue { // not kept yet, so not loaded
			s.doc = s.doc.Apply(e)
			s.raise(e)
		}
		deleted := s.doc.Article.Deleted
		s.mu.Unlock()
		if len(damaged) > 0 {
			s.heard(Event{From: FromStore, Damaged: damaged})
		}
		if deleted {
			return store.ErrNotFound
		}
		return nil
	}
}

// load reads an article and its annotations from the store. An article that is not
// kept yet is taken from the queue.
func (s *Session) load(ctx context.Context, id annotations.ID) (a annotations.Article, marks []annotations.Annotation, damaged []annotations.ID, err error) {
	r, err := s.store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, e := range s.queue {
			for _, c := range e.Articles {
				if c.After.ID == id {
					return *c.After, nil, nil, nil
				}
			}
		}
	}
	if err != nil {
		return a, nil, nil, err
	}
	if a, err = format.DecodeArticle(r.Data); err != nil {
		return a, nil, nil, err
	}
	records, err := s.store.Annotations(ctx, id)
	if err != nil {
		return a, nil, nil, err
	}
	marks = make([]annotations.Annotation, 0, len(records))
	for _, r := range records {
		n, err := format.DecodeAnnotation(r.Data)
		if err != nil {
			damaged = append(damaged, r.ID)
			continue
		}
		if a.Check(n) != nil {
			n, _ = anchor.Annotation(a.Text, n)
		}
		marks = append(marks, n)
	}
	return a, marks, damaged, nil
}

// raise notes the revisions that an edit gives to its records.
func (s *Session) raise(e annotations.Edit) {
	for _, c := range e.Articles {
		s.revision[c.After.ID] = max(s.revision[c.After.ID], c.After.Revision)
	}
	for _, c := range e.Annotations {
		s.revision[c.After.ID] = max(s.revision[c.After.ID], c.After.Revision)
	}
}

// Do takes a step: it shows at once, can be undone, and is kept soon.
func (s *Session) Do(e annotations.Edit) {
	if e.Empty() {
		return
	}
	s.mu.Lock()
	s.history = s.history.Do(e)
	event := s.apply(e)
	s.mu.Unlock()
	s.tell(event)
}

// Undo takes the last step back and returns it; ok is false where there is none.
func (s *Session) Undo() (e annotations.Edit, ok bool) {
	return s.turn(annotations.History.Undo, annotations.Edit.Inverse)
}

// Redo takes the last undone step again and returns it.
func (s *Session) Redo() (e annotations.Edit, ok bool) {
	return s.turn(annotations.History.Redo, func(e annotations.Edit) annotations.Edit { return e })
}

func (s *Session) turn(
	step func(annotations.History) (annotations.Edit, annotations.History, bool),
	direct func(annotations.Edit) annotations.Edit,
) (annotations.Edit, bool) {
	s.mu.Lock()
	e, history, ok := step(s.history)
	var event Event
	if ok {
		s.history = history
		event = s.apply(s.rebase(direct(e)))
	}
	s.mu.Unlock()
	if ok {
		s.tell(event)
	}
	return e, ok
}

// rebase returns an edit of the past as one of the present: onto what other tabs
// made of its records since. What they changed as well stays as they left it.
func (s *Session) rebase(e annotations.Edit) annotations.Edit {
	out := annotations.Edit{Name: e.Name}
	now := s.now()
	for _, c := range e.Articles {
		after := *c.After
		after.Modified = now
		out.Articles = append(out.Articles, annotations.Change[annotations.Article]{Before: c.Before, After: &after})
	}
	for _, c := range e.Annotations {
		before, after := c.Before, *c.After
		if live := s.doc.Find(after.ID); live != nil && before != nil && !live.Same(*before) {
			m := annotations.MergeAnnotation(*before, after, *live)
			if m.Same {
				continue
			}
			before, after = live, m.Record
		}
		after.Modified = now
		out.Annotations = append(out.Annotations, annotations.Change[annotations.Annotation]{Before: before, After: &after})
	}
	return out
}

// apply shows an edit and queues it. Its records get their next revision; one
// that comes with a higher one, from an import, keeps that. The lock is held.
func (s *Session) apply(e annotations.Edit) Event {
	base := make(map[annotations.ID]int, len(e.Articles)+len(e.Annotations))
	next := func(id annotations.ID, before, own int) int {
		if known, ok := s.revision[id]; ok {
			before = known
		}
		base[id] = before
		s.revision[id] = max(own, before+1)
		return s.revision[id]
	}
	for _, c := range e.Articles {
		before := 0
		if c.Before != nil {
			before = c.Before.Revision
		}
		c.After.Revision = next(c.After.ID, before, c.After.Revision)
	}
	for _, c := range e.Annotations {
		before := 0
		if c.Before != nil {
			before = c.Before.Revision
		}
		c.After.Revision = next(c.After.ID, before, c.After.Revision)
	}
	s.doc = s.doc.Apply(e)
	if len(s.queue) == 0 {
		s.idle = make(chan struct{})
	}
	s.queue = append(s.queue, e)
	s.bases = append(s.bases, base)
	return s.event(e, FromReader)
}

// event returns what an edit changed in the open article and the library.
func (s *Session) event(e annotations.Edit, from Source) Event {
	event := Event{From: from, Library: len(e.Articles) > 0}
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

// write keeps the queued edits one after the other until ctx ends.
func (s *Session) write(ctx context.Context) {
	retry := time.NewTimer(retryAfter)
	defer retry.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		case <-retry.C:
		}
		for s.writeOne(ctx) {
		}
		retry.Reset(retryAfter)
	}
}

// writeOne keeps the oldest edit. It reports whether to go on with the next.
func (s *Session) writeOne(ctx context.Context) bool {
	s.mu.Lock()
	if len(s.queue) == 0 {
		s.mu.Unlock()
		return false
	}
	edit, base := s.queue[0], s.bases[0]
	s.mu.Unlock()

	err := s.store.Write(ctx, puts(edit, base))

	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		event, err := s.resolve(conflict.Kept)
		if err == nil {
			s.heard(event)
			return true
		}
	}
	s.mu.Lock()
	s.failed = err
	if err == nil {
		s.changes++
		s.queue, s.bases = s.queue[1:], s.bases[1:]
		if len(s.queue) == 0 {
			close(s.idle)
		}
	}
	s.mu.Unlock()
	s.heard(Event{From: FromStore, Library: err == nil})
	return err == nil
}

func puts(e annotations.Edit, base map[annotations.ID]int) []store.Put {
	out := make([]store.Put, 0, len(e.Articles)+len(e.Annotations))
	for _, c := range e.Articles {
		out = append(out, store.Put{Record: articleRecord(*c.After), Base: base[c.After.ID]})
	}
	for _, c := range e.Annotations {
		out = append(out, store.Put{Record: annotationRecord(*c.After), Base: base[c.After.ID]})
	}
	return out
}

// resolve merges the oldest edit with records that another tab changed first. What
// comes of it replaces that edit in the queue, and shows.
func (s *Session) resolve(kept []store.Record) (Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	theirs := make(map[annotations.ID]store.Record, len(kept))
	for _, r := range kept {
		theirs[r.ID] = r
	}
	old, base := s.queue[0], s.bases[0]
	merged := annotations.Edit{Name: old.Name}
	seen := annotations.Edit{Name: old.Name} // what is shown anew and not written
	event := Event{}
	for _, c := range old.Articles {
		r, clash := theirs[c.After.ID]
		if !clash {
			merged.Articles = append(merged.Articles, c)
			continue
		}
		kept, err := format.DecodeArticle(r.Data)
		if err != nil {
			return Event{}, err
		}
		before := kept
		if c.Before != nil {
			before = *c.Before
		}
		m := annotations.MergeArticle(before, *c.After, kept)
		s.settle(r, &m.Record.Revision, m.Same, base)
		change := annotations.Change[annotations.Article]{Before: &kept, After: &m.Record}
		if m.Same {
			seen.Articles = append(seen.Articles, change)
		} else {
			merged.Articles = append(merged.Articles, change)
		}
	}
	for _, c := range old.Annotations {
		r, clash := theirs[c.After.ID]
		if !clash {
			merged.Annotations = append(merged.Annotations, c)
			continue
		}
		kept, err := format.DecodeAnnotation(r.Data)
		if err != nil {
			return Event{}, err
		}
		before := annotations.Annotation{}
		if c.Before != nil {
			before = *c.Before
		}
		m := annotations.MergeAnnotation(before, *c.After, kept)
		s.settle(r, &m.Record.Revision, m.Same, base)
		change := annotations.Change[annotations.Annotation]{Before: &kept, After: &m.Record}
		if m.Same {
			seen.Annotations = append(seen.Annotations, change)
		} else {
			merged.Annotations = append(merged.Annotations, change)
		}
		if m.Copy != nil {
			event.Clashes++
			m.Copy.Revision = 1
			s.revision[m.Copy.ID] = 1
			base[m.Copy.ID] = 0
			merged.Annotations = append(merged.Annotations, annotations.Change[annotations.Annotation]{After: m.Copy})
		}
	}
	before := s.event(old, FromMerge)
	s.doc = s.doc.Apply(seen).Apply(merged)
	for _, later := range s.queue[1:] { // they stay on top; a clash of theirs is found when they are written
		s.doc = s.doc.Apply(later)
	}
	if merged.Empty() {
		s.queue, s.bases = s.queue[1:], s.bases[1:]
		if len(s.queue) == 0 {
			close(s.idle)
		}
	} else {
		s.queue[0] = merged
	}
	after, shown := s.event(merged, FromMerge), s.event(seen, FromMerge)
	event.From = FromMerge
	event.Touched = append(append(before.Touched, after.Touched...), shown.Touched...)
	event.Article = before.Article
	event.Library = before.Library
	return event, nil
}

// settle gives a merged record the revision after the kept one, unless it is the
// kept one.
func (s *Session) settle(kept store.Record, revision *int, same bool, base map[annotations.ID]int) {
	base[kept.ID] = kept.Revision
	*revision = kept.Revision
	if !same {
		*revision++
	}
	s.revision[kept.ID] = max(s.revision[kept.ID], *revision)
}

// watched takes in what another tab wrote. A record that this tab changed too and
// has not kept yet is left to the writer, which finds the conflict.
func (s *Session) watched(records []store.Record) {
	s.mu.Lock()
	s.changes++
	mine := map[annotations.ID]bool{}
	for _, e := range s.queue {
		for _, c := range e.Articles {
			mine[c.After.ID] = true
		}
		for _, c := range e.Annotations {
			mine[c.After.ID] = true
		}
	}
	edit := annotations.Edit{}
	var damaged []annotations.ID
	for _, r := range records {
		if mine[r.ID] || r.Revision <= s.revision[r.ID] {
			continue
		}
		switch r.Type {
		case store.Article:
			a, err := format.DecodeArticle(r.Data)
			if err != nil {
				damaged = append(damaged, r.ID)
				continue
			}
			edit.Articles = append(edit.Articles, annotations.Change[annotations.Article]{After: &a})
		case store.Annotation:
			if r.Article != s.doc.Article.ID {
				continue
			}
			n, err := format.DecodeAnnotation(r.Data)
			if err != nil {
				damaged = append(damaged, r.ID)
				continue
			}
			edit.Annotations = append(edit.Annotations, annotations.Change[annotations.Annotation]{Before: s.doc.Find(n.ID), After: &n})
		}
		s.revision[r.ID] = r.Revision
	}
	s.doc = s.doc.Apply(edit)
	event := s.event(edit, FromTab)
	event.Library = true
	event.Damaged = damaged
	s.mu.Unlock()
	s.heard(event)
}
