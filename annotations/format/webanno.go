package format

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// webanno is WebAnno TSV 3.3, of WebAnno and INCEpTION.
//
//	#FORMAT=WebAnno TSV 3.3
//	#T_SP=custom.Span|label
//	#T_RL=custom.Relation|label|BT_custom.Span
//
//
//	#Text=Ada Writer spoke.
//	1-1	0-3	Ada	Claim[1]|Actor[2]	SaidBy	1-1[1_2]
//	1-2	4-10	Writer	Claim[1]|Actor[2]	_	_
//	1-3	11-16	spoke	Claim[1]	_	_
//	1-4	16-17	.	_	_	_
//
// Columns are a number of sentence and token, its place in UTF-16 code units, its words,
// and then the layers (see [uimaSpan]): "_" for nothing, "*" for no value, "|" between
// marks on one token. A mark of several tokens, and any beside another, has a number in
// brackets. A relation stands where it leads to, with where it comes from in its last
// column, and the numbers of both.
//
// A sentence keeps the white space that follows it, except for one line break: so the
// text is exact here and in INCEpTION, which puts a line break where two sentences do not
// touch. Only white space before the first word becomes blanks.
//
// Read are versions 3.0 to 3.3, with sub-tokens, slots (which become relations with the
// role as label), chains (whose links become marks), and who made it from names as
// INCEpTION gives them ([inceptionName]).
var webanno = Format{
	Name: "webanno", Title: "WebAnno TSV 3.3 (INCEpTION)",
	Extensions: []string{".tsv"},
	MediaTypes: []string{webannoType},
	Sniff: func(data []byte) bool {
		return bytes.HasPrefix(bytes.TrimPrefix(data, []byte("\ufeff")), []byte(tsvFormat))
	},
	Read: readWebAnno,
	Write: &Writing{
		Holds: standoff.Holds{Overlap: true, Relations: true},
		Files: func(p Piece) []File {
			return []File{{Name: p.Name + ".tsv", Type: webannoType, Data: writeWebAnno(p)}}
		},
		Losses: webannoLosses,
	},
}

const (
	webannoType = "text/x-webanno-tsv"

	tsvFormat   = "#FORMAT=WebAnno TSV 3"
	tsvText     = "#Text="
	tsvNothing  = "_"
	tsvNoValue  = "*"
	tsvSpecials = `\[]|_;*` // and "->", a tab, a line break
)

// tsvEscape writes a value.
func tsvEscape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\n':
			b.WriteString(`\n`)
		case strings.IndexByte(tsvSpecials, c) >= 0, strings.HasPrefix(s[i:], "->"):
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// tsvUnescape reads a value.
func tsvUnescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// textEscapes are those of the text, whose other escapes are a backslash before a
// control character.
var textEscapes = []struct{ char, escape byte }{
	{'\t', 't'}, {'\n', 'n'}, {'\f', 'f'}, {'\r', 'r'}, {'\b', 'b'}, {'\\', '\\'},
}

