package format

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark/util"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/annotationtest/sample"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
)

// TestGolden holds the readers to testdata/*.txtar. Each archive is pairs of a file
// and, as FILE.want, what is made of it: metadata, then the blocks.
func TestGolden(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	if len(archives) == 0 {
		t.Fatal("no golden files")
	}
	for _, path := range archives {
		annotationtest.Cases(t, path, func(_ *testing.T, f txtar.File) string {
			return describe(readOne(File{Name: f.Name, Data: f.Data}))
		})
	}
}

// readOne returns the records of one file.
func readOne(f File) (all record.Collection, err error) {
	err = Read(Find(f), []File{f}, nil, now, func(b Batch) error {
		all.Articles = append(all.Articles, b.Records.Articles...)
		return nil
	})
	return all, err
}

// describe writes an article for reading.
func describe(c record.Collection, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, a := range c.Articles {
		for _, m := range []struct{ name, value string }{
			{"title", a.Title}, {"byline", a.Byline}, {"publisher", a.Publisher}, {"published", a.Published},
			{"language", a.Language}, {"source", a.Source},
		} {
			if m.value != "" {
				fmt.Fprintf(&b, "%s: %s\n", m.name, m.value)
			}
		}
		for _, block := range a.Blocks {
			name := string(block.Kind)
			if block.Level > 0 {
				name += fmt.Sprint(" ", block.Level)
			}
			fmt.Fprintf(&b, "%s %q\n", name, a.Text.Slice(block.Span))
		}
	}
	return b.String()
}

// readers are those of single articles.
var readers = map[string]func(string, []byte, time.Time) (annotations.Article, error){
	"text": plain.Read, "markdown": ReadMarkdown, "html": ReadHTML,
}

// readAny reads bytes that may be anything, and checks what comes of it.
func readAny(t interface {
	Helper()
	Errorf(string, ...any)
}, reader, name string, data []byte) {
	t.Helper()
	a, err := readers[reader](name, data, now)
	switch {
	case err == nil:
		checkArticle(t, a)
		if !a.Created.Equal(now) || !a.Modified.Equal(now) {
			t.Errorf("made at %v, changed at %v", a.Created, a.Modified)
		}
	case !slices.ContainsFunc([]error{plain.ErrEmpty, plain.ErrTooLarge, plain.ErrEncoding, record.ErrDepth}, func(e error) bool { return errors.Is(err, e) }):
		t.Errorf("an unknown error: %v", err)
	}
}

func TestReadersKeepTheirPromise(t *testing.T) {
	more := map[string][]string{
		"text":     nil,
		"markdown": {"# ", "- ", "> ", "1. ", "    ", "```\n", "***", "[a](b)", "![a](b)", "&copy;", "&#0;", "&#x301;", "<div>", "---\n", "title: x\n", "\\", "`"},
		"html": {
			"<p>", "<div>", "<h1>", "<h6>", "</h1>", "<ul>", "<li>", "</li>", "<blockquote>", "<pre>", "<br>", "<table>", "<tr>", "<td>", "<q>", "</q>",
			"<article>", "<main>", "<script>", "</script>", "<style>", "<title>", "</title>", "<svg>", "<math>", "<template>", "<!--", "-->", "&#x301;", "&#0;",
			"<p hidden>", `<meta property="og:title" content="`, `">`, `<script type="application/ld+json">{"@type":"Article","headline":"`, `"}</script>`, "<plaintext>", "<select>", "<frameset>",
		},
	}
	for reader, extra := range more {
		t.Run(reader, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(slices.Concat(sample.Pieces, extra, extra)), 0, 40).Draw(t, "text"), "")
				name := rapid.SampledFrom([]string{"", "a.txt", ".", "/", "\x00", "\u200b", "..", "a/b/c.d.e"}).Draw(t, "name")
				readAny(t, reader, name, []byte(s))
			})
		})
	}
}

