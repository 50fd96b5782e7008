package figure_test

import (
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/figure"
)

// Texts that are nothing but beginnings of figures take a time of the order of their
// length: eight times the text, not sixty-four times as long. The bound leaves room for
// a busy machine.
func TestRepetition(t *testing.T) {
	for _, s := range []string{
		"one ", "1 ", "1,", "million ", "a ", "- ", "-", "the ", "from ", "between 1 and ", "about ", "$", "$ 1 ", "1-", "1 to ", "thousands of ", "a third ",
		"April ", "Friday ", "since ", "one hundred and ", "twenty-", "1.1", "1/2 ", "s ", "’", "hour ", "1 hour and ", "5 ft ", "in ", "one in ", "1 000 ",
		"early ", "next ", "1 per ", "a day ", "a dozen ", "(", "5 people ", "up ", "half a ", "dollars and ", "5 dollars ", "minus ", "aged ", "fifth ",
		"one hundred forty sevenths and ", "9am to ", "first quarter of ", "A", "é ", "ten one hundred ", "5%", "1 and 2 ", "two thirds of a ",
	} {
		small, large := fastest(s, 4000), fastest(s, 32000)
		if large > 8*16*small+50*time.Millisecond {
			t.Errorf("%q: %v, and %v for eight times the text", s, small, large)
		}
	}
}

// fastest returns the least time that it took to search a text of some bytes.
func fastest(s string, bytes int) time.Duration {
	tx := annotations.NewText(strings.Repeat(s, bytes/len(s)))
	least := time.Hour
	for range 3 {
		start := time.Now()
		figure.Find(tx, annotations.Span{End: tx.Len()}, "2025-04-12")
		least = min(least, time.Since(start))
	}
	return least
}
