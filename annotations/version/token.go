package version

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// A token is a word, a number, a sign or a paragraph break, where it stands in a text.
// Tokens with equal keys read alike: see the package comment.
type token struct {
	key        int32 // in the lexicon
	start, end int32 // code points
}

// A word is what all tokens of one key have in common.
type word struct {
	weight int  // letters and digits; 1 for anything else
	sign   bool // it is no word
	ends   bool // a sentence ends with it
}

// A lexicon numbers the words of the texts that are compared.
type lexicon struct {
	ids   map[string]int32 // of words as they stand in texts, too
	words []word
}

// breakKey is the key of paragraph breaks.
const breakKey = 0

func newLexicon() *lexicon {
	l := &lexicon{ids: make(map[string]int32)}
	l.key("\n")
	return l
}

// tokens cuts a text. What lies between two tokens is space. No token begins inside a
// grapheme cluster.
func (l *lexicon) tokens(t annotations.Text) []token {
	s := t.String()
	c := cutter{text: t, lex: l, s: s, out: make([]token, 0, len(s)/5+1)}
	for _, w := range t.Words(annotations.Span{End: t.Len()}) {
		c.signs(w.Start)
		c.word(w.End)
	}
	c.signs(t.Len())
	if len(c.out) == 0 && s != "" { // nothing but space: it is one, so that stretches cover it
		c.out = append(c.out, token{l.key(" "), 0, int32(t.Len())})
	}
	return c.out
}

// A cutter goes through a text, in code points and bytes at once.
type cutter struct {
	text   annotations.Text
	lex    *lexicon
	s      string
	cp     int
	at     int // byte
	out    []token
	starts []bool // where clusters begin; made when it is not plain
}

// to moves on to a code point and returns what lies between.
func (c *cutter) to(cp int) string {
	from := c.at
	for ; c.cp < cp; c.cp++ {
		_, n := utf8.DecodeRuneInString(c.s[c.at:])
		c.at += n
	}
	return c.s[from:c.at]
}

// word takes in a word, its possessive ending apart.
func (c *cutter) word(end int) {
	from, at := c.cp, c.at
	w := c.to(end)
	if bare := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"); bare != w && bare != "" {
		c.add(from, end-2, at, at+len(bare))
		c.add(end-2, end, at+len(bare), at+len(w))
		return
	}
	c.add(from, end, at, at+len(w))
}

// signs takes in what stands between two words.
func (c *cutter) signs(end int) {
	for c.cp < end {
		from, at := c.cp, c.at
		r, _ := utf8.DecodeRuneInString(c.s[c.at:])
		c.to(from + 1)
		switch last := len(c.out) - 1; {
		case isBreak(r):
			if last < 0 || c.out[last].key != breakKey {
				c.out = append(c.out, token{breakKey, int32(from), int32(c.cp)})
			}
		case unicode.IsSpace(r), unicode.IsControl(r):
		case unicode.In(r, unicode.M, unicode.Cf):
			if last >= 0 && c.out[last].end == int32(from) && c.out[last].key != breakKey {
				c.out[last].end = int32(c.cp)
			}
		default:
			// Three dots and an ellipsis are one sign; a number after a narrow space is a word.
			for is := follows(r); c.cp < end; c.to(c.cp + 1) {
				if next, _ := utf8.DecodeRuneInString(c.s[c.at:]); !is(next) {
					break
				}
			}
			c.add(from, c.cp, at, c.at)
		}
	}
}

// follows returns which runes after a first one are of one token with it, outside of words.
func follows(first rune) func(rune) bool {
	switch {
	case first == '.':
		return func(r rune) bool { return r == '.' }
	case unicode.IsNumber(first) || unicode.IsLetter(first):
		return func(r rune) bool { return unicode.IsNumber(r) || unicode.IsLetter(r) || unicode.Is(unicode.M, r) }
	}
	return func(rune) bool { return false }
}

// isBreak reports whether a rune ends a paragraph.
func isBreak(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

// add adds a token, or makes it a part of the one before where a cluster lies on both.
func (c *cutter) add(from, to, at, end int) {
	if last := len(c.out) - 1; last >= 0 && !c.clear(from, at) {
		c.out[last].end = int32(to)
		c.out[last].key = c.lex.key(c.text.Slice(annotations.Span{Start: int(c.out[last].start), End: to}))
		return
	}
	c.out = append(c.out, token{c.lex.key(c.s[at:end]), int32(from), int32(to)})
}

// clear reports whether no grapheme cluster lies on both sides of a place.
func (c *cutter) clear(cp, at int) bool {
	if at == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(c.s[:at])
	if next, _ := utf8.DecodeRuneInString(c.s[at:]); plain(before) && plain(next) {
		return true
	}
	if c.starts == nil {
		c.starts = make([]bool, c.text.Len())
		for _, g := range c.text.Graphemes(annotations.Span{End: c.text.Len()}) {
			c.starts[g.Start] = true
		}
	}
	return c.starts[cp]
}

// plain reports whether a rune is surely a grapheme cluster of its own beside another that
// is: it spares texts in Latin script the look at where clusters begin.
func plain(r rune) bool { return r < 0x300 && r != '\r' && r != '\u00ad' || 0x2010 <= r && r <= 0x2027 }

// key returns the key of a word or sign.
func (l *lexicon) key(s string) int32 {
	if id, ok := l.ids[s]; ok {
		return id
	}
	folded := strings.Map(fold, s)
	if len(folded) > 1 && strings.Trim(folded, ".") == "" {
		folded = "…"
	}
	id, ok := l.ids[folded]
	if !ok {
		id = int32(len(l.words))
		l.words = append(l.words, wordOf(folded))
		l.ids[strings.Clone(folded)] = id
	}
	l.ids[strings.Clone(s)] = id
	return id
}

func wordOf(folded string) word {
	w := word{sign: true}
	for _, r := range folded {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			w.weight++
			w.sign = false
		}
	}
	w.weight = max(w.weight, 1)
	w.ends = folded != "" && strings.Contains(".?!…。？！؟।", folded)
	return w
}

// fold makes letter case and typography of a rune what it is in all texts.
func fold(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	switch r {
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '‘', '’', '‚', '‛', '‹', '›', '′', 'ʼ':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return unicode.ToLower(r)
}

// covered returns the half-open range of the tokens that a span touches, without
// paragraph breaks at its ends. It is empty where the span touches none.
func covered(toks []token, s annotations.Span) (from, to int) {
	from = sort.Search(len(toks), func(i int) bool { return int(toks[i].end) > s.Start })
	to = sort.Search(len(toks), func(i int) bool { return int(toks[i].start) >= s.End })
	for from < to && toks[from].key == breakKey {
		from++
	}
	for from < to && toks[to-1].key == breakKey {
		to--
	}
	return from, max(from, to)
}
