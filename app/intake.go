package app

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/store"
)

// An incoming file was read, and waits for the reader's consent.
type incoming struct {
	name string
	plan format.Plan
	edit annotations.Edit
	err  error
}

// receive takes in files that were opened, dropped or handed over: texts become
// articles at once, JSON is shown before anything changes.
func (a *App) receive(files []File) {
	if len(files) == 0 || a.session == nil {
		return
	}
	a.commit()
	a.work("Reading", func(ctx context.Context) error {
		var texts annotations.Edit
		var records []incoming
		var troubles []string
		for _, f := range files {
			if isRecords(f) {
				in := incoming{name: f.Name}
				in.plan, in.edit, in.err = a.plan(ctx, f.Data)
				records = append(records, in)
				continue
			}
			art, err := readArticle(f)
			if err != nil {
				troubles = append(troubles, f.Name+": "+readTrouble(err))
				continue
			}
			texts.Name = annotations.Added
			texts.Articles = append(texts.Articles, annotations.Change[annotations.Article]{After: &art})
		}
		a.ctx.Dispatch(func(goapp.Context) {
			a.do(texts)
			if len(troubles) > 0 {
				a.tell(strings.Join(troubles, " "))
			}
			switch {
			case len(records) > 0:
				a.transfer.in = records
				a.openDialog(dialogImport)
			case len(texts.Articles) == 1:
				a.visitPath(articlePath(texts.Articles[0].After.ID, ""))
			case len(texts.Articles) > 1:
				a.visitPath("/library")
			}
		})
		return nil
	})
}

// isRecords reports whether a file holds Pressmark's JSON rather than a text.
func isRecords(f File) bool {
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".json", ".jsonld":
		return true
	case ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml":
		return false
	}
	return strings.Contains(f.Type, "json")
}

// readArticle makes an article of a text.
func readArticle(f File) (annotations.Article, error) {
	ext := strings.ToLower(path.Ext(f.Name))
	switch {
	case ext == ".md", ext == ".markdown", strings.HasPrefix(f.Type, "text/markdown"):
		return format.ReadMarkdown(f.Name, f.Data, now())
	case ext == ".html", ext == ".htm", ext == ".xhtml", strings.HasPrefix(f.Type, "text/html"):
		return format.ReadHTML(f.Name, f.Data, now())
	}
	return format.ReadText(f.Name, f.Data, now())
}

// plan works out what an import would do. Nothing is changed by it.
func (a *App) plan(ctx context.Context, data []byte) (format.Plan, annotations.Edit, error) {
	c, err := format.DecodeCollection(data)
	if err != nil {
		return format.Plan{}, annotations.Edit{}, err
	}
	if err := a.session.Flush(ctx); err != nil {
		return format.Plan{}, annotations.Edit{}, err
	}
	return planImport(ctx, a.library, c)
}

// planImport plans the import of a collection over what a store keeps, and makes an
// edit of it that can be undone.
func planImport(ctx context.Context, s store.Store, c format.Collection) (format.Plan, annotations.Edit, error) {
	articles := map[annotations.ID]*annotations.Article{}
	marks := map[annotations.ID]*annotations.Annotation{}
	err := s.All(ctx, func(r store.Record) error {
		switch r.Type {
		case store.Article:
			if x, err := format.DecodeArticle(r.Data); err == nil {
				articles[r.ID] = &x
			}
		case store.Annotation:
			if x, err := format.DecodeAnnotation(r.Data); err == nil {
				marks[r.ID] = &x
			}
		}
		return nil
	})
	if err != nil {
		return format.Plan{}, annotations.Edit{}, errors.New(storeTrouble(err))
	}
	p, err := format.NewPlan(c, format.Kept{
		Article:    func(id annotations.ID) (*annotations.Article, error) { return articles[id], nil },
		Annotation: func(id annotations.ID) (*annotations.Annotation, error) { return marks[id], nil },
	})
	if err != nil {
		return p, annotations.Edit{}, err
	}
	e := annotations.Edit{Name: annotations.Imported}
	for _, s := range p.Steps {
		switch {
		case !s.Action.Writes():
		case s.Article != nil:
			e.Articles = append(e.Articles, annotations.Change[annotations.Article]{Before: articles[s.Article.ID], After: s.Article})
		default:
			e.Annotations = append(e.Annotations, annotations.Change[annotations.Annotation]{Before: marks[s.Annotation.ID], After: s.Annotation})
		}
	}
	return p, e, nil
}

