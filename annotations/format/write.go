package format

import (
	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// WriteAll writes the live articles of a collection in a format, and tells what the
// format cannot hold. The articles' files have names of their titles, none twice.
func WriteAll(f Format, c record.Collection) ([]File, []standoff.Loss) {
	w := NewWriter(f)
	marks := map[annotations.ID][]annotations.Annotation{}
	for _, n := range c.Annotations {
		marks[n.Article] = append(marks[n.Article], n)
	}
	actors := annotations.NewDirectory(c.Actors)
	for _, a := range c.Articles {
		if !a.Deleted {
			w.Add("", annotations.NewDoc(a, marks[a.ID]), actors)
		}
	}
	return w.Close(), w.Losses()
}

// A Writer writes articles in a format, one after the other.
type Writer struct {
	f      Format
	files  []File
	pieces [][]byte
	whole  []Piece
	labels standoff.Survey
	lost   []standoff.Loss
	names  plain.Names
}

// NewWriter returns a writer of a format that can be written.
func NewWriter(f Format) *Writer { return &Writer{f: f, names: plain.Names{}} }

// Add writes an article. Its name is for its files; empty, it is made of the title.
func (w *Writer) Add(name string, d annotations.Doc, actors annotations.Directory) {
	if name == "" {
		name = plain.FileName(d.Article.Title)
	}
	name = w.names.Once(name)
	p, lost := Fit(w.f.Write, name, d, actors)
	w.lost = standoff.Losses(w.lost, lost)
	w.add(p)
}

// add writes what the format can hold of an article.
func (w *Writer) add(p Piece) {
	w.labels.Count(&p.Out)
	switch {
	case w.f.Write.Piece != nil:
		w.pieces = append(w.pieces, w.f.Write.Piece(p))
	case w.f.Write.Files != nil:
		w.files = append(w.files, w.f.Write.Files(p)...)
	default:
		w.whole = append(w.whole, p)
	}
}

// Losses returns what the format could not hold so far.
func (w *Writer) Losses() []standoff.Loss { return w.lost }

// Close returns the files.
func (w *Writer) Close() []File {
	files := w.files
	name := "articles"
	if len(w.names) == 1 {
		for n := range w.names {
			name = n
		}
	}
	one := func(data []byte) {
		files = append(files, File{Name: name + w.f.Extensions[0], Type: w.f.MediaTypes[0], Data: data})
	}
	switch {
	case w.f.Write.Piece != nil:
		one(w.f.Write.Join(w.pieces))
	case w.f.Write.Whole != nil:
		one(w.f.Write.Whole(w.whole))
	}
	if w.f.Write.Beside != nil {
		files = append(files, w.f.Write.Beside(w.labels)...)
	}
	return files
}
