package audit_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/audit"
)

// write returns an article of n sentences, about five marks for each hundred words, with
// figures that are marked and have numbers.
func write(r *rand.Rand, n, marks int) annotations.Doc {
	word := func(prefix string, n int) string { return fmt.Sprintf("%s%c%c", prefix, 'a'+r.IntN(n), 'a'+r.IntN(5)) }
	var b strings.Builder
	type place struct {
		kind     annotations.Kind
		from, to int
		value    int
		noun     string
	}
	var places []place
	for i := range n {
		town, noun, verb, k := word("Town", 12), word("thing", 8), word("do", 6), r.IntN(90)+10
		b.WriteString("According to the mayor, " + word("one", 20) + " and " + word("other", 20) + " near ")
		at := b.Len()
		b.WriteString(town)
		places = append(places, place{annotations.KindActor, at, b.Len(), 0, ""})
		b.WriteString(", the " + word("storm", 9) + " of the " + word("month", 9) + " ")
		from := b.Len()
		b.WriteString(verb + " ")
		at = b.Len()
		fmt.Fprintf(&b, "%d %s", k, noun)
		places = append(places, place{annotations.KindFigure, at, b.Len(), k, noun})
		b.WriteString(" near " + town + " in the night")
		places = append(places, place{annotations.KindClaim, from, b.Len(), 0, ""})
		b.WriteString(". “It was a bad night,” she said, “for all of us here.” ")
		if i%5 == 4 {
			b.WriteString("\n")
		}
	}
	a := annotations.Article{ID: annotations.NewID(), Title: "Storm", Text: annotations.NewText(b.String()), Published: "2026-11-22"}
	a.Blocks = annotationtest.Article(b.String()).Blocks
	conv := a.Text
	var out []annotations.Annotation
	for i, p := range places {
		if i*marks/len(places) == (i+1)*marks/len(places) {
			continue
		}
		n := annotations.NewAnnotation(a, p.kind, annotationtest.Now, annotations.Span{Start: conv.FromByte(p.from), End: conv.FromByte(p.to)})
		if p.kind == annotations.KindFigure {
			n.Figure.Quantity = annotations.Quantity{Type: annotations.Count, Value: annotations.Decimal(fmt.Sprint(p.value)), Counted: p.noun}
		}
		out = append(out, n)
	}
	return annotations.NewDoc(a, out)
}

func long() annotations.Doc { return write(rand.New(rand.NewPCG(1, 2)), 1500, 1000) }

func BenchmarkSurvey(b *testing.B) {
	d := long()
	b.SetBytes(int64(len(d.Article.Text.String())))
	for b.Loop() {
		audit.NewSurvey(d.Article)
	}
}

func BenchmarkGaps(b *testing.B) {
	d := long()
	s := audit.NewSurvey(d.Article)
	for b.Loop() {
		s.Gaps(d, annotations.Directory{})
	}
	b.ReportMetric(float64(len(strings.Fields(d.Article.Text.String()))), "words")
	b.ReportMetric(float64(len(d.Marks())), "marks")
}

func BenchmarkCheck(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var docs []annotations.Doc
	n := 0
	for range 200 {
		d := write(r, 30, 50)
		n += len(d.Marks())
		docs = append(docs, d)
	}
	open, _ := audit.Check(docs, annotations.Directory{})
	for b.Loop() {
		audit.Check(docs, annotations.Directory{})
	}
	b.ReportMetric(float64(n), "marks")
	b.ReportMetric(float64(len(open)), "findings")
}
