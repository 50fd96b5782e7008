package standoff

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// mostTies is how many marks an event ties, and how many claims a cue has: what is said
// of each of them with each is a tie of its own.
const mostTies = 50

// gather ties what events and relations tie.
func (b *builder) gather(d Document) {
	for _, e := range b.inOrder(d.Events) {
		b.event(e)
	}
	var later []tied
	for i := range d.Relations {
		r := &d.Relations[i]
		from, to := b.marks[key{r.Annotator, r.From}], b.marks[key{r.Annotator, r.To}]
		switch {
		case from == nil:
			b.problem(r.Annotator, r.Line, r.what(), words.Because(ErrNoMark, words.Fact.Of(r.From)))
		case to == nil:
			b.problem(r.Annotator, r.Line, r.what(), words.Because(ErrNoMark, words.Fact.Of(r.To)))
		case !b.relation(r, from, to):
			later = append(later, tied{r, from, to})
		}
	}
	for _, t := range later {
		b.late(t)
	}
}

// inOrder returns events in the order of their triggers, whatever a file's is: of several
// events that speak of one claim the first always has the same ID.
func (b *builder) inOrder(events []Event) []*Event {
	type placed struct {
		e  *Event
		at int
	}
	in := make([]placed, len(events))
	for i := range events {
		e := &events[i]
		in[i] = placed{e, math.MaxInt}
		if x := b.marks[key{e.Annotator, e.Trigger}]; x != nil && b.place(x) && len(x.spans) > 0 {
			in[i].at = x.spans[0].Start
		}
	}
	slices.SortStableFunc(in, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(len(x.e.ID), len(y.e.ID)), cmp.Compare(x.e.ID, y.e.ID))
	})
	out := make([]*Event, len(in))
	for i, p := range in {
		out[i] = p.e
	}
	return out
}

// what names a relation to a reader.
func (r *Relation) what() string { return strings.TrimSpace(r.ID + " " + r.Label) }

// tied is a relation of a cue to something else than its claim: what it means depends on
// which claim that is.
type tied struct {
	r        *Relation
	from, to *built
}

// relation ties two marks, by what they are; it is false where that has to wait until all
// cues are told.
func (b *builder) relation(r *Relation, x, y *built) bool {
	is := func(p, q Role) bool {
		if x.role == q && y.role == p {
			x, y = y, x
		}
		return x.role == p && y.role == q
	}
	err := error(ErrNoTie)
	switch {
	case x.role == LeaveIt || y.role == LeaveIt:
		err = ErrLeftOut
	case !b.place(x) || !b.place(y):
		err = ErrNoPlace
	case x == y:
	case is(Claim, Actor):
		b.speaker(x.index, y)
		return true
	case is(Claim, Cue) && !strings.EqualFold(r.Label, Within):
		b.cue(x.index, y)
		return true
	case x.role == Cue || y.role == Cue:
		return false
	case is(Figure, Claim):
		err = tie(&b.at(x).Figure.Claim, b.at(y).ID)
	case x.role == Claim && y.role == Claim && !sameness(r.Label):
		err = tie(&b.at(x).Claim.Within, b.at(y).ID)
	case x.role == Figure && y.role == Figure:
		f := &b.at(x).Figure
		f.Ties = append(f.Ties, annotations.Tie{Relation: tieOf(r.Label), Figure: b.at(y).ID})
		return true
	}
	if err != nil {
		b.problem(r.Annotator, r.Line, r.what(), err)
	}
	return true
}

