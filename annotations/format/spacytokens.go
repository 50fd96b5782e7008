package format

import (
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// A spacyToken is a token as spaCy has it: a word, a punctuation mark or white space. One
// blank after a word or punctuation mark belongs to it and is not in its span.
type spacyToken struct {
	annotations.Span
	space bool // white space
	blank bool // a blank follows
}

// spacyTokens cuts a text so that the tokens with their blanks are the whole text, and so
// that no mark begins or ends inside a token.
func spacyTokens(t annotations.Text, marks []standoff.Mark) []spacyToken {
	cut, begins, ends := map[int]bool{}, map[int]bool{}, map[int]bool{}
	inWord := map[int]bool{} // code points after the first of a word
	for _, w := range t.Words(annotations.Span{End: t.Len()}) {
		cut[w.Start], cut[w.End] = true, true
		for cp := w.Start + 1; cp < w.End; cp++ {
			inWord[cp] = true
		}
	}
	for _, m := range marks {
		for _, s := range m.Spans {
			begins[s.Start], ends[s.End] = true, true
		}
	}
	var out []spacyToken
	cp := 0
	for _, r := range t.String() {
		space := unicode.IsSpace(r)
		last := len(out) - 1
		here := annotations.Span{Start: cp, End: cp + 1}
		edge := cut[cp] || begins[cp] || ends[cp]
		joined := last >= 0 && out[last].End == cp && !out[last].blank && !edge
		switch {
		case r == ' ' && last >= 0 && !out[last].space && out[last].End == cp && !out[last].blank && !begins[cp] && !ends[cp+1]:
			out[last].blank = true
		case joined && space == out[last].space && (space || inWord[cp] || extends(r)):
			out[last].End = cp + 1
		default:
			out = append(out, spacyToken{Span: here, space: space})
		}
		cp++
	}
	return out
}

// extends reports whether a character belongs to the one before it.
func extends(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.M, unicode.Cf, unicode.Sk)
}

// A tokenIndex finds the tokens in which places begin and end.
type tokenIndex struct{ starts, ends map[int]int }

func indexTokens(tokens []spacyToken) tokenIndex {
	x := tokenIndex{map[int]int{}, map[int]int{}}
	for i, t := range tokens {
		x.starts[t.Start], x.ends[t.End] = i, i
	}
	return x
}

// of returns the first and the last token of a span that was cut out by [spacyTokens].
func (x tokenIndex) of(s annotations.Span) (first, last int) { return x.starts[s.Start], x.ends[s.End] }
