package format

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// What can be wrong with WebAnno TSV.
const (
	ErrNotWebAnno = words.ErrNotWebAnno
	ErrTSVColumns = words.ErrTSVColumns
	ErrNoTokens   = words.ErrNoTokens
	ErrToken      = words.ErrTokenWords
)

const (
	tsvGap        = 10000 // the longest gap between two sentences that is believed, in UTF-16 code units
	mostTSVLayers = 1000
)

// A tsvKind is what a column says.
type tsvKind int

const (
	tsvFeature tsvKind = iota
	tsvRole            // the roles of a slot
	tsvTarget          // the units that fill it
	tsvBase            // where a relation comes from
	tsvLink            // the place in a chain
	tsvPlaceholder
)

// A tsvLayer is a line of the header.
type tsvLayer struct {
	name    string
	kind    string // SP, RL or CH
	columns []tsvColumn
	base    string // of a relation: the layer that it ties
}

type tsvColumn struct {
	kind tsvKind
	name string
}

// A tsvMark is an annotation, as far as it was read.
type tsvMark struct {
	layer    int
	span     annotations.Span
	line     int
	features []standoff.Attribute
	roles    []string
	targets  []string
	id       string // as a mark
}

// A tsvTie is a relation that is not resolved yet.
type tsvTie struct {
	layer        int
	features     []standoff.Attribute
	unit, source string
	line         int
}

// tsvNumbered and tsvAt are keys of marks: by the number in brackets, or by the unit that
// they begin on. Layer -1 is any.
type (
	tsvNumbered struct {
		layer  int
		number string
	}
	tsvAt struct {
		layer int
		unit  string
	}
)

const anyLayer = -1

type tsvReader struct {
	file   string
	to     Sink
	layers []tsvLayer
	line   int

	text    []byte
	cp, u16 int    // the length of text
	words   []byte // of the sentence
	lines   int    // of its text
	begun   bool   // it is in the text
	start   int    // where, in code points
	offset  int    // where the file says that its first token is
	in      annotations.Text
	last    int // where the last token ended, in bytes of the sentence

	search   search
	marks    []*tsvMark
	ties     []tsvTie
	numbered map[tsvNumbered]*tsvMark
	at       map[tsvAt]*tsvMark
}

func readWebAnno(files []File, to Sink) error {
	for _, f := range files {
		s, err := characters(f.Data)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(s, tsvFormat) {
			return ErrNotWebAnno
		}
		r := &tsvReader{file: f.Name, to: to, numbered: map[tsvNumbered]*tsvMark{}, at: map[tsvAt]*tsvMark{}}
		for s != "" {
			var line string
			line, s = nextLine(s)
			r.line++
			r.read(line)
		}
		r.sentence()
		if len(r.text) == 0 {
			return plain.ErrEmpty
		}
		if err := to.Document(r.document(inceptionName(f.Name))); err != nil {
			return err
		}
	}
	return nil
}

func (r *tsvReader) problem(line int, what string, err error) {
	r.to.Problem(standoff.Problem{File: r.file, Line: line, What: plain.OneLine(what), Err: err})
}

func (r *tsvReader) read(line string) {
	switch {
	case line == "":
		r.sentence()
	case strings.HasPrefix(line, "#T_"):
		r.layer(line)
	case strings.HasPrefix(line, tsvText):
		if r.begun {
			r.sentence()
		}
		if r.lines > 0 {
			r.words = append(r.words, '\n')
		}
		r.words = append(r.words, tsvUnescapeText(strings.TrimPrefix(line, tsvText))...)
		r.lines++
	case strings.HasPrefix(line, "#"): // the format, the name of a sentence
	default:
		r.unit(line)
	}
}

// sentence ends the sentence before.
func (r *tsvReader) sentence() {
	if r.lines > 0 && !r.begun {
		r.problem(r.line, string(r.words), ErrNoTokens)
		r.begin(r.u16 + 1)
	}
	r.words, r.lines, r.begun, r.last = nil, 0, false, 0
}

