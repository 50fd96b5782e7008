package format

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pressmark/annotations"
	"pressmark/annotations/annotationtest"
)

// Every paragraph comes in with its kind, level and text, whatever spans it is cut into.
func TestOpenDocumentKeepsParagraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawParagraphs(t)
		var body strings.Builder
		for _, p := range want {
			cut := rapid.IntRange(0, len([]rune(p.text))).Draw(t, "cut")
			text := ""
			for _, part := range []string{string([]rune(p.text)[:cut]), string([]rune(p.text)[cut:])} {
				// White space at the ends of spans is as good as any; what is collapsed is not.
				text += `<text:span>` + escaped(part) + `</text:span><text:bookmark/><office:annotation><text:p>gone</text:p></office:annotation>`
			}
			switch p.kind {
			case annotations.Heading:
				fmt.Fprintf(&body, `<text:h text:outline-level="%d">%s</text:h>`, p.level, text)
			case annotations.ListItem:
				body.WriteString(strings.Repeat("<text:list><text:list-item>", p.level) + "<text:p>" + text + "</text:p>" +
					strings.Repeat("</text:list-item></text:list>", p.level))
			case annotations.Quotation:
				body.WriteString(`<text:p text:style-name="Quotations">` + text + `</text:p>`)
			default:
				body.WriteString(`<text:p>` + text + `</text:p>`)
			}
		}
		data, err := Pack([]File{{Name: "content.xml", Data: []byte(odtContent(body.String()))}})
		if err != nil {
			t.Fatal(err)
		}
		a, err := ReadODT("", data, now)
		if err != nil {
			t.Fatal(err)
		}
		checkArticle(t, a)
		checkKept(t, a, want)
	})
}

func FuzzODT(f *testing.F) {
	f.Add([]byte(`<text:p>a<text:s text:c="999999999"/><text:tab/><text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>`), []byte("<x/>"), false)
	f.Add([]byte(`<text:list><text:list-header><text:p>a</text:p></text:list-header><text:list-item><text:p>b</text:p><text:p>c</text:p></text:list-item></text:list>`), []byte("<x"), false)
	f.Add([]byte(`<table:table><table:table-row><table:table-cell><text:h>a</text:h></table:table-cell></table:table-row></table:table>`), []byte(""), false)
	f.Add([]byte("PK\x03\x04"), []byte(""), true)
	annotationtest.Seeds(f)
	f.Fuzz(func(t *testing.T, body, meta []byte, raw bool) {
		if raw {
			readDocument(t, odt, body)
			return
		}
		readDocument(t, odt, zipped(t, File{Name: "content.xml", Data: []byte(odtContent(string(body)))}, File{Name: "meta.xml", Data: meta}))
	})
}
