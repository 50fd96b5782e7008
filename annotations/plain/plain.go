// Package plain makes articles of plain text, and texts of bytes whose encoding is not
// known. What it says of titles and metadata holds for articles of every other format,
// too: they are one line, they show something, and a stored article always has a title.
package plain

import (
	"pressmark/annotations/words"
)

// What can be wrong with a text.
const (
	ErrEmpty    = words.ErrEmpty
	ErrTooLarge = words.ErrTextTooLarge
	ErrEncoding = words.ErrEncoding
)
