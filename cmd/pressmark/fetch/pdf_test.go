package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pressmark/annotations/plain"
)

// A pdf writes documents with text in Helvetica at given places.
type pdf struct {
	pages []string // their content
	info  string
}

// show writes a line on the last page.
func (p *pdf) show(x, y, size float64, bold bool, text string) {
	font := "R"
	if bold {
		font = "B"
	}
	text = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text)
	p.pages[len(p.pages)-1] += fmt.Sprintf("BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, size, x, y, text)
}

func (p *pdf) bytes() []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range p.pages {
		fmt.Fprintf(&kids, "%d 0 R ", 6+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>")
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(p.pages)))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
	object("<<" + p.info + ">>")
	for i, content := range p.pages {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>", 7+2*i))
		object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// sandboxed skips where only quick tests are wanted: to make PDFium ready takes seconds.
func sandboxed(t *testing.T) {
	if testing.Short() {
		t.Skip("PDFium is not made ready for short tests")
	}
}

// A document of two columns on two pages comes out as paragraphs, without what repeats.
func TestPDF(t *testing.T) {
	sandboxed(t)
	d := pdf{info: "/Title(Port deal)/Author(Ada Klint)/CreationDate(D:20261122081500+01'00')"}
	columns := []string{
		"The minister for ports said on Sunday\nthat the new harbour would cost twice\nwhat was planned. A spokes-\nwoman of the ministry added that it was",
		"self-financing. Nobody else was asked\nbefore the deal was signed.\n\n\x95 17 ships a day\n\x95 300 jobs",
		"On the second page there is more to be\nread, and it goes on like this for as\nlong as it does, which is not at all as",
		"long as one would think (or \"fear\").",
	}
	for page := range 2 {
		d.pages = append(d.pages, "")
		d.show(60, 800, 9, false, "The Quay Weekly")
		d.show(290, 30, 9, false, fmt.Sprint(page+1))
		if page == 0 {
			d.show(60, 740, 22, true, "A port is built")
			d.show(60, 715, 11, true, "What was said")
		}
		for c, text := range columns[2*page : 2*page+2] {
			for i, l := range strings.Split(text, "\n") {
				if l != "" {
					d.show(60+float64(c)*250, 690-14*float64(i), 11, false, l)
				}
			}
		}
	}
	a, err := PDF(t.Context(), "a.pdf", d.bytes(), now)
	if err != nil {
		t.Fatal(err)
	}
	want := `heading A port is built
heading What was said
paragraph The minister for ports said on Sunday that the new harbour would cost twice what was planned. A spokeswoman of the ministry added that it was self-financing. Nobody else was asked before the deal was signed.
listitem 17 ships a day
listitem 300 jobs
paragraph On the second page there is more to be read, and it goes on like this for as long as it does, which is not at all as long as one would think (or "fear").
`
	if got := blocks(a); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	if a.Title != "Port deal" || a.Byline != "Ada Klint" || a.Published != "2026-11-22" || a.Language != "en-GB" {
		t.Errorf("got %q %q %q %q", a.Title, a.Byline, a.Published, a.Language)
	}
}

// What is no text is refused with the reason.
func TestPDFRefuses(t *testing.T) {
	sandboxed(t)
	good := pdf{pages: []string{""}}
	good.show(60, 700, 11, false, "Words.")
	locked := strings.Replace(string(good.bytes()), "/Info 5 0 R", "/Info 5 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<"+strings.Repeat("61", 32)+">/U<"+strings.Repeat("62", 32)+">/P -4>>", 1)
	var many pdf
	for range mostPages + 1 {
		many.pages = append(many.pages, "")
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		data []byte
		want error
	}{
		"good":            {t.Context(), good.bytes(), nil},
		"nothing":         {t.Context(), nil, ErrPDF},
		"no PDF":          {t.Context(), []byte("PK\x03\x04"), ErrPDF},
		"only its start":  {t.Context(), []byte("%PDF-1.7\n"), ErrPDF},
		"a password":      {t.Context(), []byte(locked), ErrPassword},
		"pictures":        {t.Context(), (&pdf{pages: []string{"0 0 100 100 re f"}}).bytes(), ErrScanned},
		"no pages":        {t.Context(), (&pdf{}).bytes(), ErrPDF},
		"too many pages":  {t.Context(), many.bytes(), ErrPages},
		"no time":         {done, good.bytes(), ErrSlow},
		"damaged content": {t.Context(), (&pdf{pages: []string{"BT /R 11 Tf ( Q Q Q [ << Tj"}}).bytes(), ErrScanned},
	} {
		if _, err := PDF(c.ctx, "", c.data, now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestPDFMetadata(t *testing.T) {
	for in, want := range map[string]string{
		"Port deal": "Port deal", "Microsoft Word - draft.docx": "", "untitled": "", "Untitled-1.indd": "", "report.PDF": "", "": "",
	} {
		if got := pdfTitle(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	for in, want := range map[string]string{
		"D:20261122081500+01'00'": "2026-11-22", "D:20261122": "2026-11-22", "20261122": "2026-11-22", "D:2026": "", "": "", "D:20261322": "",
	} {
		if got := pdfDate(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// What fuzzing finds here is in PDFium, not in this package: it is not kept, so that nobody is
// handed a file that makes other programs hang or crash. The sandbox and its time are what is
// tested, with files that PDFium reads.
func FuzzPDF(f *testing.F) {
	d := pdf{pages: []string{""}}
	d.show(60, 700, 11, false, "Words.")
	f.Add(d.bytes())
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := PDF(t.Context(), "", data, now)
		for _, known := range []error{nil, ErrPDF, ErrPassword, ErrScanned, ErrPages, ErrSlow, plain.ErrTooLarge} {
			if errors.Is(err, known) {
				return
			}
		}
		t.Errorf("an unknown error: %v", err)
	})
}
