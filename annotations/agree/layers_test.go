package agree

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

var now = annotationtest.Now

// read returns the doc of what annotators marked, by name, in the notation of annotationtest.
// They have one text. The ID of a mark is the annotator, a slash and its name: "ada/c1".
func read(t testing.TB, layers map[string]string) annotations.Doc {
	t.Helper()
	var all annotationtest.Case
	for who, source := range layers {
		c := annotationtest.Read(t, source, func(_ annotations.Article, _ string, n *annotations.Annotation) {
			n.ID, n.Creator = annotations.ID(who+"/"+string(n.ID)), who
		}).As("article", "Test")
		if all.Marks != nil && all.Article.Text.String() != c.Article.Text.String() {
			t.Fatalf("%s has another text: %q, not %q", who, c.Article.Text.String(), all.Article.Text.String())
		}
		all.Article, all.Marks = c.Article, append(all.Marks, c.Marks...)
	}
	return all.Doc()
}
