package format

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

// csvTable is a table with a row for each mark, for spreadsheets: UTF-8 with a byte order
// mark, without which Excel takes it for another encoding; commas; RFC 4180. The first
// row has the names of the columns:
//
//	article      the name of the article, once in a file
//	title        its title, and url, byline, publisher, published, language
//	kind         "article" in the rows that hold the text; else actor, claim, figure, cue
//	label        the mark's label
//	quote        its words; several parts are joined by " … "
//	start, end   its place in the text in code points, end-exclusive; empty: it has none
//	annotator    who made it
//	speaker      the words of those who say a claim; also cue, and the claim of a figure
//	name …       the details, under the names of standoff.AttributeNames in lower case
//	link         addresses that say what it stands for
//	note, tags   tags in a list: "one; another"
//	created, modified
//	id           the mark's ID
//	ties         a list of ties to other marks by ID: "SaidBy=urn:uuid:…; HasCue=…"
//	fragments    the places of several parts, "0-5 16-23"; of a mark without a place, in its quote
//	more         a list of other details: "Certainty=high"
//	text         the article's text, in one or more rows of kind "article", each with its
//	             start and end: a cell of a spreadsheet has no room for a long one
//
// A cell that a spreadsheet would take for a formula has an apostrophe before it. Rows may
// be sorted, filtered and edited: what is read is not the order but the names, and speaker,
// cue and claim are there to be looked at: ties says the same for good.
//
// Read are the tables of others, too, with commas, semicolons or tabs: columns start, end
// and label, or names of the same meaning ([csvNames]), and the text in a column text,
// once for each article or in each row. Columns of other names are details. A mark whose
// words are not where it says is put where they are, if they are there once.
var csvTable = Format{
	Name: "csv", Title: "CSV (spreadsheets)",
	Extensions: []string{".csv", ".tsv", ".tab"},
	MediaTypes: []string{csvType, "text/tab-separated-values"},
	Sniff:      looksLikeCSV,
	Read:       readCSV,
	Write: &Writing{
		Holds: standoff.Holds{
			Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Attributes: true, Links: true,
			Notes: true, Tags: true, Annotators: true, Times: true, Metadata: true,
		},
		Head:  "\ufeff" + strings.Join(csvColumns, ",") + "\r\n",
		Piece: writeCSV,
	},
}

const (
	articleKind   = "article"
	fragmentsJoin = " … "
	// longestCell is how much of a text one cell holds, in UTF-16 code units: Excel cuts
	// off what is beyond 32,767.
	longestCell = 30000
)

// speakerDetail names a speaker whom the text does not mention: it is in more, and shown in
// the column of all speakers.
const speakerDetail = "Speaker"

// csvDetails are the columns of attributes.
var csvDetails = csvAttributes()

var csvColumns = slices.Concat(
	[]string{"article", "title", "kind", "label", "quote", "start", "end", "annotator", "speaker", "cue", "claim"},
	lower(csvDetails),
	[]string{
		"link", "note", "tags", "url", "byline", "publisher", "published", "language", "created", "modified",
		"id", "ties", "fragments", "more", "text",
	},
)

func csvAttributes() []string {
	var out []string
	for _, kind := range annotations.Kinds {
		for _, name := range standoff.AttributeNames(kind) {
			if name != speakerDetail {
				out = append(out, name)
			}
		}
	}
	return out
}

func lower(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.ToLower(n)
	}
	return out
}

// csvWriter writes the rows of an article.
type csvWriter struct {
	out  []byte
	base map[string]string // the cells of every row
}

