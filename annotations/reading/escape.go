package reading

import (
	"pressmark/annotations/standard"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mdSet appends text in a style, before another character: with asterisks where they are
// sure to be read as emphasis (CommonMark's rules of flanking), else with HTML's elements.
// Blanks at its ends stand outside.
func mdSet(out []byte, style mdStyle, text string, after rune) []byte {
	inner := strings.Trim(text, " ")
	if style == 0 || inner == "" {
		return append(out, text...)
	}
	lead, tail, _ := strings.Cut(text, inner)
	before, _ := utf8.DecodeLastRune(out)
	if lead != "" || len(out) == 0 {
		before = ' '
	}
	if tail != "" {
		after = ' '
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	open := strings.Repeat("*", int(style))
	end := open
	if before == '*' || after == '*' || !flanks(before, first) || !flanks(after, last) {
		open = map[mdStyle]string{mdItalic: "<i>", mdBold: "<b>", mdItalic | mdBold: "<b><i>"}[style]
		end = map[mdStyle]string{mdItalic: "</i>", mdBold: "</b>", mdItalic | mdBold: "</i></b>"}[style]
	}
	return append(out, lead+open+inner+end+tail...)
}

// flanks reports whether asterisks between a character outside and one inside are a
// delimiter of what is inside.
func flanks(outside, inside rune) bool {
	punctuation := func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
	switch {
	case unicode.IsSpace(inside) || unicode.IsControl(inside):
		return false
	case !punctuation(inside):
		return true
	}
	return unicode.IsSpace(outside) || punctuation(outside)
}

// mdText returns text in one line of Markdown that shows it as it is.
func mdText(s string) string {
	s = joinLines(s)
	return mdEscape(s, 0, len(s))
}

// mdLink returns an address as a link, if it is one of the web.
func mdLink(s string) string {
	if at := standard.Address(s); at != "" && !strings.ContainsAny(at, "<> ") {
		return "<" + at + ">"
	}
	return mdText(s)
}

// mdEscape returns a part of a text, between two bytes, so that Markdown shows it as it
// is. The whole text is a line: white space in it becomes blanks, and what would begin a
// list or a quotation does not.
func mdEscape(line string, from, to int) string {
	begins := opener(line)
	var b strings.Builder
	b.Grow(to - from + 16)
	for i, r := range line[from:to] {
		i += from
		_, size := utf8.DecodeRuneInString(line[i:])
		after := line[i+size:]
		switch {
		case i == begins,
			strings.ContainsRune("\\`*_[]<~|#$@", r), // some take asterisks before an @ for part of an address
			r == '&' && entity(after),
			r == ':' && strings.HasPrefix(after, "//"), // GitHub makes links of these, and takes escapes for part of them
			r == '.' && i >= 3 && strings.EqualFold(line[i-3:i], "www"):
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsSpace(r) && (unicode.IsControl(r) || r == '\u2028' || r == '\u2029'):
			b.WriteByte(' ')
		case unicode.IsControl(r): // a reader sees none
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// opener returns where a line has a character that would make it a list item or a
// quotation; -1: nowhere.
func opener(line string) int {
	rest := strings.TrimLeftFunc(line, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	at := len(line) - len(rest)
	if rest != "" && strings.IndexByte("+->", rest[0]) >= 0 {
		return at
	}
	after := strings.TrimLeft(rest, "0123456789")
	if after != rest && after != "" && (after[0] == '.' || after[0] == ')') {
		return len(line) - len(after)
	}
	return -1
}

// entity reports whether what follows an ampersand may make it a character reference.
func entity(s string) bool {
	return s != "" && (s[0] == '#' || 'a' <= s[0] && s[0] <= 'z' || 'A' <= s[0] && s[0] <= 'Z')
}
