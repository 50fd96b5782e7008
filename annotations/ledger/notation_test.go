package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// The notation of articles in tests. The first line is the title, and the date after a
// bar. Then comes the text with its marks: a kind's first letter and a number, a colon
// and the marked text in brackets; stretches with the same name are one mark. Then,
// after a line "---", what is known of the marks, one thing a line:
//
//	a1 is peskov                    it mentions a record
//	c1 by a1 peskov                 speakers
//	c1 unnamed officials            somebody unnamed, with the wording
//	c1 itself
//	c1 attribution mixed            also stance, about, status, verdict, cue, within
//	f1 type=count value=19 counted=people
//	f1 in c1                        also apart, and same, part and before with a figure
//	c1 note some words              also tag
//	c1 lost                         it has no place
//
// The names of marks are their IDs.

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// read reads an article in the notation.
func read(t testing.TB, name, source string) annotations.Doc {
	t.Helper()
	head, rest, _ := strings.Cut(source, "\n")
	text, facts, _ := strings.Cut(rest, "---\n")
	title, published, _ := strings.Cut(head, " | ")
	plain, names, spans := annotationtest.Brackets(t, strings.TrimSpace(text))
	art := annotations.Article{
		ID: annotations.ID(name), Title: title, Published: published, Text: annotations.NewText(plain), Created: now, Modified: now,
	}
	var marks []annotations.Annotation
	for _, n := range names {
		kind := annotations.Kinds[slices.IndexFunc(annotations.Kinds, func(k annotations.Kind) bool { return k[0] == n[0] })]
		m := annotations.NewAnnotation(art, kind, now, spans[n]...)
		m.ID = annotations.ID(n)
		marks = append(marks, m)
	}
	for line := range strings.Lines(facts) {
		who, what, _ := strings.Cut(strings.TrimSpace(line), " ")
		key, value, _ := strings.Cut(what, " ")
		i := slices.Index(names, who)
		if i < 0 {
			t.Fatalf("%s: no mark %q", line, who)
		}
		if !fact(&marks[i], key, value) && !measure(&marks[i], what) {
			t.Fatalf("%s: what is %q?", line, what)
		}
	}
	return annotations.NewDoc(art, marks)
}

// fact sets what is known of a mark.
func fact(m *annotations.Annotation, key, value string) bool {
	c, f := &m.Claim, &m.Figure
	switch key {
	case "is":
		m.Actor = annotations.ID(value)
	case "by":
		c.Source, c.Speakers = annotations.Named, ids(value)
	case "unnamed":
		c.Source, c.Wording = annotations.Unnamed, value
	case "itself":
		c.Source = annotations.Itself
	case "attribution":
		c.Attribution = annotations.Attribution(value)
	case "stance":
		c.Stance = annotations.Stance(value)
	case "about":
		c.About = value
	case "status":
		c.Check.Status = annotations.Status(value)
	case "verdict":
		c.Check.Verdict.Name = value
	case "cue":
		c.Cue.Quotes = []annotations.Quote{{Exact: value}}
	case "within":
		c.Within = annotations.ID(value)
	case "in":
		f.Claim = annotations.ID(value)
	case "apart":
		f.Apart = true
	case "same", "part", "before":
		f.Ties = append(f.Ties, annotations.Tie{Relation: annotations.Relation(key), Figure: annotations.ID(value)})
	case "note":
		m.Note = value
	case "tag":
		m.Tags = append(m.Tags, value)
	case "lost":
		m.Spans = nil
	default:
		return false
	}
	return true
}

// measure sets the quantity of a figure: "type=count value=19".
func measure(m *annotations.Annotation, what string) bool {
	q := &m.Figure.Quantity
	for _, field := range strings.Fields(what) {
		key, v, ok := strings.Cut(field, "=")
		if !ok {
			return false
		}
		switch key {
		case "type":
			q.Type = annotations.FigureType(v)
		case "value":
			q.Value = annotations.Decimal(v)
		case "low":
			q.Low = annotations.Decimal(v)
		case "high":
			q.High = annotations.Decimal(v)
		case "unit":
			q.Unit = v
		case "currency":
			q.Currency = v
		case "counted":
			q.Counted = v
		case "time":
			q.Time = v
		case "comparator":
			q.Comparator = annotations.Comparator(v)
		default:
			return false
		}
	}
	return true
}

func ids(s string) []annotations.ID {
	var out []annotations.ID
	for _, f := range strings.Fields(s) {
		out = append(out, annotations.ID(f))
	}
	return out
}

// readActors reads records, one a line: the ID, a colon, and name, type, role and
// affiliation with bars between them; "id > id" is one that was merged.
func readActors(source string) annotations.Directory {
	var out []annotations.Actor
	for line := range strings.Lines(source) {
		if from, into, ok := strings.Cut(strings.TrimSpace(line), " > "); ok {
			out = append(out, annotations.Actor{ID: annotations.ID(from), Name: from, Deleted: true, MergedInto: annotations.ID(into)})
			continue
		}
		id, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
		p := append(strings.Split(rest, " | "), "", "", "")
		out = append(out, annotations.Actor{ID: annotations.ID(id), Name: p[0], Type: annotations.ActorType(p[1]), Role: p[2], Affiliation: p[3]})
	}
	return annotations.NewDirectory(out)
}
