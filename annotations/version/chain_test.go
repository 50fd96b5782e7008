package version

import (
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
)

func TestChain(t *testing.T) {
	a := func(id, revises annotations.ID, hour int) annotations.Article {
		return annotations.Article{ID: id, Revises: revises, Created: time.Date(2026, 11, 25, hour, 0, 0, 0, time.UTC)}
	}
	gone := a("b", "a", 2)
	gone.Deleted = true
	for _, c := range []struct {
		why  string
		in   []annotations.Article
		of   annotations.ID
		want string
	}{
		{"in order", []annotations.Article{a("c", "b", 3), a("x", "", 1), a("a", "", 1), a("b", "a", 2)}, "b", "a b c"},
		{"alone", []annotations.Article{a("x", "", 1), a("a", "", 1)}, "a", "a"},
		{"one deleted", []annotations.Article{a("c", "b", 3), a("a", "", 1), gone}, "c", "a c"},
		{"the first is not here", []annotations.Article{a("c", "b", 3), a("b", "a", 2)}, "c", "b c"},
		{"two revise one", []annotations.Article{a("d", "a", 5), a("a", "", 1), a("c", "b", 6), a("b", "a", 2)}, "a", "a b c d"},
		{"each other", []annotations.Article{a("a", "b", 1), a("b", "a", 2)}, "a", "a b"},
		{"itself", []annotations.Article{a("a", "a", 1)}, "a", "a"},
		{"unknown", []annotations.Article{a("a", "", 1)}, "z", ""},
	} {
		var got []string
		for _, v := range Chain(c.in, c.of) {
			got = append(got, string(v.ID))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, not %q", c.why, s, c.want)
		}
	}
}
