package format

import (
	"slices"
	"strings"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

// articleMembers are the names of what is known of an article, the one that is written first.
var articleMembers = []struct {
	names []string
	field func(*annotations.Article) *string
}{
	{[]string{"title", "headline"}, func(a *annotations.Article) *string { return &a.Title }},
	{[]string{"byline", "author", "authors"}, func(a *annotations.Article) *string { return &a.Byline }},
	{[]string{"publisher", "outlet"}, func(a *annotations.Article) *string { return &a.Publisher }},
	{[]string{"published", "date", "datePublished", "pub_date", "published_at"}, func(a *annotations.Article) *string { return &a.Published }},
	{[]string{"language", "lang"}, func(a *annotations.Article) *string { return &a.Language }},
	{[]string{"url", "uri", "link"}, func(a *annotations.Article) *string { return &a.Source }},
}

// article makes an article of a text and of what an object says of it. Members of other
// names are told, but for those that ignore has.
func (r *jsonReader) article(text string, about record.Value, ignore ...string) annotations.Article {
	return r.describe(annotations.Article{Text: annotations.NewText(text)}, about, ignore...)
}

// describe adds to an article what an object says of it.
func (r *jsonReader) describe(a annotations.Article, about record.Value, ignore ...string) annotations.Article {
	for name, v := range about.Members() {
		if !v.Exists() || slices.Contains(ignore, name) {
			continue
		}
		value := joined(v, ", ")
		to := &a.Source
		switch field := articleField(&a, name); {
		case field != nil:
			to = field
		case strings.EqualFold(name, "source") && isAddress(value):
		case strings.EqualFold(name, "source"):
			to = &a.Publisher
		default:
			to = nil
		}
		if to == nil || value == "" || *to != "" {
			r.once(v, name, ErrNotKept)
			continue
		}
		*to = value
	}
	a.Published = date(a.Published)
	return a
}

func articleField(a *annotations.Article, name string) *string {
	for _, m := range articleMembers {
		for _, n := range m.names {
			if strings.EqualFold(n, name) {
				return m.field(a)
			}
		}
	}
	return nil
}

// about writes what is known of an article as members.
func (w *jsonWriter) about(a *annotations.Article) {
	for _, m := range articleMembers {
		w.optional(m.names[0], *m.field(a))
	}
}
