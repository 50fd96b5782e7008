// Package union puts together what several inputs have of the same articles: record by
// record, as an import does, but in memory. Articles with the same text are one, whatever
// their IDs. What annotators marked in one stands side by side in it, each mark with its
// annotator; so what came of several inputs can be written as one, or compared.
package union

import (
	"cmp"

	"pressmark/annotations"
	"pressmark/annotations/intake"
	"pressmark/annotations/record"
)

// A Naming says when an annotator is called what the input is.
type Naming int

// The namings.
const (
	AsSaid      Naming = iota // never
	WhereUnsaid               // where the file says no name
	ByInput                   // always
)

// A Union is what inputs have together.
type Union struct {
	Naming Naming
	Tally  intake.Tally // what became of the records

	records intake.Tables
	same    map[string]annotations.ID // articles, by their text
	first   map[annotations.ID]string // the file in which an article came first
}

// New returns an empty union.
func New(n Naming) *Union {
	return &Union{Naming: n, Tally: intake.Tally{}, same: map[string]annotations.ID{}, first: map[annotations.ID]string{}}
}

// Add adds records that came with a file of an input. It returns what becomes of them; some
// may be refused. The slices of the collection are changed.
func (u *Union) Add(c record.Collection, input, file string) (record.Plan, error) {
	kept := u.records.Kept()
	c, err := intake.Again(u.layer(c, input, file), kept)
	if err != nil {
		return record.Plan{}, err
	}
	p, err := record.NewPlan(c, kept)
	if err != nil {
		return p, err
	}
	u.Tally.Plan(p)
	edit, _, err := intake.Edits(p, kept)
	if err != nil {
		return p, err
	}
	u.records.Do(edit)
	return p, nil
}

// layer gives articles that are there already the IDs that they have there, and annotators
// the name of their input.
func (u *Union) layer(c record.Collection, input, file string) record.Collection {
	moved := map[annotations.ID]annotations.ID{}
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.Text.Len() == 0 {
			continue
		}
		id, known := u.same[a.Text.String()]
		if !known {
			u.same[a.Text.String()] = a.ID
			u.first[a.ID] = file
		} else if id != a.ID {
			moved[a.ID] = id
			a.ID, a.Revision = id, 1
			if was := u.records.Articles.Find(id); was != nil {
				*a = *was // the first one stands
			}
		}
	}
	for i := range c.Annotations {
		n := &c.Annotations[i]
		n.Article = cmp.Or(moved[n.Article], n.Article)
		if u.Naming == ByInput || u.Naming == WhereUnsaid && n.Creator == "" {
			n.Creator = input
		}
	}
	if u.Naming != AsSaid {
		c.Annotations = u.distinct(c.Annotations)
	}
	return c
}

// distinct gives annotations that another layer has under the same ID one of their own.
func (u *Union) distinct(marks []annotations.Annotation) []annotations.Annotation {
	other := map[annotations.ID]annotations.ID{}
	for i := range marks {
		n := &marks[i]
		if was := u.records.Annotations.Find(n.ID); was != nil && was.Creator != n.Creator {
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

// Docs returns the live articles with their annotations.
func (u *Union) Docs() []annotations.Doc {
	marks := map[annotations.ID][]annotations.Annotation{}
	for _, n := range u.records.Annotations.List() {
		marks[n.Article] = append(marks[n.Article], n)
	}
	var out []annotations.Doc
	people := annotations.NewDirectory(u.records.Actors.List())
	for _, a := range u.records.Articles.List() {
		if !a.Deleted {
			out = append(out, annotations.NewDoc(a, people.FollowAll(marks[a.ID])))
		}
	}
	return out
}

// File returns the name of the file in which an article came first.
func (u *Union) File(id annotations.ID) string { return u.first[id] }

// Records returns all records, tombstones too.
func (u *Union) Records() record.Collection { return u.records.Collection() }