// The text of a plain text file is what it was, but for the byte order mark.
func TestTextIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := annotations.NewText(strings.Join(rapid.SliceOfN(rapid.SampledFrom(sample.Pieces), 0, 40).Draw(t, "text"), "")).String()
		a, err := plain.Read("", []byte("\ufeff"+s), now)
		if err == nil && a.Text.String() != s {
			t.Fatalf("%q became %q", s, a.Text.String())
		}
		if errors.Is(err, plain.ErrEmpty) == plain.Visible(s) {
			t.Fatalf("%q: %v", s, err)
		}
		covered := ""
		for _, b := range a.Blocks {
			covered += a.Text.Slice(b.Span)
		}
		squeeze := func(s string) string {
			return strings.Map(func(r rune) rune {
				if !plain.Visible(string(r)) {
					return -1
				}
				return r
			}, s)
		}
		if squeeze(covered) != squeeze(s) {
			t.Fatalf("the blocks hold %q of %q", covered, s)
		}
	})
}

func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		name, data, encoding, text string
		err                        error
	}{
		{"ASCII", "Hello", "utf-8", "Hello", nil},
		{"UTF-8", "Zoë €", "utf-8", "Zoë €", nil},
		{"UTF-8 with a mark", "\ufeffZoë", "utf-8", "Zoë", nil},
		{"a mark inside", "a\ufeffb", "utf-8", "a\ufeffb", nil},
		{"UTF-16, little end first", "\xff\xfeH\x00\xac\x20", "utf-16le", "H€", nil},
		{"UTF-16, big end first", "\xfe\xff\x00H\x20\xac", "utf-16be", "H€", nil},
		{"UTF-16 with a pair", "\xff\xfe\x3d\xd8\x00\xde", "utf-16le", "😀", nil},
		{"UTF-16 with half a pair", "\xff\xfe\x3d\xd8a\x00", "utf-16le", "\ufffda", nil},
		{"UTF-16 cut short", "\xff\xfea\x00b", "utf-16le", "a\ufffd", nil},
		{"Windows-1252", "Zo\xeb \x80 \x93so\x94", "windows-1252", "Zoë € “so”", nil},
		{"UTF-8 with a broken byte", "Zoë “so”\xff", "utf-8", "Zoë “so”\ufffd", nil},
		{"NUL in UTF-8", "a\x00b", "utf-8", "a\ufffdb", nil},
		{"no text", "%PDF\x00\xff\xe1\xe2", "", "", plain.ErrEncoding},
		{"empty", "", "utf-8", "", plain.ErrEmpty},
		{"only a mark", "\ufeff", "utf-8", "", plain.ErrEmpty},
		{"only space", " \n\t\u00a0\u200b\n", "utf-8", "", plain.ErrEmpty},
		{"too large", strings.Repeat("x", annotations.MaxText+1), "utf-8", "", plain.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := plain.Encoding([]byte(c.data)); got != c.encoding {
				t.Errorf("encoding %q, want %q", got, c.encoding)
			}
			a, err := plain.Read("", []byte(c.data), now)
			if !errors.Is(err, c.err) || a.Text.String() != c.text {
				t.Errorf("got %q, %v; want %q, %v", a.Text.String(), err, c.text, c.err)
			}
		})
	}
}

// A page says how it is encoded; what it says wrongly does not matter to UTF-8.
func TestCharsets(t *testing.T) {
	for _, c := range []struct {
		data, text string
		err        error
	}{
		{"<meta charset=utf-8><p>Zoë", "Zoë", nil},
		{"<meta charset='iso-8859-1'><p>Zoë", "Zoë", nil},
		{"<meta charset=iso-8859-1><p>Zo\xeb", "Zoë", nil},
		{"<META http-equiv=Content-Type content=\"text/html; charset=Windows-1252\"><p>Zo\xeb \x80", "Zoë €", nil},
		{"<p>Zo\xeb", "Zoë", nil},
		{"<meta charset=shift_jis><p>\x83\x65", "", plain.ErrEncoding},
	} {
		a, err := ReadHTML("", []byte(c.data), now)
		if !errors.Is(err, c.err) || a.Text.String() != c.text {
			t.Errorf("%q: got %q, %v", c.data, a.Text.String(), err)
		}
	}
}

