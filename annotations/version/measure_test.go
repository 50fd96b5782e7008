package version_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/version"
)

// revisions are the kinds of changes that are measured, and how many marks in a hundred
// must at least be as they should be.
var revisions = []struct {
	name  string
	least int
	edit  func(*editor, []char) []char
}{
	{"typography", 100, func(e *editor, in []char) []char { return e.retype(in) }},
	{"numbers", 99, func(e *editor, in []char) []char { return e.recount(in, 3) }},
	{"copy edits", 99, func(e *editor, in []char) []char { return e.rephrase(in, 40) }},
	{"sentences", 97, func(e *editor, in []char) []char { return e.resentence(in, 3, 3, 2) }},
	{"paragraphs", 99, func(e *editor, in []char) []char { return e.reorder(in, 2) }},
	{"update", 96, func(e *editor, in []char) []char {
		return e.recount(e.rephrase(e.reorder(e.resentence(in, 2, 3, 1), 1), 60), 4)
	}},
	{"rewrite", 90, func(e *editor, in []char) []char {
		return e.retype(e.recount(e.rephrase(e.reorder(e.resentence(in, 5, 5, 5), 2), 12), 2))
	}},
}

// A verdict says whether what became of an annotation is true.
type verdict int

const (
	right   verdict = iota // it is where it should be
	partial                // it is on a part of where it should be
	lost                   // it is an orphan, and need not be
	gone                   // it is an orphan, and must be
	wrong                  // it is elsewhere
	verdicts
)

// judge holds an outcome against what the edit did. What was changed is right if it covers
// most of what is left of it, and not much else.
func judge(o version.Outcome, edited []char) verdict {
	inSpan := func(c char) bool { return o.Old.Holds(c.from) }
	kept, want := 0, 0
	for _, c := range edited {
		if c.from == inserted || !inSpan(c) || unicode.IsSpace(c.r) {
			continue
		}
		want++
		if c.kept {
			kept++
		}
	}
	if o.Fate == version.Orphaned {
		if 2*kept < o.Old.Size() {
			return gone
		}
		return lost
	}
	have, other := 0, 0
	for _, s := range o.New.Spans {
		for _, c := range edited[s.Start:s.End] {
			switch {
			case c.from == inserted || unicode.IsSpace(c.r):
			case inSpan(c):
				have++
			default:
				other++
			}
		}
	}
	if have == want && other == 0 && want > 0 || o.Fate == version.Changed && 10*have >= 8*want && 10*have >= 8*(have+other) && have > 0 {
		return right
	}
	if o.Fate == version.Changed && have > 0 && other == 0 {
		return partial
	}
	return wrong
}

// TestRevisions carries the marks of real articles over edits of which it is known what
// they did. Hardly a mark may be in a wrong place: one in a thousand, as nobody can tell
// two names apart when the edit cuts a sentence and puts one with the same name beside it.
func TestRevisions(t *testing.T) {
	paths := files(t, 60)
	var others []string
	for _, f := range files(t, 23)[:8] {
		others = append(others, load(t, f).Article.Text.String())
	}
	for k, r := range revisions {
		var tally [verdicts]int
		kinds := map[string]*[verdicts]int{}
		fates := map[version.Fate]int{}
		cues := 0
		for i, f := range paths {
			d := load(t, f)
			edited := r.edit(newEditor(uint64(100*k+i), others), chars(d.Article.Text.String()))
			next := articleOf(annotations.NewID(), d.Article.Title, plain(edited))
			c := version.Carry(d, next, now)
			for _, o := range c.Outcomes {
				v := judge(o, edited)
				tally[v]++
				fates[o.Fate]++
				name := string(o.Old.Kind)
				if kinds[name] == nil {
					kinds[name] = new([verdicts]int)
				}
				kinds[name][v]++
				if o.Cue == version.Orphaned {
					cues++
				}
				if err := c.Article.Check(o.New); err != nil {
					t.Error(err)
				}
				if v == wrong || v == partial {
					t.Logf("%s: %s: %s %s: %q is %q, not %q", r.name, filepath.Base(f), o.Fate, o.Old.Kind, o.Old.Exact(), o.New.Exact(), truth(o, edited))
				}
			}
		}
		sum := tally[right] + tally[partial] + tally[lost] + tally[gone] + tally[wrong]
		t.Logf("%-11s %5d marks: right %.2f%%, a part %.2f%%, orphans that must be %.2f%%, that need not %.2f%%, wrong %d; %v; cues lost %d", r.name, sum,
			percent(tally[right], sum), percent(tally[partial], sum), percent(tally[gone], sum), percent(tally[lost], sum), tally[wrong], fates, cues)
		if good := tally[right] + tally[gone]; 100*good < r.least*sum || 1000*tally[wrong] > sum {
			t.Errorf("%s: %d of %d as they should be, %d in a wrong place", r.name, good, sum, tally[wrong])
		}
		for _, kind := range []string{"actor", "claim", "figure"} {
			if v := kinds[kind]; v != nil {
				t.Logf("%18s %s", kind, fmt.Sprint("right, part, lost, gone, wrong: ", *v))
			}
		}
	}
}

func percent(part, of int) float64 { return 100 * float64(part) / float64(max(of, 1)) }

// truth returns what is left of an outcome's annotation.
func truth(o version.Outcome, edited []char) string {
	return plain(slices.Collect(func(yield func(char) bool) {
		for _, c := range edited {
			if c.from != inserted && o.Old.Holds(c.from) && !yield(c) {
				return
			}
		}
	}))
}
