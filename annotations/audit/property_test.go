package audit_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/audit"
)

var phrases = []string{
	"The attack killed ", "17", " people", " in Odesa", ". ", "Officials said that ", "“", "”", "’", "€21bn", " ($24bn)", "\n", "nine children",
	" were wounded", "Jane Doe", " said", ", ", "60%", " of voters", "é", "👩‍🚀", " on Friday", "Mr. ", "12 345", "1.234,5", "two thirds", "- ", "…", " ",
}

// library makes articles with marks of any kind that are tied in any way.
func library(t *rapid.T) ([]annotations.Doc, annotations.Directory) {
	var docs []annotations.Doc
	var actors []annotations.Actor
	for i := range rapid.IntRange(0, 2).Draw(t, "actors") {
		actors = append(actors, annotations.Actor{ID: annotations.ID(fmt.Sprint("p", i)), Name: "Somebody", Deleted: rapid.Bool().Draw(t, "deleted")})
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "articles") {
		a := annotationtest.Article(strings.Join(rapid.SliceOfN(rapid.SampledFrom(phrases), 0, 60).Draw(t, "text"), ""))
		a.ID = annotations.ID(fmt.Sprint("article-", i))
		a.Published = rapid.SampledFrom([]string{"", "2026-11-22", "2026-11-25T10:00:00Z", "2026", "in May"}).Draw(t, "published")
		n := rapid.IntRange(0, 12).Draw(t, "marks")
		id := rapid.Custom(func(t *rapid.T) annotations.ID {
			return annotations.ID(fmt.Sprintf("m%d-%d", i, rapid.IntRange(0, n).Draw(t, "id")))
		})
		var marks []annotations.Annotation
		for k := range n {
			from := rapid.IntRange(0, a.Text.Len()).Draw(t, "from")
			s := annotations.Span{Start: from, End: from + rapid.IntRange(0, 20).Draw(t, "length")}.Clamp(a.Text.Len())
			m := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), annotationtest.Now, s)
			m.ID = annotations.ID(fmt.Sprintf("m%d-%d", i, k))
			switch m.Kind {
			case annotations.KindActor:
				m.Actor = rapid.SampledFrom([]annotations.ID{"", "p0", "p1"}).Draw(t, "actor")
			case annotations.KindClaim:
				m.Claim.Source = rapid.SampledFrom(append([]annotations.Source{""}, annotations.Sources...)).Draw(t, "source")
				m.Claim.Speakers = rapid.SliceOfN(id, 0, 2).Draw(t, "speakers")
				m.Claim.Within = id.Draw(t, "within")
				m.Claim.Check.Worth = rapid.SampledFrom([]annotations.Worth{"", annotations.Worthy}).Draw(t, "worth")
			case annotations.KindFigure:
				m.Figure.Quantity = quantity(t)
				for range rapid.IntRange(0, 3).Draw(t, "ties") {
					m.Figure.Ties = append(m.Figure.Ties, annotations.Tie{Relation: rapid.SampledFrom(annotations.Relations).Draw(t, "relation"), Figure: id.Draw(t, "to")})
				}
			}
			marks = append(marks, m)
		}
		docs = append(docs, annotations.NewDoc(a, marks))
	}
	return docs, annotations.NewDirectory(actors)
}

func quantity(t *rapid.T) annotations.Quantity {
	decimal := rapid.SampledFrom([]annotations.Decimal{"", "", "0", "-3", "17", "19", "19.5", "2/3", "21000000000", "100", "120", "x", "1/0", "9/", "-"})
	return annotations.Quantity{
		Type:  rapid.SampledFrom(annotations.FigureTypes).Draw(t, "type"),
		Value: decimal.Draw(t, "value"), Low: decimal.Draw(t, "low"), High: decimal.Draw(t, "high"),
		Unit:       rapid.SampledFrom([]string{"", "%", "km"}).Draw(t, "unit"),
		UnitText:   rapid.SampledFrom([]string{"", "percentage points"}).Draw(t, "unit text"),
		Currency:   rapid.SampledFrom([]string{"", "EUR", "USD"}).Draw(t, "currency"),
		Comparator: rapid.SampledFrom(append([]annotations.Comparator{""}, annotations.Comparators...)).Draw(t, "comparator"),
		Direction:  rapid.SampledFrom(append([]annotations.Direction{""}, annotations.Directions...)).Draw(t, "direction"),
		Counted:    rapid.SampledFrom([]string{"", "people", "children"}).Draw(t, "counted"),
		Time:       rapid.SampledFrom([]string{"", "2022-05", "2022-05/2022-04", "14:30", "../2022", "20", "2022-W10", "/"}).Draw(t, "time"),

		Approximate: rapid.Bool().Draw(t, "approximate"),
	}
}

