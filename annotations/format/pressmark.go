package format

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// pressmark is Pressmark's own JSON, of package record.
var pressmark = Format{
	Name: "json", Title: "Pressmark (W3C Web Annotation, JSON-LD)",
	Extensions: []string{".json", ".jsonld"},
	MediaTypes: []string{jsonLDType, jsonType},
	Sniff:      looksLikeJSON,
	Read: func(files []File, to Sink) error {
		for _, f := range files {
			c, err := record.DecodeCollection(f.Data)
			if err != nil {
				return err
			}
			if err := to.Records(c); err != nil {
				return err
			}
		}
		return nil
	},
	Write: &Writing{FromRecords: true, Holds: holdsAll, Whole: func(pieces []Piece) []byte { return record.EncodeCollection(collection(pieces)) }},
}

// holdsAll is what Pressmark's own records hold.
var holdsAll = standoff.Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Links: true,
	Notes: true, Tags: true, Annotators: true, Times: true, Metadata: true, Structure: true,
}

// collection returns the records of pieces, and all actors. Tombstones stay behind, and
// nothing names them.
func collection(pieces []Piece) record.Collection {
	var c record.Collection
	seen := map[annotations.ID]bool{}
	for _, p := range pieces {
		c.Articles = append(c.Articles, p.Doc.Article)
		for _, n := range p.Doc.Marks() {
			c.Annotations = append(c.Annotations, p.Actors.Follow(*n))
		}
		for _, a := range p.Actors.List() {
			if !seen[a.ID] {
				seen[a.ID] = true
				c.Actors = append(c.Actors, *a)
			}
		}
	}
	return c
}
