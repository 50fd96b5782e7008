package format

import (
	"bytes"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	source "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

// markdown is CommonMark: an article without marks.
var markdown = Format{
	Name: "markdown", Title: "Markdown",
	Extensions: []string{".md", ".markdown"},
	MediaTypes: []string{markdownType, "text/x-markdown"},
	Sniff:      func(data []byte) bool { return bytes.HasPrefix(data, []byte("---\n")) },
	Read:       single(ReadMarkdown),
}

// ReadMarkdown makes an article of CommonMark. It may begin with metadata, "key:
// value" lines between two lines of "---": title; author or byline; publisher; date or
// published; lang or language; url or source. What its HTML shows becomes the text, as
// in ReadHTML; raw HTML in it is treated likewise.
//
// It returns plain.ErrEmpty, plain.ErrTooLarge, plain.ErrEncoding, or record.ErrDepth.
func ReadMarkdown(name string, data []byte, now time.Time) (annotations.Article, error) {
	s, _, err := plain.Decode(data, "")
	if err != nil {
		return annotations.Article{}, err
	}
	m, body := frontMatter(s)
	page, err := parse(markdownHTML(body))
	if err != nil {
		return annotations.Article{}, err
	}
	prune(page)
	a, err := reduce(page)
	if err != nil {
		return annotations.Article{}, err
	}
	m.fill(&a)
	if a.Title == "" {
		a.Title = firstHeading(a)
	}
	a.Title = plain.Title(a.Title, name, a.Text.Slice(a.Blocks[0].Span))
	a.Created, a.Modified = now, now
	return a, nil
}

// frontMatterKeys says what the keys of a file's metadata mean.
var frontMatterKeys = []struct {
	field func(*meta) *string
	names []string
}{
	{func(m *meta) *string { return &m.title }, []string{"title", "headline"}},
	{func(m *meta) *string { return &m.byline }, []string{"byline", "author", "authors"}},
	{func(m *meta) *string { return &m.publisher }, []string{"publisher", "publication", "site"}},
	{func(m *meta) *string { return &m.published }, []string{"published", "date"}},
	{func(m *meta) *string { return &m.language }, []string{"language", "lang"}},
	{func(m *meta) *string { return &m.source }, []string{"source", "url", "link"}},
}

// frontMatter cuts the metadata from a text. Without a closing line there is none.
func frontMatter(s string) (m meta, body string) {
	first, rest, _ := strings.Cut(s, "\n")
	if strings.TrimRight(first, " \t\r") != "---" {
		return m, s
	}
	values := map[string]string{}
	key := ""
	for rest != "" {
		var l string
		l, rest, _ = strings.Cut(rest, "\n")
		l = strings.TrimRight(l, " \t\r")
		if l == "---" || l == "..." {
			for _, f := range frontMatterKeys {
				for _, name := range f.names {
					if into := f.field(&m); *into == "" {
						*into = values[name]
					}
				}
			}
			return m, rest
		}
		if item, ok := strings.CutPrefix(strings.TrimSpace(l), "- "); ok && key != "" {
			values[key] = strings.TrimPrefix(values[key]+", "+unquote(item), ", ")
			continue
		}
		if name, value, ok := strings.Cut(l, ":"); ok && !strings.HasPrefix(l, "#") {
			key = strings.ToLower(strings.TrimSpace(name))
			values[key] = unquote(value)
		}
	}
	return meta{}, s
}

// unquote returns a value without the quotation marks or brackets around it.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if list, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(list, "]") {
		items := strings.Split(strings.TrimSuffix(list, "]"), ",")
		for i := range items {
			items[i] = unquote(items[i])
		}
		return strings.Join(items, ", ")
	}
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// markdownHTML returns the HTML of a text, as far as its blocks need it. It is no
// page to be shown: it holds whatever HTML the text holds.
func markdownHTML(s string) string {
	src := []byte(s)
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	w := markdownWriter{src: src}
	ast.Walk(p.Parse(source.NewReader(src)), w.node) // w.node returns no error
	return w.b.String()
}

