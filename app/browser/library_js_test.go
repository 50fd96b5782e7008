package browser

import (
	"errors"
	"sync"
	"syscall/js"
	"testing"

	"pressmark/annotations/store"
	"pressmark/app/platform"
)

// A gauge takes the statuses of a library.
type gauge struct {
	mu   sync.Mutex
	last platform.Keeping
}

func (g *gauge) set(k platform.Keeping) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = k
}

func (g *gauge) place() platform.Medium {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.last.Medium
}

func TestOpenLibrary(t *testing.T) {
	for _, blocked := range []bool{false, true} {
		want := platform.InStore
		if blocked {
			want = platform.InMemory
			object := window.Get("Object")
			was := object.Call("getOwnPropertyDescriptor", window, "indexedDB")
			object.Call("defineProperty", window, "indexedDB", map[string]any{"value": js.Undefined(), "configurable": true})
			defer object.Call("defineProperty", window, "indexedDB", was)
		}
		var g gauge
		b := New()
		l, err := b.OpenStore(t.Context(), g.set)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		eventually(t, "the library says where it is: "+string(want), func() bool { return g.place() == want })
		r := store.Record{ID: "urn:uuid:a", Article: "urn:uuid:a", Type: store.Article, Label: "A", Revision: 1, Data: "{}"}
		if err := l.Write(t.Context(), []store.Put{{Record: r}}); err != nil {
			t.Fatal(err)
		}
		if got, err := l.Get(t.Context(), r.ID); err != nil || got != r {
			t.Errorf("%s: got %v, %v", want, got, err)
		}
		if _, err := l.Get(t.Context(), "urn:uuid:b"); !errors.Is(err, store.ErrNotFound) {
			t.Error(want, err)
		}
		damage, err := l.Damaged(t.Context())
		if err != nil || len(damage) != 0 {
			t.Error(want, damage, err)
		}
		if granted := b.Persist(t.Context()); granted && blocked {
			t.Error("memory is kept")
		}
	}
}
