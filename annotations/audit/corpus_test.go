package audit_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/audit"
	"pressmark/annotations/figure"
)

const shared = "../../../shared/"

// The real articles that there are to try.
var (
	some  = []string{"articles/*.txt", "corpora/polnear/dev/*.txt"}
	every = append(some, "corpora/polnear/train/*.txt")
)

// texts returns real articles by file name.
func texts(t *testing.T, patterns []string) map[string]annotations.Article {
	t.Helper()
	out := map[string]annotations.Article{}
	for _, pattern := range patterns {
		paths, _ := filepath.Glob(shared + pattern)
		for _, path := range paths {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a := annotationtest.Article(string(b))
			a.Title = strings.TrimSuffix(filepath.Base(path), ".txt")
			if parts := strings.Split(a.Title, "_"); len(parts) > 1 {
				a.Published = parts[1]
			}
			out[path] = a
		}
	}
	if len(out) == 0 {
		t.Skip("no articles in " + shared)
	}
	return out
}

// annotated returns a text with what people marked in it: sources as actors, contents as
// claims of theirs.
func annotated(t *testing.T, path string, a annotations.Article) (annotations.Doc, bool) {
	t.Helper()
	paths, _ := filepath.Glob(strings.TrimSuffix(path, ".txt") + "_*.ann")
	if len(paths) == 0 {
		return annotations.Doc{}, false
	}
	b, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	marks := map[string]annotations.Annotation{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		switch {
		case line[0] == 'T' && len(f) > 2:
			kind, places, _ := strings.Cut(f[1], " ")
			k := map[string]annotations.Kind{"Source": annotations.KindActor, "Content": annotations.KindClaim}[kind]
			if k == "" {
				continue
			}
			var spans []annotations.Span
			for _, p := range strings.Split(places, ";") {
				from, to, _ := strings.Cut(p, " ")
				s, _ := strconv.Atoi(from)
				e, _ := strconv.Atoi(to)
				spans = append(spans, annotations.Span{Start: s, End: e})
			}
			marks[f[0]] = annotations.NewAnnotation(a, k, annotationtest.Now, spans...)
		case line[0] == 'E' && len(f) > 1:
			var content string
			var sources []annotations.ID
			for _, role := range strings.Fields(f[1]) {
				name, id, _ := strings.Cut(role, ":")
				switch {
				case strings.HasPrefix(name, "Content"):
					content = id
				case strings.HasPrefix(name, "Source") && marks[id].Kind == annotations.KindActor:
					sources = append(sources, marks[id].ID)
				}
			}
			if n, ok := marks[content]; ok && len(sources) > 0 {
				n.Claim.Source, n.Claim.Speakers = annotations.Named, append(n.Claim.Speakers, sources...)
				marks[content] = n
			}
		}
	}
	var all []annotations.Annotation
	for _, n := range marks {
		all = append(all, n)
	}
	return annotations.NewDoc(a, all), true
}

// numbered returns a text with all its numbers marked as figures, and tied as they seem
// to be.
func numbered(a annotations.Article) annotations.Doc {
	var marks []annotations.Annotation
	for _, b := range a.Blocks {
		for _, f := range figure.Find(a.Text, b.Span, a.Published) {
			n := annotations.NewAnnotation(a, annotations.KindFigure, annotationtest.Now, f.Span)
			n.Figure.Quantity = f.Quantity
			marks = append(marks, n)
		}
	}
	d := annotations.NewDoc(a, marks)
	for _, p := range figure.Relate(a.Text, d.Marks()) {
		d = d.Apply(d.TieFigures(p.Relation, p.From, p.To, annotationtest.Now))
	}
	return d
}

// On real articles gaps are in order, each is a place of the text with its words, and
// marking what is bare leaves nothing bare.
func TestRealArticles(t *testing.T) {
	sum := map[audit.Kind]int{}
	for path, a := range texts(t, some) {
		open, _ := audit.Gaps(annotations.NewDoc(a, nil), annotations.Directory{})
		for k, n := range audit.CountGaps(open) {
			sum[k] += n
		}
		var marks []annotations.Annotation
		at := -1
		for _, g := range open {
			if g.At().Start < at {
				t.Errorf("%s: %q comes after what begins at %d", path, g.Text, at)
			}
			at = g.At().Start
			n := annotations.NewAnnotation(a, g.Suggested(), annotationtest.Now, g.Spans...)
			if !slices.Equal(n.Spans, g.Spans) || n.Exact() != g.Text {
				t.Errorf("%s: %q at %v would be marked as %q at %v", path, g.Text, g.Spans, n.Exact(), n.Spans)
			}
			marks = append(marks, n)
		}
		left, _ := audit.Gaps(annotations.NewDoc(a, marks), annotations.Directory{})
		for _, g := range left {
			if g.Mark == "" {
				t.Errorf("%s: %q is marked, and still bare", path, g.Text)
			}
		}
	}
	t.Log(sum)
}

// Of claims that people marked, those lack a speaker that they tied to none. Nearly all
// quotations lie in such claims: what is called bare is what they would have marked.
func TestRealClaims(t *testing.T) {
	quotations, bare, claims, lacking := 0, 0, 0, 0
	for path, a := range texts(t, some) {
		d, ok := annotated(t, path, a)
		if !ok {
			continue
		}
		all, _ := audit.Gaps(annotations.NewDoc(a, nil), annotations.Directory{})
		quotations += audit.CountGaps(all)[audit.BareQuotation]
		open, _ := audit.Gaps(d, annotations.Directory{})
		bare += audit.CountGaps(open)[audit.BareQuotation]
		lacks := map[annotations.ID]bool{}
		for _, g := range open {
			if g.Kind == audit.NoSpeaker {
				lacks[g.Mark] = true
			}
		}
		for _, m := range d.Marks() {
			if m.Kind != annotations.KindClaim {
				continue
			}
			claims++
			if len(m.Claim.Speakers) == 0 != lacks[m.ID] {
				t.Errorf("%s: %q has %d speakers", path, m.Exact(), len(m.Claim.Speakers))
			}
		}
		lacking += len(lacks)
	}
	if claims == 0 {
		t.Skip("no annotated articles in " + shared)
	}
	t.Logf("%d of %d quotations are in no claim; %d of %d claims have no speaker", bare, quotations, lacking, claims)
	if bare*10 > quotations {
		t.Errorf("%d of %d quotations are in no claim", bare, quotations)
	}
}

// Published articles mostly add up: of those with all their numbers marked few have a
// finding. It is the false ones that are bounded here.
func TestRealFigures(t *testing.T) {
	var docs []annotations.Doc
	figures := 0
	for _, a := range texts(t, every) {
		d := numbered(a)
		figures += len(d.Marks())
		docs = append(docs, d)
	}
	open, _ := audit.Check(docs, annotations.Directory{})
	for _, f := range open {
		t.Log(f.Kind, f.Message())
	}
	t.Logf("%d findings in %d articles with %d figures", len(open), len(docs), figures)
	if len(open)*20 > len(docs) {
		t.Errorf("%d findings in %d articles", len(open), len(docs))
	}
}
