package version_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/figure"
	"pressmark/annotations/version"
)

// prose makes n words, common ones much more often than rare ones, with sentences,
// paragraphs and numbers.
func prose(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 2))
	var b strings.Builder
	for i := range n {
		k := r.IntN(1500)
		k = k * k / 1500
		switch {
		case i%150 == 149:
			b.WriteString("end.\n\n")
		case i%17 == 16:
			b.WriteString("so. ")
		case i%29 == 28:
			fmt.Fprintf(&b, "%d people ", r.IntN(500))
		default:
			fmt.Fprintf(&b, "w%c%c%c ", 'a'+k%26, 'a'+k/26%26, 'a'+k/676)
		}
	}
	return b.String()
}

// revised returns an article of 5,000 words with 300 marks, and a new version of it.
func revised() (annotations.Doc, annotations.Article) {
	a := articleOf(annotations.NewID(), "An article", prose(1, 5000))
	var marks []annotations.Annotation
	for _, f := range figure.Find(a.Text, annotations.Span{End: a.Text.Len()}, "")[:100] {
		n := annotations.NewAnnotation(a, annotations.KindFigure, now, f.Span)
		n.Figure.Quantity = f.Quantity
		marks = append(marks, n)
	}
	words := a.Text.Words(annotations.Span{End: a.Text.Len()})
	for i := range 200 {
		at := words[i*24]
		if i%2 == 0 {
			marks = append(marks, annotations.NewAnnotation(a, annotations.KindActor, now, at))
		} else {
			marks = append(marks, annotations.NewAnnotation(a, annotations.KindClaim, now, at.Cover(words[i*24+12])))
		}
	}
	e := newEditor(3, []string{prose(2, 900)})
	text := e.recount(e.rephrase(e.reorder(e.resentence(chars(a.Text.String()), 8, 8, 4), 2), 80), 5)
	return annotations.NewDoc(a, marks), articleOf(annotations.NewID(), "An article", plain(text))
}

func BenchmarkCarry(b *testing.B) {
	old, fresh := revised()
	for b.Loop() {
		version.Carry(old, fresh, now)
	}
}

// BenchmarkDiff compares 10,000 words with a new version, with another text, and with one
// of the same few words.
func BenchmarkDiff(b *testing.B) {
	text := prose(1, 10_000)
	e := newEditor(3, []string{prose(2, 900)})
	few := func(seed uint64) string {
		r := rand.New(rand.NewPCG(seed, 2))
		words := make([]string, 10_000)
		for i := range words {
			words[i] = []string{"to", "be", "or", "not"}[r.IntN(4)]
		}
		return strings.Join(words, " ")
	}
	for _, c := range []struct{ name, old, new string }{
		{"edited", text, plain(e.rephrase(e.reorder(e.resentence(chars(text), 20, 20, 10), 5), 80))},
		{"other", text, prose(5, 10_000)},
		{"few words", few(1), few(2)},
		{"backwards", text, func() string { w := strings.Fields(text); slices.Reverse(w); return strings.Join(w, " ") }()},
	} {
		old, new := annotations.NewText(c.old), annotations.NewText(c.new)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				version.Diff(old, new)
			}
		})
	}
}
