package plain

import (
	"strings"
	"unicode"
)

// Formula reports whether a spreadsheet would take text for a formula: whether the first
// that is seen of it is what begins one, in a form for Latin or for East Asian letters.
func Formula(s string) bool {
	seen := strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsGraphic(r) })
	return strings.IndexAny(seen, "=+-@＝＋－＠") == 0
}
