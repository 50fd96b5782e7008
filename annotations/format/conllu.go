package format

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// conllu is CoNLL-U, the format of Universal Dependencies: ten columns parted by tabs, an
// empty line after each sentence.
//
//	# newdoc id = talks
//	# meta::title = Talks resume
//	# newpar
//	# sent_id = talks-1
//	# text = Ada Writer spoke.
//	1	Ada	_	_	_	_	_	_	_	Pressmark=B-Claim:1,B-Actor:2
//	2	Writer	_	_	_	_	_	_	_	Pressmark=I-Claim:1,I-Actor:2
//	3	spoke	_	_	_	_	_	_	_	Pressmark=I-Claim:1|SpaceAfter=No
//	4	.	_	_	_	_	_	_	_	SpaceAfter=No
//
// White space is kept in MISC as UDPipe does: SpaceAfter=No, SpacesAfter and SpacesBefore
// with \s, \t, \r, \n, \p (|) and \\. So the text is exact. The marks that a token is in
// are listed in Pressmark: B where a part of a mark begins, I where it goes on, the label
// (with the same escapes, and \c for a comma), and the number of the mark in its article.
// Marks may overlap, cross sentences, and have several parts. Details of the article are
// the meta comments of the GUM corpus.
//
// Read are tags in NE, NER or name, of any [scheme], and the brackets of CorefUD in Entity
// ("(e1-person" to "e1)"), whose label is the type. A word of a multiword token is where
// the token is; an empty node is nowhere. Where a file gives no spaces, there is a blank
// between sentences and a line break before a new paragraph.
var conllu = Format{
	Name: "conllu", Title: "CoNLL-U",
	Extensions: []string{".conllu", ".conll"},
	MediaTypes: []string{"text/x-conllu"},
	Sniff:      looksLikeCoNLLU,
	Read:       readCoNLLU,
	Write: &Writing{
		Holds: standoff.Holds{Overlap: true, Discontinuous: true, Metadata: true},
		Piece: writeCoNLLU, Losses: lostAtEdges,
	},
}

// What can be wrong with a line of CoNLL-U.
const (
	ErrColumns = words.ErrColumns
	ErrLayer   = words.ErrLayerMarks
	ErrOpen    = words.ErrMarkOpen
)

const (
	conlluColumns = 10
	markKey       = "Pressmark"
)

// metaKeys are the comments that hold details of an article.
var metaKeys = []struct {
	key   string
	field func(*annotations.Article) *string
}{
	{"meta::title", func(a *annotations.Article) *string { return &a.Title }},
	{"meta::author", func(a *annotations.Article) *string { return &a.Byline }},
	{"meta::publisher", func(a *annotations.Article) *string { return &a.Publisher }},
	{"meta::dateCreated", func(a *annotations.Article) *string { return &a.Published }},
	{"meta::language", func(a *annotations.Article) *string { return &a.Language }},
	{"meta::sourceURL", func(a *annotations.Article) *string { return &a.Source }},
}

func looksLikeCoNLLU(data []byte) bool {
	const enough = 1 << 14 // bytes
	s := string(data[:min(len(data), enough)])
	for s != "" {
		var line string
		line, s = nextLine(s)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		return len(columns) == conlluColumns && strings.Trim(columns[0], "0123456789.-") == ""
	}
	return bytes.HasPrefix(data, []byte("# newdoc")) || bytes.HasPrefix(data, []byte("# global."))
}

// spaceEscapes are the escapes of UDPipe, and one for lists.
var spaceEscapes = []struct {
	char   byte
	escape byte
}{{' ', 's'}, {'\t', 't'}, {'\r', 'r'}, {'\n', 'n'}, {'|', 'p'}, {'\\', '\\'}, {',', 'c'}}

