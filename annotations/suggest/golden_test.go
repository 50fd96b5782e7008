package suggest_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/suggest"
)

// golden are what is asked of the texts of a golden file, by its name.
var golden = map[string]func(testing.TB, string) string{
	"speakers":     speakers,
	"attributions": attributions,
	"antecedents":  antecedents,
	"quotations":   quotations,
	"names":        names,
}

// TestGolden holds what is proposed for the texts in testdata/*.txtar.
func TestGolden(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	if len(archives) != len(golden) {
		t.Fatalf("%d golden files, not %d", len(archives), len(golden))
	}
	for _, path := range archives {
		propose := golden[strings.TrimSuffix(filepath.Base(path), ".txtar")]
		if propose == nil {
			t.Fatal(path)
		}
		annotationtest.Cases(t, path, func(t *testing.T, f txtar.File) string { return propose(t, strings.TrimSuffix(string(f.Data), "\n")) })
	}
}

// speakers lists, for each claim, who may say it: cue, speaker and stance. A speaker
// that is marked is in brackets.
func speakers(t testing.TB, text string) string {
	d, _ := marked(t, text)
	var b strings.Builder
	for _, m := range d.Marks() {
		if m.Kind != annotations.KindClaim {
			continue
		}
		fmt.Fprintf(&b, "%s\n", m.Exact())
		for _, p := range suggest.Speakers(d, *m) {
			who := d.Article.Text.Slice(p.Span)
			switch {
			case p.Speaker != "":
				who = "[" + who + "]"
			case p.Wording != "":
				who += " (unnamed)"
			}
			for _, w := range p.With {
				name := d.Article.Text.Slice(w.Span)
				if w.Speaker != "" {
					name = "[" + name + "]"
				}
				who += " with " + name
			}
			fmt.Fprintf(&b, "  %.2f %s: %s, %s\n", p.Score, p.Cue.Exact(), who, p.Stance)
		}
	}
	return b.String()
}

func attributions(t testing.TB, text string) string {
	d, _ := marked(t, text)
	var b strings.Builder
	for _, m := range d.Marks() {
		if m.Kind == annotations.KindClaim {
			fmt.Fprintf(&b, "%s: %s\n", suggest.Attribution(d.Article, m.Spans, true), m.Exact())
		}
	}
	return b.String()
}

// antecedents lists, for each mark of kind figure, the records that it can stand for.
func antecedents(t testing.TB, text string) string {
	d, dir := marked(t, text)
	var b strings.Builder
	for _, m := range d.Marks() {
		if m.Kind != annotations.KindFigure {
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", m.Exact(), offered(suggest.Antecedents(d, dir, m.Cover())))
	}
	return b.String()
}

func quotations(t testing.TB, text string) string {
	a := annotationtest.Article(text)
	var b strings.Builder
	for _, q := range suggest.Quotations(a, annotations.Span{End: a.Text.Len()}) {
		fmt.Fprintln(&b, a.Text.Slice(q.Inside))
	}
	return b.String()
}

func names(t testing.TB, text string) string { return list(text, suggest.Names) }

func list(text string, find func(annotations.Article, annotations.Span) []annotations.Span) string {
	a := annotationtest.Article(text)
	var b strings.Builder
	for _, s := range find(a, annotations.Span{End: a.Text.Len()}) {
		fmt.Fprintln(&b, a.Text.Slice(s))
	}
	return b.String()
}
