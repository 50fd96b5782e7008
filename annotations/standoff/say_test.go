package standoff

import (
	"testing"

	"pressmark/annotations"
)

// A figure is read as one that is marked by hand: with the words of its paragraph, however
// far these are, and with those of no other.
func TestFiguresAreReadInTheirParagraph(t *testing.T) {
	for _, c := range []struct{ text, counted string }{
		{"There were [T1:17]\n\ntrams in all.", ""},
		{"There were [T1:17] trams in all.", "trams"},
	} {
		got, problems := Records(parse(t, c.text+"\n---\nT1 label=CARDINAL\n"), nil, now)
		if len(problems) > 0 || len(got.Annotations) != 1 || got.Annotations[0].Figure.Counted != c.counted {
			t.Errorf("%q: %+v %v", c.text, got.Annotations, problems)
		}
	}
	const far = "Sales fell in internationally interconnected pharmaceutical manufacturing establishments by [T1:3%]."
	got, _ := Records(parse(t, far+"\n---\nT1 label=PERCENT\n"), nil, now)
	if q := got.Annotations[0].Figure.Quantity; q.Direction != annotations.Down {
		t.Errorf("%+v", q)
	}
}
