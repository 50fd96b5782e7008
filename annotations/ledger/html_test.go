package ledger

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// elements are those that the HTML consists of, and attributes those that they have.
var (
	elements = strings.Fields("div section h2 h3 h4 h5 h6 small ul li a span cite time p table caption thead tbody tr th td button")
	allowed  = strings.Fields("class href rel data-id aria-current datetime scope aria-sort type data-sort data-more")
)

// parse reads HTML as a browser's innerHTML does. It fails where an element is not
// ended, or lands elsewhere than it was written, or is none of those that may be.
func parse(t rapid.TB, source string) (nodes []*html.Node) {
	t.Helper()
	written := 0
	var stack []string
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.StartTagToken:
			name, _ := z.TagName()
			stack = append(stack, string(name))
			written++
			continue
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(stack) == 0 || stack[len(stack)-1] != string(name) {
				t.Fatalf("</%s> ends none of %v in %s", name, stack, source)
			}
			stack = stack[:len(stack)-1]
			continue
		case html.TextToken:
			continue
		case html.ErrorToken:
		default:
			t.Fatalf("%s in %s", z.Token(), source)
		}
		break
	}
	if len(stack) > 0 {
		t.Fatalf("%v not ended in %s", stack, source)
	}
	roots, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range roots {
		nodes = append(nodes, root)
		for n := range root.Descendants() {
			nodes = append(nodes, n)
		}
	}
	read := 0
	for _, n := range nodes {
		if n.Type != html.ElementNode {
			continue
		}
		read++
		if !slices.Contains(elements, n.Data) {
			t.Fatalf("<%s> in %s", n.Data, source)
		}
		for _, a := range n.Attr {
			if !slices.Contains(allowed, a.Key) || a.Key == "href" && strings.HasPrefix(a.Val, "javascript:") {
				t.Fatalf("%s=%q in %s", a.Key, a.Val, source)
			}
		}
	}
	if read != written {
		t.Fatalf("%d elements of %d in %s", read, written, source)
	}
	return nodes
}

// with returns the nodes that have a class.
func with(nodes []*html.Node, class string) (out []*html.Node) {
	for _, n := range nodes {
		if annotationtest.HasClass(n, class) {
			out = append(out, n)
		}
	}
	return out
}

// Whatever stands in names, notes and texts, the HTML is what it should be: each claim
// has its card, each figure and actor its row.
func TestHTML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Of(genLibrary(t))
		o := Options{Wide: rapid.Bool().Draw(t, "wide"), Level: rapid.IntRange(0, 7).Draw(t, "level"), Most: rapid.IntRange(0, 3).Draw(t, "most"), Selected: "m0-1"}
		if rapid.Bool().Draw(t, "links") {
			o.Link = func(article, mark annotations.ID) string { return "/read?x=" + string(article) + `&"=` + string(mark) }
			o.Actor = func(id annotations.ID) string { return `/actor?'"<` + string(id) }
		}
		nodes := parse(t, l.ClaimsHTML(o))
		cards, selected := 0, 0
		for _, g := range l.Groups() {
			cards += len(g.Statements)
			for _, s := range g.Statements {
				if s.Mark.ID == o.Selected {
					selected++
				}
			}
		}
		if got := with(nodes, "card"); len(got) != cards || len(with(nodes, "on")) != selected || len(with(nodes, "speaker")) != len(l.Groups()) {
			t.Fatalf("%d cards for %d, %d selected of %d", len(got), cards, len(with(nodes, "on")), selected)
		}
		for _, n := range with(nodes, "on") {
			if annotationtest.Attr(n, "aria-current") != "true" || annotationtest.Attr(n, "data-id") != string(o.Selected) {
				t.Fatalf("%v is not the selected one", n.Attr)
			}
		}
		rows := func(n int) int {
			if o.Most > 0 {
				return min(n, o.Most)
			}
			return n
		}
		for _, by := range []FigureOrder{ByPlace, ByValue, ByType, ""} {
			if got := with(parse(t, l.FiguresHTML(by, o)), "value"); len(got) != rows(len(l.Figures)) {
				t.Fatalf("%d rows for %d figures", len(got), len(l.Figures))
			}
		}
		if got := with(parse(t, l.ActorsHTML(ByName, o)), "name"); len(got) != rows(len(l.Actors)) {
			t.Fatalf("%d rows for %d actors", len(got), len(l.Actors))
		}
		for _, a := range l.Actors {
			if got := with(parse(t, l.ActorHTML(a.ID(), o)), "card"); len(got) != len(a.Entries()) {
				t.Fatalf("%d cards for %d entries", len(got), len(a.Entries()))
			}
		}
		for _, table := range []Table{l.ClaimsTable(), l.FiguresTable(ByPlace), l.ActorsTable(ByMentions)} {
			parse(t, table.HTML())
		}
	})
}

// What is read aloud of a card is the words that can be seen, apart from one another.
func TestCardText(t *testing.T) {
	l := summit(t)
	nodes := parse(t, l.ClaimsHTML(Options{Link: link, Wide: true}))
	got := strings.Join(strings.Fields(annotationtest.TextIn(with(nodes, "card")[0])), " ")
	if want := "the talks took four hours Envoys meet 23 Nov 2026 with Tom Haller indirect speech asserts 4 hours “said”"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestEmpty(t *testing.T) {
	l := Of(nil, annotations.Directory{})
	for _, s := range []string{l.ClaimsHTML(Options{}), l.FiguresHTML(ByPlace, Options{}), l.ActorsHTML(ByMentions, Options{})} {
		parse(t, s)
	}
	if s := l.ClaimsHTML(Options{}); !strings.Contains(s, "No claims.") || !strings.Contains(s, "0 claims · 0 figures") {
		t.Error(s)
	}
	if s := l.ActorHTML("gone", Options{}); s != "" {
		t.Error(s)
	}
}
