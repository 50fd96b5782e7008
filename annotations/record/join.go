package record

import "pressmark/annotations"

// Join makes one of articles that several readers opened each for themselves: they are
// layers of one. The annotations of such an article go to the other of the same text, which
// same returns, and the article is left out; what revises it revises the other.
//
// An article is joined only if it has annotations, and all of them say who made them. Else
// it stays what it is, as each article of a copy of a library does. Join returns what each
// article that was joined is now. The collection's own slices are changed.
func Join(c Collection, same func(annotations.Article) (annotations.ID, bool)) (Collection, map[annotations.ID]annotations.ID) {
	anonymous, marked := map[annotations.ID]bool{}, map[annotations.ID]bool{}
	for _, n := range c.Annotations {
		marked[n.Article] = true
		anonymous[n.Article] = anonymous[n.Article] || n.Creator == ""
	}
	to := map[annotations.ID]annotations.ID{}
	var articles []annotations.Article
	for _, a := range c.Articles {
		if !a.Deleted && marked[a.ID] && !anonymous[a.ID] {
			if id, ok := same(a); ok && id != a.ID {
				to[a.ID] = id
				continue
			}
		}
		articles = append(articles, a)
	}
	c.Articles = articles
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
	return c, to
}
