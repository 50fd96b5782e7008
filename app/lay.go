package app

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/render"
	"pressmark/app/platform"
)

// lay puts the whole open article on the paper.
func (a *marking) lay() {
	if a.place.screen != onReader || a.reader.phase != reading {
		return
	}
	a.p.Attach(paperID, a.paperEvents())
	a.p.Lay(a.blocks(a.reader.doc()))
	a.paint()
}

// blocks renders all blocks.
func (a *marking) blocks(d annotations.Doc) []platform.Block {
	out := make([]platform.Block, len(d.Article.Blocks))
	for i := range out {
		out[i] = a.block(d, i)
	}
	return out
}

// block renders the i-th block.
func (a *marking) block(d annotations.Doc, i int) platform.Block {
	b := d.Article.Blocks[i]
	return platform.Block{Kind: b.Kind, Level: b.Level, HTML: render.Block(d, i, a.chosen), Claims: render.Claims(d, i)}
}

// patch renders anew the blocks that spans touch.
func (a *marking) patch(spans ...annotations.Span) {
	if a.place.screen != onReader {
		return
	}
	d := a.reader.doc()
	seen := map[int]bool{}
	for _, s := range spans {
		from, to := d.Article.BlocksIn(s)
		for i := from; i < to; i++ {
			if !seen[i] {
				seen[i] = true
				a.p.Patch(i, a.block(d, i))
			}
		}
	}
	a.paint()
}

// paint puts on the paper what is no mark: the selection, the cursor, the handles
// of the chosen mark.
func (a *marking) paint() {
	art := a.reader.doc().Article
	if len(art.Blocks) == 0 {
		return
	}
	var shown []platform.Range
	if by := a.selected.by; by.Keys || by.Touch { // else the browser's selection shows it
		shown = ranges(art, a.selected.span)
	}
	a.p.Paint("selection", shown...)
	if a.cursor.On && a.focused && a.byKeys && a.edge == nil {
		a.p.Paint("cursor", ranges(art, a.cursor.Span())...)
	} else {
		a.p.Paint("cursor")
	}
	m := a.current()
	if a.edge != nil && m != nil && a.edge.Span < len(m.Spans) {
		a.p.Paint("edge", ranges(art, edgeCharacter(art, *m, *a.edge))...)
	} else {
		a.p.Paint("edge")
	}
	var cue []platform.Range
	if m != nil {
		cue = ranges(art, m.Claim.Cue.Spans...)
	}
	a.p.Paint("cue", cue...)
	a.ctx.Defer(func(goapp.Context) { a.float() })
}

// float puts the bar and the handles where they belong, once they are in the page.
func (a *marking) float() {
	art := a.reader.doc().Article
	if len(art.Blocks) == 0 {
		return
	}
	if s := a.selected.span; !s.Empty() {
		if first, last, ok := a.p.Box(rangeOf(art, s)); ok {
			a.p.Float(barID, first.Union(last))
		}
		return
	}
	if m := a.current(); m != nil && !m.Orphan() {
		if len(a.offering.offers.list) > 0 {
			if first, last, ok := a.p.Box(rangeOf(art, m.Cover())); ok {
				a.p.Float(barID, first.Union(last))
			}
		}
		a.putTieHandle(art, *m)
		for i := range m.Spans {
			a.putHandle(art, *m, Edge{Span: i})
			a.putHandle(art, *m, Edge{Span: i, End: true})
		}
	}
}
