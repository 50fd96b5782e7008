package command

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"pressmark/annotations/format"
	"pressmark/annotations/standoff"
)

// An outcome is an article ready to be written.
type outcome struct {
	dir    string // below that of the output, with slashes
	marks  map[string]int
	words  string // its title
	lost   []standoff.Loss
	held   standoff.Document // for what goes along once
	files  []format.File     // in a folder or an archive
	piece  []byte            // of a file that holds many
	whole  *format.Piece     // of a file about all
	barred bool              // it would lose something, and must not
	err    error             // it could not be written
}

// An output takes articles one by one. Either end or drop is called at last; after drop
// there is nothing half-written.
type output interface {
	put(outcome) error
	end(labels standoff.Survey) error
	drop()
}

// A target says where to write.
type target struct {
	path   string // "-": standard output
	folder bool
	zip    bool
}

// targetOf says what is meant by the name after -o: a folder where there is one, or where
// the name has no ending, or where a format needs more than a file for an article.
func targetOf(name string, f format.Format) target {
	t := target{path: name}
	info, err := os.Stat(name)
	switch {
	case name == "-":
	case err == nil && info.IsDir(), strings.HasSuffix(name, "/"), strings.HasSuffix(name, string(filepath.Separator)):
		t.folder = true
	case isZip(name):
		t.zip = true
	case err == nil:
	case path.Ext(filepath.ToSlash(name)) == "":
		t.folder = true
	case f.Write != nil && f.Write.Files != nil && !endsWith(name, f):
		t.folder = true
	}
	return t
}

func endsWith(name string, f format.Format) bool {
	for _, e := range f.Extensions {
		if strings.HasSuffix(strings.ToLower(name), e) {
			return true
		}
	}
	return false
}

// writtenFormats are the formats that are written.
var writtenFormats = slices.DeleteFunc(slices.Clone(format.Formats), func(f format.Format) bool { return f.Write == nil })

// formatOf finds the format to write by its name or else by the ending of a file's name:
// that with the longest ending that fits; of several the one that is called so ("json"),
// or the first.
func formatOf(name, file string) (format.Format, error) {
	if name != "" {
		f, err := format.Named(name)
		if err != nil || f.Write == nil {
			return f, troublef("no format that can be written is called %q: there are %s", name, formatNames(writtenFormats))
		}
		return f, nil
	}
	var found format.Format
	longest := ""
	for _, f := range writtenFormats {
		for _, e := range f.Extensions {
			fits := strings.HasSuffix(strings.ToLower(file), e)
			if fits && (len(e) > len(longest) || e == longest && e == "."+f.Name) {
				found, longest = f, e
			}
		}
	}
	if longest == "" {
		return found, troublef("say which format to write with --to: %s", formatNames(writtenFormats))
	}
	return found, nil
}

// open returns the output for a target.
func (t target) open(f format.Format, stdout io.Writer) (output, error) {
	switch {
	case t.folder:
		return &folderOutput{root: t.path, f: f}, os.MkdirAll(t.path, 0o777)
	case t.zip:
		file, err := newWhole(t.path)
		if err != nil {
			return nil, err
		}
		return &zipOutput{file: file, zip: zip.NewWriter(file), f: f}, nil
	}
	out := &fileOutput{f: f}
	if t.path == "-" {
		out.w = bufio.NewWriter(stdout)
		return out, nil
	}
	file, err := newWhole(t.path)
	if err != nil {
		return nil, err
	}
	out.file, out.w = file, bufio.NewWriterSize(file, 1<<16)
	return out, nil
}

// apart reports whether articles are written apart from one another.
func (t target) apart() bool { return t.folder || t.zip }

// A wholeFile is a file that is there whole, or not at all: it is written under another
// name, which becomes its own at the end.
type wholeFile struct {
	*os.File
	name string
}

func newWhole(name string) (*wholeFile, error) {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(name), fmt.Sprintf(".pressmark-%016x", rand.Uint64())),
		os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if path := (*fs.PathError)(nil); errors.As(err, &path) {
			path.Path = name // what was asked for
		}
		return nil, err
	}
	return &wholeFile{f, name}, nil
}