// late ties what is tied to a cue to the claims of the cue: a speaker to all of them,
// others to the only one.
func (b *builder) late(t tied) {
	from, to := b.reported(t.from), b.reported(t.to)
	err := error(ErrNoTie)
	switch one := len(from) == 1 && len(to) == 1; {
	case t.from.role == Actor:
		for _, n := range to {
			b.speaker(n, t.from)
		}
		return
	case t.to.role == Actor:
		for _, n := range from {
			b.speaker(n, t.to)
		}
		return
	case t.from.role == Figure && len(to) == 1:
		err = tie(&b.at(t.from).Figure.Claim, b.first(to[0]).ID)
	case t.to.role == Figure && len(from) == 1:
		err = tie(&b.at(t.to).Figure.Claim, b.first(from[0]).ID)
	case one && from[0] != to[0] && strings.EqualFold(t.r.Label, Within):
		err = tie(&b.first(from[0]).Claim.Within, b.first(to[0]).ID)
	}
	if err != nil {
		b.problem(t.r.Annotator, t.r.Line, t.r.what(), err)
	}
}

// first returns the annotation of a claim's mark that is its only one, or of its first
// event: what is tied to the mark is tied to that.
func (b *builder) first(claim int) *annotations.Annotation { return b.at(b.told[claim].mark) }

// reported returns the claims that a mark stands for: itself, or what it is the cue of. A
// cue of which nobody says what it reports stands for its own words.
func (b *builder) reported(x *built) []int {
	switch {
	case x.role != Claim && x.role != Cue:
		return nil
	case x.index < 0 && len(x.claims) > 0:
		return x.claims
	case x.index < 0:
		b.add(x, annotations.KindClaim)
	}
	return []int{x.index}
}

// tie sets a reference that can be to one thing only.
func tie(to *annotations.ID, id annotations.ID) error {
	if *to != "" && *to != id {
		return ErrTied
	}
	*to = id
	return nil
}

// at returns the annotation that a mark became.
func (b *builder) at(x *built) *annotations.Annotation { return &b.out.Annotations[x.index] }

// sameness reports whether a relation's label says that its ends are one thing.
func sameness(label string) bool {
	label = strings.ToLower(label)
	return strings.HasPrefix(label, "same") || strings.HasPrefix(label, "equiv") || strings.HasPrefix(label, "coref")
}

// tieOf returns what one figure is to another by a relation's label.
func tieOf(label string) annotations.Relation {
	label = strings.ToLower(label)
	for _, r := range annotations.Relations {
		if strings.HasPrefix(label, string(r)) {
			return r
		}
	}
	return annotations.SameAmount
}

// speaker says who says a claim.
func (b *builder) speaker(claim int, actor *built) {
	c := &b.out.Annotations[claim].Claim
	c.Speakers = append(c.Speakers, b.at(actor).ID)
}

// cue adds a cue to a claim.
func (b *builder) cue(claim int, x *built) {
	if !b.place(x) {
		return
	}
	if len(x.claims) > mostTies {
		return
	}
	if x.claims = append(x.claims, claim); len(x.claims) > mostTies {
		b.problem(x.mark.Annotator, x.mark.Line, what(x.mark), ErrTies)
		return
	}
	t := &b.told[claim]
	t.cues = append(t.cues, x)
	t.cued = t.cued || len(x.spans) > 0
	x.tied = true
}

// cueOf puts the places of a claim's cues together. Words without a place are its cue
// where there is no place.
func (b *builder) cueOf(n *annotations.Annotation, cues []*built) {
	var spans []annotations.Span
	var words []annotations.Quote
	for _, x := range cues {
		if spans = append(spans, x.spans...); len(x.spans) == 0 {
			words = append(words, x.quotes...)
		}
	}
	switch {
	case len(cues) == 0:
		return
	case len(cues) == 1:
		n.Claim.Cue = annotations.Cue{Spans: cues[0].spans, Quotes: cues[0].quotes}
	case len(spans) > 0:
		n.Claim.Cue = annotations.CueAt(b.art.Text, spans...)
	default:
		for i := range words[1:] { // a mark has text around it, its parts have not
			words[i].Suffix, words[i+1].Prefix = "", ""
		}
		n.Claim.Cue = annotations.Cue{Quotes: words}
	}
	if label := cues[0].mark.Label; label != CueLabel {
		keep(n, cueLabelPlace, string(record.AppendString(nil, label)))
	}
}

