//go:build js && wasm

package browser

import (
	"context"
	"errors"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
	"pressmark/annotations/stored"
	"pressmark/app/platform"
)

// databaseName is that of the library, and of all that belongs to it.
const databaseName = "pressmark"

// OpenStore opens the reader's library. Where the browser blocks storage it is one
// that lasts as long as the tab, and status says so.
func (b *Browser) OpenStore(ctx context.Context, status func(platform.Keeping)) (platform.Store, error) {
	s, err := OpenStore(ctx, Options{
		Name:    databaseName,
		Worker:  base() + "/web/journal-worker.js",
		Migrate: stored.Collection,
		Status:  func(s Status) { status(keeping(s)) },
	})
	if errors.Is(err, store.ErrBlocked) {
		status(platform.Keeping{Medium: platform.InMemory})
		return unkeptLibrary{memory.NewPlace().Open()}, nil
	}
	if err != nil {
		return nil, err
	}
	b.store = s
	go s.Estimate(ctx) // tells in the status; unknown is no trouble
	return keptLibrary{s}, nil
}

// keeping says in the app's words how a library is kept.
func keeping(s Status) platform.Keeping {
	k := platform.Keeping{
		Medium: platform.InStore, Journal: s.NoJournal == "", Recovered: s.Recovered, Damaged: s.Damaged,
		Lost: s.Lost, Full: s.Full, Persisted: s.Persisted, Used: s.Used, Of: s.Quota,
	}
	switch {
	case s.Blocked:
		k.Medium = platform.Waiting
	case s.ReadOnly:
		k.Medium = platform.ReadOnly
	}
	return k
}

// A keptLibrary is the browser's store as the app knows it.
type keptLibrary struct{ *Store }

// Damaged returns what was set aside.
func (l keptLibrary) Damaged(ctx context.Context) ([]platform.File, error) {
	list, err := l.Store.Damaged(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]platform.File, len(list))
	for i, d := range list {
		out[i] = platform.File{Name: d.Name, Type: "application/octet-stream", Data: d.Data}
	}
	return out, nil
}

// An unkeptLibrary lasts as long as the tab, so nothing in it was ever damaged.
type unkeptLibrary struct{ store.Store }

func (unkeptLibrary) SetAside(context.Context, annotations.ID, string) error { return nil }
func (unkeptLibrary) Damaged(context.Context) ([]platform.File, error)       { return nil, nil }

// Persist asks the browser to keep the library when it clears up.
func (b *Browser) Persist(ctx context.Context) bool {
	return b.store != nil && b.store.Persist(ctx)
}
