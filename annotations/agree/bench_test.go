package agree

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pressmark/annotations"
)

// annotated makes an article of words with marks of each annotator: most where others
// have them too, some with other ends.
func annotated(words, layers, marks int) annotations.Doc {
	rng := rand.New(rand.NewPCG(1, 2))
	art := annotations.Article{ID: "article", Title: "Long", Text: annotations.NewText(strings.Repeat("The mayor said that 19 trams stop, at €21 a day. ", words/11)), Created: now, Modified: now}
	tokens := tokens(art.Text)
	var all []annotations.Annotation
	for l := range layers {
		for i := range marks {
			at := i * len(tokens) / marks
			n := []int{2, 14, 1}[i%3] + rng.IntN(2)
			if rng.IntN(8) == 0 {
				at = rng.IntN(len(tokens) - 20)
			}
			m := annotations.NewAnnotation(art, annotations.Kinds[i%3], now, annotations.Span{Start: tokens[at].Start, End: tokens[min(at+n, len(tokens)-1)].End})
			m.ID, m.Creator = annotations.ID(fmt.Sprint(l, "/", i)), fmt.Sprint("annotator ", l)
			switch m.Kind {
			case annotations.KindClaim:
				m.Claim.Source, m.Claim.Speakers = annotations.Named, []annotations.ID{annotations.ID(fmt.Sprint(l, "/", i-1))}
				m.Claim.Stance = annotations.Stances[rng.IntN(2)]
				m.Claim.Cue = annotations.CueAt(art.Text, annotations.Span{Start: m.Cover().End, End: m.Cover().End + 4})
			case annotations.KindFigure:
				m.Figure.Type, m.Figure.Value = annotations.Count, annotations.Decimal(fmt.Sprint(i+rng.IntN(2)))
			}
			all = append(all, m)
		}
	}
	return annotations.NewDoc(art, all)
}

func BenchmarkAgreement(b *testing.B) {
	d := annotated(5000, 3, 300)
	b.ReportAllocs()
	for b.Loop() {
		if a := Of(d); !a.Label(Together).Alpha.Defined {
			b.Fatal(a)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	d := annotated(5000, 3, 300)
	b.ReportAllocs()
	for b.Loop() {
		Compare(d, "merged").Disagreements()
	}
}

func BenchmarkTakeRest(b *testing.B) {
	c := Compare(annotated(5000, 3, 300), "merged")
	b.ReportAllocs()
	for b.Loop() {
		if c.TakeRest("annotator 0", "", now).Empty() {
			b.Fatal("nothing to settle")
		}
	}
}
