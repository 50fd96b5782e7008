package format

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// Every paragraph comes in with its kind, level and text, whatever runs it is cut into.
func TestWordKeepsParagraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawParagraphs(t)
		var body strings.Builder
		for _, p := range want {
			properties := map[annotations.BlockKind]string{
				annotations.Heading:   fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, p.level),
				annotations.ListItem:  fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="3"/></w:numPr>`, p.level-1),
				annotations.Quotation: `<w:pStyle w:val="IntenseQuote"/>`,
			}[p.kind]
			body.WriteString("<w:p><w:pPr>" + properties + "</w:pPr>")
			cut := rapid.IntRange(0, len([]rune(p.text))).Draw(t, "cut")
			for _, part := range []string{string([]rune(p.text)[:cut]), string([]rune(p.text)[cut:])} {
				body.WriteString(`<w:ins><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + escaped(part) + `</w:t></w:r></w:ins>`)
				body.WriteString(`<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>`)
			}
			body.WriteString("</w:p>")
		}
		data, err := Pack([]File{{Name: "word/document.xml", Data: []byte(wordDocument(body.String()))}})
		if err != nil {
			t.Fatal(err)
		}
		a, err := ReadDOCX("", data, now)
		if err != nil {
			t.Fatal(err)
		}
		checkArticle(t, a)
		checkKept(t, a, want)
	})
}

// What a style's name says holds in the languages in which programs write it.
func TestStyleNames(t *testing.T) {
	for name, want := range map[string]paragraphStyle{
		"heading 1":        {kind: annotations.Heading, level: 1},
		"Heading 3":        {kind: annotations.Heading, level: 3},
		"Heading2":         {kind: annotations.Heading, level: 2},
		"heading 9":        {kind: annotations.Heading, level: 6},
		"Überschrift 2":    {kind: annotations.Heading, level: 2},
		"berschrift1":      {kind: annotations.Heading, level: 1}, // Word drops the first letter
		"Titre 4":          {kind: annotations.Heading, level: 4},
		"見出し 1":            {kind: annotations.Heading, level: 1},
		"Title":            {kind: annotations.Heading, level: 1, title: true},
		"Titel":            {kind: annotations.Heading, level: 1, title: true},
		"Intense Quote":    {kind: annotations.Quotation, level: 1},
		"Zitat":            {kind: annotations.Quotation, level: 1},
		"List Bullet":      {kind: annotations.ListItem, level: 1},
		"List Number 3":    {kind: annotations.ListItem, level: 3},
		"toc 2":            {left: true},
		"Contents Heading": {left: true},
		"heading":          plainParagraph,
		"heading 12":       plainParagraph,
		"heading 0":        plainParagraph,
		"Subtitle":         plainParagraph,
		"Normal":           plainParagraph,
		"":                 plainParagraph,
	} {
		if got, known := styleNamed(name); got != want || known != (want != plainParagraph) {
			t.Errorf("%q: %+v, %v; want %+v", name, got, known, want)
		}
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte("<w:p><w:pPr><w:pStyle w:val=\"x\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>a</w:t><w:tab/><w:br/></w:r></w:p>"),
		[]byte(`<w:styles><w:style w:styleId="x"><w:name w:val="Quote"/><w:basedOn w:val="x"/></w:style></w:styles>`), false)
	f.Add([]byte("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:sym w:char=\"2192\"/></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>"), []byte(""), false)
	f.Add([]byte("PK\x03\x04"), []byte(""), true)
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, document, styles []byte, raw bool) {
		if raw {
			readDocument(t, docx, document)
			return
		}
		const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
		styles = []byte(strings.Replace(string(styles), "<w:styles", "<w:styles "+ns, 1))
		readDocument(t, docx, zipped(t,
			File{Name: "word/_rels/document.xml.rels", Data: []byte(`<Relationships><Relationship Type="x/styles" Target="styles.xml"/></Relationships>`)},
			File{Name: "word/styles.xml", Data: styles},
			File{Name: "word/document.xml", Data: []byte(wordDocument(string(document)))}))
	})
}
