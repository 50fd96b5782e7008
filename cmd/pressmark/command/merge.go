package command

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/plain"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
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
func (c *conversion) merge(byInput bool) (err error) {
	if c.format, err = formatOf(c.to, c.out); err != nil {
		return err
	}
	c.target = targetOf(c.out, c.format)
	c.inputs.avoid = c.out
	if c.json && c.out == "-" && !c.dry {
		return troublef("--json reports on standard output: name a file or a folder after -o")
	}
	l := newLayering(c.readingCommand, "never")
	if byInput {
		l.byInput = "unnamed"
	}
	c.report.begin(c.format.Name)
	l.count = func(r *reading) { c.report.add(r, c.reader.mapping) }
	if err := l.gather(); err != nil {
		return trouble(err)
	}
	var out output = nowhere{}
	if !c.dry {
		if out, err = c.target.open(c.format, c.cmd.OutOrStdout()); err != nil {
			return trouble(err)
		}
	}
	if c.format.Name == "json" && !c.target.apart() && !c.dry {
		out.drop()
		out = &recordsOutput{t: c.target, stdout: c.cmd.OutOrStdout(), records: l.records.Collection}
	}
	if err := c.writeAll(l, out); err != nil {
		out.drop()
		return trouble(err)
	}
	return c.ended(out, func() error {
		if c.json {
			return writeJSON(c.cmd.OutOrStdout(), l.done.names())
		}
		if to := c.cmd.ErrOrStderr(); c.dry || !c.quiet {
			if c.dry {
				to = c.cmd.OutOrStdout()
			}
			c.noteLeftOut()
			w := &bytes.Buffer{}
			l.done.write(w, c.dry)
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
func (c *conversion) writeAll(l *layering, out output) error {
	people := annotations.NewDirectory(l.records.Actors.List())
	names := stems{}
	unsaid := c.strict && len(c.report.Lost) > 0 // labels of nobody knows which articles
	for _, d := range l.docs() {
		if err := c.cmd.Context().Err(); err != nil {
			return err
		}
		o := c.fit("", names.once(plain.FileName(d.Article.Title)), article{d, people.Named(d.Marks())})
		o.barred = o.barred || unsaid
		c.report.count(o)
		c.survey.Count(&o.held)
		if err := out.put(o); err != nil {
			return err
		}
	}
	if _, all := out.(*recordsOutput); all {
		return nil
	}
	if n := idle(l.records.Collection(), people); n > 0 {
		c.report.lose([]standoff.Loss{{What: lostActors, Count: n}})
	}
	return nil
}

// A recordsOutput writes all records as they are, tombstones too.
type recordsOutput struct {
	nowhere
	t       target
	stdout  io.Writer
	records func() record.Collection
}

func (o *recordsOutput) end(standoff.Survey) error {
	data := record.EncodeCollection(o.records())
	if o.t.path == "-" {
		_, err := o.stdout.Write(data)
		return err
	}
	return writeWhole(o.t.path, data)
}
