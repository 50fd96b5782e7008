package format

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// jsonl is Pressmark's own records, one a line: an article, then the actors whom its
// annotations name, then its annotations. It can be read, and written, an article at a
// time. A line that is wrong does not take the others with it.
var jsonl = Format{
	Name: "jsonl", Title: "Pressmark, one record a line (JSON Lines)",
	Extensions: []string{".jsonl", ".ndjson"},
	MediaTypes: jsonlTypes,
	Sniff: func(data []byte) bool {
		data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), jsonSpace)
		if !bytes.HasPrefix(data, []byte(recordHead)) {
			return false
		}
		line, _, more := bytes.Cut(data, []byte{'\n'})
		return more && bytes.HasSuffix(bytes.TrimRight(line, jsonSpace), []byte{'}'}) // a collection goes on
	},
	Read: func(files []File, to Sink) error {
		for _, f := range files {
			if err := readJSONL(f, to); err != nil {
				return err
			}
		}
		return nil
	},
	Write: &Writing{FromRecords: true, Holds: holdsAll, Piece: writeJSONL},
}

// mostInBatch is how many annotations are handed over at once where they belong to no
// article of the file.
const mostInBatch = 10_000

// A recordBatch is an article with what follows it, until the next.
type recordBatch struct {
	*jsonReader
	records record.Collection
}

func readJSONL(f File, to Sink) error {
	if len(f.Data) > record.MaxBytes {
		return words.Because(record.ErrTooLarge, words.OfAtMostMB.Of(strconv.Itoa(len(f.Data)>>20), strconv.Itoa(record.MaxBytes>>20)))
	}
	b := recordBatch{jsonReader: newJSONReader(f, to)}
	s := string(f.Data)
	b.lines.s = s
	for i := 0; i < len(s); {
		line, _, _ := strings.Cut(s[i:], "\n")
		b.base = i
		i += len(line) + 1
		if strings.Trim(line, jsonSpace+"\ufeff") == "" {
			continue
		}
		if err := b.take(line); err != nil {
			return err
		}
	}
	if err := b.flush(); err != nil {
		return err
	}
	return b.end()
}

// take takes in the records of a line: mostly one.
func (b *recordBatch) take(line string) error {
	c, err := record.DecodeCollection(line)
	if errs := (record.Errors)(nil); errors.As(err, &errs) {
		for _, e := range errs {
			b.broken(e)
		}
		return nil
	}
	if err != nil {
		b.broken(err)
		return nil
	}
	if len(c.Articles) > 0 || len(b.records.Annotations) >= mostInBatch {
		if err := b.flush(); err != nil {
			return err
		}
	}
	b.records.Articles = append(b.records.Articles, c.Articles...)
	b.records.Actors = append(b.records.Actors, c.Actors...)
	for _, n := range c.Annotations {
		if a := b.records.Articles; len(a) > 0 && a[len(a)-1].ID == n.Article {
			if err := a[len(a)-1].Check(n); err != nil {
				b.problem(record.Value{}, string(n.ID), err)
				continue
			}
		}
		b.records.Annotations = append(b.records.Annotations, n)
	}
	return nil
}

func (b *recordBatch) flush() error {
	c := b.records
	b.records = record.Collection{}
	if len(c.Articles)+len(c.Actors)+len(c.Annotations) == 0 {
		return nil
	}
	b.given++
	return b.to.Records(c)
}

func writeJSONL(p Piece) []byte {
	line := func(b, record []byte) []byte { return append(append(b, record...), '\n') }
	out := line(nil, record.EncodeArticle(p.Doc.Article))
	for _, a := range p.Actors.Named(p.Doc.Marks()).List() {
		out = line(out, record.EncodeActor(*a))
	}
	for _, n := range p.Doc.Marks() {
		out = line(out, record.EncodeAnnotation(p.Actors.Follow(*n)))
	}
	return out
}
