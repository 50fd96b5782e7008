package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"pressmark/annotations"
	"pressmark/annotations/audit"
	"pressmark/annotations/figure"
	"pressmark/annotations/suggest"
	"pressmark/web"
)

// guideDate is when the examples of the guidelines are taken to have been published.
const guideDate = "2026-11-25"

// examples are the examples of the guidelines that are to be followed, or those that
// are not: each as an article of one paragraph.
func examples(t *testing.T, sort lineSort) (docs []annotations.Doc, whys []string) {
	t.Helper()
	g, err := readGuide(web.Guide)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range g {
		if l.sort != sort {
			continue
		}
		all := annotations.Span{End: l.text.Len()}
		art := annotations.Article{Text: l.text, Published: guideDate, Blocks: []annotations.Block{{Kind: annotations.Paragraph, Span: all}}}
		var marks []annotations.Annotation
		for _, m := range l.marks {
			marks = append(marks, *m)
		}
		docs, whys = append(docs, annotations.NewDoc(art, marks)), append(whys, l.why)
	}
	if len(docs) < 10 {
		t.Fatalf("only %d examples", len(docs))
	}
	return docs, whys
}

func whole(d annotations.Doc) annotations.Span { return annotations.Span{End: d.Article.Text.Len()} }

// marked returns the marks of a kind.
func marked(d annotations.Doc, k annotations.Kind) (out []*annotations.Annotation) {
	for _, m := range d.Marks() {
		if m.Kind == k {
			out = append(out, m)
		}
	}
	return out
}

// figuresIn returns where the figures of an example are found.
func figuresIn(d annotations.Doc) (out []annotations.Span) {
	for _, f := range figure.Find(d.Article.Text, whole(d), guideDate) {
		out = append(out, f.Span)
	}
	return out
}

