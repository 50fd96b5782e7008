package ledger

import (
	"pressmark/annotations"
	"pressmark/annotations/words"
)

// A Share is how many of the statements are a speaker's.
type Share struct {
	*Speaker
	N int
}

// Shares returns who says how much, in the order of [Ledger.Groups].
func (l Ledger) Shares() []Share {
	var out []Share
	for _, g := range l.Groups() {
		out = append(out, Share{g.Speaker, len(g.Statements)})
	}
	return out
}

// A Matrix says who stands how to what.
type Matrix struct {
	Speakers   []*Speaker // in the order of [Ledger.Groups]
	Statements []*Statement
	Cells      []Cell // row by row
}

// A Cell says that a speaker makes a statement, and how the speaker stands to it.
type Cell struct {
	Row, Column int // in Speakers, in Statements
	Stance      annotations.Stance
}

// Matrix returns who stands how to what.
func (l Ledger) Matrix() Matrix {
	m := Matrix{Statements: l.Statements}
	column := make(map[*Statement]int, len(l.Statements))
	for i, s := range l.Statements {
		column[s] = i
	}
	for row, g := range l.Groups() {
		m.Speakers = append(m.Speakers, g.Speaker)
		for _, s := range g.Statements {
			m.Cells = append(m.Cells, Cell{row, column[s], s.Mark.Claim.Stance})
		}
	}
	return m
}

// An Event is a figure that is a date or a time of a day, or a claim about one.
type Event struct {
	Place
	Time string // ISO 8601, as annotations.Quantity has it
	Text string
}

// Events returns what has a date, in the ledger's order: figures, then claims.
func (l Ledger) Events() []Event {
	var out []Event
	for _, f := range l.Figures {
		if dated(f.Mark.Figure.Time) {
			text := words.OneLine(f.Mark.Exact())
			if f.Claim != nil {
				text = f.Claim.Mark.Exact()
			}
			out = append(out, Event{f.Place, f.Mark.Figure.Time, words.ClipWords(text, words.OnCard)})
		}
	}
	for _, s := range l.Statements {
		if dated(s.Mark.Claim.About) {
			out = append(out, Event{s.Place, s.Mark.Claim.About, words.ClipWords(s.Mark.Exact(), words.OnCard)})
		}
	}
	return out
}
