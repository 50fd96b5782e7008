package suggest_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/suggest"
)

// pieces are what texts that are hard on the rules are made of.
var pieces = []string{
	" ", " ", " ", "\n", "\n\n", ".", ",", ", ", ". ", ": ", "—", "-", "(", ")", "?", "!", "…",
	"\"", "“", "”", "‘", "’", "'", "''", "„", "«", "»", "`", "’s", "'s", "’re",
	"said", "saying", "to say", "told reporters", "according to", "claimed", "who", "that", "and", "but", "was", "by", "has", "not", "quickly", "of", "the", "a", "his",
	"He", "they", "it", "Mr", "Mr.", "Dr.", "President", "spokesman", "envoy", "officials", "Putin", "Ada Brandt", "Steve Witkoff", "WHO", "U.S.", "US", "Bank", "von", "May", "March", "Friday", "Russian", "Kremlin",
	"5", "1,234.5", "12%", "$", "\u0301", "é", "👩‍🚀", "🇺🇦", "\u200d", "\u00ad", "日本", "ß", "İ", "ſ", "\u2028", "\r\n", "\t", "\u00a0",
}

func genText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "text"), "")
}

// checkSpan holds a proposed span to the package's promise.
func checkSpan(t rapid.TB, a annotations.Article, s annotations.Span) {
	t.Helper()
	switch {
	case s.Empty(), s != s.Clamp(a.Text.Len()):
		t.Fatalf("%v is no span of %d code points", s, a.Text.Len())
	case a.Text.Whole(s) != s:
		t.Fatalf("%v of %q splits a grapheme", s, a.Text)
	case a.Text.Whole(a.Text.Trim(s)) != s: // a space can have a joiner on it
		t.Fatalf("%q has space at its ends", a.Text.Slice(s))
	}
}

// check asks for everything about a text, and holds the answers to the promise.
func check(t rapid.TB, text string, from, to int) {
	t.Helper()
	a := annotationtest.Article(text)
	whole := annotations.Span{End: a.Text.Len()}
	end := 0
	for _, q := range suggest.Quotations(a, whole) {
		checkSpan(t, a, q.Span)
		checkSpan(t, a, q.Inside)
		if !q.Span.Contains(q.Inside) || q.Span.Start < end {
			t.Fatalf("%v with %v after %d", q.Span, q.Inside, end)
		}
		end = q.Span.End
	}
	end = 0
	for _, s := range suggest.Names(a, whole) {
		checkSpan(t, a, s)
		if s.Start < end {
			t.Fatalf("%v before %d", s, end)
		}
		end = s.End
	}
	s := annotations.Span{Start: from, End: to}.Clamp(a.Text.Len())
	mention := a.Text.Slice(s)
	suggest.Describe(mention, a.Text.Slice(annotations.Span{End: s.Start}), a.Text.Slice(annotations.Span{Start: s.End, End: a.Text.Len()}))
	suggest.Attribution(a, []annotations.Span{s}, true)
	var marks []annotations.Annotation
	records := library.List()
	for i, w := range a.Text.Words(whole) {
		if m := annotations.NewAnnotation(a, annotations.KindActor, start, w); i%5 == 0 {
			m.Actor = records[i%len(records)].ID
			marks = append(marks, m)
		}
	}
	d := annotations.NewDoc(a, marks)
	suggest.Antecedents(d, library, s)
	for _, typed := range []bool{false, true} {
		last := 2.0
		for _, m := range suggest.Actors(mention, suggest.Context{Doc: d, At: s, Typed: typed}, library) {
			if m.Actor == nil || m.Score > last {
				t.Fatalf("%q: %v out of order", mention, m)
			}
			last = m.Score
		}
	}
	claim := annotations.NewAnnotation(a, annotations.KindClaim, start, s)
	last := 2.0
	for _, p := range suggest.Speakers(d, claim) {
		for _, c := range p.Cue.Spans {
			checkSpan(t, a, c)
		}
		if p.Cue.Empty() || p.Score > last {
			t.Fatalf("%+v out of order", p)
		}
		last = p.Score
		if p.Source != "" {
			checkSpan(t, a, p.Span)
		}
	}
}

// Whatever the text is, nothing fails, and what is proposed is a place in it.
func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := genText(t)
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		check(t, text, from, from+rapid.IntRange(0, 60).Draw(t, "length"))
	})
}

// The same question has the same answer, in whatever order the records come.
func TestSameAnswer(t *testing.T) {
	all := library.List()
	rapid.Check(t, func(t *rapid.T) {
		mention := strings.TrimSpace(genText(t))
		order := rapid.Permutation(all).Draw(t, "order")
		var records []annotations.Actor
		for _, a := range order {
			records = append(records, *a)
		}
		one := offered(suggest.Actors(mention, suggest.Context{}, library))
		two := offered(suggest.Actors(mention, suggest.Context{}, annotations.NewDirectory(records)))
		if one != two {
			t.Fatalf("%q: %s, then %s", mention, one, two)
		}
	})
}

// A record is found by its own name, and by that in other letters, with a title and
// with a possessive ending.
func TestOwnName(t *testing.T) {
	for _, a := range library.List() {
		for _, mention := range []string{a.Name, strings.ToUpper(a.Name), a.Name + "’s", "the " + a.Name} {
			got := suggest.Actors(mention, suggest.Context{}, library)
			if len(got) == 0 || got[0].Actor.ID != a.ID {
				t.Errorf("%q: %s", mention, offered(got))
			}
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("“It is over,” said Ada Brandt, the Kremlin's spokesman. 'No,' he said.", 0, 12)
	f.Add("According to the WHO: \"cases fell", 22, 33)
	f.Add(strings.Join(pieces, " "), 3, 90)
	f.Add("I, the (Kremlin's) a , Ada, the [", 0, 33)
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, text string, from, to int) { check(t, text, from, to) })
}