func TestReadBrackets(t *testing.T) {
	for _, c := range []struct {
		notation, text string
		want           []bracket
	}{
		{"", "", nil},
		{"no marks: none", "no marks: none", nil},
		{"[a:Ada] said", "Ada said", []bracket{{"a", annotations.Span{Start: 0, End: 3}}}},
		{"é [c1:a [f:1] b]", "é a 1 b", []bracket{{"c1", annotations.Span{Start: 2, End: 7}}, {"f", annotations.Span{Start: 4, End: 5}}}},
		{"[c1:a:b], [c1:c]", "a:b, c", []bracket{{"c1", annotations.Span{Start: 0, End: 3}}, {"c1", annotations.Span{Start: 5, End: 6}}}},
		{`\[a:x\] \\`, `[a:x] \`, nil},
	} {
		text, got, err := readBrackets(c.notation)
		if text != c.text || !slices.Equal(got, c.want) || err != nil {
			t.Errorf("%s: %q, %v, %v", c.notation, text, got, err)
		}
	}
	for _, bad := range []string{"[a:x", "x]", "[a]", "[:x]", "[a:x]]"} {
		if text, got, err := readBrackets(bad); !errors.Is(err, errBrackets) {
			t.Errorf("%s: %q, %v, %v", bad, text, got, err)
		}
	}
	if _, err := readGuide("# Title\n\n+ [x:What] is this?"); err == nil || !strings.HasPrefix(err.Error(), "line 3") {
		t.Error("a mark of no kind:", err)
	}
}

// The guidelines are downloaded with the program, and so must stay small.
func TestGuideSize(t *testing.T) {
	if n := len(web.Guide); n > 9<<10 {
		t.Errorf("the guidelines are %d bytes long", n)
	}
}

// What the guidelines mark is what a selection of it snaps to.
func TestGuideSnap(t *testing.T) {
	docs, _ := examples(t, guideRight)
	for _, d := range docs {
		for _, m := range d.Marks() {
			for _, s := range m.Spans {
				if got := d.Article.Text.Snap(s); got != s {
					t.Errorf("%q snaps to %q", d.Article.Text.Slice(s), d.Article.Text.Slice(got))
				}
			}
		}
	}
}

// The audit finds nothing untouched in an example that follows the guidelines: no
// quotation, no number, no name.
func TestGuideAudit(t *testing.T) {
	docs, _ := examples(t, guideRight)
	for _, d := range docs {
		open, _ := audit.Gaps(d, annotations.Directory{})
		for _, g := range open {
			if g.Suggested() != "" {
				t.Errorf("%s\n%s: %q", d.Article.Text.String(), g.Kind, g.Text)
			}
		}
	}
}

// Figures begin and end where Pressmark finds them to, and can be read.
func TestGuideFigures(t *testing.T) {
	docs, _ := examples(t, guideRight)
	for _, d := range docs {
		var spans []annotations.Span
		for _, m := range marked(d, annotations.KindFigure) {
			spans = append(spans, m.Spans...)
			if readFigure(d.Article, *m).Type == "" {
				t.Errorf("%s\nof %q the type is not known", d.Article.Text.String(), m.Exact())
			}
		}
		if found := figuresIn(d); !slices.Equal(found, spans) {
			t.Errorf("%s\nthe guidelines mark %v, and %v is found", d.Article.Text.String(), spans, found)
		}
	}
	docs, whys := examples(t, guideWrong)
	for i, d := range docs {
		for _, m := range marked(d, annotations.KindFigure) {
			if slices.Contains(figuresIn(d), m.Spans[0]) && !strings.Contains(whys[i], "audit") {
				t.Errorf("%s\n%q is not to be marked, and it is found", d.Article.Text.String(), m.Exact())
			}
		}
	}
}

// A name ends where Pressmark finds it to, and begins there or with a title before it.
func TestGuideActors(t *testing.T) {
	docs, _ := examples(t, guideRight)
	for _, d := range docs {
		for _, name := range suggest.Names(d.Article, whole(d)) {
			if !slices.ContainsFunc(marked(d, annotations.KindActor), func(m *annotations.Annotation) bool {
				return m.Spans[0].Contains(name) && m.Spans[0].End == name.End
			}) {
				t.Errorf("%s\nthe guidelines do not mark %q so", d.Article.Text.String(), d.Article.Text.Slice(name))
			}
		}
	}
	docs, whys := examples(t, guideWrong)
	for i, d := range docs {
		for _, m := range marked(d, annotations.KindActor) {
			if slices.Contains(suggest.Names(d.Article, whole(d)), m.Spans[0]) && !strings.Contains(whys[i], "audit") {
				t.Errorf("%s\n%q is not to be marked, and it is found", d.Article.Text.String(), m.Exact())
			}
		}
	}
}

// For a claim that is marked as the guidelines say, the first speaker proposed is the
// actor marked beside it, or who has no name; reporting words are outside the claim.
func TestGuideClaims(t *testing.T) {
	docs, _ := examples(t, guideRight)
	for _, d := range docs {
		for _, m := range marked(d, annotations.KindClaim) {
			found := suggest.Speakers(d, *m)
			if len(found) == 0 {
				if len(marked(d, annotations.KindActor)) > 0 {
					t.Errorf("%s\nnobody is proposed to say %q", d.Article.Text.String(), m.Exact())
				}
				continue
			}
			p := found[0]
			if who := d.Find(p.Speaker); who == nil && p.Source != annotations.Unnamed || who != nil && m.Touches(who.Cover()) {
				t.Errorf("%s\n%q is proposed to be said by %v", d.Article.Text.String(), m.Exact(), p)
			}
			for _, s := range p.Cue.Spans {
				if m.Touches(s) {
					t.Errorf("%s\n%q reports what holds it", d.Article.Text.String(), p.Cue.Exact())
				}
			}
		}
	}
}

// The page shows each section and each example, and says where marks begin and end.
func TestGuideScreen(t *testing.T) {
	page := goapp.HTMLString(newApp(nil).guidePage.guideScreen())
	for _, l := range theGuide() {
		if l.sort == guideSection {
			id := guideID(l.text.String())
			if strings.Count(page, `id="`+id+`"`) != 1 || !strings.Contains(page, `#`+id+`"`) {
				t.Errorf("the section %q is not there, or nothing leads to it", id)
			}
		}
	}
	if n := strings.Count(page, "<h1"); n != 1 {
		t.Errorf("%d titles", n)
	}
	if right, wrong := strings.Count(page, "Mark so: "), strings.Count(page, "Not so: "); right < 10 || wrong < 10 {
		t.Errorf("%d examples to follow, %d not to", right, wrong)
	}
	g, err := readGuide("+ [c1:It [f:1]], [a:she] said, [c1:is]")
	if err != nil {
		t.Fatal(err)
	}
	said := goapp.HTMLString(goapp.P().Body(g[0].shown()...))
	var words []string
	for part := range strings.SplitSeq(said, "<") {
		if _, text, _ := strings.Cut(part, ">"); strings.TrimSpace(text) != "" {
			words = append(words, strings.TrimSpace(text))
		}
	}
	want := "claim begins: |It|figure begins: |1|figure ends. |claim ends. |, |actor begins: |she|actor ends. |said, |claim goes on: |is|claim ends."
	if got := strings.Join(words, "|"); got != strings.ReplaceAll(want, " |", "|") {
		t.Errorf("the marks are said as %s", got)
	}
}
