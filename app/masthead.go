package app

import (
	"strconv"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/words"
)

// masthead is what stands above an article: who published it, who wrote it, when.
// The title stands there if the text does not begin with one.
func masthead(art annotations.Article) goapp.UI {
	titled := len(art.Blocks) > 0 && art.Blocks[0].Kind == annotations.Heading
	return goapp.Header().Class("masthead").Body(
		goapp.If(art.Publisher != "", func() goapp.UI { return goapp.P().Class("kick").Text(art.Publisher) }),
		goapp.If(!titled && art.Title != "", func() goapp.UI { return goapp.H1().Text(art.Title) }),
		goapp.P().Class("by").Text(byline(art)),
	)
}

// mastheadOf is the masthead of the open article, whose details can be edited.
func (a *reader) mastheadOf(art annotations.Article) goapp.UI {
	return goapp.Div().Class("masthead-frame").Body(
		masthead(art),
		goapp.If(a.phase.Get() == reading, func() goapp.UI {
			return goapp.Button().Type("button").Class("act details").Text(words.ActEditDetails.String()).
				OnClick(func(ctx goapp.Context, e goapp.Event) { a.dialogs.openDialog(dialogDetails) })
		}),
		goapp.Div().Body(a.versionLine(art)),
	)
}

// wordsAMinute is how fast an article is taken to be read.
const wordsAMinute = 220

func byline(art annotations.Article) string {
	var out string
	add := func(s string) {
		if s == "" {
			return
		}
		if out != "" {
			out += " · "
		}
		out += s
	}
	add(art.Byline)
	if t, err := time.Parse("2006-01-02", clipDate(art.Published)); err == nil {
		add(words.DateOfDay.With(strconv.Itoa(t.Day()), words.Month(int(t.Month())), strconv.Itoa(t.Year())))
	} else {
		add(art.Published)
	}
	if n := art.Text.Len(); n > 0 {
		add(words.MinutesToRead.With(strconv.Itoa(max(1, n/6/wordsAMinute))))
	}
	return out
}

func clipDate(s string) string {
	if len(s) > 10 && s[10] == 'T' {
		return s[:10]
	}
	return s
}
