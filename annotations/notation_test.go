package annotations_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
)

// The notation of marks in tests: a kind's first letter, perhaps a number, a colon
// and the marked text in brackets. Stretches with the same letter and number are
// one mark: "[c1:It is over], [a:she] said, [c1:for good]". Marks may be nested;
// \[ and \] are brackets of the text.

var start = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// marked reads the notation. The marks come in the order in which they begin.
func marked(t testing.TB, notation string) (annotations.Article, []annotations.Annotation) {
	t.Helper()
	type mark struct {
		name  string
		spans []annotations.Span
	}
	var text []rune
	var marks []*mark
	type open struct {
		m    *mark
		from int
	}
	var stack []open
	in := []rune(notation)
	for i := 0; i < len(in); i++ {
		switch r := in[i]; {
		case r == '\\':
			i++
			text = append(text, in[i])
		case r == '[':
			n := slices.Index(in[i:], ':')
			if n < 2 {
				t.Fatalf("%q: no name after [ at %d", notation, i)
			}
			name := string(in[i+1 : i+n])
			i += n
			k := slices.IndexFunc(marks, func(m *mark) bool { return m.name == name && len(name) > 1 })
			if k < 0 {
				marks = append(marks, &mark{name: name})
				k = len(marks) - 1
			}
			stack = append(stack, open{marks[k], len(text)})
		case r == ']':
			if len(stack) == 0 {
				t.Fatalf("%q: nothing to close at %d", notation, i)
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			o.m.spans = append(o.m.spans, annotations.Span{Start: o.from, End: len(text)})
		default:
			text = append(text, r)
		}
	}
	if len(stack) > 0 {
		t.Fatalf("%q: not closed", notation)
	}
	art := article(string(text))
	var out []annotations.Annotation
	for _, m := range marks {
		n := annotations.NewAnnotation(art, kindOf(t, m.name), start, m.spans...)
		out = append(out, n)
	}
	return art, out
}

func kindOf(t testing.TB, name string) annotations.Kind {
	t.Helper()
	for _, k := range annotations.Kinds {
		if name[0] == string(k)[0] {
			return k
		}
	}
	t.Fatalf("no kind begins with %q", name)
	return ""
}

// article returns an article whose paragraphs are the lines of a text.
func article(s string) annotations.Article {
	a := annotations.Article{ID: annotations.NewID(), Title: "Test", Text: annotations.NewText(s), Created: start, Modified: start}
	from := 0
	for _, line := range strings.SplitAfter(a.Text.String(), "\n") {
		n := len([]rune(line))
		if s := (annotations.Span{Start: from, End: from + len([]rune(strings.TrimRight(line, "\r\n")))}); !s.Empty() {
			a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: s})
		}
		from += n
	}
	return a
}

// one reads a text with one bracketed part, "sel[ect]ion".
func one(t testing.TB, s string) (annotations.Text, annotations.Span) {
	t.Helper()
	before, rest, ok1 := strings.Cut(s, "[")
	in, after, ok2 := strings.Cut(rest, "]")
	if !ok1 || !ok2 {
		t.Fatalf("%q: no brackets", s)
	}
	from := len([]rune(before))
	return annotations.NewText(before + in + after), annotations.Span{Start: from, End: from + len([]rune(in))}
}

// show is the inverse of one.
func show(t annotations.Text, s annotations.Span) string {
	return fmt.Sprintf("%s[%s]%s", t.Slice(annotations.Span{End: s.Start}), t.Slice(s), t.Slice(annotations.Span{Start: s.End, End: t.Len()}))
}

func pointers(ns []annotations.Annotation) []*annotations.Annotation {
	out := make([]*annotations.Annotation, len(ns))
	for i := range ns {
		out[i] = &ns[i]
	}
	return out
}
