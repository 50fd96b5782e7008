package annotations

import (
	"slices"
	"time"
)

// Marks are tied to one another by ID: a claim to its speakers and to the claim that
// reports it, a figure to its claim and to other figures. A tie whose other end is
// gone says nothing.

// Redirect returns the annotation with each ID that it refers to, but for that of its
// article, replaced by what to gives for it; "" drops the reference.
func (n Annotation) Redirect(to func(ID) ID) Annotation {
	at := func(id ID) ID {
		if id == "" {
			return ""
		}
		return to(id)
	}
	n.Actor = at(n.Actor)
	n.Claim.Within = at(n.Claim.Within)
	n.Figure.Claim = at(n.Figure.Claim)
	if len(n.Claim.Speakers) > 0 {
		var ids []ID
		for _, id := range n.Claim.Speakers {
			if id = at(id); id != "" && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		n.Claim.Speakers = ids
		if ids == nil && n.Claim.Source == Named {
			n.Claim.Source = ""
		}
	}
	if len(n.Figure.Ties) > 0 {
		var ties []Tie
		for _, t := range n.Figure.Ties {
			if t.Figure = at(t.Figure); t.Figure != "" && !slices.Contains(ties, t) {
				ties = append(ties, t)
			}
		}
		n.Figure.Ties = ties
	}
	return n
}

// ClaimOf returns the claim that a figure belongs to: the one it is tied to, or the
// innermost that contains it; nil where there is none.
func (d Doc) ClaimOf(figure *Annotation) *Annotation {
	if figure.Figure.Apart {
		return nil
	}
	if id := figure.Figure.Claim; id != "" {
		if m := d.Find(id); m != nil && m.Kind == KindClaim {
			return m
		}
	}
	return d.around(figure)
}

// around returns the innermost claim that contains an annotation, and is another.
func (d Doc) around(n *Annotation) *Annotation {
	if n.Orphan() {
		return nil
	}
	var inner *Annotation
	for _, m := range d.In(n.Cover()) {
		if m.Kind == KindClaim && m.ID != n.ID && m.contains(n) && (inner == nil || m.Size() < inner.Size()) {
			inner = m
		}
	}
	return inner
}

// contains reports whether each span of n lies in one of m's.
func (n Annotation) contains(o *Annotation) bool {
	for _, s := range o.Spans {
		if !slices.ContainsFunc(n.Spans, func(t Span) bool { return t.Contains(s) }) {
			return false
		}
	}
	return true
}

// Reporter returns the claim that reports a claim: the one that it says, or else the
// innermost that contains it, if that is longer; nil where there is none.
func (d Doc) Reporter(claim *Annotation) *Annotation {
	if id := claim.Claim.Within; id != "" {
		if m := d.Find(id); m != nil && m.Kind == KindClaim && m.ID != claim.ID {
			return m
		}
	}
	if m := d.around(claim); m != nil && m.Size() > claim.Size() {
		return m
	}
	return nil
}

// Tie ties one mark to another, by what they are: a claim to a speaker or to the claim
// that reports it, a figure to its claim or, as one amount, to another figure. Tied
// already, they are untied. From and to can stand either way round. It changes nothing
// where the two cannot be tied.
func (d Doc) Tie(from, to ID, now time.Time) Edit {
	a, b := d.Find(from), d.Find(to)
	if a == nil || b == nil || a == b {
		return Edit{Name: Tied}
	}
	switch {
	case a.Kind == KindClaim && b.Kind == KindActor:
	case a.Kind == KindActor && b.Kind == KindClaim:
		a, b = b, a
	case a.Kind == KindClaim && b.Kind == KindClaim:
		return d.SetClaim(a.ID, Tied, now, func(c Claim) Claim { c.Within = toggled(c.Within, b.ID); return c })
	case a.Kind == KindFigure && b.Kind == KindFigure:
		if slices.Contains(b.Figure.Ties, Tie{SameAmount, a.ID}) {
			a, b = b, a
		}
		return d.TieFigures(SameAmount, a.ID, b.ID, now)
	case a.Kind == KindClaim && b.Kind == KindFigure:
		a, b = b, a
		fallthrough
	case a.Kind == KindFigure && b.Kind == KindClaim:
		return d.TieToClaim(a.ID, b.ID, now)
	default:
		return Edit{Name: Tied}
	}
	return d.SetClaim(a.ID, Tied, now, func(c Claim) Claim {
		if slices.Contains(c.Speakers, b.ID) {
			return Annotation{Claim: c}.Redirect(func(id ID) ID {
				if id == b.ID {
					return ""
				}
				return id
			}).Claim
		}
		c.Speakers = append(slices.Clip(c.Speakers), b.ID)
		c.Source, c.Wording = Named, ""
		return c
	})
}

func toggled(was, id ID) ID {
	if was == id {
		return ""
	}
	return id
}

// TieToClaim ties a figure to a claim. Where that is the claim that contains it, the
// figure follows what contains it from then on; tied already, it is set apart.
func (d Doc) TieToClaim(figure, claim ID, now time.Time) Edit {
	n := d.Find(figure)
	if n == nil {
		return Edit{Name: Tied}
	}
	tied := d.ClaimOf(n)
	return d.SetFigure(figure, Tied, now, func(f Figure) Figure {
		inside := d.around(n)
		switch {
		case tied != nil && tied.ID == claim:
			f.Claim, f.Apart = "", inside != nil
		case inside != nil && inside.ID == claim:
			f.Claim, f.Apart = "", false
		default:
			f.Claim, f.Apart = claim, false
		}
		return f
	})
}

// TieFigures says what a figure is to another; said already, it takes that back.
func (d Doc) TieFigures(r Relation, from, to ID, now time.Time) Edit {
	if from == to || d.Find(to) == nil {
		return Edit{Name: Tied}
	}
	t := Tie{r, to}
	return d.SetFigure(from, Tied, now, func(f Figure) Figure {
		if i := slices.Index(f.Ties, t); i >= 0 {
			f.Ties = slices.Delete(slices.Clone(f.Ties), i, i+1)
			if len(f.Ties) == 0 {
				f.Ties = nil
			}
			return f
		}
		f.Ties = append(slices.Clip(f.Ties), t)
		return f
	})
}

// SetClaim changes what is known of a claim.
func (d Doc) SetClaim(id ID, name EditName, now time.Time, alter func(Claim) Claim) Edit {
	return d.change(name, now, []ID{id}, func(n Annotation) Annotation {
		if n.Kind == KindClaim {
			n.Claim = alter(n.Claim)
		}
		return n
	})
}

// SetFigure changes what is known of a figure.
func (d Doc) SetFigure(id ID, name EditName, now time.Time, alter func(Figure) Figure) Edit {
	return d.change(name, now, []ID{id}, func(n Annotation) Annotation {
		if n.Kind == KindFigure {
			n.Figure = alter(n.Figure)
		}
		return n
	})
}

// SetActor makes actor annotations mentions of an actor, or of none.
func (d Doc) SetActor(actor ID, now time.Time, ids ...ID) Edit {
	return d.change(Mentioned, now, ids, func(n Annotation) Annotation {
		if n.Kind == KindActor {
			n.Actor = actor
		}
		return n
	})
}

// without returns an edit with the ties to what it deletes taken out of what stays. Who
// said a claim stays known where the mention was of a known actor.
func (d Doc) without(e Edit, now time.Time) Edit {
	gone := map[ID]*Annotation{}
	for _, c := range e.Annotations {
		if c.After.Deleted {
			gone[c.After.ID] = c.Before
		}
	}
	for _, m := range d.marks {
		if gone[m.ID] != nil {
			continue
		}
		e = e.set(m, m.Redirect(func(id ID) ID {
			if n := gone[id]; n != nil {
				return n.Actor
			}
			return id
		}), now)
	}
	return e
}
