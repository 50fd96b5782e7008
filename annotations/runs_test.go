package annotations_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

func pointers(ns []annotations.Annotation) []*annotations.Annotation {
	out := make([]*annotations.Annotation, len(ns))
	for i := range ns {
		out[i] = &ns[i]
	}
	return out
}

// tell writes runs as "text{outer inner}".
func tell(a annotations.Article, runs []annotations.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(a.Text.Slice(r.Span))
		if len(r.Marks) > 0 {
			var kinds []string
			for _, m := range r.Marks {
				kinds = append(kinds, string(m.Kind)[:1])
			}
			fmt.Fprintf(&b, "{%s}", strings.Join(kinds, " "))
		}
		b.WriteString("|")
	}
	return strings.TrimSuffix(b.String(), "|")
}

func TestRuns(t *testing.T) {
	for _, c := range []struct{ marks, want string }{
		{"bare", "bare"},
		{"[a:all]", "all{a}"},
		{"[a:He] said [c:it [f:twice]]", "He{a}| said |it {c}|twice{c f}"},
		{"[f:[c:same]]", "same{f c}"},
		{"“[c1:It is],” [a:he] said, “[c1:over]”", "“|It is{c}|,” |he{a}| said, “|over{c}|”"},
		{"[c:a[a:b]][f:c]", "a{c}|b{c a}|c{f}"},
		{"[c:👨‍👩‍👧 [a:Zoë]]", "👨‍👩‍👧 {c}|Zoë{c a}"},
	} {
		art, marks := marked(t, c.marks)
		runs := annotations.Runs(annotations.Span{End: art.Text.Len()}, pointers(marks))
		if got := tell(art, runs); got != c.want {
			t.Errorf("%s: %s, not %s", c.marks, got, c.want)
		}
	}
}

// Marks that cross, which brackets cannot say.
func TestRunsCrossing(t *testing.T) {
	art := annotationtest.Article("abcdef")
	claim := annotations.NewAnnotation(art, annotations.KindClaim, start, annotations.Span{Start: 0, End: 4})
	actor := annotations.NewAnnotation(art, annotations.KindActor, start, annotations.Span{Start: 2, End: 5})
	all := []*annotations.Annotation{&actor, &claim}
	if got, want := tell(art, annotations.Runs(annotations.Span{End: 6}, all)), "ab{c}|cd{c a}|e{a}|f"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if got, want := tell(art, annotations.Runs(annotations.Span{Start: 3, End: 5}, all)), "d{c a}|e{a}"; got != want {
		t.Errorf("a part: %s, not %s", got, want)
	}
	if runs := annotations.Runs(annotations.Span{Start: 3, End: 3}, all); runs != nil {
		t.Errorf("of nothing: %v", runs)
	}
}

// TestRunsLaws holds Runs against a model that looks at each code point.
func TestRunsLaws(t *testing.T) {
	const n = 30
	art := annotationtest.Article(strings.Repeat("x", n))
	rapid.Check(t, func(t *rapid.T) {
		marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) annotations.Annotation {
			spans := rapid.SliceOfN(anySpan(art.Text), 0, 3).Draw(t, "spans")
			return annotations.NewAnnotation(art, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), start, spans...)
		}), 0, 12).Draw(t, "marks")
		part := anySpan(art.Text).Draw(t, "part")
		given := pointers(marks)
		before := slices.Clone(given)
		runs := annotations.Runs(part, given)
		if !slices.Equal(given, before) {
			t.Fatal("Runs changed its argument")
		}
		at := part.Start
		for i, r := range runs {
			if r.Span.Start != at || r.Span.Empty() {
				t.Fatalf("run %d is %v, not from %d on", i, r.Span, at)
			}
			at = r.Span.End
			if i > 0 && slices.Equal(runs[i-1].Marks, r.Marks) {
				t.Fatalf("runs %d and %d have the same marks", i-1, i)
			}
			for cp := r.Span.Start; cp < r.Span.End; cp++ {
				for _, m := range given {
					if m.Holds(cp) != slices.Contains(r.Marks, m) {
						t.Fatalf("code point %d in run %v", cp, r.Span)
					}
				}
			}
			for k := 1; k < len(r.Marks); k++ {
				if r.Marks[k-1] == r.Marks[k] {
					t.Fatalf("run %v has a mark twice", r.Span)
				}
				if r.Marks[k-1].Size() < r.Marks[k].Size() {
					t.Fatalf("run %v: a mark of %d holds one of %d", r.Span, r.Marks[k-1].Size(), r.Marks[k].Size())
				}
			}
		}
		if at != max(part.End, part.Start) {
			t.Fatalf("the runs end at %d, not %d", at, part.End)
		}
		// The same marks in another order give the same runs.
		again := annotations.Runs(part, rapid.Permutation(given).Draw(t, "order"))
		if !slices.EqualFunc(runs, again, func(a, b annotations.Run) bool {
			return a.Span == b.Span && slices.Equal(a.Marks, b.Marks)
		}) {
			t.Fatal("the order of the marks matters")
		}
	})
}

func BenchmarkRuns(b *testing.B) {
	art := annotationtest.Article(strings.Repeat("some words ", 20_000))
	var marks []annotations.Annotation
	for i := range 10_000 {
		from := i * 21
		marks = append(marks, annotations.NewAnnotation(art, annotations.Kinds[i%3], start, annotations.Span{Start: from, End: from + 10 + i%90}))
	}
	all := pointers(marks)
	for b.Loop() {
		annotations.Runs(annotations.Span{End: art.Text.Len()}, all)
	}
}
