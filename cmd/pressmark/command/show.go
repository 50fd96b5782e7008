package command

import (
	"bufio"
	"cmp"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/ledger"
	"pressmark/annotations/record"
	"pressmark/cmd/pressmark/files"
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