// Whatever is marked, gaps are in order and in the text, findings name figures that
// there are, and no two have one key.
func TestAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, actors := library(t)
		marks := map[audit.Ref]bool{}
		for _, d := range docs {
			for _, m := range d.Marks() {
				marks[audit.Ref{Article: d.Article.ID, Mark: m.ID}] = true
			}
			open, dismissed := audit.Gaps(d, actors)
			keys := map[string]bool{}
			at := -1
			for _, g := range append(open, dismissed...) {
				if keys[g.Key] {
					t.Fatalf("two gaps have the key %q", g.Key)
				}
				keys[g.Key] = true
				if s := g.At(); len(g.Spans) > 0 && (s.Start < at || s.Empty() || s != s.Clamp(d.Article.Text.Len())) {
					t.Fatalf("%v is at %v, after one at %d", g, s, at)
				} else if len(g.Spans) > 0 {
					at = s.Start
				}
				if !slices.Contains(audit.GapKinds, g.Kind) {
					t.Fatalf("%v is of no kind", g)
				}
			}
		}
		open, _ := audit.Check(docs, actors)
		keys := map[string]bool{}
		for _, f := range open {
			if keys[f.Key] || len(f.Marks) == 0 || f.Message() == "" || !slices.Contains(audit.FindingKinds, f.Kind) {
				t.Fatalf("%+v", f)
			}
			keys[f.Key] = true
			for _, p := range f.Marks {
				if !marks[p] {
					t.Fatalf("%+v names %v", f, p)
				}
			}
		}
	})
}

// Dismissing a gap or a finding takes that one out of the list and nothing else, and
// recalling it brings it back.
func TestDismissOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, actors := library(t)
		for i, d := range docs {
			open, _ := audit.Gaps(d, actors)
			if len(open) == 0 {
				continue
			}
			k := rapid.IntRange(0, len(open)-1).Draw(t, "gap")
			d = d.Apply(d.Article.Dismiss(open[k].Key, "known", annotationtest.Now))
			left, dismissed := audit.Gaps(d, actors)
			if len(left) != len(open)-1 || len(dismissed) != 1 || dismissed[0].Key != open[k].Key || dismissed[0].Reason != "known" {
				t.Fatalf("of %d gaps %d are left, dismissed is %v", len(open), len(left), dismissed)
			}
			d = d.Apply(d.Article.Recall(open[k].Key, annotationtest.Now))
			if again, _ := audit.Gaps(d, actors); len(again) != len(open) {
				t.Fatalf("%d gaps, then %d", len(open), len(again))
			}
			docs[i] = d
		}
		open, _ := audit.Check(docs, actors)
		if len(open) == 0 {
			return
		}
		k := rapid.IntRange(0, len(open)-1).Draw(t, "finding")
		of := open[k].Articles()
		in := rapid.SampledFrom(of).Draw(t, "article")
		for i, d := range docs {
			if d.Article.ID == in {
				docs[i] = d.Apply(d.Article.Dismiss(open[k].Key, "", annotationtest.Now))
			}
		}
		left, dismissed := audit.Check(docs, actors)
		if len(left) != len(open)-1 || len(dismissed) != 1 || dismissed[0].Key != open[k].Key {
			t.Fatalf("of %d findings %d are left, dismissed is %v", len(open), len(left), dismissed)
		}
	})
}

// family makes an article of a whole and its parts.
func family(whole annotations.Quantity, parts ...annotations.Quantity) annotations.Doc {
	text := "of w"
	a := annotationtest.Article(text + strings.Repeat(", p", len(parts)))
	w := annotations.NewAnnotation(a, annotations.KindFigure, annotationtest.Now, annotations.Span{Start: 3, End: 4})
	w.Figure.Quantity = whole
	marks := []annotations.Annotation{w}
	for i, q := range parts {
		at := len(text) + 3*i + 2
		n := annotations.NewAnnotation(a, annotations.KindFigure, annotationtest.Now, annotations.Span{Start: at, End: at + 1})
		n.ID = annotations.ID(fmt.Sprint("part-", i))
		n.Figure.Quantity = q
		n.Figure.Ties = []annotations.Tie{{Relation: annotations.PartOf, Figure: w.ID}}
		marks = append(marks, n)
	}
	return annotations.NewDoc(a, marks)
}

