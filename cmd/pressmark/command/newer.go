package command

import (
	"fmt"
	"io"
	"slices"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/version"
)

// A newer is an article that an import takes for a newer version of one in the library.
type newer struct {
	File   string         `json:"file"`
	Title  string         `json:"title"`
	Of     string         `json:"of"`     // the older one's title
	Marked bool           `json:"marked"` // it brings marks of its own, which stand
	Marks  map[string]int `json:"marks"`  // else what became of the older one's: kept, moved, changed, orphaned
}

// revise makes those articles newer versions that the library does not have, but an older
// text of: at the same address, or with the same title and most of the text. One that
// brings no marks gets those of the older one. What came in with the same import is not
// looked at: data sets hold much that is only alike.
func (l *library) revise(c record.Collection, file string) (record.Collection, []newer, error) {
	clear(l.open)
	marked := map[annotations.ID]bool{}
	for _, n := range c.Annotations {
		marked[n.Article] = true
	}
	var out []newer
	for i, a := range c.Articles {
		if l.files[a.ID] != "" || l.come[a.ID] || a.Deleted || a.Revises != "" || a.Text.Len() == 0 {
			continue
		}
		kept, err := l.alike(a)
		if err != nil {
			return c, nil, err
		}
		l.come[a.ID] = true
		f, ok := version.Match(a, kept)
		if !ok {
			continue
		}
		alone := !marked[a.ID] && a.Revision == 0 // else it is a record
		older := l.open[f.Article].articles.byID[f.Article]
		n := newer{File: file, Title: a.Title, Of: older.Title, Marked: !alone, Marks: map[string]int{}}
		switch {
		case f.Same && alone:
			c.Articles[i] = *older
			continue
		case f.Same:
			continue
		case alone:
			marks := slices.DeleteFunc(l.open[older.ID].marks.list(), func(n annotations.Annotation) bool { return n.Article != older.ID })
			carried := version.Carry(annotations.NewDoc(*older, marks), a, a.Modified)
			for _, o := range carried.Outcomes {
				n.Marks[o.Fate.String()]++
				c.Annotations = append(c.Annotations, o.New)
			}
		}
		c.Articles[i].Revises = older.ID
		out = append(out, n)
	}
	return c, out, nil
}

// alike returns the articles of the library, as it was before the import, with the same
// address or title as another one.
func (l *library) alike(a annotations.Article) ([]annotations.Article, error) {
	if err := l.index(); err != nil {
		return nil, err
	}
	var out []annotations.Article
	ids := append(slices.Clone(l.byTitle[a.Title]), l.byAddress[version.Address(a.Source)]...)
	for _, id := range ids {
		if l.come[id] {
			continue
		}
		s, err := l.article(id)
		if err != nil {
			return nil, err
		}
		if k := s.articles.byID[id]; k != nil {
			out = append(out, *k)
		}
	}
	return out, nil
}

// A joined article is one that another reader has, too: what is marked in it are layers of the one that is there.
type joined struct {
	File  string `json:"file"`
	Title string `json:"title"`
	Marks int    `json:"marks"`
}

// writeLayers tells which articles have more layers now.
func writeLayers(w io.Writer, layers []joined) {
	for i, x := range layers {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: “%s” is there already: %s of others came as a layer\n", printable(x.File), shortened(x.Title, 60), count(x.Marks, "mark"))
	}
}

// importOf returns what programs read of an import.
func importOf(t tally, found []newer, layers []joined) map[string]any {
	out := map[string]any{}
	for name, n := range t.names() {
		out[name] = n
	}
	if len(found) > 0 {
		out["newer"] = found
	}
	if len(layers) > 0 {
		out["layers"] = layers
	}
	return out
}

// writeNewer tells which articles are newer versions.
func writeNewer(w io.Writer, found []newer) {
	for i, n := range found {
		if i == 0 {
			fmt.Fprintln(w)
		}
		marks := "which has no marks"
		if n.Marked {
			marks = "with its own marks"
		} else if said := fatesInWords(n.Marks); said != "" {
			marks = "marks: " + said
		}
		fmt.Fprintf(w, "%s: “%s” is a newer version of “%s”, %s\n", printable(n.File), shortened(n.Title, 60), shortened(n.Of, 60), marks)
	}
}
