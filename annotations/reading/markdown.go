package reading

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/words"
)

// Markdown returns a copy of the article to be read, in GitHub's Markdown: actors are
// bold, figures italic, and where a claim ends stands a footnote that quotes it and says
// who says it. The ledger follows: claims by speaker, figures, actors.
//
// A viewer that parses it shows the article's text as it is, but for line breaks and
// control characters inside a block: each block is one line.
func Markdown(d annotations.Doc, actors annotations.Directory) []byte {
	w := mdWriter{content: newContent(d, actors)}
	w.head()
	w.article()
	if len(d.Marks()) > 0 {
		w.line("---")
		w.claims()
		w.figures()
		w.actors()
		w.notes()
		w.footnotes()
	}
	return []byte(w.b.String())
}

type mdWriter struct {
	content
	b     strings.Builder
	depth int // in how many items the next list item can stand
}

// line writes a line of Markdown and the blank line after it.
func (w *mdWriter) line(parts ...string) {
	for _, s := range parts {
		w.b.WriteString(s)
	}
	w.b.WriteString("\n\n")
}

// head writes the title, what is known of the article, and what the marks look like. An
// article that begins with its title begins here.
func (w *mdWriter) head() {
	a := &w.Doc.Article
	if w.titled() {
		w.block(0)
	} else {
		w.line("# ", mdText(a.Title))
	}
	var about []string
	for _, s := range []string{a.Byline, a.Publisher, ledger.When(a.Published)} {
		if s != "" {
			about = append(about, mdText(s))
		}
	}
	if a.Source != "" {
		about = append(about, mdLink(a.Source))
	}
	if len(about) > 0 {
		w.line(strings.Join(about, " · "))
	}
	var legend []string
	for _, k := range w.kinds() {
		legend = append(legend, map[annotations.Kind]string{
			annotations.KindActor:  words.ActorsAreBold.String(),
			annotations.KindClaim:  words.ClaimsHaveFootnotes.String(),
			annotations.KindFigure: words.FiguresAreItalic.String(),
		}[k])
	}
	if len(legend) > 0 {
		w.line(strings.Join(legend, " "))
	}
	w.line("---")
}

// article writes the blocks that are not written yet.
func (w *mdWriter) article() {
	first := 0
	if w.titled() {
		first = 1
	}
	for i := range w.Doc.Article.Blocks[first:] {
		w.block(first + i)
	}
}

// block writes a block.
func (w *mdWriter) block(i int) {
	b := w.Doc.Article.Blocks[i]
	switch b.Kind {
	case annotations.Heading:
		w.b.WriteString(strings.Repeat("#", min(max(b.Level, 1), 6)) + " ")
	case annotations.ListItem:
		w.b.WriteString(strings.Repeat("  ", w.indent(b.Level)) + "- ")
	case annotations.Quotation:
		w.b.WriteString(strings.Repeat("> ", min(max(b.Level, 1), 6)))
	}
	w.b.WriteString(w.marked(b.Span))
	w.b.WriteString("\n")
	if next := i + 1; b.Kind != annotations.ListItem || next == len(w.Doc.Article.Blocks) || w.Doc.Article.Blocks[next].Kind != annotations.ListItem {
		w.b.WriteString("\n")
		w.depth = 0
	}
}

// stretches returns a part of the text as stretches of one style, each with the numbers
// of the claims that end with it.
func (w *mdWriter) stretches(part annotations.Span) []mdStretch {
	text := w.Doc.Article.Text
	line, from := text.Slice(part), text.Byte(part.Start)
	var out []mdStretch
	for _, r := range annotations.Runs(part, w.Doc.In(part)) {
		style := styleOf(r.Marks)
		escaped := mdEscape(line, text.Byte(r.Span.Start)-from, text.Byte(r.Span.End)-from)
		last := len(out) - 1
		if last >= 0 && out[last].style == style && (style != 0 || out[last].refs == nil) {
			out[last].text += escaped
		} else {
			out = append(out, mdStretch{style: style, text: escaped})
			last++
		}
		for _, m := range w.ending(r.Marks, r.Span.End) {
			out[last].refs = append(out[last].refs, w.numbers[m.ID])
		}
	}
	return out
}

// An mdStretch is escaped text in one style, and footnotes after it.
type mdStretch struct {
	style mdStyle
	text  string
	refs  []int
}

// An mdStyle is what a stretch is set in.
type mdStyle int

const (
	mdItalic mdStyle = 1 << iota
	mdBold
)

func styleOf(marks []*annotations.Annotation) mdStyle {
	var s mdStyle
	for _, m := range marks {
		switch m.Kind {
		case annotations.KindActor:
			s |= mdBold
		case annotations.KindFigure:
			s |= mdItalic
		}
	}
	return s
}

// marked returns a part of the text, which is one block, with its marks.
func (w *mdWriter) marked(part annotations.Span) string {
	all := w.stretches(part)
	out := make([]byte, 0, 2*part.Len())
	for i, s := range all {
		if len(out) == 0 {
			s.text = strings.TrimLeft(s.text, " ")
		}
		if i > 0 && all[i-1].refs != nil && strings.HasPrefix(s.text, "(") { // else it were a link
			s.text = "\\" + s.text
		}
		next := ' '
		switch {
		case s.refs != nil:
			next = '['
		case i+1 < len(all) && all[i+1].style != 0:
			next = '*'
		case i+1 < len(all):
			next, _ = utf8.DecodeRuneInString(all[i+1].text)
		}
		out = mdSet(out, s.style, s.text, next)
		for _, n := range s.refs {
			if bytes.HasSuffix(out, []byte("!")) { // else it were an image
				out = append(out[:len(out)-1], "\\!"...)
			}
			out = append(out, "[^"+strconv.Itoa(n)+"]"...)
		}
	}
	return string(bytes.TrimRight(out, " "))
}

