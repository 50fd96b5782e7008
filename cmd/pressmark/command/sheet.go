package command

import (
	"bufio"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/record"
)

// looks says how the kinds are written: a letter beside each mark, and the terminal's
// code for its text.
var looks = map[annotations.Kind]struct{ letter, code string }{
	annotations.KindActor:  {"ᵃ", "1;34"},
	annotations.KindClaim:  {"ᶜ", "4"},
	annotations.KindFigure: {"ᶠ", "1;32"},
}

const (
	plainCode  = ""
	strongCode = "1"
	dimCode    = "2"
)

// A sheet writes articles in so many columns.
type sheet struct {
	w       *bufio.Writer
	columns int
	colored bool
	begun   bool
}

// next draws a line between what was shown before and what follows.
func (p *sheet) next() {
	if p.begun {
		p.w.WriteString("\n" + strings.Repeat("─", p.columns) + "\n\n")
	}
	p.begun = true
}

func (p *sheet) collection(c record.Collection) {
	byArticle := map[annotations.ID][]annotations.Annotation{}
	for _, n := range c.Annotations {
		byArticle[n.Article] = append(byArticle[n.Article], n)
	}
	for i, a := range c.Articles {
		if i > 0 {
			p.next()
		}
		p.article(annotations.NewDoc(a, byArticle[a.ID]), annotations.NewDirectory(c.Actors))
		delete(byArticle, a.ID)
	}
	var apart []annotations.Annotation
	for _, n := range c.Annotations {
		if len(byArticle[n.Article]) > 0 {
			apart = append(apart, n)
		}
	}
	if marks := annotations.NewDoc(annotations.Article{}, apart).Marks(); len(marks) > 0 {
		p.write("Marks of articles that are not in the file", "", strongCode)
		p.list(marks, ledger.Ledger{})
	}
}

func (p *sheet) article(d annotations.Doc, actors annotations.Directory) {
	a := d.Article
	said := false
	if a.Deleted {
		p.write(a.Title+" (deleted)", "", strongCode)
		said = true
	} else if !opens(a, a.Title) {
		p.write(a.Title, "", strongCode)
		said = true
	}
	for _, fact := range []string{
		strings.Join(slices.DeleteFunc([]string{a.Byline, a.Publisher, a.Published}, func(s string) bool { return s == "" }), " · "),
		a.Source,
	} {
		if fact != "" {
			p.write(fact, "", dimCode)
			said = true
		}
	}
	numbers := map[annotations.ID]int{}
	for i, m := range d.Marks() {
		numbers[m.ID] = i + 1
	}
	for i, b := range a.Blocks {
		if i > 0 || said {
			p.w.WriteByte('\n')
		}
		p.block(d, b, numbers)
	}
	if marks := d.Marks(); len(marks) > 0 {
		p.w.WriteByte('\n')
		p.list(marks, ledger.Of([]annotations.Doc{d}, actors))
	}
}

// opens reports whether an article begins with a heading that is its title.
func opens(a annotations.Article, title string) bool {
	return len(a.Blocks) > 0 && a.Blocks[0].Kind == annotations.Heading && a.Text.Slice(a.Blocks[0].Span) == title
}

// block writes a block with its marks.
func (p *sheet) block(d annotations.Doc, b annotations.Block, numbers map[annotations.ID]int) {
	first, rest, base := "", "", plainCode
	switch b.Kind {
	case annotations.Heading:
		first, base = strings.Repeat("#", b.Level)+" ", strongCode
	case annotations.ListItem:
		rest = strings.Repeat("  ", b.Level)
		first = rest[2:] + "• "
	case annotations.Quotation:
		first = strings.Repeat("> ", b.Level)
		rest = first
	}
	var cells []cell
	for _, r := range annotations.Runs(b.Span, d.In(b.Span)) {
		code := base
		for _, m := range r.Marks { // outermost first
			if edge(m, b.Span, r.Span.Start, false) {
				cells = append(cells, cell{text: "[", code: dimCode, glue: true})
			}
			code = looks[m.Kind].code
		}
		cells = append(cells, cellsOf(d.Article.Text.Slice(r.Span), code)...)
		for _, m := range slices.Backward(r.Marks) {
			if edge(m, b.Span, r.Span.End, true) {
				cells = append(cells, cell{text: "]" + label(m, numbers[m.ID]), code: dimCode, glue: true})
			}
		}
	}
	p.lay(cells, first, rest)
}