// No markup of a page comes through, whatever it is.
func TestHostilePages(t *testing.T) {
	for _, c := range []struct{ html, text string }{
		{`<p>a<script>alert(1)</script>b`, "ab"},
		{`<p>a<img src=x onerror=alert(1)>b`, "ab"},
		{`<p onclick=alert(1)>a`, "a"},
		{`<svg><p><style><img src=x onerror=alert(1)></style></svg>b`, "b"},
		{`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></math>b`, "b"},
		{`<p>&lt;script&gt;alert(1)&lt;/script&gt;`, "<script>alert(1)</script>"},
		{`<p>a<!-- --!><img src=x>-->b`, "a-->b"},
		{`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>b`, `">b`},
		{`<p>a<a href="javascript:alert(1)">b</a>`, "ab"},
		{`<p style="display:none">a</p><p style="color: red; DISPLAY : none">b</p><p aria-hidden=true>c</p>d`, "d"},
		{`<iframe srcdoc="<script>alert(1)</script>">x</iframe>b`, "b"},
		{`<textarea><p>a</textarea>b`, "b"},
		{`<form><p>a</form>b`, "b"},
		{`<body onload=alert(1)>b`, "b"},
	} {
		a, err := ReadHTML("", []byte(c.html), now)
		if err != nil || a.Text.String() != c.text {
			t.Errorf("%s\ngot %q, %v\nwant %q", c.html, a.Text.String(), err, c.text)
		}
	}
	for name, c := range map[string]struct {
		data string
		err  error
	}{
		"depth":      {strings.Repeat("<div>", 100_000) + "a", record.ErrDepth},
		"quotations": {strings.Repeat("<blockquote>", 400) + "a", nil},
		"tables":     {strings.Repeat("<table><tr><td>", 100) + "a", nil},
		"attributes": {"<p " + strings.Repeat("a=b ", 100_000) + ">a", nil},
		"formatting": {strings.Repeat("<p><b><i><u><font color=x>", 5_000) + "a", nil},
		"empty":      {strings.Repeat("<p></p>", 100_000) + "a", nil},
		"large":      {strings.Repeat("<p>some words here", annotations.MaxText/100), nil},
		"data":       {`<script type="application/ld+json">` + strings.Repeat("[", 9_000) + `</script><p>a`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadHTML("", []byte(c.data), now); !errors.Is(err, c.err) {
				t.Errorf("got %v, want %v", err, c.err)
			}
		})
	}
	for name, data := range map[string]string{
		"quotations": strings.Repeat("> ", 10_000) + "a",
		"lists":      strings.Repeat("- ", 10_000) + "a",
		"brackets":   strings.Repeat("[", 50_000) + "a",
		"emphasis":   strings.Repeat("*a **b ", 20_000),
		"links":      strings.Repeat("[a](", 5_000),
		"backticks":  strings.Repeat("`a``b", 20_000),
	} {
		t.Run("markdown "+name, func(t *testing.T) {
			readAny(t, "markdown", "", []byte(data))
		})
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"", "A headline\nText.", "A headline"},
		{"a.txt", "A headline\nText.", "A headline"},
		{"dir/Some  name.v2.txt", "Text.", "Some name.v2"},
		{`C:\texts\a.txt`, "Text.", "a"},
		{".profile", "Text.", ".profile"},
		{"\u200b.txt", "Text.", "Text."},
		{"", "Text.", "Text."},
		{"", "Text that is so long that it does not fit, in whole, into a title.", "Text that is so long that it does not fit, in whole, into a…"},
		{"", strings.Repeat("x", 200) + ".", strings.Repeat("x", 60) + "…"},
		{"", strings.Repeat("x", 121) + "\nText.", strings.Repeat("x", 60) + "…"},
	} {
		a, err := plain.Read(c.name, []byte(c.text), now)
		if err != nil || a.Title != c.want {
			t.Errorf("%q, %q: %q, %v; want %q", c.name, c.text, a.Title, err, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2025-03-12":                      "2025-03-12",
		"2025-03-12T10:00:00Z":            "2025-03-12T10:00:00Z",
		"2025-03-12T10:00:00.5+01:00":     "2025-03-12T10:00:00+01:00",
		"2025-03-12T10:00:00+0100":        "2025-03-12T10:00:00+01:00",
		"2025-03-12 10:00":                "2025-03-12T10:00:00",
		" March 12,  2025 ":               "2025-03-12",
		"12 Mar 2025":                     "2025-03-12",
		"Wednesday, 12 March 2025":        "2025-03-12",
		"Wed, 12 Mar 2025 10:00:00 +0100": "2025-03-12T10:00:00+01:00",
		"3/12/2025":                       "3/12/2025",
		"2025-13-12":                      "2025-13-12",
		"last week":                       "last week",
		"":                                "",
	} {
		if got := date(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, mediaType, data, want string }{
		{"a.json", "", "x", "json"},
		{"A.JSON", "text/plain", "", "json"},
		{"a.jsonld", "", "", "json"},
		{"a.md", "text/plain", "", "markdown"},
		{"a.txt", "text/html", "<html>", "text"},
		{"a.htm", "", "", "html"},
		{"a.b/c", "text/html; charset=utf-8", "", "html"},
		{"", "text/markdown", "", "markdown"},
		{"", "application/json", "", "json"},
		{"", "text/plain", " <!DOCTYPE HTML><p>", "html"},
		{"", "", "\ufeff<html>", "html"},
		{"", "", "---\ntitle: x\n---\n", "markdown"},
		{"", "", ` { "id": 1}`, "json"},
		{"", "", "[{}]", "json"},
		{"", "", "[Update] The envoy said", "text"},
		{"", "", "{so to speak}", "text"},
		{"", "", "", "text"},
		{"", "", "{", "text"},
		{"a.docx", "", "PK", "docx"},
	} {
		if got := Find(File{c.name, c.mediaType, []byte(c.data)}).Name; got != c.want {
			t.Errorf("%q %q %q: %s, want %s", c.name, c.mediaType, c.data, got, c.want)
		}
	}
}

func fuzzReader(f *testing.F, reader string, seeds ...string) {
	for _, s := range append(seeds, sample.Pieces...) {
		f.Add([]byte(s))
	}
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, reader, "", data) })
}

