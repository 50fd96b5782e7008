package reading

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/annotationtest/sample"
)

// readPage reads a page as browsers do. It fails where an element is not ended where it
// was begun, lands elsewhere than it was written, does something, or asks another host; or
// where a link leads nowhere.
func readPage(t interface {
	Helper()
	Fatalf(string, ...any)
}, source string) *html.Node {
	t.Helper()
	written := 0
	var open []string
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.StartTagToken:
			name, _ := z.TagName()
			written++
			if string(name) != "meta" {
				open = append(open, string(name))
			}
			continue
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> ends none of %v in %s", name, open, source)
			}
			open = open[:len(open)-1]
			continue
		case html.TextToken, html.DoctypeToken:
			continue
		case html.ErrorToken:
		default:
			t.Fatalf("%s in %s", z.Token(), source)
		}
		break
	}
	root, err := html.Parse(strings.NewReader(source))
	if err != nil || len(open) > 0 {
		t.Fatalf("%v, %v not ended in %s", err, open, source)
	}
	read := 0
	ids, links := map[string]bool{}, []string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		read++
		if slices.Contains([]string{"script", "link", "img", "iframe", "object", "form", "base"}, n.Data) {
			t.Fatalf("<%s> in %s", n.Data, source)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style":
				t.Fatalf("%s=%q in %s", a.Key, a.Val, source)
			case a.Key == "id" && ids[a.Val]:
				t.Fatalf("id %q is there twice in %s", a.Val, source)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
			case a.Key == "href" && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://"):
				t.Fatalf("a link to %q", a.Val)
			case a.Key == "aria-details":
				links = append(links, strings.Fields(a.Val)...)
			}
		}
	}
	if read != written {
		t.Fatalf("%d elements of %d in %s", read, written, source)
	}
	for _, l := range links {
		if !ids[l] {
			t.Fatalf("#%s is nowhere in %s", l, source)
		}
	}
	return root
}

// withClass returns the elements with a class.
func withClass(root *html.Node, class string) (out []*html.Node) {
	for n := range root.Descendants() {
		if annotationtest.HasClass(n, class) {
			out = append(out, n)
		}
	}
	return out
}

// Whatever stands in the records, the page is sound and does nothing, its blocks have the
// article's text and nothing else, there is one title, and each claim that has a place
// is numbered once.
func TestReadingHTML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, actors := sample.Strange(t)
		root := readPage(t, string(HTML(d, actors)))
		a := d.Article
		blocks := withClass(root, "block")
		if len(blocks) != len(a.Blocks) {
			t.Fatalf("%d blocks of %d", len(blocks), len(a.Blocks))
		}
		for i, b := range a.Blocks {
			if got, want := annotationtest.TextIn(blocks[i]), a.Text.Slice(b.Span); got != want {
				t.Fatalf("block %d is %q, not %q", i, got, want)
			}
		}
		titles := 0
		for n := range root.Descendants() {
			if n.Data == "h1" {
				titles++
			}
		}
		if titles != 1 {
			t.Fatalf("%d titles", titles)
		}
		claims := 0
		for _, m := range d.Marks() {
			if m.Kind == annotations.KindClaim && slices.ContainsFunc(m.Spans, func(s annotations.Span) bool {
				from, to := a.BlocksIn(s)
				return from < to
			}) {
				claims++
			}
		}
		numbers := withClass(root, "number")
		for i, n := range numbers {
			if annotationtest.Attr(n, "data-n") != strconv.Itoa(i+1) {
				t.Fatalf("the number %s stands at place %d", annotationtest.Attr(n, "data-n"), i+1)
			}
		}
		if len(numbers) != claims {
			t.Fatalf("%d numbers for %d claims", len(numbers), claims)
		}
	})
}

// The sample shows all kinds of marks, and each of its claims is numbered.
func TestReadingHTMLOfSample(t *testing.T) {
	d, actors := sample.Marked(t)
	root := readPage(t, string(HTML(d, actors)))
	if n := len(withClass(root, "actor")) * len(withClass(root, "figure")) * len(withClass(root, "claim")); n == 0 {
		t.Error("a kind of marks is not there")
	}
	var claims int
	for _, m := range d.Marks() {
		if m.Kind == annotations.KindClaim {
			claims++
		}
	}
	if got := len(withClass(root, "number")); got != claims {
		t.Errorf("%d numbers for %d claims", got, claims)
	}
}

// Text can be read on all that it stands on: a contrast of 4.5 or more (WCAG 1.4.3), in
// the light, in the dark and on paper.
func TestReadingContrast(t *testing.T) {
	schemes := strings.Split(readingStyle, ":root {")[1:]
	if len(schemes) != 3 {
		t.Fatalf("%d schemes", len(schemes))
	}
	for i, name := range []string{"light", "dark", "print"} {
		color := func(variable string) [3]float64 {
			_, after, ok := strings.Cut(schemes[i], "--"+variable+": #")
			if !ok {
				t.Fatalf("%s: no --%s", name, variable)
			}
			hex, _, _ := strings.Cut(after, ";")
			if len(hex) == 3 {
				hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
			}
			var c [3]float64
			for k := range c {
				n, err := strconv.ParseUint(hex[2*k:2*k+2], 16, 8)
				if err != nil {
					t.Fatal(err)
				}
				c[k] = float64(n) / 255
			}
			return c
		}
		for _, pair := range [][2]string{
			{"ink", "paper"}, {"soft", "paper"}, {"claim-ink", "paper"}, {"ink", "actor"}, {"ink", "figure"}, {"claim", "paper"},
		} {
			if c := contrast(color(pair[0]), color(pair[1])); c < 4.5 {
				t.Errorf("%s: %s on %s has %.1f", name, pair[0], pair[1], c)
			}
		}
	}
}

// contrast returns that of two colours of sRGB, as WCAG defines it.
func contrast(a, b [3]float64) float64 {
	luminance := func(c [3]float64) float64 {
		for i, v := range c {
			if v <= 0.04045 {
				c[i] = v / 12.92
			} else {
				c[i] = math.Pow((v+0.055)/1.055, 2.4)
			}
		}
		return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestUnquoted(t *testing.T) {
	for in, want := range map[string]string{
		"“No need”": "No need", "“No,” he said, “no”": "“No,” he said, “no”", "\"No\"": "No", "plain": "plain", "“": "“", "": "", "“a": "“a",
	} {
		if got := unquoted(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}
