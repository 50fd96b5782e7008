package format

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/plain"
	"pressmark/annotations/standard"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// dna is a list of statements as Discourse Network Analyzer exports it ("event list"),
// with commas: one row for each speaker of a claim. The names of the first thirteen
// columns are DNA's.
//
// A concept is a claim's first tag, or its words where it has none. A speaker agrees with
// it (1) who asserts, predicts, promises or demands it, and does not (0) who denies it;
// who questions it, or of whom nothing is known, has neither. "start" and "stop" are where
// the claim begins and ends in the text, in UTF-16 code units, as DNA counts.
var dna = Format{
	Name: "dna", Title: "Statements for Discourse Network Analyzer (CSV)",
	Extensions: []string{".dna.csv"},
	MediaTypes: []string{csvType},
	Write: &Writing{FromRecords: true,
		Holds: holdsStatements, Piece: writeStatements, Losses: lostInStatements,
		Head: "statement ID,time,document ID,document title,author,source,section,type,text,person,organization,concept,agreement,start,stop\r\n",
	},
}

var holdsStatements = standoff.Holds{
	Overlap: true, Discontinuous: true, Orphans: true, Relations: true, Events: true, Attributes: true, Metadata: true, Structure: true,
}

// What a list of statements lacks.
const (
	lostFigures = words.LostFigures
	lostClaims  = words.LostClaims
)

func lostInStatements(p Piece) []standoff.Loss {
	figures, details := 0, 0
	for _, n := range p.Doc.Marks() {
		c := n.Claim
		c.Source, c.Speakers, c.Wording, c.Stance = "", nil, "", ""
		switch {
		case n.Kind == annotations.KindFigure:
			figures++
		case n.Kind == annotations.KindClaim && !c.Empty():
			details++
		}
	}
	return standoff.Losses(
		lost(LostText, 1, p.Doc.Article.Title), lost(lostFigures, figures, ""), lost(lostClaims, details, ""))
}

// writeStatements writes the rows of an article.
func writeStatements(p Piece) []byte {
	a := p.Doc.Article
	l := ledger.Of([]annotations.Doc{p.Doc}, p.Actors)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, s := range l.Statements {
		concept := joinLines(s.Mark.Exact())
		text := concept
		if len(s.Mark.Tags) > 0 {
			concept = s.Mark.Tags[0]
		}
		start, stop := "", ""
		if !s.Mark.Orphan() {
			start = strconv.Itoa(a.Text.UTF16(s.Mark.Cover().Start))
			stop = strconv.Itoa(a.Text.UTF16(s.Mark.Cover().End))
		}
		for i, who := range s.Speakers {
			id := s.Mark.ID.Short()
			if i > 0 { // DNA's statements have one speaker each
				id += "/" + strconv.Itoa(i+1)
			}
			person, organization := parties(s, who)
			row := []string{
				id, dnaTime(a.Published), a.ID.Short(), a.Title, a.Byline, a.Publisher, "", "", text,
				person, organization, concept, agreement(s.Mark.Claim.Stance), start, stop,
			}
			for i := range row {
				row[i] = dnaCell(row[i])
			}
			w.Write(row) // a buffer takes everything
		}
	}
	w.Flush()
	return b.Bytes()
}

// parties returns a speaker as DNA's two variables. What is neither of a known type nor
// known at all is a person's name.
func parties(s *ledger.Statement, who *ledger.Speaker) (person, organization string) {
	switch who.Source {
	case annotations.Itself:
		return "", s.Article.Publisher
	case annotations.Unnamed:
		return s.Mark.Claim.Wording, ""
	}
	r := who.Record
	switch {
	case r == nil:
		return who.Name, ""
	case r.Type == annotations.Person || r.Type == "":
		return r.Name, r.Affiliation
	}
	return "", r.Name
}

// agreement is whether who takes a stance agrees: "1", "0", or "" for neither.
func agreement(s annotations.Stance) string {
	switch s {
	case annotations.Asserts, annotations.Predicts, annotations.Promises, annotations.Demands:
		return "1"
	case annotations.Denies:
		return "0"
	}
	return ""
}

// dnaTime returns a date as DNA writes it, "2026-11-25 14:30:00"; "" for what is none, or
// less than a day.
func dnaTime(published string) string {
	day, clock, _ := strings.Cut(standard.Date(published), "T")
	if len(day) < len("2006-01-02") {
		return ""
	}
	if clock == "" {
		clock = "00:00:00"
	}
	return day + " " + clock[:len("15:04:05")]
}

// dnaCell returns text in one line, with an apostrophe before what a spreadsheet would
// take for a formula.
func dnaCell(s string) string {
	s = joinLines(s)
	if plain.Formula(s) {
		return "'" + s
	}
	return s
}
