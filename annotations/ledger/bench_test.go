package ledger

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// library makes articles with about as many marks as given, as an annotator leaves
// them: of a sentence a speaker, a claim with figures in it, every sixth in two
// stretches; a few speakers say most.
func library(articles, marks int) ([]annotations.Doc, annotations.Directory) {
	rng := rand.New(rand.NewPCG(1, 2))
	var actors []annotations.Actor
	for i := range 120 {
		a := annotations.NewActor(fmt.Sprintf("Speaker Number %d", i), annotationtest.Now)
		a.Role, a.Aliases = "minister of something", []string{fmt.Sprint("Number ", i)}
		actors = append(actors, a)
	}
	const sentence = "Number Seven told reporters on Monday that the ministry would spend €21bn on 19 new ships by 2030, the minister said, and that more was to come. "
	place := func(s string) annotations.Span {
		from := strings.Index(sentence, s) // before it stands only ASCII, but for the €
		from = len([]rune(sentence[:from]))
		return annotations.Span{Start: from, End: from + len([]rune(s))}
	}
	speaker, first, second := place("Number Seven"), place("the ministry would spend €21bn on 19 new ships by 2030"), place("and that more was to come")
	money, ships := place("€21bn"), place("19 new ships")
	length := len([]rune(sentence))
	var docs []annotations.Doc
	for i := range articles {
		n := marks / articles / 4
		art := annotations.Article{ID: annotations.NewID(), Title: fmt.Sprint("Article number ", i, " about ships"), Published: "2026-11-25", Text: annotations.NewText(strings.Repeat(sentence, n)), Created: annotationtest.Now, Modified: annotationtest.Now}
		var all []annotations.Annotation
		for k := range n {
			at := func(s annotations.Span) annotations.Span {
				return annotations.Span{Start: s.Start + k*length, End: s.End + k*length}
			}
			who := annotations.NewAnnotation(art, annotations.KindActor, annotationtest.Now, at(speaker))
			who.Actor = actors[int(rng.ExpFloat64()*15)%len(actors)].ID
			spans := []annotations.Span{at(first)}
			if k%6 == 0 {
				spans = append(spans, at(second))
			}
			claim := annotations.NewAnnotation(art, annotations.KindClaim, annotationtest.Now, spans...)
			claim.Claim = annotations.Claim{Source: annotations.Named, Speakers: []annotations.ID{who.ID}, Attribution: annotations.Indirect, Stance: annotations.Promises, Cue: annotations.CueAt(art.Text, at(place("told reporters")))}
			switch k % 10 {
			case 0:
				claim.Claim = annotations.Claim{Source: annotations.Unnamed, Wording: "officials"}
			case 1:
				claim.Claim = annotations.Claim{Source: annotations.Itself, Attribution: annotations.Assertion}
			case 2:
				claim.Claim = annotations.Claim{}
			}
			one := annotations.NewAnnotation(art, annotations.KindFigure, annotationtest.Now, at(money))
			one.Figure.Quantity = annotations.Quantity{Type: annotations.Money, Value: "21000000000", Currency: "EUR"}
			two := annotations.NewAnnotation(art, annotations.KindFigure, annotationtest.Now, at(ships))
			two.Figure.Quantity = annotations.Quantity{Type: annotations.Count, Value: annotations.Decimal(fmt.Sprint(k)), Counted: "new ships"}
			all = append(all, who, claim, one, two)
		}
		docs = append(docs, annotations.NewDoc(art, all))
	}
	return docs, annotations.NewDirectory(actors)
}

// sizes are a library and a text that is marked all over, of 10,000 marks each.
var sizes = []struct {
	name     string
	articles int
}{{"200 articles", 200}, {"one article", 1}}

func address(article, mark annotations.ID) string {
	return "/read?article=" + article.Short() + "#" + mark.Short()
}

// BenchmarkOpen is what opening the ledger costs: all is derived, and the claims are
// written.
func BenchmarkOpen(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			docs, actors := library(s.articles, 10_000)
			b.ReportAllocs()
			for b.Loop() {
				b.ReportMetric(float64(len(Of(docs, actors).ClaimsHTML(Options{Link: address, Wide: true}))), "B-html")
			}
		})
	}
}

func BenchmarkOf(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			docs, actors := library(s.articles, 10_000)
			b.ReportAllocs()
			for b.Loop() {
				Of(docs, actors)
			}
		})
	}
}

func BenchmarkViews(b *testing.B) {
	l := Of(library(200, 10_000))
	for _, v := range []struct {
		name string
		of   func()
	}{
		{"claims", func() { l.ClaimsHTML(Options{Link: address, Wide: true}) }},
		{"figures", func() { l.FiguresHTML(ByValue, Options{Link: address, Wide: true}) }},
		{"actors", func() { l.ActorsHTML(ByMentions, Options{Wide: true}) }},
		{"query", func() { l.Filter(Filter{Query: "ministry ships"}) }},
		{"query for letters", func() { l.Filter(Filter{Query: "mnistry shps"}) }},
		{"query for nothing", func() { l.Filter(Filter{Query: "spectacle"}) }},
		{"stance", func() { l.Filter(Filter{Stance: annotations.Promises}) }},
		{"table", func() { l.FiguresTable(ByValue).TSV() }},
	} {
		b.Run(v.name, func(b *testing.B) {
			for b.Loop() {
				v.of()
			}
		})
	}
}

// BenchmarkOverlap is a text in which every claim overlaps hundreds of others, and
// figures stand between them: nobody marks so, but a file can hold it.
func BenchmarkOverlap(b *testing.B) {
	const n, long = 5_000, 500
	art := annotations.Article{ID: annotations.NewID(), Text: annotations.NewText(strings.Repeat("x", n+2*long))}
	var marks []annotations.Annotation
	for i := range n {
		marks = append(marks,
			annotations.NewAnnotation(art, annotations.KindClaim, annotationtest.Now, annotations.Span{Start: i, End: i + long}),
			annotations.NewAnnotation(art, annotations.KindFigure, annotationtest.Now, annotations.Span{Start: i, End: i + long + 1}))
	}
	docs := []annotations.Doc{annotations.NewDoc(art, marks)}
	for b.Loop() {
		Of(docs, annotations.Directory{})
	}
}
