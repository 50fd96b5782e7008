package audit_test

import (
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/audit"
)

// From the text to the finding: the arithmetic takes what the figures of a text are read
// as. Ties are said here where the case is not about them, as figures in their order.
func TestFromText(t *testing.T) {
	type tie struct {
		relation annotations.Relation
		from, to int
	}
	before, part := annotations.Before, annotations.PartOf
	for _, c := range []struct {
		text string
		ties []tie
		want string
	}{
		{"The crash killed 19 people, including 29 children.", []tie{{part, 1, 0}}, "29 children is more than 19 people"},
		{"The crash killed 19 people, including nine children.", []tie{{part, 1, 0}}, ""},
		{"The crash killed at least 19 people, including 29 children.", []tie{{part, 1, 0}}, ""},
		{"The crash killed 19 people, including nine children and 12 women.", []tie{{part, 1, 0}, {part, 2, 0}}, "9 children + 12 women = 21 is more than 19 people"},
		{"The fund has €21bn ($24bn).\nIt paid out €100m ($150m).", nil, "21 billion EUR for 24 billion USD makes 1.143 USD for 1 EUR; 100 million EUR for 150 million USD makes 1.5"},
		{"The fund has €21bn ($24bn).\nIt paid out €100m ($114m).", nil, ""},
		{"Sales were up 50% at $14.0m, against $10.0m in May.", []tie{{before, 2, 1}}, "from 10 million USD to 14 million USD is up 40%, not up 50%"},
		{"Sales were up 40% at $14.0m, against $10.0m in May.", []tie{{before, 2, 1}}, ""},
		{"Support rose by six percentage points: it is at 44%, against 40% in May.", []tie{{before, 2, 1}}, "from 40% to 44% is up 4 percentage points, not up 6 percentage points"},
		{"Support rose by four percentage points: it is at 44%, against 40% in May.", []tie{{before, 2, 1}}, ""},
		{"The missile attack on Odesa killed 17 people.\nIn the attack on Odesa, 19 people were killed.", nil, "“on Odesa killed 17 people” and “attack on Odesa, 19 people were killed” seem to speak of the same thing"},
		{"The missile attack on Odesa killed at least 17 people.\nIn the attack on Odesa, 19 people were killed.", nil, ""},
		{"The missile attack on Odesa killed 17 people.\nIn the attack on Odesa, 30 people were wounded.", nil, ""},
		{"The four-hour meeting in Geneva ended without a deal.\nThe envoys left Geneva after a three-hour meeting.", nil, "“The four-hour meeting in Geneva ended” and “Geneva after a three-hour meeting” seem to speak of the same thing"},
		{"It began on 4 May 2022, after the vote of 6 May 2022.", []tie{{before, 1, 0}}, "2022-05-06 is tied as before 2022-05-04, and is later"},
		{"She was elected with 104% of the vote.", nil, "104% is more than the whole"},
	} {
		d := numbered(annotationtest.Article(c.text))
		figures := d.Marks()
		for _, x := range c.ties {
			d = d.Apply(d.SetFigure(figures[x.from].ID, annotations.Tied, annotationtest.Now, func(f annotations.Figure) annotations.Figure {
				f.Ties = []annotations.Tie{{Relation: x.relation, Figure: figures[x.to].ID}}
				return f
			}))
		}
		open, _ := audit.Check([]annotations.Doc{d}, annotations.Directory{})
		var got []string
		for _, f := range open {
			got = append(got, f.Message())
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\ngot:  %s\nwant: %s", c.text, s, c.want)
		}
	}
}
