package format

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/standoff"
)

func TestHypothesis(t *testing.T) { goldenMarks(t, hypothesis) }

func TestHypothesisReadsItself(t *testing.T) { withoutText(t, hypothesis) }

func FuzzHypothesis(f *testing.F) { fuzzMarks(f, hypothesis) }

// withoutText holds a format that has no texts to its word: the marks of each address come
// back with their words and what stands around them, and all that is said of them.
func withoutText(t *testing.T, f Format) {
	rapid.Check(t, func(t *rapid.T) {
		var docs []standoff.Document
		for i := range rapid.IntRange(1, 3).Draw(t, "documents") {
			d := genDocument(t, f.Write.Holds)
			d.Article.Source = []string{"https://example.org/a", "https://example.org/b", ""}[i]
			if d.Article.Source == "" {
				d.Article.ID = annotations.NewID()
			}
			if len(d.Marks) > 0 { // an address without marks does not come back
				docs = append(docs, d)
			}
		}
		files := written(f, docs...)
		got, problems, err := read(f, files)
		if err != nil || len(problems) > 0 || len(got) != len(docs) {
			t.Fatalf("%v %v: %d of %d\n%s", err, problems, len(got), len(docs), shown(files))
		}
		for i, d := range docs {
			if got[i].Article.Source != d.Article.Source || got[i].Article.ID != d.Article.ID || got[i].Article.Text.Len() > 0 {
				t.Errorf("the article is %v", got[i].Article)
			}
			for k, m := range d.Marks {
				if n := got[i].Marks[k]; len(m.Spans) > 0 {
					quote := d.Article.Text.QuoteOf(m.Spans[0])
					quote.Suffix = d.Article.Text.QuoteOf(m.Spans[len(m.Spans)-1]).Suffix
					if (annotations.Quote{Exact: n.Quotes[0], Prefix: n.Prefix, Suffix: n.Suffix}) != quote {
						t.Errorf("%q between %q and %q, want %q", n.Quotes, n.Prefix, n.Suffix, quote)
					}
				}
			}
			want := bare(d)
			if a, b := portrait(want), portrait(bare(got[i])); a != b {
				t.Fatalf("out went\n%s\nback came\n%s\nin\n%s", a, b, shown(files))
			}
		}
	})
}

// bare returns a document without what a format without texts cannot hold.
func bare(d standoff.Document) standoff.Document {
	d.Marks = slices.Clone(d.Marks)
	for i := range d.Marks {
		d.Marks[i].Spans = nil
	}
	d.Article = annotations.Article{Source: d.Article.Source}
	return d
}

// Whatever the label and the tags of a mark are, they come back from tags alone.
func TestTagsHoldMarks(t *testing.T) {
	words := []string{"Claim", "claim", "PER", "government", "Highlight", "label:x", "label:", "a=b", "=", "a=", "x", "Zoë", "ORG", "https://example.org/"}
	rapid.Check(t, func(t *rapid.T) {
		m := standoff.Mark{Label: rapid.SampledFrom(words).Draw(t, "label")}
		tags := rapid.SliceOfNDistinct(rapid.SampledFrom(words), 0, 4, rapid.ID).Draw(t, "tags")
		var first standoff.Mark
		setTags(&first, append([]string{labelTag + m.Label}, tags...))
		var again standoff.Mark
		setTags(&again, tagsOf(&first))
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%+v became %+v by %q", first, again, tagsOf(&first))
		}
	})
}
