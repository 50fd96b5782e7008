package version_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/figure"
)

// corpus holds news articles marked with who says what. It is not part of the project.
const corpus = "../../../shared/corpora/polnear"

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// articleOf returns a text as an article with a block for each line.
func articleOf(id annotations.ID, title, s string) annotations.Article {
	return annotationtest.Case{Article: annotationtest.Article(s)}.As(id, title).Article
}

// files lists n texts of the corpus, evenly spread; 0: all.
func files(t testing.TB, n int) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(corpus, "*", "*.txt"))
	if err != nil || len(all) < max(n, 1) {
		t.Skip("the corpus is not here: ", corpus)
	}
	if n == 0 {
		return all
	}
	var out []string
	for k := range n {
		out = append(out, all[k*len(all)/n])
	}
	return out
}

// load reads an article of the corpus: its sources as actors, its contents as claims with
// their cues, and the figures of its text.
func load(t testing.TB, file string) annotations.Doc {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	title, _, _ := strings.Cut(strings.TrimSpace(string(data)), "\n")
	a := articleOf(annotations.NewID(), title, string(data))
	var marks []annotations.Annotation
	for _, f := range figure.Find(a.Text, annotations.Span{End: a.Text.Len()}, "") {
		n := annotations.NewAnnotation(a, annotations.KindFigure, now, f.Span)
		n.Figure.Quantity = f.Quantity
		marks = append(marks, n)
	}
	anns, _ := filepath.Glob(strings.TrimSuffix(file, ".txt") + "_*.ann")
	if len(anns) == 0 {
		return annotations.NewDoc(a, marks)
	}
	data, err = os.ReadFile(anns[0])
	if err != nil {
		t.Fatal(err)
	}
	spans := map[string][]annotations.Span{}
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
		switch {
		case strings.HasPrefix(name, "T"):
			spans[name] = places(t, rest, a.Text)
		case strings.HasPrefix(name, "E"):
			marks = append(marks, attribution(a, rest, spans)...)
		}
	}
	return annotations.NewDoc(a, marks)
}

// places reads the fragments of a text-bound annotation.
func places(t testing.TB, rest string, text annotations.Text) (out []annotations.Span) {
	t.Helper()
	rest, _, _ = strings.Cut(rest, "\t")
	_, rest, _ = strings.Cut(rest, " ")
	for p := range strings.FieldsFuncSeq(rest, func(r rune) bool { return r == ';' }) {
		from, to, _ := strings.Cut(p, " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil {
			t.Fatalf("no place: %q", p)
		}
		if s := text.Trim(annotations.Span{Start: start, End: end}); !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

// attribution reads who says what.
func attribution(a annotations.Article, rest string, spans map[string][]annotations.Span) (out []annotations.Annotation) {
	var claim, actor annotations.Annotation
	var cue annotations.Cue
	for _, f := range strings.Fields(rest) {
		role, name, _ := strings.Cut(f, ":")
		at := spans[name]
		if len(at) == 0 {
			continue
		}
		switch {
		case strings.HasPrefix(role, "Content"):
			claim = annotations.NewAnnotation(a, annotations.KindClaim, now, at...)
		case strings.HasPrefix(role, "Source"):
			actor = annotations.NewAnnotation(a, annotations.KindActor, now, at...)
			out = append(out, actor)
		case strings.HasPrefix(role, "Cue"):
			cue = annotations.CueAt(a.Text, at...)
		}
	}
	if claim.ID != "" {
		claim.Claim.Cue = cue
		if actor.ID != "" {
			claim.Claim.Source, claim.Claim.Speakers = annotations.Named, []annotations.ID{actor.ID}
		}
		out = append(out, claim)
	}
	return out
}
