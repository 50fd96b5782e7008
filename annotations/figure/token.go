package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind says what a token is made of.
type kind uint8

const (
	outside kind = iota // no token: before the first or after the last
	letters
	digits
	sign // one character that is neither letter, digit nor space
	line // the end of a line: no figure goes across it
)

// A token is a run of letters, a run of digits, or one other character.
type token struct {
	start, end int // bytes
	kind       kind
	glued      bool // no space before it
	capital    bool // begins with an upper-case letter
	w          *word
}

// none is the token that stands where there is none.
var none = token{w: &unknown}

// A scanner reads figures from the tokens of a text. Figures lie between the tokens
// lo and hi; what is outside can only be looked at.
type scanner struct {
	src    string
	toks   []token
	lo, hi int
	base   date // of the article; its zero value: not known
	strict bool // read only what is surely a figure, as nobody has marked it
}

// at returns token i if it can be a part of a figure.
func (s *scanner) at(i int) *token {
	if i < s.lo || i >= s.hi {
		return &none
	}
	return &s.toks[i]
}

// peek returns token i, be it outside.
func (s *scanner) peek(i int) *token {
	if i < 0 || i >= len(s.toks) {
		return &none
	}
	return &s.toks[i]
}

func (s *scanner) text(t *token) string { return s.src[t.start:t.end] }

// between returns the text of the tokens from i to before j.
func (s *scanner) between(i, j int) string {
	if i >= j {
		return ""
	}
	return s.src[s.toks[i].start:s.toks[j-1].end]
}

// is reports whether token i can be a part of a figure and is one of some words. It is
// called in so many places that to inline it would make the program a good deal larger.
//
//go:noinline
func (s *scanner) is(i int, words ...*word) bool { return among(s.at(i), words) }

// near does the same for a token that may be outside.
//
//go:noinline
func (s *scanner) near(i int, words ...*word) bool { return among(s.peek(i), words) }

func among(t *token, words []*word) bool {
	for _, w := range words {
		if t.w == w {
			return true
		}
	}
	return false
}

// glued reports whether tokens i-1 and i stand together without a space.
//
//go:noinline
func (s *scanner) glued(i int) bool { return i > 0 && s.peek(i).glued && s.peek(i).kind != outside }

// tokenize cuts a text. Tokens end at the bytes cuts, too.
func tokenize(src string, cuts ...int) []token {
	lex := theLexicon()
	toks := make([]token, 0, len(src)/4+8)
	var buf [40]byte
	space := true
	for i := 0; i < len(src); {
		limit := len(src)
		for _, c := range cuts {
			if i < c && c < limit {
				limit = c
			}
		}
		c := src[i]
		switch {
		case c == '\n':
			toks = append(toks, token{start: i, end: i + 1, kind: line, w: &unknown})
			i++
			space = true
			continue
		case c == ' ' || c == '\t' || c == '\r':
			i++
			space = true
			continue
		case '0' <= c && c <= '9':
			t := token{start: i, kind: digits, glued: !space, w: &unknown}
			for i < limit && '0' <= src[i] && src[i] <= '9' {
				i++
			}
			t.end = i
			if t.end == t.start+1 {
				t.w = lex.look(src[t.start:t.end])
			}
			toks = append(toks, t)
			space = false
			continue
		case asciiLetter(c):
			n := i
			for n < limit && asciiLetter(src[n]) {
				if n-i < len(buf) {
					buf[n-i] = src[n] | 0x20
				}
				n++
			}
			if n < limit && src[n] >= utf8.RuneSelf {
				break // perhaps more letters
			}
			t := token{start: i, end: n, kind: letters, glued: !space, capital: c < 'a', w: &unknown}
			if n-i <= len(buf) {
				if w := lex.words[string(buf[:n-i])]; w != nil {
					t.w = w
				}
			}
			toks = append(toks, t)
			i, space = n, false
			continue
		case c < utf8.RuneSelf:
			toks = append(toks, token{start: i, end: i + 1, kind: sign, glued: !space, w: lex.signs[c]})
			i++
			space = false
			continue
		}
		r, n := utf8.DecodeRuneInString(src[i:])
		if unicode.IsSpace(r) {
			i += n
			space = true
			continue
		}
		t := token{start: i, kind: sign, glued: !space, capital: unicode.IsUpper(r)}
		i += n
		if unicode.IsLetter(r) {
			t.kind = letters
			for i < limit {
				r, n := utf8.DecodeRuneInString(src[i:])
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				i += n
			}
		}
		t.end = i
		t.w = lex.look(strings.ToLower(src[t.start:t.end]))
		toks = append(toks, t)
		space = false
	}
	return toks
}

func asciiLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
