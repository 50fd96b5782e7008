package ledger

import (
	"cmp"
	"slices"
	"sort"

	"pressmark/annotations"
)

// An ActorOrder says by what actors are sorted.
type ActorOrder string

// The orders of actors, the most first.
const (
	ByMentions ActorOrder = "mentions"
	ByClaims   ActorOrder = "claims"
	ByName     ActorOrder = "name"
)

// SortActors sorts actors in place. Those who do not differ in what they are sorted by
// stand by mentions, claims, name.
func SortActors(in []*Actor, by ActorOrder) {
	slices.SortFunc(in, func(a, b *Actor) int {
		mentions, claims, name := len(b.Mentions)-len(a.Mentions), len(b.Statements)-len(a.Statements), a.compare(b.Speaker)
		switch by {
		case ByClaims:
			return cmp.Or(claims, mentions, name)
		case ByName:
			return name
		}
		return cmp.Or(mentions, claims, name)
	})
}

// Speaker returns who is meant by the ID of a record, of one that was merged into it, or
// of a mention. It returns nil where nobody is.
func (l Ledger) Speaker(id annotations.ID) *Speaker {
	if r := l.directory.Find(id); r != nil {
		id = r.ID
	}
	return l.speakers[id]
}

// Actor returns the row of an actor: see [Ledger.Speaker]. It returns nil where the
// ledger has none.
func (l Ledger) Actor(id annotations.ID) *Actor {
	if who := l.Speaker(id); who != nil {
		for _, a := range l.Actors {
			if a.Speaker == who {
				return a
			}
		}
	}
	return nil
}

// An Entry is one thing that is marked of an actor. Statement or Figure is what it is
// beside a mention.
type Entry struct {
	Place
	Statement *Statement
	Figure    *Figure
}

// Entries returns all mentions of an actor, their statements and the figures in
// those, in order.
func (a *Actor) Entries() []Entry {
	out := make([]Entry, 0, len(a.Mentions)+len(a.Statements)+len(a.Figures))
	for _, m := range a.Mentions {
		out = append(out, Entry{Place: m})
	}
	for _, s := range a.Statements {
		out = append(out, Entry{Place: s.Place, Statement: s})
	}
	for _, f := range a.Figures {
		out = append(out, Entry{Place: f.Place, Figure: f})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].order < out[j].order })
	return out
}
