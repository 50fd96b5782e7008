package version_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/figure"
	"pressmark/annotations/version"
)

// TestGolden holds what becomes of the marks of small articles to testdata/*.txtar. Each
// has an old version in the notation, a new one, and what is derived from them.
func TestGolden(t *testing.T) {
	annotationtest.Golden(t, func(t *testing.T, archive *txtar.Archive) []txtar.File {
		in := archive.Files[:2]
		old := read(t, "old", "An article", string(in[0].Data))
		fresh := articleOf("new", "An article", strings.TrimSpace(string(in[1].Data)))
		fresh.Published = published
		c := version.Carry(old, fresh, now)
		check(t, old, c)
		return append(slices.Clip(in),
			txtar.File{Name: "outcomes", Data: []byte(outcomes(c))},
			txtar.File{Name: "figures", Data: []byte(figures(old, c))},
			txtar.File{Name: "rows", Data: []byte(rows(old.Article, c))},
		)
	})
}

// published is when the articles came out.
const published = "2026-11-25"

// read reads an article with its marks in the notation of annotationtest. Figures have the
// quantity that their words say.
func read(t testing.TB, id annotations.ID, title, source string) annotations.Doc {
	t.Helper()
	c := annotationtest.Read(t, source, func(a annotations.Article, _ string, n *annotations.Annotation) {
		if a.Published = published; n.Kind == annotations.KindFigure {
			n.Figure.Quantity = figure.Parse(n.Exact(), figure.ContextOf(a, n.Cover()))
		}
	}).As(id, title)
	c.Article.Published = published
	return c.Doc()
}

