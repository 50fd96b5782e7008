//go:build js && wasm

// Package converter is the other side of platform.Converter: a program of its own that runs
// in a worker, loaded when a format is met that the app itself does not know. It keeps
// nothing.
//
// Each message has a number n. The page sends
//
//	{n, op: "read", files: [{name, type, data}], roles: [[label, role], …]}
//	{n, op: "more"}  // the piece was taken: the next one, please
//	{n, op: "stop"}  // no more pieces
//	{n, op: "write", format, records}
//
// and the worker answers with pieces and an end, or with what was written:
//
//	{n, records, own, labels: [[label, count, role], …], problems: [[place, text], …], done, of}
//	{n, end: true, error}
//	{n, end: true, file: {name, type, data}, losses: [[what, count, example], …]}
//
// Records are own where they come from Pressmark's own JSON.
//
// Without a number, they say how the program itself is; the last two come of the worker:
//
//	{ready: true}  // it answers from now on
//	{failed: why}  // it could not be started
//	{ended: true}  // it has broken off
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

// Serve answers messages for ever.
func Serve() {
	self := js.Global()
	taken := map[int]chan bool{} // readers that wait for "more" (true) or "stop"
	self.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		m := args[0].Get("data")
		n := m.Get("n").Int()
		switch m.Get("op").String() {
		case "read":
			c := make(chan bool, 2) // "more" and, right after it, "stop"
			taken[n] = c
			go func() {
				err := read(m, func(piece map[string]any) error {
					piece["n"] = n
					post(piece)
					if !<-c {
						return errStopped
					}
					return nil
				})
				delete(taken, n)
				end(n, err, nil)
			}()
		case "more", "stop":
			if c := taken[n]; c != nil {
				c <- m.Get("op").String() == "more"
			}
		case "write":
			go func() {
				out, err := write(m.Get("format").String(), bytesOf(m.Get("records")))
				end(n, err, out)
			}()
		}
		return nil
	}))
	post(map[string]any{"ready": true})
	select {}
}

var errStopped = errors.New("the reader does not want more")

func post(m map[string]any) { js.Global().Call("postMessage", m) }

func end(n int, err error, out map[string]any) {
	m := map[string]any{"n": n, "end": true}
	for k, v := range out {
		m[k] = v
	}
	if err != nil && !errors.Is(err, errStopped) {
		m["error"] = err.Error()
	}
	post(m)
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

// read reads the files of a message, group by group.
func read(m js.Value, yield func(map[string]any) error) error {
	files := map[string]format.File{}
	var names []string
	list := m.Get("files")
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
	roles := m.Get("roles")
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
