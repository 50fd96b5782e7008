package standoff

import "slices"

// related returns a document with its events as relations. A trigger that lies where an
// argument does, and of which nothing is said, says nothing more: it goes, and what was
// tied to it is tied to that argument.
func related(d Document) Document {
	if len(d.Events) == 0 {
		return d
	}
	r := relater{at: map[key]*Mark{}, stands: map[key]string{}, told: map[key]bool{}, roles: proposed{}}
	for i := range d.Marks {
		r.at[key{d.Marks[i].Annotator, d.Marks[i].ID}] = &d.Marks[i]
	}
	for i := range d.Events {
		r.look(&d.Events[i])
	}
	for i := range d.Relations {
		x := &d.Relations[i]
		x.From, x.To = r.now(x.Annotator, x.From), r.now(x.Annotator, x.To)
	}
	for i := range d.Events {
		d.Relations = append(d.Relations, r.event(&d.Events[i])...)
	}
	d.Marks = slices.DeleteFunc(d.Marks, func(m Mark) bool { return r.stands[key{m.Annotator, m.ID}] != "" })
	d.Events = nil
	return d
}

type relater struct {
	at     map[key]*Mark
	stands map[key]string // what stands for triggers that go
	told   map[key]bool   // triggers of which there was an event already
	roles  proposed
}

// now returns what stands for a mark.
func (r *relater) now(annotator, id string) string {
	for to := r.stands[key{annotator, id}]; to != ""; to = r.stands[key{annotator, id}] {
		id = to // never in a circle: what stands for another stood for itself then
	}
	return id
}

// look finds what stands for the trigger of an event; nothing does that is needed by
// another event.
func (r *relater) look(e *Event) {
	k := key{e.Annotator, e.Trigger}
	t, was := r.at[k], r.stands[k]
	if t == nil || r.told[k] && was == "" {
		return
	}
	r.told[k], r.stands[k] = true, ""
	if t.Note != "" || len(t.Attributes) > 0 || len(t.Tags) > 0 || len(t.Links) > 0 {
		return
	}
	claims := 0
	for _, a := range e.Arguments {
		m := r.at[key{e.Annotator, a.Mark}]
		if m == nil || m == t {
			continue
		}
		if r.roles.of(m.Label) == Claim {
			claims++
		} else if slices.Equal(m.Spans, t.Spans) && (was == "" || was == a.Mark) && r.stands[key{e.Annotator, a.Mark}] == "" {
			r.stands[k] = a.Mark
		}
	}
	if claims == 0 { // the event is about its trigger
		r.stands[k] = ""
	}
}

// event returns an event as relations from each of its claims, or from its trigger where
// it has none.
func (r *relater) event(e *Event) []Relation {
	role := func(id string) Role {
		if m := r.at[key{e.Annotator, id}]; m != nil {
			return r.roles.of(m.Label)
		}
		return LeaveIt
	}
	var claims []string
	for _, a := range e.Arguments {
		if role(a.Mark) == Claim {
			claims = append(claims, a.Mark)
		}
	}
	about := claims
	if len(claims) == 0 || role(e.Trigger) == Claim && !slices.Contains(claims, e.Trigger) {
		about = append(slices.Clip(claims), e.Trigger)
	}
	var out []Relation
	for _, claim := range about {
		seen := map[string]bool{claim: true}
		for _, a := range append(slices.Clip(e.Arguments), Argument{HasCue, e.Trigger}) {
			to := r.now(e.Annotator, a.Mark)
			x := Relation{Label: a.Role, From: claim, To: to, Annotator: e.Annotator, Line: e.Line}
			switch role(a.Mark) {
			case Claim:
				continue
			case Actor:
				x.Label = SaidBy
			case Cue:
				x.Label = HasCue
			case Figure:
				x.Label, x.From, x.To = InClaim, to, claim
			}
			if !seen[to] && r.at[key{e.Annotator, to}] != nil && (a.Mark != e.Trigger || role(a.Mark) == Cue) {
				seen[to] = true
				out = append(out, x)
			}
		}
	}
	return out
}
