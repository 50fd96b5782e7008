package platform

import (
	"context"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// A Store is a store that knows about damage.
type Store interface {
	store.Store
	// SetAside moves a record that cannot be read out of the way, kept whole.
	SetAside(ctx context.Context, id annotations.ID, reason string) error
	// Damaged returns what was set aside.
	Damaged(ctx context.Context) ([]File, error)
}

// Keeping says how the library is kept.
type Keeping struct {
	Medium    Medium
	Journal   bool // there is a second journal, or nothing is known against it yet
	Recovered int  // records brought back from the other copy at this start
	Damaged   int  // records or journals set aside, to be seen under Damaged
	Lost      bool // both copies were damaged
	Full      bool
	Persisted bool
	Used, Of  int64 // bytes; 0: unknown
}

// A Medium is where the library is kept.
type Medium string

// The media.
const (
	Nowhere  Medium = ""         // the store is not open yet
	InStore  Medium = "store"    // as it should be
	InMemory Medium = "memory"   // storage is not available: nothing outlives the tab
	Waiting  Medium = "waiting"  // another tab holds an older version open
	ReadOnly Medium = "readonly" // a newer version wrote it: this tab may read
)
