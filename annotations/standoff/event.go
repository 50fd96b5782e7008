package standoff

import (
	"cmp"
	"slices"
	"strconv"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// Where a claim's record keeps the event that tied it, and what its cue is called.
const (
	eventPlace    = "/pressmark:event"
	cueLabelPlace = "/pressmark:cueLabel"
)

// Keys of the roles of an event's arguments, beside the IDs of speakers.
const (
	claimRole = "claim"
	cueRole   = "cue"
)

// An origin is the event that a claim came from.
type origin struct {
	id, label string
	mark      string             // the label of its trigger
	trigger   []annotations.Span // nil: where the cue is
	exact     []string           // the words there
	roles     []Attribute        // names are keys
	at        annotations.ID     // the annotation of the trigger, if it has one
	of        annotations.ID     // the annotation of the same mark, for a former event; "": this is it
}

// called returns what a mark is called in the event, which may be more than one thing;
// nothing where the event does not say.
func (o *origin) called(key string) (roles []string) {
	for _, r := range o.roles {
		if r.Name == key {
			roles = append(roles, r.Value)
		}
	}
	return roles
}

// remember keeps in a claim's record which event tied it.
func (b *builder) remember(n *annotations.Annotation, t *told) {
	e, trigger := t.event, t.trigger
	o := origin{id: e.ID, label: e.Label, mark: trigger.mark.Label}
	if id := b.at(t.mark).ID; id != n.ID {
		o.of = id
	}
	if trigger != t.mark && t.hub >= 0 {
		o.at = b.out.Annotations[t.hub].ID
	}
	if trigger != t.mark && !slices.Equal(trigger.spans, n.Claim.Cue.Spans) {
		o.trigger = trigger.spans
		for _, q := range trigger.quotes {
			o.exact = append(o.exact, q.Exact)
		}
	}
	o.roles = b.rolesIn(t)
	keep(n, eventPlace, o.json())
}

// rolesIn returns what arguments are called that concern a claim, unless all are called as
// their marks are, once.
func (b *builder) rolesIn(t *told) []Attribute {
	if !slices.ContainsFunc(t.event.Arguments, func(a Argument) bool {
		x := b.marks[key{t.event.Annotator, a.Mark}]
		return x != nil && (a.Role != x.mark.Label || x == t.trigger)
	}) {
		return nil
	}
	var roles []Attribute
	plain := map[Attribute]bool{}
	for _, a := range t.event.Arguments[:min(len(t.event.Arguments), mostTies)] {
		x := b.marks[key{t.event.Annotator, a.Mark}]
		r := Attribute{Value: a.Role}
		switch {
		case x == nil:
			continue
		case x == t.mark:
			r.Name = claimRole
		case x.role == Cue && slices.Contains(t.cues, x):
			r.Name = cueRole
		case x.role == Actor && x.index >= 0:
			r.Name = string(b.at(x).ID)
		default:
			continue
		}
		roles = append(roles, r)
		plain[r] = a.Role == x.mark.Label && (x != t.trigger || x.role == Actor)
	}
	slices.SortFunc(roles, func(a, b Attribute) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value)) })
	roles = slices.Compact(roles)
	all := origin{roles: roles}
	return slices.DeleteFunc(slices.Clone(roles), func(r Attribute) bool { return plain[r] && len(all.called(r.Name)) == 1 })
}

// keep adds a member to an annotation's record.
func keep(n *annotations.Annotation, place, json string) {
	if n.Extra == nil {
		n.Extra = annotations.Extra{}
	}
	n.Extra[place] = json
}

func (o *origin) json() string {
	b := record.AppendString([]byte(`{"id":`), o.id)
	b = record.AppendString(append(b, `,"type":`...), o.label)
	if o.mark != o.label {
		b = record.AppendString(append(b, `,"label":`...), o.mark)
	}
	if o.trigger != nil {
		b = append(b, `,"trigger":[`...)
		for i, s := range o.trigger {
			b = append(comma(b, i), '[')
			b = strconv.AppendInt(b, int64(s.Start), 10)
			b = append(b, ',')
			b = strconv.AppendInt(b, int64(s.End), 10)
			b = append(b, ']')
		}
		b = append(b, `],"exact":[`...)
		for i, s := range o.exact {
			b = record.AppendString(comma(b, i), s)
		}
		b = append(b, ']')
	}
	if o.at != "" {
		b = record.AppendString(append(b, `,"at":`...), string(o.at))
	}
	if o.of != "" {
		b = record.AppendString(append(b, `,"of":`...), string(o.of))
	}
	if len(o.roles) > 0 {
		b = append(b, `,"roles":{`...)
		for i, r := range o.roles {
			b = append(record.AppendString(comma(b, i), r.Name), ':')
			b = record.AppendString(b, r.Value)
		}
		b = append(b, '}')
	}
	return string(append(b, '}'))
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

// originOf returns the event that a claim came from; ok is false where there is none, or
// none that can be read. Its trigger is left out where the text has other words there.
func originOf(n *annotations.Annotation, t annotations.Text) (o origin, ok bool) {
	s, ok := n.Extra[eventPlace]
	if !ok || n.Kind != annotations.KindClaim {
		return o, false
	}
	v, err := record.Parse(s)
	if err != nil || v.Get("type").Text() == "" {
		return o, false
	}
	o.id, o.label = v.Get("id").Text(), v.Get("type").Text()
	if o.mark = v.Get("label").Text(); o.mark == "" {
		o.mark = o.label
	}
	o.at = annotations.ID(v.Get("at").Text())
	o.of = annotations.ID(v.Get("of").Text())
	for name, role := range v.Get("roles").Members() {
		o.roles = append(o.roles, Attribute{name, role.Text()})
	}
	places, words := v.Get("trigger").Items(), v.Get("exact").Items()
	if len(words) != len(places) {
		return o, true
	}
	end := -1
	for i, place := range places {
		ends := place.Items()
		if len(ends) != 2 {
			return o, true
		}
		from, ok1 := ends[0].Int()
		to, ok2 := ends[1].Int()
		s := annotations.Span{Start: from, End: to}
		if !ok1 || !ok2 || from <= end || s.Empty() || to > t.Len() || t.Slice(s) != words[i].Text() || t.Whole(s) != s {
			o.trigger, o.exact = nil, nil
			return o, true
		}
		o.trigger, o.exact = append(o.trigger, s), append(o.exact, words[i].Text())
		end = to
	}
	return o, true
}

// cueLabel returns what the cue of a claim is called.
func cueLabel(n *annotations.Annotation) string {
	if s, ok := n.Extra[cueLabelPlace]; ok {
		if v, err := record.Parse(s); err == nil && v.Text() != "" {
			return v.Text()
		}
	}
	return CueLabel
}
