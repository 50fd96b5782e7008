package standoff

import (
	"pressmark/annotations"
	"pressmark/annotations/anchor"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// What becomes of annotations that come without the text they are of.
const (
	ErrNoText  = words.ErrNoText
	ErrNoQuote = words.ErrNoQuote
)

// Attach finds the articles of annotations that come without their text, which some
// tools never write: among articles by their address, as same compares addresses, the
// last that was made of several; and in these the places by the words. What finds none is
// told, and left out.
func Attach(c record.Collection, kept []annotations.Article, same func(a, b string) bool) (record.Collection, []Problem) {
	var problems []Problem
	to := map[annotations.ID]*annotations.Article{}
	var articles []annotations.Article
	for _, a := range c.Articles {
		if a.Text.Len() > 0 || a.Deleted {
			articles = append(articles, a)
			continue
		}
		to[a.ID] = nil
		for i := range kept {
			k, was := &kept[i], to[a.ID]
			if !k.Deleted && a.Source != "" && same(k.Source, a.Source) && (was == nil || k.Created.After(was.Created)) {
				to[a.ID] = k
			}
		}
		if to[a.ID] == nil {
			problems = append(problems, Problem{File: a.Source, What: a.Title, Err: ErrNoText})
		}
	}
	if len(to) == 0 {
		return c, nil
	}
	c.Articles = articles
	var marks []annotations.Annotation
	finders := map[annotations.ID]*anchor.Finder{}
	for _, n := range c.Annotations {
		a, without := to[n.Article]
		switch {
		case !without:
		case a == nil:
			continue
		default:
			if finders[a.ID] == nil {
				finders[a.ID] = anchor.NewFinder(a.Text)
			}
			n.Article = a.ID
			n, _ = finders[a.ID].Annotation(n)
			if n.Orphan() {
				problems = append(problems, Problem{File: a.Source, What: "“" + n.Exact() + "”", Err: ErrNoQuote})
			}
		}
		marks = append(marks, n)
	}
	c.Annotations = marks
	return c, problems
}
