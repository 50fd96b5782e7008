package format

import (
	"bytes"
	"regexp"
	"strings"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
)

// page is HTML: an article without marks.
var page = Format{
	Name: "html", Title: "Web page",
	Extensions: []string{".html", ".htm", ".xhtml"},
	MediaTypes: []string{htmlType, xhtmlType},
	Sniff:      looksLikeHTML,
	Read:       single(ReadHTML),
}

// looksLikeHTML reports whether data begins as a page does.
func looksLikeHTML(data []byte) bool {
	head := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\ufeff")))))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<meta", "<!--"} {
		if strings.HasPrefix(head, start) {
			return true
		}
	}
	return false
}

// ReadHTML makes an article of a page. Metadata comes from the page's JSON-LD, its
// meta elements and its title (see metadata.go). The text is what the main part of the
// page shows: the largest article element, else main, else the body; without
// scripts, navigation, forms, asides and whatever is hidden. It passes bluemonday
// and then becomes blocks, parted by blank lines; white space is collapsed as a
// browser does it.
//
// It returns plain.ErrEmpty, plain.ErrTooLarge, plain.ErrEncoding, or record.ErrDepth.
func ReadHTML(name string, data []byte, now time.Time) (annotations.Article, error) {
	s, _, err := plain.Decode(data, declaredCharset(data))
	if err != nil {
		return annotations.Article{}, err
	}
	root, err := parse(s)
	if err != nil {
		return annotations.Article{}, err
	}
	m := metadata(root)
	a, err := reduce(mainPart(root))
	if err != nil {
		return annotations.Article{}, err
	}
	m.fill(&a)
	if heading := firstHeading(a); m.title == "" || heading != "" && strings.HasPrefix(m.title, heading) {
		a.Title = heading // the title element adds the site's name to it
	}
	a.Title = plain.Title(a.Title, name, a.Text.Slice(a.Blocks[0].Span))
	a.Created, a.Modified = now, now
	return a, nil
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// declaredCharset returns the encoding that a page names in its first kilobyte.
func declaredCharset(data []byte) string {
	if m := metaCharset.FindSubmatch(data[:min(len(data), 1024)]); m != nil {
		return string(m[1])
	}
	return ""
}

// parse parses a page. The parser refuses pages that nest deeper than 512 elements.
func parse(s string) (*html.Node, error) {
	page, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return nil, words.Because(record.ErrDepth, words.Fact.Of(err.Error()))
	}
	return page, nil
}

// dropped are the elements whose content is not part of what an article says.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Title: true,
	atom.Nav: true, atom.Aside: true, atom.Footer: true, atom.Form: true, atom.Button: true, atom.Input: true,
	atom.Select: true, atom.Textarea: true, atom.Dialog: true, atom.Menu: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Svg: true, atom.Math: true,
	atom.Noembed: true, atom.Noframes: true, atom.Datalist: true, atom.Xmp: true, atom.Plaintext: true,
}

// droppedRoles are the roles with the same effect.
var droppedRoles = map[string]bool{
	"navigation": true, "complementary": true, "contentinfo": true, "search": true, "dialog": true, "alert": true, "menu": true,
}

var hiddenStyle = regexp.MustCompile(`(?i)(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)`)

// unseen reports whether a node is not part of what the page shows as its text.
func unseen(n *html.Node) bool {
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	if dropped[n.DataAtom] || n.Namespace != "" {
		return true
	}
	for _, at := range n.Attr {
		switch at.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return at.Val == "true"
		case "role":
			if droppedRoles[at.Val] {
				return true
			}
		case "style":
			if hiddenStyle.MatchString(at.Val) {
				return true
			}
		}
	}
	return false
}

// prune takes out what is unseen.
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if unseen(c) {
			n.RemoveChild(c)
		} else {
			prune(c)
		}
		c = next
	}
}

