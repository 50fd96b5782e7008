//go:build js && wasm

package browser

import (
	"context"
	"syscall/js"

	"pressmark/app/platform"
)

// stashCache is where files of an import that is under way are put by.
const stashCache = "pressmark-import"

// Stash puts files by for the next start. It fails with platform.ErrAbsent where the browser
// has no place for them.
func (b *Browser) Stash(ctx context.Context, files []platform.File) error {
	if err := b.Unstash(ctx); err != nil {
		return err
	}
	cache, err := await(ctx, window.Get("caches").Call("open", stashCache))
	if err != nil {
		return err
	}
	form := window.Get("FormData").New()
	for _, f := range files {
		form.Call("append", "files", blobOf(f), f.Name)
	}
	answer := window.Get("Response").New(form)
	b.importing = holdLock(stashCache)
	_, err = await(ctx, cache.Call("put", stashAddress(), answer))
	return err
}

// Stashed returns the files that are put by, unless another tab is at it.
func (b *Browser) Stashed(ctx context.Context) ([]platform.File, error) {
	if !window.Get("caches").Truthy() {
		return nil, nil
	}
	if there, err := await(ctx, window.Get("caches").Call("has", stashCache)); err != nil || !there.Bool() {
		return nil, err
	}
	if locks := window.Get("navigator").Get("locks"); locks.Truthy() {
		state, err := await(ctx, locks.Call("query"))
		if err != nil {
			return nil, err
		}
		for _, l := range items(state.Get("held")) {
			if l.Get("name").String() == stashCache {
				return nil, nil
			}
		}
	}
	cache, err := await(ctx, window.Get("caches").Call("open", stashCache))
	if err != nil {
		return nil, err
	}
	answer, err := await(ctx, cache.Call("match", stashAddress()))
	if err != nil || !answer.Truthy() {
		return nil, err
	}
	form, err := await(ctx, answer.Call("formData"))
	if err != nil {
		return nil, err
	}
	return readAll(ctx, listed(form.Call("getAll", "files")))
}

// Unstash throws away what is put by.
func (b *Browser) Unstash(ctx context.Context) error {
	if b.importing != nil {
		b.importing()
		b.importing = nil
	}
	if !window.Get("caches").Truthy() {
		return platform.ErrAbsent
	}
	_, err := await(ctx, window.Get("caches").Call("delete", stashCache))
	return err
}

// holdLock holds a lock of the site until release is called or the tab is gone: that
// tells other tabs that this one is at work.
func holdLock(name string) (release func()) {
	locks := window.Get("navigator").Get("locks")
	if !locks.Truthy() {
		return func() {}
	}
	var resolve js.Value
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any { resolve = args[0]; return nil })
	defer executor.Release()
	held := window.Get("Promise").New(executor)
	var granted js.Func
	granted = js.FuncOf(func(js.Value, []js.Value) any { granted.Release(); return held })
	locks.Call("request", name, granted)
	return func() { resolve.Invoke() }
}

func stashAddress() js.Value { return js.ValueOf(base() + "/import") }
