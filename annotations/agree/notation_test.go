package agree

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// The notation of layers in tests is the text with the marks of one annotator: a kind's
// first letter and a number, a colon and the marked text in brackets; stretches with the
// same name are one mark. [q1:…] is the cue of c1. After a line "---" comes what is known
// of the marks, one thing a line:
//
//	a1 is orsini            it mentions a record
//	c1 by a1                speakers: mentions, or records
//	c1 source unnamed       also attribution, stance, worth, within
//	f1 type count           also value, unit
//	f1 in c1
//
// The ID of a mark is the annotator, a slash and its name: "ada/c1".

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// read returns the doc of what annotators marked, by name. They have one text.
func read(t testing.TB, layers map[string]string) annotations.Doc {
	t.Helper()
	art := annotations.Article{ID: "article", Title: "Test", Created: now, Modified: now}
	var marks []annotations.Annotation
	for who, source := range layers {
		text, facts, _ := strings.Cut(source, "---\n")
		plain, names, spans := annotationtest.Brackets(t, strings.TrimSpace(text))
		if art.Text.Len() > 0 && art.Text.String() != plain {
			t.Fatalf("%s has another text: %q, not %q", who, plain, art.Text.String())
		}
		art.Text = annotations.NewText(plain)
		id := func(name string) annotations.ID {
			if slices.Contains(names, name) {
				return annotations.ID(who + "/" + name)
			}
			return annotations.ID(name)
		}
		for _, name := range names {
			i := slices.IndexFunc(annotations.Kinds, func(k annotations.Kind) bool { return k[0] == name[0] })
			if i < 0 {
				continue
			}
			n := annotations.NewAnnotation(art, annotations.Kinds[i], now, spans[name]...)
			n.ID, n.Creator = id(name), who
			if cue := spans["q"+name[1:]]; name[0] == 'c' && cue != nil {
				n.Claim.Cue = annotations.CueAt(art.Text, cue...)
			}
			for line := range strings.Lines(facts) {
				if f := strings.Fields(line); f[0] == name && !fact(&n, f[1], f[2:], id) {
					t.Fatalf("%s: what is %q?", who, line)
				}
			}
			marks = append(marks, n)
		}
	}
	return annotations.NewDoc(art, marks)
}

func fact(n *annotations.Annotation, key string, values []string, id func(string) annotations.ID) bool {
	c, f, v := &n.Claim, &n.Figure, values[0]
	switch key {
	case "is":
		n.Actor = annotations.ID(v)
	case "by":
		c.Source = annotations.Named
		for _, v := range values {
			c.Speakers = append(c.Speakers, id(v))
		}
	case "source":
		c.Source = annotations.Source(v)
	case "attribution":
		c.Attribution = annotations.Attribution(v)
	case "stance":
		c.Stance = annotations.Stance(v)
	case "worth":
		c.Check.Worth = annotations.Worth(v)
	case "within":
		c.Within = id(v)
	case "type":
		f.Type = annotations.FigureType(v)
	case "value":
		f.Value = annotations.Decimal(v)
	case "unit":
		f.Unit = v
	case "in":
		f.Claim = id(v)
	default:
		return false
	}
	return true
}