// mainPart prunes a page and returns the part that holds its article.
func mainPart(page *html.Node) *html.Node {
	prune(page)
	body, article, middle := page, (*html.Node)(nil), (*html.Node)(nil)
	most := 0
	for n := range page.Descendants() {
		switch {
		case n.DataAtom == atom.Body:
			body = n
		case n.DataAtom == atom.Main || attr(n, "role") == "main":
			if middle == nil {
				middle = n
			}
		case n.DataAtom == atom.Article || attr(n, "role") == "article":
			if size := textSize(n); size > most && !inside(n, article) {
				article, most = n, size
			}
		}
	}
	// A page of teasers has many articles: none of them is the page's.
	const share = 3
	switch {
	case article != nil && most*share >= textSize(body):
		return article
	case middle != nil && textSize(middle) > 0:
		return middle
	}
	return body
}

// inside reports whether n is a descendant of outer.
func inside(n, outer *html.Node) bool {
	for p := n.Parent; p != nil && outer != nil; p = p.Parent {
		if p == outer {
			return true
		}
	}
	return false
}

// textSize returns the number of bytes of a node's text that are not white space.
func textSize(n *html.Node) int {
	size := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			for _, w := range strings.Fields(d.Data) {
				size += len(w)
			}
		}
	}
	return size
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// policy lets through the elements that make blocks, without any attribute. What
// else there is in the text becomes text.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for el := range blockElements {
		p.AllowElements(el.String())
	}
	p.AllowElements("br", "q")
	return p
}()

// blockElements are the elements that begin and end a block.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Blockquote: true, atom.Caption: true, atom.Center: true, atom.Dd: true,
	atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Figcaption: true, atom.Figure: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hgroup: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Ol: true, atom.P: true, atom.Pre: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true,
	atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// reduce sanitises a part of a page and makes blocks of it.
func reduce(part *html.Node) (annotations.Article, error) {
	var unsafe strings.Builder
	if err := html.Render(&unsafe, part); err != nil {
		return annotations.Article{}, words.Because(record.ErrDepth, words.Fact.Of(err.Error()))
	}
	root, err := parse(policy.Sanitize(unsafe.String()))
	if err != nil {
		return annotations.Article{}, err
	}
	var b blockWriter
	b.walk(root, layout{kind: annotations.Paragraph})
	b.flush(layout{})
	if len(b.blocks) == 0 {
		return annotations.Article{}, plain.ErrEmpty
	}
	return annotations.Article{ID: annotations.NewID(), Text: annotations.NewText(b.text.String()), Blocks: b.blocks}, nil
}

func (b *blockWriter) walk(n *html.Node, l layout) {
	if n.Type == html.TextNode {
		b.write(n.Data, l.pre)
		return
	}
	outer := l
	switch n.DataAtom {
	case atom.Br:
		b.line = append(b.line, '\n')
		b.space = false
		return
	case atom.Q:
		b.write("“", false)
		defer b.write("”", false)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.kind, l.level = annotations.Heading, int(n.Data[1]-'0')
	case atom.Ul, atom.Ol:
		l.lists++
	case atom.Li:
		l.kind, l.level, l.bullet = annotations.ListItem, max(l.lists, 1), new(bool)
	case atom.Blockquote:
		l.quotes++
		l.kind, l.level = annotations.Quotation, l.quotes
	case atom.Pre:
		l.pre = true
	case atom.Td, atom.Th:
		l.inCell = true
	case atom.Tr:
		l.kind, l.level = annotations.Paragraph, 0
	}
	breaks := blockElements[n.DataAtom] && !outer.inCell
	cell := n.DataAtom == atom.Td || n.DataAtom == atom.Th
	switch {
	case cell:
		if len(b.line) > 0 {
			b.line, b.space = append(b.line, '\t'), false
		}
	case breaks:
		b.flush(outer)
	case blockElements[n.DataAtom]:
		b.space = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.walk(c, l)
	}
	switch {
	case cell:
	case breaks:
		b.flush(l)
	case blockElements[n.DataAtom]:
		b.space = true
	}
}
