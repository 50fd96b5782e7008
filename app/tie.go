package app

import (
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// goesWith returns the kinds of marks that one of a kind can be tied to, the likeliest first.
func goesWith(k annotations.Kind) []annotations.Kind {
	switch k {
	case annotations.KindActor:
		return []annotations.Kind{annotations.KindClaim}
	case annotations.KindFigure:
		return []annotations.Kind{annotations.KindClaim, annotations.KindFigure}
	}
	return annotations.Kinds
}

// tieChosen lets the reader choose what the chosen mark is tied to.
func (a *editor) tieChosen() {
	m := a.marking.current()
	if m == nil {
		return
	}
	prompt := words.WhatItGoesWith.String()
	marks := a.partners(m, goesWith(m.Kind)...)
	switch {
	case m.Kind == annotations.KindClaim:
		a.pickSource(prompt, m.ID, marks)
	case len(marks) == 0:
		a.tell(words.NothingToTie.String())
	default:
		a.finder.pick(prompt, marks, nil)
	}
}

// partners lists the marks of some kinds that a mark can be tied to, kind by kind, the
// nearest first and each actor once, and after them those that it can be untied from.
func (a *editor) partners(m *annotations.Annotation, kinds ...annotations.Kind) []item {
	d := a.reader.doc()
	var free, tied []item
	seen := map[annotations.ID]bool{}
	marks := nearest(d, m, kinds...)
	slices.SortStableFunc(marks, func(x, y *annotations.Annotation) int {
		return slices.Index(kinds, x.Kind) - slices.Index(kinds, y.Kind)
	})
	for _, n := range marks {
		if together(d, m, n) {
			it := a.partner(m, n)
			it.text = oneLine(words.UntieFrom.With(it.text))
			seen[it.actor] = it.actor != ""
			tied = append(tied, it)
		}
	}
	for _, n := range marks {
		it := a.partner(m, n)
		if seen[it.actor] || together(d, m, n) {
			continue
		}
		seen[it.actor] = it.actor != ""
		if n.Kind == m.Kind {
			is := words.RelationName(annotations.SameAmount)
			if n.Kind == annotations.KindClaim {
				is = words.TieReported.String()
			}
			it.text = words.RelationOf.With(is, it.text)
		}
		it.text = oneLine(it.text)
		free = append(free, it)
	}
	return append(free, tied...)
}

// together reports whether two marks are tied: tying them again would untie them.
func together(d annotations.Doc, m, n *annotations.Annotation) bool {
	switch {
	case n.Kind == annotations.KindClaim && m.Kind != annotations.KindClaim:
		return together(d, n, m)
	case m.Kind == annotations.KindFigure:
		return sameAmount(m, n) || sameAmount(n, m)
	case n.Kind == annotations.KindClaim:
		return m.Claim.Within == n.ID
	case n.Kind == annotations.KindFigure:
		c := d.ClaimOf(n)
		return c != nil && c.ID == m.ID
	}
	return slices.Contains(m.Claim.Speakers, n.ID)
}

func sameAmount(m, n *annotations.Annotation) bool {
	return slices.Contains(m.Figure.Ties, annotations.Tie{Relation: annotations.SameAmount, Figure: n.ID})
}

// partner is a mark to tie another to: of an actor by name.
func (a *editor) partner(m, n *annotations.Annotation) item {
	it := item{text: n.Exact(), what: words.KindName(n.Kind), take: func() { a.tieTo(m.ID, n.ID) }}
	if n.Kind == annotations.KindActor {
		it.what = words.ItemInText.String()
	}
	if who := a.actors().Find(n.Actor); who != nil {
		it.actor = who.ID
		if it.text = who.Name; !strings.EqualFold(who.Name, n.Exact()) {
			it.text = words.NameInText.With(it.text, words.Quoted(n.Exact()))
		}
	}
	return it
}

// tieTo ties two marks by what they are.
func (a *editor) tieTo(from, to annotations.ID) {
	e := a.reader.doc().Tie(from, to, now())
	if e.Empty() {
		a.tell(words.CannotTie.String())
		return
	}
	a.do(e)
}

// dragTie follows the tie handle: the mark under the pointer shows, and is tied when the
// handle is let go.
func (a *marking) dragTie(p platform.Point, done bool) {
	m := a.current()
	d := a.reader.doc()
	var target *annotations.Annotation
	for _, n := range d.At(offset(d.Article, p)) {
		if n.ID != m.ID && !d.Tie(m.ID, n.ID, now()).Empty() {
			target = n
			break
		}
	}
	if !done {
		if target == nil {
			a.p.Paint("edge")
		} else {
			a.p.Paint("edge", ranges(d.Article, target.Spans...)...)
		}
		return
	}
	a.p.Paint("edge")
	if target == nil {
		a.tell(words.TieLetGo.String())
	} else {
		a.editor.tieTo(m.ID, target.ID)
	}
	a.paper.paint()
}
