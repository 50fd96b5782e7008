package command

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/terminal"
)

func statsCommand() *cobra.Command {
	var c *readingCommand
	cmd := &cobra.Command{
		Use:   "stats INPUT…",
		Short: "Count what is in articles and what is marked in them",
		Long: `Stats counts articles and words; marks by kind, label and annotator; claims by who says them and how;
figures by type; and what formats differ in: marks of several parts, marks that overlap another one of the
same annotator, and marks that have lost their place.

` + inputHelp + `

` + exitCodes,
		Example: "  pressmark stats corpus/\n  pressmark stats --json marks.json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := c.begin(args); err != nil {
				return err
			}
			all := newStatistics()
			err := run(c, func(r *files.Reading) *statistics {
				s := newStatistics()
				for _, a := range r.Articles() {
					s.count(a)
				}
				return s
			}, func(r *files.Reading, s *statistics) error {
				c.tell(cmd.ErrOrStderr(), r.Issues)
				all.add(s)
				return nil
			})
			if err != nil {
				return trouble(err)
			}
			c.noteLeftOut()
			if c.json {
				err = writeJSON(cmd.OutOrStdout(), all)
			} else {
				err = all.write(cmd.OutOrStdout())
			}
			if err != nil {
				return trouble(err)
			}
			return c.found()
		},
	}
	c = newReadingCommand(cmd)
	return cmd
}

// counts are how often something is there.
type counts map[string]int

// statistics are counts of what is in articles.
type statistics struct {
	Articles      int    `json:"articles"`
	Marked        int    `json:"marked"` // articles with a mark
	Words         int    `json:"words"`
	Characters    int    `json:"characters"` // code points
	Marks         int    `json:"marks"`
	Discontinuous int    `json:"discontinuous"`
	Overlapping   int    `json:"overlapping"`
	Orphans       int    `json:"orphans"`
	Kinds         counts `json:"kinds"`
	Labels        counts `json:"labels"`
	Annotators    counts `json:"annotators"`
	Sources       counts `json:"sources"` // of claims: who says them
	Attributions  counts `json:"attributions"`
	Stances       counts `json:"stances"`
	Cued          int    `json:"cued"` // claims with a cue
	Figures       counts `json:"figures"`
}

func newStatistics() *statistics {
	return &statistics{
		Kinds: counts{}, Labels: counts{}, Annotators: counts{}, Sources: counts{},
		Attributions: counts{}, Stances: counts{}, Figures: counts{},
	}
}

// unsaid is what is counted where a field is empty.
const unsaid = "not said"

// count counts an article.
func (s *statistics) count(a files.Article) {
	text := a.Doc.Article.Text
	s.Articles++
	s.Characters += text.Len()
	s.Words += wordsIn(text.String())
	marks := a.Doc.Marks()
	if len(marks) > 0 {
		s.Marked++
	}
	s.Marks += len(marks)
	s.Overlapping += overlapping(marks)
	for _, m := range marks {
		s.Kinds[string(m.Kind)]++
		s.Annotators[m.Creator]++
		if m.Label != "" {
			s.Labels[m.Label]++
		}
		if len(m.Spans) > 1 {
			s.Discontinuous++
		}
		if m.Orphan() {
			s.Orphans++
		}
		switch m.Kind {
		case annotations.KindClaim:
			s.Sources[cmp.Or(string(m.Claim.Source), unsaid)]++
			s.Attributions[cmp.Or(string(m.Claim.Attribution), unsaid)]++
			s.Stances[cmp.Or(string(m.Claim.Stance), unsaid)]++
			if !m.Claim.Cue.Empty() {
				s.Cued++
			}
		case annotations.KindFigure:
			s.Figures[cmp.Or(string(m.Figure.Type), unsaid)]++
		}
	}
}

