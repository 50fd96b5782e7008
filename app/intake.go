package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/version"
)

// An incoming file was read, and waits for the reader's consent. What a converter read
// of any number of files is one.
type incoming struct {
	name string
	plan record.Plan
	edit annotations.Edit // what the plan does
	back annotations.Edit // what else brings back what was deleted here
	err  error

	lines []string // what a reader is told of it
}

// An intake is files on their way in.
type intake struct {
	files    []File
	reading  bool
	resumed  bool // it was interrupted
	done, of int  // files read so far, of all
	cancel   context.CancelFunc

	in        []incoming
	texts     annotations.Edit // articles alone
	revisions []revision       // articles that are newer versions of some here
	here      []annotations.ID // articles that are here already, word for word
	labels    []Label
	problems  []Problem

	added      int              // articles that were added already
	edit, back annotations.Edit // of all: what is done, and what else brings back
}

// receive takes in files that were opened, dropped or handed over: articles alone are
// added at once, all else is shown before anything changes.
func (a *App) receive(files []File) {
	if len(files) == 0 || a.session == nil {
		return
	}
	a.commit()
	a.takeFiles(files)
}

// takeFiles reads files, and shows what came of it.
func (a *App) takeFiles(files []File) {
	a.dropIntake()
	ctx, cancel := context.WithCancel(a.ctx)
	n := &intake{files: files, reading: true, of: len(files), cancel: cancel}
	a.intake = n
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	if size > heavyBytes || len(files) > manyFiles {
		a.openDialog(dialogImport)
	}
	roles := a.roles()
	a.work("Reading", func(context.Context) error {
		r := reception{a: a, ctx: ctx, out: &intake{files: files, resumed: a.stashed, cancel: cancel}, labels: map[string]int{}}
		err := r.all(files, roles)
		a.ctx.Dispatch(func(goapp.Context) {
			if a.intake == n {
				a.readAll(r.out, err)
			}
		})
		return nil
	})
}

// dropIntake gives up what was on its way in.
func (a *App) dropIntake() {
	if a.intake != nil {
		a.intake.cancel()
		a.intake = nil
	}
}

// readAll shows what files hold, or adds it where there is nothing to ask.
func (a *App) readAll(n *intake, err error) {
	if err != nil {
		n.problems = append(n.problems, Problem{Text: readTrouble(err)})
	}
	for i := range n.in {
		in := &n.in[i]
		n.edit, n.back = n.edit.And(in.edit), n.back.And(in.back)
		if in.lines = planWords(*in); in.err != nil {
			in.lines = importTrouble(in.err)
		}
	}
	n.edit = n.edit.And(n.texts)
	a.intake = n
	records := slices.ContainsFunc(n.in, func(in incoming) bool { return in.err != nil || len(in.plan.Steps) > 0 })
	switch {
	case records, len(n.revisions) > 0:
		a.openDialog(dialogImport)
		return
	case len(n.problems) > 0: // the others came in all the same
		a.do(n.texts)
		n.added, n.texts, n.edit = len(n.texts.Articles), annotations.Edit{}, annotations.Edit{}
		a.openDialog(dialogImport)
		return
	}
	a.dropIntake()
	a.closeDialog()
	a.bringTexts(n)
}

// bringTexts adds the articles of an intake, and shows what there is to see.
func (a *App) bringTexts(n *intake) {
	a.do(n.texts)
	if k := len(n.here); k > 0 && len(n.texts.Articles) > 0 {
		a.toast.text += " " + count(k, "text") + " " + were(k) + " here already, word for word."
	}
	switch added := n.texts.Articles; {
	case len(added) == 1:
		a.visitPath(articlePath(added[0].After.ID, ""))
	case len(added) > 1:
		a.visitPath("/library")
	case len(n.here) == 1:
		a.tell("You have this article already.")
		a.visitPath(articlePath(n.here[0], ""))
	case len(n.here) > 1:
		a.tell("You have these " + count(len(n.here), "article") + " already.")
	}
}

// A reception reads the files of an intake, off the UI goroutine.
type reception struct {
	a       *App
	ctx     context.Context
	out     *intake
	kept    *kept
	texts   *shelved
	foreign merger
	labels  map[string]int // places in out.labels
	pace    pace
	said    time.Time // when progress was last told
}

