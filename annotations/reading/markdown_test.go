package reading

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/annotationtest/sample"
)

// shownMarkdown returns what a viewer of GitHub's Markdown makes of a text.
func shownMarkdown(t interface {
	Helper()
	Fatalf(string, ...any)
}, data []byte) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Convert(data, &b); err != nil {
		t.Fatalf("%v", err)
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(&b, body)
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body
}

// seen is text as a viewer shows it: white space is not told apart, and control
// characters are not there.
func seen(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)), " ")
}

// articleIn returns the blocks of the article in a reading copy that is shown, and how
// often each footnote is referred to there.
func articleIn(body *html.Node) (blocks []string, refs []string) {
	rules := 0
	var walk func(n *html.Node)
	text := func(n *html.Node) string {
		var b strings.Builder
		var collect func(n *html.Node)
		collect = func(n *html.Node) {
			switch {
			case n.Type == html.TextNode:
				b.WriteString(n.Data)
			case n.DataAtom == atom.Sup && strings.HasPrefix(annotationtest.Attr(n, "id"), "fnref"):
				refs = append(refs, annotationtest.TextIn(n))
				return
			case n.DataAtom == atom.Ul:
				return
			}
			for c := range n.ChildNodes() {
				collect(c)
			}
		}
		collect(n)
		return seen(b.String())
	}
	walk = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Hr:
			rules++
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li:
			if rules == 1 || len(blocks) == 0 {
				if n.DataAtom != atom.Li || n.FirstChild == nil || n.FirstChild.DataAtom != atom.P {
					blocks = append(blocks, text(n))
				}
			}
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(body)
	return blocks, refs
}

// Whatever stands in the records, a viewer shows the blocks of the article with their
// text, the footnotes in order and each once, and every row of the tables.
func TestReadingMarkdown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, actors := sample.Strange(t)
		data := Markdown(d, actors)
		a := d.Article
		body := shownMarkdown(t, data)
		got, refs := articleIn(body)
		want := []string{}
		c := newContent(d, actors)
		if !c.titled() {
			want = append(want, seen(a.Title))
		}
		for _, b := range a.Blocks {
			want = append(want, seen(a.Text.Slice(b.Span)))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("it shows\n%q\nnot\n%q\nof\n%s", got, want, data)
		}
		for i, r := range refs {
			if r != strconv.Itoa(i+1) {
				t.Fatalf("footnotes %v in\n%s", refs, data)
			}
		}
		if len(refs) != len(c.ends) {
			t.Fatalf("%d footnotes for %d claims in\n%s", len(refs), len(c.ends), data)
		}
		rows := 0
		for n := range body.Descendants() {
			if n.DataAtom == atom.Tr {
				rows++
			}
		}
		lines := len(c.ledger.Figures) + len(c.ledger.Actors)
		for _, n := range []int{len(c.ledger.Figures), len(c.ledger.Actors)} {
			if n > 0 {
				lines++
			}
		}
		if rows != lines {
			t.Fatalf("%d rows of %d in\n%s", rows, lines, data)
		}
	})
}

// Emphasis is set so that it is read as emphasis.
func TestMarkdownEmphasis(t *testing.T) {
	x := sample.Of(10, "Ms Moore’s €5, 9% (17) and“3”x.")
	x.Title = "T"
	x.Marks = make([]annotations.Annotation, 0, 8)
	for _, w := range []string{"Ms Moore", "€5", "9%", "(17)", "“3”"} {
		kind := annotations.KindFigure
		if w == "Ms Moore" {
			kind = annotations.KindActor
		}
		x.Mark(kind, w)
	}
	data := Markdown(annotations.NewDoc(x.Article, x.Marks), annotations.Directory{})
	if want := "**Ms Moore**’s *€5*, *9%* *(17)* and<i>“3”</i>x."; !strings.Contains(string(data), "\n"+want+"\n") {
		t.Errorf("want %s in\n%s", want, data)
	}
}

// A mark in the midst of what reads like an address of electronic mail is emphasis all the
// same.
func TestMarkdownAddress(t *testing.T) {
	x := sample.Of(10, "Envoy@xU.S. wrote.")
	x.Title = "T"
	x.Marks = nil
	x.Mark(annotations.KindActor, "E")
	data := Markdown(annotations.NewDoc(x.Article, x.Marks), annotations.Directory{})
	blocks, _ := articleIn(shownMarkdown(t, data))
	if want := "Envoy@xU.S. wrote."; !slices.Contains(blocks, want) {
		t.Errorf("%q is not among %q of\n%s", want, blocks, data)
	}
}