func writeCSV(p Piece) []byte {
	a := p.Out.Article
	w := csvWriter{base: map[string]string{"article": p.Name}}
	for _, m := range csvMetadata {
		w.base[m.column] = *m.field(&a)
	}
	for _, s := range textPages(a.Text) {
		w.row(map[string]string{
			"kind": articleKind, "id": string(a.ID), "text": a.Text.Slice(s), "start": strconv.Itoa(s.Start), "end": strconv.Itoa(s.End),
		})
	}
	marks := map[string]*standoff.Mark{}
	ties := map[string][]standoff.Relation{}
	of := func(annotator, id string) string { return annotator + "\x00" + id }
	for i, m := range p.Out.Marks {
		marks[of(m.Annotator, m.ID)] = &p.Out.Marks[i]
	}
	for _, r := range p.Out.Relations {
		ties[of(r.Annotator, r.From)] = append(ties[of(r.Annotator, r.From)], r)
	}
	for i := range p.Out.Marks {
		m := &p.Out.Marks[i]
		cells := markCells(m)
		var list []pair
		for _, r := range ties[of(m.Annotator, m.ID)] {
			if m.ID == "" {
				break
			}
			list = append(list, pair{r.Label, r.To, true})
			if column := tieColumns[r.Label]; column != "" {
				if other := marks[of(r.Annotator, r.To)]; other != nil {
					cells[column] = strings.Trim(cells[column]+"; "+shownAs(other), "; ")
				}
			}
		}
		cells["ties"] = joinPairs(list)
		w.row(cells)
	}
	return w.out
}

// tieColumns are the columns in which ties are shown.
var tieColumns = map[string]string{standoff.SaidBy: "speaker", standoff.HasCue: "cue", standoff.InClaim: "claim"}

// shownAs returns what a mark is shown as elsewhere: an actor's name, or the words.
func shownAs(m *standoff.Mark) string {
	for _, a := range m.Attributes {
		if slices.Contains(standoff.AttributeNames(annotations.KindActor), a.Name) {
			return a.Value
		}
	}
	return strings.Join(m.Quotes, fragmentsJoin)
}

func (w *csvWriter) row(cells map[string]string) {
	for i, name := range csvColumns {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		value, ok := cells[name]
		if !ok {
			value = w.base[name]
		}
		w.out = appendCell(w.out, value)
	}
	w.out = append(w.out, "\r\n"...)
}

// markCells returns the cells of a mark.
func markCells(m *standoff.Mark) map[string]string {
	cells := map[string]string{
		"kind": string(standoff.Propose(m.Label)), "label": m.Label, "quote": strings.Join(m.Quotes, fragmentsJoin),
		"annotator": m.Annotator, "link": strings.Join(m.Links, " "), "note": m.Note, "id": m.ID,
		"created": timeCell(m.Created), "modified": timeCell(m.Modified),
	}
	if n := len(m.Spans); n > 0 {
		cells["start"], cells["end"] = strconv.Itoa(m.Spans[0].Start), strconv.Itoa(m.Spans[n-1].End)
	}
	switch {
	case len(m.Spans) > 1:
		cells["fragments"] = fragmentsCell(m.Spans)
	case len(m.Spans) == 0 && len(m.Quotes) > 1:
		var r rebuilder
		var parts []annotations.Span
		for _, q := range m.Quotes {
			parts = append(parts, r.add(q))
			r.add(fragmentsJoin)
		}
		cells["fragments"] = fragmentsCell(parts)
	}
	var more, tags []pair
	for _, a := range m.Attributes {
		column := strings.ToLower(a.Name)
		if a.Name == speakerDetail {
			cells[column] = a.Value
		}
		if _, taken := cells[column]; taken || a.Value == "" || !slices.Contains(csvDetails, a.Name) {
			more = append(more, pair{a.Name, a.Value, a.Value != ""})
			continue
		}
		cells[column] = a.Value
	}
	for _, t := range m.Tags {
		tags = append(tags, pair{name: t})
	}
	cells["more"], cells["tags"] = joinPairs(more), joinPairs(tags)
	return cells
}

func timeCell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func fragmentsCell(spans []annotations.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = fmt.Sprintf("%d-%d", s.Start, s.End)
	}
	return strings.Join(parts, " ")
}

// textPages cuts a text into parts that fit into cells, behind line breaks where it can.
func textPages(t annotations.Text) []annotations.Span {
	var out []annotations.Span
	for start := 0; start < t.Len(); {
		end := t.FromUTF16(t.UTF16(start) + longestCell)
		if end < t.Len() {
			if i := strings.LastIndexByte(t.Slice(annotations.Span{Start: start, End: end}), '\n'); i >= 0 {
				end = t.FromByte(t.Byte(start) + i + 1)
			} else if at := t.Whole(annotations.Span{Start: end, End: end}).Start; at > start {
				end = at
			}
		}
		out = append(out, annotations.Span{Start: start, End: end})
		start = end
	}
	return out
}
