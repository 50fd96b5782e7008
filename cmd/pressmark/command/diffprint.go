package command

import (
	"bufio"
	"fmt"
	"strings"

	"pressmark/annotations/version"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/terminal"
)

// A differencePrinter writes differences for people.
type differencePrinter struct {
	w       *bufio.Writer
	colored bool
}

func (p *differencePrinter) paint(code, s string) string {
	if !p.colored {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

const (
	oldCode = "31"
	newCode = "32"
)

func (p *differencePrinter) all(d comparison) {
	for _, a := range d.Articles {
		if len(a.Facts)+len(a.Figures)+len(a.Text)+len(a.Marks) > 0 {
			p.article(a)
		}
	}
	for _, t := range d.OnlyOld {
		fmt.Fprintf(p.w, "only in the old one: %s\n", terminal.Printable(t))
	}
	for _, t := range d.OnlyNew {
		fmt.Fprintf(p.w, "only in the new one: %s\n", terminal.Printable(t))
	}
}

func (p *differencePrinter) article(a articleDiff) {
	fmt.Fprintf(p.w, "--- %s\n+++ %s\n", terminal.Printable(a.Old), terminal.Printable(a.New))
	for _, f := range a.Facts {
		fmt.Fprintf(p.w, "%s: %s → %s\n", f.Name, p.paint(oldCode, terminal.Printable(inQuotes(f.Old))), p.paint(newCode, terminal.Printable(inQuotes(f.New))))
	}
	if len(a.Figures) > 0 {
		p.w.WriteString("\nFigures that changed\n")
	}
	for _, f := range a.Figures {
		fmt.Fprintf(p.w, "  %s → %s   … %s …\n", p.paint(oldCode, inQuotes(terminal.Printable(f.Old))), p.paint(newCode, inQuotes(terminal.Printable(f.New))), f.Context)
	}
	if len(a.Text) > 0 {
		p.w.WriteString("\nText\n")
	}
	for _, t := range a.Text {
		p.w.WriteString("  ")
		if t.Moved {
			p.w.WriteString("(moved) ")
		}
		for i, s := range t.Segments {
			p.segment(s, i == 0, i == len(t.Segments)-1)
		}
		p.w.WriteByte('\n')
	}
	if len(a.Fates) == 0 {
		return
	}
	fmt.Fprintf(p.w, "\nMarks: %s\n", fatesInWords(a.Fates))
	for _, m := range a.Marks {
		p.mark(m)
	}
}

// fatesInWords says how many marks have which fate.
func fatesInWords(fates map[string]int) string {
	var sums []string
	for _, f := range []string{"kept", "moved", "changed", "orphaned", "said", "added", "gone"} {
		if n := fates[f]; n > 0 {
			sums = append(sums, words.FateCount.With(words.Group(n), fateWords(f)))
		}
	}
	return strings.Join(sums, ", ")
}

func fateWords(fate string) string { return fates[fate].String() }

// fates are what becomes of marks, in words.
var fates = map[string]words.Phrase{
	"kept": words.FateKept, "moved": words.FateMoved, "changed": words.FateChanged, "orphaned": words.FateOrphaned,
	"said": words.FateSaid, "added": words.FateAdded, "gone": words.FateGone,
}

// segment writes words of both versions; of long ones that are equal only the ends.
func (p *differencePrinter) segment(s wording, first, last bool) {
	if s.Op == version.Equal.String() {
		const ends = 40
		r := []rune(terminal.Printable(strings.ReplaceAll(s.New, "\n", " ")))
		from, to := r, r
		switch {
		case len(r) <= 2*ends:
			p.w.WriteString(string(r))
			return
		case first:
			from = nil
		case last:
			to = nil
		}
		if from != nil {
			p.w.WriteString(string(from[:ends]))
		}
		p.w.WriteString(" … ")
		if to != nil {
			p.w.WriteString(string(to[len(to)-ends:]))
		}
		return
	}
	if s.Old != "" {
		p.w.WriteString(p.paint(oldCode, "[-"+terminal.Printable(s.Old)+"-]"))
	}
	if s.New != "" {
		p.w.WriteString(p.paint(newCode, "{+"+terminal.Printable(s.New)+"+}"))
	}
}

func (p *differencePrinter) mark(m markDiff) {
	const room = 60
	fmt.Fprintf(p.w, "  %-8s %-6s ", fateWords(m.Fate), m.Kind)
	if m.Old != "" {
		p.w.WriteString("“" + terminal.Shortened(m.Old, room) + "”")
	}
	if m.New != "" && m.New != m.Old {
		if m.Old != "" {
			p.w.WriteString(" → ")
		}
		p.w.WriteString("“" + terminal.Shortened(m.New, room) + "”")
	}
	if m.Why != "" {
		p.w.WriteString(" (" + m.Why + ")")
	}
	p.w.WriteByte('\n')
	for _, f := range m.Fields {
		p.w.WriteString("           " + terminal.Shortened(f, 200) + "\n")
	}
}
