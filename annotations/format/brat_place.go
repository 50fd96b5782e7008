package format

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// A bratMark is a T line: its offsets as the file counts them.
type bratMark struct {
	line      int
	id, label string
	offsets   []annotations.Span
	quote     string // to the end of the line
	exact     bool   // these words stand there, offsets counting code points
}

// mark reads a T line, whose words begin in the file at some place. It returns where the
// next line begins, if the words go over lines, or 0.
func (r *bratReader) mark(id, data string, at int) (next int) {
	place, quote, quoted := strings.Cut(data, "\t")
	label, list, ok := strings.Cut(place, " ")
	if !ok || label == "" {
		r.tell(r.line, id, ErrLine)
		return 0
	}
	from := len(r.spans)
	for list != "" {
		var part string
		part, list, _ = strings.Cut(list, ";")
		first, last, _ := strings.Cut(strings.TrimSpace(part), " ")
		start, err1 := strconv.Atoi(first)
		end, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil {
			r.tell(r.line, id+" "+place, ErrOffsets)
			r.spans = r.spans[:from]
			return 0
		}
		r.spans = append(r.spans, annotations.Span{Start: start, End: end})
	}
	m := bratMark{line: r.line, id: id, label: unescape(label), offsets: r.spans[from:len(r.spans):len(r.spans)], quote: quote}
	if quoted {
		next = r.quoted(&m, at+len(place)+1)
	}
	r.texts = append(r.texts, m)
	return next
}

// quoted compares a mark's words, which begin in the file at some place, with those of the
// text. Where that has a line break in them, and the file too, it puts them together, and
// returns where the line after them begins; else 0.
func (r *bratReader) quoted(m *bratMark, at int) (next int) {
	size := 0
	for _, s := range m.offsets {
		size += max(s.Len(), 0)
	}
	if size > len(m.quote) && !r.search.more(size) {
		return 0
	}
	n := wordsIn(r.doc.Article.Text, m.offsets, r.data[at:], " ")
	m.exact = n == len(m.quote)
	if n <= len(m.quote) {
		return 0
	}
	rest := r.data[at+n:]
	after, breaks := strings.CutPrefix(strings.TrimPrefix(rest, "\r"), "\n")
	if rest != "" && !breaks {
		return 0
	}
	m.quote, m.exact = r.data[at:at+n], true
	r.tell(m.line, m.id, ErrContinued)
	return len(r.data) - len(after)
}

// wordsIn returns with how many bytes of s the words of a mark are there, its parts joined
// by sep; -1 where s begins otherwise, or where there is no such place.
func wordsIn(t annotations.Text, spans []annotations.Span, s, sep string) (n int) {
	for i, p := range spans {
		if i > 0 {
			if !strings.HasPrefix(s[n:], sep) {
				return -1
			}
			n += len(sep)
		}
		if p.Empty() || p != p.Clamp(t.Len()) || p.Len() > len(s)-n {
			return -1
		}
		words := t.Slice(p)
		if !strings.HasPrefix(s[n:], words) {
			return -1
		}
		n += len(words)
	}
	return n
}

// place makes marks of the T lines.
func (r *bratReader) place() {
	t := r.doc.Article.Text
	c := counting{placer: standoff.NewPlacer(t, standoff.CodePoints)}
	if slices.ContainsFunc(r.texts, func(m bratMark) bool { return !m.exact && !c.fits(t, &m) }) {
		c = bestCounting(t, r.texts)
	}
	r.first = len(r.doc.Marks)
	r.doc.Marks = slices.Grow(r.doc.Marks, len(r.texts))
	r.quotes = make([]string, 0, len(r.spans))
	for i := range r.texts {
		r.doc.Marks = append(r.doc.Marks, r.put(&r.texts[i], c))
	}
}

