package version

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sameName reports whether a mention that was reworded names the same actor for sure:
// its last word, a surname mostly, is there still, or in a slightly different spelling.
func sameName(was, is string) bool {
	last := func(s string) string {
		words := strings.FieldsFunc(strings.Map(fold, s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if n := len(words); n > 0 {
			return words[n-1]
		}
		return ""
	}
	return near(last(was), last(is))
}

// named reports whether a mention has a word that begins with a capital letter.
func named(s string) bool {
	return slices.ContainsFunc(strings.Fields(s), func(w string) bool {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(w, unicode.IsPunct))
		return unicode.IsUpper(r)
	})
}

// near reports whether two words are one, or differ in one letter of many: put in, left
// out or exchanged.
func near(v, w string) bool {
	if v == w {
		return v != ""
	}
	head := 0
	for head < len(v) && head < len(w) && v[head] == w[head] {
		head++
	}
	v, w = v[head:], w[head:]
	tail := 0
	for tail < len(v) && tail < len(w) && v[len(v)-1-tail] == w[len(w)-1-tail] {
		tail++
	}
	const many = 4 // letters that are the same
	return head+tail >= many && utf8.RuneCountInString(v[:len(v)-tail]) <= 1 && utf8.RuneCountInString(w[:len(w)-tail]) <= 1
}
