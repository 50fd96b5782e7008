package format

import "pressmark/annotations/plain"

// text is plain text: an article without marks. It takes anything.
var text = Format{
	Name: "text", Title: "Plain text",
	Extensions: []string{".txt", ".text"},
	MediaTypes: []string{textType},
	Sniff:      func([]byte) bool { return true },
	Read:       single(plain.Read),
}
