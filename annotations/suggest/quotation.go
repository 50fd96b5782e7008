package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
)

// A Quotation is a passage in quotation marks.
type Quotation struct {
	Span   annotations.Span // with its marks
	Inside annotations.Span // without them
}

// Quotations returns the passages in quotation marks that touch a part of an article,
// in order. They are the outermost ones: a quotation in a quotation is a part of it.
//
// Marks are straight, curly, low or pointed, single or double. A quotation ends with
// its block; if the next one begins with the same opening mark, it goes on there and
// is another passage. A mark without a partner quotes nothing, except a curly opening
// one, which quotes the rest of its block.
func Quotations(a annotations.Article, in annotations.Span) []Quotation {
	var out []Quotation
	from, to := a.BlocksIn(in)
	for i := from; i < to; i++ {
		b := a.Blocks[i].Span
		s := a.Text.Slice(b)
		goesOn := ""
		if i+1 < len(a.Blocks) {
			goesOn = a.Text.Slice(annotations.Span{Start: a.Blocks[i+1].Span.Start, End: min(a.Blocks[i+1].Span.Start+2, a.Blocks[i+1].Span.End)})
		}
		at, cp := 0, b.Start
		point := func(byte int) int { // byte offsets come in order
			cp += utf8.RuneCountInString(s[at:byte])
			at = byte
			return cp
		}
		for _, p := range pairs(s, goesOn) {
			inner := s[p.from+p.open : p.to-p.close]
			if !strings.ContainsFunc(inner, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				continue // it holds no word
			}
			lead := len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
			tail := len(inner) - len(strings.TrimRightFunc(inner, unicode.IsSpace))
			var q Quotation
			q.Span.Start = point(p.from)
			q.Inside.Start = point(p.from + p.open + lead)
			q.Inside.End = point(p.to - p.close - tail)
			q.Span.End = point(p.to)
			q.Span, q.Inside = a.Text.Whole(q.Span), a.Text.Whole(q.Inside)
			if q.Span.Overlaps(in) {
				out = append(out, q)
			}
		}
	}
	return out
}

// longSingle is how many bytes a quotation in straight single marks can have: where
// apostrophes abound, each would otherwise be looked for a partner in all of the block.
const longSingle = 1000

// A pair is a quotation in a string, in bytes: with its marks, and their lengths.
type pair struct{ from, to, open, close int }

// marks are the characters that can open or close a quotation.
const marks = "\"“”„‟«»‹›‘’‚'`「」『』"

// closers says what closes a quotation that r opens.
func closers(r rune) string {
	switch r {
	case '"':
		return "\"”"
	case '“', '‟':
		return "”\""
	case '„':
		return "“”\""
	case '«':
		return "»"
	case '»':
		return "«"
	case '‹':
		return "›"
	case '›':
		return "‹"
	case '‘', '\'', '`':
		return "’'"
	case '‚':
		return "‘’"
	case '「':
		return "」"
	case '『':
		return "』"
	}
	return ""
}

// pairs returns the outermost quotations of a block. goesOn is how the next block
// begins.
func pairs(s, goesOn string) []pair {
	var out []pair
	for at := 0; at < len(s); {
		k := strings.IndexAny(s[at:], marks)
		if k < 0 {
			break
		}
		i := at + k
		r, n := utf8.DecodeRuneInString(s[i:])
		open := doubled(s[i:], r, n)
		if !opens(s, i, open, r) {
			at = i + open
			continue
		}
		to, closing := partner(s, i+open, r, open > n)
		switch {
		case to > 0:
			out = append(out, pair{i, to, open, closing})
			at = to
		case strings.ContainsRune("“„‘«", r) || strings.HasPrefix(goesOn, s[i:i+open]):
			if r == '‘' && !strings.HasPrefix(goesOn, "‘") { // an apostrophe set the wrong way: ‘em
				at = i + open
				continue
			}
			end := len(strings.TrimRightFunc(s, unicode.IsSpace))
			return append(out, pair{i, max(end, i+open), open, 0})
		default:
			at = i + open
		}
	}
	return out
}

