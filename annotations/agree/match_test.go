package agree

import (
	"slices"
	"testing"

	"pressmark/annotations"
)

// Matches are one to one and the best first; kinds are not matched with one another.
func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, ada, ben  string
		exact, touching float64 // matched, of all labels
	}{
		{"the same", "[a1:one] two three four", "[a1:one] two three four", 1, 1},
		{"one code point in common", "[a1:one two] three four", "one tw[a1:o three] four", 0, 1},
		{"side by side", "[a1:one ]two three four", "one [a1:two] three four", 0, 0},
		{"other kinds", "[a1:one] two three four", "[f1:one] two three four", 0, 0},
		{"the same before what overlaps", "[c1:one two] [c2:three] four", "[c1:one two [c2:three]] four", 1, 2},
		{"one that covers two", "[c1:one two three] four", "[c1:one two] [c2:three] four", 0, 1},
		{"the better overlap", "[c1:one two] three [c2:four]", "[c1:one two three] [c2:four]", 1, 2},
		{"between the stretches", "[c1:one] two [c1:three] four", "one [c1:two] three four", 0, 0},
		{"stretches", "[c1:one] two [c1:three] four", "[c1:one] two [c1:three] four", 1, 1},
		{"a cue of two claims is one", "[c1:one] [q1:[q2:two]] [c2:three] four", "[c1:one] [q1:[q2:two]] [c2:three] four", 3, 3},
	} {
		d := read(t, map[string]string{"ada": c.ada, "ben": c.ben})
		items := items(Layers(d))
		exact, touching := match(items, overlaps(items), 0, 1)
		var e, o float64
		for _, l := range Labels {
			e, o = e+exact[l].matched, o+touching[l].matched
		}
		if e != c.exact || o != c.touching {
			t.Errorf("%s: %v exact and %v touching, want %v and %v", c.name, e, o, c.exact, c.touching)
		}
	}
}

// Tokens are words and signs; a label is on each that it marks some of.
func TestLabelled(t *testing.T) {
	d := read(t, map[string]string{"ada": "[a1:Mr. Orsi]ni’s “[c1:12\u202f345 trams [f1:stop],]” 👩‍🚀."})
	text := d.Article.Text
	cut := tokens(text)
	var got []string
	for _, s := range cut {
		got = append(got, text.Slice(s))
	}
	if want := []string{"Mr", ".", "Orsini’s", "“", "12\u202f345", "trams", "stop", ",", "”", "👩‍🚀", "."}; !slices.Equal(got, want) {
		t.Errorf("tokens %q, want %q", got, want)
	}
	a, c, f := bit(Actor), bit(Claim), bit(Figure)
	if got, want := labelled(cut, items(Layers(d)), 1)[0], []set{a, a, a, 0, c, c, c | f, c, 0, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
}

// A tally adds articles up in any order, takes the layers that it is to take in their order,
// and leaves out articles with one of them.
func TestTally(t *testing.T) {
	docs := []annotations.Doc{
		read(t, map[string]string{"ada": "[a1:one] two", "ben": "[a1:one] [a2:two]", "": "one [a1:two]"}),
		read(t, map[string]string{"ada": "[a1:one] [a2:two]", "ben": "one [a1:two]"}),
		read(t, map[string]string{"ada": "[a1:one] [f1:two]"}),
	}
	there, back := NewTally("ben", "ada", "dora"), NewTally("ben", "ada", "dora")
	for i := range docs {
		there.Add(docs[i])
		back.Add(docs[len(docs)-1-i])
	}
	a, b := there.Agreement(), back.Agreement()
	if a.Articles != 2 || a.Tokens != 4 || !slices.Equal(a.Layers, []string{"ben", "ada"}) {
		t.Errorf("%d articles, %d tokens, layers %q", a.Articles, a.Tokens, a.Layers)
	}
	// of ben's three ada has two, and of ada's three ben
	x := a.Label(Actor)
	if x.Marks != 6 || x.Exact.Precision != (Coefficient{2.0 / 3, true}) || x.Exact.Recall != (Coefficient{2.0 / 3, true}) {
		t.Errorf("%+v", x)
	}
	if x != b.Label(Actor) {
		t.Errorf("%+v one way, %+v the other", x, b.Label(Actor))
	}
	if all := Of(docs[0]); !slices.Equal(all.Layers, []string{"", "ada", "ben"}) {
		t.Errorf("layers %q", all.Layers)
	}
}
