package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
)

// documents are the formats that are archives.
var documents = []Format{epub, docx, odt}

// zipped packs files as other programs do: the first may be the media type, and is not
// compressed. A name may be there twice.
func zipped(t testing.TB, files ...File) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate}
		if f.Name == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGoldenDocuments holds the readers of documents to testdata/FORMAT/*.txtar: the files
// that one is packed of, and, as the file "want", what is made of it.
func TestGoldenDocuments(t *testing.T) {
	for _, f := range documents {
		paths, _ := filepath.Glob("testdata/" + f.Name + "/*.txtar")
		if len(paths) == 0 {
			t.Errorf("%s: no golden files", f.Name)
		}
		for _, path := range paths {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var files []File
			want := ""
			for _, member := range archive.Files {
				if member.Name == "want" {
					want = string(member.Data)
				} else {
					files = append(files, File{Name: member.Name, Data: bytes.TrimSuffix(member.Data, []byte("\n"))})
				}
			}
			got := readPacked(f, zipped(t, files...))
			if got != want && !*annotationtest.Update {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", path, got, want)
			}
			if *annotationtest.Update {
				archive.Files = slices.DeleteFunc(archive.Files, func(m txtar.File) bool { return m.Name == "want" })
				archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// readPacked describes what a document becomes: its articles, then its problems.
func readPacked(f Format, data []byte) string {
	var b strings.Builder
	err := Read(f, []File{{Name: "file" + f.Extensions[0], Data: data}}, nil, now, func(batch Batch) error {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(describe(batch.Records, nil))
		for _, p := range batch.Problems {
			b.WriteString("problem: " + p.Error() + "\n")
		}
		return nil
	})
	if err != nil {
		b.WriteString("error: " + err.Error() + "\n")
	}
	return b.String()
}

// documentErrors are all that may be wrong with a document.
var documentErrors = []error{
	ErrNoArchive, ErrTooMany, ErrUnpacked, ErrCompression, ErrMissing, ErrDamaged, ErrEncrypted, ErrProtected, ErrXML,
	ErrDeclarations, record.ErrDepth, plain.ErrEmpty, plain.ErrTooLarge, plain.ErrEncoding, ErrNoArticle,
}

// readDocument reads bytes that may be anything, and checks what comes of it.
func readDocument(t interface {
	Helper()
	Errorf(string, ...any)
}, f Format, data []byte) (articles []annotations.Article) {
	t.Helper()
	known := func(err error) bool {
		return slices.ContainsFunc(documentErrors, func(e error) bool { return errors.Is(err, e) })
	}
	err := f.Read([]File{{Name: "", Data: data}}, Sink{
		Now: now,
		Records: func(c record.Collection) error {
			for _, a := range c.Articles {
				checkArticle(t, a)
			}
			articles = append(articles, c.Articles...)
			return nil
		},
		Problem: func(p standoff.Problem) {
			if !known(p.Err) {
				t.Errorf("an unknown problem: %v", p)
			}
		},
	})
	if err != nil && !known(err) {
		t.Errorf("an unknown error: %v", err)
	}
	if err == nil && len(articles) == 0 {
		t.Errorf("neither an article nor an error")
	}
	return articles
}

// The formats are told apart by what they hold, whatever the file's name.
func TestSniffDocuments(t *testing.T) {
	for _, c := range []struct {
		format Format
		data   []byte
	}{
		{epub, zipped(t, File{Name: "mimetype", Data: []byte(epubType)})},
		{odt, zipped(t, File{Name: "mimetype", Data: []byte(odtType)})},
		{docx, zipped(t, File{Name: "[Content_Types].xml"}, File{Name: "word/document.xml"})},
	} {
		for _, f := range documents {
			if got := f.Sniff(c.data); got != (f.Name == c.format.Name) {
				t.Errorf("%s sniffs at %s: %v", f.Name, c.format.Name, got)
			}
		}
	}
	for _, data := range []string{"", "PK\x03\x04", "word/document", "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetype"} {
		for _, f := range documents {
			if f.Sniff([]byte(data)) {
				t.Errorf("%s sniffs at %q", f.Name, data)
			}
		}
	}
}

// Hostile documents are refused with an error that says why.
func TestHostileDocuments(t *testing.T) {
	const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
	const outside = `<!DOCTYPE x SYSTEM "file:///etc/hostname">`
	deep := strings.Repeat("<w:sdt>", 100_000)
	for name, c := range map[string]struct {
		wrap func(string) string // what stands before the root, and in it
		want error
	}{
		"entities":       {func(string) string { return bomb + "<x>&b;</x>" }, ErrDeclarations},
		"outside":        {func(s string) string { return outside + s }, ErrDeclarations},
		"unknown entity": {func(string) string { return "<x>&nbsp;</x>" }, ErrXML},
		"depth":          {func(string) string { return `<w:document xmlns:w="wordprocessingml">` + deep }, record.ErrDepth},
		"cut short":      {func(s string) string { return s[:len(s)/2] }, ErrXML},
		"empty":          {func(string) string { return "" }, plain.ErrEmpty},
		"no XML":         {func(string) string { return "\x00\xff\xfe\x01" }, plain.ErrEncoding},
		"a bomb":         {func(s string) string { return s + strings.Repeat(" ", 10<<20) }, ErrCompression},
	} {
		for _, f := range documents {
			t.Run(name+" "+f.Name, func(t *testing.T) {
				files := smallest(f)
				main := &files[len(files)-1]
				main.Data = []byte(c.wrap(string(main.Data)))
				err := f.Read([]File{{Data: zipped(t, files...)}}, Sink{
					Now:     now,
					Records: func(record.Collection) error { return nil },
					Problem: func(p standoff.Problem) { t.Errorf("a problem: %v", p) },
				})
				if want := c.want; !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
		}
	}
}

// smallest returns the files of a small document; the last is the one with XML that all
// depends on.
func smallest(f Format) []File {
	files := map[string][]File{
		"docx": {{Name: "word/document.xml", Data: []byte(wordDocument("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"))}},
		"odt": {
			{Name: "mimetype", Data: []byte(odtType)},
			{Name: "content.xml", Data: []byte(odtContent("<text:p>Words.</text:p>"))},
		},
		"epub": bookOf("<p>" + strings.Repeat("Some words. ", 30) + "</p>"),
	}
	return files[f.Name]
}

func wordDocument(body string) string {
	return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`
}

func odtContent(body string) string {
	const ns = "urn:oasis:names:tc:opendocument:xmlns:"
	return `<office:document-content xmlns:office="` + ns + `office:1.0" xmlns:text="` + ns + `text:1.0" xmlns:table="` + ns + `table:1.0">` +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

// bookOf returns the files of a book with documents of these bodies; the package is the last.
func bookOf(bodies ...string) []File {
	files := []File{
		{Name: "mimetype", Data: []byte(epubType)},
		{Name: "META-INF/container.xml", Data: []byte(`<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`)},
	}
	var items, spine strings.Builder
	for i, body := range bodies {
		name := string(rune('a'+i)) + ".xhtml"
		files = append(files, File{Name: "OEBPS/" + name, Data: []byte(`<html xmlns="http://www.w3.org/1999/xhtml"><body>` + body + `</body></html>`)})
		items.WriteString(`<item id="` + name + `" href="` + name + `" media-type="application/xhtml+xml"/>`)
		spine.WriteString(`<itemref idref="` + name + `"/>`)
	}
	return append(files, File{Name: "OEBPS/book.opf", Data: []byte(
		`<package xmlns="http://www.idpf.org/2007/opf"><manifest>` + items.String() + `</manifest><spine>` + spine.String() + `</spine></package>`)})
}

// A drawn paragraph is one of a generated document.
type drawnParagraph struct {
	kind  annotations.BlockKind
	level int
	text  string
}

// drawParagraphs generates paragraphs whose text any document can hold as it is.
func drawParagraphs(t *rapid.T) []drawnParagraph {
	words := []string{"word", "Envoy", "said", "<b>", "&amp;", "“Yes,”", "é", "e\u0301", "👩‍👩‍👧‍👦", "🇩🇪", "שלום", "中文字", "€21bn", "]]>", "\u00a0x"}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) drawnParagraph {
		p := drawnParagraph{kind: rapid.SampledFrom([]annotations.BlockKind{
			annotations.Heading, annotations.Paragraph, annotations.ListItem, annotations.Quotation,
		}).Draw(t, "kind")}
		switch p.kind {
		case annotations.Heading:
			p.level = rapid.IntRange(1, 6).Draw(t, "level")
		case annotations.ListItem:
			p.level = rapid.IntRange(1, 4).Draw(t, "level")
		case annotations.Quotation:
			p.level = 1
		}
		p.text = "a " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "words"), " ")
		return p
	}), 1, 12).Draw(t, "paragraphs")
}

// escaped returns text as XML has it.
func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// checkKept holds an article against the paragraphs that it was generated from.
func checkKept(t *rapid.T, a annotations.Article, want []drawnParagraph) {
	if len(a.Blocks) != len(want) {
		t.Fatalf("%d blocks of %d paragraphs: %q", len(a.Blocks), len(want), a.Text.String())
	}
	for i, b := range a.Blocks {
		if got := (drawnParagraph{b.Kind, b.Level, a.Text.Slice(b.Span)}); got != want[i] {
			t.Fatalf("block %d is %v, want %v", i, got, want[i])
		}
	}
}

func BenchmarkDocuments(b *testing.B) {
	long := strings.Repeat("Minister Ada Klint said the port would cost €21bn, twice what was planned. ", 8)
	for _, c := range []struct {
		format Format
		files  []File
	}{
		{docx, []File{{Name: "word/document.xml", Data: []byte(wordDocument(strings.Repeat("<w:p><w:r><w:t>"+long+"</w:t></w:r></w:p>", 100)))}}},
		{odt, []File{{Name: "content.xml", Data: []byte(odtContent(strings.Repeat("<text:p>"+long+"</text:p>", 100)))}}},
		{epub, bookOf(strings.Repeat("<p>"+long+"</p>", 100))},
	} {
		data := zipped(b, c.files...)
		b.Run(c.format.Name, func(b *testing.B) {
			b.SetBytes(int64(100 * len(long)))
			b.ReportAllocs()
			for b.Loop() {
				if len(readDocument(b, c.format, data)) != 1 {
					b.Fatal("no article")
				}
			}
		})
	}
}
