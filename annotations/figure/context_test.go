package figure_test

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/figure"
)

// The context of a mark is of its block, and bounded.
func TestContextOf(t *testing.T) {
	text := annotations.NewText("One.\nIt has cost €21m.\nAll of it.")
	a := annotations.Article{Text: text, Published: "2026-11-25", Blocks: []annotations.Block{
		{Kind: annotations.Paragraph, Span: annotations.Span{Start: 0, End: 4}},
		{Kind: annotations.Paragraph, Span: annotations.Span{Start: 5, End: 22}},
		{Kind: annotations.Paragraph, Span: annotations.Span{Start: 23, End: 33}},
	}}
	for _, c := range []struct {
		at   annotations.Span
		want figure.Context
	}{
		{annotations.Span{Start: 17, End: 21}, figure.Context{Before: "It has cost ", After: ".", Base: "2026-11-25"}},
		{annotations.Span{Start: 17, End: 26}, figure.Context{Before: "It has cost ", Base: "2026-11-25"}},
	} {
		if got := figure.ContextOf(a, c.at); got != c.want {
			t.Errorf("%v: %+v, not %+v", c.at, got, c.want)
		}
	}
	a.Blocks = nil
	if got := figure.ContextOf(a, annotations.Span{Start: 17, End: 21}); got != (figure.Context{Base: "2026-11-25"}) {
		t.Errorf("without blocks: %+v", got)
	}
}