func (f *wholeFile) end() error {
	if err := f.Close(); err != nil {
		os.Remove(f.Name())
		return err
	}
	if err := os.Rename(f.Name(), f.name); err != nil {
		os.Remove(f.Name())
		return err
	}
	return nil
}

func (f *wholeFile) drop() {
	f.Close()
	os.Remove(f.Name())
}

// writeWhole writes a file, whole or not at all.
func writeWhole(name string, data []byte) error {
	f, err := newWhole(name)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.drop()
		return err
	}
	return f.end()
}

// A folderOutput writes each article into files of its own. Their names are told apart
// beforehand, so that several can be written at once.
type folderOutput struct {
	root string
	f    format.Format
	mu   sync.Mutex
	last string // the folder that was written to, and exists
}

func (o *folderOutput) put(a outcome) error {
	if a.barred {
		return nil
	}
	dir := filepath.Join(o.root, filepath.FromSlash(a.dir))
	if err := o.make(dir); err != nil {
		return err
	}
	for _, f := range a.files {
		if err := writeWhole(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *folderOutput) make(dir string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if dir == o.last {
		return nil
	}
	o.last = dir
	return os.MkdirAll(dir, 0o777)
}

func (o *folderOutput) end(labels standoff.Survey) error {
	for _, f := range beside(o.f, labels) {
		if err := writeWhole(filepath.Join(o.root, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *folderOutput) drop() {}

func beside(f format.Format, labels standoff.Survey) []format.File {
	if f.Write.Beside == nil {
		return nil
	}
	return f.Write.Beside(labels)
}

// A zipOutput writes into an archive what a folderOutput writes into a folder.
type zipOutput struct {
	file *wholeFile
	zip  *zip.Writer
	f    format.Format
	bars bool
}

func (o *zipOutput) put(a outcome) error {
	o.bars = o.bars || a.barred
	if o.bars {
		return nil
	}
	return o.add(a.dir, a.files)
}

func (o *zipOutput) add(dir string, files []format.File) error {
	for _, f := range files {
		w, err := o.zip.CreateHeader(zipHeader(path.Join(dir, f.Name)))
		if err != nil {
			return err
		}
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *zipOutput) end(labels standoff.Survey) error {
	if o.bars {
		o.file.drop()
		return nil
	}
	err := o.add("", beside(o.f, labels))
	if err == nil {
		err = o.zip.Close()
	}
	if err != nil {
		o.file.drop()
		return err
	}
	return o.file.end()
}

func (o *zipOutput) drop() { o.file.drop() }

// A fileOutput writes one file, or to standard output.
type fileOutput struct {
	f     format.Format
	file  *wholeFile // nil: standard output
	w     *bufio.Writer
	n     int
	whole []format.Piece
	bars  bool
}

func (o *fileOutput) put(a outcome) error {
	o.bars = o.bars || a.barred
	if o.bars {
		return nil
	}
	o.n++
	w := o.f.Write
	switch {
	case w.Piece != nil:
		between := w.Between
		if o.n == 1 {
			between = w.Head
		}
		o.w.WriteString(between)
		_, err := o.w.Write(a.piece)
		return err
	case w.Whole != nil:
		o.whole = append(o.whole, *a.whole)
		return nil
	}
	if len(a.files) != 1 || o.n > 1 {
		return troublef("%s is written as files of each article: name a folder or a .zip after -o", o.f.Name)
	}
	_, err := o.w.Write(a.files[0].Data)
	return err
}

func (o *fileOutput) end(labels standoff.Survey) error {
	if o.bars {
		o.drop()
		return nil
	}
	w := o.f.Write
	switch {
	case w.Piece != nil:
		if o.n == 0 {
			o.w.WriteString(w.Head)
		}
		o.w.WriteString(w.Tail)
	case w.Whole != nil:
		o.w.Write(w.Whole(o.whole))
	}
	if err := o.w.Flush(); err != nil {
		o.drop()
		return err
	}
	if o.file == nil {
		return nil
	}
	if err := o.file.end(); err != nil {
		return err
	}
	for _, f := range beside(o.f, labels) {
		if err := writeWhole(filepath.Join(filepath.Dir(o.file.name), f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (o *fileOutput) drop() {
	if o.file != nil {
		o.file.drop()
	}
}

// zipHeader is the header of an archive's file: with no time, so that the same files are
// always the same bytes.
func zipHeader(name string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
}
