package browser

import "pressmark/annotations/store"

// Options say where a library is kept.
type Options struct {
	Name   string       // of the database, and of all that belongs to it; "pressmark"
	Worker string       // address of journal-worker.js
	Status func(Status) // called from any goroutine, at once and after each change

	// Migrate reads a document of version 1, which held an article with its
	// annotations. Where it is nil, such documents are left alone.
	Migrate func(document string) ([]store.Record, error)
}

// Status says how a library is kept.
type Status struct {
	Journal   bool   // there is a second copy
	NoJournal string // why there is none, in the browser's words
	Compared  bool   // the two copies were compared at this start, and each has what the other has
	Recovered int    // records that this start brought back from the second copy
	Damaged   int    // records and journals set aside: see Store.Damaged
	Lost      bool   // both copies were damaged: something may be missing
	Blocked   bool   // another tab holds an older version open: opening waits for it
	ReadOnly  bool   // a newer version has written it: writes fail with ErrOutdated
	Full      bool   // the last write found no room
	Persisted bool   // the browser will not clear it up by itself
	Used      int64  // bytes; 0: unknown
	Quota     int64  // bytes; 0: unknown
}

// Damage is something that could not be read, kept as it is.
type Damage struct {
	Name   string
	Reason string
	Data   []byte
}
