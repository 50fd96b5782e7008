package command

import (
	"cmp"
	"path/filepath"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// A layering puts together what several inputs have of the same articles. Articles with the
// same text are one.
type layering struct {
	*readingCommand
	// byInput says when an annotator is called what the input is: "never", "unnamed", where
	// the file says no name, or "always".
	byInput string

	records intake.Tables
	same    map[string]annotations.ID // articles, by their text
	first   map[annotations.ID]string // the file in which an article came first
	done    tally
	count   func(*reading) // what was read; may be nil
}

func newLayering(c *readingCommand, byInput string) *layering {
	return &layering{
		readingCommand: c, byInput: byInput, same: map[string]annotations.ID{}, first: map[annotations.ID]string{}, done: tally{},
	}
}

// gather reads the inputs, and merges what is in them record by record.
func (l *layering) gather() error {
	return run(l.readingCommand, func(*reading) struct{} { return struct{}{} }, func(r *reading, _ struct{}) error {
		l.tell(l.cmd.ErrOrStderr(), r.issues)
		if l.count != nil {
			l.count(r)
		}
		for _, c := range r.pieces {
			c, err := intake.Again(l.layer(c, r.group), l.records.Kept())
			if err != nil {
				return err
			}
			p, err := record.NewPlan(c, l.records.Kept())
			if err != nil {
				return err
			}
			l.tell(l.cmd.ErrOrStderr(), problemsOf(r, p, nil))
			l.done.plan(p)
			edit, _, err := intake.Edits(p, l.records.Kept())
			if err != nil {
				return err
			}
			l.records.Do(edit)
		}
		return nil
	})
}

// layer gives articles that are there already the IDs that they have there, and annotators
// the names of their inputs.
func (l *layering) layer(c record.Collection, g group) record.Collection {
	moved := map[annotations.ID]annotations.ID{}
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.Text.Len() == 0 {
			continue
		}
		id, known := l.same[a.Text.String()]
		if !known {
			l.same[a.Text.String()] = a.ID
			l.first[a.ID] = g.name
		} else if id != a.ID {
			moved[a.ID] = id
			a.ID, a.Revision = id, 1
			if was := l.records.Articles.Find(id); was != nil {
				*a = *was // the first one stands
			}
		}
	}
	input := l.nameOf(g)
	for i := range c.Annotations {
		n := &c.Annotations[i]
		n.Article = cmp.Or(moved[n.Article], n.Article)
		if l.byInput == "always" || l.byInput == "unnamed" && n.Creator == "" {
			n.Creator = input
		}
	}
	if l.byInput != "never" {
		c.Annotations = l.named(c.Annotations)
	}
	return c
}

// named gives annotations that another layer has under the same ID one of their own.
func (l *layering) named(marks []annotations.Annotation) []annotations.Annotation {
	other := map[annotations.ID]annotations.ID{}
	for i := range marks {
		n := &marks[i]
		if was := l.records.Annotations.Find(n.ID); was != nil && was.Creator != n.Creator {
			other[n.ID] = annotations.IDOf("layer", n.Creator, string(n.ID))
		}
	}
	if len(other) == 0 {
		return marks
	}
	for i := range marks {
		n := marks[i].Redirect(func(id annotations.ID) annotations.ID { return cmp.Or(other[id], id) })
		n.ID = cmp.Or(other[n.ID], n.ID)
		marks[i] = n
	}
	return marks
}

// nameOf returns what the input is called that a group came with.
func (l *layering) nameOf(g group) string {
	arg := l.inputs.args[g.root]
	if arg == "-" {
		return arg
	}
	if base := stemOf(filepath.Base(arg)); base != "." {
		return base
	}
	return plain.FileName(arg)
}

// docs returns the live articles with their annotations.
func (l *layering) docs() []annotations.Doc {
	marks := map[annotations.ID][]annotations.Annotation{}
	for _, n := range l.records.Annotations.List() {
		marks[n.Article] = append(marks[n.Article], n)
	}
	var out []annotations.Doc
	people := annotations.NewDirectory(l.records.Actors.List())
	for _, a := range l.records.Articles.List() {
		if !a.Deleted {
			out = append(out, annotations.NewDoc(a, merged(marks[a.ID], people)))
		}
	}
	return out
}
