package standoff

import (
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/plain"
)

// say says of an annotation what is said of a mark. Of two values for one thing the first
// counts, and the other is kept as a tag. Tags may repeat until they are [tagged].
func (b *builder) say(n *annotations.Annotation, m *Mark) {
	name, quantity := "", false
	for _, x := range m.Attributes {
		switch {
		case n.Kind == annotations.KindActor && x.Name == NameAttribute && name == "":
			name = plain.OneLine(x.Value)
		case n.Kind == annotations.KindClaim && x.Name == speakerAttribute && plain.OneLine(x.Value) != "":
			n.Claim.Speakers = append(n.Claim.Speakers, b.actor(plain.OneLine(x.Value), "", nil))
		case setAttribute(n, x):
			quantity = quantity || n.Kind == annotations.KindFigure
		default:
			n.Tags = append(n.Tags, x.Tag())
		}
	}
	links := m.Links
	switch {
	case n.Kind == annotations.KindActor && (name != "" || len(links) > 0):
		n.Actor = b.actor(name, n.Exact(), links)
		links = links[min(1, len(links)):]
	case n.Kind == annotations.KindFigure && !quantity && !n.Orphan():
		n.Figure.Quantity = figure.Parse(n.Exact(), figure.ContextOf(b.art, n.Cover()))
	}
	n.Tags = append(n.Tags, links...)
}

// actor returns the ID of the record of an actor who is known by a name or an address.
// What an address is called without a name is another name of the actor.
func (b *builder) actor(name, words string, links []string) annotations.ID {
	a := annotations.Actor{Name: name, Created: b.now, Modified: b.now, Revision: 1}
	if len(links) > 0 {
		a.Link = links[0]
	}
	if a.Name == "" {
		a.Name = plain.OneLine(words)
	}
	if a.Name == "" {
		a.Name = plain.Title("", "", a.Link)
	}
	if a.Link != "" {
		a.ID = annotations.IDOf("actor", a.Link)
	} else {
		a.ID = annotations.IDOf("actor", "", a.Name)
	}
	i, known := b.people[a.ID]
	called := [2]string{string(a.ID), strings.ToLower(a.Name)}
	switch {
	case !known:
		b.people[a.ID] = len(b.out.Actors)
		b.out.Actors = append(b.out.Actors, a)
	case !b.names[called]:
		b.out.Actors[i].Aliases = append(b.out.Actors[i].Aliases, a.Name)
	}
	b.names[called] = true
	return a.ID
}

// unique returns a list without what it repeats.
func unique[T comparable](list []T) []T {
	if len(list) < 2 {
		return list
	}
	seen := make(map[T]bool, len(list))
	out := list[:0:0]
	for _, x := range list {
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}

// tagged returns tags as they are kept: in one line, none empty, none twice.
func tagged(tags []string) []string {
	var out []string
	for _, t := range tags {
		if t = plain.OneLine(t); t != "" {
			out = append(out, t)
		}
	}
	return unique(out)
}

// stranger returns 1 for a speaker of whom there is no mention, else 0.
func (b *builder) stranger(id annotations.ID) int {
	if _, ok := b.people[id]; ok {
		return 1
	}
	return 0
}

// finish says of a claim what events, relations and its cues say.
func (b *builder) finish(n *annotations.Annotation, t *told) {
	t.cues = unique(t.cues)
	notes := []string{n.Note}
	hear := func(x *built) {
		if x.mark.Note != "" {
			notes = append(notes, x.mark.Note)
		}
		n.Tags = append(n.Tags, x.mark.Tags...)
		b.say(n, x.mark)
	}
	for _, x := range t.cues {
		hear(x)
	}
	if x := t.trigger; x != nil && x.role == Cue && x != t.mark && !slices.Contains(t.cues, x) {
		hear(x)
	}
	if n.Tags = tagged(n.Tags); len(notes) > 1 {
		n.Note = strings.Trim(strings.Join(unique(notes), "\n"), "\n")
	}
	b.cueOf(n, t.cues)
	if n.Claim.Speakers = unique(n.Claim.Speakers); len(n.Claim.Speakers) > 1 { // mentions first, as ties are told of after marks
		slices.SortStableFunc(n.Claim.Speakers, func(x, y annotations.ID) int { return b.stranger(x) - b.stranger(y) })
	}
	if len(n.Claim.Speakers) > 0 && n.Claim.Source == "" {
		n.Claim.Source = annotations.Named
	}
	if t.event != nil {
		b.remember(n, t)
	}
}
