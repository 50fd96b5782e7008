package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
)

// An incoming file was read, and waits for the reader's consent.
type incoming struct {
	name string
	plan record.Plan
	edit annotations.Edit // what the plan does
	back annotations.Edit // what else brings back what was deleted here
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
		texts := annotations.Edit{Name: annotations.Added}
		var records []incoming
		var troubles []string
		var here *kept
		for _, f := range files {
			if len(f.Data) > heavyBytes {
				a.heavy("Reading")
			}
			found := format.Find(f.Name, f.Type, f.Data)
			switch {
			case f.Err != nil:
				troubles = append(troubles, f.Name+": "+readTrouble(f.Err))
			case found.Write != nil: // records, not a text
				if here == nil {
					k, err := a.keptNow(ctx)
					if err != nil {
						return trouble(storeTrouble(err))
					}
					here = &k
				}
				records = append(records, here.planFile(f))
			default:
				c, err := found.Read(f.Name, f.Data, now())
				if err != nil {
					troubles = append(troubles, f.Name+": "+readTrouble(err))
					continue
				}
				for _, art := range c.Articles {
					texts = texts.And(annotations.Add(art, nil))
				}
			}
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

// heavyBytes of a file take long enough to read that the reader must know.
const heavyBytes = 500_000

// kept is what a library keeps, and what files that are imported with another
// would have put there.
type kept map[annotations.ID]store.Record

// keptNow reads the library, with what waits to be saved in it.
func (a *App) keptNow(ctx context.Context) (kept, error) {
	return readKept(ctx, a.session)
}

func readKept(ctx context.Context, s records) (kept, error) {
	k := kept{}
	err := s.All(ctx, func(r store.Record) error {
		k[r.ID] = r
		return nil
	})
	return k, err
}

// planFile works out what importing a file would do. The files after it are planned
// as if that were done.
func (k kept) planFile(f File) incoming {
	in := incoming{name: f.Name}
	c, err := record.DecodeCollection(f.Data)
	if err != nil {
		in.err = err
		return in
	}
	in.plan, in.edit, in.back, in.err = k.planImport(c)
	for _, x := range in.edit.Articles {
		k[x.After.ID] = articleRecord(*x.After)
	}
	for _, x := range in.edit.Actors {
		k[x.After.ID] = actorRecord(*x.After)
	}
	for _, x := range in.edit.Annotations {
		k[x.After.ID] = annotationRecord(*x.After)
	}
	return in
}

// planImport plans the import of a collection over what is kept. It returns the plan,
// an edit that does it and can be undone, and one that brings back, besides, what the
// plan leaves deleted.
func (k kept) planImport(c record.Collection) (p record.Plan, edit, back annotations.Edit, err error) {
	p, err = record.NewPlan(c, record.Kept{Article: k.article, Actor: k.actor, Annotation: k.annotation})
	edit.Name, back.Name = annotations.Imported, annotations.Imported
	if err != nil {
		return p, edit, back, err
	}
	for _, s := range p.Steps {
		into := &edit
		if s.Action == record.Deleted {
			into = &back
		} else if !s.Action.Writes() {
			continue
		}
		switch {
		case s.Article != nil:
			before, err := k.article(s.Article.ID)
			if err != nil {
				return p, edit, back, err
			}
			into.Articles = append(into.Articles, annotations.Change[annotations.Article]{Before: before, After: s.Article})
		case s.Actor != nil:
			before, err := k.actor(s.Actor.ID)
			if err != nil {
				return p, edit, back, err
			}
			into.Actors = append(into.Actors, annotations.Change[annotations.Actor]{Before: before, After: s.Actor})
		default:
			before, err := k.annotation(s.Annotation.ID)
			if err != nil {
				return p, edit, back, err
			}
			into.Annotations = append(into.Annotations, annotations.Change[annotations.Annotation]{Before: before, After: s.Annotation})
		}
	}
	return p, edit, back, nil
}

// errDamagedHere refuses an import that meets a record it cannot compare with.
var errDamagedHere = errors.New("a record of this library is damaged, and the file brings another version of it. Open its article first: then it is set aside")

func (k kept) article(id annotations.ID) (*annotations.Article, error) {
	return keptRecord(k, id, store.Article, record.DecodeArticle[string])
}

func (k kept) actor(id annotations.ID) (*annotations.Actor, error) {
	return keptRecord(k, id, store.Actor, record.DecodeActor[string])
}

func (k kept) annotation(id annotations.ID) (*annotations.Annotation, error) {
	return keptRecord(k, id, store.Annotation, record.DecodeAnnotation[string])
}

// keptRecord returns what is kept under an ID, or nil where that is not of the type.
func keptRecord[T any](k kept, id annotations.ID, t store.Type, decode func(string) (T, error)) (*T, error) {
	r, ok := k[id]
	if !ok || r.Type != t {
		return nil, nil
	}
	x, err := decode(r.Data)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errDamagedHere, err)
	}
	return &x, nil
}

