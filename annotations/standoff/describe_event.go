package standoff

import "pressmark/annotations"

// A group is the claims of one event.
type group struct {
	origin  *origin // of the first
	trigger string
	claims  []grouped
}

type grouped struct {
	n        *annotations.Annotation
	origin   *origin
	cue      string
	speakers []string
}

// gather adds a claim to those of its event.
func (w *writer) gather(n *annotations.Annotation, o *origin, cue string) {
	g := grouped{n: n, origin: o, cue: cue}
	for _, id := range n.Claim.Speakers {
		g.speakers = append(g.speakers, w.there(n, id))
	}
	trigger := w.trigger(n, o)
	of := eventKey{n.Creator, o.id, o.label, trigger, cue}
	if w.roles.of(w.labels[keyOf(n, trigger)]) != Cue {
		of.cue = "" // cues can be told apart
	}
	at, known := w.events[of]
	if !known || o.id == "" {
		at = len(w.groups)
		w.events[of] = at
		w.groups = append(w.groups, group{origin: o, trigger: trigger})
	}
	w.groups[at].claims = append(w.groups[at].claims, g)
}

// An eventKey tells events apart. Where a trigger is the cue of all of an event's claims
// that have no other, claims with another are of an event of their own.
type eventKey struct{ annotator, id, label, trigger, cue string }

// event writes the event of some claims. What they do not have in common are relations.
func (w *writer) event(g *group) {
	first := g.claims[0]
	id := keyOf(first.n, g.origin.id)
	if w.ids[id] {
		id.id = ""
	}
	w.ids[id] = true
	e := Event{ID: id.id, Label: g.origin.label, Annotator: first.n.Creator, Trigger: g.trigger}
	said := map[string]int{} // by how many claims a mark is their cue or speaker
	for _, c := range g.claims {
		for _, mark := range append([]string{c.cue}, c.speakers...) {
			said[mark]++
		}
	}
	seen := map[Argument]bool{}
	argue := func(c grouped, key, mark string) {
		roles := c.origin.called(key)
		if roles == nil && (mark != g.trigger || key != claimRole && key != cueRole) { // a claim or cue that is the trigger is one anyway
			roles = []string{w.labels[keyOf(c.n, mark)]}
		}
		for _, role := range roles {
			if a := (Argument{role, mark}); !seen[a] {
				seen[a] = true
				e.Arguments = append(e.Arguments, a)
			}
		}
	}
	for _, c := range g.claims {
		argue(c, claimRole, w.alias[c.n.ID])
		if said[c.cue] < len(g.claims) {
			w.relate(c.n, HasCue, c.cue)
		} else if c.cue != "" {
			argue(c, cueRole, c.cue)
		}
		for i, mark := range c.speakers {
			if said[mark] < len(g.claims) {
				w.relate(c.n, SaidBy, mark)
			} else if mark != "" {
				argue(c, string(c.n.Claim.Speakers[i]), mark)
			}
		}
	}
	w.out.Events = append(w.out.Events, e)
}

func keyOf(n *annotations.Annotation, mark string) key { return key{n.Creator, mark} }

// trigger returns the mark on which an event hangs: the claim itself, its cue under
// another label, or a place of its own.
func (w *writer) trigger(n *annotations.Annotation, o *origin) string {
	if at := w.byID[o.at]; at != nil && LabelOf(at) == o.mark && at.Creator == n.Creator {
		return w.alias[o.at]
	}
	if o.trigger == nil && LabelOf(n) == o.mark {
		return w.alias[n.ID]
	}
	m := Mark{
		ID: string(n.ID) + "#trigger", Label: o.mark, Spans: n.Claim.Cue.Spans, Quotes: exact(n.Claim.Cue.Quotes),
		Annotator: n.Creator, Created: n.Created, Modified: n.Modified,
	}
	if o.trigger != nil {
		m.Spans, m.Quotes = o.trigger, o.exact
	}
	if len(m.Quotes) == 0 {
		return w.alias[n.ID]
	}
	return w.once(m)
}
