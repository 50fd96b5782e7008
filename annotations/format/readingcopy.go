package format

import (
	"pressmark/annotations/reading"
	"pressmark/annotations/standoff"
)

// readingHTML and readingMarkdown are copies of an article to be read: what a reader sees.
var readingHTML = Format{
	Name: "reading", Title: "Reading copy (HTML, to print)",
	Extensions: []string{".html"},
	MediaTypes: []string{htmlType},
	Write: &Writing{FromRecords: true, Holds: holdsReading, Files: func(p Piece) []File {
		return []File{{Name: p.Name + ".html", Type: htmlType, Data: reading.HTML(p.Doc, p.Actors)}}
	}},
}

var readingMarkdown = Format{
	Name: "reading-markdown", Title: "Reading copy (Markdown)",
	Extensions: []string{".md"},
	MediaTypes: []string{markdownType},
	Write: &Writing{FromRecords: true, Holds: holdsReading, Files: func(p Piece) []File {
		return []File{{Name: p.Name + ".md", Type: markdownType, Data: reading.Markdown(p.Doc, p.Actors)}}
	}},
}

var holdsReading = standoff.Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Links: true,
	Notes: true, Tags: true, Metadata: true, Structure: true,
}
