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
	var out []Span
	n := utf8.RuneCountInString(quote)
	text := a.Text.String()
	for _, at := range indexAll(text, quote) {
		if joined(text, at) || joined(text, at+len(quote)) {
			continue
		}
		s := Span{a.Text.FromByte(at), 0}
		s.End = s.Start + n
		b := a.BlockAt(s.Start)
		if b >= 0 && a.Blocks[b].Span.Contains(s) && (spaced(text, at, at+len(quote)) || a.Text.wholeWords(s)) {
			out = append(out, s)
		}
	}
	return out
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
