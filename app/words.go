package app

import (
	"pressmark/annotations/words"
)

func edgeName(e Edge) string {
	if e.End {
		return words.EdgeEnd.String()
	}
	return words.EdgeBeginning.String()
}

// A trouble is an error in words for a reader.
type trouble string

func (t trouble) Error() string { return string(t) }
