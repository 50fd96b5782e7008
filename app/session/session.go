// Package session is the work of one tab over a store: the open article, what was done and
// can be taken back, and the writing of it, in order, with what other tabs write merged in.
// It knows the domain and a [store.Store], no browser and no go-app: all of it runs in plain
// Go tests. A [Session] is safe for concurrent use and says what changed in an [Event].
package session

import (
	"context"
	"errors"
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
func New(s store.Store, now func() time.Time, heard func(Event)) *Session {
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
	opened := error(store.ErrNotFound)
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
