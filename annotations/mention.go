package annotations

import (
	"strings"
	"unicode/utf8"
)

// indexAll returns the byte offsets of the occurrences of sub in s that do not
// overlap.
func indexAll(s, sub string) []int {
	if sub == "" {
		return nil
	}
	var out []int
	for from := 0; ; {
		i := strings.Index(s[from:], sub)
		if i < 0 {
			return out
		}
		out = append(out, from+i)
		from += i + len(sub)
	}
}

// wholeWords reports whether a span begins and ends between words, or where a
// word's possessive ending begins ("Putin" in "Putin’s").
func (t Text) wholeWords(s Span) bool {
	if t.Whole(s) != s {
		return false
	}
	for _, w := range t.Words(t.neighbourhood(s)) {
		if w.Start < s.Start && s.Start < w.End {
			return false
		}
		if w.Start < s.End && s.End < w.End && !possessive(t.Slice(Span{s.End, w.End})) {
			return false
		}
	}
	return true
}

// possessive reports whether a word's ending is an English possessive.
func possessive(ending string) bool {
	r, n := utf8.DecodeRuneInString(ending)
	return (r == '\'' || r == '’') && (ending[n:] == "s" || ending[n:] == "")
}