// edge reports whether a stretch of a mark begins, or ends, at code point at of a
// block: there, or at the block's own edge where the stretch goes on in another.
func edge(m *annotations.Annotation, block annotations.Span, at int, end bool) bool {
	return slices.ContainsFunc(m.Spans, func(s annotations.Span) bool {
		s = s.Intersect(block)
		return !s.Empty() && (end && s.End == at || !end && s.Start == at)
	})
}

// label returns a mark's letter and number, raised.
func label(m *annotations.Annotation, number int) string {
	var b strings.Builder
	b.WriteString(looks[m.Kind].letter)
	for _, digit := range strconv.Itoa(number) {
		b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[digit-'0'])
	}
	return b.String()
}

// list writes the marks with what is known and said of them.
func (p *sheet) list(marks []*annotations.Annotation, l ledger.Ledger) {
	known := meanings(l)
	digits := len(strconv.Itoa(len(marks)))
	for i, m := range marks {
		head := fmt.Sprintf("%*d %-6s ", digits, i+1, m.Kind)
		indent := strings.Repeat(" ", len(head))
		where := ""
		if m.Orphan() {
			where = " (its place in the text is lost)"
		}
		p.lay(append(cellsOf(m.Exact(), looks[m.Kind].code), cellsOf(where, dimCode)...), head, indent)
		if known[m.ID] != "" {
			p.write(known[m.ID], indent, plainCode)
		}
		if m.Note != "" {
			p.write(m.Note, indent, plainCode)
		}
		if len(m.Tags) > 0 {
			p.write("#"+strings.Join(m.Tags, " #"), indent, dimCode)
		}
	}
}

func (p *sheet) write(s, indent, code string) { p.lay(cellsOf(s, code), indent, indent) }

// lay writes cells, broken at the sheet's width; first stands before the first line
// and rest before the others.
func (p *sheet) lay(cells []cell, first, rest string) {
	room := max(p.columns-utf8.RuneCountInString(first), 20)
	before := first
	var l []cell
	used, breakAt := 0, -1 // breakAt: how much of the line may stand alone
	flush := func(n int) {
		p.line(before, l[:n])
		before = rest
		l = slices.Clone(l[n:])
		for len(l) > 0 && l[0].text == " " {
			l = l[1:]
		}
		used, breakAt = 0, -1
		for _, c := range l {
			used += c.columns()
		}
	}
	for i, c := range cells {
		if c.text == "\n" {
			flush(len(l))
			continue
		}
		if i > 0 && len(l) > 0 && l[len(l)-1].breaks(c) {
			breakAt = len(l)
		}
		if c.text != " " && used+c.columns() > room && breakAt > 0 {
			flush(breakAt)
		}
		l = append(l, c)
		used += c.columns()
	}
	flush(len(l))
}

// line writes one line.
func (p *sheet) line(before string, l []cell) {
	for len(l) > 0 && l[len(l)-1].text == " " {
		l = l[:len(l)-1]
	}
	if len(l) == 0 {
		before = strings.TrimRight(before, " ")
	}
	p.w.WriteString(before)
	code := plainCode
	for _, c := range l {
		if p.colored && c.code != code {
			if code != plainCode {
				p.w.WriteString("\x1b[0m")
			}
			if code = c.code; code != plainCode {
				p.w.WriteString("\x1b[" + code + "m")
			}
		}
		p.w.WriteString(c.text)
	}
	if code != plainCode {
		p.w.WriteString("\x1b[0m")
	}
	p.w.WriteByte('\n')
}