func escapeSpaces(s string) string {
	var b strings.Builder
next:
	for i := range len(s) {
		for _, e := range spaceEscapes {
			if e.char == s[i] {
				b.WriteByte('\\')
				b.WriteByte(e.escape)
				continue next
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func unescapeSpaces(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if k := slices.IndexFunc(spaceEscapes, func(e struct{ char, escape byte }) bool { return e.escape == s[i+1] }); k >= 0 {
				b.WriteByte(spaceEscapes[k].char)
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// writeCoNLLU writes an article.
func writeCoNLLU(p Piece) []byte {
	a := p.Out.Article
	text := a.Text
	sentences := sentencesOf(text, p.Out.Marks, false)
	tokens := allTokens(sentences)
	tags := markTags(p.Out.Marks, tokens)
	id := tagLabel(p.Name)
	var b strings.Builder
	comment := func(key, value string) {
		if value != "" {
			b.WriteString("# " + key + " = " + strings.Join(strings.Fields(value), " ") + "\n")
		}
	}
	comment("newdoc id", id)
	for _, m := range metaKeys {
		comment(m.key, *m.field(&a))
	}
	i, newpar := 0, true
	for n, s := range sentences {
		if newpar {
			b.WriteString("# newpar\n")
			newpar = false
		}
		comment("sent_id", id+"-"+strconv.Itoa(n+1))
		comment("text", spaced(text, s))
		for k, t := range s.tokens {
			gap := text.Slice(annotations.Span{Start: t.End, End: gapEnd(tokens, i+1, text.Len())})
			var misc []string
			if len(tags[i]) > 0 {
				misc = append(misc, markKey+"="+strings.Join(tags[i], ","))
			}
			switch {
			case gap == "":
				misc = append(misc, "SpaceAfter=No")
			case gap != " " || i == len(tokens)-1:
				misc = append(misc, "SpacesAfter="+escapeSpaces(gap))
			}
			if i == 0 && t.Start > 0 {
				misc = append(misc, "SpacesBefore="+escapeSpaces(text.Slice(annotations.Span{End: t.Start})))
			}
			if len(misc) == 0 {
				misc = []string{"_"}
			}
			b.WriteString(strconv.Itoa(k+1) + "\t" + text.Slice(t) + "\t_\t_\t_\t_\t_\t_\t_\t" + strings.Join(misc, "|") + "\n")
			newpar = strings.ContainsAny(gap, "\n\r")
			i++
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// gapEnd returns where the gap before a token ends, or the text of n code points.
func gapEnd(tokens []annotations.Span, i, n int) int {
	if i < len(tokens) {
		return tokens[i].Start
	}
	return n
}

// spaced returns a sentence with its white space as blanks.
func spaced(text annotations.Text, s sentence) string {
	var b strings.Builder
	at := s.tokens[0].Start
	for _, t := range s.tokens {
		if t.Start > at {
			b.WriteByte(' ')
		}
		b.WriteString(text.Slice(t))
		at = t.End
	}
	return b.String()
}

// markTags returns, for each token, what it says of the marks that it is in.
func markTags(marks []standoff.Mark, tokens []annotations.Span) [][]string {
	order := slices.Clone(marks)
	slices.SortStableFunc(order, func(a, b standoff.Mark) int {
		return cmp.Or(a.Spans[0].Start-b.Spans[0].Start, b.Spans[len(b.Spans)-1].End-a.Spans[len(a.Spans)-1].End)
	})
	tags := make([][]string, len(tokens))
	for n, m := range order {
		name := "-" + escapeSpaces(m.Label) + ":" + strconv.Itoa(n+1)
		for _, s := range m.Spans {
			from, to := tokensIn(tokens, s)
			for i := from; i < to; i++ {
				prefix := "I"
				if i == from {
					prefix = "B"
				}
				tags[i] = append(tags[i], prefix+name)
			}
		}
	}
	return tags
}

// A uToken is a word, a multiword token or an empty node of a file.
type uToken struct {
	span  annotations.Span // empty: of an empty node
	line  int
	misc  string
	first bool // of a sentence
}

// uReader gathers an article line by line.
type uReader struct {
	file string
	to   Sink
	kind int // the place of the type in what Entity says of a mark

	doc    standoff.Document
	text   rebuilder
	tokens []uToken
	gap    string // after the token before
	given  bool   // the file says so
	until  int    // the last word of a multiword token
	inside bool   // of a sentence
	newpar bool
}

func readCoNLLU(files []File, to Sink) error {
	for _, f := range files {
		s, err := characters(f.Data)
		if err != nil {
			return err
		}
		r := &uReader{file: f.Name, to: to, kind: 1}
		r.doc.Name = withoutEnding(f.Name)
		found := false
		for n := 1; s != ""; n++ {
			var line string
			line, s = nextLine(s)
			switch {
			case line == "":
				r.inside, r.until = false, 0
			case strings.HasPrefix(line, "#") && !r.inside:
				if err := r.comment(strings.TrimSpace(line[1:])); err != nil {
					return err
				}
			default:
				r.row(line, n)
			}
			found = found || len(r.tokens) > 0
		}
		if !found {
			return plain.ErrEmpty
		}
		if err := r.article(); err != nil {
			return err
		}
	}
	return nil
}

// comment reads a comment, without its #.
func (r *uReader) comment(s string) error {
	key, value, _ := strings.Cut(s, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch {
	case key == "newdoc" || key == "newdoc id":
		if err := r.article(); err != nil {
			return err
		}
		r.doc.Name = value
	case key == "newpar" || strings.HasPrefix(key, "newpar "):
		r.newpar = true
	case key == "global.Entity":
		if i := slices.Index(strings.Split(value, "-"), "etype"); i >= 0 {
			r.kind = i
		}
	}
	for _, m := range metaKeys {
		if m.key == key {
			*m.field(&r.doc.Article) = value
		}
	}
	return nil
}

// row reads a line of columns.
func (r *uReader) row(line string, n int) {
	columns := strings.Split(line, "\t")
	if len(columns) != conlluColumns {
		r.to.Problem(standoff.Problem{File: r.file, Line: n, What: plain.OneLine(line), Err: ErrColumns})
		return
	}
	id, form, misc := columns[0], columns[1], columns[9]
	t := uToken{line: n, misc: misc, first: !r.inside}
	first, last, many := strings.Cut(id, "-")
	number, err := strconv.Atoi(first)
	switch {
	case strings.Contains(id, "."): // an empty node
		t.span = annotations.Span{Start: r.text.len, End: r.text.len}
		t.first = false
	case !many && err == nil && r.until > 0 && number <= r.until: // a word of the multiword token before
		t.span = r.tokens[len(r.tokens)-1].span
		for i := len(r.tokens) - 1; t.span.Empty() && i > 0; i-- {
			t.span = r.tokens[i-1].span
		}
	default:
		r.until = 0
		if many {
			r.until, _ = strconv.Atoi(last)
		}
		r.form(&t, form)
	}
	r.inside = true
	r.tokens = append(r.tokens, t)
}

// form adds a token to the text.
func (r *uReader) form(t *uToken, form string) {
	before, _ := miscValue(t.misc, "SpacesBefore")
	gap := r.gap
	switch {
	case r.text.len == 0:
		gap = ""
	case r.newpar && !r.given:
		gap = "\n"
	}
	r.text.add(gap + unescapeSpaces(before))
	t.span = r.text.add(form)
	r.newpar = false
	r.gap, r.given = " ", false
	if s, ok := miscValue(t.misc, "SpacesAfter"); ok {
		r.gap, r.given = unescapeSpaces(s), true
	} else if s, _ := miscValue(t.misc, "SpaceAfter"); s == "No" {
		r.gap, r.given = "", true
	}
}

// miscValue returns what MISC says under a key.
func miscValue(misc, key string) (value string, ok bool) {
	for part := range strings.SplitSeq(misc, "|") {
		if k, v, found := strings.Cut(part, "="); found && k == key {
			return v, true
		}
	}
	return "", false
}

// article hands over the article that was read, if there is one, and begins another.
func (r *uReader) article() error {
	done := *r
	*r = uReader{file: r.file, to: r.to, kind: r.kind}
	if len(done.tokens) == 0 {
		r.doc = done.doc
		return nil
	}
	if done.given {
		done.text.add(done.gap)
	}
	done.doc.Article.Text = annotations.NewText(string(done.text.text))
	done.layers()
	return r.to.Document(done.doc)
}
