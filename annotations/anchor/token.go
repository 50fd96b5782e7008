package anchor

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// A token is a word, a number, one sign or a paragraph break, where it stands in
// the text. Tokens with equal keys read alike: letter case and the typography of
// quotation marks, dashes, dots and spaces do not tell them apart.
type token struct {
	key        int32 // in the lexicon
	start, end int32 // code points
}

// A word is what all tokens of one key have in common.
type word struct {
	text   string // folded
	weight float64
	figure bool // it holds a digit, or is a currency or percent sign
	letter bool // it is made of letters
}

// A lexicon numbers the words of the texts that are compared.
type lexicon struct {
	ids   map[string]int32
	words []word
}

func newLexicon() *lexicon {
	l := &lexicon{ids: make(map[string]int32)}
	l.id(edgeText, word{weight: breakWeight})
	l.id(breakText, word{weight: breakWeight})
	return l
}

func (l *lexicon) id(text string, w word) int32 {
	if id, ok := l.ids[text]; ok {
		return id
	}
	id := int32(len(l.words))
	w.text = strings.Clone(text)
	l.ids[w.text] = id
	l.words = append(l.words, w)
	return id
}

// The first two words of every lexicon: the two ends of a text are one (so that
// to stand first or last is context too), a paragraph break is the other.
const (
	edgeKey, breakKey   = 0, 1
	edgeText, breakText = "\x00", "\n"
)

// A class is what a code point is to the tokens.
type class uint8

const (
	space class = iota
	newline
	letter // runs form a word
	digit  // joins a word, or starts a number
	glyph  // a word of its own: scripts that put no space between words
	joiner // invisible or combining: part of what it follows, but never of its key
	sign
)

var glyphs = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return letter
	case r == ' ':
		return space
	case '0' <= r && r <= '9':
		return digit
	case r == '\n', r == '\r', r == '\u2028', r == '\u2029':
		return newline
	case r < utf8.RuneSelf:
		if r <= ' ' || r == 0x7f {
			return space
		}
		return sign
	case unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		return joiner
	case unicode.IsLetter(r):
		if r >= 0x0E00 && unicode.IsOneOf(glyphs, r) {
			return glyph
		}
		return letter
	case unicode.IsNumber(r):
		return digit
	case unicode.IsControl(r):
		return space
	}
	return sign
}

// folds maps signs that differ only in typography to one of them.
var folds = map[rune]string{
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '«': `"`, '»': `"`, '″': `"`,
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '‹': "'", '›': "'", '′': "'", '`': "'", '´': "'",
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
}

// tokens returns the tokens of a text between two that stand for its ends.
func (l *lexicon) tokens(t annotations.Text) []token {
	s := t.String()
	out := make([]token, 0, len(s)/5+2)
	out = append(out, token{key: edgeKey})
	cp := int32(0) // of s[i:]
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		c := classOf(r)
		from, start := i, cp
		i += size
		cp++
		switch c {
		case newline:
			if out[len(out)-1].key != breakKey {
				out = append(out, token{breakKey, start, cp})
			}
			continue
		case space, joiner:
			continue
		case sign:
			for r == '.' && i < len(s) && s[i] == '.' { // three dots and an ellipsis are one sign
				i++
				cp++
			}
		case digit:
			// "1,234.5" is one number: separators join digits.
			for i < len(s) {
				next, n := utf8.DecodeRuneInString(s[i:])
				k := classOf(next)
				if k == sign && strings.ContainsRune(".,'’", next) {
					after, _ := utf8.DecodeRuneInString(s[i+n:])
					if classOf(after) == digit {
						k = digit
					}
				}
				if k != digit && k != letter && k != joiner {
					break
				}
				i += n
				cp++
			}
		case letter:
			for i < len(s) {
				next, n := utf8.DecodeRuneInString(s[i:])
				if k := classOf(next); k != letter && k != digit && k != joiner {
					break
				}
				i += n
				cp++
			}
		case glyph:
			for i < len(s) {
				next, n := utf8.DecodeRuneInString(s[i:])
				if classOf(next) != joiner {
					break
				}
				i += n
				cp++
			}
		}
		out = append(out, token{l.word(s[from:i], c), start, cp})
	}
	end := int32(t.Len())
	return append(out, token{edgeKey, end, end})
}

// word returns the key of a token's text; c is the class of its first character.
func (l *lexicon) word(s string, c class) int32 {
	if id, ok := l.ids[s]; ok {
		return id
	}
	if c == sign {
		r, n := utf8.DecodeRuneInString(s)
		if f, ok := folds[r]; ok {
			s = f
		} else if n < len(s) {
			s = "…"
		}
		if unicode.Is(unicode.Sc, r) || r == '%' || r == '‰' {
			return l.id(s, word{weight: signWeight, figure: true})
		}
		return l.id(s, word{weight: signWeight})
	}
	w := word{letter: true}
	folded := strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case r < utf8.RuneSelf:
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	n := 0
	for _, r := range folded {
		n++
		if unicode.IsNumber(r) {
			w.figure, w.letter = true, false
		}
	}
	w.weight = float64(min(n, longWord))
	if w.figure {
		w.weight = figureWeight
	}
	return l.id(folded, w)
}

// covered returns the half-open range of the tokens that a span touches, without
// paragraph breaks at its ends. It is empty where the span touches none.
func covered(toks []token, s annotations.Span) (from, to int) {
	inner := toks[1 : len(toks)-1] // the two edges belong to no span
	from = 1 + sort.Search(len(inner), func(i int) bool { return int(inner[i].end) > s.Start })
	to = 1 + sort.Search(len(inner), func(i int) bool { return int(inner[i].start) >= s.End })
	for from < to && toks[from].key == breakKey {
		from++
	}
	for from < to && toks[to-1].key == breakKey {
		to--
	}
	return from, max(from, to)
}
