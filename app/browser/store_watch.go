//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"

	"pressmark/annotations/store"
	"pressmark/annotations/store/line"
)

// Watch calls heard after each write through another tab.
func (s *Store) Watch(heard func([]store.Record)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() != nil {
		return func() {}
	}
	s.watches++
	n := s.watches
	s.watchers[n] = heard
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, n)
	}
}

// announce says to other tabs that there is news, not which: they read it, so that
// its order is the database's.
func (s *Store) announce() {
	if s.channel.Truthy() {
		s.channel.Call("postMessage", "news")
	}
}

// poke lets this tab look for news.
func (s *Store) poke() {
	select {
	case s.pokes <- true:
	default:
	}
}

// listen tells the watchers what others have written.
func (s *Store) listen() {
	for {
		select {
		case <-s.life.Done():
			return
		case <-s.pokes:
		}
		news, err := s.news(s.life)
		if err != nil || len(news) == 0 {
			continue // the next poke looks again
		}
		s.mu.Lock()
		watches := s.watches
		s.mu.Unlock()
		for n := range watches {
			s.mu.Lock()
			heard := s.watchers[n+1]
			s.mu.Unlock()
			if heard != nil {
				heard(news)
			}
		}
	}
}

// news returns the records that others have changed since it was last called, in
// the order of the changes.
func (s *Store) news(ctx context.Context) (news []store.Record, err error) {
	last := 0
	err = s.reading(ctx, func(t *transaction) (err error) {
		if last, err = t.last(ctx); err != nil || last == s.told {
			return err
		}
		from := s.told
		if last < from { // the database was made anew
			from = 0
		}
		v, err := t.result(ctx, t.store(heads).Call("index", "n").Call("getAll", keyRange("lowerBound", from, true)))
		if err != nil {
			return err
		}
		var foreign []any
		for i := range v.Length() {
			if h := v.Index(i); h.Get("by").String() != s.tab {
				foreign = append(foreign, h)
			}
		}
		if len(foreign) == 0 {
			return nil
		}
		changed, err := line.Decode(joined(js.ValueOf(foreign)).String(), 2)
		if err == nil {
			news, err = t.whole(ctx, changed)
		}
		return err
	})
	if err == nil {
		s.told = last
	}
	return news, err
}
