package ledger

import (
	"maps"
	"slices"
	"strings"

	"pressmark/annotations"
)

// A Filter says which rows of a ledger are shown; the zero value shows all. Each
// condition that is set has to hold. Source, Attribution, Stance, Status and Verdict
// can be None.
type Filter struct {
	Article     annotations.ID
	Actor       annotations.ID // a speaker: see [Ledger.Speaker]
	Source      annotations.Source
	Attribution annotations.Attribution
	Stance      annotations.Stance
	Status      annotations.Status
	Verdict     string // its name
	FigureType  annotations.FigureType
	Tag         string
	Query       string // words, each of which is found in the quote, the speakers, the note or the tags; of a figure, also in its claim
}

// Filter returns the ledger of what passes a filter.
//
// A statement passes FigureType with one figure of it. A figure passes what is said of
// statements with the statement that it belongs to. An actor passes with a statement
// that does; or else with a mention, if nothing is asked of statements.
func (l Ledger) Filter(f Filter) Ledger {
	if f == (Filter{}) {
		return l
	}
	out := Ledger{directory: l.directory, speakers: l.speakers}
	var who *Speaker
	if f.Actor != "" {
		if who = l.Speaker(f.Actor); who == nil {
			return out
		}
	}
	terms := strings.Fields(folded(f.Query))
	said := map[*Statement]bool{}
	for _, s := range l.Statements {
		if f.statement(s, who) && f.mark(s.Place) && f.figures(s) && s.matches(terms) {
			out.Statements = append(out.Statements, s)
			said[s] = true
		}
	}
	shown := map[*Figure]bool{}
	for _, g := range l.Figures {
		if f.figure(g, who) && g.matches(terms) {
			out.Figures = append(out.Figures, g)
			shown[g] = true
		}
	}
	for _, a := range l.Actors {
		if who != nil && a.Speaker != who {
			continue
		}
		b := &Actor{Speaker: a.Speaker}
		for _, s := range a.Statements {
			if said[s] {
				b.Statements = append(b.Statements, s)
			}
		}
		for _, m := range a.Mentions {
			if f.mark(m) {
				b.Mentions = append(b.Mentions, m)
			}
		}
		named := len(b.Mentions) > 0 && !f.asks() && b.matches(terms)
		if !named && len(b.Statements) == 0 {
			continue
		}
		b.sum()
		b.Figures = slices.DeleteFunc(b.Figures, func(g *Figure) bool { return !shown[g] })
		out.Actors = append(out.Actors, b)
	}
	SortActors(out.Actors, ByMentions)
	return out
}

// asks reports whether the filter asks something of statements or figures.
func (f Filter) asks() bool {
	return f.Source != "" || f.Attribution != "" || f.Stance != "" || f.Status != "" || f.Verdict != "" || f.FigureType != ""
}

// mark reports whether a mark passes what is asked of every mark.
func (f Filter) mark(p Place) bool {
	return (f.Article == "" || f.Article == p.Article.ID) && (f.Tag == "" || slices.Contains(p.Mark.Tags, f.Tag))
}

// statement reports whether a statement passes what is asked of it.
func (f Filter) statement(s *Statement, who *Speaker) bool {
	c := s.Mark.Claim
	return (who == nil || s.SaidBy(who)) && is(f.Source, s.Source()) && is(f.Attribution, c.Attribution) &&
		is(f.Stance, c.Stance) && is(f.Status, c.Check.Status) && is(f.Verdict, c.Check.Verdict.Name)
}

// is reports whether a field is what is asked for: anything, nothing, or one value.
func is[S ~string](want, got S) bool {
	return want == "" || want == got || want == None && got == ""
}

func (f Filter) figures(s *Statement) bool {
	return f.FigureType == "" || slices.ContainsFunc(s.Figures, func(g *Figure) bool { return g.Mark.Figure.Type == f.FigureType })
}

func (f Filter) figure(g *Figure, who *Speaker) bool {
	if !f.mark(g.Place) || f.FigureType != "" && f.FigureType != g.Mark.Figure.Type {
		return false
	}
	if g.Claim == nil {
		f.FigureType = ""
		return who == nil && !f.asks()
	}
	return f.statement(g.Claim, who)
}

// Speakers returns those who are named and say something, by name.
func (l Ledger) Speakers() []*Speaker {
	var out []*Speaker
	for _, a := range l.Actors {
		if len(a.Statements) > 0 {
			out = append(out, a.Speaker)
		}
	}
	slices.SortFunc(out, (*Speaker).compare)
	return out
}

// Tags returns the tags of the ledger's marks, sorted.
func (l Ledger) Tags() []string {
	set := map[string]bool{}
	add := func(p Place) {
		for _, t := range p.Mark.Tags {
			set[t] = true
		}
	}
	for _, s := range l.Statements {
		add(s.Place)
	}
	for _, f := range l.Figures {
		add(f.Place)
	}
	for _, a := range l.Actors {
		for _, m := range a.Mentions {
			add(m)
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// Verdicts returns the names of the verdicts in the ledger, sorted.
func (l Ledger) Verdicts() []string {
	set := map[string]bool{}
	for _, s := range l.Statements {
		if name := s.Mark.Claim.Check.Verdict.Name; name != "" {
			set[name] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}
