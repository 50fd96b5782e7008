package format

import (
	"strings"

	"pressmark/annotations"
)

// mostSearched is how much text is searched for words that are not where they should be,
// in bytes of a file.
const mostSearched = 1 << 28

// A search looks for words in texts, until it has gone through too much.
type search struct{ bytes int }

// more reports whether as many bytes may be gone through too.
func (s *search) more(bytes int) bool {
	s.bytes += bytes
	return s.bytes <= mostSearched
}

// once returns where words stand in a text, if they stand there once; else an empty span.
func (s *search) once(text annotations.Text, words string) annotations.Span {
	t := text.String()
	if words == "" || !s.more(len(t)) {
		return annotations.Span{}
	}
	first := strings.Index(t, words)
	if first < 0 || first != strings.LastIndex(t, words) {
		return annotations.Span{}
	}
	return annotations.Span{Start: text.FromByte(first), End: text.FromByte(first + len(words))}
}
