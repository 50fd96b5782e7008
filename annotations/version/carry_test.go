package version_test

import (
	"errors"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// A sentence that was taken out and put back takes its marks with it: orphans have a
// place again, under IDs of their own in each version.
func TestCarryBack(t *testing.T) {
	const full = "The council met on Monday.\n\nMayor Lena Brandt called the tunnel a gift to the city. Nobody laughed at that.\n\nWork begins in spring."
	first := articleOf("first", "Council", full)
	i := strings.Index(full, "Lena Brandt")
	n := annotations.NewAnnotation(first, annotations.KindActor, now, annotations.Span{Start: i, End: i + len("Lena Brandt")})
	n.Actor = "brandt"
	short := strings.Replace(full, "Mayor Lena Brandt called the tunnel a gift to the city. ", "", 1)

	doc := annotations.NewDoc(first, []annotations.Annotation{n})
	var fates []version.Fate
	var last annotations.Annotation
	for _, v := range []struct {
		id   annotations.ID
		text string
	}{{"second", short}, {"third", full}} {
		c := version.Carry(doc, articleOf(v.id, "Council", v.text), now)
		check(t, doc, c)
		last = c.Outcomes[0].New
		fates = append(fates, c.Outcomes[0].Fate)
		doc = annotations.NewDoc(c.Article, []annotations.Annotation{last})
	}
	if fates[0] != version.Orphaned || fates[1] != version.Moved || last.Exact() != "Lena Brandt" || last.Actor != "brandt" {
		t.Errorf("%v, then %+v", fates, last)
	}
}

// Why an annotation has no place can be told apart.
func TestCarryErrors(t *testing.T) {
	for _, c := range []struct {
		old, new string
		err      error
	}{
		{"The union [c1:gave twelve reasons for the strike] and left. The mill stood still all day.", "The mill stood still all day.", version.ErrGone},
		{"In March the union said that [c1:talks were over] and left the building at once.", "In March the union said that nobody knew and left the building at once.", version.ErrRewritten},
		{"Minister Lund met Minister [a1:Brandt] in the capital on Tuesday to talk about the bridge.", "Minister Brandt met Minister Lund in the capital on Tuesday to talk about the bridge.", version.ErrUncertain},
		{"The guard counted [f1:17 people] on the deck of the ferry that night.", "The guard counted the people on the deck of the ferry that night.", version.ErrRewritten},
	} {
		old := read(t, "old", "An article", c.old)
		got := version.Carry(old, articleOf("new", "An article", c.new), now)
		check(t, old, got)
		if o := got.Outcomes[0]; !errors.Is(o.Err, c.err) {
			t.Errorf("%q: %s, %v", c.old, o.Fate, o.Err)
		}
	}
}
