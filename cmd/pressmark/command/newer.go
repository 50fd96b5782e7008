package command

import (
	"fmt"
	"io"

	"pressmark/annotations/intake"
	"pressmark/annotations/words"
)

// A newer is an article that an import takes for a newer version of one in the library.
type newer struct {
	File   string         `json:"file"`
	Title  string         `json:"title"`
	Of     string         `json:"of"`     // the older one's title
	Marked bool           `json:"marked"` // it brings marks of its own, which stand
	Marks  map[string]int `json:"marks"`  // else what became of the older one's: kept, moved, changed, orphaned
}

// newerOf returns what is told of newer versions in a file.
func newerOf(list []intake.Newer, file string) []newer {
	var out []newer
	for i := range list {
		n := newer{File: file, Title: list[i].Fresh.Title, Of: list[i].Of.Article.Title, Marked: list[i].Marked, Marks: map[string]int{}}
		if !n.Marked {
			for _, o := range list[i].Carried().Outcomes {
				n.Marks[o.Fate.String()]++
			}
		}
		out = append(out, n)
	}
	return out
}

// A joined article is one that another reader has, too: what is marked in it are layers of the one that is there.
type joined struct {
	File  string `json:"file"`
	Title string `json:"title"`
	Marks int    `json:"marks"`
}

// joinedOf returns what is told of the articles in a file whose marks are layers.
func joinedOf(list []intake.Join, file string) []joined {
	var out []joined
	for _, j := range list {
		if j.Named {
			out = append(out, joined{File: file, Title: j.Title, Marks: j.Marks})
		}
	}
	return out
}

// writeLayers tells which articles have more layers now.
func writeLayers(w io.Writer, layers []joined) {
	for i, x := range layers {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, words.LayerCame.With(printable(x.File), words.Quoted(shortened(x.Title, 60)), words.Count(x.Marks, words.Mark)))
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
		marks := words.WithNoMarks.String()
		if n.Marked {
			marks = words.WithOwnMarks.String()
		} else if said := fatesInWords(n.Marks); said != "" {
			marks = words.MarksBecame.With(said)
		}
		fmt.Fprintln(w, words.NewerVersion.With(printable(n.File), words.Quoted(shortened(n.Title, 60)), words.Quoted(shortened(n.Of, 60)), marks))
	}
}
