package format

import (
	"errors"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// iob is the columns of CoNLL-2003: a token a line, its tag in the last column, an empty
// line after each sentence.
//
//	-DOCSTART- -X- O O
//
//	Envoy O
//	Ada B-Actor
//	Writer I-Actor
//	spoke O
//	. O
//
// It is written in two columns with IOB2 tags, and a -DOCSTART- line before each article
// as in CoNLL-2003: tools know this line by all of its words. No sentence ends inside a
// mark. Read are columns that blanks or tabs part, tags of any [scheme], document names
// as in "-DOCSTART- (name)", and lines of comments ("# id …").
//
// The text that is read has a blank between tokens and a line break between sentences:
// what white space there was, the format does not say.
var iob = Format{
	Name: "iob", Title: "IOB2 (CoNLL-2003)",
	Extensions: []string{".iob", ".iob2", ".bio", ".conll", ".tsv"},
	MediaTypes: []string{"text/x-iob"},
	Sniff:      looksLikeIOB,
	Read:       readIOB,
	Write:      &Writing{Piece: writeIOB, Losses: iobLosses},
}

// What can be wrong with columns of tokens.
const (
	ErrNoTags = words.ErrNoTags
	ErrNoTag  = words.ErrNoTag
)

// LostLabels is what labels lose that stand in tags.
const LostLabels = words.LostLabels

// docStart begins the line before an article.
const docStart = "-DOCSTART-"

// iobLine is a line of a file, taken apart.
type iobLine struct {
	number int
	token  string // "" ends a sentence
	tag    string
	start  bool   // an article begins
	name   string // its name
}

// iobLines yields the lines of a file that say something.
func iobLines(s string, yield func(iobLine) error) error {
	for n := 1; s != ""; n++ {
		line, rest := nextLine(s)
		s = rest
		fields := strings.Fields(line)
		if strings.Contains(strings.TrimSpace(line), "\t") {
			fields = strings.Split(strings.TrimRight(line, " \t"), "\t") // tokens may hold blanks
		}
		l := iobLine{number: n}
		switch {
		case len(fields) == 0:
		case strings.HasPrefix(line, docStart):
			l.start = true
			if open, end := strings.IndexByte(line, '('), strings.LastIndexByte(line, ')'); open >= 0 && open < end {
				l.name = line[open+1 : end]
			}
		case len(fields) == 1:
			l.token = fields[0]
		default:
			l.token, l.tag = strings.TrimSpace(fields[0]), strings.TrimSpace(fields[len(fields)-1])
			if t, bare := parseTag(l.tag); strings.HasPrefix(line, "#") && (t.prefix == 'O' && l.tag != "O" || bare) {
				continue // a comment
			}
			if l.token == "" {
				l.token = "\ufffd"
			}
		}
		if err := yield(l); err != nil {
			return err
		}
	}
	return nil
}

func looksLikeIOB(data []byte) bool {
	const enough = 1 << 14 // bytes
	head := data[:min(len(data), enough)]
	s, err := characters(head)
	if err != nil {
		return false
	}
	if strings.HasPrefix(s, docStart) {
		return true
	}
	lines, tagged, prefixed := 0, 0, 0
	iobLines(s, func(l iobLine) error {
		if l.token == "" {
			return nil
		}
		lines++
		if t, bare := parseTag(l.tag); l.tag != "" && !bare {
			tagged++
			if t.prefix != 'O' {
				prefixed++
			}
		}
		return nil
	})
	return prefixed > 0 && tagged >= lines-1 // the last line may have been cut
}

func readIOB(files []File, to Sink) error {
	for _, f := range files {
		s, err := characters(f.Data)
		if err != nil {
			return err
		}
		var sch scheme
		starts, tokens := false, 0
		iobLines(s, func(l iobLine) error {
			t, bare := outside, false
			if l.token != "" {
				tokens++
				t, bare = parseTag(l.tag)
			}
			sch.see(t, bare)
			starts = starts || l.start
			return nil
		})
		switch {
		case tokens == 0:
			return plain.ErrEmpty
		case !starts && !looksLikeTags(s):
			return ErrNoTags
		}
		r := iobReader{file: f.Name, to: to, scheme: sch}
		if !starts {
			r.doc.Name = withoutEnding(f.Name)
		}
		if err := iobLines(s, r.line); err != nil {
			return err
		}
		if err := r.article(""); err != nil {
			return err
		}
	}
	return nil
}

// looksLikeTags reports whether a file has any tags at all.
func looksLikeTags(s string) bool {
	found := errors.New("found")
	return iobLines(s, func(l iobLine) error {
		if l.tag != "" {
			return found
		}
		return nil
	}) != nil
}

// iobReader gathers an article line by line.
type iobReader struct {
	file   string
	to     Sink
	scheme scheme

	doc    standoff.Document
	text   rebuilder
	tokens []annotations.Span
	tags   []tag // one for each token
	lines  []int // of the file, likewise
	ends   []int // where sentences end, in tokens
}

func (r *iobReader) line(l iobLine) error {
	switch {
	case l.start:
		return r.article(l.name)
	case l.token == "":
		if n := len(r.tokens); n > 0 && (len(r.ends) == 0 || r.ends[len(r.ends)-1] < n) {
			r.ends = append(r.ends, n)
		}
		return nil
	}
	t, bare := parseTag(l.tag)
	if l.tag == "" || bare && r.scheme.prefixed {
		t = outside
		r.to.Problem(standoff.Problem{File: r.file, Line: l.number, What: l.token, Err: ErrNoTag})
	}
	if n := len(r.tokens); n > 0 {
		between := " "
		if len(r.ends) > 0 && r.ends[len(r.ends)-1] == n {
			between = "\n"
		}
		r.text.add(between)
	}
	r.tokens = append(r.tokens, r.text.add(l.token))
	r.tags, r.lines = append(r.tags, t), append(r.lines, l.number)
	return nil
}

// article hands over the article that was read, if there is one, and begins another.
func (r *iobReader) article(name string) error {
	d := r.doc
	d.Article.Text = annotations.NewText(string(r.text.text))
	from := 0
	for _, end := range append(r.ends, len(r.tokens)) {
		chunks := r.scheme.chunksOf(r.tags[from:end], func(i int) {
			r.to.Problem(standoff.Problem{File: r.file, Line: r.lines[from+i], What: "I-" + r.tags[from+i].label, Err: ErrBrokenTag})
		})
		for _, c := range chunks {
			d.Marks = append(d.Marks, markOn(d.Article.Text, c.label, r.lines[from+c.from], c.cover(r.tokens[from:end])))
		}
		from = end
	}
	empty := len(r.tokens) == 0
	*r = iobReader{file: r.file, to: r.to, scheme: r.scheme, doc: standoff.Document{Name: name}}
	if empty {
		return nil
	}
	return r.to.Document(d)
}

func writeIOB(p Piece) []byte {
	text, marks := p.Out.Article.Text, p.Out.Marks
	out := []byte(docStart + " -X- O O\n\n")
	sentences := sentencesOf(text, marks, true)
	tokens := allTokens(sentences)
	tags := make([]string, len(tokens))
	for _, m := range marks {
		for _, s := range m.Spans {
			from, to := tokensIn(tokens, s)
			for i := from; i < to; i++ {
				tags[i] = "I-" + tagLabel(m.Label)
				if i == from {
					tags[i] = "B-" + tagLabel(m.Label)
				}
			}
		}
	}
	i := 0
	for _, s := range sentences {
		for _, t := range s.tokens {
			out = append(append(out, text.Slice(t)...), ' ')
			if tags[i] == "" {
				tags[i] = "O"
			}
			out = append(append(out, tags[i]...), '\n')
			i++
		}
		out = append(out, '\n')
	}
	return out
}

// iobLosses tells of white space, and of labels.
func iobLosses(p Piece) []standoff.Loss {
	text := p.Out.Article.Text
	sentences := sentencesOf(text, p.Out.Marks, true)
	var lost []standoff.Loss
	end, between := 0, ""
	gap := func(to int) {
		if s := text.Slice(annotations.Span{Start: end, End: to}); s != between {
			lost = standoff.Losses(lost, []standoff.Loss{{What: LostGaps, Count: 1}})
		}
	}
	for _, s := range sentences {
		for _, t := range s.tokens {
			gap(t.Start)
			end, between = t.End, " "
		}
		between = "\n"
	}
	if between = ""; end < text.Len() {
		gap(text.Len())
	}
	for _, m := range p.Out.Marks {
		if tagLabel(m.Label) != m.Label {
			lost = standoff.Losses(lost, []standoff.Loss{{What: LostLabels, Count: 1, Example: m.Label}})
		}
	}
	return standoff.Losses(lost, lostEdges(p.Out, allTokens(sentences)))
}
