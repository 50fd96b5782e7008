//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// most is how large a file may be, in bytes: the program's memory must hold it
// several times.
const most = 100 << 20

// ReadFiles returns the files of an input element, each with its own error.
func (b *Browser) ReadFiles(ctx context.Context, input goapp.Value) ([]platform.File, error) {
	return readAll(ctx, listed(native(input).Get("files")))
}

// items returns the items of a list of the DOM.
func items(list js.Value) []js.Value {
	if !list.Truthy() {
		return nil
	}
	out := make([]js.Value, list.Get("length").Int())
	for i := range out {
		out[i] = list.Index(i)
	}
	return out
}

// readAll reads files; one that cannot be read says so in its Err. The error is
// that of the context.
func readAll(ctx context.Context, files []given) ([]platform.File, error) {
	out := make([]platform.File, len(files))
	for i, f := range files {
		out[i] = platform.File{Name: f.path, Type: f.blob.Get("type").String()}
		out[i].Data, out[i].Err = readBlob(ctx, f.blob)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readBlob returns the content of a file.
func readBlob(ctx context.Context, blob js.Value) ([]byte, error) {
	if size := blob.Get("size").Float(); size > most {
		return nil, words.Because(platform.ErrTooLarge, words.MBAtMost.Of(strconv.Itoa(int(math.Round(size/(1<<20)))), strconv.Itoa(most>>20)))
	}
	buffer, err := await(ctx, blob.Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	return bytesOf(buffer), nil
}

// OnDrop calls drop with files dropped on the page or opened with the installed
// app. While files hang over the page, its root has the attribute data-dropping.
func (b *Browser) OnDrop(drop func([]platform.File)) {
	deliver := func(give func(context.Context) ([]given, error)) {
		go func() {
			files, err := give(context.Background())
			if err != nil {
				drop([]platform.File{{Err: err}})
				return
			}
			if out, err := readAll(context.Background(), files); err == nil && len(out) > 0 {
				drop(out)
			}
		}()
	}
	hanging := func(e js.Value) bool { // files, not a piece of text
		transfer := e.Get("dataTransfer")
		return transfer.Truthy() && transfer.Get("types").Call("includes", "Files").Bool()
	}
	clear := func() { root.Call("removeAttribute", "data-dropping") }
	over := func(e js.Value) {
		if hanging(e) {
			e.Call("preventDefault") // else the browser leaves this page for the file
			root.Call("setAttribute", "data-dropping", "")
		}
	}
	listen(document, "dragenter", nil, over)
	listen(document, "dragover", nil, over)
	listen(document, "dragleave", nil, func(e js.Value) {
		if !e.Get("relatedTarget").Truthy() { // out of the window
			clear()
		}
	})
	listen(document, "drop", nil, func(e js.Value) {
		clear()
		if hanging(e) {
			e.Call("preventDefault")
			deliver(dropped(e.Get("dataTransfer")))
		}
	})
	if queue := window.Get("launchQueue"); queue.Truthy() {
		consume := js.FuncOf(func(_ js.Value, args []js.Value) any {
			handles := items(args[0].Get("files"))
			deliver(func(ctx context.Context) ([]given, error) {
				var files []given
				for _, h := range handles {
					f, err := await(ctx, h.Call("getFile"))
					if err != nil {
						return nil, err
					}
					files = append(files, given{f, h.Get("name").String()})
				}
				return files, nil
			})
			return nil
		})
		queue.Call("setConsumer", consume)
	}
}

// Fetch returns what is at a path of this site. It fails with platform.ErrElsewhere if
// the path leads to another, platform.ErrAbsent if nothing is there, and
// platform.ErrTooLarge.
func (b *Browser) Fetch(ctx context.Context, path string) (platform.File, error) {
	origin := window.Get("location").Get("origin").String()
	address, err := attempt(func() js.Value { return window.Get("URL").New(path, origin+base()+"/") })
	if err != nil {
		return platform.File{}, fmt.Errorf("%w: %w", platform.ErrAbsent, err)
	}
	if o := address.Get("origin").String(); o != origin || !strings.HasPrefix(address.Get("href").String(), origin+"/") { // blob: has our origin
		return platform.File{}, fmt.Errorf("%w: %s", platform.ErrElsewhere, o)
	}
	abort := window.Get("AbortController").New()
	defer context.AfterFunc(ctx, func() { abort.Call("abort") })()
	answer, err := await(ctx, window.Call("fetch", address, map[string]any{
		"signal": abort.Get("signal"), "mode": "same-origin",
	}))
	if err != nil {
		return platform.File{}, err
	}
	if !answer.Get("ok").Bool() {
		return platform.File{}, fmt.Errorf("%w: %s (%d)", platform.ErrAbsent, path, answer.Get("status").Int())
	}
	blob, err := await(ctx, answer.Call("blob"))
	if err != nil {
		return platform.File{}, err
	}
	name := address.Get("pathname").String()
	f := platform.File{Name: name[strings.LastIndexByte(name, '/')+1:], Type: blob.Get("type").String()}
	f.Data, err = readBlob(ctx, blob)
	return f, err
}

// FetchArticle has the server fetch an article and returns its record. The error is in
// words for the reader.
func (b *Browser) FetchArticle(ctx context.Context, address string) ([]byte, error) {
	abort := window.Get("AbortController").New()
	defer context.AfterFunc(ctx, func() { abort.Call("abort") })()
	// Sent as a form: with that every browser says where the request comes from.
	form := window.Get("URLSearchParams").New(map[string]any{"url": address})
	answer, err := await(ctx, window.Call("fetch", base()+"/fetch", map[string]any{
		"method": "POST", "body": form, "signal": abort.Get("signal"), "mode": "same-origin", "cache": "no-store",
	}))
	if err != nil {
		return nil, words.ErrServerUnreachable
	}
	blob, err := await(ctx, answer.Call("blob"))
	if err != nil {
		return nil, err
	}
	data, err := readBlob(ctx, blob)
	if err == nil && !answer.Get("ok").Bool() {
		err = errors.New(strings.TrimSpace(string(data)))
	}
	return data, err
}

// lastingFor is how long a download's address stays valid: some browsers begin to
// read it only when the reader has chosen where to put it.
const lastingFor = 10 * time.Minute

// Download hands the reader a file.
func (b *Browser) Download(f platform.File) {
	defer rescue()
	address := window.Get("URL").Call("createObjectURL", blobOf(f))
	link := document.Call("createElement", "a")
	link.Set("href", address)
	link.Set("download", f.Name)
	link.Call("click")
	time.AfterFunc(lastingFor, func() { window.Get("URL").Call("revokeObjectURL", address) })
}

func blobOf(f platform.File) js.Value {
	return window.Get("Blob").New([]any{arrayOf(f.Data)}, map[string]any{"type": f.Type})
}
