package ledger

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// shown are the IDs of what passes, actors by name.
func shown(l Ledger) string {
	var parts [3][]string
	for _, s := range l.Statements {
		parts[0] = append(parts[0], string(s.Mark.ID))
	}
	for _, f := range l.Figures {
		parts[1] = append(parts[1], string(f.Mark.ID))
	}
	for _, a := range l.Actors {
		parts[2] = append(parts[2], string(a.ID()))
	}
	slices.Sort(parts[2])
	return strings.Join(parts[0], " ") + " | " + strings.Join(parts[1], " ") + " | " + strings.Join(parts[2], " ")
}

func TestFilter(t *testing.T) {
	l := summit(t)
	for _, c := range []struct {
		name string
		f    Filter
		want string
	}{
		{"an article", Filter{Article: "tuesday"}, "c11 c12 c13 c14 | f11 f12 | a3 ministry"},
		{"an actor", Filter{Actor: "orsini"}, "c1 c3 c7 | f1 f2 f3 | orsini"},
		{"an actor by a record that was merged", Filter{Actor: "old"}, "c1 c3 c7 | f1 f2 f3 | orsini"},
		{"an actor without a record by any mention", Filter{Actor: "a11"}, "c2 c11 c12 |  | a3"},
		{"an actor with a record by a mention", Filter{Actor: "a5"}, "c1 c3 c7 | f1 f2 f3 | orsini"},
		{"an actor that is not there", Filter{Actor: "gone"}, " |  | "},
		{"the unnamed", Filter{Source: annotations.Unnamed}, "c4 c5 c9 | f4 f5 | "},
		{"nobody yet", Filter{Source: None}, "c8 | f7 | "},
		{"an attribution", Filter{Attribution: annotations.Direct}, "c5 |  | "},
		{"a stance", Filter{Stance: annotations.Denies}, "c11 |  | a3"},
		{"no stance", Filter{Stance: None, Article: "tuesday"}, "c12 c13 c14 | f12 | a3 ministry"},
		{"a status", Filter{Status: annotations.StatusOpen}, "c11 |  | a3"},
		{"a verdict", Filter{Verdict: "Unproven"}, "c3 | f2 f3 | orsini"},
		{"a type of figure", Filter{FigureType: annotations.Count}, "c3 c8 | f2 f3 f7 f11 | orsini"},
		{"a tag", Filter{Tag: "aid"}, "c13 |  | ministry"},
		{"words of a quote", Filter{Query: "Killed"}, "c2 c3 c11 | f2 f3 | a3 orsini"},
		{"a name", Filter{Query: "haller"}, "c1 | f1 | envoy orsini"},
		{"letters of a name", Filter{Query: "hller"}, "c1 | f1 | envoy orsini"},
		{"two words in two places", Filter{Query: "haller talks"}, "c1 | f1 | envoy orsini"},
		{"a note", Filter{Query: "promise"}, "c7 |  | orsini"},
		{"letters that stand far apart", Filter{Query: "trs"}, " |  | "},
		{"what is not there", Filter{Query: "zzz"}, " |  | "},
		{"several at once", Filter{Source: annotations.Named, Stance: annotations.Asserts, Query: "hours"}, "c1 | f1 | envoy orsini"},
	} {
		if got := shown(l.Filter(c.f)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestSpeakers(t *testing.T) {
	l := summit(t)
	var got []string
	for _, s := range l.Speakers() {
		got = append(got, s.Name)
		if l.Speaker(s.ID()) != s {
			t.Errorf("%s is not found by the ID %s", s.Name, s.ID())
		}
	}
	if want := "Carla Orsini, He, the defence ministry, Tom Haller"; strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

// A filter that asks nothing leaves all; any other leaves some of it, in order, and
// leaves the same again.
func TestFilterLeavesSome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Of(genLibrary(t))
		if shown(l.Filter(Filter{})) != shown(l) || shown(l.Filter(Filter{Query: " \n"})) != shown(l) {
			t.Fatal("what asks nothing does not leave all")
		}
		one := func(values ...string) string { return rapid.SampledFrom(append(values, "", "")).Draw(t, "value") }
		f := Filter{
			Article: annotations.ID(one("d0")), Actor: annotations.ID(one("r0", "m0-1")), Source: annotations.Source(one("named", None)),
			Attribution: annotations.Attribution(one("direct", None)), Stance: annotations.Stance(one("denies", None)), Status: annotations.Status(one("open")),
			Verdict: one(None), FigureType: annotations.FigureType(one("money")), Tag: one("aid"), Query: one("he", "orsi", "\x00", "\xff"),
		}
		some := l.Filter(f)
		if !slices.IsSortedFunc(some.Statements, func(a, b *Statement) int { return a.order - b.order }) {
			t.Fatal("out of order")
		}
		for _, s := range some.Statements {
			if !slices.Contains(l.Statements, s) {
				t.Fatal("a statement from nowhere")
			}
		}
		for _, a := range some.Actors {
			whole := l.Actor(a.ID())
			if whole == nil || len(a.Mentions) > len(whole.Mentions) || len(a.Statements) > len(whole.Statements) || a.Articles > whole.Articles {
				t.Fatalf("more of %q than there is", a.Name)
			}
		}
		if again := some.Filter(f); shown(again) != shown(some) {
			t.Fatalf("%+v\nfirst %s\nthen  %s", f, shown(some), shown(again))
		}
	})
}