// importBody shows what an import would do.
func (a *App) importBody() []goapp.UI {
	var out []goapp.UI
	writes := false
	for _, in := range a.transfer.in {
		writes = writes || !in.edit.Empty()
		lines := planWords(in.plan)
		if in.err != nil {
			lines = importTrouble(in.err)
		}
		out = append(out, goapp.H3().Text(in.name), goapp.Ul().Class("plan").Body(
			goapp.Range(lines).Slice(func(i int) goapp.UI { return goapp.Li().Text(lines[i]) }),
		))
	}
	var buttons []goapp.UI
	if writes {
		buttons = append(buttons, goapp.Button().Type("button").Class("button primary").Text("Import").
			OnClick(func(ctx goapp.Context, e goapp.Event) { a.bringIn() }))
	}
	buttons = append(buttons, goapp.Button().Type("button").Class("button").Text("Close").
		OnClick(func(ctx goapp.Context, e goapp.Event) { a.closeDialog() }))
	return append(out, goapp.Div().Class("actions").Body(buttons...))
}

// bringIn does what was planned, as one step.
func (a *App) bringIn() {
	all := annotations.Edit{Name: annotations.Imported}
	for _, in := range a.transfer.in {
		all.Articles = append(all.Articles, in.edit.Articles...)
		all.Annotations = append(all.Annotations, in.edit.Annotations...)
	}
	a.transfer.in = nil
	a.closeDialog()
	a.do(all)
	if len(all.Articles) == 1 {
		a.visitPath(articlePath(all.Articles[0].After.ID, ""))
	}
}

// planWords says what an import would do.
func planWords(p format.Plan) []string {
	var out []string
	for _, x := range []struct {
		action format.Action
		words  string
	}{
		{format.Added, "will be added"},
		{format.Updated, "will replace an older version here"},
		{format.KeptBoth, "changed both here and there: both versions will be kept"},
		{format.Same, "here already"},
		{format.Older, "skipped: what is here is newer"},
		{format.Deleted, "skipped: deleted here since"},
		{format.Refused, "cannot be taken in"},
	} {
		articles, marks := p.Count(x.action)
		var what []string
		if articles > 0 {
			what = append(what, count(articles, "article"))
		}
		if marks > 0 {
			what = append(what, count(marks, "mark"))
		}
		if len(what) > 0 {
			out = append(out, strings.Join(what, " and ")+": "+x.words+".")
		}
	}
	const most = 5
	n := 0
	for _, s := range p.Steps {
		if s.Err == nil {
			continue
		}
		if n++; n <= most {
			out = append(out, string(s.From)+": "+s.Err.Error()+".")
		}
	}
	if n > most {
		out = append(out, fmt.Sprintf("… and %s more like these.", group(n-most)))
	}
	if len(out) == 0 {
		out = append(out, "There is nothing in it.")
	}
	return out
}

// importTrouble says why a file cannot be imported, and where the trouble is.
func importTrouble(err error) []string {
	out := []string{"Nothing of this file was taken in."}
	var many format.Errors
	if errors.As(err, &many) {
		const most = 8
		for i, e := range many {
			if i == most {
				out = append(out, fmt.Sprintf("… and %s more.", group(len(many)-most)))
				break
			}
			out = append(out, e.Error())
		}
		return out
	}
	return append(out, err.Error())
}

// takeIn opens what an address brought along: a file of this site, or what was
// shared to the app.
func (a *App) takeIn(p place) {
	var files []File
	var err error
	if p.share != "" {
		files, err = a.p.Shared(a.ctx, p.share)
	}
	if p.src != "" {
		var f File
		if f, err = a.p.Fetch(a.ctx, p.src); err == nil {
			files = append(files, f)
		}
	}
	a.ctx.Dispatch(func(goapp.Context) {
		if err != nil {
			a.tell("It could not be opened: " + err.Error())
			return
		}
		a.receive(files)
	})
}
