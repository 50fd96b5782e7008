package files

import (
	"cmp"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
)

// An Article is one that was read, with its live annotations.
type Article struct {
	Doc    annotations.Doc
	Actors annotations.Directory // those whom the annotations name
}

// Articles returns the live articles of what was read. Records that belong to none of
// them are told as issues.
func (r *Reading) Articles() []Article {
	var out []Article
	for _, c := range r.Pieces {
		c, problems := standoff.Attach(c, nil, nil)
		for _, p := range problems {
			r.Issues = append(r.Issues, r.IssueOf(p))
		}
		marks := map[annotations.ID][]annotations.Annotation{}
		for _, n := range c.Annotations {
			marks[n.Article] = append(marks[n.Article], n)
			if n.Deleted {
				r.Gone++
			}
		}
		all := annotations.NewDirectory(c.Actors)
		for _, a := range c.Articles {
			if a.Deleted {
				r.Gone++
			} else {
				d := annotations.NewDoc(a, all.FollowAll(marks[a.ID]))
				actors := all
				if len(c.Articles) > 1 {
					actors = all.Named(d.Marks())
				}
				out = append(out, Article{d, actors})
			}
			delete(marks, a.ID)
		}
		if len(c.Articles) != 1 {
			r.Idle += Idle(c, all)
		}
		if n := stray(c.Annotations, marks); n > 0 {
			r.Issues = append(r.Issues, Issue{File: r.Group.Name, What: words.ArticleMissing.Count(n)})
		}
	}
	return out
}

// IssueOf returns what is wrong with a record of the reading: its own file is what made it.
func (r *Reading) IssueOf(p standoff.Problem) Issue {
	p.File, p.What = r.Group.Name, cmp.Or(p.What, p.File)
	return IssueOf(r.Group.Name, p)
}

// Idle returns how many live actors of a collection its annotations do not name.
func Idle(c record.Collection, all annotations.Directory) int {
	marks := make([]*annotations.Annotation, len(c.Annotations))
	for i := range c.Annotations {
		marks[i] = &c.Annotations[i]
	}
	return len(all.List()) - all.Named(marks).Len()
}

// stray returns how many live annotations are among marks by article.
func stray(all []annotations.Annotation, marks map[annotations.ID][]annotations.Annotation) int {
	n := 0
	for _, m := range all {
		if len(marks[m.Article]) > 0 && !m.Deleted {
			n++
		}
	}
	return n
}
