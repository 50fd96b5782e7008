package suggest_test

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/suggest"
)

// report returns an article of some hundred kilobytes that reads like news, with a
// mark on each speaker, and its claims.
func report() (annotations.Doc, []annotations.Annotation) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "“The harbour of Northport%d will stay open,” said Ada Brandt, the mayor’s spokeswoman, on Friday. ", i)
		fmt.Fprintf(&b, "According to the Bank of England, fares rose by %d%% in March, and Kremlin spokesman Dmitry Peskov warned that they would rise again. ", i)
		b.WriteString("The union’s leader, Karl Lindqvist, who had called for talks, told reporters that nobody had “answered any of our letters since May”.\n")
	}
	a := annotationtest.Article(b.String())
	var marks, claims []annotations.Annotation
	for _, s := range a.Mentions("Ada Brandt") {
		marks = append(marks, annotations.NewAnnotation(a, annotations.KindActor, start, s))
	}
	for _, s := range a.Mentions("they would rise again") {
		claims = append(claims, annotations.NewAnnotation(a, annotations.KindClaim, start, s))
	}
	return annotations.NewDoc(a, marks), claims
}

func BenchmarkSpeakers(b *testing.B) {
	d, claims := report()
	i := 0
	for b.Loop() {
		suggest.Speakers(d, claims[i%len(claims)])
		i++
	}
}

func BenchmarkPassages(b *testing.B) {
	d, _ := report()
	a := d.Article
	whole := annotations.Span{End: a.Text.Len()}
	for _, c := range []struct {
		name string
		find func() int
	}{
		{"names", func() int { return len(suggest.Names(a, whole)) }},
		{"quotations", func() int { return len(suggest.Quotations(a, whole)) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(a.Text.String())))
			for b.Loop() {
				c.find()
			}
		})
	}
}

func BenchmarkActors(b *testing.B) {
	var records []annotations.Actor
	for i := range 1000 {
		a := annotations.NewActor(fmt.Sprintf("First%d Surname%d", i%37, i), start)
		a.Type = annotations.Person
		records = append(records, a)
	}
	dir := annotations.NewDirectory(records)
	for b.Loop() {
		suggest.Actors("Russia’s president First5 Surname42", suggest.Context{}, dir)
	}
}
