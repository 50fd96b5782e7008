package format

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// What can be wrong with a table.
const (
	ErrNoHeader    = words.ErrNoHeader
	ErrTextMissing = words.ErrTextMissing
	ErrWide        = words.ErrManyColumns
	ErrCells       = words.ErrManyCells
	ErrMoved       = words.ErrMoved
	ErrNotOnce     = words.ErrNotOnce
	ErrTime        = words.ErrNoTime
)

// A csvArticle is an article of a table, as far as it was read.
type csvArticle struct {
	doc   standoff.Document
	text  string
	pages []csvPage
	rows  []csvRow // of marks
	line  int
}

// A csvPage is a part of a text, from a row of its own.
type csvPage struct {
	start int
	text  string
}

// csvReader sorts rows to articles.
type csvReader struct {
	file     string
	to       Sink
	header   csvHeader
	quotes   bool // the column text is what marks say
	articles []*csvArticle
	named    map[string]*csvArticle
	search   search
}

func readCSV(files []File, to Sink) error {
	for _, f := range files {
		s, err := characters(f.Data)
		if err != nil {
			return err
		}
		r := csvReader{file: f.Name, to: to, named: map[string]*csvArticle{}}
		var rows []csvRow
		unclosed, err := csvRows(s, delimiterOf(s), func(row csvRow) error {
			for i, c := range row.cells {
				row.cells[i] = plainWords(c)
			}
			rows = append(rows, row)
			return nil
		})
		switch {
		case err != nil:
			return err
		case unclosed > 0:
			r.problem(unclosed, "", ErrQuote)
		}
		if len(rows) == 0 {
			return plain.ErrEmpty
		}
		if len(rows[0].cells) > mostColumns {
			return ErrWide
		}
		r.header = headerOf(rows[0].cells)
		if !r.header.useful() {
			return ErrNoHeader
		}
		r.quotes = r.textIsQuote(rows[1:])
		for _, row := range rows[1:] {
			r.row(row)
		}
		for _, a := range r.articles {
			if err := r.finish(a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *csvReader) problem(line int, what string, err error) {
	r.to.Problem(standoff.Problem{File: r.file, Line: line, What: plain.OneLine(what), Err: err})
}

// cell returns a cell of a row; "" where there is none.
func (r *csvReader) cell(row csvRow, column string) string {
	if i, ok := r.header.at[column]; ok && i < len(row.cells) {
		return row.cells[i]
	}
	return ""
}

// textIsQuote reports whether the column text has the words of each mark: it is as long
// as the mark everywhere.
func (r *csvReader) textIsQuote(rows []csvRow) bool {
	if r.header.has("quote") || !r.header.has("text") {
		return false
	}
	found := false
	for _, row := range rows {
		start, end, ok := r.place(row)
		if !ok {
			continue
		}
		found = true
		t := annotations.NewText(r.cell(row, "text"))
		if n := end - start; n != t.Len() && n != t.UTF16(t.Len()) && n != len(t.String()) {
			return false
		}
	}
	return found
}

// place reads start and end; ok is false where they are no numbers.
func (r *csvReader) place(row csvRow) (start, end int, ok bool) {
	start, err1 := strconv.Atoi(strings.TrimSpace(r.cell(row, "start")))
	end, err2 := strconv.Atoi(strings.TrimSpace(r.cell(row, "end")))
	return start, end, err1 == nil && err2 == nil
}

// row sorts a row to its article.
func (r *csvReader) row(row csvRow) {
	for _, extra := range row.cells[min(len(row.cells), r.header.width):] {
		if extra != "" {
			r.problem(row.line, extra, ErrCells)
			break
		}
	}
	if strings.EqualFold(r.cell(row, "kind"), articleKind) {
		a := r.article(row, "")
		start, _, _ := r.place(row)
		a.pages = append(a.pages, csvPage{start, r.cell(row, "text")})
		if id, err := annotations.ParseID(r.cell(row, "id")); err == nil {
			a.doc.Article.ID = id
		}
		return
	}
	text := ""
	if !r.quotes {
		text = r.cell(row, "text")
	}
	a := r.article(row, text)
	a.rows = append(a.rows, row)
}

// article returns the article of a row that has a text, or none.
func (r *csvReader) article(row csvRow, text string) *csvArticle {
	name := r.cell(row, "article")
	a := r.named[name]
	if a == nil || text != "" && a.text != "" && a.text != text {
		if a = r.named[name+"\x00"+text]; a == nil {
			a = &csvArticle{line: row.line}
			a.doc.Name = name
			r.articles = append(r.articles, a)
			if text != "" {
				r.named[name+"\x00"+text] = a
			}
		}
		r.named[name] = a
	}
	if a.text == "" && text != "" {
		a.text = text
		r.named[name+"\x00"+text] = a
	}
	for _, m := range csvMetadata {
		if to := m.field(&a.doc.Article); *to == "" {
			*to = r.cell(row, m.column)
		}
	}
	return a
}

// finish hands over an article.
func (r *csvReader) finish(a *csvArticle) error {
	slices.SortStableFunc(a.pages, func(x, y csvPage) int { return x.start - y.start })
	var text strings.Builder
	for _, p := range a.pages {
		text.WriteString(p.text)
	}
	if text.Len() == 0 {
		text.WriteString(a.text)
	}
	if text.Len() == 0 {
		r.problem(a.line, a.doc.Name, ErrTextMissing)
		return nil
	}
	d := a.doc
	d.Article.Text = annotations.NewText(text.String())
	unit := r.unit(a, d.Article.Text)
	for _, row := range a.rows {
		m, ok := r.mark(row, d.Article.Text, unit)
		if !ok {
			continue
		}
		d.Marks = append(d.Marks, m)
		for _, p := range splitPairs(r.cell(row, "ties")) {
			d.Relations = append(d.Relations, standoff.Relation{
				Label: p.name, From: m.ID, To: p.value, Annotator: m.Annotator, Line: row.line,
			})
		}
	}
	return r.to.Document(d)
}

// unit returns what the places of an article count, by some of its marks.
func (r *csvReader) unit(a *csvArticle, text annotations.Text) standoff.Unit {
	const enough, most = 200, 1 << 25 // marks, and bytes of text to look through for them
	rows := a.rows[:min(len(a.rows), enough, 1+most/max(len(text.String()), 1))]
	var places []standoff.Quoted
	odd := false // some do not fit as they should
	for _, row := range rows {
		start, end, ok := r.place(row)
		quote := r.cell(row, "quote")
		if !ok || quote == "" || r.cell(row, "fragments") != "" {
			continue
		}
		places = append(places, standoff.Quoted{Start: start, End: end, Quote: quote})
		s, err := standoff.Place(text, standoff.CodePoints, start, end)
		odd = odd || err != nil || !standoff.SameWords(text.Slice(s), quote)
	}
	if !odd {
		return standoff.CodePoints
	}
	return standoff.UnitOf(text, places, standoff.CodePoints)
}

// mark reads the row of a mark; ok is false where it is none.
func (r *csvReader) mark(row csvRow, text annotations.Text, unit standoff.Unit) (m standoff.Mark, ok bool) {
	m = standoff.Mark{
		ID: r.cell(row, "id"), Label: strings.TrimSpace(r.cell(row, "label")), Annotator: r.cell(row, "annotator"),
		Links: strings.Fields(r.cell(row, "link")), Note: r.cell(row, "note"), Line: row.line,
	}
	if m.Label == "" {
		if m.Label = strings.TrimSpace(r.cell(row, "kind")); m.Label == "" {
			m.Label = standoff.ClaimLabel
		}
	}
	if !r.where(&m, row, text, unit) {
		return m, false
	}
	for _, p := range splitPairs(r.cell(row, "tags")) {
		tag := p.name
		if p.valued {
			tag += "=" + p.value
		}
		m.Tags = append(m.Tags, tag)
	}
	for i, c := range row.cells {
		if name, ok := r.header.details[i]; ok && c != "" {
			m.Attributes = append(m.Attributes, standoff.Attribute{Name: name, Value: c})
		}
	}
	for _, p := range splitPairs(r.cell(row, "more")) {
		m.Attributes = append(m.Attributes, standoff.Attribute{Name: p.name, Value: p.value})
	}
	m.Created, m.Modified = r.time(row, "created"), r.time(row, "modified")
	return m, true
}

func (r *csvReader) time(row csvRow, column string) time.Time {
	s := strings.TrimSpace(r.cell(row, column))
	if s == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339Nano, time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	r.problem(row.line, s, ErrTime)
	return time.Time{}
}

// where finds the place of a mark, or leaves it its words; it is false where there is
// neither.
func (r *csvReader) where(m *standoff.Mark, row csvRow, text annotations.Text, unit standoff.Unit) bool {
	quote := r.cell(row, "quote")
	parts, inParts := fragmentsOf(r.cell(row, "fragments"))
	start, end, placed := r.place(row)
	if placed && !inParts {
		parts = []annotations.Span{{Start: start, End: end}}
	}
	if placed {
		if spans, words, ok := placeAll(text, unit, parts); ok && (quote == "" || standoff.SameWords(strings.Join(words, fragmentsJoin), quote)) {
			m.Spans, m.Quotes = spans, words
			return true
		}
	}
	what := strings.TrimSpace(m.Label + " " + quote)
	switch {
	case quote == "" && placed:
		r.problem(row.line, what, standoff.ErrPlace)
		return false
	case quote == "":
		r.problem(row.line, what, standoff.ErrNoPlace)
		return false
	}
	m.Quotes = []string{quote}
	if placed || !r.header.has("start") {
		if s := r.search.once(text, quote); !s.Empty() {
			m.Spans = []annotations.Span{s}
			if placed {
				r.problem(row.line, what, ErrMoved)
			}
			return true
		}
	}
	switch {
	case placed:
		r.problem(row.line, what, standoff.ErrWords)
	case !r.header.has("start"):
		r.problem(row.line, what, ErrNotOnce)
	case inParts:
		if _, words, ok := placeAll(annotations.NewText(quote), standoff.CodePoints, parts); ok {
			m.Quotes = words
		}
	}
	return true
}

// placeAll returns the spans of places, and the words that are there; ok is false where
// one is none, or they are not in order.
func placeAll(text annotations.Text, unit standoff.Unit, places []annotations.Span) (spans []annotations.Span, words []string, ok bool) {
	for i, p := range places {
		s, err := standoff.Place(text, unit, p.Start, p.End)
		if err != nil || s.Empty() || i > 0 && s.Start < spans[i-1].End {
			return nil, nil, false
		}
		spans, words = append(spans, s), append(words, text.Slice(s))
	}
	return spans, words, len(spans) > 0
}

// fragmentsOf reads the places of parts; ok is false where there are none.
func fragmentsOf(s string) (out []annotations.Span, ok bool) {
	for _, f := range strings.Fields(s) {
		from, to, _ := strings.Cut(f, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil {
			return nil, false
		}
		out = append(out, annotations.Span{Start: start, End: end})
	}
	return out, len(out) > 0
}
