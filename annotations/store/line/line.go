// Package line is the text of a stored record, in which it crosses to JavaScript, lies
// in the browser's database and stands in its journal: one kind of text, so that ten
// thousand records are one string, joined and split by the cheapest means on either
// side.
//
// # The line
//
// Eight fields, divided by [Unit], ended by [End]:
//
//	ID, type, article, label, revision, deleted, modified, data
//
// as in store.Record: deleted is 0 or 1; revision and modified are decimal numbers
// without leading zeros. store.Put.Check keeps unit, end and the journal's 0x1D out of
// the fields, so nothing is escaped. A record has one line, and what is read is written
// back byte for byte. A head is the line of a record without its data.
//
// # The journal's entry
//
// The lines of one change lie in the journal as one entry: 0x1D, the CRC-32 (IEEE) of
// the body and its length in bytes, eight hexadecimal digits each, the body, a line
// feed. Only web/journal-worker.js reads and writes entries.
//
// # Readers
//
// This package, web/journal-worker.js and web/panic.js, both by web/line.js, read lines.
// linetest/golden.json says what each of them must make of what.
package line

import (
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/words"
)

// What divides the fields of a line, and ends it.
const (
	Unit = "\x1f"
	End  = "\x1e"
)

const fields = 8

// ErrNone says that a text is not that of records.
const ErrNone = words.ErrNoRecordText

// Encode returns the lines of records.
func Encode(records ...store.Record) string {
	size := 0
	for _, r := range records {
		size += len(r.ID) + len(r.Article) + len(r.Label) + len(r.Data) + 64
	}
	var b strings.Builder
	b.Grow(size)
	for _, r := range records {
		deleted := "0"
		if r.Deleted {
			deleted = "1"
		}
		for i, f := range [fields]string{
			string(r.ID), string(r.Type), string(r.Article), r.Label, strconv.Itoa(r.Revision),
			deleted, strconv.FormatInt(r.Modified, 10), r.Data,
		} {
			if i > 0 {
				b.WriteString(Unit)
			}
			b.WriteString(f)
		}
		b.WriteString(End)
	}
	return b.String()
}

// Head returns a record without its data.
func Head(r store.Record) store.Record {
	r.Data = ""
	return r
}

// Decode reads the records of lines before each of which skip other fields stand. It
// returns ErrNone if any of them is not whole.
func Decode(text string, skip int) ([]store.Record, error) {
	var list []store.Record
	for text != "" {
		r, rest, err := decodeOne(text, skip)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
		text = strings.TrimPrefix(rest, Unit) // which stands between what JavaScript joined
	}
	return list, nil
}

// DecodeOne reads the one record of a text, or returns ErrNone.
func DecodeOne(text string) (store.Record, error) {
	r, rest, err := decodeOne(text, 0)
	if err == nil && rest != "" {
		return store.Record{}, ErrNone
	}
	return r, err
}

// decodeOne reads the first record of text. It looks at each byte of data twice, no
// more: that is most of the time that reading a library takes.
func decodeOne(text string, skip int) (r store.Record, rest string, err error) {
	var f [fields]string
	for i := -skip; i < fields; i++ {
		ends, other := Unit, End
		if i == fields-1 {
			ends, other = End, Unit
		}
		field, after, ended := strings.Cut(text, ends)
		if !ended || strings.Contains(field, other) {
			return r, "", ErrNone
		}
		if text = after; i >= 0 {
			f[i] = field
		}
	}
	revision, err1 := strconv.Atoi(f[4])
	modified, err2 := strconv.ParseInt(f[6], 10, 64)
	r = store.Record{
		ID: annotations.ID(f[0]), Type: store.Type(f[1]), Article: annotations.ID(f[2]), Label: f[3],
		Revision: revision, Deleted: f[5] == "1", Modified: modified, Data: f[7],
	}
	if err1 != nil || err2 != nil || revision < 1 || !plain(f[4]) || !plain(f[6]) || !r.Type.Known() ||
		r.ID == "" || r.Article == "" || !r.Deleted && f[5] != "0" {
		return store.Record{}, "", ErrNone
	}
	return r, text, nil
}

// plain reports whether a number is written as Encode does: no +, no zeros before it.
func plain(number string) bool {
	digits := strings.TrimPrefix(number, "-")
	return number == "0" || digits != "" && '1' <= digits[0] && digits[0] <= '9'
}
