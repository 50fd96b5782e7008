//go:build js && wasm

// Package converter is the other side of platform.Converter: a program of its own that runs
// in a worker, loaded when a format is met that the app itself does not know. It keeps
// nothing.
//
// The page asks as web/answer.js says, which answers for this program, for
//
//	read {files: [{name, type, data}], roles: [[label, role], …]}
//	write {format, records}
//
// and gets no value for the one, but pieces, and what was written for the other:
//
//	{records, own, labels: [[label, count, role], …], problems: [[place, text], …], done, of}
//	{file: {name, type, data}, losses: [[what, count, example], …]}
//
// Records are own where they come from Pressmark's own JSON.
package converter

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"pressmark/annotations/format"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// Serve answers for ever.
func Serve() {
	js.Global().Call("serve", map[string]any{
		"read": promising(func(args, piece js.Value) (map[string]any, error) {
			err := read(args, func(p map[string]any) error {
				if !wanted(piece, p) {
					return errStopped
				}
				return nil
			})
			if errors.Is(err, errStopped) {
				err = nil
			}
			return nil, err
		}),
		"write": promising(func(args, _ js.Value) (map[string]any, error) {
			return write(args.Get("format").String(), bytesOf(args.Get("records")))
		}),
	})
	select {}
}

var errStopped = errors.New("the reader does not want more")

// promising makes a function of JavaScript's, of two parameters, that promises what f
// returns.
func promising(f func(args, piece js.Value) (map[string]any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, in []js.Value) any {
		args, piece := in[0], js.Undefined()
		if len(in) > 1 {
			piece = in[1]
		}
		begin := js.FuncOf(func(_ js.Value, settle []js.Value) any {
			go func() {
				out, err := f(args, piece)
				if err != nil {
					settle[1].Invoke(js.Global().Get("Error").New(err.Error()))
				} else {
					settle[0].Invoke(out)
				}
			}()
			return nil
		})
		defer begin.Release()
		return js.Global().Get("Promise").New(begin)
	})
}

// wanted sends a piece and reports whether another one is wanted.
func wanted(piece js.Value, p map[string]any) bool {
	more := make(chan bool, 1)
	then := js.FuncOf(func(_ js.Value, args []js.Value) any { more <- args[0].Bool(); return nil })
	defer then.Release()
	piece.Invoke(p).Call("then", then)
	return <-more
}

func bytesOf(v js.Value) []byte {
	out := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(out, v)
	return out
}

func arrayOf(b []byte) js.Value {
	v := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(v, b)
	return v
}

// read reads files, group by group.
func read(args js.Value, yield func(map[string]any) error) error {
	files := map[string]format.File{}
	var names []string
	list := args.Get("files")
	for i := range list.Length() {
		f := list.Index(i)
		x := format.File{Name: f.Get("name").String(), Type: f.Get("type").String(), Data: bytesOf(f.Get("data"))}
		for files[x.Name].Name != "" || x.Name == "" { // two folders may have files of one name
			x.Name = "_" + x.Name
		}
		files[x.Name] = x
		names = append(names, x.Name)
	}
	mapping := standoff.Mapping{}
	roles := args.Get("roles")
	for i := range roles.Length() {
		mapping[roles.Index(i).Index(0).String()] = standoff.Role(roles.Index(i).Index(1).String())
	}
	p := pieces{mapping: mapping, yield: yield}
	for _, group := range format.Group(names) {
		together := make([]format.File, len(group))
		for i, n := range group {
			together[i] = files[n]
		}
		p.of += len(group)
		p.groups = append(p.groups, together)
	}
	return p.all()
}

// pieces reads groups of files.
type pieces struct {
	mapping  standoff.Mapping
	yield    func(map[string]any) error
	groups   [][]format.File
	done, of int
}

func (p *pieces) all() error {
	for _, group := range p.groups {
		var err error
		if isArchive(group[0]) {
			err = p.archive(group[0])
		} else {
			err = p.group(group)
		}
		if err != nil {
			return err
		}
		p.done += len(group)
	}
	return p.yield(map[string]any{"done": p.done, "of": p.of})
}

