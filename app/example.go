package app

import (
	"context"
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/store"
	"pressmark/annotations/words"
)

// exampleID is the marked example's for good. Its records are those of
// web/example.json.
const exampleID annotations.ID = "urn:uuid:0196230b-5c00-7000-8000-5a3b1e000002"

// exampleFile is where the site keeps the marked example.
const exampleFile = "/web/example.json"

// openExample goes to the sample article with everything in it marked: the reader's own
// copy, which is fetched and imported as any other file is if there is none, or if it
// was deleted.
func (a *imports) openExample() {
	if a.session == nil {
		return
	}
	a.commit()
	a.work(words.BusyOpeningExample.String(), func(ctx context.Context) error {
		here, err := a.snapshot(ctx)
		if err != nil {
			return trouble(words.StoreTrouble(err))
		}
		if r, ok := here[exampleID]; ok && !r.Deleted {
			a.ctx.Dispatch(func(goapp.Context) { a.visitPath(articlePath(exampleID, "")) })
			return nil
		}
		f, err := a.p.Fetch(ctx, href(exampleFile))
		if err != nil {
			return trouble(words.ExampleNotFetched.With(words.Error(err)))
		}
		in := newHolding(here).planFile(f)
		if in.err != nil {
			return trouble(strings.Join(importTrouble(in.err), " "))
		}
		a.ctx.Dispatch(func(goapp.Context) {
			a.bringIn(&delivery{}, in.edit.And(in.back))
			if a.location.Get().screen == onReader && a.location.Get().article == exampleID {
				a.reader.open(exampleID) // its address was there already
			}
		})
		return nil
	})
}

// exampleLinks lead to the marked example, and to it and its text without marks in tabs
// of their own, to be read beside one another.
func (a *guidePage) exampleLinks() goapp.UI {
	beside := func(id annotations.ID, said string) goapp.UI {
		there := slices.ContainsFunc(a.catalogue.summaries.Get(), func(s store.Summary) bool { return s.ID == id })
		return goapp.If(there, func() goapp.UI {
			return goapp.A().Class("button").Href(href(articlePath(id, ""))).Target("_blank").Rel("noopener").Body(
				goapp.Text(said), unseen(words.OpensNewTab.String()))
		})
	}
	return goapp.Div().Class("actions").Body(
		goapp.Button().Type("button").Class("button primary").Text(words.ActOpenExample.String()).
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.imports.openExample() }),
		beside(exampleID, words.GoExample.String()),
		beside(sampleID, words.GoSample.String()),
	)
}
