// Package plain makes articles of plain text, and texts of bytes whose encoding is not
// known. What it says of titles and metadata holds for articles of every other format,
// too: they are one line, they show something, and a stored article always has a title.
package plain

import "errors"

// What can be wrong with a text.
var (
	ErrEmpty    = errors.New("there is no text in it")
	ErrTooLarge = errors.New("it is too large")
	ErrEncoding = errors.New("its characters are encoded in a way that is not known")
)
