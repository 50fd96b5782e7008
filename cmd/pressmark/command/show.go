package command

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/spf13/cobra"
	"golang.org/x/text/width"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/terminal"
)

func showCommand() *cobra.Command {
	var c *readingCommand
	var columns int
	var color string
	cmd := &cobra.Command{
		Use:   "show INPUT…",
		Short: "Show articles with their marks in the terminal",
		Long: `Show prints articles with the marks in them: [Witkoff]ᵃ¹ is the first mark, an actor (ᵃ), a claim (ᶜ)
or a figure (ᶠ). A list of the marks follows: who is mentioned, who says a claim and how, what a figure
says, with notes and tags. --json writes the records instead, one a line: what jsonl holds, and tombstones.

` + inputHelp + `

` + exitCodes,
		Example: "  pressmark show marks.json\n  pressmark show talk.ann\n  pressmark show --color always corpus/ | less -R",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			colored, err := colored(color, cmd.OutOrStdout())
			if err != nil {
				return trouble(err)
			}
			if err := c.begin(args); err != nil {
				return err
			}
			if columns == 0 {
				columns, _ = strconv.Atoi(os.Getenv("COLUMNS"))
			}
			p := sheet{w: bufio.NewWriter(cmd.OutOrStdout()), columns: cmp.Or(columns, 80), colored: colored}
			err = c.each(func(r *files.Reading) error {
				c.tell(cmd.ErrOrStderr(), r.Issues)
				for _, records := range r.Pieces {
					if c.json {
						writeRecords(p.w, records)
						continue
					}
					p.next()
					p.collection(records)
				}
				return nil
			})
			if err = errors.Join(err, p.w.Flush()); err != nil {
				return trouble(err)
			}
			c.noteLeftOut()
			return c.found()
		},
	}
	c = newReadingCommand(cmd)
	cmd.Flags().IntVar(&columns, "width", 0, "columns to fill (default: $COLUMNS, or 80)")
	colorFlag(cmd, &color)
	return cmd
}

// writeRecords writes records one a line: articles, actors, annotations.
func writeRecords(w *bufio.Writer, c record.Collection) {
	line := func(data []byte) {
		w.Write(data)
		w.WriteByte('\n')
	}
	for _, a := range c.Articles {
		line(record.EncodeArticle(a))
	}
	for _, a := range c.Actors {
		line(record.EncodeActor(a))
	}
	for _, n := range c.Annotations {
		line(record.EncodeAnnotation(n))
	}
}

func colorFlag(cmd *cobra.Command, color *string) {
	cmd.Flags().StringVar(color, "color", "auto", "when to use colours: auto, always or never")
	cmd.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
}

// colored reports whether to use colours: on a terminal, unless NO_COLOR is set.
func colored(when string, out io.Writer) (bool, error) {
	switch when {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return os.Getenv("NO_COLOR") == "" && terminal.Is(out), nil
	}
	return false, errors.New("--color is auto, always or never")
}

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

// meanings says of each mark of a ledger what is known of it, in a line.
func meanings(l ledger.Ledger) map[annotations.ID]string {
	out := map[annotations.ID]string{}
	join := func(parts ...string) string {
		return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
	}
	for _, a := range l.Actors {
		for _, m := range a.Mentions {
			if a.Record != nil {
				out[m.Mark.ID] = join("is "+a.Title(), a.Role())
			}
		}
	}
	for _, s := range l.Statements {
		c := s.Mark.Claim
		said := ""
		if c.Source != "" {
			said = "said by " + s.Who()
		}
		cue := ""
		if !c.Cue.Empty() {
			cue = "“" + c.Cue.Exact() + "”"
		}
		out[s.Mark.ID] = join(said, cue, string(c.Attribution), string(c.Stance), c.Check.Verdict.Name)
	}
	for _, f := range l.Figures {
		if read := ledger.Display(f.Mark.Figure.Quantity); read != "" {
			out[f.Mark.ID] = "= " + read
		}
	}
	return out
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

// A cell is what stays together on a line: a grapheme, or a mark's edge.
type cell struct {
	text string
	code string
	glue bool // no line break beside it
}

// cellsOf cuts a text into graphemes that a terminal can show.
func cellsOf(s, code string) []cell {
	var out []cell
	for it := graphemes.FromString(s); it.Next(); {
		g := it.Value()
		switch g {
		case "\r\n", "\r":
			g = "\n"
		case "\t", "\u2028":
			g = " "
		}
		if g != "\n" {
			g = terminal.Printable(g)
		}
		out = append(out, cell{text: g, code: code})
	}
	return out
}

// columns returns how many columns a cell fills.
func (c cell) columns() int {
	if c.glue {
		return utf8.RuneCountInString(c.text)
	}
	wide := 1
	for i, r := range c.text {
		switch k := width.LookupRune(r).Kind(); {
		case k == width.EastAsianWide, k == width.EastAsianFullwidth, r == '\ufe0f':
			wide = 2
		case i == 0 && (unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r)):
			wide = 0
		}
	}
	return wide
}

// breaks reports whether a line may be broken after c and before next.
func (c cell) breaks(next cell) bool {
	switch {
	case c.glue || next.glue:
		return c.text == " " || c.glue && next.text == " "
	case c.text == " ", c.text == "\u200b":
		return next.text != " "
	}
	return c.columns() == 2 && next.columns() == 2
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
