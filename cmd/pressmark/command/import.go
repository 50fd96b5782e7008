package command

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pressmark/annotations/intake"
	"pressmark/annotations/record"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
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
func (c *readingCommand) importInto(folder string, dry, versions bool) error {
	l, err := openLibrary(folder)
	if err == nil && !dry {
		err = l.make()
	}
	if err != nil {
		return trouble(err)
	}
	c.inputs.avoid = folder
	in := intake.New(l.library())
	in.NoVersions = !versions
	report := report{}
	report.begin("")
	done := tally{}
	var found []newer
	var layers []joined
	err = run(c, func(*reading) struct{} { return struct{}{} }, func(r *reading, _ struct{}) error {
		c.tell(c.cmd.ErrOrStderr(), r.issues)
		report.add(r, c.reader.mapping)
		from := intake.Texts
		if r.format == "json" {
			from = intake.Records
		}
		for _, records := range r.pieces {
			o, edit, err := l.take(in, records, from)
			if err != nil {
				return trouble(err)
			}
			c.tell(c.cmd.ErrOrStderr(), problemsOf(r, o.Plan, o.Lost))
			done.add(o)
			found = append(found, newerOf(o.Newer, r.group.name)...)
			layers = append(layers, joinedOf(o.Joins, r.group.name)...)
			if dry {
				l.pretend(edit)
			} else if err := l.do(edit); err != nil {
				return trouble(err)
			}
		}
		return nil
	})
	if !dry { // also after an error: what is written so far is to have its actors
		err = errors.Join(err, l.close())
	}
	if err != nil {
		return err
	}
	if err := c.saveMap(report.Labels); err != nil {
		return trouble(err)
	}
	if c.json {
		if err := writeJSON(c.cmd.OutOrStdout(), importOf(done, found, layers)); err != nil {
			return trouble(err)
		}
	} else if !c.quiet || dry {
		c.noteLeftOut()
		w := &bytes.Buffer{}
		done.write(w, dry)
		writeNewer(w, found)
		writeLayers(w, layers)
		if dry {
			writeLabels(w, report.Labels)
		}
		if _, err := c.cmd.OutOrStdout().Write(w.Bytes()); err != nil {
			return trouble(err)
		}
	}
	return c.found()
}

// problemsOf returns what is wrong with records that a plan refuses, and with others.
func problemsOf(r *reading, p record.Plan, problems []standoff.Problem) []issue {
	var out []issue
	for _, x := range problems {
		x.File, x.What = r.group.name, cmp.Or(x.What, x.File)
		out = append(out, issueOf(r.group.name, x))
	}
	for _, s := range p.Steps {
		if s.Action == record.Refused {
			out = append(out, issue{File: r.group.name, What: fmt.Sprintf("%s: %v", s.From, s.Err)})
		}
	}
	return out
}

// actions are those that a table of an import shows, with what they are called.
var actions = []struct {
	action record.Action
	name   string // in JSON
	words  words.Phrase
}{
	{record.Added, "added", words.BecameAdded},
	{record.Updated, "updated", words.BecameUpdated},
	{record.KeptBoth, "both", words.BecameBoth},
	{record.Same, "same", words.BecameSame},
	{record.Older, "older", words.BecameOlder},
	{record.Deleted, "deleted", words.BecameDeleted},
	{record.Refused, "refused", words.BecameRefused},
}

func (t tally) names() map[string]map[string]int {
	out := map[string]map[string]int{}
	for _, a := range actions {
		if n := t[a.action]; n != nil {
			out[a.name] = map[string]int{"articles": n[0], "actors": n[1], "annotations": n[2]}
		}
	}
	return out
}

// write writes the table of what became of records.
func (t tally) write(w io.Writer, dry bool) {
	if len(t) == 0 {
		fmt.Fprintln(w, words.NothingToImport)
		return
	}
	head := "BECAME"
	if dry {
		head = "WOULD BE"
	}
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tab, "%s\tARTICLES\tACTORS\tANNOTATIONS\n", head)
	for _, a := range actions {
		if n := t[a.action]; n != nil {
			fmt.Fprintf(tab, "%s\t%d\t%d\t%d\n", a.words, n[0], n[1], n[2])
		}
	}
	tab.Flush()
}

func exportCommand() *cobra.Command {
	c := &conversion{}
	cmd := &cobra.Command{
		Use:   "export LIBRARY [--to FORMAT] [-o FILE|FOLDER|X.zip|-]",
		Short: "Write the articles of a library in any format",
		Long: `Export writes the articles of a library, a folder that import made, as convert does: see there for what
goes where and what a format cannot hold.

` + strictCodes,
		Example: `  pressmark export library --to brat -o brat.zip
  pressmark export library -o library.jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			info, err := os.Stat(args[0])
			if err == nil && !info.IsDir() {
				err = &fs.PathError{Op: "open", Path: args[0], Err: errors.New("it is no folder")}
			}
			if err != nil {
				return trouble(err)
			}
			if err := c.begin([]string{filepath.ToSlash(args[0])}); err != nil {
				return err
			}
			if c.shelf, err = openLibrary(args[0]); err != nil {
				return trouble(err)
			}
			c.inputs.only = func(name string) bool { return isLibraryFile(name) }
			return c.convert()
		},
	}
	c.readingCommand = newLibraryCommand(cmd)
	c.flags(cmd)
	return cmd
}
