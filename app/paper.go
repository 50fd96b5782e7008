package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/render"
	"pressmark/app/platform"
	"pressmark/app/state"
)

// paper keeps what lies on the paper as the open article and its marks are: it is laid
// anew where it is another article or was away, else the blocks are drawn anew under the
// marks that changed. go-app knows nothing of it.
type paper struct {
	*desk

	lies state.Cell[annotations.ID] // the article that lies there; "": none

	marks  []*annotations.Annotation // as they lie there
	chosen annotations.ID
}

// keep is the effect that keeps the paper.
func (a *paper) keep() {
	d, chosen := a.reader.doc(), a.marking.chosen.Get()
	switch {
	case a.location.Get().screen != onReader || a.reader.phase.Get() != reading:
		state.Put(&a.lies, "")
		return
	case a.lies.Get() != d.Article.ID:
		a.drawn(a.lay) // once its place is in the page
		return
	}
	spans := changed(a.marks, d.Marks())
	if a.chosen != chosen {
		for _, id := range []annotations.ID{a.chosen, chosen} {
			if m := d.Find(id); m != nil {
				spans = append(spans, m.Spans...)
			}
		}
	}
	a.marks, a.chosen = d.Marks(), chosen
	seen := map[int]bool{}
	for _, s := range spans {
		from, to := d.Article.BlocksIn(s)
		for i := from; i < to; i++ {
			if !seen[i] {
				seen[i] = true
				a.p.Patch(i, block(d, i, chosen))
			}
		}
	}
	a.paint()
}

// changed returns where the marks are that only one of two lists has, or that differ.
func changed(before, after []*annotations.Annotation) []annotations.Span {
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	was := make(map[annotations.ID]*annotations.Annotation, len(before))
	for _, m := range before {
		was[m.ID] = m
	}
	var out []annotations.Span
	for _, m := range after {
		if old := was[m.ID]; old != nil && (old == m || old.Same(*m)) {
			delete(was, m.ID)
			continue
		}
		out = append(out, m.Spans...)
	}
	for _, m := range was {
		out = append(out, m.Spans...)
	}
	return out
}

// lay puts the whole open article on the paper.
func (a *paper) lay() {
	d := a.reader.doc()
	if a.location.Get().screen != onReader || a.reader.phase.Get() != reading || a.lies.Get() == d.Article.ID {
		return
	}
	a.marks, a.chosen = d.Marks(), a.marking.chosen.Get()
	a.p.Attach(paperID, a.marking.paperEvents())
	a.p.Lay(blocks(d, a.chosen))
	a.lies.Set(d.Article.ID)
}

// blocks renders all blocks.
func blocks(d annotations.Doc, chosen annotations.ID) []platform.Block {
	out := make([]platform.Block, len(d.Article.Blocks))
	for i := range out {
		out[i] = block(d, i, chosen)
	}
	return out
}

// block renders the i-th block.
func block(d annotations.Doc, i int, chosen annotations.ID) platform.Block {
	b := d.Article.Blocks[i]
	return platform.Block{Kind: b.Kind, Level: b.Level, HTML: render.Block(d, i, chosen), Claims: render.Claims(d, i)}
}

// paint puts on the paper what is no mark: the selection, the cursor, the handles
// of the chosen mark.
func (a *paper) paint() {
	art := a.reader.doc().Article
	if len(art.Blocks) == 0 {
		return
	}
	var shown []platform.Range
	if by := a.marking.selected.Get().by; by.Keys || by.Touch { // else the browser's selection shows it
		shown = ranges(art, a.marking.selected.Get().span)
	}
	a.p.Paint("selection", shown...)
	if a.marking.cursor.Get().On && a.marking.focused.Get() && a.marking.byKeys.Get() && a.marking.edge.Get() == nil {
		a.p.Paint("cursor", ranges(art, a.marking.cursor.Get().Span())...)
	} else {
		a.p.Paint("cursor")
	}
	m := a.marking.current()
	var edge []platform.Range
	if e := a.marking.edge.Get(); e != nil && m != nil && e.Span < len(m.Spans) {
		edge = ranges(art, edgeCharacter(art, *m, *e))
	}
	a.p.Paint("edge", edge...)
	var cue []platform.Range
	if m != nil {
		cue = ranges(art, m.Claim.Cue.Spans...)
	}
	a.p.Paint("cue", cue...)
	a.offering.offers.Get() // stand at the chosen mark, too
	a.ctx.Defer(func(goapp.Context) { a.float() })
}

// float puts the bar and the handles where they belong, once they are in the page.
func (a *paper) float() {
	art := a.reader.doc().Article
	if len(art.Blocks) == 0 {
		return
	}
	if s := a.marking.selected.Get().span; !s.Empty() {
		if first, last, ok := a.p.Box(rangeOf(art, s)); ok {
			a.p.Float(barID, first.Union(last))
		}
		return
	}
	if m := a.marking.current(); m != nil && !m.Orphan() {
		if len(a.offering.offers.Get().list) > 0 {
			if first, last, ok := a.p.Box(rangeOf(art, m.Cover())); ok {
				a.p.Float(barID, first.Union(last))
			}
		}
		a.marking.putTieHandle(art, *m)
		for i := range m.Spans {
			a.marking.putHandle(art, *m, Edge{Span: i})
			a.marking.putHandle(art, *m, Edge{Span: i, End: true})
		}
	}
}
