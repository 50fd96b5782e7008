package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/version"
)

// A Newer is an article that comes in and is a newer version of one that is kept.
type Newer struct {
	Fresh    annotations.Article
	Of       annotations.Doc // the older one
	Marked   bool            // it brings marks of its own, or is a record, which stand: it is in Outcome.Edit
	Declined bool            // the reader wants it as an article of its own

	carried *version.Carried
}

// Carried is the version with what is carried over to it from the older one; of one that
// is marked there is none.
func (n *Newer) Carried() version.Carried {
	if n.carried == nil {
		c := version.Carry(n.Of, n.Fresh, n.Fresh.Modified)
		for _, x := range c.Edit.Annotations {
			x.After.Revision = 1
		}
		n.carried = &c
	}
	return *n.carried
}

// Accept returns an edit that does what another one does and makes newer versions what
// they are.
func Accept(e annotations.Edit, newer []Newer) annotations.Edit {
	revises := map[annotations.ID]annotations.ID{}
	more := make([]annotations.Edit, 0, len(newer))
	for i := range newer {
		switch n := &newer[i]; {
		case n.Marked && !n.Declined:
			revises[n.Fresh.ID] = n.Of.Article.ID
		case n.Marked:
		case n.Declined:
			more = append(more, annotations.Add(n.Fresh, nil))
		default:
			more = append(more, n.Carried().Edit)
		}
	}
	e = e.And(more...)
	for i, x := range e.Articles {
		if of, ok := revises[x.After.ID]; ok {
			a := *x.After
			a.Revises = of
			e.Articles[i].After = &a
		}
	}
	return e
}

const (
	// mostWide is how many texts alone are compared with all articles: to compare each of
	// many with all takes too long.
	mostWide = 20
	// mostLooks is with how many articles they are compared, all together; the first one
	// is compared in any case.
	mostLooks = 20_000
)

// older returns the article, with its marks, of which another one is a newer version, or
// nil; same says that it is that very article. Where it is wide, all articles are looked
// at, as long as that does not take too long.
func (in *Intake) older(a annotations.Article, wide bool) (older *annotations.Doc, same bool, err error) {
	if in.NoVersions {
		return nil, false, nil
	}
	if err := in.read(); err != nil {
		return nil, false, err
	}
	m := version.NewMatcher(a)
	if err := in.alike(a, m.See); err != nil {
		return nil, false, err
	}
	f, ok := m.Found()
	if wide && (in.alone == 0 || in.alone < mostWide && in.looks+in.index.here <= mostLooks) && !f.Same {
		in.alone++
		in.looks += in.index.here
		err := in.library.Articles(func(k annotations.Article) error {
			if !in.index.fresh[k.ID] {
				m.See(k)
			}
			return nil
		})
		if err != nil {
			return nil, false, err
		}
		f, ok = m.Found()
	}
	if !ok {
		return nil, false, nil
	}
	art, err := in.library.Article(f.Article)
	if err != nil || art == nil {
		return nil, false, err
	}
	marks, err := in.library.Marks(f.Article)
	if err != nil {
		return nil, false, err
	}
	d := annotations.NewDoc(*art, marks)
	return &d, f.Same, nil
}
