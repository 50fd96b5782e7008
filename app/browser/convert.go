//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"sync"
	"syscall/js"

	"pressmark/annotations/record"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// Why a converter does not answer.
const (
	errNoConverter = words.ErrNoConverter
	errBrokeOff    = words.ErrBrokeOff
)

// A converter is the page's side of package converter, which says what is sent.
type converter struct {
	worker js.Value

	mu    sync.Mutex
	calls map[int]chan js.Value
	next  int
	ready bool // it has been started
	err   error
}

// converting returns the converter, started if it was not or has failed.
func (b *Browser) converting() *converter {
	b.starting.Lock()
	defer b.starting.Unlock()
	if b.converter == nil || b.converter.failed() {
		b.converter = startConverter()
	}
	return b.converter
}

func startConverter() *converter {
	c := &converter{calls: map[int]chan js.Value{}}
	worker, err := attempt(func() js.Value { return window.Get("Worker").New(base() + "/web/convert-worker.js") })
	if err != nil {
		c.err = errors.Join(errNoConverter, err)
		return c
	}
	c.worker = worker
	listen(worker, "message", nil, func(e js.Value) {
		data := e.Get("data")
		switch n := data.Get("n"); {
		case data.Get("ready").Truthy():
			c.mu.Lock()
			c.ready = true
			c.mu.Unlock()
		case data.Get("failed").Truthy(), data.Get("ended").Truthy():
			c.fail()
		case n.Type() == js.TypeNumber:
			c.mu.Lock()
			answer := c.calls[n.Int()]
			c.mu.Unlock()
			if answer != nil {
				answer <- data
			}
		}
	})
	listen(worker, "error", nil, func(e js.Value) {
		e.Call("preventDefault")
		c.fail()
	})
	return c
}

func (c *converter) failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err != nil
}

// fail ends the calls that wait: a program that has ended answers no more.
func (c *converter) fail() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return
	}
	if c.err = errNoConverter; c.ready {
		c.err = errBrokeOff
	}
	for _, answer := range c.calls {
		close(answer)
	}
	clear(c.calls)
	c.worker.Call("terminate")
}

// call sends a message and hands over the answers until the last, which it returns.
func (c *converter) call(ctx context.Context, message map[string]any, piece func(js.Value) error) (js.Value, error) {
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return js.Undefined(), c.err
	}
	c.next++
	n, answer := c.next, make(chan js.Value, 4)
	c.calls[n] = answer
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.calls, n)
		c.mu.Unlock()
	}()
	say := func(op string) { c.worker.Call("postMessage", map[string]any{"n": n, "op": op}) }
	message["n"] = n
	c.worker.Call("postMessage", message)
	for {
		select {
		case <-ctx.Done():
			say("stop")
			return js.Undefined(), ctx.Err()
		case data, ok := <-answer:
			switch {
			case !ok:
				c.mu.Lock()
				defer c.mu.Unlock()
				return js.Undefined(), c.err
			case data.Get("error").Truthy():
				return js.Undefined(), errors.New(data.Get("error").String())
			case data.Get("end").Truthy():
				return data, nil
			}
			say("more") // while this one is taken in
			if err := piece(data); err != nil {
				say("stop")
				return js.Undefined(), err
			}
		}
	}
}

// ReadFormats reads files in the formats of other tools.
func (b *Browser) ReadFormats(ctx context.Context, files []platform.File, roles map[string]string, yield func(platform.Found) error) error {
	list := make([]any, len(files))
	for i, f := range files {
		list[i] = map[string]any{"name": f.Name, "type": f.Type, "data": arrayOf(f.Data)}
	}
	pairs := []any{}
	for label, role := range roles {
		pairs = append(pairs, []any{label, role})
	}
	_, err := b.converting().call(ctx, map[string]any{"op": "read", "files": list, "roles": pairs}, func(data js.Value) error {
		f := platform.Found{Done: data.Get("done").Int(), Of: data.Get("of").Int(), Own: data.Get("own").Truthy()}
		for _, l := range items(data.Get("labels")) {
			f.Labels = append(f.Labels, platform.Label{Name: l.Index(0).String(), Count: l.Index(1).Int(), Role: l.Index(2).String()})
		}
		for _, p := range items(data.Get("problems")) {
			f.Problems = append(f.Problems, platform.Problem{Place: p.Index(0).String(), Text: p.Index(1).String()})
		}
		if r := data.Get("records"); r.Truthy() {
			c, err := record.DecodeCollection(bytesOf(r))
			if err != nil {
				return err
			}
			f.Records = c
		}
		return yield(f)
	})
	return err
}

// WriteFormat writes a collection in the format of another tool.
func (b *Browser) WriteFormat(ctx context.Context, format string, c record.Collection) (platform.Written, error) {
	var out platform.Written
	data, err := b.converting().call(ctx, map[string]any{
		"op": "write", "format": format, "records": arrayOf(record.EncodeCollection(c)),
	}, func(js.Value) error { return nil })
	if err != nil {
		return out, err
	}
	f := data.Get("file")
	out.File = platform.File{Name: f.Get("name").String(), Type: f.Get("type").String(), Data: bytesOf(f.Get("data"))}
	for _, l := range items(data.Get("losses")) {
		out.Losses = append(out.Losses, platform.Loss{What: l.Index(0).String(), Count: l.Index(1).Int(), Example: l.Index(2).String()})
	}
	return out, nil
}
