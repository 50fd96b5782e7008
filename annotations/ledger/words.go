package ledger

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
)

func itoa(n int) string { return strconv.Itoa(n) }

// count is a number of things: "1 claim", "12,500 claims".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return grouped(itoa(n)) + " " + thing + "s"
}

// Who returns who stands behind a statement: "A, B", the wording of the unnamed, or
// what stands in a name's place.
func (s *Statement) Who() string {
	if w := s.Mark.Claim.Wording; w != "" && s.Source() == annotations.Unnamed {
		return "“" + oneLine(w) + "”"
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
func (t Tie) Words() string { return t.verb() + " " + Label(t.Figure.Mark) }

func (t Tie) verb() string {
	switch {
	case t.Relation == annotations.SameAmount:
		return "same as"
	case t.Relation == annotations.PartOf && t.Back:
		return "includes"
	case t.Relation == annotations.PartOf:
		return "part of"
	case t.Relation == annotations.Before && t.Back:
		return "after"
	case t.Relation == annotations.Before:
		return "before"
	}
	return string(t.Relation)
}

// TypeName is what a reader calls a type of figure.
func TypeName(t annotations.FigureType) string {
	if t == annotations.Clock {
		return "time of day"
	}
	return string(t)
}

// AttributionName is what a reader calls an attribution.
func AttributionName(a annotations.Attribution) string {
	switch a {
	case annotations.Direct, annotations.Mixed:
		return string(a) + " quote"
	case annotations.Indirect:
		return "indirect speech"
	}
	return string(a)
}

// StatusName is what a reader calls a status.
func StatusName(s annotations.Status) string {
	switch s {
	case annotations.StatusOpen:
		return "to be checked"
	case annotations.StatusChecking:
		return "being checked"
	case annotations.StatusDone:
		return "checked"
	}
	return string(s)
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
		return "the article itself"
	case s.Source() == annotations.Unnamed && s.Mark.Claim.Wording == "":
		return "somebody unnamed"
	case s.Source() == None:
		return "another claim"
	}
	return s.Who()
}

// quoted returns words in quotation marks, "" if there are none.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + clip(s, shortQuote) + "”"
}

// How many code points of a quote are shown.
const (
	longQuote  = 320 // of what a card is about
	shortQuote = 80
)

// clip returns text in one line of at most so many code points, cut between words if
// there are some.
func clip(s string, most int) string {
	s = oneLine(s)
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	t := annotations.NewText(s)
	s = t.Slice(t.Whole(annotations.Span{End: most - 1}))
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:–—") + "…"
}
