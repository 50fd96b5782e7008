package intake

import (
	"pressmark/annotations"
	"pressmark/annotations/record"
)

// A Join is an article that came and is kept under another ID: its marks are marks of that.
type Join struct {
	To    annotations.ID
	Title string // of the article as it came
	Marks int    // so many came
	Named bool   // there are some, and all of them say who made them
}

// join makes one of articles that came and those of the same text that are kept, or came
// before: see the package comment.
func (in *Intake) join(c record.Collection, kept record.Kept, from Source, out *Outcome) (record.Collection, error) {
	var failed error
	c, out.Joins = joined(c, from, func(a annotations.Article) annotations.ID {
		if failed != nil {
			return ""
		}
		known, err := kept.Article(a.ID)
		if err != nil || known != nil {
			failed = err
			return ""
		}
		id, err := in.sameText(a)
		failed = err
		return id
	})
	return c, failed
}

// joined gives the annotations of articles to the others of the same text, which same
// returns, or "", and leaves those articles out; what revises them revises the others. The
// collection's own slices are changed.
func joined(c record.Collection, from Source, same func(annotations.Article) annotations.ID) (record.Collection, []Join) {
	anonymous, marks := map[annotations.ID]bool{}, map[annotations.ID]int{}
	for _, n := range c.Annotations {
		marks[n.Article]++
		anonymous[n.Article] = anonymous[n.Article] || n.Creator == ""
	}
	var joins []Join
	to := map[annotations.ID]annotations.ID{}
	articles := make([]annotations.Article, 0, len(c.Articles))
	for _, a := range c.Articles {
		if !a.Deleted && a.Text.Len() > 0 && (from == Texts || marks[a.ID] > 0 && !anonymous[a.ID]) {
			if id := same(a); id != "" && id != a.ID {
				to[a.ID] = id
				joins = append(joins, Join{To: id, Title: a.Title, Marks: marks[a.ID], Named: marks[a.ID] > 0 && !anonymous[a.ID]})
				continue
			}
		}
		articles = append(articles, a)
	}
	c.Articles = articles
	if len(to) == 0 {
		return c, nil
	}
	for i, a := range articles {
		if id, ok := to[a.Revises]; ok {
			articles[i].Revises = id
		}
	}
	for i, n := range c.Annotations {
		if id, ok := to[n.Article]; ok {
			c.Annotations[i].Article = id
		}
	}
	return c, joins
}
