//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"
)

// Persist asks the browser to keep the library when it clears up, and reports
// whether it will.
func (s *Store) Persist(ctx context.Context) bool {
	v, err := storage(ctx, "persist")
	kept := err == nil && v.Truthy()
	s.say(func(st *Status) { st.Persisted = kept })
	return kept
}

// Estimate returns how many bytes this site uses and may use, and tells both in the
// status. Browsers blur them.
func (s *Store) Estimate(ctx context.Context) (used, quota int64, err error) {
	v, err := storage(ctx, "estimate")
	if err != nil {
		return 0, 0, err
	}
	kept, err := storage(ctx, "persisted")
	if err != nil {
		return 0, 0, err
	}
	used, quota = int64(v.Get("usage").Float()), int64(v.Get("quota").Float())
	s.say(func(st *Status) { st.Used, st.Quota, st.Persisted = used, quota, kept.Truthy() })
	return used, quota, nil
}

// storage calls a method of navigator.storage, which old browsers and pages that
// are not served securely lack.
func storage(ctx context.Context, method string) (js.Value, error) {
	promise, err := attempt(func() js.Value { return js.Global().Get("navigator").Get("storage").Call(method) })
	if err != nil {
		return promise, err
	}
	return await(ctx, promise)
}
