package ledger

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// None is what a claim has of a source, an attribution, a stance, a status or a
// verdict that nobody has said yet. A [Filter] tells it from "", which is any.
const None = "none"

// A Speaker is who can stand behind a statement. In one ledger, and what is filtered
// from it, there is one value for each: pointers can be compared.
type Speaker struct {
	Source annotations.Source // Named, Itself, Unnamed or None
	Name   string             // that of the record, else the words of the mention; "" if not Named
	Record *annotations.Actor // nil: not Named, or a mention that nobody is known by

	mention annotations.ID // without a record: the first mention
}

// Those who have no name.
var (
	unnamed = []*Speaker{{Source: annotations.Unnamed}}
	itself  = []*Speaker{{Source: annotations.Itself}}
	nobody  = []*Speaker{{Source: None}}
)

// ID returns the ID of the record, or that of the first mention where there is no
// record; "" of those who are not Named. [Ledger.Speaker] finds the speaker by it.
func (s *Speaker) ID() annotations.ID {
	if s.Record != nil {
		return s.Record.ID
	}
	return s.mention
}

// Title returns the name, or what stands in its place.
func (s *Speaker) Title() string {
	switch s.Source {
	case annotations.Named:
		return s.Name
	case annotations.Unnamed:
		return words.SpeakerUnnamed.String()
	case annotations.Itself:
		return words.SpeakerItself.String()
	}
	return words.SpeakerNone.String()
}

// Role returns the role or affiliation of the record, or both.
func (s *Speaker) Role() string {
	if s.Record == nil {
		return ""
	}
	role, body := s.Record.Role, s.Record.Affiliation
	if role == "" || body == "" {
		return role + body
	}
	return role + ", " + body
}

// rank orders speakers: records, other mentions, the unnamed, the article, nobody.
func (s *Speaker) rank() int {
	switch {
	case s.Record != nil:
		return 0
	case s.Source == annotations.Named:
		return 1
	case s.Source == annotations.Unnamed:
		return 2
	case s.Source == annotations.Itself:
		return 3
	}
	return 4
}

// compare orders speakers of one rank by name.
func (s *Speaker) compare(o *Speaker) int {
	return cmp.Or(strings.Compare(folded(s.Name), folded(o.Name)), strings.Compare(string(s.ID()), string(o.ID())))
}

// A Group is a speaker's statements.
type Group struct {
	*Speaker
	Statements []*Statement // in order; of the unnamed, those of one wording together
}

// Groups returns the statements by speaker: records first, then mentions without
// one, the unnamed, the article itself, and nobody yet; of a kind, who says most comes
// first. A statement of two speakers stands with both.
func (l Ledger) Groups() []Group {
	at := map[*Speaker]int{}
	var out []Group
	for _, s := range l.Statements {
		for _, who := range s.Speakers {
			i, ok := at[who]
			if !ok {
				i = len(out)
				at[who] = i
				out = append(out, Group{Speaker: who})
			}
			out[i].Statements = append(out[i].Statements, s)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return cmp.Or(a.rank()-b.rank(), len(b.Statements)-len(a.Statements), a.compare(b.Speaker)) < 0
	})
	for _, g := range out {
		if g.Source == annotations.Unnamed {
			sortByWording(g.Statements)
		}
	}
	return out
}

// sortByWording puts statements of one wording together: the most used first, those
// without one last.
func sortByWording(in []*Statement) {
	wording := func(s *Statement) string { return folded(s.Mark.Claim.Wording) }
	n := map[string]int{}
	for _, s := range in {
		if w := wording(s); w != "" {
			n[w]++
		}
	}
	slices.SortStableFunc(in, func(s, t *Statement) int {
		v, w := wording(s), wording(t)
		return cmp.Or(n[w]-n[v], strings.Compare(v, w))
	})
}
