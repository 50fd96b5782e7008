package app

import (
	"context"
	"slices"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/store"
	"pressmark/annotations/version"
	"pressmark/app/platform"
)

// A reception reads the files of an intake, off the UI goroutine.
type reception struct {
	a       *imports
	ctx     context.Context
	in      *intake // while it is read
	out     *intake // what comes of it
	kept    kept
	texts   *shelved
	foreign merger
	labels  map[string]int // places in out.labels
	pace    pace
	said    time.Time // when progress was last told
}

func (r *reception) all(files []platform.File, roles map[string]string) error {
	var foreign []platform.File
	others := slices.ContainsFunc(files, func(f platform.File) bool { return strings.HasSuffix(f.Name, ".ann") })
	for _, f := range files {
		switch {
		case f.Err != nil:
			r.out.problems = append(r.out.problems, platform.Problem{Place: f.Name, Text: readTrouble(f.Err)})
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
			if err := r.records(f); err != nil {
				return err
			}
		case !others && isPlain(f):
			art, err := plain.Read(f.Name, f.Data, now())
			if err != nil {
				r.out.problems = append(r.out.problems, platform.Problem{Place: f.Name, Text: readTrouble(err)})
				continue
			}
			if err := r.article(described(f, art)); err != nil {
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
func isPlain(f platform.File) bool {
	name := strings.ToLower(f.Name)
	return strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".text") || f.Type == "text/plain" && !strings.Contains(name, ".")
}

// records plans the import of a file of records.
func (r *reception) records(f platform.File) error {
	c, err := record.DecodeCollection(f.Data)
	if err != nil {
		r.out.in = append(r.out.in, incoming{name: f.Name, err: err})
		return nil
	}
	t, err := r.shelved()
	if err != nil {
		return err
	}
	c, joined := t.join(c, r.kept)
	in := r.kept.plan(f.Name, c)
	in.joined = joined
	r.out.in = append(r.out.in, in)
	r.revised(in.edit)
	return nil
}

// found takes in a piece of what the converter read.
func (r *reception) found(f platform.Found) error {
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
			if len(r.out.files) == 1 {
				art = described(r.out.files[0], art)
			}
			if err := r.article(art); err != nil {
				return err
			}
		}
		return nil
	}
	t, err := r.shelved()
	if err != nil {
		return err
	}
	c, lost := t.settle(c)
	r.out.problems = append(r.out.problems, lost...)
	in := r.kept.plan("", c)
	if in.err != nil {
		return in.err
	}
	r.revised(in.edit)
	r.foreign.add(in)
	r.pace.breathe()
	return r.ctx.Err()
}

// article takes in an article alone: a new one, one that is here, or a newer version.
func (r *reception) article(art annotations.Article) error {
	t, err := r.shelved()
	if err != nil {
		return err
	}
	if i, ok := t.byText[art.Text.String()]; ok {
		r.out.here = append(r.out.here, t.articles[i].ID)
		return nil
	}
	among := t.articles[:t.kept]
	if t.taken++; t.taken > manyFiles {
		among = t.before(art) // to compare each of many with all takes too long
	}
	f, ok := version.Match(art, among)
	if ok && f.Same {
		r.out.here = append(r.out.here, f.Article)
		return nil
	}
	t.add(art)
	if ok {
		r.out.revisions = append(r.out.revisions, revision{fresh: art, of: r.doc(*t.find(f.Article)), accepted: true})
		return nil
	}
	if r.out.texts.Name == "" {
		r.out.texts.Name = annotations.Added
	}
	e := annotations.Add(art, nil)
	r.out.texts.Articles = append(r.out.texts.Articles, e.Articles...)
	r.pace.breathe()
	return nil
}

// revised notes which of the articles that an import adds, with marks of their own, are
// newer versions of articles that were here before: those from the same address, or with
// the same title and most of the text. Data sets hold many that are only much alike.
func (r *reception) revised(e annotations.Edit) {
	for _, x := range e.Articles {
		art := x.After
		if x.Before != nil || art.Deleted || art.Revises != "" {
			continue
		}
		if f, ok := version.Match(*art, r.texts.before(*art)); ok && !f.Same {
			r.out.revisions = append(r.out.revisions, revision{fresh: *art, of: r.doc(*r.texts.find(f.Article)), marked: true, accepted: true})
		}
	}
}

// doc returns an article that is kept with its annotations. One that cannot be read is
// left out.
func (r *reception) doc(art annotations.Article) annotations.Doc {
	var list []annotations.Annotation
	for _, x := range r.kept {
		if x.Type == store.Annotation && x.Article == art.ID && !x.Deleted {
			if n, err := record.DecodeAnnotation(x.Data); err == nil {
				list = append(list, n)
			}
		}
	}
	return annotations.NewDoc(art, list)
}

// tell says how far the reading is, a few times a second.
func (r *reception) tell(done, of int) {
	if time.Since(r.said) < 200*time.Millisecond {
		return
	}
	r.said = time.Now()
	r.a.ctx.Dispatch(func(goapp.Context) {
		r.in.done, r.in.of = done, max(of, r.in.of)
		if a := r.a; a.intake == r.in && of > manyFiles && a.dialogs.open.Get() == noDialog {
			a.dialogs.openDialog(dialogImport) // an archive may be small and hold many
		}
	})
}