func (r *reception) all(files []File, roles map[string]string) error {
	var foreign []File
	others := slices.ContainsFunc(files, func(f File) bool { return strings.HasSuffix(f.Name, ".ann") })
	for _, f := range files {
		switch {
		case f.Err != nil:
			r.out.problems = append(r.out.problems, Problem{f.Name, readTrouble(f.Err)})
		case f.Type == fetchedType:
			art, err := record.DecodeArticle(f.Data)
			if err != nil {
				return err
			}
			if err := r.article(art); err != nil {
				return err
			}
		case record.Looks(f.Data) && !strings.HasSuffix(f.Name, ".jsonl"):
			if len(f.Data) > heavyBytes {
				r.a.heavy("Reading")
			}
			k, err := r.library()
			if err != nil {
				return err
			}
			r.out.in = append(r.out.in, k.planFile(f))
		case !others && isPlain(f):
			art, err := plain.Read(f.Name, f.Data, now())
			if err != nil {
				r.out.problems = append(r.out.problems, Problem{f.Name, readTrouble(err)})
				continue
			}
			if err := r.article(art); err != nil {
				return err
			}
		default:
			foreign = append(foreign, f)
		}
	}
	if len(foreign) == 0 {
		return nil
	}
	err := r.a.p.ReadFormats(r.ctx, foreign, roles, r.found)
	if len(r.foreign.in.plan.Steps) > 0 {
		r.foreign.in.name = count(len(foreign), "file")
		if len(foreign) == 1 {
			r.foreign.in.name = foreign[0].Name
		}
		r.out.in = append(r.out.in, r.foreign.in)
	}
	return err
}

// isPlain reports whether a file is plain text by its name or type.
func isPlain(f File) bool {
	name := strings.ToLower(f.Name)
	return strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".text") || f.Type == "text/plain" && !strings.Contains(name, ".")
}

// found takes in a piece of what the converter read.
func (r *reception) found(f Found) error {
	for _, l := range f.Labels {
		if i, ok := r.labels[l.Name]; ok {
			r.out.labels[i].Count += l.Count
			continue
		}
		r.labels[l.Name] = len(r.out.labels)
		r.out.labels = append(r.out.labels, l)
	}
	r.out.problems = append(r.out.problems, f.Problems...)
	r.tell(f.Done, f.Of)
	c := f.Records
	if len(c.Annotations) == 0 && len(c.Actors) == 0 && !slices.ContainsFunc(c.Articles, func(a annotations.Article) bool { return a.Revision > 0 }) {
		for _, art := range c.Articles {
			if err := r.article(art); err != nil {
				return err
			}
		}
		return nil
	}
	k, err := r.library()
	if err != nil {
		return err
	}
	t, err := r.shelved()
	if err != nil {
		return err
	}
	c, lost := t.settle(c)
	r.out.problems = append(r.out.problems, lost...)
	plan, edit, back, err := k.planImport(c)
	if err != nil {
		return err
	}
	k.foresee(edit)
	r.foreign.add(plan, edit, back)
	r.pace.breathe()
	return r.ctx.Err()
}

// article takes in an article alone: a new one, one that is here, or a newer version.
func (r *reception) article(art annotations.Article) error {
	t, err := r.shelved()
	if err != nil {
		return err
	}
	if f, ok := version.Match(art, t.articles); ok && f.Same {
		r.out.here = append(r.out.here, f.Article)
		return nil
	} else if ok {
		r.out.revisions = append(r.out.revisions, revision{fresh: art, of: r.doc(*t.find(f.Article)), carry: true})
		return nil
	}
	if f := r.out.files[0]; len(r.out.files) == 1 && f.Title != "" {
		art.Title = plain.OneLine(f.Title)
	}
	t.add(art)
	if r.out.texts.Name == "" {
		r.out.texts.Name = annotations.Added
	}
	e := annotations.Add(art, nil)
	r.out.texts.Articles = append(r.out.texts.Articles, e.Articles...)
	r.pace.breathe()
	return nil
}

// doc returns an article that is kept with its annotations. One that cannot be read is
// left out.
func (r *reception) doc(art annotations.Article) annotations.Doc {
	var list []annotations.Annotation
	for _, x := range *r.kept {
		if x.Type == store.Annotation && x.Article == art.ID && !x.Deleted {
			if n, err := record.DecodeAnnotation(x.Data); err == nil {
				list = append(list, n)
			}
		}
	}
	return annotations.NewDoc(art, list)
}

// library reads what is kept, once.
func (r *reception) library() (kept, error) {
	if r.kept == nil {
		k, err := r.a.keptNow(r.ctx)
		if err != nil {
			return nil, trouble(storeTrouble(err))
		}
		r.kept = &k
	}
	return *r.kept, nil
}

// tell says how far the reading is, a few times a second.
func (r *reception) tell(done, of int) {
	if time.Since(r.said) < 200*time.Millisecond {
		return
	}
	r.said = time.Now()
	a := r.a
	a.ctx.Dispatch(func(goapp.Context) {
		if n := a.intake; n != nil && n.reading {
			n.done, n.of = done, max(of, n.of)
		}
	})
}

// heavyBytes of a file take long enough to read that the reader must know.
const heavyBytes = 500_000

// manyFiles take long enough to read that the reader must see how it goes.
const manyFiles = 20

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
	k.foresee(in.edit)
	return in
}

// foresee takes an edit for done.
func (k kept) foresee(e annotations.Edit) {
	for _, x := range e.Articles {
		k[x.After.ID] = articleRecord(*x.After)
	}
	for _, x := range e.Actors {
		k[x.After.ID] = actorRecord(*x.After)
	}
	for _, x := range e.Annotations {
		k[x.After.ID] = annotationRecord(*x.After)
	}
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
