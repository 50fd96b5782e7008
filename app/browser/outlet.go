//go:build js && wasm

package browser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"syscall/js"

	"pressmark/app/platform"
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
func (b *Browser) ChooseOutlet(ctx context.Context, folder bool) (platform.OutletState, error) {
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
		return platform.OutletState{}, outletError(err)
	}
	handle, err := await(ctx, promise)
	if err != nil {
		return platform.OutletState{}, outletError(err)
	}
	_, err = outletRequest(ctx, "readwrite", func(s js.Value) js.Value {
		s.Call("clear") // what was written, was written elsewhere
		return s.Call("put", handle, outletKey)
	})
	if err != nil {
		return platform.OutletState{}, err
	}
	b.outlet = handle
	return b.stateOf(ctx, "requestPermission")
}

// OutletState returns what was chosen.
func (b *Browser) OutletState(ctx context.Context) (platform.OutletState, error) {
	if !b.outlet.Truthy() {
		handle, err := outletRequest(ctx, "readonly", func(s js.Value) js.Value { return s.Call("get", outletKey) })
		if err != nil || !handle.Truthy() {
			return platform.OutletState{}, err
		}
		b.outlet = handle
	}
	return b.stateOf(ctx, "queryPermission")
}

// AllowOutlet asks for the permission that a browser forgets.
func (b *Browser) AllowOutlet(ctx context.Context) (platform.OutletState, error) {
	if !b.outlet.Truthy() {
		return platform.OutletState{}, platform.ErrAbsent
	}
	state, err := b.stateOf(ctx, "requestPermission")
	if err == nil && !state.Allowed {
		err = platform.ErrRefused
	}
	return state, err
}

// stateOf describes the handle, asking for or after the permission to write.
func (b *Browser) stateOf(ctx context.Context, method string) (platform.OutletState, error) {
	state := platform.OutletState{Name: b.outlet.Get("name").String(), Folder: b.outlet.Get("kind").String() == "directory", Allowed: true}
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

// WriteOutlet writes files into the folder, or one as the file. The handle is taken once:
// the reader may drop it meanwhile.
func (b *Browser) WriteOutlet(ctx context.Context, files iter.Seq[platform.File], all bool) error {
	handle := b.outlet
	if !handle.Truthy() {
		return platform.ErrAbsent
	}
	if handle.Get("kind").String() == "directory" {
		return outletError(writeFolder(ctx, handle, files, all))
	}
	for f := range files {
		if err := writeFile(ctx, handle, f.Data); err != nil {
			return outletError(err)
		}
	}
	return nil
}

// writeFolder writes files into a folder. What it wrote there is known by name, so that
// nothing else is ever removed.
func writeFolder(ctx context.Context, folder js.Value, files iter.Seq[platform.File], all bool) error {
	db, err := openOutlets(ctx)
	if err != nil {
		return err
	}
	defer db.hangUp()
	written, err := db.written(ctx)
	if err != nil {
		return err
	}
	remove := func(names []string, but string) error {
		for _, name := range names {
			if name == but {
				continue
			}
			_, err := await(ctx, folder.Call("removeEntry", name))
			if err = outletError(err); err != nil && !errors.Is(err, platform.ErrAbsent) {
				return err
			}
			if err := db.note(ctx, name, "delete"); err != nil {
				return err
			}
		}
		return nil
	}
	for f := range files {
		names := written[ending(f.Name)]
		delete(written, ending(f.Name))
		if f.Data == nil {
			f.Name = ""
		}
		// First what has another name: to some file systems it is the same one.
		if err := remove(names, f.Name); err != nil {
			return err
		}
		if f.Name == "" {
			continue
		}
		if !slices.Contains(names, f.Name) {
			if err := db.note(ctx, f.Name, "put"); err != nil {
				return err
			}
		}
		handle, err := await(ctx, folder.Call("getFileHandle", f.Name, map[string]any{"create": true}))
		if err != nil {
			return err
		}
		if err := writeFile(ctx, handle, f.Data); err != nil {
			return err
		}
	}
	if !all {
		return nil
	}
	for _, names := range written {
		if err := remove(names, ""); err != nil {
			return err
		}
	}
	return nil
}

// ending is what a name ends with that stays when a title changes.
func ending(name string) string { return name[max(strings.LastIndexByte(name, '~'), 0):] }

// writeFile writes a file that is there, unless it holds just that.
func writeFile(ctx context.Context, handle js.Value, data []byte) error {
	was, err := await(ctx, handle.Call("getFile"))
	if err != nil {
		return err
	}
	if was.Get("size").Int() == len(data) {
		if buffer, err := await(ctx, was.Call("arrayBuffer")); err == nil && bytes.Equal(bytesOf(buffer), data) {
			return nil
		}
	}
	// What is written takes the place of what was there when it is closed, not before.
	w, err := await(ctx, handle.Call("createWritable"))
	if err != nil {
		return err
	}
	if _, err = await(ctx, w.Call("write", arrayOf(data))); err == nil {
		_, err = await(ctx, w.Call("close"))
	}
	if err != nil {
		await(context.WithoutCancel(ctx), w.Call("abort")) // what comes of it is no matter
	}
	return err
}

// DropOutlet forgets what was chosen.
func (b *Browser) DropOutlet(ctx context.Context) error {
	b.outlet = js.Undefined()
	_, err := outletRequest(ctx, "readwrite", func(s js.Value) js.Value { return s.Call("clear") })
	return err
}

// outlets is the database of what is kept up to date. Beside the handle, it has the names
// of the files that were written into the folder: as keys, in a list of their own.
type outlets struct{ *database }

func openOutlets(ctx context.Context) (outlets, error) {
	db, err := openDatabase(ctx, global("indexedDB"), outletDatabase, 1, func(db js.Value, _ int) {
		db.Call("createObjectStore", outletStore)
	}, func(bool) {})
	return outlets{db}, err
}

// request asks for something.
func (db outlets) request(ctx context.Context, mode string, request func(js.Value) js.Value) (js.Value, error) {
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

// written returns the names of the files that were written, by how they end.
func (db outlets) written(ctx context.Context) (map[string][]string, error) {
	keys, err := db.request(ctx, "readonly", func(s js.Value) js.Value {
		return s.Call("getAllKeys", keyRange("bound", []any{}, []any{[]any{}}))
	})
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, k := range items(keys) {
		name := k.Index(0).String()
		out[ending(name)] = append(out[ending(name)], name)
	}
	return out, nil
}

// note takes note of a name, "put", or forgets it, "delete".
func (db outlets) note(ctx context.Context, name, method string) error {
	_, err := db.request(ctx, "readwrite", func(s js.Value) js.Value {
		if method == "put" {
			return s.Call("put", true, []any{name})
		}
		return s.Call("delete", []any{name})
	})
	return err
}

// outletRequest asks the database of outlets for one thing.
func outletRequest(ctx context.Context, mode string, request func(js.Value) js.Value) (js.Value, error) {
	db, err := openOutlets(ctx)
	if err != nil {
		return js.Undefined(), err
	}
	defer db.hangUp()
	return db.request(ctx, mode, request)
}

// outletError returns an exception as an error that the app knows.
func outletError(err error) error {
	var t *thrown
	if !errors.As(err, &t) {
		return err
	}
	switch t.name {
	case "AbortError":
		return platform.ErrCancelled
	case "NotAllowedError", "SecurityError":
		return fmt.Errorf("%w: %w", platform.ErrRefused, err)
	case "NotFoundError":
		return fmt.Errorf("%w: %w", platform.ErrAbsent, err)
	}
	return err
}