// isArchive reports whether a file is an archive of other files, not a document that
// happens to be one.
func isArchive(f format.File) bool {
	return strings.HasSuffix(strings.ToLower(f.Name), ".zip") || f.Type == "application/zip"
}

// archive reads the files of an archive, a group at a time.
func (p *pieces) archive(f format.File) error {
	z, err := format.OpenArchive(bytes.NewReader(f.Data), int64(len(f.Data)), format.ArchiveLimits)
	if err != nil {
		return p.trouble(standoff.Problem{File: f.Name, Err: err})
	}
	for _, err := range z.Refused() {
		if err := p.trouble(standoff.Problem{File: f.Name, Err: err}); err != nil {
			return err
		}
	}
	names := z.Names()
	p.of += len(names) - 1
	for _, group := range format.Group(names) {
		var together []format.File
		for _, n := range group {
			x, err := z.Read(n)
			if err == nil {
				together = append(together, x)
			} else if err := p.trouble(standoff.Problem{File: f.Name, Err: err}); err != nil {
				return err
			}
		}
		if len(together) > 0 {
			if err := p.group(together); err != nil {
				return err
			}
		}
		p.done += len(group)
	}
	p.done--
	return nil
}

// errPDF says what reads a PDF: what does it here would be larger than all else.
const errPDF = words.ErrPDFInBrowser

// group reads files that belong together.
func (p *pieces) group(files []format.File) error {
	if bytes.HasPrefix(files[0].Data, []byte("%PDF-")) {
		return p.trouble(standoff.Problem{File: files[0].Name, Err: errPDF})
	}
	stopped := error(nil)
	f := format.Find(files[len(files)-1])
	err := format.Read(f, files, p.mapping, time.Now().UTC().Truncate(time.Millisecond), func(b format.Batch) error {
		piece := p.piece(b)
		piece["own"] = f.Name == "json"
		stopped = p.yield(piece)
		return stopped
	})
	if err == nil || stopped != nil {
		return stopped
	}
	var many record.Errors
	if errors.As(err, &many) {
		for _, e := range many {
			if err := p.trouble(standoff.Problem{File: files[0].Name, Line: e.Line, Column: e.Column, Err: errors.New(e.Message())}); err != nil {
				return err
			}
		}
		return nil
	}
	return p.trouble(standoff.Problem{File: files[0].Name, Err: err})
}

func (p *pieces) trouble(x standoff.Problem) error {
	return p.yield(p.piece(format.Batch{Problems: []standoff.Problem{x}}))
}

func (p *pieces) piece(b format.Batch) map[string]any {
	labels := []any{}
	for _, l := range b.Survey.Labels() {
		labels = append(labels, []any{l, b.Survey.Marks[l], string(p.mapping.Role(l))})
	}
	problems := []any{}
	for _, x := range b.Problems {
		place := x.Place()
		x.File, x.Line, x.Column = "", 0, 0
		problems = append(problems, []any{place, x.Error()})
	}
	out := map[string]any{"labels": labels, "problems": problems, "done": p.done, "of": p.of}
	if c := b.Records; len(c.Articles)+len(c.Actors)+len(c.Annotations) > 0 {
		out["records"] = arrayOf(record.EncodeCollection(c))
	}
	return out
}

// write writes a collection in a format: as one file, or as an archive of several.
func write(name string, data []byte) (map[string]any, error) {
	f, err := format.Named(name)
	if err != nil || f.Write == nil {
		return nil, fmt.Errorf("%s: %w", name, format.ErrUnknown)
	}
	c, err := record.DecodeCollection(data)
	if err != nil {
		return nil, err
	}
	files, lost := format.WriteAll(f, c)
	file := format.File{Name: "none" + f.Extensions[0], Type: f.MediaTypes[0]}
	switch len(files) {
	case 0:
	case 1:
		file = files[0]
	default:
		packed, err := format.Pack(files)
		if err != nil {
			return nil, err
		}
		file = format.File{Name: f.Name + ".zip", Type: "application/zip", Data: packed}
	}
	losses := []any{}
	for _, l := range lost {
		losses = append(losses, []any{l.What.String(), l.Count, l.Example})
	}
	return map[string]any{
		"file":   map[string]any{"name": file.Name, "type": file.Type, "data": arrayOf(file.Data)},
		"losses": losses,
	}, nil
}
