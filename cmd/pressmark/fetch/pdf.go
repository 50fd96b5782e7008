package fetch

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
	"pressmark/annotations/words"
)

// What can be wrong with a PDF.
const (
	ErrPDF      = words.ErrPDF
	ErrPassword = words.ErrPassword
	ErrScanned  = words.ErrScanned
	ErrPages    = words.ErrPages
	ErrSlow     = words.ErrSlow
)

// Limits of PDFs.
const (
	mostPages  = 1000
	pdfTime    = 60 * time.Second // for all of a document
	pdfMemory  = 512 << 20        // bytes that the reader of one document may have
	memoryPage = 64 << 10         // bytes of what WebAssembly calls a page
)

// PDF makes an article of the text of a PDF. Lines become paragraphs again: hyphens at the
// ends of lines are undone, paragraphs go on over columns and pages, and lines that repeat
// at the same place of several pages (page numbers, running titles) are left out. Large or
// bold lines are headings, lines with a bullet list items; quotations and tables are not
// told from paragraphs. The order is that in which the text was written into the file.
//
// The document is read by PDFium, in a WebAssembly sandbox without files or network. The
// first call of a process takes some seconds to make that ready.
//
// It returns ErrPDF, ErrPassword, ErrScanned, ErrPages, ErrSlow (also once ctx is done),
// or plain.ErrTooLarge.
func PDF(ctx context.Context, name string, data []byte, now time.Time) (annotations.Article, error) {
	lines, m, err := readPDF(ctx, data)
	if err != nil {
		return annotations.Article{}, err
	}
	a, err := format.ReadHTML(name, []byte(pdfPage(lines, m)), now)
	if errors.Is(err, plain.ErrEmpty) {
		return annotations.Article{}, ErrScanned
	}
	return a, err
}

// A metadata is what a PDF says of itself.
type metadata struct{ title, author, created, language string }

// sandboxes makes those in which documents are read, one each. Two documents are read at a
// time; others wait.
var sandboxes = sync.OnceValues(func() (pdfium.Pool, error) {
	ctx := experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0))
	return webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: 1, MaxTotal: 2,
		FSConfig: wazero.NewFSConfig(), // no files
		Stdout:   io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithCloseOnContextDone(true).
			WithMemoryLimitPages(pdfMemory / memoryPage),
	})
})

// readPDF returns the lines of a PDF's pages, in the order of the file.
func readPDF(ctx context.Context, data []byte) (lines []line, m metadata, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = words.Because(ErrPDF, words.Fact.Of(fmt.Sprint(r)))
		}
	}()
	pool, err := sandboxes()
	if err != nil {
		return nil, m, err
	}
	ctx, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	sandbox, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, m, words.Because(ErrSlow, words.Fact.Of(err.Error()))
	}
	killed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(killed)
		sandbox.Kill() // there is no one left to tell
	})
	defer func() {
		if stop() {
			sandbox.Close() // what it returns is of no document
			return
		}
		<-killed
		err = ErrSlow
	}()
	doc, err := sandbox.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, m, ErrPassword
	case err != nil:
		return nil, m, ErrPDF
	}
	count, err := sandbox.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	switch {
	case err != nil, count.PageCount == 0:
		return nil, m, ErrPDF
	case count.PageCount > mostPages:
		return nil, m, words.Because(ErrPages, words.OfAtMost.Of(strconv.Itoa(count.PageCount), strconv.Itoa(mostPages)))
	}
	if tags, err := sandbox.GetMetaData(&requests.GetMetaData{Document: doc.Document}); err == nil {
		for _, t := range tags.Tags {
			switch t.Tag {
			case "Title":
				m.title = pdfTitle(t.Value)
			case "Author":
				m.author = t.Value
			case "CreationDate":
				m.created = pdfDate(t.Value)
			}
		}
	}
	if l, err := sandbox.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: doc.Document}); err == nil {
		m.language = l.Language
	}
	size := 0
	for i := range count.PageCount {
		text, err := sandbox.GetPageTextStructured(&requests.GetPageTextStructured{
			Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}},
			Mode: requests.GetPageTextStructuredModeChars, CollectFontInformation: true,
		})
		if err != nil {
			return nil, m, words.Because(ErrPDF, words.OnPage.Of(strconv.Itoa(i+1)))
		}
		page := linesOf(i, text.Chars)
		for _, l := range page {
			size += len(l.text)
		}
		if err := plain.CheckSize(size); err != nil {
			return nil, m, err
		}
		lines = append(lines, page...)
	}
	return lines, m, nil
}

