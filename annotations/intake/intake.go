// Package intake works out what becomes of articles, actors and annotations that come
// into a library: the page's and a folder's alike. It reads through a [Library] and
// changes nothing; what it works out can be shown before anything is done.
//
// Records come in pieces ([Intake.Take]), a file or an article at a time, and each piece
// is worked out as if those before it were done. So whoever calls it makes the library
// answer accordingly: by doing it, or by foreseeing it.
//
// # Which article it is
//
// An article whose ID is kept is the one that is kept. Else, an article of another tool's
// file, or a text alone, is the article that has the very same text, whatever the ID of
// either: such IDs are made when the file is read, and mean nothing. Its marks go there.
// An article of Pressmark's own records is so only where all of its marks say who made
// them: several readers opened it each for themselves, and their marks are layers of one.
// Else it may be the reader's own copy, and stays apart. Of several articles with one text
// it is the one that was made first. An article without a text is the newest at its
// address.
//
// # Newer versions
//
// An article that is kept under no ID and with no text may be a newer version of one that
// was kept before the import ([version.Match]): of those at the same address or with the
// very same title. The first few texts alone are compared with all other articles too, as
// long as that does not take too long. What came in with the same import is not looked
// at: data sets hold much that is only alike. A newer version that brings marks keeps
// them; a text alone gets those of the older one. The reader may say that it is none.
//
// # Actors and marks
//
// Both are matched by their IDs, which other tools' files make of content: of an actor's
// link or name, of a mark's label and place. [record.NewPlan] says what becomes of them. What a
// file does not say, when a record was made and what it revises, stays as it is kept, so
// that importing twice changes nothing.
package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/version"
)

// A Library is what an intake asks of the place that records come into. An error of any
// of its functions is returned by the intake.
type Library struct {
	// Kept tells what is kept under an ID, what was foreseen included. An annotation is
	// asked for after the article that it is of, and may be looked for there alone.
	record.Kept
	// Articles calls yield for every live article, until that returns an error.
	Articles func(yield func(annotations.Article) error) error
	// Marks returns the live annotations of an article.
	Marks func(of annotations.ID) ([]annotations.Annotation, error)
}

// A Source says what the IDs of records mean.
type Source int

// The sources.
const (
	Texts   Source = iota // texts, and files of other tools: IDs are made of content, or anew
	Records               // Pressmark's own records: an ID says which one it is
)

// An Intake takes in pieces, one after the other. It is not safe for concurrent use.
type Intake struct {
	// NoVersions says that nothing is taken for a newer version.
	NoVersions bool

	library Library
	index   *index // nil: not asked yet
	alone   int    // texts alone that were compared with all articles
	looks   int    // articles that they were compared with
}

// New returns an intake into a library.
func New(l Library) *Intake { return &Intake{library: l} }

// An Outcome is what becomes of a piece.
type Outcome struct {
	Plan  record.Plan        // of each record, but for those of texts alone
	Edit  annotations.Edit   // does what the plan says
	Back  annotations.Edit   // brings back, besides, what the plan leaves deleted
	Added annotations.Edit   // adds the texts alone that are new
	Here  []annotations.ID   // the articles whose very text came alone
	Newer []Newer            // newer versions; what is a text alone is not in Added
	Joins []Join             // articles that are kept under other IDs
	Lost  []standoff.Problem // marks that came without a text and did not find it
}

// Foreseen returns the edit that does all of it, but for what is carried over to newer
// versions.
func (o Outcome) Foreseen() annotations.Edit {
	e := o.Edit.And(o.Added)
	for _, n := range o.Newer {
		if !n.Marked {
			e.Articles = append(e.Articles, annotations.Change[annotations.Article]{After: &n.Fresh})
		}
	}
	return e
}

// Take works out what becomes of a piece. The slices of the collection are changed.
func (in *Intake) Take(c record.Collection, from Source) (Outcome, error) {
	out := Outcome{
		Edit: annotations.Edit{Name: annotations.Imported}, Back: annotations.Edit{Name: annotations.Imported},
		Added: annotations.Edit{Name: annotations.Added},
	}
	kept := memo(in.library.Kept)
	if from == Texts {
		rest, err := in.texts(c, kept, &out)
		if err != nil {
			return out, err
		}
		c.Articles = rest
	}
	c, err := in.join(c, kept, from, &out)
	if err != nil {
		return out, err
	}
	if c, err = in.attach(c, kept, &out); err != nil {
		return out, err
	}
	for _, n := range c.Annotations {
		if _, err := kept.Article(n.Article); err != nil {
			return out, err
		}
	}
	if c, err = Again(c, kept); err != nil {
		return out, err
	}
	if out.Plan, err = record.NewPlan(c, kept); err != nil {
		return out, err
	}
	if out.Edit, out.Back, err = Edits(out.Plan, kept); err != nil {
		return out, err
	}
	return out, in.versions(&out)
}

// versions finds those articles that an edit adds, with marks of their own or as records,
// and that are newer versions.
func (in *Intake) versions(out *Outcome) error {
	for _, x := range out.Edit.Articles {
		a := *x.After
		if x.Before != nil || a.Deleted {
			continue
		}
		if err := in.read(); err != nil { // before it is kept, too
			return err
		}
		if a.Revises == "" && a.Text.Len() > 0 {
			older, same, err := in.older(a, false)
			if err != nil {
				return err
			}
			if older != nil && !same {
				out.Newer = append(out.Newer, Newer{Fresh: a, Of: *older, Marked: true})
			}
		}
		in.index.came(a)
	}
	return nil
}

// texts takes the texts alone out of a piece: those that say nothing of a revision and
// have no marks. It returns the other articles.
func (in *Intake) texts(c record.Collection, kept record.Kept, out *Outcome) ([]annotations.Article, error) {
	marked := map[annotations.ID]bool{}
	for _, n := range c.Annotations {
		marked[n.Article] = true
	}
	var rest []annotations.Article
	for _, a := range c.Articles {
		if a.Revision > 0 || a.Deleted || a.Text.Len() == 0 || marked[a.ID] {
			rest = append(rest, a)
			continue
		}
		known, err := kept.Article(a.ID)
		if err != nil {
			return nil, err
		}
		if known != nil {
			rest = append(rest, a)
			continue
		}
		id, err := in.sameText(a)
		if err != nil {
			return nil, err
		}
		if id != "" {
			out.Here = append(out.Here, id)
			continue
		}
		older, same, err := in.older(a, true)
		if err != nil {
			return nil, err
		}
		a.Revision = 1
		switch {
		case same:
			out.Here = append(out.Here, older.Article.ID)
			continue
		case older != nil:
			out.Newer = append(out.Newer, Newer{Fresh: a, Of: *older})
		default:
			out.Added.Articles = append(out.Added.Articles, annotations.Change[annotations.Article]{After: &a})
		}
		in.index.came(a)
	}
	return rest, nil
}

// attach finds the articles of annotations that come without their text.
func (in *Intake) attach(c record.Collection, kept record.Kept, out *Outcome) (record.Collection, error) {
	var candidates []annotations.Article
	bare := false
	for _, a := range c.Articles {
		if a.Text.Len() > 0 || a.Deleted {
			continue
		}
		bare = true
		if err := in.read(); err != nil {
			return c, err
		}
		for _, id := range in.index.byAddress[version.Address(a.Source)] {
			found, err := kept.Article(id)
			if err != nil {
				return c, err
			}
			if found != nil {
				candidates = append(candidates, *found)
			}
		}
	}
	if !bare {
		return c, nil
	}
	c, out.Lost = standoff.Attach(c, candidates, version.SameAddress)
	return c, nil
}
