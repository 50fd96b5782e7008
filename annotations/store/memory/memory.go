// Package memory keeps records in this process. It is the store of tests, and of a
// browser whose storage is blocked.
//
// A [Place] holds the records. Every [Store] opened on it is like one more tab: it
// sees what the others write and hears of it. The records live as long as the
// place, whether stores are open or not.
package memory

import (
	"context"
	"maps"
	"slices"
	"sync"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// A Place holds records for the stores that are open on it.
type Place struct {
	mu      sync.Mutex
	records map[annotations.ID]store.Record
	open    map[*Store]bool
}

// NewPlace returns an empty place.
func NewPlace() *Place {
	return &Place{records: map[annotations.ID]store.Record{}, open: map[*Store]bool{}}
}

// Open returns a new store over the place.
func (p *Place) Open() *Store {
	s := &Store{place: p, watchers: map[*watcher]bool{}}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[s] = true
	return s
}

// A Store is one user of a place. It implements store.Store.
type Store struct {
	place    *Place
	watchers map[*watcher]bool // place.mu guards it
}

var _ store.Store = (*Store)(nil)

// lock takes the place for one operation, unless it cannot begin.
func (s *Store) lock(ctx context.Context) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.place.mu.Lock()
	if !s.place.open[s] {
		s.place.mu.Unlock()
		return nil, store.ErrClosed
	}
	return s.place.mu.Unlock, nil
}

// Summaries lists the live articles, newest change first.
func (s *Store) Summaries(ctx context.Context) ([]store.Summary, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return store.Summarize(slices.Collect(maps.Values(s.place.records))), nil
}

// Get returns the record with an ID, or store.ErrNotFound.
func (s *Store) Get(ctx context.Context, id annotations.ID) (store.Record, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return store.Record{}, err
	}
	defer unlock()
	r, ok := s.place.records[id]
	if !ok {
		return r, store.ErrNotFound
	}
	return r, nil
}

// Annotations returns the live annotations of an article.
func (s *Store) Annotations(ctx context.Context, article annotations.ID) ([]store.Record, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return s.place.where(func(r store.Record) bool {
		return r.Type == store.Annotation && r.Article == article && !r.Deleted
	}), nil
}

// Actors returns all actors.
func (s *Store) Actors(ctx context.Context) ([]store.Record, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return s.place.where(func(r store.Record) bool { return r.Type == store.Actor }), nil
}

// where returns the records that are wanted. The caller has locked the place.
func (p *Place) where(wanted func(store.Record) bool) (list []store.Record) {
	for _, r := range p.records {
		if wanted(r) {
			list = append(list, r)
		}
	}
	return list
}

// All calls yield for each record as it was when All was called.
func (s *Store) All(ctx context.Context, yield func(store.Record) error) error {
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	list := slices.Collect(maps.Values(s.place.records))
	unlock()
	store.Sort(list)
	for _, r := range list {
		if err := yield(r); err != nil {
			return err
		}
	}
	return nil
}

// Write keeps the records of one change, all or none.
func (s *Store) Write(ctx context.Context, puts []store.Put) error {
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	fresh, err := store.Accept(puts, s.place.records)
	if err != nil || len(fresh) == 0 {
		return err
	}
	for _, r := range fresh {
		s.place.records[r.ID] = r
	}
	for other := range s.place.open {
		if other == s {
			continue
		}
		for w := range other.watchers {
			w.tell(fresh)
		}
	}
	return nil
}

// Watch calls heard, in a goroutine of its own, after each write of another store.
func (s *Store) Watch(heard func([]store.Record)) (stop func()) {
	w := &watcher{wake: make(chan struct{}, 1), gone: make(chan struct{})}
	s.place.mu.Lock()
	defer s.place.mu.Unlock()
	if !s.place.open[s] {
		return func() {}
	}
	s.watchers[w] = true
	go w.run(heard)
	return func() {
		s.place.mu.Lock()
		defer s.place.mu.Unlock()
		s.end(w)
	}
}

// Close ends the store's watches. The place keeps its records.
func (s *Store) Close() error {
	s.place.mu.Lock()
	defer s.place.mu.Unlock()
	for w := range s.watchers {
		s.end(w)
	}
	delete(s.place.open, s)
	return nil
}

func (s *Store) end(w *watcher) {
	if s.watchers[w] {
		delete(s.watchers, w)
		close(w.gone)
	}
}

// A watcher passes writes on in order, and never makes the writer wait.
type watcher struct {
	mu    sync.Mutex
	queue [][]store.Record
	wake  chan struct{}
	gone  chan struct{}
}

func (w *watcher) tell(records []store.Record) {
	w.mu.Lock()
	w.queue = append(w.queue, slices.Clone(records))
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *watcher) run(heard func([]store.Record)) {
	for {
		select {
		case <-w.gone:
			return
		case <-w.wake:
		}
		w.mu.Lock()
		queue := w.queue
		w.queue = nil
		w.mu.Unlock()
		for _, records := range queue {
			select {
			case <-w.gone:
				return
			default:
				heard(records)
			}
		}
	}
}