// pdfTitle returns a document's title, or "" for what programs write in its place.
func pdfTitle(s string) string {
	lower := strings.ToLower(s)
	for _, made := range []string{"microsoft word - ", "untitled", ".doc", ".indd", ".qxd", ".pdf", ".tex", ".odt"} {
		if strings.Contains(lower, made) {
			return ""
		}
	}
	return s
}

// pdfDate returns the day of a time as PDF has it: "D:20261122081500+01'00'".
func pdfDate(s string) string {
	const day = "20060102"
	s = strings.TrimPrefix(s, "D:")
	t, err := time.Parse(day, s[:min(len(day), len(s))])
	if err != nil {
		return ""
	}
	return t.Format("2006-01-02")
}

// A line is a line of text on a page. Lengths are in points, and rise from the bottom left.
type line struct {
	page              int
	text              string
	left, right, base float64
	size              float64 // of the font
	bold              bool
	divided           bool // its last word goes on in the next line; the hyphen is not in text
}

// linesOf makes lines of the characters of a page. PDFium has put line breaks between them,
// and a mark in the place of a hyphen that divides a word. What runs up or down the page is
// no part of its text.
func linesOf(page int, chars []*responses.GetPageTextStructuredChar) (lines []line) {
	const (
		divided = "\x02"
		upright = 0.1 // radians
	)
	var text strings.Builder
	var l line
	var bases, sizes []float64
	letters, bold := 0, 0
	end := func() {
		if l.text = ligatures.Replace(strings.TrimSpace(text.String())); l.text != "" && len(bases) > 0 {
			l.page, l.base, l.size = page, median(bases), math.Round(median(sizes)*2)/2
			l.bold = bold*2 > letters
			lines = append(lines, l)
		}
		text.Reset()
		l, bases, sizes, letters, bold = line{}, nil, nil, 0, 0
	}
	for _, c := range chars {
		switch {
		case c.Text == "\r", c.Text == "\n":
			end()
			continue
		case c.Text == divided:
			l.divided = true
			end()
			continue
		case math.Abs(math.Remainder(c.Angle, 2*math.Pi)) > upright:
			continue
		}
		text.WriteString(c.Text)
		if strings.TrimSpace(c.Text) == "" || c.FontInformation == nil {
			continue
		}
		if len(bases) == 0 {
			l.left = c.PointPosition.Left
		}
		l.left, l.right = min(l.left, c.PointPosition.Left), max(l.right, c.PointPosition.Right)
		bases = append(bases, c.PointPosition.Bottom)
		sizes = append(sizes, c.FontInformation.RenderedSize)
		letters++
		const boldWeight = 600
		if c.FontInformation.Weight >= boldWeight || strings.Contains(c.FontInformation.Name, "Bold") {
			bold++
		}
	}
	end()
	return lines
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// pdfPage writes the text of lines as a page.
func pdfPage(lines []line, m metadata) string {
	e := html.EscapeString
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="%s"><meta charset="utf-8"><title>%s</title><meta name="author" content="%s"><meta name="date" content="%s"><main>`,
		e(m.language), e(m.title), e(m.author), e(m.created))
	for _, p := range passages(lines) {
		switch {
		case p.heading > 0:
			fmt.Fprintf(&b, "<h%d>%s</h%d>\n", p.heading, e(p.text), p.heading)
		case p.item:
			fmt.Fprintf(&b, "<ul><li>%s</li></ul>\n", e(p.text))
		default:
			fmt.Fprintf(&b, "<p>%s</p>\n", e(p.text))
		}
	}
	return b.String()
}
