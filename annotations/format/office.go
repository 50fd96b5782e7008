package format

import (
	"strings"
	"time"
	"unicode"

	"pressmark/annotations"
	"pressmark/annotations/plain"
)

// A paragraph is one of a word processor's document.
type paragraph struct {
	style paragraphStyle
	text  string
	joins bool  // its end is deleted: the next goes on with it
	first *bool // in a list item: whether its first paragraph is written
}

// A paragraphStyle is what its style makes of a paragraph.
type paragraphStyle struct {
	kind  annotations.BlockKind
	level int
	title bool // it is the document's title
	left  bool // it is left out: a line of a table of contents
}

var plainParagraph = paragraphStyle{kind: annotations.Paragraph}

// styleNamed returns what the name of a paragraph style says, in English, which the
// files use, or in the languages in which some programs write them; ok is false where
// it says nothing.
func styleNamed(name string) (s paragraphStyle, ok bool) {
	name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	word := strings.TrimRightFunc(name, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' })
	number := 0
	if digits := strings.TrimSpace(name[len(word):]); len(digits) == 1 {
		number = int(digits[0] - '0')
	}
	switch {
	case titleNames[name]:
		return paragraphStyle{kind: annotations.Heading, level: 1, title: true}, true
	case headingNames[word] && number > 0:
		return paragraphStyle{kind: annotations.Heading, level: min(number, deepestHeading)}, true
	case quotationNames[name]:
		return paragraphStyle{kind: annotations.Quotation, level: 1}, true
	case word == "list bullet" || word == "list number":
		return paragraphStyle{kind: annotations.ListItem, level: max(number, 1)}, true
	case word == "toc", word == "toc heading", word == "contents", word == "contents heading", word == "table of figures":
		return paragraphStyle{left: true}, true
	}
	return plainParagraph, false
}

// deepestHeading is the lowest level of headings that blocks know.
const deepestHeading = 6

var (
	titleNames   = nameSet("title,titel,titre,título,titolo,название,заголовок,tytuł,otsikko,tittel,標題,标题,表題,제목")
	headingNames = nameSet("heading,überschrift,berschrift,titre,título,titulo,titolo,заголовок,kop,rubrik,overskrift,nagłówek,otsikko,nadpis,címsor,başlık,titlu,επικεφαλίδα,标题,標題,見出し,제목")

	quotationNames = nameSet("quote,intense quote,intensequote,quotations,quotation,block quotation,block text,block quote,blockquote," +
		"zitat,intensives zitat,citation,citation intense,cita,cita destacada,citazione,citazione intensa,citação,citação intensa," +
		"цитата,выделенная цитата,citaat,duidelijk citaat,citat,starkt citat,sterkt sitat,sitat,cytat,cytat intensywny,lainaus,citát,idézet,alıntı")
)

// compose makes an article of paragraphs: blocks parted by blank lines, as in ReadHTML.
// It returns plain.ErrEmpty or plain.ErrTooLarge.
func compose(paragraphs []paragraph, m meta, name string, now time.Time) (annotations.Article, error) {
	var b blockWriter
	title, before := "", ""
	for i, p := range paragraphs {
		if p.style.left {
			continue
		}
		if p.joins && i+1 < len(paragraphs) {
			before += p.text
			continue
		}
		b.write(before+p.text, true)
		before = ""
		if p.style.title && title == "" {
			title = plain.OneLine(string(b.line))
		}
		bullet := p.first
		if bullet == nil {
			bullet = new(bool)
		}
		b.flush(layout{kind: p.style.kind, level: p.style.level, bullet: bullet})
		if err := plain.CheckSize(b.text.Len()); err != nil {
			return annotations.Article{}, err
		}
	}
	if len(b.blocks) == 0 {
		return annotations.Article{}, plain.ErrEmpty
	}
	a := annotations.Article{ID: annotations.NewID(), Text: annotations.NewText(b.text.String()), Blocks: b.blocks}
	m.fill(&a)
	// Word puts the name of a file that was once printed in the place of the title.
	if title != "" || strings.HasPrefix(a.Title, "Microsoft Word - ") {
		a.Title = title
	}
	if a.Title == "" {
		a.Title = firstHeading(a)
	}
	a.Title = plain.Title(a.Title, name, a.Text.Slice(a.Blocks[0].Span))
	a.Created, a.Modified = now, now
	return a, nil
}

// rowOf makes paragraphs of a table's row: one, its cells parted by tabs. Where only one of
// the cells shows anything, the row is there for the layout, and the cell's paragraphs
// are kept.
func rowOf(cells [][]paragraph) []paragraph {
	var row strings.Builder
	shown := 0
	var only []paragraph
	for i, cell := range cells {
		if i > 0 {
			row.WriteByte('\t')
		}
		words := ""
		for _, p := range cell {
			if s := strings.TrimFunc(p.text, unicode.IsSpace); plain.Visible(s) && !p.style.left {
				words += " " + s
			}
		}
		if words != "" {
			row.WriteString(words[1:])
			shown++
			only = cell
		}
	}
	if shown == 1 {
		return only
	}
	return []paragraph{{style: plainParagraph, text: row.String()}}
}
