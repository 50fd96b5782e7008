//go:build js && wasm

package browser

import (
	"context"
	"strings"
	"syscall/js"
)

// A given is a file that the reader hands over, and its path in the folder that was
// handed over, or its name.
type given struct {
	blob js.Value
	path string
}

// listed returns the files of a list, without those that a system keeps for itself in
// its folders.
func listed(list js.Value) []given {
	var out []given
	for _, f := range items(list) {
		path := f.Get("name").String()
		if in := f.Get("webkitRelativePath"); in.Truthy() {
			path = in.String()
		}
		if !strings.Contains(path, "/.") {
			out = append(out, given{f, path})
		}
	}
	return out
}

// dropped returns what gives the files of a drop, those in folders too. It must be called
// while the drop is delivered: what a transfer holds is gone after that.
func dropped(transfer js.Value) func(context.Context) ([]given, error) {
	var entries []js.Value
	folders := false
	for _, item := range items(transfer.Get("items")) {
		if item.Get("webkitGetAsEntry").Type() != js.TypeFunction {
			break
		}
		if entry := item.Call("webkitGetAsEntry"); entry.Truthy() {
			entries = append(entries, entry)
			folders = folders || entry.Get("isDirectory").Bool()
		}
	}
	if folders { // the browser lists one as an empty file
		return func(ctx context.Context) ([]given, error) { return within(ctx, entries) }
	}
	files := listed(transfer.Get("files"))
	return func(context.Context) ([]given, error) { return files, nil }
}

// within returns the files of entries of the File and Directory Entries API.
func within(ctx context.Context, entries []js.Value) ([]given, error) {
	var out []given
	for len(entries) > 0 {
		entry := entries[0]
		entries = entries[1:]
		switch {
		case strings.HasPrefix(entry.Get("name").String(), "."):
		case entry.Get("isFile").Bool():
			f, err := await(ctx, promised(entry, "file"))
			if err != nil {
				return nil, err
			}
			out = append(out, given{f, strings.TrimPrefix(entry.Get("fullPath").String(), "/")})
		default:
			for reader := entry.Call("createReader"); ; { // gives some of them at a time
				some, err := await(ctx, promised(reader, "readEntries"))
				if err != nil {
					return nil, err
				}
				if some.Length() == 0 {
					break
				}
				entries = append(entries, items(some)...)
			}
		}
	}
	return out, nil
}

// promised calls a method that takes a function for its result and one for its error.
func promised(of js.Value, method string) js.Value {
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		of.Call(method, args[0], args[1])
		return nil
	})
	defer executor.Release()
	return window.Get("Promise").New(executor)
}
