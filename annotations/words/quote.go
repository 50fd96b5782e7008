package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// How many code points of a quotation are shown: in a message, in a chip or a cell, and
// on a card.
const (
	InMessage = 60
	InChip    = 80
	OnCard    = 320
)

// Quote returns what a message quotes, in one line and in quotation marks. Quotation
// marks around it are left out.
func Quote(s string) string {
	return spoken.open + strings.Trim(Clip(s, InMessage), spoken.open+spoken.close) + spoken.close
}

// Title returns the title of an article as a message says it.
func Title(s string) string { return spoken.open + Clip(s, InMessage) + spoken.close }

// Quoted puts quotation marks around a text.
func Quoted(s string) string { return spoken.open + s + spoken.close }

// Clip returns a text in one line, cut after at most so many code points, and with … where
// something is left out. It cuts no grapheme.
func Clip(s string, most int) string {
	s, cut := head(s, most)
	if cut {
		return strings.TrimSpace(s) + "…"
	}
	return s
}

// ClipWords does so between words, if there is a place between them in the second half.
func ClipWords(s string, most int) string {
	s, cut := head(s, most)
	if !cut {
		return s
	}
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:–—") + "…"
}

// head returns a text in one line, or what of it leaves room for a sign that it is cut.
func head(s string, most int) (string, bool) {
	s = OneLine(s)
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s, false
	}
	t := annotations.NewText(s[:min(len(s), 4*most+64)]) // all that is left, and what a grapheme at its end may need
	return t.Slice(t.Whole(annotations.Span{End: most - 1})), true
}

// OneLine returns a text with single blanks for all its white space, and none around it.
func OneLine(s string) string {
	after := true // white space, or nothing yet
	for _, r := range s {
		space := unicode.IsSpace(r)
		if space && (after || r != ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		after = space
	}
	if after {
		return strings.TrimSpace(s)
	}
	return s
}

// Capital returns a text with a capital at its beginning, as a sentence has it.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