// outdone reports whether a cue without a place is of a claim that has one with a place.
func (b *builder) outdone(x *built) bool {
	return len(x.spans) == 0 && slices.ContainsFunc(x.claims, func(claim int) bool { return b.told[claim].cued })
}

// event ties what an event ties: its claims to its actors and to its cue, which is its
// trigger where it names none. An event without a claim is one of its trigger's words.
func (b *builder) event(e *Event) {
	what := strings.TrimSpace(e.ID + " " + e.Label)
	trigger := b.marks[key{e.Annotator, e.Trigger}]
	if trigger == nil {
		b.problem(e.Annotator, e.Line, what, words.Because(ErrNoMark, words.Fact.Of(e.Trigger)))
	}
	args := e.Arguments
	if len(args) > mostTies {
		b.problem(e.Annotator, e.Line, what, ErrTies)
		args = args[:mostTies]
	}
	parts := map[Role][]*built{}
	for _, a := range args {
		x := b.marks[key{e.Annotator, a.Mark}]
		switch {
		case x == nil:
			b.problem(e.Annotator, e.Line, what, words.Because(ErrNoMark, words.Fact.Of(a.Mark)))
		case x.role == LeaveIt, !b.place(x): // told already
		case !slices.Contains(parts[x.role], x):
			parts[x.role] = append(parts[x.role], x)
		}
	}
	claims, cues := parts[Claim], parts[Cue]
	if trigger != nil && trigger.role == Claim && b.place(trigger) {
		claims = append(slices.DeleteFunc(claims, func(x *built) bool { return x == trigger }), trigger)
	}
	isCue := trigger != nil && trigger.role == Cue && b.place(trigger)
	switch {
	case len(claims) == 0 && !isCue:
		b.problem(e.Annotator, e.Line, what, ErrNoTie)
		return
	case len(claims) == 0:
		claims = []*built{trigger}
		cues = slices.DeleteFunc(cues, func(x *built) bool { return x == trigger })
	case isCue:
		trigger.tied = trigger.tied || len(trigger.spans) > 0
		if len(cues) == 0 {
			cues = []*built{trigger}
		}
	}
	// An event without its trigger cannot be written again: its ties are the claims' own.
	keeps := trigger != nil && trigger.role != LeaveIt && (len(trigger.spans) > 0 || slices.Contains(cues, trigger))
	hub := -1
	if keeps && trigger.role != Cue {
		hub = trigger.index
	}
	for _, x := range slices.Backward(claims) { // the trigger first, if it is one
		n := b.forEvent(x, keeps || x == trigger)
		if x == trigger {
			hub = n
		}
		for _, c := range cues {
			b.cue(n, c)
		}
		for _, s := range parts[Actor] {
			b.speaker(n, s)
		}
		if isCue && x != trigger && !slices.Contains(cues, trigger) && len(trigger.claims) < mostTies {
			trigger.claims = append(trigger.claims, n)
		}
		if keeps || x == trigger {
			b.told[n].event, b.told[n].trigger, b.told[n].hub = e, trigger, hub
		}
	}
	for _, f := range parts[Figure] {
		err := error(ErrNoTie)
		if len(claims) == 1 {
			err = tie(&b.at(f).Figure.Claim, b.at(claims[0]).ID)
		}
		if err != nil {
			b.problem(e.Annotator, e.Line, strings.TrimSpace(e.ID+" "+f.mark.Label), err)
		}
	}
}

// forEvent returns the annotation of a claim that an event speaks of: another one where
// a former event, which it keeps, speaks of the claim too.
func (b *builder) forEvent(x *built, keeps bool) int {
	if x.index < 0 {
		b.add(x, annotations.KindClaim)
	} else if x.spoken && keeps {
		again := *x
		b.add(&again, annotations.KindClaim)
		b.told[again.index].mark = x
		return again.index
	}
	x.spoken = x.spoken || keeps
	return x.index
}
