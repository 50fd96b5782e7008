package app

import (
	"context"
	"slices"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
	"pressmark/app/platform"
)

// A reception reads the files of a delivery, off the UI goroutine.
type reception struct {
	a       *imports
	ctx     context.Context
	out     *delivery      // what comes of it
	library *holding       // read when it is asked for
	sum     intake.Sum     // of what the converter read
	joined  int            // of that
	labels  map[string]int // places in out.labels
	said    time.Time      // when progress was last told
}

func (r *reception) all(files []platform.File, roles map[string]string) error {
	var foreign []platform.File
	others := slices.ContainsFunc(files, func(f platform.File) bool { return strings.HasSuffix(f.Name, ".ann") })
	for _, f := range files {
		switch {
		case f.Err != nil:
			r.out.problems = append(r.out.problems, platform.Problem{Place: f.Name, Text: words.ReadTrouble(f.Err)})
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
				r.a.heavy(words.BusyReading.String())
			}
			if err := r.records(f); err != nil {
				return err
			}
		case !others && isPlain(f):
			art, err := plain.Read(f.Name, f.Data, now())
			if err != nil {
				r.out.problems = append(r.out.problems, platform.Problem{Place: f.Name, Text: words.ReadTrouble(err)})
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
	if len(r.sum.Plan.Steps) > 0 {
		name := words.Count(len(foreign), words.File)
		if len(foreign) == 1 {
			name = foreign[0].Name
		}
		r.out.in = append(r.out.in, incoming{name: name, plan: r.sum.Plan, edit: r.sum.Edit, back: r.sum.Back, joined: r.joined})
	}
	return err
}

// isPlain reports whether a file is plain text by its name or type.
func isPlain(f platform.File) bool {
	name := strings.ToLower(f.Name)
	return strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".text") || f.Type == "text/plain" && !strings.Contains(name, ".")
}

// held reads what is kept, once.
func (r *reception) held() (*holding, error) {
	if r.library == nil {
		k, err := r.a.snapshot(r.ctx)
		if err != nil {
			return nil, trouble(words.StoreTrouble(err))
		}
		r.library = newHolding(k)
	}
	return r.library, nil
}

// records plans the import of a file of records.
func (r *reception) records(f platform.File) error {
	h, err := r.held()
	if err != nil {
		return err
	}
	in := h.planFile(f)
	r.out.in = append(r.out.in, in)
	r.out.newer = append(r.out.newer, in.newer...)
	r.lose(in.lost)
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
	c, from := f.Records, intake.Texts
	if f.Own {
		from = intake.Records
	}
	if len(r.out.files) == 1 {
		for i, art := range c.Articles {
			if art.Revision == 0 { // a text alone
				c.Articles[i] = described(r.out.files[0], art)
			}
		}
	}
	return r.take(c, from)
}

// article takes in an article alone.
func (r *reception) article(art annotations.Article) error {
	return r.take(record.Collection{Articles: []annotations.Article{art}}, intake.Texts)
}

// take takes in a piece.
func (r *reception) take(c record.Collection, from intake.Source) error {
	h, err := r.held()
	if err != nil {
		return err
	}
	o, err := h.take(c, from)
	if err != nil {
		return err
	}
	r.sum.Add(o)
	if from == intake.Records {
		r.joined += len(o.Joins)
	}
	r.out.here = append(r.out.here, o.Here...)
	r.out.newer = append(r.out.newer, o.Newer...)
	r.out.texts.Name = o.Added.Name
	r.out.texts.Articles = append(r.out.texts.Articles, o.Added.Articles...)
	r.lose(o.Lost)
	h.pace.breathe()
	return r.ctx.Err()
}

// lose tells of marks that did not find their text.
func (r *reception) lose(lost []standoff.Problem) {
	for _, p := range lost {
		r.out.problems = append(r.out.problems, platform.Problem{Place: p.Place(), Text: p.Error()})
	}
}

// tell says how far the reading is, a few times a second.
func (r *reception) tell(done, of int) {
	if time.Since(r.said) < 200*time.Millisecond {
		return
	}
	r.said = time.Now()
	r.a.ctx.Dispatch(func(goapp.Context) {
		a, number := r.a, r.out.number
		a.alter(number, func(n *delivery) { n.done, n.of = done, max(of, n.of) })
		if a.current(number) != nil && of > manyFiles && a.dialogs.open.Get() == noDialog {
			a.dialogs.openDialog(dialogImport) // an archive may be small and hold many
		}
	})
}
