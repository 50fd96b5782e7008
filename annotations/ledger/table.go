package ledger

import (
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/render"
	"pressmark/annotations/words"
)

// A Table is rows of text under a head, to be copied into other programs. Each row has
// as many cells as the head.
type Table struct {
	Head []string
	Rows [][]string
}

// TSV returns the table as tab-separated values, one row a line, the head first. Tabs
// and line breaks in a cell become spaces.
func (t Table) TSV() string {
	var b strings.Builder
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(cell(c))
		}
		b.WriteByte('\n')
	}
	line(t.Head)
	for _, r := range t.Rows {
		line(r)
	}
	return b.String()
}

// HTML returns the table as a <table>, for the clipboard.
func (t Table) HTML() string {
	var b strings.Builder
	line := func(tag string, cells []string) {
		b.WriteString("<tr>")
		for _, c := range cells {
			b.WriteString("<" + tag + ">")
			render.Escape(&b, cell(c))
			b.WriteString("</" + tag + ">")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("<table><thead>")
	line("th", t.Head)
	b.WriteString("</thead><tbody>")
	for _, r := range t.Rows {
		line("td", r)
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

// cell returns text that is one cell and no more: in one line, and, if a spreadsheet
// would take it for a formula, with an apostrophe before it. Negative numbers are
// numbers.
func cell(s string) string {
	s = words.OneLine(strings.ReplaceAll(s, "\x00", ""))
	if plain.Formula(s) && !negative(s) {
		return "'" + s
	}
	return s
}

// negative reports whether text is a negative number without a fraction bar.
func negative(s string) bool {
	d, ok := annotations.ParseDecimal(s)
	return ok && string(d) == s && !strings.Contains(s, "/")
}

// said returns what columns are called.
func said(columns ...words.Phrase) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.String()
	}
	return out
}

// ClaimsTable returns the statements, one a row.
func (l Ledger) ClaimsTable() Table {
	t := Table{Head: said(words.ColumnArticle, words.ColumnPublished, words.ColumnSpeaker, words.ColumnRole, words.ColumnClaim, words.ColumnAttribution, words.ColumnStance, words.ColumnCue, words.ColumnAbout, words.ColumnFigures, words.ColumnReportedBy, words.ColumnWorth, words.ColumnStatus, words.ColumnVerdict, words.ColumnReasoning, words.ColumnEvidence, words.ColumnNote, words.ColumnTags)}
	for _, s := range l.Statements {
		c := s.Mark.Claim
		var roles, figures []string
		for _, who := range s.Speakers {
			if r := who.Role(); r != "" {
				roles = append(roles, r)
			}
		}
		for _, f := range s.Figures {
			figures = append(figures, Label(f.Mark))
		}
		reporter := ""
		if s.Reporter != nil {
			reporter = s.Reporter.Who()
		}
		t.Rows = append(t.Rows, []string{
			s.Article.Title, s.Article.Published, s.Who(), strings.Join(roles, "; "), s.Mark.Exact(),
			string(c.Attribution), string(c.Stance), c.Cue.Exact(), c.About, strings.Join(figures, "; "), reporter,
			string(c.Check.Worth), string(c.Check.Status), c.Check.Verdict.Name, c.Check.Reasoning, cited(c.Check.Evidence), s.Mark.Note, strings.Join(s.Mark.Tags, ", "),
		})
	}
	return t
}

// cited returns evidence as text.
func cited(list []annotations.Evidence) string {
	out := make([]string, len(list))
	for i, e := range list {
		if e.Quote != "" {
			e.Quote = words.Quoted(e.Quote)
		}
		out[i] = words.OneLine(e.URL + " " + e.Quote + " " + e.Date)
	}
	return strings.Join(out, "; ")
}

// FiguresTable returns the figures in an order, one a row. Values, bounds and times
// are as they are stored.
func (l Ledger) FiguresTable(by FigureOrder) Table {
	t := Table{Head: said(words.ColumnArticle, words.ColumnPublished, words.ColumnFigure, words.ColumnReading, words.ColumnType, words.ColumnComparator, words.ColumnValue, words.ColumnLow, words.ColumnHigh, words.ColumnUnit, words.ColumnCounted, words.ColumnApproximate, words.ColumnVague, words.ColumnDirection, words.ColumnTime, words.ColumnReckonedFrom, words.ColumnTies, words.ColumnClaim, words.ColumnSpeaker, words.ColumnNote, words.ColumnTags)}
	for _, f := range SortFigures(l.Figures, by) {
		q := f.Mark.Figure.Quantity
		claim, who := "", ""
		if f.Claim != nil {
			claim, who = f.Claim.Mark.Exact(), f.Claim.Who()
		}
		t.Rows = append(t.Rows, []string{
			f.Article.Title, f.Article.Published, f.Mark.Exact(), Display(q), words.FigureTypeWord(q.Type), string(q.Comparator),
			string(q.Value), string(q.Low), string(q.High), unitOf(q), q.Counted, yes(q.Approximate), yes(q.Vague), string(q.Direction), q.Time, q.Base, strings.Join(f.tied(), "; "),
			claim, who, f.Mark.Note, strings.Join(f.Mark.Tags, ", "),
		})
	}
	return t
}

// yes returns "yes" for what is so, and nothing for what is not.
func yes(so bool) string {
	if so {
		return "yes"
	}
	return ""
}

// ActorsTable returns the actors in an order, one a row.
func (l Ledger) ActorsTable(by ActorOrder) Table {
	t := Table{Head: said(words.ColumnActor, words.ColumnAlsoCalled, words.ColumnType, words.ColumnRole, words.ColumnAffiliation, words.ColumnLink, words.ColumnMentions, words.ColumnClaims, words.ColumnFigures, words.ColumnArticles, words.ColumnNote)}
	actors := slices.Clone(l.Actors)
	SortActors(actors, by)
	for _, a := range actors {
		var r annotations.Actor
		if a.Record != nil {
			r = *a.Record
		}
		t.Rows = append(t.Rows, []string{
			a.Name, strings.Join(r.Aliases, "; "), string(r.Type), r.Role, r.Affiliation, r.Link,
			itoa(len(a.Mentions)), itoa(len(a.Statements)), itoa(len(a.Figures)), itoa(a.Articles), r.Note,
		})
	}
	return t
}