func count(n int64) annotations.Quantity {
	return annotations.Quantity{Type: annotations.Count, Value: annotations.Decimal(fmt.Sprint(n))}
}

// A whole is never found to be too small for parts that fit into it, and always for
// parts that do not.
func TestPartsAndWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.Int64Range(1, 1e6), 1, 6).Draw(t, "parts")
		rest := rapid.Int64Range(-5, 5).Draw(t, "rest")
		sum := rest
		var parts []annotations.Quantity
		for _, n := range sizes {
			sum += n
			parts = append(parts, count(n))
		}
		open, _ := audit.Check([]annotations.Doc{family(count(sum), parts...)}, annotations.Directory{})
		if rest >= 0 && len(open) > 0 {
			t.Fatalf("%v", open[0].Message())
		}
		if whole := count(sum); rest < 0 && len(open) == 0 && zeros(whole.Value) < 3 && !slices.ContainsFunc(parts, func(q annotations.Quantity) bool { return zeros(q.Value) >= 3 }) {
			t.Fatalf("%v make no more than %d", sizes, sum)
		}
	})
}

// zeros counts the zeros at the end of a decimal.
func zeros(d annotations.Decimal) int { return len(d) - len(strings.TrimRight(string(d), "0")) }

// The size of the numbers does not matter: all of them multiplied by one factor, the
// same findings come out.
func TestScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.Int64Range(1, 40), 2, 5).Draw(t, "sizes")
		factor := rapid.SampledFrom([]string{"3", "7", "0.5", "1/3", "1.25", "11"}).Draw(t, "factor")
		kind := rapid.SampledFrom([]annotations.FigureType{annotations.Count, annotations.Money}).Draw(t, "type")
		by, _ := new(big.Rat).SetString(factor)
		of := func(by *big.Rat) []audit.Kind {
			var qs []annotations.Quantity
			for _, n := range sizes {
				x := new(big.Rat).Mul(big.NewRat(n, 1), by)
				d := annotations.Decimal(x.RatString())
				qs = append(qs, annotations.Quantity{Type: kind, Value: d})
			}
			open, _ := audit.Check([]annotations.Doc{family(qs[0], qs[1:]...)}, annotations.Directory{})
			var out []audit.Kind
			for _, f := range open {
				out = append(out, f.Kind)
			}
			return out
		}
		if a, b := of(big.NewRat(1, 1)), of(by); !slices.Equal(a, b) {
			t.Fatalf("%v, and times %s %v", a, factor, b)
		}
	})
}

// Every kind has words for one and for several.
func TestLabels(t *testing.T) {
	for _, k := range append(slices.Clone(audit.GapKinds), audit.FindingKinds...) {
		if k.Label(1) == "" || k.Label(2) == "" || k.Label(1) == k.Label(2) {
			t.Errorf("%s: %q, %q", k, k.Label(1), k.Label(2))
		}
	}
}

// The keys to the next and the previous gap visit every place once, in order.
func TestNextAndPrevious(t *testing.T) {
	docs, actors := read(t, "“It is over,” [c1:Jane Doe] said after 19 days, “for good.”\nThen 20 more.\n---\nc1 worth=yes\n")
	open, _ := audit.Gaps(docs[0], actors)
	var there, back []int
	for g, ok := audit.Next(open, -1); ok; g, ok = audit.Next(open, g.At().Start) {
		there = append(there, g.At().Start)
	}
	for g, ok := audit.Previous(open, docs[0].Article.Text.Len()); ok; g, ok = audit.Previous(open, g.At().Start) {
		back = append(back, g.At().Start)
	}
	slices.Reverse(back)
	if !slices.IsSorted(there) || !slices.Equal(there, back) || len(there) < 3 || len(there) >= len(open) {
		t.Errorf("%d gaps, at %v one way and %v the other", len(open), there, back)
	}
}
