package annotations

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// An Actor is the record of a person or body that acts or speaks. All articles share
// it; annotations of kind actor are mentions of it.
type Actor struct {
	ID          ID
	Name        string   // the canonical name; never empty in a stored record
	Aliases     []string // other names it was mentioned by, none twice, not Name
	Type        ActorType
	Role        string // role or title as articles give it: "Kremlin spokesman"
	Affiliation string // the body it belongs to
	Link        string // an address that says who it is: Wikidata's, or any
	Note        string
	Created     time.Time
	Modified    time.Time
	Revision    int
	Deleted     bool
	MergedInto  ID // of a deleted one: the record that stands for it now
	Extra       Extra
}

// An ActorType says what sort of actor one is.
type ActorType string

// The types of actors; "" is one that nobody has said yet.
const (
	Person       ActorType = "person"
	Organization ActorType = "organization"
	Government   ActorType = "government" // a government, ministry, court, army or other public body
	Place        ActorType = "place"      // a place that acts as a body: "Moscow"
	Group        ActorType = "group"      // people without an organization: "protesters"
)

// ActorTypes lists the types in the order in which they are offered.
var ActorTypes = []ActorType{Person, Organization, Government, Place, Group}

// NewActor returns a record made at now.
func NewActor(name string, now time.Time) Actor {
	return Actor{ID: NewID(), Name: name, Created: now, Modified: now}
}

// Names returns the canonical name and the aliases.
func (a Actor) Names() []string { return append([]string{a.Name}, a.Aliases...) }

// Called returns the actor with another alias, unless it has that name already, in
// any letter case.
func (a Actor) Called(name string) Actor {
	has := func(n string) bool { return strings.EqualFold(n, name) }
	if name != "" && !slices.ContainsFunc(a.Names(), has) {
		a.Aliases = append(slices.Clip(a.Aliases), name)
	}
	return a
}

// Met returns the actor after a text has called it by a name: that is an alias from then
// on. One that says more than the canonical name, "Vladimir Putin" than "Putin", becomes
// the canonical one, unless it was an alias already: then somebody chose the other. Of
// places and public bodies a longer name is mostly another's: they keep theirs.
func (a Actor) Met(name string) Actor {
	out := a.Called(name)
	if len(out.Aliases) == len(a.Aliases) || a.Type == Place || a.Type == Government || !fuller(name, a.Name) {
		return out
	}
	out.Aliases[len(a.Aliases)] = a.Name // where name was put
	out.Name = name
	return out
}

// fuller reports whether a name has the words of another in their order, and more, and
// is one name.
func fuller(name, than string) bool {
	words, rest := strings.Fields(name), strings.Fields(than)
	if len(words) <= len(rest) || strings.ContainsAny(name, ",;&(") {
		return false
	}
	for _, w := range words {
		switch {
		case w == "and":
			return false
		case len(rest) > 0 && strings.EqualFold(w, rest[0]):
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// Same reports whether two actors differ at most in revision and time of change.
func (a Actor) Same(o Actor) bool {
	return a.ID == o.ID && a.Name == o.Name && slices.Equal(a.Aliases, o.Aliases) &&
		a.Type == o.Type && a.Role == o.Role && a.Affiliation == o.Affiliation &&
		a.Link == o.Link && a.Note == o.Note && a.Created.Equal(o.Created) &&
		a.Deleted == o.Deleted && a.MergedInto == o.MergedInto && maps.Equal(a.Extra, o.Extra)
}

// A Directory is the actors of a library, tombstones too. It is an immutable value.
type Directory struct{ byID map[ID]*Actor }

// NewDirectory returns the directory of actors.
func NewDirectory(actors []Actor) Directory {
	d := Directory{byID: make(map[ID]*Actor, len(actors))}
	for i := range actors {
		d.byID[actors[i].ID] = &actors[i]
	}
	return d
}

// Find returns the live actor that an ID stands for: its own, or the one that it was
// merged into. It returns nil where there is none.
func (d Directory) Find(id ID) *Actor {
	for range len(d.byID) { // two tabs can merge two actors into each other
		a := d.byID[id]
		if a == nil || !a.Deleted {
			return a
		}
		id = a.MergedInto
	}
	return nil
}

// Follow returns an annotation that names, in the place of actors who were merged, those
// who stand for them now. An ID that the directory does not know stays.
func (d Directory) Follow(n Annotation) Annotation {
	return n.Redirect(func(id ID) ID {
		if a := d.Find(id); a != nil {
			return a.ID
		}
		return id
	})
}

// FollowAll returns annotations that name the actors into whom those were merged that they
// named before: what is written without tombstones has need of it.
func (d Directory) FollowAll(marks []Annotation) []Annotation {
	if d.Len() == len(d.List()) { // none was merged
		return marks
	}
	out := make([]Annotation, len(marks))
	for i, n := range marks {
		out[i] = d.Follow(n)
	}
	return out
}

// Named returns those live actors whom annotations name.
func (d Directory) Named(marks []*Annotation) Directory {
	byID := map[ID]*Actor{}
	for _, n := range marks {
		for _, id := range append([]ID{n.Actor}, n.Claim.Speakers...) {
			if a := d.Find(id); a != nil {
				byID[a.ID] = a
			}
		}
	}
	return Directory{byID}
}

// List returns the live actors by name.
func (d Directory) List() []*Actor {
	out := make([]*Actor, 0, len(d.byID))
	for _, a := range d.byID {
		if !a.Deleted {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b *Actor) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(string(a.ID), string(b.ID)))
	})
	return out
}

// Len returns how many records there are, tombstones too.
func (d Directory) Len() int { return len(d.byID) }

// Apply returns the directory after an edit.
func (d Directory) Apply(e Edit) Directory {
	if len(e.Actors) == 0 {
		return d
	}
	next := maps.Clone(d.byID)
	if next == nil {
		next = map[ID]*Actor{}
	}
	for _, c := range e.Actors {
		next[c.After.ID] = c.After
	}
	return Directory{next}
}
