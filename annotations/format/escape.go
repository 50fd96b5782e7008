package format

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// escape writes a name without what brat's cannot have, and unescape reads it: a space is
// _x0020_, as OOXML has it.
func escape(s string, fits func(rune) bool) string {
	plain := strings.IndexFunc(s, func(r rune) bool { return !fits(r) }) < 0
	if plain && !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if !fits(r) || strings.HasPrefix(s[i:], "_x") {
			b.WriteString("_x")
			hex := strings.ToUpper(strconv.FormatInt(int64(r), 16))
			b.WriteString(strings.Repeat("0", max(4-len(hex), 0)) + hex + "_")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func unescape(s string) string {
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		code, rest, ok := strings.Cut(s[2:], "_")
		n, err := strconv.ParseUint(code, 16, 32)
		if ok && err == nil && len(code) >= 4 && len(code) <= 6 && utf8.ValidRune(rune(n)) && n > 0 {
			b.WriteRune(rune(n))
			s = rest
		} else {
			b.WriteString(s[:2])
			s = s[2:]
		}
		i = strings.Index(s, "_x")
	}
	return b.String() + s
}
