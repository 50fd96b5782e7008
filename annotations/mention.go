package annotations

import (
	"strings"
	"unicode/utf8"
)

// OtherMentions returns where else the text has the quote of an annotation with one
// span: as whole words, case as given, and not yet marked as its kind; in order.
func (d Doc) OtherMentions(id ID) []Span {
	m := d.Find(id)
	if m == nil || len(m.Spans) != 1 {
		return nil
	}
	var out []Span
	for _, s := range d.Article.Mentions(m.Quotes[0].Exact) {
		if s != m.Spans[0] && !d.marked(m.Kind, []Span{s}) {
			out = append(out, s)
		}
	}
	return out
}

// Mentions returns the places inside blocks where a quote stands as whole words, in
// order; they do not overlap.
func (a Article) Mentions(quote string) []Span {
	if quote == "" {
		return nil
	}
	var out []Span
	text, n := a.Text.String(), utf8.RuneCountInString(quote)
	for from := 0; ; {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			return out
		}
		at := from + i
		if s, ok := a.mention(at, at+len(quote), n); ok {
			out = append(out, s)
			from = at + len(quote)
			continue
		}
		_, size := utf8.DecodeRuneInString(quote)
		from = at + size // one that is whole may begin inside
	}
}

// mention returns the span of n code points between two byte offsets, if it is whole
// words in a block.
func (a Article) mention(from, to, n int) (s Span, ok bool) {
	text := a.Text.String()
	if joined(text, from) || joined(text, to) {
		return s, false
	}
	s.Start = a.Text.FromByte(from)
	s.End = s.Start + n
	b := a.BlockAt(s.Start)
	return s, b >= 0 && a.Blocks[b].Span.Contains(s) && (spaced(text, from, to) || a.Text.wholeWords(s))
}

// joined reports whether a byte offset is surely inside a word: between two ASCII
// letters or digits. It spares most places the look at where words end.
func joined(text string, at int) bool {
	return at > 0 && at < len(text) && alphanumeric(text[at-1]) && alphanumeric(text[at])
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}

// spaced reports whether a part of the text surely consists of whole words: a space
// or line break is on both sides, and an ASCII letter or digit at both its ends.
func spaced(text string, from, to int) bool {
	space := func(i int) bool { return i < 0 || i >= len(text) || text[i] == ' ' || text[i] == '\n' }
	return space(from-1) && space(to) && alphanumeric(text[from]) && alphanumeric(text[to-1])
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
