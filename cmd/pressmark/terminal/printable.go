package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns a text with nothing in it that a terminal would obey: U+FFFD stands for
// each control character, and for those that turn the direction of writing.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// Shortened returns a text, printable, in one line of at most so many code points.
func Shortened(s string, most int) string {
	s = Printable(strings.Join(strings.Fields(s), " "))
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}
