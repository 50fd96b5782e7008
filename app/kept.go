package app

import (
	"context"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/app/session"
)

// kept is what a library keeps.
type kept map[annotations.ID]store.Record

// keptNow reads the library, with what waits to be saved in it.
func (a *imports) keptNow(ctx context.Context) (kept, error) {
	return readKept(ctx, a.session)
}

func readKept(ctx context.Context, s session.RecordSource) (kept, error) {
	k := kept{}
	err := s.All(ctx, func(r store.Record) error {
		k[r.ID] = r
		return nil
	})
	return k, err
}