// indent returns in how many items a list item of a level stands: in one more than the one
// before it at most.
func (w *mdWriter) indent(level int) int {
	in := min(max(level-1, 0), w.depth)
	w.depth = in + 1
	return in
}

// claims writes the claims by speaker.
func (w *mdWriter) claims() {
	w.line("## ", words.WhoSaysWhat.String())
	w.line(mdText(w.ledger.Summary()))
	for _, g := range w.groups {
		name := "### " + mdText(g.Title())
		if role := g.Role(); role != "" {
			name += " – " + mdText(role)
		}
		w.line(name)
		for _, s := range g.Statements {
			w.claim(s, g.Speaker)
		}
		w.b.WriteString("\n")
	}
}

// claim writes a claim under one of its speakers.
func (w *mdWriter) claim(s *ledger.Statement, under *ledger.Speaker) {
	item := func(p words.Phrase, text string) {
		if text != "" {
			w.b.WriteString("  - " + p.With(text) + "\n")
		}
	}
	w.b.WriteString("- **" + strconv.Itoa(w.number(s)) + "** " + mdText(quoted(s.Mark.Exact())))
	if w.home[s] != under {
		w.b.WriteString(" – " + mdText(words.SeeSpeaker.With(w.home[s].Title())) + "\n")
		return
	}
	if facts := w.facts(s, under); len(facts) > 0 {
		w.b.WriteString(" – " + mdText(strings.Join(facts, "; ")))
	}
	w.b.WriteString("\n")
	check := s.Mark.Claim.Check
	item(words.VerdictIs, mdText(verdict(check)))
	item(words.Fact, mdText(check.Reasoning))
	for _, e := range check.Evidence {
		item(words.EvidenceIs, strings.TrimSpace(mdLink(e.URL)+" "+mdText(evidenceWords(e))))
	}
	item(words.NoteIs, mdText(s.Mark.Note))
	item(words.TagsAre, mdText(strings.Join(s.Mark.Tags, ", ")))
}

// quoted returns words in quotation marks, unless they bring their own.
func quoted(s string) string {
	s = joinLines(s)
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") || strings.HasPrefix(s, "„") || strings.HasPrefix(s, "«") {
		return s
	}
	return words.Quoted(s)
}

// row writes a row of a table.
func (w *mdWriter) row(cells ...string) { w.b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

// heads writes the first row of one.
func (w *mdWriter) heads(columns ...words.Phrase) {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.String()
	}
	w.row(cells...)
}

func (w *mdWriter) figures() {
	if len(w.ledger.Figures) == 0 {
		return
	}
	w.line("## ", words.Figures.String())
	w.heads(words.ColumnFigure, words.ColumnReading, words.ColumnType, words.ColumnClaim, words.ColumnWho, words.ColumnTiedTo)
	w.row("---", "---", "---", "---", "---", "---")
	for _, f := range w.ledger.Figures {
		claim, who := "", ""
		if f.Claim != nil {
			claim, who = strconv.Itoa(w.number(f.Claim)), mdText(f.Claim.Who())
		}
		var ties []string
		for _, t := range f.Ties {
			ties = append(ties, t.Words())
		}
		q := f.Mark.Figure.Quantity
		w.row(mdText(f.Mark.Exact()), mdText(ledger.Display(q)), words.FigureTypeWord(q.Type), claim, who, mdText(strings.Join(ties, "; ")))
	}
	w.b.WriteString("\n")
}

func (w *mdWriter) actors() {
	if len(w.ledger.Actors) == 0 {
		return
	}
	w.line("## ", words.Actors.String())
	w.heads(words.ColumnActor, words.ColumnWhoThatIs, words.ColumnMentions, words.ColumnClaims)
	w.row("---", "---", "---:", "---")
	for _, a := range w.ledger.Actors {
		var claims []string
		for _, s := range a.Statements {
			claims = append(claims, strconv.Itoa(w.number(s)))
		}
		w.row(mdText(a.Title()), mdText(aboutActor(a)), strconv.Itoa(len(a.Mentions)), strings.Join(claims, ", "))
	}
	w.b.WriteString("\n")
}

// notes writes what was noted on figures and mentions.
func (w *mdWriter) notes() {
	noted := w.noted()
	if len(noted) == 0 {
		return
	}
	w.line("## ", words.Notes.String())
	for _, m := range noted {
		parts := []string{quoted(m.Exact())}
		if m.Orphan() {
			parts = append(parts, words.NotFoundInText.String())
		}
		if m.Note != "" {
			parts = append(parts, m.Note)
		}
		if len(m.Tags) > 0 {
			parts = append(parts, words.WithTags.With(strings.Join(m.Tags, ", ")))
		}
		w.b.WriteString("- " + mdText(strings.Join(parts, " – ")) + "\n")
	}
	w.b.WriteString("\n")
}

// footnotes writes the footnotes of the claims that stand in the text.
func (w *mdWriter) footnotes() {
	order := make([]*ledger.Statement, len(w.ledger.Statements))
	for _, s := range w.ledger.Statements {
		order[w.number(s)-1] = s
	}
	for _, s := range order {
		if _, placed := w.ends[s.Mark.ID]; !placed {
			continue
		}
		parts := []string{quoted(s.Mark.Exact()), s.Who()}
		if facts := w.facts(s, nil); len(facts) > 0 {
			parts = append(parts, strings.Join(facts, "; "))
		}
		if v := verdict(s.Mark.Claim.Check); v != "" {
			parts = append(parts, v)
		}
		w.b.WriteString("[^" + strconv.Itoa(w.number(s)) + "]: " + mdText(strings.Join(parts, " – ")) + "\n")
	}
}