// A markdownWriter writes the HTML of Markdown's nodes.
type markdownWriter struct {
	src []byte
	b   strings.Builder
}

// element writes the beginning or the end of an element.
func (w *markdownWriter) element(name string, begins bool) {
	if begins {
		w.b.WriteString("<" + name + ">")
	} else {
		w.b.WriteString("</" + name + ">")
	}
}

func (w *markdownWriter) node(n ast.Node, begins bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.Heading:
		w.element("h"+string(rune('0'+n.Level)), begins)
	case *ast.Paragraph:
		w.element("p", begins)
	case *ast.Blockquote:
		w.element("blockquote", begins)
	case *ast.List:
		w.element("ul", begins)
	case *ast.ListItem:
		w.element("li", begins)
	case *ast.ThematicBreak:
		w.element("hr", begins)
	case *ast.TextBlock:
		if !begins {
			w.b.WriteByte('\n')
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.element("pre", begins)
		if begins {
			w.b.WriteByte('\n') // which the parser drops
			w.b.WriteString(html.EscapeString(string(n.Lines().Value(w.src))))
		}
	case *ast.HTMLBlock:
		if begins {
			w.b.Write(n.Lines().Value(w.src))
			if n.HasClosure() {
				w.b.Write(n.ClosureLine.Value(w.src))
			}
		}
	case *ast.RawHTML:
		if begins {
			w.b.Write(n.Segments.Value(w.src))
		}
	case *ast.AutoLink:
		if begins {
			w.b.WriteString(html.EscapeString(string(n.Label(w.src))))
		}
	case *ast.Image:
		return ast.WalkSkipChildren, nil
	case *ast.String:
		if begins {
			w.b.WriteString(html.EscapeString(string(n.Value)))
		}
	case *ast.Text:
		if begins {
			w.text(n)
		}
	}
	return ast.WalkContinue, nil
}

// text writes a text. Its backslashes and references stand as in the source.
func (w *markdownWriter) text(n *ast.Text) {
	s := string(n.Segment.Value(w.src))
	if code := n.Parent().Kind() == ast.KindCodeSpan; code || n.IsRaw() {
		w.b.WriteString(html.EscapeString(s))
	} else {
		w.prose(s)
	}
	switch {
	case n.HardLineBreak():
		w.b.WriteString("<br>")
	case n.SoftLineBreak():
		w.b.WriteByte('\n')
	}
}

// prose writes text with its backslashes resolved and its references left to the
// HTML parser, where CommonMark knows them.
func (w *markdownWriter) prose(s string) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			w.b.WriteString(html.EscapeString(s[i : i+1]))
		case c == '&' && isReference(s[i:]):
			w.b.WriteByte(c)
		default:
			w.b.WriteString(html.EscapeString(s[i : i+1]))
		}
	}
}

// isReference reports whether s begins with a character reference of CommonMark.
func isReference(s string) bool {
	name, _, ok := strings.Cut(s[1:min(len(s), 40)], ";")
	if digits, numeric := strings.CutPrefix(name, "#"); ok && numeric {
		hex := strings.TrimLeft(digits, "xX")
		if len(digits)-len(hex) == 1 {
			return hex != "" && len(hex) <= 6 && strings.Trim(hex, "0123456789abcdefABCDEF") == ""
		}
		return digits != "" && len(digits) <= 7 && strings.Trim(digits, "0123456789") == ""
	}
	return ok && isEntity(name)
}

// isEntity reports whether HTML has a character of a name. The parser's table is asked:
// that of goldmark, the same, would make the program larger.
func isEntity(name string) bool {
	for _, c := range []byte(name) {
		if !util.IsAlphaNumeric(c) {
			return false
		}
	}
	// Of a name that begins with another's, "ampere", the rest and the semicolon stay.
	s := html.UnescapeString("&" + name + ";")
	return s == ";" || !strings.HasSuffix(s, ";")
}
