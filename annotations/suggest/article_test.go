package suggest_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
)

var start = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// articleOf returns an article with a block for each line that has text.
func articleOf(s string) annotations.Article {
	a := annotations.Article{ID: annotations.NewID(), Text: annotations.NewText(s), Title: "Test"}
	at := 0
	for line := range strings.Lines(a.Text.String()) {
		n := len([]rune(line))
		b := a.Text.Trim(annotations.Span{Start: at, End: at + n})
		if !b.Empty() {
			a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: b})
		}
		at += n
	}
	return a
}

// marked reads the notation of marks: a kind's first letter, perhaps a number, a colon
// and the marked text in brackets. Stretches with the same letter and number are one
// mark: "[c1:It is over], [a:she] said, [c1:for good]". The marks of actors are of the
// record of library whose name or surname they hold, or that stands after "=":
// "[a=Merkel:she]".
func marked(t testing.TB, notation string) (annotations.Doc, annotations.Directory) {
	t.Helper()
	type mark struct {
		name  string
		spans []annotations.Span
	}
	type open struct{ mark, from int }
	var text []rune
	var marks []mark
	var stack []open
	in := []rune(notation)
	for i := 0; i < len(in); i++ {
		switch r := in[i]; r {
		case '[':
			n := slices.Index(in[i:], ':')
			if n < 2 {
				t.Fatalf("%q: no name after [ at %d", notation, i)
			}
			name := string(in[i+1 : i+n])
			i += n
			k := slices.IndexFunc(marks, func(m mark) bool { return m.name == name && len(name) > 1 && !strings.Contains(name, "=") })
			if k < 0 {
				k, marks = len(marks), append(marks, mark{name: name})
			}
			stack = append(stack, open{k, len(text)})
		case ']':
			if len(stack) == 0 {
				t.Fatalf("%q: nothing to close at %d", notation, i)
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			marks[o.mark].spans = append(marks[o.mark].spans, annotations.Span{Start: o.from, End: len(text)})
		default:
			text = append(text, r)
		}
	}
	a := articleOf(string(text))
	var out []annotations.Annotation
	for _, m := range marks {
		kind := map[byte]annotations.Kind{'a': annotations.KindActor, 'c': annotations.KindClaim, 'f': annotations.KindFigure}[m.name[0]]
		n := annotations.NewAnnotation(a, kind, start, m.spans...)
		if kind == annotations.KindActor {
			_, who, ok := strings.Cut(m.name, "=")
			if !ok {
				who = n.Exact()
			}
			for _, r := range library.List() {
				if strings.Contains(who, r.Name) || n.Actor == "" && strings.Contains(who, r.Name[strings.LastIndexByte(r.Name, ' ')+1:]) {
					n.Actor = r.ID
				}
			}
		}
		out = append(out, n)
	}
	return annotations.NewDoc(a, out), library
}
