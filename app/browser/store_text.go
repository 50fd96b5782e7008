package browser

import (
	"errors"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/store"
)

// Records cross to JavaScript, lie in IndexedDB and stand in the journal as one
// kind of text, so that ten thousand are one string, joined and split by the
// cheapest means on either side: eight fields, divided by unit, ended by end.
// store.Put.Check keeps both out of the fields. A head is a record without data.
const (
	unit = "\x1f"
	end  = "\x1e"
)

const fields = 8

var errText = errors.New("this is not the text of a record")

// encode returns the text of records.
func encode(records ...store.Record) string {
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
				b.WriteString(unit)
			}
			b.WriteString(f)
		}
		b.WriteString(end)
	}
	return b.String()
}

// decode reads records from text in which skip fields stand before each. It
// returns errText if any of them is not whole.
func decode(text string, skip int) ([]store.Record, error) {
	list := make([]store.Record, 0, strings.Count(text, end))
	for text != "" {
		one, rest, ended := strings.Cut(text, end)
		if !ended {
			return nil, errText
		}
		text = strings.TrimPrefix(rest, unit) // which stands between what JavaScript joined
		f := strings.Split(one, unit)
		if len(f) != fields+skip {
			return nil, errText
		}
		f = f[skip:]
		revision, err1 := strconv.Atoi(f[4])
		modified, err2 := strconv.ParseInt(f[6], 10, 64)
		r := store.Record{
			ID: annotations.ID(f[0]), Type: store.Type(f[1]), Article: annotations.ID(f[2]), Label: f[3],
			Revision: revision, Deleted: f[5] == "1", Modified: modified, Data: f[7],
		}
		known := r.Type == store.Article || r.Type == store.Annotation
		if err1 != nil || err2 != nil || revision < 1 || !known || r.ID == "" || r.Article == "" || !r.Deleted && f[5] != "0" {
			return nil, errText
		}
		list = append(list, r)
	}
	return list, nil
}

func head(r store.Record) store.Record {
	r.Data = ""
	return r
}
