package files

import (
	"bytes"
	"context"
	"slices"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/fetch"
)

// What is read here better than the browser, or at all: the libraries for it
// are too large for that.

// pdf is the text of a PDF.
var pdf = format.Format{
	Name: "pdf", Title: "PDF", Extensions: []string{".pdf"}, MediaTypes: []string{"application/pdf"},
	Read: alone(func(f format.File, now time.Time) (annotations.Article, error) {
		return fetch.PDF(context.Background(), f.Name, f.Data, now)
	}),
}

// ReadFormats are the formats that are read.
var ReadFormats = append(slices.DeleteFunc(slices.Clone(format.Formats), func(f format.Format) bool { return f.Read == nil }), pdf)

// alone makes a format's Read of a function that reads one file.
func alone(read func(format.File, time.Time) (annotations.Article, error)) func([]format.File, format.Sink) error {
	return func(files []format.File, to format.Sink) error {
		for _, f := range files {
			a, err := read(f, to.Now)
			if err != nil {
				return err
			}
			if err := to.Records(record.Collection{Articles: []annotations.Article{a}}); err != nil {
				return err
			}
		}
		return nil
	}
}

// here returns the format of a file as the command line reads it: of a page it takes the
// main text as readability finds it.
func here(f format.Format, file format.File) format.Format {
	switch {
	case bytes.HasPrefix(file.Data, []byte("%PDF-")):
		return pdf
	case f.Name == "html":
		f.Read = alone(func(file format.File, now time.Time) (annotations.Article, error) {
			return fetch.Article(file.Data, "", now)
		})
	}
	return f
}

// WrittenFormats are the formats that are written.
var WrittenFormats = slices.DeleteFunc(slices.Clone(format.Formats), func(f format.Format) bool { return f.Write == nil })
