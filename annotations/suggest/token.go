package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// A class says what a token is by its form.
type class uint8

const (
	word     class = iota // "said", "four-hour-long", "U.S.", "Mr."
	number                // "19", "1,234.5"
	suffix                // the ending "'s", "'re", "'d" of the token before it
	point                 // one character of punctuation, or a pair of single quotation marks
	breaking              // line breaks: no sentence crosses them
)

// A token is a word, an ending or a mark of punctuation of a text. Words are cut finer
// than by UAX #29: a possessive ending is a token of its own, and the dot of an
// abbreviation belongs to it.
type token struct {
	text  string
	lower string // of words: in lower case, without the dots of an abbreviation; "US" and "WHO" are no pronouns
	span  annotations.Span
	class class
	quote bool // it lies in quotation marks, or is one
	first bool // it begins a sentence, quotation marks aside
}

// is reports whether a token is the word or punctuation s, in any letter case.
func (t token) is(s string) bool { return t.lower == s }

// possessive reports whether a token is the ending "'s".
func (t token) possessive() bool {
	return t.class == suffix && (t.text[len(t.text)-1] == 's' || t.text[len(t.text)-1] == 'S')
}

// capital reports whether a token is a word with a capital first letter.
func (t token) capital() bool {
	if t.class != word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// acronym reports whether a token is a word of capitals, as "WHO" and "U.S." are.
func (t token) acronym() bool {
	n := 0
	for _, r := range t.text {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r):
			return false
		}
	}
	return t.class == word && n >= 2
}

// tokenize returns the tokens of a part of the text.
func tokenize(t annotations.Text, in annotations.Span) []token {
	in = in.Clamp(t.Len())
	s := t.Slice(in)
	out := make([]token, 0, len(s)/4+4)
	cp := in.Start
	for s != "" {
		if s[0] == ' ' {
			s, cp = s[1:], cp+1
			continue
		}
		n, c := next(s)
		v := s[:n]
		s = s[n:]
		k := utf8.RuneCountInString(v)
		if c != spacing {
			tok := token{text: v, lower: v, span: annotations.Span{Start: cp, End: cp + k}, class: c}
			if c == word {
				tok.lower = lower(v)
				if pronouns[tok.lower] && tok.acronym() { // the US, the WHO
					tok.lower = strings.ToUpper(tok.lower)
				}
			}
			out = append(out, tok)
		}
		cp += k
	}
	return out
}

// spacing is the class of what is no token.
const spacing = breaking + 1

// next returns the length in bytes and the class of the token or the space with which
// s begins.
func next(s string) (int, class) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
		for n < len(s) {
			r, k := utf8.DecodeRuneInString(s[n:])
			if !unicode.IsSpace(r) {
				break
			}
			n += k
		}
		return n, breaking
	case unicode.IsSpace(r):
		return n, spacing
	case unicode.IsDigit(r):
		return digits(s), number
	case unicode.IsLetter(r):
		return letters(s), word
	case apostrophe(r):
		if k := ending(s); k > 0 {
			return k, suffix
		}
		if r2, k := utf8.DecodeRuneInString(s[n:]); r2 == r && r == '\'' {
			return n + k, point
		}
	}
	return n, point
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

// suffixes are what can follow an apostrophe as a possessive ending or a short form of
// "is", "are", "will", "have", "had" or "am".
var suffixes = [...]string{"s", "S", "re", "ll", "ve", "d", "m"}

// ending returns the length of the suffix with which s begins, or 0.
func ending(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !apostrophe(r) {
		return 0
	}
	for _, e := range suffixes {
		if strings.HasPrefix(s[n:], e) {
			if r, _ := utf8.DecodeRuneInString(s[n+len(e):]); !inWord(r) {
				return n + len(e)
			}
		}
	}
	return 0
}

func digits(s string) int {
	n := 0
	for n < len(s) {
		r, k := utf8.DecodeRuneInString(s[n:])
		if !inWord(r) {
			r2, _ := utf8.DecodeRuneInString(s[n+k:])
			if !strings.ContainsRune(".,-", r) || !unicode.IsDigit(r2) {
				break
			}
		}
		n += k
	}
	return n
}

func inWord(r rune) bool {
	return 'a' <= r && r <= 'z' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '\u00ad' || r == '\u200d'
}

// letters returns the length of the word with which s begins.
func letters(s string) int {
	n, run, dotted := 0, 0, false // run: letters since the beginning or the last dot
	for n < len(s) {
		if c := s[n]; 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			n, run = n+1, run+1
			continue
		}
		r, k := utf8.DecodeRuneInString(s[n:])
		r2, _ := utf8.DecodeRuneInString(s[n+k:])
		switch {
		case inWord(r):
			run++
		case (r == '-' || r == '‑') && (unicode.IsLetter(r2) || unicode.IsDigit(r2)):
			run = 2
		case apostrophe(r) && unicode.IsLetter(r2) && ending(s[n:]) == 0:
			run = 2
		case r == '.' && run == 1 && (dotted || unicode.IsLetter(r2)) && (n > 1 || unicode.IsLetter(r2)):
			run, dotted = 0, true
		case r == '.' && !dotted && abbreviated(s[:n]):
			return n + k
		default:
			return n
		}
		n += k
	}
	return n
}

// abbreviated reports whether a dot after a word belongs to it: a title, an initial.
func abbreviated(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && (n == len(w) && r != 'I' || len(w) <= 5 && abbreviations[strings.ToLower(w)])
}

// lower returns a word in lower case, without the dots of an abbreviation.
func lower(w string) string {
	if strings.IndexByte(w, '.') >= 0 {
		w = strings.ReplaceAll(w, ".", "")
	}
	if strings.IndexByte(w, "’"[0]) >= 0 {
		w = strings.ReplaceAll(w, "’", "'")
	}
	return strings.ToLower(w)
}

// A sentence is a half-open range of indexes of tokens.
type sentence struct{ from, to int }

// sentences cuts tokens into sentences. The marks that close a quotation belong to the
// sentence that they end; line breaks belong to none.
func sentences(toks []token) []sentence {
	var out []sentence
	from := 0
	end := func(to, next int) {
		if to > from {
			out = append(out, sentence{from, to})
			begin(toks[from:to])
		}
		from = next
	}
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		switch {
		case t.class == breaking:
			end(i, i+1)
		case t.class == point && (t.is(".") || t.is("?") || t.is("!") || t.is("…")):
			for i+1 < len(toks) && closes(toks, i+1) {
				i++
			}
			if i+1 < len(toks) && starts(toks[i+1:]) {
				end(i+1, i+1)
			}
		case t.class == word && strings.HasSuffix(t.text, ".") && t.acronym() && i+1 < len(toks) && toks[i+1].capital() && functional[toks[i+1].lower]:
			end(i+1, i+1)
		}
	}
	end(len(toks), len(toks))
	return out
}

// begin notes the word with which a sentence begins.
func begin(toks []token) {
	for i := range toks {
		if toks[i].class == word || toks[i].class == number {
			toks[i].first = true
			return
		}
	}
}

// closes reports whether the token at i stands right behind the one before it and can
// close a quotation, a bracket, or be another full stop.
func closes(toks []token, i int) bool {
	t := toks[i]
	return t.class == point && t.span.Start == toks[i-1].span.End && strings.Contains("\"”’'»)]?!.…''", t.text)
}

// starts reports whether tokens can be the beginning of a sentence.
func starts(toks []token) bool {
	for _, t := range toks {
		switch t.class {
		case word:
			return t.capital()
		case number, breaking:
			return true
		}
	}
	return true
}
