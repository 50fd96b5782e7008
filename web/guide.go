package web

import _ "embed"

// Guide is the guidelines for marking. The app says in which notation.
//
//go:embed guide.md
var Guide string
