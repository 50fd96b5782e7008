package browser

import (
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/words"
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

const errText = words.ErrNoRecordText

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
	var list []store.Record
	for text != "" {
		r, rest, err := decodeOne(text, skip)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
		text = strings.TrimPrefix(rest, unit) // which stands between what JavaScript joined
	}
	return list, nil
}

// decodeOne reads the first record of text. It looks at each byte of data twice, no
// more: that is most of the time that reading a library takes.
func decodeOne(text string, skip int) (r store.Record, rest string, err error) {
	var f [fields]string
	for i := -skip; i < fields; i++ {
		ends, other := unit, end
		if i == fields-1 {
			ends, other = end, unit
		}
		field, after, ended := strings.Cut(text, ends)
		if !ended || strings.Contains(field, other) {
			return r, "", errText
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
	if err1 != nil || err2 != nil || revision < 1 || !r.Type.Known() || r.ID == "" || r.Article == "" || !r.Deleted && f[5] != "0" {
		return r, "", errText
	}
	return r, text, nil
}

func head(r store.Record) store.Record {
	r.Data = ""
	return r
}