// layer reads a line of the header: "#T_SP=name|feature|feature".
func (r *tsvReader) layer(line string) {
	kind, rest, _ := strings.Cut(strings.TrimPrefix(line, "#T_"), "=")
	fields := strings.Split(rest, "|")
	if len(r.layers) == mostTSVLayers {
		r.problem(r.line, line, ErrTSVColumns)
		return
	}
	l := tsvLayer{name: fields[0], kind: kind}
	for i, name := range fields[1:] {
		c := tsvColumn{name: name}
		switch {
		case kind == "SP" && strings.HasPrefix(name, "ROLE_"):
			c.kind = tsvRole
			_, feature, _ := strings.Cut(name, ":")
			c.name, _, _ = strings.Cut(feature, "_")
		case kind == "SP" && i > 0 && l.columns[i-1].kind == tsvRole:
			c.kind = tsvTarget
		case kind == "RL" && strings.HasPrefix(name, "BT_"):
			c.kind = tsvBase
			l.base = strings.TrimPrefix(name, "BT_")
		case kind == "CH" && name == "referenceRelation":
			c.kind = tsvLink
		case name == "":
			c.kind = tsvPlaceholder
		}
		l.columns = append(l.columns, c)
	}
	if len(l.columns) == 0 {
		l.columns = []tsvColumn{{kind: tsvPlaceholder}}
	}
	r.layers = append(r.layers, l)
}

// unit reads the line of a token or a sub-token.
func (r *tsvReader) unit(line string) {
	fields := strings.Split(line, "\t")
	width := 3
	for _, l := range r.layers {
		width += len(l.columns)
	}
	if len(fields) < width {
		r.problem(r.line, line, ErrTSVColumns)
		return
	}
	begin, end, _ := strings.Cut(fields[1], "-")
	from, err1 := strconv.Atoi(begin)
	to, err2 := strconv.Atoi(end)
	if err1 != nil || err2 != nil || r.lines == 0 {
		r.problem(r.line, line, ErrToken)
		return
	}
	if !r.begun {
		r.begin(from)
	}
	span, ok := r.place(from, to, fields[2], strings.Contains(fields[0], "."))
	if !ok {
		r.problem(r.line, fields[2], ErrToken)
		return
	}
	i := 3
	for n, l := range r.layers {
		cells := fields[i : i+len(l.columns)]
		i += len(l.columns)
		if structural(l.name) || !slices.ContainsFunc(cells, func(c string) bool { return c != tsvNothing }) {
			continue
		}
		switch l.kind {
		case "RL":
			r.relations(n, fields[0], cells)
		case "CH":
			r.chain(n, fields[0], span, cells)
		default:
			r.spans(n, fields[0], span, cells)
		}
	}
}

// begin adds a sentence to the text whose first token the file has at an offset. Between
// two sentences is a line break, unless they touch.
func (r *tsvReader) begin(offset int) {
	if len(r.text) > 0 {
		switch {
		case r.u16 == offset || r.cp == offset:
		default:
			r.add("\n")
		}
	}
	if gap := offset - r.u16; gap > 0 && gap < tsvGap && r.cp != offset {
		r.add(strings.Repeat(" ", gap))
	}
	r.begun, r.start, r.offset, r.last = true, r.cp, offset, 0
	r.in = annotations.NewText(string(r.words))
	r.add(r.in.String())
}

func (r *tsvReader) add(s string) {
	r.text = append(r.text, s...)
	for _, c := range s {
		r.cp++
		if r.u16++; c >= 0x10000 {
			r.u16++
		}
	}
}

// place returns the place of a token, by its offsets, else by its words.
func (r *tsvReader) place(from, to int, words string, part bool) (s annotations.Span, ok bool) {
	for _, unit := range []standoff.Unit{standoff.UTF16, standoff.CodePoints} {
		s, err := standoff.Place(r.in, unit, from-r.offset, to-r.offset)
		if got := r.in.Slice(s); err == nil && !s.Empty() && (got == words || got == tsvUnescape(words)) {
			if !part {
				r.last = r.in.Byte(s.End)
			}
			return annotations.Span{Start: r.start + s.Start, End: r.start + s.End}, true
		}
	}
	if part || words == "" || !r.search.more(len(r.words)-r.last) {
		return s, false
	}
	i := strings.Index(r.in.String()[r.last:], words)
	if i < 0 {
		return s, false
	}
	start := r.last + i
	r.last = start + len(words)
	return annotations.Span{Start: r.start + r.in.FromByte(start), End: r.start + r.in.FromByte(r.last)}, true
}
