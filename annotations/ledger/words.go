package ledger

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Who returns who stands behind a statement: "A, B", the wording of the unnamed, or
// what stands in a name's place.
func (s *Statement) Who() string {
	if w := s.Mark.Claim.Wording; w != "" && s.Source() == annotations.Unnamed {
		return words.Quoted(words.OneLine(w))
	}
	var out []string
	for _, who := range s.Speakers {
		out = append(out, who.Title())
	}
	return strings.Join(out, ", ")
}

// tied returns the figure's ties in words.
func (f *Figure) tied() []string {
	var out []string
	for _, t := range f.Ties {
		out = append(out, t.Words())
	}
	return out
}

// Words returns a tie in words: "part of 19 people".
func (t Tie) Words() string { return words.TiedTo.With(t.verb(), Label(t.Figure.Mark)) }

func (t Tie) verb() string {
	switch {
	case t.Relation == annotations.SameAmount:
		return words.TiedSame.String()
	case t.Relation == annotations.PartOf && t.Back:
		return words.TiedIncludes.String()
	case t.Relation == annotations.PartOf:
		return words.TiedPart.String()
	case t.Relation == annotations.Before && t.Back:
		return words.TiedAfter.String()
	case t.Relation == annotations.Before:
		return words.TiedBefore.String()
	}
	return string(t.Relation)
}

// stanceClass is the class of a stance: its word, if it is one of those there are.
func stanceClass(s annotations.Stance) string {
	if slices.Contains(annotations.Stances, s) {
		return string(s)
	}
	return "unknown"
}

// Teller returns who reports what a statement says, as it is said within a sentence.
func (s *Statement) Teller() string {
	switch {
	case s.Source() == annotations.Itself:
		return words.TellerItself.String()
	case s.Source() == annotations.Unnamed && s.Mark.Claim.Wording == "":
		return words.TellerUnnamed.String()
	case s.Source() == None:
		return words.TellerClaim.String()
	}
	return s.Who()
}

// quoted is a quotation for a chip; "" of nothing.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return words.Quoted(words.ClipWords(s, words.InChip))
}
