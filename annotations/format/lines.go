package format

import (
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// characters returns the characters of a file that may hold many articles. Bytes that are
// none become U+FFFD, so that pieces can be joined and counted.
func characters(data []byte) (string, error) {
	if len(data) > record.MaxBytes {
		return "", record.ErrTooLarge
	}
	if len(data) > annotations.MaxText {
		return annotations.NewText(strings.TrimPrefix(string(data), "\ufeff")).String(), nil
	}
	s, _, err := plain.Decode(data, "")
	return annotations.NewText(s).String(), err
}

// nextLine cuts the first line off a text, without its line break.
func nextLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}