// importBody shows what an import would do.
func (a *App) importBody() []goapp.UI {
	var out []goapp.UI
	var edit, back annotations.Edit
	failed := false
	for _, in := range a.transfer.in {
		edit, back = edit.And(in.edit), back.And(in.back)
		lines, class := planWords(in), "plan"
		if in.err != nil {
			lines, class, failed = importTrouble(in.err), "plan refused", true
		}
		out = append(out, goapp.H3().Text(in.name), goapp.Ul().Class(class).Body(
			goapp.Range(lines).Slice(func(i int) goapp.UI { return goapp.Li().Text(lines[i]) }),
		))
	}
	var buttons []goapp.UI
	offer := func(label, class string, e annotations.Edit) {
		buttons = append(buttons, goapp.Button().Type("button").Class("button").Class(class).Text(label).
			OnClick(func(ctx goapp.Context, _ goapp.Event) { a.bringIn(e) }, goapp.EventScope(label)))
	}
	if !edit.Empty() {
		offer("Import", "primary", edit)
	}
	if !back.Empty() {
		label := "Bring back what was deleted"
		if !edit.Empty() {
			label = "Import, and bring back what was deleted"
		}
		offer(label, "back", edit.And(back))
	}
	close := "Cancel"
	if edit.Empty() && back.Empty() {
		close = "Close"
	}
	if edit.Empty() && back.Empty() && !failed {
		out = append(out, goapp.P().Class("quiet").Text("Nothing changes."))
	}
	buttons = append(buttons, goapp.Button().Type("button").Class("button").Text(close).
		OnClick(func(ctx goapp.Context, e goapp.Event) { a.closeDialog() }))
	return append(out, goapp.Div().Class("actions").Body(buttons...))
}

// bringIn does what was planned, as one step, and shows the article if it was about
// one.
func (a *App) bringIn(e annotations.Edit) {
	a.transfer.in = nil
	a.closeDialog()
	e.Name = annotations.Imported
	a.do(e)
	about := map[annotations.ID]bool{}
	for _, x := range e.Articles {
		about[x.After.ID] = !x.After.Deleted
	}
	for _, x := range e.Annotations {
		if _, known := about[x.After.Article]; !known {
			about[x.After.Article] = true
		}
	}
	if len(about) != 1 {
		return
	}
	for id, there := range about {
		if there {
			a.visitPath(articlePath(id, ""))
		}
	}
}

// An outcome is what an import does with records: how a sentence about them ends.
type outcome string

const (
	added    outcome = " will be added"
	replaced outcome = " will replace an older version here"
	deleted  outcome = " will be deleted here, as it was there"
	both     outcome = ": changed both here and there; both versions will be kept"
	same     outcome = ": here already"
	older    outcome = " left out: what is here is newer"
	leftOut  outcome = " left out: deleted here since"
	noted    outcome = ": deleted there and not here; only that is noted"
	refused  outcome = " cannot be taken in"
)

// outcomes are in the order in which they are told.
var outcomes = []outcome{added, replaced, deleted, both, same, older, leftOut, noted, refused}

// outcomeOf says what becomes of a record of a plan; live says whether a live one
// is here under its ID, and gone whether the file has it as deleted.
func outcomeOf(x record.Action, live, gone bool) outcome {
	switch {
	case x.Writes() && gone && live:
		return deleted
	case x.Writes() && gone:
		return noted
	}
	return map[record.Action]outcome{
		record.Added: added, record.Updated: replaced, record.KeptBoth: both, record.Same: same,
		record.Older: older, record.Deleted: leftOut, record.Refused: refused,
	}[x]
}

// planWords says what an import would do.
func planWords(in incoming) []string {
	live := map[annotations.ID]bool{} // what is here and would change
	for _, c := range in.edit.Articles {
		live[c.After.ID] = c.Before != nil && !c.Before.Deleted
	}
	for _, c := range in.edit.Actors {
		live[c.After.ID] = c.Before != nil && !c.Before.Deleted
	}
	for _, c := range in.edit.Annotations {
		live[c.After.ID] = c.Before != nil && !c.Before.Deleted
	}
	articles, actors, marks := map[outcome]int{}, map[outcome]int{}, map[outcome]int{}
	for _, s := range in.plan.Steps {
		switch {
		case s.Article != nil:
			articles[outcomeOf(s.Action, live[s.Article.ID], s.Article.Deleted)]++
		case s.Actor != nil:
			actors[outcomeOf(s.Action, live[s.Actor.ID], s.Actor.Deleted)]++
		default:
			marks[outcomeOf(s.Action, live[s.Annotation.ID], s.Annotation.Deleted)]++
		}
	}
	var out []string
	for _, o := range outcomes {
		if what := things(articles[o], actors[o], marks[o]); what != "" {
			out = append(out, what+string(o)+".")
		}
	}
	const most = 5
	n := 0
	for _, s := range in.plan.Steps {
		if s.Err == nil {
			continue
		}
		if n++; n <= most {
			out = append(out, refusedWords(s))
		}
	}
	if n > most {
		out = append(out, "… and "+group(n-most)+" more like these.")
	}
	if len(out) == 0 {
		out = append(out, "There are no articles and no marks in it.")
	}
	return out
}

// refusedWords says why a record of a file cannot be taken in.
func refusedWords(s record.Step) string {
	what := string(s.From)
	if s.Annotation != nil && len(s.Annotation.Quotes) > 0 {
		what = "“" + clip(s.Annotation.Exact()) + "”"
	}
	var place *annotations.PlaceError
	switch {
	case errors.Is(s.Err, record.ErrNoArticle):
		return what + ": its article is neither in the file nor in this library."
	case errors.As(s.Err, &place) && errors.Is(place, annotations.ErrQuoteMismatch):
		return what + ": the article here says “" + clip(place.Text) + "” in that place."
	}
	return what + ": " + s.Err.Error() + "."
}

// importTrouble says why a file cannot be imported, and where the trouble is.
func importTrouble(err error) []string {
	out := []string{"Nothing of this file was taken in."}
	var many record.Errors
	if errors.As(err, &many) {
		const most = 8
		for i, e := range many {
			if i == most {
				out = append(out, "… and "+group(len(many)-most)+" more.")
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
			a.tell(openTrouble(err))
			return
		}
		a.receive(files)
	})
}
