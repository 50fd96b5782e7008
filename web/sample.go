package web

import _ "embed"

// Sample is the sample article, in Markdown.
//
//go:embed sample.md
var Sample string
