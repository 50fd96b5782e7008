package version

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/annotations"
)

// Chain returns the versions of an article, itself among them, the oldest first. Where
// two revise the same one, the one that came first is first, with all that revise it.
// Deleted ones are left out, but lead on to those that they revised, if they are given.
func Chain(articles []annotations.Article, id annotations.ID) []annotations.Article {
	byID := make(map[annotations.ID]annotations.Article, len(articles))
	next := map[annotations.ID][]annotations.Article{}
	for _, a := range articles {
		byID[a.ID] = a
		if a.Revises != "" {
			next[a.Revises] = append(next[a.Revises], a)
		}
	}
	// Two tabs can make two articles versions of each other: no step is taken twice.
	first := id
	for seen := map[annotations.ID]bool{}; !seen[first] && byID[first].Revises != ""; first = byID[first].Revises {
		seen[first] = true
	}
	var out []annotations.Article
	seen := map[annotations.ID]bool{}
	var visit func(id annotations.ID)
	visit = func(id annotations.ID) {
		if seen[id] {
			return
		}
		seen[id] = true
		if a, ok := byID[id]; ok && !a.Deleted {
			out = append(out, a)
		}
		slices.SortStableFunc(next[id], func(x, y annotations.Article) int {
			return cmp.Or(x.Created.Compare(y.Created), strings.Compare(string(x.ID), string(y.ID)))
		})
		for _, a := range next[id] {
			visit(a.ID)
		}
	}
	visit(first)
	return out
}
