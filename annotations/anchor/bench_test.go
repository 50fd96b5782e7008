package anchor_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/anchor"
)

// book returns a text of some 200,000 words, many of them common and some rare, and
// the same text with a new beginning and one word in 200 left out.
func book() (old, new annotations.Text, spans []annotations.Span) {
	r := rand.New(rand.NewPCG(1, 2))
	var a, b strings.Builder
	b.WriteString("A foreword was added later, so that every offset moved.\n\n")
	n := 0 // code points of a: all is ASCII
	for i := range 200_000 {
		k := r.IntN(2000) // common words are much more common
		k = k * k / 2000
		w := fmt.Sprintf("w%c%c%c ", 'a'+k%26, 'a'+k/26%26, 'a'+k/676)
		switch {
		case i%150 == 149:
			w += "\n\n"
		case i%17 == 16:
			w += ". "
		}
		a.WriteString(w)
		if r.IntN(200) > 0 {
			b.WriteString(w)
		}
		if i%20 == 0 {
			spans = append(spans, annotations.Span{Start: n, End: n + len(w) - 1})
		}
		n += len(w)
	}
	old, new = annotations.NewText(a.String()), annotations.NewText(b.String())
	for i, s := range spans {
		spans[i] = old.Trim(annotations.Span{Start: s.Start, End: s.Start + 10 + (i%8)*20})
	}
	return old, new, spans
}

// Ten thousand quotes in a book are found in seconds, even when all have moved.
func TestBook(t *testing.T) {
	old, new, spans := book()
	for _, m := range []struct {
		name string
		find method
	}{{"with the old text", anchor.Transfer}, {"from quotes", fromQuotes}} {
		start := time.Now()
		found := 0
		for _, r := range m.find(old, new, spans) {
			if r.Err == nil {
				found++
			}
		}
		took := time.Since(start)
		t.Logf("%s: %d of %d in %v", m.name, found, len(spans), took)
		if found < len(spans)*97/100 {
			t.Errorf("%s: %d of %d found", m.name, found, len(spans))
		}
		if limit := 20 * time.Second; took > limit { // a bound on its order, not on its speed
			t.Errorf("%s: took %v, more than %v", m.name, took, limit)
		}
	}
}

func BenchmarkTransfer(b *testing.B) {
	old, new, spans := book()
	for b.Loop() {
		anchor.Transfer(old, new, spans)
	}
}

func BenchmarkFind(b *testing.B) {
	old, new, spans := book()
	quotes := make([]annotations.Quote, len(spans))
	for i, s := range spans {
		quotes[i] = old.QuoteOf(s)
	}
	for b.Loop() {
		f := anchor.NewFinder(new)
		for i, q := range quotes {
			f.Find(q, spans[i])
		}
	}
}
