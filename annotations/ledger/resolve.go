package ledger

import (
	"slices"
	"sort"

	"pressmark/annotations"
)

// article is a doc in the making: its rows by the place of their marks.
type article struct {
	*annotations.Doc
	at         map[annotations.ID]int // the first mark with an ID
	statements []*Statement           // for each mark; nil: no claim
	figures    []*Figure              // for each mark; nil: no figure
	actors     []*Actor               // for each mark; nil: no actor
}

// add derives the rows of a doc.
func (b *builder) add(d *annotations.Doc) {
	marks := d.Marks()
	a := &article{
		Doc: d, at: make(map[annotations.ID]int, len(marks)),
		statements: make([]*Statement, len(marks)), figures: make([]*Figure, len(marks)), actors: make([]*Actor, len(marks)),
	}
	for i, m := range marks {
		p := Place{&d.Article, m, b.order}
		b.order++
		if _, ok := a.at[m.ID]; !ok {
			a.at[m.ID] = i
		}
		switch m.Kind {
		case annotations.KindClaim:
			a.statements[i] = &Statement{Place: p}
			b.statements = append(b.statements, a.statements[i])
		case annotations.KindFigure:
			a.figures[i] = &Figure{Place: p}
			b.figures = append(b.figures, a.figures[i])
		case annotations.KindActor:
			a.actors[i] = b.mentioned(m)
			a.actors[i].Mentions = append(a.actors[i].Mentions, p)
			b.speakers[m.ID] = a.actors[i].Speaker
		}
	}
	b.tie(a)
}

// tie ties the rows of an article to one another.
func (b *builder) tie(a *article) {
	around := a.sweep()
	for i, m := range a.Marks() {
		if s := a.statements[i]; s != nil {
			s.Speakers = b.behind(a, m)
			r := find(a, a.statements, m.Claim.Within)
			if r == nil || r.Mark.ID == m.ID {
				if r = around(i); r != nil && r.Mark.Size() <= m.Size() {
					r = nil
				}
			}
			if s.Reporter = r; r != nil {
				r.Reports = append(r.Reports, s)
			}
		}
		f := a.figures[i]
		if f == nil {
			continue
		}
		if !m.Figure.Apart {
			if f.Claim = find(a, a.statements, m.Figure.Claim); f.Claim == nil {
				f.Claim = around(i)
			}
		}
		if f.Claim != nil {
			f.Claim.Figures = append(f.Claim.Figures, f)
		}
		for _, t := range m.Figure.Ties {
			if to := find(a, a.figures, t.Figure); to != nil && to != f {
				f.tie(Tie{t.Relation, to, false})
				to.tie(Tie{t.Relation, f, true})
			}
		}
	}
}

// find returns the row of the mark with an ID, or nil.
func find[R any](a *article, rows []*R, id annotations.ID) *R {
	if id == "" {
		return nil
	}
	if i, ok := a.at[id]; ok {
		return rows[i]
	}
	return nil
}

// tie adds a tie, unless the figure has it. One amount is that from both sides.
func (f *Figure) tie(t Tie) {
	t.Back = t.Back && t.Relation != annotations.SameAmount
	if !slices.Contains(f.Ties, t) {
		f.Ties = append(f.Ties, t)
	}
}

// behind returns who stands behind a claim.
func (b *builder) behind(a *article, m *annotations.Annotation) []*Speaker {
	switch m.Claim.Source {
	case annotations.Itself:
		return itself
	case annotations.Unnamed:
		return unnamed
	}
	var out []*Speaker
	for _, id := range m.Claim.Speakers {
		who := find(a, a.actors, id)
		if _, here := a.at[id]; !here {
			who = b.record(id)
		}
		if who != nil && !slices.Contains(out, who.Speaker) {
			out = append(out, who.Speaker)
		}
	}
	if out == nil {
		return nobody
	}
	return out
}

// An edge is where a span of a claim begins or ends.
type edge struct {
	at, rank int // rank among the claims, innermost first
	opens    bool
}

// sweep returns a function that gives for the place of each mark, asked for in order,
// the innermost other claim that contains it, as [annotations.Doc.ClaimOf] does.
func (a *article) sweep() func(i int) *Statement {
	var inner []*Statement // the shorter first
	for _, s := range a.statements {
		if s != nil && !s.Mark.Orphan() {
			inner = append(inner, s)
		}
	}
	slices.SortStableFunc(inner, func(s, t *Statement) int { return s.Mark.Size() - t.Mark.Size() })
	edges := make([]edge, 0, 2*len(inner))
	for rank, s := range inner {
		for _, span := range s.Mark.Spans {
			edges = append(edges, edge{span.Start, rank, true}, edge{span.End, rank, false})
		}
	}
	sort.Slice(edges, func(i, j int) bool { return edges[i].at < edges[j].at })

	var open []int // ranks of the claims over the place, in order
	return func(i int) *Statement {
		m := a.Marks()[i]
		if m.Orphan() {
			return nil
		}
		for len(edges) > 0 && edges[0].at <= m.Spans[0].Start {
			e := edges[0]
			edges = edges[1:]
			k, found := slices.BinarySearch(open, e.rank)
			switch {
			case e.opens:
				open = slices.Insert(open, k, e.rank)
			case found:
				open = slices.Delete(open, k, k+1)
			}
		}
		for _, rank := range open {
			if s := inner[rank]; s.Mark.ID != m.ID && contains(s.Mark, m) {
				return s
			}
		}
		return nil
	}
}

// contains reports whether each span of n lies in one of m's.
func contains(m, n *annotations.Annotation) bool {
	for _, s := range n.Spans {
		if !slices.ContainsFunc(m.Spans, func(t annotations.Span) bool { return t.Contains(s) }) {
			return false
		}
	}
	return true
}
