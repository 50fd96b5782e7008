package version_test

import (
	"slices"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/figure"
)

// The notation of versions in tests. The text has its marks in brackets: a kind's first
// letter and a number, a colon and the words; stretches with the same name are one mark,
// and q1 is the cue of claim c1. Figures have the quantity that their words say. After a
// line "---" comes what else is known of the marks, one thing a line:
//
//	a1 is envoy                 it mentions a record
//	c1 by a1                    who says it
//	c1 in c2                    the claim that reports it
//	c1 done                     it was checked
//	f1 in c1
//	f1 same f2                  also part and before
//	f1 currency CAD             a reader put it right; also value
//	f1 lost                     it has no place
//
// The names of marks are their IDs.

// read reads an article with its marks.
func read(t testing.TB, id annotations.ID, title, source string) annotations.Doc {
	t.Helper()
	text, facts, _ := strings.Cut(source, "---\n")
	plain, names, spans := annotationtest.Brackets(t, strings.TrimSpace(text))
	a := articleOf(id, title, plain)
	a.Published = "2026-11-25"
	var marks []annotations.Annotation
	for _, name := range names {
		if name[0] == 'q' {
			continue
		}
		kind := annotations.Kinds[slices.IndexFunc(annotations.Kinds, func(k annotations.Kind) bool { return k[0] == name[0] })]
		n := annotations.NewAnnotation(a, kind, now, spans[name]...)
		n.ID = annotations.ID(name)
		if cue := spans["q"+name[1:]]; kind == annotations.KindClaim && cue != nil {
			n.Claim.Cue = annotations.CueAt(a.Text, cue...)
		}
		if kind == annotations.KindFigure {
			n.Figure.Quantity = figure.Parse(n.Exact(), figure.ContextOf(a, n.Cover()))
		}
		marks = append(marks, n)
	}
	for line := range strings.Lines(facts) {
		f := append(strings.Fields(line), "")
		i := slices.IndexFunc(marks, func(n annotations.Annotation) bool { return string(n.ID) == f[0] })
		if i < 0 || !fact(&marks[i], f[1], annotations.ID(f[2])) {
			t.Fatalf("what is %q?", line)
		}
	}
	return annotations.NewDoc(a, marks)
}

// fact sets what is known of a mark.
func fact(n *annotations.Annotation, key string, value annotations.ID) bool {
	switch key {
	case "is":
		n.Actor = value
	case "by":
		n.Claim.Source, n.Claim.Speakers = annotations.Named, []annotations.ID{value}
	case "in":
		if n.Kind == annotations.KindClaim {
			n.Claim.Within = value
		} else {
			n.Figure.Claim = value
		}
	case "done":
		n.Claim.Check = annotations.Check{Status: annotations.StatusDone, Verdict: annotations.Verdict{Name: "True"}}
	case "same", "part", "before":
		n.Figure.Ties = append(n.Figure.Ties, annotations.Tie{Relation: annotations.Relation(key), Figure: value})
	case "currency":
		n.Figure.Currency, n.Figure.Corrected = string(value), true
	case "value":
		n.Figure.Value, n.Figure.Corrected = annotations.Decimal(value), true
	case "lost":
		n.Spans = nil
	default:
		return false
	}
	return true
}
