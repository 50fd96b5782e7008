package annotationtest

import (
	"slices"
	"testing"

	"pressmark/annotations"
)

// Brackets reads a text with marks in it, "[a1:Orsini] said [c1:no]": the bare text, the
// names in the order in which they come, and the spans of each. Stretches with one name are
// one mark, and marks may hold others.
func Brackets(t testing.TB, in string) (text string, names []string, spans map[string][]annotations.Span) {
	t.Helper()
	type open struct {
		name string
		from int
	}
	var out []rune
	var stack []open
	spans = map[string][]annotations.Span{}
	rs := []rune(in)
	for i := 0; i < len(rs); i++ {
		switch rs[i] {
		case '[':
			n := slices.Index(rs[i:], ':')
			if n < 0 {
				t.Fatalf("%q: no name at %d", in, i)
			}
			name := string(rs[i+1 : i+n])
			i += n
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
			stack = append(stack, open{name, len(out)})
		case ']':
			if len(stack) == 0 {
				t.Fatalf("%q: nothing to close at %d", in, i)
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			spans[o.name] = append(spans[o.name], annotations.Span{Start: o.from, End: len(out)})
		default:
			out = append(out, rs[i])
		}
	}
	if len(stack) > 0 {
		t.Fatalf("%q: %s is not closed", in, stack[0].name)
	}
	return string(out), names, spans
}
