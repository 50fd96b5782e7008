package command

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/agree"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/terminal"
	"pressmark/cmd/pressmark/union"
)

func agreeCommand() *cobra.Command {
	var c *readingCommand
	var annotators []string
	var list, byInput bool
	cmd := &cobra.Command{
		Use:   "agree INPUT…",
		Short: "Say how far annotators agree, and list on what they do not",
		Long: `Agree compares what several annotators marked in the same articles, in one input or in several. Articles
with the same text are one. Annotators are those that the files name; one who is not named is called what
the input is, and with --by-input all are.

For each kind, and for the reporting words of claims, there are the F1 of spans (the same ones, and those
that overlap), Krippendorff's α and Cohen's κ over tokens, and for what is said of marks α. Of more than two
annotators F1 and κ are means over pairs. Counts of all articles are added up.

` + inputHelp + `

All articles are in memory until the end.

` + exitCodes,
		Example: `  pressmark agree corpus/
  pressmark agree ada.json bob.json --list
  pressmark agree corpus/ --annotators ada,bob --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := c.begin(args); err != nil {
				return err
			}
			naming := union.WhereUnsaid
			if byInput {
				naming = union.ByInput
			}
			u, err := c.gather(naming, nil)
			if err != nil {
				return trouble(err)
			}
			c.noteLeftOut()
			return c.agree(u, annotators, list)
		},
	}
	c = newReadingCommand(cmd)
	cmd.Flags().StringSliceVar(&annotators, "annotators", nil, "compare these alone")
	cmd.Flags().BoolVar(&list, "list", false, "list on what they disagree, with the place")
	cmd.Flags().BoolVar(&byInput, "by-input", false, "annotators are called by the name of their input, whatever it says")
	return cmd
}

// agree writes how far the annotators agree.
func (c *readingCommand) agree(u *union.Union, annotators []string, list bool) error {
	docs := u.Docs()
	have := map[string]bool{}
	for _, d := range docs {
		for _, layer := range agree.Layers(d) {
			have[layer.Name] = true
		}
	}
	for _, a := range annotators {
		if !have[a] {
			return troublef("no annotator is called %q", a)
		}
	}
	t := agree.NewTally(annotators...)
	for _, d := range docs {
		t.Add(d)
	}
	a := t.Agreement()
	if a.Articles == 0 {
		return troublef("no article has the marks of two annotators: nothing can be compared")
	}
	w := c.cmd.OutOrStdout()
	var differences []difference
	if list {
		for _, d := range docs {
			differences = append(differences, differencesIn(d, u.File(d.Article.ID), annotators)...)
		}
	}
	var err error
	if c.json {
		err = writeJSON(w, agreementOf(a, differences))
	} else {
		err = writeAgreement(w, a, differences)
	}
	if err != nil {
		return trouble(err)
	}
	return c.found()
}

// A difference is something on which annotators disagree.
type difference struct {
	File       string               `json:"file"`
	Start      int                  `json:"start"` // in code points of the text
	Differs    agree.Difference     `json:"differs"`
	Marks      map[string]layerMark `json:"marks"` // by annotator
	Without    []string             `json:"without,omitempty"`
	Attributes []agree.Attribute    `json:"attributes,omitempty"`
	order      []string
}

type layerMark struct {
	Kind  annotations.Kind   `json:"kind"`
	Spans []annotations.Span `json:"-"`
	Exact string             `json:"exact"`
}

// differencesIn lists on what annotators of an article disagree.
func differencesIn(d annotations.Doc, file string, annotators []string) []difference {
	into := "merged" // nobody's name
	for slices.ContainsFunc(agree.Layers(d), func(l agree.Layer) bool { return l.Name == into }) {
		into += "'"
	}
	if n := len(agree.Layers(d)); n < 2 {
		return nil
	}
	var out []difference
	open, _ := agree.Compare(d, into, annotators...).Disagreements()
	for _, x := range open {
		one := difference{File: file, Differs: x.Differs, Marks: map[string]layerMark{}, Without: x.Without, Attributes: x.Attributes}
		for i, m := range x.Marks {
			if i == 0 || m.Cover().Start < one.Start {
				one.Start = m.Cover().Start
			}
			one.Marks[m.Creator] = layerMark{m.Kind, m.Spans, m.Exact()}
			one.order = append(one.order, m.Creator)
		}
		out = append(out, one)
	}
	return out
}

// agreement is what programs read of an agreement.
type agreement struct {
	Articles    int                  `json:"articles"`
	Tokens      int                  `json:"tokens"`
	Annotators  []string             `json:"annotators"`
	Labels      []labelAgreement     `json:"labels"`
	Attributes  []attributeAgreement `json:"attributes"`
	Differences []difference         `json:"differences,omitempty"`
}

// A number that is undefined is null.
type labelAgreement struct {
	Label   agree.Label `json:"label"`
	Marks   int         `json:"marks"`
	Exact   *float64    `json:"exactF1"`
	Overlap *float64    `json:"overlapF1"`
	Alpha   *float64    `json:"alpha"`
	Kappa   *float64    `json:"kappa"`
}

type attributeAgreement struct {
	Attribute agree.Attribute `json:"attribute"`
	Units     int             `json:"units"`
	Alpha     *float64        `json:"alpha"`
}

func agreementOf(a agree.Agreement, d []difference) agreement {
	number := func(c agree.Coefficient) *float64 {
		if !c.Defined {
			return nil
		}
		return &c.Value
	}
	out := agreement{Articles: a.Articles, Tokens: a.Tokens, Annotators: a.Layers, Differences: d}
	for _, l := range a.Labels {
		out.Labels = append(out.Labels, labelAgreement{
			l.Label, l.Marks, number(l.Exact.F1), number(l.Touching.F1), number(l.Alpha), number(l.Kappa),
		})
	}
	for _, x := range a.Attributes {
		out.Attributes = append(out.Attributes, attributeAgreement{x.Attribute, x.Units, number(x.Alpha)})
	}
	return out
}

func writeAgreement(w io.Writer, a agree.Agreement, differences []difference) error {
	number := func(c agree.Coefficient) string {
		if !c.Defined {
			return "–"
		}
		return fmt.Sprintf("%.3f", c.Value)
	}
	fmt.Fprintf(w, "%s, %s, %s\n\n", words.Count(a.Articles, words.Article), words.Count(a.Tokens, words.Token), words.Count(len(a.Layers), words.Annotator))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\tMARKS\tF1 EXACT\tF1 OVERLAP\tα\tκ")
	for _, l := range a.Labels {
		if l.Marks > 0 {
			fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%s\n", l.Label, l.Marks, number(l.Exact.F1), number(l.Touching.F1), number(l.Alpha), number(l.Kappa))
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	head := "\n\tUNITS\tα\n"
	for _, x := range a.Attributes {
		if x.Units > 0 {
			fmt.Fprintf(t, "%s%s\t%d\t%s\n", head, x.Attribute, x.Units, number(x.Alpha))
			head = ""
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for i, d := range differences {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, d)
	}
	return nil
}

// differs says how marks differ.
var differs = map[agree.Difference]string{
	agree.Missing: "not marked by all", agree.OtherKind: "marked as another kind", agree.OtherEnds: "other ends", agree.OtherFact: "said otherwise",
}

// String returns a difference in a line, with its place as FILE:CODE POINT.
func (d difference) String() string {
	var parts []string
	for _, who := range d.order {
		m := d.Marks[who]
		parts = append(parts, fmt.Sprintf("%s: %s “%s”", terminal.Printable(cmp.Or(who, "(no name)")), m.Kind, terminal.Shortened(m.Exact, 60)))
	}
	for _, who := range d.Without {
		parts = append(parts, terminal.Printable(cmp.Or(who, "(no name)"))+": nothing")
	}
	what := differs[d.Differs]
	if len(d.Attributes) > 0 {
		var names []string
		for _, a := range d.Attributes {
			names = append(names, string(a))
		}
		what += " (" + strings.Join(names, ", ") + ")"
	}
	return fmt.Sprintf("%s: character %d: %s: %s", terminal.Printable(d.File), d.Start, what, strings.Join(parts, "; "))
}
