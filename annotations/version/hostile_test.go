package version_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/version"
)

// Texts that are no texts take no longer than others: a test that hangs has failed.
func TestDiffHostile(t *testing.T) {
	const n = 20_000
	for _, s := range []string{"\u0301", "👩‍👧 ", "👩‍👧", "🇩🇪", "\u200d", "\u0600", "“”", ". ", "\n", "a ", "17 ", "x. y ", "中", "\u1100\u1161", "a\u0301", "“a” — "} {
		a := strings.Repeat(s, n)
		for _, b := range []string{a + s, s + "other words " + a, strings.Repeat("b "+s, n/2), strings.Repeat("one two "+s+" three ", n/8)} {
			old, new := annotations.NewText(a), annotations.NewText(b)
			covers(t, old, new, version.Diff(old, new))
		}
	}
	var there []string
	for i := range n {
		there = append(there, strings.ReplaceAll("a# b# c# d# e# f# g# h# i#.\n", "#", strconv.Itoa(i)))
	}
	old := annotations.NewText(strings.Join(there, ""))
	slices.Reverse(there) // each paragraph has moved
	new := annotations.NewText(strings.Join(there, ""))
	covers(t, old, new, version.Diff(old, new))
}

// Figures in one long paragraph are read in time that grows with their number.
func TestCarryManyFigures(t *testing.T) {
	var text strings.Builder
	for i := range 8_000 {
		text.WriteString(" then " + strconv.Itoa(i) + " trams stopped,")
	}
	a := articleOf("old", "An article", text.String())
	var marks []annotations.Annotation
	for _, f := range figure.Find(a.Text, annotations.Span{End: a.Text.Len()}, "") {
		n := annotations.NewAnnotation(a, annotations.KindFigure, now, f.Span)
		n.Figure.Quantity = f.Quantity
		marks = append(marks, n)
	}
	c := version.Carry(annotations.NewDoc(a, marks), articleOf("new", "An article", text.String()+" and more"), now)
	for _, o := range c.Outcomes {
		if o.Fate != version.Kept {
			t.Fatalf("%s: %q", o.Fate, o.Old.Exact())
		}
	}
}
