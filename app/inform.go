package app

import (
	"slices"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/suggest"
)

// informed returns an edit with what the text says about marks that are new, of another
// kind or in another place: the quantity of a figure, the attribution of a claim. What a
// reader has put right stays.
func informed(d annotations.Doc, e annotations.Edit) annotations.Edit {
	switch e.Name {
	case annotations.Imported, annotations.Added:
		return e // what it brings was said elsewhere
	}
	out := e
	out.Annotations = slices.Clone(e.Annotations)
	for i, c := range out.Annotations {
		n := *c.After
		if n.Article != d.Article.ID || n.Deleted || n.Orphan() || c.Before != nil && c.Before.Kind == n.Kind && slices.Equal(c.Before.Spans, n.Spans) {
			continue
		}
		n = inform(d.Article, c.Before, n)
		out.Annotations[i].After = &n
	}
	return out
}

// inform returns a mark with what the text says about it; before is what it was.
func inform(art annotations.Article, before *annotations.Annotation, n annotations.Annotation) annotations.Annotation {
	switch n.Kind {
	case annotations.KindFigure:
		if !n.Figure.Corrected {
			n.Figure.Quantity = readFigure(art, n)
		}
	case annotations.KindClaim:
		cued := !n.Claim.Cue.Empty() || len(n.Claim.Speakers) > 0
		chosen := before != nil && before.Claim.Attribution != suggest.Attribution(art, before.Spans, cued)
		if n.Claim.Attribution == "" || !chosen {
			n.Claim.Attribution = suggest.Attribution(art, n.Spans, cued)
		}
	}
	return n
}

// readFigure returns what a figure's text says.
func readFigure(art annotations.Article, n annotations.Annotation) annotations.Quantity {
	if n.Orphan() {
		return n.Figure.Quantity
	}
	return figure.Parse(n.Exact(), figure.ContextOf(art, n.Cover()))
}

// redated returns an edit that gives an article other metadata, with the figures that
// depend on its date read anew.
func redated(d annotations.Doc, e annotations.Edit) annotations.Edit {
	if len(e.Articles) == 0 {
		return e
	}
	after := *e.Articles[0].After
	if clipDate(after.Published) == clipDate(d.Article.Published) {
		return e
	}
	for _, m := range d.Marks() {
		if m.Kind != annotations.KindFigure || m.Figure.Corrected {
			continue
		}
		if m.Figure.Base == "" && m.Figure.Quantity != readFigure(d.Article, *m) {
			continue // it was said elsewhere
		}
		q := readFigure(after, *m)
		e = e.And(d.SetFigure(m.ID, e.Name, after.Modified, func(f annotations.Figure) annotations.Figure {
			f.Quantity = q
			return f
		}))
	}
	return e
}
