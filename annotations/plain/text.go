package plain

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// Read makes an article of plain text. The text is kept as it is; only a byte
// order mark at its start is dropped. Blocks are the paragraphs that are found in it:
//
//   - Blank lines separate paragraphs. The lines between two blank lines are one
//     paragraph if they look wrapped at a width, else a paragraph each.
//   - Where there are no blank lines, each line is a paragraph, as in most files of
//     news texts.
//
// A first line that looks like a headline is a heading and the title. Otherwise the
// title is the name, a file's without its ending, or the first words.
//
// It returns ErrEmpty, ErrTooLarge or ErrEncoding.
func Read(name string, data []byte, now time.Time) (annotations.Article, error) {
	s, _, err := Decode(data, "")
	if err != nil {
		return annotations.Article{}, err
	}
	return Article(name, annotations.NewText(s), now)
}

// Article makes an article of a text, as [Read] does. It returns ErrEmpty, or
// ErrTooLarge.
func Article(name string, t annotations.Text, now time.Time) (annotations.Article, error) {
	if err := CheckSize(len(t.String())); err != nil {
		return annotations.Article{}, err
	}
	a := annotations.Article{ID: annotations.NewID(), Text: t, Created: now, Modified: now}
	a.Blocks = Paragraphs(t)
	if len(a.Blocks) == 0 {
		return annotations.Article{}, ErrEmpty
	}
	first := t.Slice(a.Blocks[0].Span)
	if len(a.Blocks) > 1 && headline(first) {
		a.Blocks[0].Kind, a.Blocks[0].Level = annotations.Heading, 1
		a.Title = first
	}
	a.Title = Title(a.Title, name, first)
	return a, nil
}

// Paragraphs returns the blocks of a text, as [Read] finds them, all of them paragraphs.
func Paragraphs(t annotations.Text) []annotations.Block {
	var out []annotations.Block
	for _, p := range paragraphs(t.String()) {
		span := annotations.Span{Start: t.FromByte(p.start), End: t.FromByte(p.end)}
		// Trimming may have parted a space from a mark that sits on it.
		out = append(out, annotations.Block{Kind: annotations.Paragraph, Span: t.Whole(t.Trim(span))})
	}
	return out
}

// A line is a range of bytes, without its line break.
type line struct{ start, end int }

// paragraphs returns the byte ranges of the paragraphs of a text.
func paragraphs(s string) []line {
	var groups [][]line // of lines that no blank line parts
	var group []line
	for _, l := range lines(s) {
		if Visible(s[l.start:l.end]) {
			group = append(group, l)
		} else if group != nil {
			groups, group = append(groups, group), nil
		}
	}
	if group != nil {
		groups = append(groups, group)
	}
	width := 0
	if len(groups) > 1 {
		width = wrapWidth(s, groups)
	}
	var out []line
	for _, g := range groups {
		if wrapped(s, g, width) {
			out = append(out, line{g[0].start, g[len(g)-1].end})
		} else {
			out = append(out, g...)
		}
	}
	return out
}

// lines cuts a text at line breaks: LF, CRLF, CR, and Unicode's own two.
func lines(s string) []line {
	var out []line
	start := 0
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch c {
		case '\n', '\r', '\u2028', '\u2029':
			out = append(out, line{start, i})
			if strings.HasPrefix(s[i:], "\r\n") {
				n = 2
			}
			start = i + n
		}
		i += n
	}
	return append(out, line{start, len(s)})
}

// wrapWidth returns the width at which a text is wrapped, in code points: that of its
// longest line. It is 0 for a text that is not wrapped. One line in ten may stick out, as
// addresses do.
func wrapWidth(s string, groups [][]line) int {
	const widest = 120
	width, all, out := 0, 0, 0
	for _, g := range groups {
		for _, l := range g {
			all++
			if n := l.len(s); n <= widest {
				width = max(width, n)
			} else {
				out++
			}
		}
	}
	if out*10 > all {
		return 0
	}
	return width
}

// len returns the number of code points of a line, without the space at its end.
func (l line) len(s string) int {
	return utf8.RuneCountInString(strings.TrimRightFunc(s[l.start:l.end], unicode.IsSpace))
}

// wrapped reports whether lines are one paragraph that was broken to fit a width: the
// next word would nearly always have stuck out.
func wrapped(s string, group []line, width int) bool {
	fitted := 0
	for i, l := range group[:len(group)-1] {
		next := group[i+1]
		word := strings.Fields(s[next.start:next.end])[0]
		if l.len(s)+1+utf8.RuneCountInString(word) <= width {
			fitted++
		}
	}
	return width > 0 && fitted*4 <= len(group)-1
}

// headline reports whether a first line looks like one: short, and not a sentence
// that ends.
func headline(s string) bool {
	const longest = 120
	s = strings.TrimRight(s, "\"'”’»)] ")
	return utf8.RuneCountInString(s) <= longest && !strings.ContainsAny(s, "\n\r") &&
		strings.IndexFunc(s, unicode.IsLetter) >= 0 && !strings.HasSuffix(s, ".") &&
		!strings.HasSuffix(s, "…") && !strings.HasSuffix(s, ",") && !strings.HasSuffix(s, ";") && !strings.HasSuffix(s, ":")
}

// Title returns the first of these that says something: the title, the file's
// name without its ending, the first words of the text.
func Title(title, name, text string) string {
	if title = OneLine(title); title != "" {
		return title
	}
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	if name = OneLine(name); name != "" {
		return name
	}
	return firstWords(OneLine(text))
}

// firstWords returns so many words as a title has room for.
func firstWords(s string) string {
	const room = 60 // code points
	if utf8.RuneCountInString(s) <= room {
		return s
	}
	cut := string([]rune(s)[:room])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRightFunc(cut, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }) + "…"
}

// OneLine returns a piece of metadata in one line of at most 500 code points,
// without anything that cannot be seen; it may be empty.
func OneLine(s string) string {
	const most = 500
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if !Visible(s) {
		return ""
	}
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}

// Visible reports whether a text shows anything.
func Visible(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r)
	}) >= 0
}

// CheckSize returns ErrTooLarge for more bytes than an article may have.
func CheckSize(n int) error {
	if n > annotations.MaxText {
		return words.Because(ErrTooLarge, words.OfAtMostMB.Of(strconv.Itoa(n>>20), strconv.Itoa(annotations.MaxText>>20)))
	}
	return nil
}
