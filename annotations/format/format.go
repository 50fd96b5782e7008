// Package format reads files into records and writes records as files: one file a
// format, behind one ordered list, [Formats].
//
// # Reading
//
// Files come in groups that belong together ([Group]): most are alone, a text of brat's
// has its annotations beside it. [Read] reads a group in the format that [Find] finds
// and hands over what it finds piece by piece, an article at a time. A piece that is
// wrong is a problem, with its place; the others come in all the same. An error is the
// end of the group: nothing of it could be made sense of.
//
// Formats of articles alone ([ReadMarkdown], [ReadHTML], [plain.Read] and others) make
// articles whose blocks are in order, disjoint, not empty and on grapheme boundaries,
// and whose title is not empty. Formats of annotations go through package standoff: a
// mapping says what their labels become.
//
// # Writing
//
// [Writing] says what a format can hold. [Fit] tells what it cannot of an article, with
// counts, and the writers write what is left: they have no choice of their own.
//
// # Limits
//
// A file has at most [record.MaxBytes], an article's text [annotations.MaxText]. Archives
// are held to [ArchiveLimits].
package format

import (
	"slices"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// A File is a named piece of data.
type File struct {
	Name string // a path with slashes; may be empty
	Type string // media type; may be empty
	Data []byte
}

// A Format is a kind of file that is read, written, or both.
type Format struct {
	Name       string   // in addresses and on the command line
	Title      string   // for people
	Extensions []string // of file names, in lower case with the dot; the first is written
	MediaTypes []string // the first is written

	// Sniff reports whether a file's content looks like this format. Formats that
	// share an ending are told apart by it; nil: nothing else has the ending, and
	// content alone never tells it.
	Sniff func(data []byte) bool
	// Read reads files that belong together; nil: the format is only written.
	Read func(files []File, to Sink) error
	// Write is nil for what is only read.
	Write *Writing
}

// A Sink takes what a reader finds, piece by piece. The error that it returns ends the
// reading, and Read returns it.
type Sink struct {
	Now      time.Time // when things are made
	Document func(standoff.Document) error
	Records  func(record.Collection) error
	Problem  func(standoff.Problem)
}

// A Piece is an article to be written, with all of its annotations.
type Piece struct {
	Name   string // for the file, without an ending: no slashes in it, and not empty
	Doc    annotations.Doc
	Actors annotations.Directory // at least those that the annotations refer to
	Out    standoff.Document     // what the format can hold of it
}

// A Writing says what a format can hold and how it is written: one of Piece, Files and
// Whole is there.
type Writing struct {
	Holds standoff.Holds
	// Whole records are written, not what Out says of them.
	FromRecords bool
	// Piece writes an article into a file that may hold many: Head, pieces with Between
	// between them, Tail.
	Piece               func(Piece) []byte
	Head, Between, Tail string
	// Files writes an article as files of its own.
	Files func(Piece) []File
	// Beside writes files that go along once with those of any number of articles;
	// labels are the mark and relation labels that were written. It may be nil.
	Beside func(labels standoff.Survey) []File
	// Whole writes a file about all articles together.
	Whole func([]Piece) []byte
	// Losses tells what is lost where that is not a question of Holds; it may be nil.
	Losses func(Piece) []standoff.Loss
}

// ErrUnknown refuses the name of a format.
const ErrUnknown = words.ErrNoFormat

// Named returns the format with a name.
func Named(name string) (Format, error) {
	for _, f := range Formats {
		if f.Name == strings.ToLower(name) {
			return f, nil
		}
	}
	return Format{}, ErrUnknown
}

// Find returns the format of a file: by the ending of its name, else by its media type,
// and by what it holds where that leaves a choice.
func Find(f File) Format {
	mediaType, _, _ := strings.Cut(strings.ToLower(f.Type), ";")
	mediaType = strings.TrimSpace(mediaType)
	name := strings.ToLower(f.Name)
	ways := []func(Format) bool{
		func(x Format) bool {
			return slices.ContainsFunc(x.Extensions, func(e string) bool { return strings.HasSuffix(name, e) })
		},
		func(x Format) bool {
			return slices.Contains(x.MediaTypes, mediaType) && mediaType != textType // said of anything
		},
		func(x Format) bool { return x.Sniff != nil },
	}
	for i, way := range ways {
		var last *Format
		for k := range Formats {
			x := &Formats[k]
			if x.Read == nil || !way(*x) {
				continue
			}
			if x.Sniff == nil || x.Sniff(f.Data) {
				return *x
			}
			last = x
		}
		// A name that promises a format is believed, so that what is wrong can be told.
		if last != nil && i < 2 {
			return *last
		}
	}
	return text
}

// A Batch is a piece of what was read, ready to be planned: an article with what is
// marked in it, or whatever records a file of Pressmark's holds.
type Batch struct {
	Records  record.Collection
	Survey   standoff.Survey // of labels that a mapping was asked for
	Problems []standoff.Problem
}

// Read reads files that belong together in a format. It calls yield with each piece;
// yield's error ends the reading and is returned. Problems that belong to no piece come
// with a batch of their own at the end.
func Read(f Format, files []File, m standoff.Mapping, now time.Time, yield func(Batch) error) error {
	var loose []standoff.Problem
	name := ""
	if len(files) > 0 {
		name = files[0].Name
	}
	err := f.Read(files, Sink{
		Now: now,
		Document: func(d standoff.Document) error {
			var b Batch
			b.Survey.Count(&d)
			b.Records, b.Problems = standoff.Records(d, m, now)
			for i := range b.Problems {
				if b.Problems[i].File == "" {
					b.Problems[i].File = name
				}
			}
			return yield(b)
		},
		Records: func(c record.Collection) error { return yield(Batch{Records: c}) },
		Problem: func(p standoff.Problem) {
			if p.File == "" {
				p.File = name
			}
			loose = append(loose, p)
		},
	})
	if err == nil && len(loose) > 0 {
		err = yield(Batch{Problems: loose})
	}
	return err
}

// Fit returns an article as a format can hold it, ready to be written, and what it
// cannot hold.
func Fit(w *Writing, name string, d annotations.Doc, actors annotations.Directory) (Piece, []standoff.Loss) {
	p := Piece{Name: name, Doc: d, Actors: actors}
	var lost []standoff.Loss
	p.Out, lost = standoff.Fit(standoff.Describe(d, actors), w.Holds)
	if !w.FromRecords {
		lost = standoff.Losses(lost, standoff.Unsaid(d, actors))
	}
	if w.Losses != nil {
		lost = standoff.Losses(lost, w.Losses(p))
	}
	return p, lost
}

// Join returns a file's content of pieces that were written with w.Piece.
func (w *Writing) Join(pieces [][]byte) []byte {
	out := []byte(w.Head)
	for i, p := range pieces {
		if i > 0 {
			out = append(out, w.Between...)
		}
		out = append(out, p...)
	}
	return append(out, w.Tail...)
}

// single makes a Read of a function that reads one article of one file.
func single(read func(string, []byte, time.Time) (annotations.Article, error)) func([]File, Sink) error {
	return func(files []File, to Sink) error {
		for _, f := range files {
			a, err := read(f.Name, f.Data, to.Now)
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
