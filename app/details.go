package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// detailsBody is the dialog with what is known of the open article as a whole. Its date
// is what "Friday" and "this year" in it are reckoned from.
func (a *reader) detailsBody() []goapp.UI {
	art := a.doc().Article
	field := func(name, label, value, hint string, alter func(x *annotations.Article, s string)) goapp.UI {
		return &textField{ID: "article-" + name, Label: label, Value: value, Hint: hint, app: a.core, Begin: func() func(string) {
			d := a.whole()
			return func(s string) {
				s = strings.Join(strings.Fields(s), " ")
				e := d.Article.Describe(now(), func(x annotations.Article) annotations.Article {
					alter(&x, s)
					if x.Title == "" {
						x.Title = d.Article.Title
					}
					return x
				})
				a.do(redated(d, e))
			}
		}}
	}
	return []goapp.UI{
		goapp.P().Class("quiet").Text(words.DetailsAbout.String()),
		field("title", words.FieldTitle.String(), art.Title, "", func(x *annotations.Article, s string) { x.Title = s }),
		field("published", words.FieldDate.String(), art.Published, "2026-11-25", func(x *annotations.Article, s string) { x.Published = s }),
		field("byline", words.FieldAuthors.String(), art.Byline, "", func(x *annotations.Article, s string) { x.Byline = s }),
		field("publisher", words.FieldPublisher.String(), art.Publisher, "", func(x *annotations.Article, s string) { x.Publisher = s }),
		field("source", words.FieldAddress.String(), art.Source, "https://", func(x *annotations.Article, s string) { x.Source = s }),
		field("language", words.FieldLanguage.String(), art.Language, "en", func(x *annotations.Article, s string) { x.Language = s }),
		goapp.Div().Class("actions").Body(goapp.Button().Type("button").Class("button primary").Text(words.ActDone.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.commit(); a.dialogs.closeDialog() }, goapp.EventScope("details-done"))),
	}
}