// wordsIn returns how many words a text has: segments of UAX #29 with a letter or a digit.
func wordsIn(s string) int {
	n := 0
	for it := words.FromString(s); it.Next(); {
		if strings.ContainsFunc(it.Value(), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// overlapping returns how many marks have a code point in common with another one of the
// same annotator.
func overlapping(marks []*annotations.Annotation) int {
	type stretch struct {
		annotations.Span
		mark int
	}
	byAnnotator := map[string][]stretch{}
	for i, m := range marks {
		for _, s := range m.Spans {
			byAnnotator[m.Creator] = append(byAnnotator[m.Creator], stretch{s, i})
		}
	}
	over := map[int]bool{}
	for _, all := range byAnnotator {
		slices.SortFunc(all, func(a, b stretch) int { return a.Start - b.Start })
		furthest := all[0]
		for _, s := range all[1:] {
			if s.Start < furthest.End && s.mark != furthest.mark {
				over[s.mark], over[furthest.mark] = true, true
			}
			if s.End > furthest.End {
				furthest = s
			}
		}
	}
	return len(over)
}

// add adds other statistics.
func (s *statistics) add(o *statistics) {
	for to, n := range map[*int]int{
		&s.Articles: o.Articles, &s.Marked: o.Marked, &s.Words: o.Words, &s.Characters: o.Characters, &s.Marks: o.Marks,
		&s.Discontinuous: o.Discontinuous, &s.Overlapping: o.Overlapping, &s.Orphans: o.Orphans, &s.Cued: o.Cued,
	} {
		*to += n
	}
	for _, pair := range [][2]counts{
		{s.Kinds, o.Kinds}, {s.Labels, o.Labels}, {s.Annotators, o.Annotators}, {s.Sources, o.Sources},
		{s.Attributions, o.Attributions}, {s.Stances, o.Stances}, {s.Figures, o.Figures},
	} {
		for k, n := range pair[1] {
			pair[0][k] += n
		}
	}
}

// write writes the counts as tables.
func (s *statistics) write(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(n int, what string) { fmt.Fprintf(t, "%d\t\t  %s\n", n, what) }
	row(s.Articles, "articles")
	row(s.Marked, "of them with marks")
	row(s.Words, "words")
	row(s.Characters, "characters")
	row(s.Marks, "marks")
	row(s.Discontinuous, "of them in several parts")
	row(s.Overlapping, "overlap another one of the same annotator")
	row(s.Orphans, "have lost their place")
	for _, table := range []struct {
		head string
		of   counts
		all  int
	}{
		{"Kinds", s.Kinds, s.Marks}, {"Labels", s.Labels, s.Marks}, {"Annotators", s.Annotators, s.Marks},
		{"Claims: who says them", s.Sources, s.Kinds[string(annotations.KindClaim)]},
		{"Claims: how they are given", s.Attributions, s.Kinds[string(annotations.KindClaim)]},
		{"Claims: stance", s.Stances, s.Kinds[string(annotations.KindClaim)]},
		{"Figures", s.Figures, s.Kinds[string(annotations.KindFigure)]},
	} {
		if len(table.of) == 0 {
			continue
		}
		fmt.Fprintf(t, "\n%s\n", table.head)
		for _, k := range byCount(table.of) {
			fmt.Fprintf(t, "%d\t%.1f %%\t  %s\n", table.of[k], 100*float64(table.of[k])/float64(table.all), terminal.Printable(cmp.Or(k, "(no name)")))
		}
	}
	if s.Kinds[string(annotations.KindClaim)] > 0 {
		fmt.Fprintf(t, "\n%d\t%.1f %%\t  claims with reporting words\n", s.Cued, 100*float64(s.Cued)/float64(s.Kinds[string(annotations.KindClaim)]))
	}
	return t.Flush()
}

// byCount returns keys, the most frequent first.
func byCount(c counts) []string {
	return slices.SortedFunc(maps.Keys(c), func(a, b string) int { return cmp.Or(c[b]-c[a], strings.Compare(a, b)) })
}