func FuzzText(f *testing.F) {
	fuzzReader(f, "text", "Title\n\nOne\r\ntwo\n\nthree", "\xff\xfea\x00", "a\rb")
}

func FuzzMarkdown(f *testing.F) {
	fuzzReader(f, "markdown", "---\ntitle: [a, \"b\"]\n---\n# a *b* `c` &amp; \\* [d](e)\n\n> - f\n>   g\n\n<p hidden>h</p>\n\n```\ni\n```\n1. j\n\n   k")
}

func FuzzHTML(f *testing.F) {
	fuzzReader(f, "html", `<html lang=en><title>a</title><script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"b"}]}</script><main><h1>c<q>d</q></h1><ul><li>e<p>f</ul><table><td>g<td>h</table><pre> i</pre>`)
}

// A name is a character's where goldmark's own table has it.
func TestIsEntity(t *testing.T) {
	for _, name := range []string{
		"", "amp", "AMP", "Amp", "ampere", "am", "semi", "colon", "lt", "LT", "nbsp", "copy", "copysr", "copyx", "not", "notin", "notit", "hellip",
		"thetasym", "NotEqualTilde", "fjlig", "CounterClockwiseContourIntegral", "frac12", "frac13x", "sup1", "there4", "x", "a b", "amp;lt", "é", "eacute",
	} {
		if _, want := util.LookUpHTML5EntityByName(name); isEntity(name) != want {
			t.Errorf("%q: got %v", name, !want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`(not|amp|sub|par|n|l|g)?[a-zA-Z0-9]{0,3}`).Draw(t, "name")
		if _, want := util.LookUpHTML5EntityByName(name); isEntity(name) != want {
			t.Errorf("%q: got %v", name, !want)
		}
	})
}
