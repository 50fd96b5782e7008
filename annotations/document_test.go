package annotations_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
)

// In and At answer as a look at every mark would.
func TestDocIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDoc(t)
		sound(t, d)
		s := drawSpan(t, d.Article.Text.Len())
		var want []*annotations.Annotation
		for _, m := range d.Marks() {
			if m.Touches(s) {
				want = append(want, m)
			}
		}
		if got := d.In(s); !slices.Equal(got, want) {
			t.Fatalf("in %v are %v, want %v", s, got, want)
		}
		under := d.At(s.Start)
		for i, m := range under {
			if !m.Holds(s.Start) || i > 0 && m.Size() < under[i-1].Size() {
				t.Fatalf("at %d are %v", s.Start, under)
			}
		}
		for _, m := range d.Marks() {
			if m.Holds(s.Start) && !slices.Contains(under, m) {
				t.Fatalf("at %d %v is missing", s.Start, m)
			}
			if d.Find(m.ID) != m {
				t.Fatal("not found by its ID")
			}
		}
	})
}

func TestCheck(t *testing.T) {
	art, marks := marked(t, "[a:Putin] and [c1:e\u0301t] or [c1:🇫🇷🇩🇪]")
	for _, m := range marks {
		if err := art.Check(m); err != nil {
			t.Error(err)
		}
	}
	at := func(spans ...annotations.Span) func(*annotations.Annotation) {
		return func(n *annotations.Annotation) { n.Spans = spans }
	}
	quoted := func(spans ...annotations.Span) func(*annotations.Annotation) {
		return func(n *annotations.Annotation) {
			n.Spans, n.Quotes = spans, nil
			for _, s := range spans {
				n.Quotes = append(n.Quotes, annotations.Quote{Exact: art.Text.Slice(s)})
			}
		}
	}
	for name, x := range map[string]struct {
		change func(*annotations.Annotation)
		want   error
	}{
		"another article":  {func(n *annotations.Annotation) { n.Article = annotations.NewID() }, annotations.ErrBadRecord},
		"no kind":          {func(n *annotations.Annotation) { n.Kind = "rumour" }, annotations.ErrBadRecord},
		"no quote":         {func(n *annotations.Annotation) { n.Quotes = nil }, annotations.ErrBadRecord},
		"too many spans":   {at(annotations.Span{End: 5}, annotations.Span{Start: 6, End: 7}), annotations.ErrBadRecord},
		"another place":    {at(annotations.Span{Start: 1, End: 6}), annotations.ErrQuoteMismatch},
		"empty":            {at(annotations.Span{}), annotations.ErrBadSpan},
		"outside":          {at(annotations.Span{End: 500}), annotations.ErrBadSpan},
		"before the text":  {at(annotations.Span{Start: -1, End: 5}), annotations.ErrBadSpan},
		"out of order":     {quoted(annotations.Span{Start: 6, End: 9}, annotations.Span{End: 5}), annotations.ErrBadSpan},
		"touching":         {quoted(annotations.Span{End: 5}, annotations.Span{Start: 5, End: 9}), annotations.ErrBadSpan},
		"half a letter":    {quoted(annotations.Span{Start: 10, End: 11}), annotations.ErrBadSpan},
		"half a flag":      {quoted(annotations.Span{Start: 17, End: 18}), annotations.ErrBadSpan},
		"an orphan":        {at(), nil},
		"a tombstone":      {func(n *annotations.Annotation) { n.Deleted = true }, nil},
		"as it should be":  {func(*annotations.Annotation) {}, nil},
		"two whole places": {quoted(annotations.Span{End: 5}, annotations.Span{Start: 6, End: 9}), nil},
	} {
		n := marks[0]
		x.change(&n)
		err := art.Check(n)
		if !errors.Is(err, x.want) || (err == nil) != (x.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
		var place *annotations.PlaceError
		if errors.As(err, &place) && (place.ID != n.ID || !strings.Contains(err.Error(), string(n.ID))) {
			t.Errorf("%s: it does not say which: %v", name, err)
		}
	}
}
