package anchor

import (
	"testing"

	"pgregory.net/rapid"
)

// A worse match never scores better: finding less of the quote or its context, or
// having more of it to find, lowers the score or leaves it.
func TestWorseNeverScoresBetter(t *testing.T) {
	part := rapid.Custom(func(t *rapid.T) portion {
		of := rapid.Float64Range(0, 100).Draw(t, "of")
		return portion{rapid.Float64Range(0, of).Draw(t, "found"), of}
	})
	rapid.Check(t, func(t *rapid.T) {
		e := evidence{part.Draw(t, "inside"), part.Draw(t, "before"), part.Draw(t, "after")}
		score := e.score()
		if score < 0 || score > 1 {
			t.Fatalf("%+v scores %v", e, score)
		}
		less := rapid.Float64Range(0, 1).Draw(t, "less")
		more := rapid.Float64Range(0, 50).Draw(t, "more")
		for _, worsen := range []func(*evidence){
			func(e *evidence) { e.inside.found *= less },
			func(e *evidence) { e.before.found *= less },
			func(e *evidence) { e.after.found *= less },
			func(e *evidence) { e.inside.of += more },
		} {
			w := e
			worsen(&w)
			if s := w.score(); s > score+1e-12 {
				t.Fatalf("%+v scores %v, the worse %+v scores %v", e, score, w, s)
			}
		}
	})
}

func TestSimilar(t *testing.T) {
	l := newLexicon()
	id := func(s string) int32 { return l.word(s, classOf([]rune(s)[0])) }
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Witkoff", "Witkof", true}, {"Establishment", "Estableshment", true}, {"reservoir", "reservoirs", true},
		{"colour", "color", true}, {"she", "the", false}, {"has", "had", false}, {"envoy", "minister", false},
		{"2016", "2017", false}, {"21bn", "24bn", false}, {"Putin", "putin", true},
	} {
		if got := l.similar(id(c.a), id(c.b)) || id(c.a) == id(c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