// put makes a mark of a T line whose offsets are counted in some way.
func (r *bratReader) put(x *bratMark, c counting) standoff.Mark {
	t := r.doc.Article.Text
	m := standoff.Mark{ID: x.id, Label: x.label, Annotator: r.annotator, Line: x.line, Spans: x.offsets}
	from := len(r.quotes)
	if x.exact && len(x.offsets) == 1 {
		r.quotes = append(r.quotes, x.quote)
		m.Quotes = r.quotes[from : from+1 : from+1]
		return m
	}
	spans, ok := c.spans(x.offsets)
	if ok {
		m.Spans = annotations.Join(spans) // parts that touch are one
	}
	if !ok || !sameQuote(t, spans, x.quote) {
		if x.quote != "" { // Records says what is wrong with it
			m.Quotes = []string{x.quote}
		}
		return m
	}
	if n := wordsIn(t, spans, x.quote, " "); n >= 0 && strings.TrimSpace(x.quote[n:]) != "" {
		r.tell(x.line, x.id, ErrTail)
	}
	for _, s := range m.Spans {
		r.quotes = append(r.quotes, t.Slice(s))
	}
	m.Quotes = r.quotes[from:len(r.quotes):len(r.quotes)]
	return m
}

// sameQuote reports whether the words of a T line are those of its place: brat takes more
// behind them for a comment, older versions join parts without a blank, and others write
// blanks for line breaks.
func sameQuote(t annotations.Text, spans []annotations.Span, quote string) bool {
	if quote == "" {
		return true
	}
	n := wordsIn(t, spans, quote, " ")
	if n == len(quote) || n >= 0 && (quote[n] == ' ' || quote[n] == '\t') {
		return true
	}
	if len(spans) > 1 && wordsIn(t, spans, quote, "") == len(quote) {
		return true
	}
	size, words := 0, make([]string, len(spans))
	for i, s := range spans {
		if size += s.Len(); size > 4*len(quote)+64 { // a long text need not be gone through for each short quote
			return false
		}
		words[i] = t.Slice(s)
	}
	return standoff.SameWords(oneLined(strings.Join(words, " ")), oneLined(quote))
}

// oneLined returns words with blanks for what breaks lines.
func oneLined(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(standoff.LineBreaks, r) {
			return ' '
		}
		return r
	}, s)
}

// A counting is a way in which a file counts the characters of a text.
type counting struct {
	placer standoff.Placer
	left   []int // characters that are not counted: what would be their offsets, in order
}

// spans returns the places of a mark; ok is false where there are none.
func (c counting) spans(offsets []annotations.Span) (out []annotations.Span, ok bool) {
	out = make([]annotations.Span, len(offsets))
	for i, o := range offsets {
		s, err := c.placer.Place(o.Start, o.End)
		if err != nil || s.Empty() {
			return nil, false
		}
		s.Start += sort.SearchInts(c.left, s.Start+1)
		s.End += sort.SearchInts(c.left, s.End)
		out[i] = s
	}
	return out, len(out) > 0
}

// fits reports whether a mark has its words, so counted.
func (c counting) fits(t annotations.Text, m *bratMark) bool {
	spans, ok := c.spans(m.offsets)
	return ok && sameQuote(t, spans, m.quote)
}

// bestCounting returns the way of counting in which most marks have their words, of equal
// ones the first: code points of the text as it is.
func bestCounting(t annotations.Text, marks []bratMark) counting {
	ways := []counting{
		{placer: standoff.NewPlacer(t, standoff.CodePoints)},
		{placer: standoff.NewPlacer(t, standoff.UTF16)},
		{placer: standoff.NewPlacer(t, standoff.Bytes)},
	}
	mark := strings.HasPrefix(t.String(), "\ufeff")
	if lines := strings.Contains(t.String(), "\r\n"); mark || lines {
		ways = append(ways, without(t, mark, lines), without(t, mark, false), without(t, false, lines))
	}
	best, most := 0, -1
	for i, w := range ways {
		n := 0
		for k := range marks {
			if marks[k].quote != "" && w.fits(t, &marks[k]) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return ways[best]
}

// without counts code points of a text without its byte order mark, or with CRLF as one.
func without(t annotations.Text, mark, lines bool) counting {
	s := t.String()
	var c counting
	cp := 0 // so counted
	for i, r := range s {
		if mark && i == 0 && r == '\ufeff' || lines && r == '\r' && strings.HasPrefix(s[i+1:], "\n") {
			c.left = append(c.left, cp)
			continue
		}
		cp++
	}
	var b strings.Builder
	b.Grow(len(s))
	for range cp {
		b.WriteByte(' ') // the placer needs to know no more than how many there are
	}
	c.placer = standoff.NewPlacer(annotations.NewText(b.String()), standoff.CodePoints)
	return c
}
