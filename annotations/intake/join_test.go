package intake

import (
	"slices"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// Marks of readers who are named go to the article that is here; what revises theirs
// revises it. All else stays as it came.
func TestJoin(t *testing.T) {
	const text = "Envoy Lee spoke."
	article := func(id annotations.ID, text string) annotations.Article {
		return annotations.Article{ID: id, Title: "A talk", Text: annotations.NewText(text)}
	}
	mark := func(id, of annotations.ID, creator string) annotations.Annotation {
		return annotations.Annotation{ID: id, Article: of, Creator: creator}
	}
	gone := article("gone", text)
	gone.Deleted = true
	later := article("later", "Envoy Lee spoke again.")
	later.Revises = "theirs"
	came := record.Collection{
		Articles: []annotations.Article{
			article("theirs", text), article("copy", text), article("bare", text), article("here", text), article("else", "Another."), gone, later,
		},
		Annotations: []annotations.Annotation{
			mark("m1", "theirs", "bob"), mark("m2", "theirs", "bob"), mark("m3", "copy", "bob"), mark("m4", "copy", ""),
			mark("m5", "here", "bob"), mark("m6", "else", "bob"), mark("m7", "gone", "bob"),
		},
	}
	c, joins := joined(came, Records, func(a annotations.Article) annotations.ID {
		if a.Text.String() == text {
			return "here"
		}
		return ""
	})
	if want := ([]Join{{To: "here", Title: "A talk", Marks: 2, Named: true}}); !slices.Equal(joins, want) {
		t.Errorf("joined %v, want %v", joins, want)
	}
	var articles, of []annotations.ID
	for _, a := range c.Articles {
		articles = append(articles, a.ID)
	}
	for _, n := range c.Annotations {
		of = append(of, n.Article)
	}
	if want := ([]annotations.ID{"copy", "bare", "here", "else", "gone", "later"}); !slices.Equal(articles, want) {
		t.Errorf("articles %v, want %v", articles, want)
	}
	if want := ([]annotations.ID{"here", "here", "copy", "copy", "here", "else", "gone"}); !slices.Equal(of, want) {
		t.Errorf("annotations of %v, want %v", of, want)
	}
	if r := c.Articles[5].Revises; r != "here" {
		t.Errorf("the later one revises %s", r)
	}
}
