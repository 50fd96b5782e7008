package web

import _ "embed"

// Sample is the record of the sample article, which sample.md says: the program reads
// no Markdown by itself. A test of the app's keeps the two alike.
//
//go:embed sample.json
var Sample string
