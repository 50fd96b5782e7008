//go:build js && wasm

package browser

import (
	"context"
	"errors"
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

// converting returns the converter's worker, started if it was not or has failed.
// Package converter says what is asked of it.
func (b *Browser) converting() *worker {
	b.starting.Lock()
	defer b.starting.Unlock()
	if b.converter == nil || b.converter.failed() != nil {
		b.converter = startWorker(base() + "/web/convert-worker.js")
	}
	return b.converter
}

// convert asks the converter for something. Its errors are in words for the reader.
func (b *Browser) convert(ctx context.Context, op string, args map[string]any, piece func(js.Value) error) (js.Value, error) {
	w := b.converting()
	v, err := w.ask(ctx, op, args, piece)
	why := w.failed()
	if why != nil {
		w.end()
	}
	var told *thrown
	switch {
	case errors.As(err, &told):
		err = errors.New(told.message)
	case err == nil || err != why:
	case errors.Is(why, words.ErrWorkerNotStarted):
		err = errNoConverter
	default:
		err = errBrokeOff
	}
	return v, err
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
	_, err := b.convert(ctx, "read", map[string]any{"files": list, "roles": pairs}, func(data js.Value) error {
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
	data, err := b.convert(ctx, "write", map[string]any{
		"format": format, "records": arrayOf(record.EncodeCollection(c)),
	}, nil)
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
