package format

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// A pages gathers the annotations of a file by the address that they are of.
type pages struct {
	*jsonReader
	docs    []*standoff.Document
	at      map[string]*standoff.Document
	marks   map[string]markPlace // by ID
	replies []record.Value
	lines   []int // of the replies
}

// A markPlace says where a mark is.
type markPlace struct {
	doc   *standoff.Document
	index int
}

func newPages(f File, to Sink) *pages {
	return &pages{jsonReader: newJSONReader(f, to), at: map[string]*standoff.Document{}, marks: map[string]markPlace{}}
}

// page returns the document of an address.
func (p *pages) page(source string) *standoff.Document {
	if d := p.at[source]; d != nil {
		return d
	}
	d := &standoff.Document{Name: stem(p.file)}
	if id, err := annotations.ParseID(source); err == nil && strings.HasPrefix(source, "urn:uuid:") {
		d.Article.ID = id
	} else {
		d.Article.Source = source
	}
	p.at[source] = d
	p.docs = append(p.docs, d)
	return d
}

// add adds a mark to a document.
func (p *pages) add(d *standoff.Document, m standoff.Mark) {
	if m.ID != "" {
		p.marks[m.ID] = markPlace{d, len(d.Marks)}
	}
	d.Marks = append(d.Marks, m)
}
