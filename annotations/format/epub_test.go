package format

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// Every document of a book becomes an article with all of its blocks, in reading order.
func TestBookKeepsDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var bodies []string
		var want [][]drawnParagraph
		for range rapid.IntRange(1, 4).Draw(t, "documents") {
			paragraphs := drawParagraphs(t)
			paragraphs = append(paragraphs, drawnParagraph{annotations.Paragraph, 0, strings.TrimSpace(strings.Repeat("enough words ", 20))})
			want = append(want, paragraphs)
			var body strings.Builder
			for _, p := range paragraphs {
				text := `<a id="page"/>` + escaped(p.text) + `<i/>`
				switch p.kind {
				case annotations.Heading:
					fmt.Fprintf(&body, "<h%d>%s</h%d>", p.level, text, p.level)
				case annotations.ListItem:
					body.WriteString(strings.Repeat("<ul><li>", p.level) + text + strings.Repeat("</li></ul>", p.level))
				case annotations.Quotation:
					body.WriteString("<blockquote><p>" + text + "</p></blockquote>")
				default:
					body.WriteString("<p>" + text + "</p>")
				}
			}
			bodies = append(bodies, body.String())
		}
		data, err := Pack(bookOf(bodies...))
		if err != nil {
			t.Fatal(err)
		}
		got := readDocument(t, epub, data)
		if len(got) != len(want) {
			t.Fatalf("%d articles of %d documents", len(got), len(want))
		}
		for i, a := range got {
			checkKept(t, a, want[i])
		}
	})
}

// XML lets elements be empty that only begin in HTML.
func TestCloseEmpty(t *testing.T) {
	for in, want := range map[string]string{
		`<title/><p>a<br/>b`:            `<title/></title><p>a<br/>b`,
		`<script src="x" /><p>a</p>`:    `<script src="x" /></script><p>a</p>`,
		`<P/>a<hr />`:                   `<P/></p>a<hr />`,
		`<style>a<b/></style>`:          `<style>a<b/></style>`,
		`<!-- <p/> --><p title="<p/>">`: `<!-- <p/> --><p title="<p/>">`,
		`<p`:                            ``,
		``:                              ``,
	} {
		if got := closeEmpty(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// Addresses in a book lead to its own files only.
func TestInArchive(t *testing.T) {
	for _, c := range []struct{ dir, href, want string }{
		{"OEBPS", "a.xhtml", "OEBPS/a.xhtml"},
		{"OEBPS", "Text/a%20b.xhtml#c", "OEBPS/Text/a b.xhtml"},
		{"OEBPS/x", "../a.xhtml", "OEBPS/a.xhtml"},
		{".", "a.xhtml", "a.xhtml"},
		{"OEBPS", "../../etc/passwd", ""},
		{"OEBPS", "%2e%2e/%2e%2e/a", ""},
		{"", "/etc/passwd", ""},
		{"", "https://example.org/a", ""},
		{"", "file:///etc/passwd", ""},
		{"", "//example.org/a", ""},
		{"", `..\a`, ""},
		{"", "C:/a", ""},
		{"", "#a", ""},
		{"", "", ""},
		{"", "%", ""},
	} {
		if got := inArchive(c.dir, c.href); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.dir, c.href, got, c.want)
		}
	}
}

func FuzzEPUB(f *testing.F) {
	long := strings.Repeat("some words ", 30)
	f.Add([]byte("<h1>a</h1><p>"+long), []byte(`<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>b</dc:title><dc:date>2026</dc:date></metadata>`), false)
	f.Add([]byte("<section epub:type='toc'><a href=x>"+long+"</a>"), []byte("<guide><reference type='cover' href='a.xhtml'/></guide>"), false)
	f.Add([]byte("PK\x03\x04"), []byte(""), true)
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, body, more []byte, raw bool) {
		if raw {
			readDocument(t, epub, body)
			return
		}
		files := bookOf(string(body), "<p>"+long)
		opf := &files[len(files)-1]
		opf.Data = []byte(strings.Replace(string(opf.Data), "<manifest>", string(more)+"<manifest>", 1))
		readDocument(t, epub, zipped(t, files...))
	})
}
