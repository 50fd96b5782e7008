package suggest_test

import (
	"strings"
	"testing"
	"time"
)

// No text takes time that grows much faster than it does.
func TestHostileText(t *testing.T) {
	const n = 20_000
	for _, piece := range []string{
		"said ", "has ", "'a ", "s' a", "‘a ", "“", "\"a ", "«", "he and ", "saying, ", ", who said", "of the ", "The ", "A", "Ab ", "1", "(", "to say ", "a said and ", "''", "\u0301", ":", "Bank of ", "x’s ",
	} {
		begun := time.Now()
		check(t, strings.Repeat(piece, n/len(piece)), n/2, n/2+40)
		if took := time.Since(begun); took > 20*time.Second { // a bound on its order, not on its speed
			t.Errorf("%q: %v", piece, took)
		}
	}
}
