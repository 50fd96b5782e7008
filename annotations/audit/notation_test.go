package audit_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
)

// The notation of the golden cases. A case is one or more articles with "===" between
// them, each of lines of text and, after "---", lines that say more:
//
//	[c1:The strike killed [f1:17] people], [a1:she] said.
//	---
//	published 2026-11-22
//	actor doe Jane Doe
//	a1 is=doe
//	c1 by=a1 worthy
//	f1 count 17 of=people part=f2
//	dismiss two-values f1=17 f2=19
//
// In the text a mark is a kind's first letter and a number, a colon and what is marked,
// in brackets; stretches of one name are one mark. A mark's ID is its name. Of a figure
// a type, a value or a range ("3..5"), a unit ("%"), a currency and a direction stand
// as they are.
var start = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// read returns the articles of a case and the actors.
func read(t testing.TB, notation string) ([]annotations.Doc, annotations.Directory) {
	t.Helper()
	var docs []annotations.Doc
	var actors []annotations.Actor
	for i, s := range strings.Split(notation, "===\n") {
		text, rest, _ := strings.Cut(s, "---\n")
		a, marks := marked(t, strings.TrimRight(text, "\n"))
		a.ID = annotations.ID("urn:uuid:article-" + string(rune('1'+i)))
		a.Title = "Article " + string(rune('1'+i))
		for line := range strings.Lines(rest) {
			verb, more, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch verb {
			case "":
			case "published":
				a.Published = more
			case "dismiss":
				a.Dismissals = append(a.Dismissals, annotations.Dismissal{Finding: more, Reason: "let it be"})
			case "actor":
				id, name, _ := strings.Cut(more, " ")
				actors = append(actors, annotations.Actor{ID: named(id), Name: name})
			default:
				k := slices.IndexFunc(marks, func(n annotations.Annotation) bool { return n.ID == named(verb) })
				if k < 0 {
					t.Fatalf("no mark is called %q", verb)
				}
				for _, w := range strings.Fields(more) {
					tell(t, &marks[k], w)
				}
			}
		}
		for k := range marks {
			marks[k].Article = a.ID
		}
		docs = append(docs, annotations.NewDoc(a, marks))
	}
	return docs, annotations.NewDirectory(actors)
}

func named(name string) annotations.ID { return annotations.ID("urn:uuid:" + name) }

func ids(names string) (out []annotations.ID) {
	for _, n := range strings.Split(names, ",") {
		out = append(out, named(n))
	}
	return out
}

// tell says one thing more about a mark.
func tell(t testing.TB, n *annotations.Annotation, word string) {
	t.Helper()
	f, c := &n.Figure, &n.Claim
	key, value, _ := strings.Cut(word, "=")
	ties := map[string]annotations.Relation{"same": annotations.SameAmount, "part": annotations.PartOf, "before": annotations.Before}
	switch key {
	case "is":
		n.Actor = named(value)
	case "by":
		c.Source, c.Speakers = annotations.Named, ids(value)
	case "unnamed", "article":
		c.Source = annotations.Source(key)
	case "assertion":
		c.Attribution = annotations.Assertion
	case "worthy":
		c.Check.Worth = annotations.Worthy
	case "verdict":
		c.Check.Verdict.Name = value
	case "within":
		c.Within = named(value)
	case "of":
		f.Counted = strings.ReplaceAll(value, "_", " ")
	case "unit":
		f.UnitText = strings.ReplaceAll(value, "_", " ")
	case "time":
		f.Time = value
	case "about":
		f.Approximate = true
	case "vague":
		f.Vague = true
	case "up", "down":
		f.Direction = annotations.Direction(key)
	case "same", "part", "before":
		for _, id := range ids(value) {
			f.Ties = append(f.Ties, annotations.Tie{Relation: ties[key], Figure: id})
		}
	case "orphan":
		n.Spans = nil
	default:
		low, high, isRange := strings.Cut(word, "..")
		switch {
		case slices.Contains(annotations.FigureTypes, annotations.FigureType(word)):
			f.Type = annotations.FigureType(word)
		case slices.Contains(annotations.Comparators, annotations.Comparator(word)):
			f.Comparator = annotations.Comparator(word)
		case isRange:
			f.Low, f.High = annotations.Decimal(low), annotations.Decimal(high)
		case strings.ContainsAny(word, "0123456789"):
			f.Value = annotations.Decimal(word)
		case len(word) == 3 && word == strings.ToUpper(word):
			f.Currency = word
		default:
			f.Unit = word
		}
	}
}

// marked reads the text of a case.
func marked(t testing.TB, notation string) (annotations.Article, []annotations.Annotation) {
	t.Helper()
	type mark struct {
		name  string
		spans []annotations.Span
	}
	type open struct {
		m    *mark
		from int
	}
	var text []rune
	var marks []*mark
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
			k := slices.IndexFunc(marks, func(m *mark) bool { return m.name == name })
			if k < 0 {
				marks = append(marks, &mark{name: name})
				k = len(marks) - 1
			}
			stack = append(stack, open{marks[k], len(text)})
		case ']':
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
	kinds := map[byte]annotations.Kind{'a': annotations.KindActor, 'c': annotations.KindClaim, 'f': annotations.KindFigure}
	for _, m := range marks {
		kind, ok := kinds[m.name[0]]
		if !ok {
			t.Fatalf("no kind begins with %q", m.name)
		}
		n := annotations.NewAnnotation(art, kind, start, m.spans...)
		n.ID = named(m.name)
		out = append(out, n)
	}
	return art, out
}

// article returns an article whose paragraphs are the lines of a text.
func article(s string) annotations.Article {
	a := annotations.Article{ID: annotations.NewID(), Title: "Test", Text: annotations.NewText(s), Created: start, Modified: start}
	from := 0
	for line := range strings.Lines(a.Text.String()) {
		n := len([]rune(line))
		if s := (annotations.Span{Start: from, End: from + len([]rune(strings.TrimRight(line, "\r\n")))}); !s.Empty() {
			a.Blocks = append(a.Blocks, annotations.Block{Kind: annotations.Paragraph, Span: s})
		}
		from += n
	}
	return a
}
