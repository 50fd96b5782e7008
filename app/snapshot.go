package app

import (
	"context"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/app/session"
)

// A snapshot is what a library keeps.
type snapshot map[annotations.ID]store.Record

// snapshot reads the library, with what waits to be saved in it.
func (a *imports) snapshot(ctx context.Context) (snapshot, error) {
	return takeSnapshot(ctx, a.session)
}

func takeSnapshot(ctx context.Context, s session.RecordSource) (snapshot, error) {
	k := snapshot{}
	err := s.All(ctx, func(r store.Record) error {
		k[r.ID] = r
		return nil
	})
	return k, err
}
