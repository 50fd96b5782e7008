// Package format turns bytes into articles, actors and annotations, and back: one
// file a format, behind one ordered list, [Formats].
//
// # Articles
//
// [plain.Read], [ReadMarkdown] and [ReadHTML] make an article of a file. Its blocks
// are in order, disjoint, not empty and on grapheme boundaries; its title is never
// empty; its ID is fresh and its revision 0. A file without any text gives
// [plain.ErrEmpty].
package format

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// A Format is a kind of file that is read or written.
type Format struct {
	Name       string   // in addresses and on the command line
	Extensions []string // of file names, in lower case with the dot; the first is written
	MediaTypes []string // the first is written

	// Sniff reports whether content without a telling name looks like this format.
	Sniff func(data []byte) bool
	// Read makes records of a file's content at a time; name is the file's, or empty.
	Read func(name string, data []byte, now time.Time) (record.Collection, error)
	// Write returns the content of a file; it is nil for what is only read.
	Write func(record.Collection) []byte
}

// Formats lists the formats in the order in which they are tried: the last one takes
// anything.
var Formats = []Format{
	{
		Name: "json", Extensions: []string{".json", ".jsonld"},
		MediaTypes: []string{"application/ld+json", "application/json"},
		Sniff:      looksLikeJSON,
		Read: func(_ string, data []byte, _ time.Time) (record.Collection, error) {
			return record.DecodeCollection(data)
		},
		Write: record.EncodeCollection,
	},
	{
		Name: "html", Extensions: []string{".html", ".htm", ".xhtml"},
		MediaTypes: []string{"text/html", "application/xhtml+xml"},
		Sniff:      looksLikeHTML,
		Read:       article(ReadHTML),
	},
	{
		Name: "markdown", Extensions: []string{".md", ".markdown"},
		MediaTypes: []string{"text/markdown", "text/x-markdown"},
		Sniff:      func(data []byte) bool { return bytes.HasPrefix(data, []byte("---\n")) },
		Read:       article(ReadMarkdown),
	},
	{
		Name: "text", Extensions: []string{".txt", ".text"},
		MediaTypes: []string{"text/plain"},
		Sniff:      func([]byte) bool { return true },
		Read:       article(plain.Read),
	},
}

// article makes a format's Read of a function that reads one article.
func article(read func(string, []byte, time.Time) (annotations.Article, error)) func(string, []byte, time.Time) (record.Collection, error) {
	return func(name string, data []byte, now time.Time) (record.Collection, error) {
		a, err := read(name, data, now)
		if err != nil {
			return record.Collection{}, err
		}
		return record.Collection{Articles: []annotations.Article{a}}, nil
	}
}

// Find returns the format of a file: by the ending of its name, else by its media
// type, else by what it holds. Name and media type may be empty.
func Find(name, mediaType string, data []byte) Format {
	mediaType, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	mediaType = strings.TrimSpace(mediaType)
	name = strings.ToLower(name)
	ending := name[max(strings.LastIndexByte(name, '.'), 0):]
	for _, f := range Formats {
		if slices.Contains(f.Extensions, ending) {
			return f
		}
	}
	for _, f := range Formats {
		if slices.Contains(f.MediaTypes, mediaType) && mediaType != "text/plain" { // said of anything
			return f
		}
	}
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Sniff(data) })
	return Formats[i]
}

// Read makes records of a file in the format that Find finds.
func Read(name, mediaType string, data []byte, now time.Time) (record.Collection, error) {
	return Find(name, mediaType, data).Read(name, data, now)
}

// looksLikeJSON reports whether data begins as an object with members or an array of
// objects does. A text may well begin with a bracket.
func looksLikeJSON(data []byte) bool {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) < 2 {
		return false
	}
	next := bytes.TrimLeft(data[1:], " \t\r\n")
	return data[0] == '{' && (bytes.HasPrefix(next, []byte{'"'}) || bytes.HasPrefix(next, []byte{'}'})) ||
		data[0] == '[' && (bytes.HasPrefix(next, []byte{'{'}) || bytes.HasPrefix(next, []byte{']'}))
}

// looksLikeHTML reports whether data begins as a page does.
func looksLikeHTML(data []byte) bool {
	head := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\ufeff")))))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<meta", "<!--"} {
		if strings.HasPrefix(head, start) {
			return true
		}
	}
	return false
}
