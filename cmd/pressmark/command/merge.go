package command

import (
	"bytes"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/union"
)

func mergeCommand() *cobra.Command {
	c := &conversion{}
	byInput := false
	cmd := &cobra.Command{
		Use:   "merge INPUT INPUT… -o FILE|FOLDER|X.zip",
		Short: "Put together what several files have of the same articles",
		Long: `Merge puts the articles and marks of all inputs together, record by record, as an import does: the later
revision of a record counts, of two that were changed apart both are kept. Articles with the same text are
one. The work of several annotators stands side by side in it, each mark with its annotator; --by-input
calls those who are not named by the name of their input.

` + inputHelp + `

All records are in memory until the end.

` + strictCodes,
		Example: "  pressmark merge mine.json theirs.json -o both.json\n  pressmark merge ada/ bob/ --by-input --to brat -o merged.zip",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := c.begin(args); err != nil {
				return err
			}
			return c.merge(byInput)
		},
	}
	c.readingCommand = newReadingCommand(cmd)
	c.saveMapFlag()
	c.flags(cmd)
	cmd.Flags().BoolVar(&byInput, "by-input", false, "annotators who are not named are called by the name of their input")
	return cmd
}

// merge reads the inputs and writes them as one.
func (c *conversion) merge(byInput bool) error {
	if err := c.aim(); err != nil {
		return err
	}
	naming := union.AsSaid
	if byInput {
		naming = union.WhereUnsaid
	}
	c.report.begin(c.format.Name)
	u, err := c.gather(naming, func(r *files.Reading) { c.report.add(r, c.reader.Mapping) })
	if err != nil {
		return trouble(err)
	}
	out, err := c.open()
	if err != nil {
		return trouble(err)
	}
	if c.format.Name == "json" && !c.target.Apart() && !c.dry {
		out.Drop()
		out = &files.RecordsOutput{Target: c.target, Stdout: c.cmd.OutOrStdout(), Records: u.Records}
	}
	if err := c.writeAll(u, out); err != nil {
		out.Drop()
		return trouble(err)
	}
	return c.ended(out, func() error {
		if c.json {
			return writeJSON(c.cmd.OutOrStdout(), countsOf(u.Tally))
		}
		if to := c.cmd.ErrOrStderr(); c.dry || !c.quiet {
			if c.dry {
				to = c.cmd.OutOrStdout()
			}
			c.noteLeftOut()
			w := &bytes.Buffer{}
			writeTally(w, u.Tally, c.dry)
			if c.dry {
				writeLabels(w, c.report.Labels)
			}
			writeLosses(w, c.format.Name, c.report.Lost)
			if _, err := to.Write(w.Bytes()); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeAll writes the articles that were put together.
func (c *conversion) writeAll(u *union.Union, out files.Output) error {
	people := annotations.NewDirectory(u.Records().Actors)
	names := plain.Names{}
	unsaid := c.strict && len(c.report.Lost) > 0 // labels of nobody knows which articles
	for _, d := range u.Docs() {
		if err := c.cmd.Context().Err(); err != nil {
			return err
		}
		o := c.fit("", names.Once(plain.FileName(d.Article.Title)), files.Article{Doc: d, Actors: people.Named(d.Marks())})
		o.Barred = o.Barred || unsaid
		c.report.count(o)
		c.survey.Count(&o.Held)
		if err := out.Put(o); err != nil {
			return err
		}
	}
	if _, all := out.(*files.RecordsOutput); all {
		return nil
	}
	if n := files.Idle(u.Records(), people); n > 0 {
		c.report.lose([]standoff.Loss{{What: words.LostIdle, Count: n}})
	}
	return nil
}
