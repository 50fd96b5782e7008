package platform

import (
	"context"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// A Library is a store that knows about damage.
type Library interface {
	store.Store
	// SetAside moves a record that cannot be read out of the way, kept whole.
	SetAside(ctx context.Context, id annotations.ID, reason string) error
	// Damaged returns what was set aside.
	Damaged(ctx context.Context) ([]File, error)
}

// Keeping says how the library is kept.
type Keeping struct {
	Place     Place
	Journal   bool // there is a second journal, or nothing is known against it yet
	Recovered int  // records brought back from the other copy at this start
	Damaged   int  // records or journals set aside, to be seen under Damaged
	Lost      bool // both copies were damaged
	Full      bool
	Persisted bool
	Used, Of  int64 // bytes; 0: unknown
}

// A Place is where the library is kept.
type Place string

// The places.
const (
	Nowhere  Place = ""         // the store is not open yet
	InStore  Place = "store"    // as it should be
	InMemory Place = "memory"   // storage is not available: nothing outlives the tab
	Waiting  Place = "waiting"  // another tab holds an older version open
	ReadOnly Place = "readonly" // a newer version wrote it: this tab may read
)