// doubled returns the length of the mark with which s begins: two single ones stand
// for a double one.
func doubled(s string, r rune, n int) int {
	if r == '\'' || r == '`' || r == '‘' || r == '’' {
		if r2, k := utf8.DecodeRuneInString(s[n:]); r2 == r {
			return n + k
		}
	}
	return n
}

// opens reports whether the mark r at i can open a quotation: it stands before
// something, and not inside or behind a word.
func opens(s string, i, n int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	if i+n >= len(s) || closers(r) == "" && n == utf8.RuneLen(r) {
		return false
	}
	free := i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/:…“‘\"«‹", before)
	switch r {
	case '"', '\'', '`', '’':
		return free && !unicode.IsSpace(after)
	case '‘':
		return free
	case '»', '›':
		return free && unicode.IsLetter(after)
	case '”':
		return false
	}
	return true
}

// partner returns where a quotation ends that r opened before i, and the length of its
// closing mark; 0 where nothing closes it. double says that two single marks did.
func partner(s string, i int, r rune, double bool) (end, n int) {
	want := closers(r)
	if (r == '\'' || r == '`') && !double && len(s)-i > longSingle {
		s = s[:i+longSingle]
	}
	var inner []rune // quotations that were opened inside, and not closed
	for at := i; at < len(s); {
		k := strings.IndexAny(s[at:], marks)
		if k < 0 {
			return 0, 0
		}
		j := at + k
		c, size := utf8.DecodeRuneInString(s[j:])
		size = doubled(s[j:], c, size)
		before, _ := utf8.DecodeLastRuneInString(s[:j])
		after, _ := utf8.DecodeRuneInString(s[j+size:])
		at = j + size
		switch {
		case double || r == '’':
			if size > utf8.RuneLen(c) && (c == '\'' || c == '’') {
				return at, size
			}
		case strings.ContainsRune("\"", c) && r == '"' && (unicode.IsSpace(before) || before == '(') && !unicode.IsSpace(after) && at < len(s) && j > i:
			// The closing mark is missing: another quotation begins here.
			return 0, 0
		case len(inner) > 0 && strings.ContainsRune(closers(inner[len(inner)-1]), c) && !inWordMark(before, c, after):
			if c != '’' && c != '\'' || !unicode.IsSpace(before) {
				inner = inner[:len(inner)-1]
			}
		case strings.ContainsRune(want, c):
			if c == '’' || c == '\'' {
				if inWordMark(before, c, after) || unicode.IsSpace(before) || plural(s, i, j, at, want) {
					continue
				}
			}
			return at, size
		case closers(c) != "" && c != '\'' && c != '’' && c != '`' && c != '"':
			if c == r {
				return 0, 0
			}
			if c != '‘' && c != '‚' || unicode.IsLetter(after) && strings.ContainsAny(s[at:], "’") {
				inner = append(inner, c)
			}
		}
	}
	return 0, 0
}

// inWordMark reports whether a mark is an apostrophe inside a word.
func inWordMark(before, c, after rune) bool {
	return apostrophe(c) && unicode.IsLetter(before) && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// plural reports whether the mark at j, in a quotation in single marks from i on, is
// rather the apostrophe of a plural ("the voters’ choice"): something else closes
// the quotation later.
func plural(s string, i, j, after int, want string) bool {
	if j == i || s[j-1] != 's' || after >= len(s) || s[after] != ' ' {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(s[after+1:]); !unicode.IsLower(r) {
		return false
	}
	rest := s[after:min(len(s), after+longSingle)]
	if k := strings.IndexAny(rest, "‘"); k >= 0 {
		rest = rest[:k]
	}
	for k, r := range rest {
		if !strings.ContainsRune(want, r) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:k])
		next, _ := utf8.DecodeRuneInString(rest[k+utf8.RuneLen(r):])
		if !unicode.IsSpace(before) && !unicode.IsLetter(next) {
			return true
		}
	}
	return false
}