// outcomes lists what became of the marks, and what else is known of them now.
func outcomes(c version.Carried) string {
	names := map[annotations.ID]annotations.ID{}
	for _, o := range c.Outcomes {
		names[o.New.ID] = o.Old.ID
	}
	name := func(id annotations.ID) annotations.ID {
		if n := names[id]; n != "" {
			return n + "'"
		}
		return id
	}
	var b strings.Builder
	for _, o := range c.Outcomes {
		fmt.Fprintf(&b, "%s %s", o.Old.ID, o.Fate)
		switch o.Fate {
		case version.Orphaned:
			fmt.Fprintf(&b, " %q: %v", o.Old.Exact(), o.Err)
		case version.Changed:
			fmt.Fprintf(&b, " %s", inline(version.Segments(o.Old.Exact(), o.New.Exact())))
		default:
			fmt.Fprintf(&b, " %s", o.New.Exact())
		}
		if o.FigureChanged() {
			fmt.Fprintf(&b, "; %s, was %s", figure.Format(o.New.Figure.Quantity), figure.Format(o.Old.Figure.Quantity))
		}
		n := o.New
		if n.Actor != o.Old.Actor {
			fmt.Fprintf(&b, "; actor %q, was %q", n.Actor, o.Old.Actor)
		}
		if n.Figure.Corrected {
			b.WriteString("; corrected")
		}
		for _, id := range n.Claim.Speakers {
			fmt.Fprintf(&b, "; by %s", name(id))
		}
		if n.Claim.Within+n.Figure.Claim != "" {
			fmt.Fprintf(&b, "; in %s", name(n.Claim.Within+n.Figure.Claim))
		}
		for _, tie := range n.Figure.Ties {
			fmt.Fprintf(&b, "; %s %s", tie.Relation, name(tie.Figure))
		}
		if n.Claim.Check.Status != "" {
			fmt.Fprintf(&b, "; check %s", n.Claim.Check.Status)
		}
		if !n.Claim.Cue.Empty() {
			fmt.Fprintf(&b, "; cue %s %q", o.Cue, n.Claim.Cue.Exact())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// figures lists the figures of the text that changed.
func figures(old annotations.Doc, c version.Carried) string {
	var b strings.Builder
	for _, f := range c.Figures {
		fmt.Fprintf(&b, "%s -> %s", old.Article.Text.Slice(f.Old), c.Article.Text.Slice(f.New))
		if f.Mark != "" {
			fmt.Fprintf(&b, " (%s)", f.Mark)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// rows lists the blocks side by side.
func rows(old annotations.Article, c version.Carried) string {
	var b strings.Builder
	block := func(a annotations.Article, i int) string {
		if i < 0 {
			return ""
		}
		return a.Text.Slice(a.Blocks[i].Span)
	}
	for _, r := range version.Rows(old, c.Article, c.Stretches) {
		moved := ""
		if r.Moved {
			moved = " moved"
		}
		fmt.Fprintf(&b, "%d %d %s%s: %s\n", r.Old, r.New, r.Op, moved, inline(version.Segments(block(old, r.Old), block(c.Article, r.New))))
	}
	return b.String()
}

// inline shows segments in one line: {-removed-}{+added+}.
func inline(segments []version.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		if s.Op == version.Equal {
			b.WriteString(s.New)
			continue
		}
		if s.Old != "" {
			b.WriteString("{-" + s.Old + "-}")
		}
		if s.New != "" {
			b.WriteString("{+" + s.New + "+}")
		}
	}
	return b.String()
}

// check holds what is promised of everything that is carried.
func check(t testing.TB, old annotations.Doc, c version.Carried) {
	t.Helper()
	if c.Article.Revises != old.Article.ID {
		t.Errorf("it revises %q", c.Article.Revises)
	}
	if len(c.Outcomes) != len(old.Marks()) {
		t.Errorf("%d outcomes of %d marks", len(c.Outcomes), len(old.Marks()))
	}
	ids := map[annotations.ID]bool{}
	for _, o := range c.Outcomes {
		n := o.New
		if err := c.Article.Check(n); err != nil {
			t.Error(err)
		}
		switch {
		case ids[n.ID], n.ID == o.Old.ID:
			t.Errorf("%s has the ID %s", o.Old.ID, n.ID)
		case n.Orphan() != (o.Fate == version.Orphaned), (o.Err != nil) != n.Orphan():
			t.Errorf("%s is %s, with spans %v: %v", o.Old.ID, o.Fate, n.Spans, o.Err)
		case n.Kind != o.Old.Kind, n.Orphan() && n.Exact() != o.Old.Exact():
			t.Errorf("%s: %+v", o.Old.ID, n)
		}
		ids[n.ID] = true
	}
	d := annotations.NewCorpus([]annotations.Doc{old}, annotations.Directory{}).Apply(c.Edit)
	now, ok := d.Doc(c.Article.ID)
	if !ok || len(now.Marks()) != len(c.Outcomes) {
		t.Errorf("the edit adds %d marks", len(now.Marks()))
	}
	d = d.Apply(c.Edit.Inverse())
	if _, ok := d.Doc(c.Article.ID); ok {
		t.Error("the edit cannot be undone")
	}
	if back, ok := d.Doc(old.Article.ID); !ok || len(back.Marks()) != len(old.Marks()) || !back.Article.Same(old.Article) {
		t.Error("the old version is another")
	}
	covers(t, old.Article.Text, c.Article.Text, c.Stretches)
	olds, news := map[int]int{}, 0
	for _, r := range version.Rows(old.Article, c.Article, c.Stretches) {
		if r.New >= 0 && r.New != news {
			t.Errorf("block %d is in a row after %d", r.New, news)
		}
		if r.New >= 0 {
			news++
		}
		if r.Old >= 0 {
			olds[r.Old]++
		}
		if olds[r.Old] > 1 || r.Op == version.Deleted != (r.New < 0) || r.Op == version.Inserted != (r.Old < 0) {
			t.Errorf("the row %+v", r)
		}
	}
	if len(olds) != len(old.Article.Blocks) || news != len(c.Article.Blocks) {
		t.Errorf("rows of %d and %d blocks", len(olds), news)
	}
}
