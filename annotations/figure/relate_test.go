package figure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/figure"
)

// Ties are proposed from what stands between figures; "a<b" is "a is a part of b", "a=b"
// one amount, "a>b" "a was before b". Figures are numbered in text order.
func TestRelate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a €21bn ($24bn) package", "2=1"},
		{"it cost $24bn, or €21bn, in all", "2=1"},
		{"it cost £10m (about $13m) a year", "2=1"},
		{"5 miles (8 km) away", "2=1"},
		{"he paid €5 and $6", ""},
		{"killed 19 people, including nine children", "2<1"},
		{"killed 19 people on April 4, including nine children", "3<1"},
		{"killed 19 people, including nine children and two women", "2<1 3<1"},
		{"nine of the 19 were children", "1<2"},
		{"there were 19 people, among them nine children", "2<1"},
		{"there were 19 people, nine of them children", "2<1"},
		{"300 soldiers, of whom 40 died", "2<1"},
		{"nine children, including 19 people", ""},
		{"the toll rose from 17 to 19", "1>2"},
		{"the toll is 19, up from 17", "2>1"},
		{"sales rose to $19m from $17m", "2>1"},
		{"sales were $19m, compared with $17m a year before", "2>1"},
		{"profit fell 3% to $5m from $6m", "3>2"},
		{"on April 4 from April 5", ""},
		{"17 people.\nIncluding 3 children", ""},
		{"no figures at all", ""},
	} {
		if got := strings.Join(relations(c.text), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func relations(text string) (out []string) {
	tx := annotations.NewText(text)
	a := annotations.Article{ID: "a", Text: tx}
	var marks []*annotations.Annotation
	for i, f := range figure.Find(tx, annotations.Span{End: tx.Len()}, "2025-04-12") {
		n := annotations.Annotation{ID: annotations.ID(fmt.Sprint(i + 1)), Article: a.ID, Kind: annotations.KindFigure}.At(tx, f.Span)
		n.Figure.Quantity = f.Quantity
		marks = append(marks, &n)
	}
	slices.Reverse(marks) // any order will do
	signs := map[annotations.Relation]string{annotations.SameAmount: "=", annotations.PartOf: "<", annotations.Before: ">"}
	for _, p := range figure.Relate(tx, marks) {
		out = append(out, string(p.From)+signs[p.Relation]+string(p.To))
	}
	return out
}
