package suggest_test

import (
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/suggest"
)

// Without a cue or a speaker, unquoted words are the article's own; quoted ones are
// direct all the same. A block that is a quotation needs no marks.
func TestAttributionWithoutCue(t *testing.T) {
	a := annotationtest.Article("The harbour is safe. “It is safe.”")
	plain, quoted := annotations.Span{End: 19}, annotations.Span{Start: 21, End: 34}
	if got := suggest.Attribution(a, []annotations.Span{plain}, false); got != annotations.Assertion {
		t.Error(got)
	}
	if got := suggest.Attribution(a, []annotations.Span{quoted}, false); got != annotations.Direct {
		t.Error(got)
	}
	if got := suggest.Attribution(a, []annotations.Span{plain, quoted}, false); got != annotations.Mixed {
		t.Error(got)
	}
	a.Blocks[0].Kind = annotations.Quotation
	if got := suggest.Attribution(a, []annotations.Span{plain}, true); got != annotations.Direct {
		t.Error(got)
	}
}
