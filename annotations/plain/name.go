package plain

import (
	"strings"
	"unicode"
)

// LongestName is how long a file's name may be, in bytes, without its ending.
const LongestName = 60

// FileName makes a file's name, without an ending, of a title.
func FileName(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	name := strings.Trim(b.String(), "-")
	if len(name) > LongestName {
		cut := strings.LastIndexByte(name[:LongestName+1], '-') // between words
		if cut < 0 {
			cut = len(strings.ToValidUTF8(name[:LongestName], ""))
		}
		name = name[:cut]
	}
	if name == "" {
		name = "article"
	}
	return name
}
