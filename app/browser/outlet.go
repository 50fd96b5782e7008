//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall/js"

	"pressmark/app"
)

// The file or folder that is kept up to date is remembered in a database of its own: a
// handle is nothing that could be exported with the library.
const (
	outletDatabase = "pressmark-outlet"
	outletStore    = "handles"
	outletKey      = "outlet"
)

// CanOutlet reports whether this browser lets a page keep files.
func (b *Browser) CanOutlet() bool {
	return window.Get("showDirectoryPicker").Truthy() && window.Get("showSaveFilePicker").Truthy()
}

// ChooseOutlet asks for a folder, or for a file, and remembers it.
func (b *Browser) ChooseOutlet(ctx context.Context, folder bool) (app.OutletState, error) {
	promise, err := attempt(func() js.Value {
		if folder {
			return window.Call("showDirectoryPicker", map[string]any{"id": "pressmark", "mode": "readwrite"})
		}
		return window.Call("showSaveFilePicker", map[string]any{
			"id": "pressmark", "suggestedName": "library.pressmark.json",
			"types": []any{map[string]any{"accept": map[string]any{"application/json": []any{".json"}}}},
		})
	})
	if err != nil {
		return app.OutletState{}, outletError(err)
	}
	handle, err := await(ctx, promise)
	if err != nil {
		return app.OutletState{}, outletError(err)
	}
	if _, err := outletRequest(ctx, "readwrite", func(s js.Value) js.Value { return s.Call("put", handle, outletKey) }); err != nil {
		return app.OutletState{}, err
	}
	b.outlet = handle
	return b.stateOf(ctx, "requestPermission")
}

// OutletState returns what was chosen.
func (b *Browser) OutletState(ctx context.Context) (app.OutletState, error) {
	if !b.outlet.Truthy() {
		handle, err := outletRequest(ctx, "readonly", func(s js.Value) js.Value { return s.Call("get", outletKey) })
		if err != nil || !handle.Truthy() {
			return app.OutletState{}, err
		}
		b.outlet = handle
	}
	return b.stateOf(ctx, "queryPermission")
}

// AllowOutlet asks for the permission that a browser forgets.
func (b *Browser) AllowOutlet(ctx context.Context) (app.OutletState, error) {
	if !b.outlet.Truthy() {
		return app.OutletState{}, app.ErrAbsent
	}
	state, err := b.stateOf(ctx, "requestPermission")
	if err == nil && !state.Allowed {
		err = app.ErrRefused
	}
	return state, err
}

// stateOf describes the handle, asking for or after the permission to write.
func (b *Browser) stateOf(ctx context.Context, method string) (app.OutletState, error) {
	state := app.OutletState{Name: b.outlet.Get("name").String(), Folder: b.outlet.Get("kind").String() == "directory", Allowed: true}
	if state.Name == "" {
		state.Name = "files"
	}
	if !b.outlet.Get(method).Truthy() {
		return state, nil
	}
	answer, err := await(ctx, b.outlet.Call(method, map[string]any{"mode": "readwrite"}))
	if err != nil {
		return state, outletError(err)
	}
	state.Allowed = answer.String() == "granted"
	return state, nil
}

// WriteOutlet writes a file into the folder, or as the file.
func (b *Browser) WriteOutlet(ctx context.Context, f app.File) error {
	handle := b.outlet
	if !handle.Truthy() {
		return app.ErrAbsent
	}
	if handle.Get("kind").String() == "directory" {
		if err := b.RemoveOutlet(ctx, f.Name); err != nil {
			return err
		}
		var err error
		if handle, err = await(ctx, handle.Call("getFileHandle", f.Name, map[string]any{"create": true})); err != nil {
			return outletError(err)
		}
	}
	// What is written takes the place of what was there when it is closed, not before.
	w, err := await(ctx, handle.Call("createWritable"))
	if err != nil {
		return outletError(err)
	}
	if _, err := await(ctx, w.Call("write", arrayOf(f.Data))); err != nil {
		w.Call("abort")
		return outletError(err)
	}
	_, err = await(ctx, w.Call("close"))
	return outletError(err)
}

// RemoveOutlet removes the files of the folder whose names end as name does after its
// last "~", but for one of the very name.
func (b *Browser) RemoveOutlet(ctx context.Context, name string) error {
	i := strings.LastIndexByte(name, '~')
	if i < 0 || b.outlet.Get("kind").String() != "directory" {
		return nil
	}
	names := b.outlet.Call("keys")
	for {
		next, err := await(ctx, names.Call("next"))
		if err != nil {
			return outletError(err)
		}
		if next.Get("done").Bool() {
			return nil
		}
		if n := next.Get("value").String(); n != name && strings.HasSuffix(n, name[i:]) {
			if _, err := await(ctx, b.outlet.Call("removeEntry", n)); err != nil {
				return outletError(err)
			}
		}
	}
}

// DropOutlet forgets what was chosen.
func (b *Browser) DropOutlet(ctx context.Context) error {
	b.outlet = js.Undefined()
	_, err := outletRequest(ctx, "readwrite", func(s js.Value) js.Value { return s.Call("delete", outletKey) })
	return err
}

// outletRequest asks the database of handles for something.
func outletRequest(ctx context.Context, mode string, request func(js.Value) js.Value) (js.Value, error) {
	db, err := openDatabase(ctx, global("indexedDB"), outletDatabase, 1, func(db js.Value, _ int) {
		db.Call("createObjectStore", outletStore)
	}, func(bool) {})
	if err != nil {
		return js.Undefined(), err
	}
	defer db.hangUp()
	t, err := db.begin(mode, outletStore)
	if err != nil {
		return js.Undefined(), err
	}
	v, err := t.result(ctx, request(t.store(outletStore)))
	if err != nil {
		return v, err
	}
	return v, t.end(ctx)
}

// outletError returns an exception as an error that the app knows.
func outletError(err error) error {
	var t *thrown
	if !errors.As(err, &t) {
		return err
	}
	switch t.name {
	case "AbortError":
		return app.ErrCancelled
	case "NotAllowedError", "SecurityError":
		return fmt.Errorf("%w: %w", app.ErrRefused, err)
	case "NotFoundError":
		return fmt.Errorf("%w: %w", app.ErrAbsent, err)
	}
	return err
}
