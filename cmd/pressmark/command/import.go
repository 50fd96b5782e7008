package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"pressmark/annotations/intake"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/library"
	"pressmark/cmd/pressmark/terminal"
)

func importCommand() *cobra.Command {
	var c *readingCommand
	var into string
	var dry, apart bool
	cmd := &cobra.Command{
		Use:   "import INPUT… --into LIBRARY",
		Short: "Take articles and annotations into a library, which is a folder",
		Long: `Import takes articles with what is marked in them into a library: a folder with a file for each article,
TITLE-UUID.pressmark.json, and actors.pressmark.json. What is there already is merged record by record, as
the browser does it, and a table says what became of them. Importing twice changes nothing.

An article that the library does not have, but an older text of, at the same address or with the same title
and most of the text, becomes a newer version of that: with the marks of the older one carried over to it,
or with its own if it brings some. The first texts that come without marks are looked for under other titles,
too. Both versions stay, and pressmark diff says how they differ. --no-versions takes it as an article of its
own.

A text that the library has under another ID, pasted or of another reader, is no second article when it comes
again, alone or in the files of another tool: its marks are marks of the one that is there. Pressmark's own
JSON says which article it is; one of another ID with the text of one that is there is no second one if all
of its marks say who made them: they become layers of that. Else it may be a copy, and stays apart.

` + inputHelp + `

Marks that come without their text (Hypothesis) find their article by its address.

` + exitCodes,
		Example: `  pressmark import marks.json articles/ --into library
  pressmark import corpus.zip --from brat --map @labels.txt --into library --dry-run`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if into == "" {
				return troublef("say where to with --into LIBRARY")
			}
			if err := c.begin(args); err != nil {
				return err
			}
			return c.importInto(into, dry, !apart)
		},
	}
	c = newReadingCommand(cmd)
	c.saveMapFlag()
	cmd.Flags().StringVar(&into, "into", "", "the library's folder; it is made if it is not there")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "change nothing, and say what would become of each record")
	cmd.Flags().BoolVar(&apart, "no-versions", false, "take newer versions of articles that are there as articles of their own")
	return cmd
}

// importInto reads the inputs and merges them into a library.
func (c *readingCommand) importInto(folder string, dry, versions bool) (err error) {
	if !dry {
		unlock, locked := library.Lock(folder, func() {
			fmt.Fprintln(c.cmd.ErrOrStderr(), words.LibraryBusy.With(folder))
		})
		if locked != nil {
			return trouble(locked)
		}
		defer func() { err = errors.Join(err, trouble(unlock())) }()
	}
	l, err := library.Open(folder)
	if err != nil {
		return trouble(err)
	}
	into, err := l.Import(dry, versions)
	if err != nil {
		return trouble(err)
	}
	c.inputs.Avoid = folder
	report := report{}
	report.begin("")
	err = c.each(func(r *files.Reading) error {
		c.tell(c.cmd.ErrOrStderr(), r.Issues)
		report.add(r, c.reader.Mapping)
		from := intake.Texts
		if r.Format == "json" {
			from = intake.Records
		}
		for _, records := range r.Pieces {
			plan, lost, err := into.Take(records, from, r.Group.Name)
			c.tell(c.cmd.ErrOrStderr(), append(issuesOf(r, lost), refusedBy(r, plan)...))
			if err != nil {
				return trouble(err)
			}
		}
		return nil
	})
	if err = errors.Join(err, trouble(into.End())); err != nil {
		return err
	}
	if err := c.saveMap(report.Labels); err != nil {
		return trouble(err)
	}
	if c.json {
		if err := writeJSON(c.cmd.OutOrStdout(), importOf(into)); err != nil {
			return trouble(err)
		}
	} else if !c.quiet || dry {
		c.noteLeftOut()
		w := &bytes.Buffer{}
		writeTally(w, into.Tally, dry)
		writeNewer(w, into.Newer)
		writeLayers(w, into.Layers)
		if dry {
			writeLabels(w, report.Labels)
		}
		if _, err := c.cmd.OutOrStdout().Write(w.Bytes()); err != nil {
			return trouble(err)
		}
	}
	return c.found()
}

// importOf returns what programs read of an import.
func importOf(done *library.Import) map[string]any {
	out := map[string]any{}
	for name, n := range countsOf(done.Tally) {
		out[name] = n
	}
	if len(done.Newer) > 0 {
		out["newer"] = done.Newer
	}
	if len(done.Layers) > 0 {
		out["layers"] = done.Layers
	}
	return out
}

// writeNewer tells which articles are newer versions.
func writeNewer(w io.Writer, found []library.Newer) {
	for i, n := range found {
		if i == 0 {
			fmt.Fprintln(w)
		}
		marks := words.WithNoMarks.String()
		if n.Marked {
			marks = words.WithOwnMarks.String()
		} else if said := fatesInWords(n.Marks); said != "" {
			marks = words.MarksBecame.With(said)
		}
		fmt.Fprintln(w, words.NewerVersion.With(terminal.Printable(n.File), words.Quoted(terminal.Shortened(n.Title, 60)), words.Quoted(terminal.Shortened(n.Of, 60)), marks))
	}
}

// writeLayers tells which articles have more layers now.
func writeLayers(w io.Writer, layers []library.Layer) {
	for i, x := range layers {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, words.LayerCame.With(terminal.Printable(x.File), words.Quoted(terminal.Shortened(x.Title, 60)), words.Count(x.Marks, words.Mark)))
	}
}
