package app

import (
	"slices"
	"strings"

	"pressmark/annotations"
)

// A filter says which marks the panel lists. The zero filter lists all.
type filter struct {
	kind annotations.Kind // "": every kind
	tag  string           // "": with any tag or none
}

func (f filter) passes(m *annotations.Annotation) bool {
	return (f.kind == "" || m.Kind == f.kind) && (f.tag == "" || slices.Contains(m.Tags, f.tag))
}

// of returns the marks that pass, in their order. All of them cost nothing.
func (f filter) of(marks []*annotations.Annotation) []*annotations.Annotation {
	if f == (filter{}) {
		return marks
	}
	var out []*annotations.Annotation
	for _, m := range marks {
		if f.passes(m) {
			out = append(out, m)
		}
	}
	return out
}

// A tally counts an article's marks for the filters.
type tally struct {
	kinds map[annotations.Kind]int
	tags  []tagCount // most used first
}

type tagCount struct {
	tag string
	n   int
}

func tallyOf(marks []*annotations.Annotation) tally {
	t := tally{kinds: map[annotations.Kind]int{}}
	tags := map[string]int{}
	for _, m := range marks {
		t.kinds[m.Kind]++
		for _, tag := range m.Tags {
			tags[tag]++
		}
	}
	for tag, n := range tags {
		t.tags = append(t.tags, tagCount{tag, n})
	}
	slices.SortStableFunc(t.tags, func(a, b tagCount) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.tag, b.tag)
	})
	return t
}