func tsvEscapeText(s string) string {
	var b strings.Builder
next:
	for i := range len(s) {
		for _, e := range textEscapes {
			if s[i] == e.char {
				b.WriteByte('\\')
				b.WriteByte(e.escape)
				continue next
			}
		}
		if s[i] < ' ' && s[i] != '\v' {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func tsvUnescapeText(s string) string {
	var b strings.Builder
next:
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			for _, e := range textEscapes {
				if s[i+1] == e.escape {
					b.WriteByte(e.char)
					i++
					continue next
				}
			}
			if s[i+1] < ' ' {
				i++
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// tsvWriter knows what is where.
type tsvWriter struct {
	tokens  []annotations.Span
	units   []string   // the names of tokens
	columns [][]string // of each token: what it says of marks, and of relations
}

func writeWebAnno(p Piece) []byte {
	text := p.Out.Article.Text
	sentences := sentencesOf(text, p.Out.Marks, false)
	w := tsvWriter{tokens: allTokens(sentences)}
	for i, s := range sentences {
		for k := range s.tokens {
			w.units = append(w.units, strconv.Itoa(i+1)+"-"+strconv.Itoa(k+1))
		}
	}
	var b strings.Builder
	b.WriteString(tsvFormat + ".3\n")
	if len(p.Out.Marks) > 0 {
		b.WriteString("#T_SP=" + uimaSpan + "|" + uimaLabel + "\n")
		w.marks(p.Out)
	}
	if len(p.Out.Relations) > 0 {
		b.WriteString("#T_RL=" + uimaRelation + "|" + uimaLabel + "|BT_" + uimaSpan + "\n")
	}
	b.WriteString("\n")
	at := 0
	for i, s := range sentences {
		words := text.Slice(s.span)
		if i < len(sentences)-1 {
			words = strings.TrimSuffix(words, "\n")
		}
		b.WriteString("\n")
		for line := range strings.SplitSeq(words, "\n") {
			b.WriteString(tsvText + tsvEscapeText(line) + "\n")
		}
		for _, t := range s.tokens {
			b.WriteString(w.units[at] + "\t" + strconv.Itoa(text.UTF16(t.Start)) + "-" + strconv.Itoa(text.UTF16(t.End)) + "\t" + text.Slice(t) + "\t")
			for _, column := range w.columns {
				b.WriteString(cmp.Or(column[at], tsvNothing) + "\t")
			}
			b.WriteString("\n")
			at++
		}
	}
	return []byte(b.String())
}

// marks fills the columns.
func (w *tsvWriter) marks(d standoff.Document) {
	order := slices.Clone(d.Marks)
	slices.SortStableFunc(order, func(a, b standoff.Mark) int {
		return cmp.Or(a.Spans[0].Start-b.Spans[0].Start, b.Spans[0].End-a.Spans[0].End)
	})
	on := make([]int, len(w.tokens)) // how many marks
	for _, m := range order {
		from, to := tokensIn(w.tokens, m.Spans[0])
		for i := from; i < to; i++ {
			on[i]++
		}
	}
	labels := make([]string, len(w.tokens))
	type end struct{ unit, number int }
	ends := map[string]end{} // of marks, by ID
	numbers := 0
	for _, m := range order {
		from, to := tokensIn(w.tokens, m.Spans[0])
		if from == to {
			continue
		}
		e := end{unit: from}
		label := tsvEscape(m.Label)
		if label == "" {
			label = tsvNoValue
		}
		if to-from > 1 || on[from] > 1 {
			numbers++
			e.number = numbers
			label += "[" + strconv.Itoa(numbers) + "]"
		}
		ends[m.ID] = e
		for i := from; i < to; i++ {
			labels[i] = stacked(labels[i], label)
		}
	}
	w.columns = append(w.columns, labels)
	if len(d.Relations) == 0 {
		return
	}
	names, sources := make([]string, len(w.tokens)), make([]string, len(w.tokens))
	for _, r := range d.Relations {
		from, ok1 := ends[r.From]
		to, ok2 := ends[r.To]
		if !ok1 || !ok2 {
			continue
		}
		source := w.units[from.unit]
		if from.number > 0 || to.number > 0 {
			source += "[" + strconv.Itoa(from.number) + "_" + strconv.Itoa(to.number) + "]"
		}
		names[to.unit] = stacked(names[to.unit], cmp.Or(tsvEscape(r.Label), tsvNoValue))
		sources[to.unit] = stacked(sources[to.unit], source)
	}
	w.columns = append(w.columns, names, sources)
}

func stacked(column, value string) string {
	if column == "" {
		return value
	}
	return column + "|" + value
}

// webannoLosses tells of white space.
func webannoLosses(p Piece) []standoff.Loss {
	lost := lostAtEdges(p)
	text := p.Out.Article.Text.String()
	if sentences := sentencesOf(p.Out.Article.Text, nil, false); len(sentences) > 0 {
		text = p.Out.Article.Text.Slice(annotations.Span{End: sentences[0].span.Start})
	}
	if strings.Trim(text, " ") != "" {
		lost = standoff.Losses(lost, []standoff.Loss{{What: LostGaps, Count: 1}})
	}
	return lost
}
