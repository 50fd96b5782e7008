package memory_test

import (
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations/store"
	"pressmark/annotations/store/memory"
	"pressmark/annotations/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(rapid.TB) func() store.Store {
		place := memory.NewPlace()
		return func() store.Store { return place.Open() }
	})
}
