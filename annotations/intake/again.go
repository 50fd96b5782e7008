package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// Again gives records that were made when they were read what is kept of when that was,
// and articles what they were found to revise: what comes in twice, and differs in
// nothing else, is the same. The collection's own slices are changed.
func Again(c record.Collection, kept record.Kept) (record.Collection, error) {
	for i := range c.Articles {
		a := &c.Articles[i]
		was, err := kept.Article(a.ID)
		if err != nil {
			return c, err
		}
		if was != nil && a.Revises == "" {
			a.Revises = was.Revises // what was found out when it came in first
		}
		if was != nil && a.Revision <= 1 && a.Text.String() == was.Text.String() {
			a.Created = was.Created
			if a.Revision = max(a.Revision, 1); a.Same(*was) {
				a.Modified = was.Modified
			}
		}
	}
	for i := range c.Actors {
		a := &c.Actors[i]
		was, err := kept.Actor(a.ID)
		if err != nil {
			return c, err
		}
		if was != nil && a.Revision <= 1 {
			a.Created = was.Created
			if a.Same(*was) {
				a.Modified = was.Modified
			}
		}
	}
	for i := range c.Annotations {
		n := &c.Annotations[i]
		was, err := kept.Annotation(n.ID)
		if err != nil {
			return c, err
		}
		if was != nil && n.Origin == annotations.ByImport && n.Revision <= 1 && n.Article == was.Article {
			n.Created = was.Created
			if n.Same(*was) {
				n.Modified = was.Modified
			}
		}
	}
	return c, nil
}
