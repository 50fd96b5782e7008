package render_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/render"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// oneBlock is an article that is one paragraph.
func oneBlock(text string) annotations.Article {
	t := annotations.NewText(text)
	return annotations.Article{
		ID: annotations.NewID(), Text: t, Title: "x",
		Blocks: []annotations.Block{{Kind: annotations.Paragraph, Span: annotations.Span{Start: 0, End: t.Len()}}},
	}
}

// parse reads HTML as a browser's innerHTML does, and returns its text, and fails on
// any element but <mark> and any attribute but the three that marks have.
func parse(t rapid.TB, source string) (text string, marks []*html.Node) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		for n := range all(n) {
			switch {
			case n.Type == html.TextNode:
				b.WriteString(n.Data)
			case n.Type == html.ElementNode && n.DataAtom == atom.Mark:
				marks = append(marks, n)
				for _, a := range n.Attr {
					if a.Key != "class" && a.Key != "data-ids" && a.Key != "aria-details" {
						t.Fatalf("attribute %s=%q in %s", a.Key, a.Val, source)
					}
				}
			default:
				t.Fatalf("<%s> in %s", n.Data, source)
			}
		}
	}
	return b.String(), marks
}

// all walks a node and what is in it.
func all(n *html.Node) func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		if !yield(n) {
			return
		}
		for d := range n.Descendants() {
			if !yield(d) {
				return
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// What a mark looks like is said by its classes.
func TestBlock(t *testing.T) {
	a := oneBlock("Kellogg said it would cost €21bn, no more.")
	claim := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 13, End: 32})
	other := annotations.NewAnnotation(a, annotations.KindClaim, now, annotations.Span{Start: 16, End: 41})
	actor := annotations.NewAnnotation(a, annotations.KindActor, now, annotations.Span{Start: 0, End: 7})
	figure := annotations.NewAnnotation(a, annotations.KindFigure, now, annotations.Span{Start: 27, End: 32})
	d := annotations.NewDoc(a, []annotations.Annotation{claim, other, actor, figure})
	_, marks := parse(t, render.Block(d, 0, claim.ID))
	var got []string
	for _, m := range marks {
		got = append(got, m.FirstChild.Data+" | "+attr(m, "class"))
	}
	want := []string{
		"Kellogg | actor first last",
		"it  | claim on first",
		"would cost  | claim claims on",
		"€21bn | claim claims figure on first last",
		", no more | claim last",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	both := marks[len(marks)-2]
	// The outermost comes first, and each has its entry.
	ids := strings.Fields(attr(both, "data-ids"))
	if want := []string{other.ID.Short(), claim.ID.Short(), figure.ID.Short()}; strings.Join(ids, " ") != strings.Join(want, " ") {
		t.Errorf("ids %q, want %q", ids, want)
	}
	for i, entry := range strings.Fields(attr(both, "aria-details")) {
		if entry != render.EntryPrefix+ids[i] {
			t.Errorf("entry %q for %q", entry, ids[i])
		}
	}
	if n := render.Claims(d, 0); n != 2 {
		t.Errorf("%d claims in the margin, want 2", n)
	}
}

// characters are what goes wrong in markup, in offsets, or in both.
var characters = []string{
	"a", "Z", " ", "\n", "\t", "\r", "\r\n", "<", ">", "&", `"`, "'", "&amp;", "&lt", "<b>", "</mark>", "<script>", "-->", "]]>",
	"é", "e\u0301", "👍🏽", "👨‍👩‍👧", "🇺🇦", "عربي", "עברית", "漢字", "\u0000", "\u00ad", "\u2028", "\ufeff", "\u0085", "\xed\xa0\x80", "\xff",
}

// The text of a block survives the HTML parser, character by character: offsets in
// the DOM are offsets in the text.
func TestBlockKeepsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(characters), 1, 40).Draw(t, "text"), "")
		a := oneBlock(text)
		n := a.Text.Len()
		var marks []annotations.Annotation
		for range rapid.IntRange(0, 5).Draw(t, "marks") {
			from := rapid.IntRange(0, n-1).Draw(t, "from")
			to := rapid.IntRange(from+1, n).Draw(t, "to")
			m := annotations.NewAnnotation(a, rapid.SampledFrom(annotations.Kinds).Draw(t, "kind"), now, annotations.Span{Start: from, End: to})
			m.ID = annotations.ID(rapid.SampledFrom([]string{string(m.ID), `"><img src=x onerror=alert(1)>`}).Draw(t, "id"))
			marks = append(marks, m)
		}
		d := annotations.NewDoc(a, marks)
		got, elements := parse(t, render.Block(d, 0, ""))
		if got != a.Text.String() {
			t.Fatalf("text %q became %q", a.Text.String(), got)
		}
		if u := a.Text.UTF16(n); len(utf16.Encode([]rune(got))) != u {
			t.Fatalf("%d code units, want %d", len(utf16.Encode([]rune(got))), u)
		}
		marked := 0
		for _, r := range annotations.Runs(a.Blocks[0].Span, d.In(a.Blocks[0].Span)) {
			if len(r.Marks) > 0 {
				marked++
			}
		}
		if len(elements) != marked {
			t.Fatalf("%d <mark>s for %d runs", len(elements), marked)
		}
	})
}

func FuzzEscape(f *testing.F) {
	for _, c := range characters {
		f.Add(c)
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		text := annotations.NewText(s).String()
		var b strings.Builder
		render.Escape(&b, text)
		if got, _ := parse(t, b.String()); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
