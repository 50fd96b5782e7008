//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"syscall/js"

	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// Copy puts text on the clipboard. It fails with platform.ErrRefused where the browser
// does not let it.
func (b *Browser) Copy(ctx context.Context, text string) error {
	if clipboard := window.Get("navigator").Get("clipboard"); clipboard.Truthy() {
		_, err := await(ctx, clipboard.Call("writeText", text))
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
	if copyOld(text) {
		return nil
	}
	return platform.ErrRefused
}

// CopyTable puts a table on the clipboard, as tab-separated text and as HTML where the
// browser takes that too. It fails as Copy does.
func (b *Browser) CopyTable(ctx context.Context, tsv, html string) error {
	clipboard, item := window.Get("navigator").Get("clipboard"), window.Get("ClipboardItem")
	if clipboard.Truthy() && item.Truthy() {
		blob := func(text, kind string) js.Value {
			return window.Get("Blob").New([]any{text}, map[string]any{"type": kind})
		}
		_, err := await(ctx, clipboard.Call("write", []any{item.New(map[string]any{
			"text/plain": blob(tsv, "text/plain"), "text/html": blob(html, "text/html"),
		})}))
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
	return b.Copy(ctx, tsv)
}

// copyOld copies as pages did before they could ask for the clipboard; over plain
// HTTP they still must.
func copyOld(text string) (done bool) {
	defer rescue()
	was, _ := focused()
	home := document.Get("body")
	if dialog, ok := closest(was, "dialog[open]"); ok {
		home = dialog // all else is inert
	}
	field := document.Call("createElement", "textarea")
	field.Set("value", text)
	style(field, "position", "fixed")
	style(field, "opacity", "0")
	home.Call("append", field)
	field.Call("select")
	done = document.Call("execCommand", "copy").Bool()
	field.Call("remove")
	if was.Truthy() {
		was.Call("focus", map[string]any{"preventScroll": true})
	}
	return done
}

// CanShare reports whether the system can be offered a file.
func (b *Browser) CanShare(f platform.File) (can bool) {
	defer rescue()
	navigator := window.Get("navigator")
	return navigator.Get("canShare").Truthy() && navigator.Call("canShare", offer(f)).Bool()
}

// Share offers the system a file. It fails with platform.ErrCancelled if the reader
// thought better of it, and platform.ErrRefused where the browser does not let it.
func (b *Browser) Share(ctx context.Context, f platform.File) error {
	if !b.CanShare(f) {
		return platform.ErrRefused
	}
	_, err := await(ctx, window.Get("navigator").Call("share", offer(f)))
	var t *thrown
	switch {
	case !errors.As(err, &t):
		return err
	case t.name == "AbortError":
		return platform.ErrCancelled
	}
	return fmt.Errorf("%w: %w", platform.ErrRefused, err)
}

func offer(f platform.File) map[string]any {
	file := window.Get("File").New([]any{arrayOf(f.Data)}, f.Name, map[string]any{"type": f.Type})
	return map[string]any{"files": []any{file}, "title": f.Name}
}

// sharedCache is where the service worker leaves what was shared to the app.
const sharedCache = "pressmark-share"

// Shared returns what was shared to the installed app under an ID, once. Shared
// text and addresses come as a file of text. It fails with platform.ErrAbsent if there
// is nothing, or no more.
func (b *Browser) Shared(ctx context.Context, id string) ([]platform.File, error) {
	caches := window.Get("caches")
	if !caches.Truthy() {
		return nil, platform.ErrAbsent
	}
	cache, err := await(ctx, caches.Call("open", sharedCache))
	if err != nil {
		return nil, err
	}
	address := base() + "/share/" + url.PathEscape(id)
	answer, err := await(ctx, cache.Call("match", address))
	if err != nil {
		return nil, err
	}
	if !answer.Truthy() {
		return nil, platform.ErrAbsent
	}
	form, err := await(ctx, answer.Call("formData"))
	if err != nil {
		return nil, err
	}
	files, err := readAll(ctx, listed(form.Call("getAll", "files")))
	if err != nil {
		return nil, err
	}
	if f, ok := sharedText(form); ok {
		files = append(files, f)
	}
	if _, err := await(ctx, cache.Call("delete", address)); err != nil {
		return nil, err
	}
	return files, nil
}

// sharedText returns the words of a form as a file; ok is false if there are none.
func sharedText(form js.Value) (f platform.File, ok bool) {
	field := func(name string) string {
		if v := form.Call("get", name); v.Type() == js.TypeString {
			return strings.TrimSpace(v.String())
		}
		return ""
	}
	title, address := field("title"), field("url")
	shared := []string{title, field("text")}
	if title == "" && shared[1] == "" {
		shared = append(shared, address)
	}
	var parts []string
	for _, part := range shared {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return platform.File{}, false
	}
	if title == "" {
		title = words.SharedText.String()
	}
	return platform.File{Name: title + ".txt", Type: "text/plain", Data: []byte(strings.Join(parts, "\n\n")), Source: address}, true
}
