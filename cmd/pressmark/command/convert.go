package command

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/plain"
	"pressmark/annotations/standoff"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/library"
)

// A conversion turns articles into files of a format.
type conversion struct {
	*readingCommand
	to     string
	out    string
	strict bool
	dry    bool

	format  format.Format
	target  files.Target
	report  report
	survey  standoff.Survey
	folder  *files.FolderOutput // where workers write at once; nil: what they made is written in order
	library *library.Library    // whose actors count for more than the articles' copies; may be nil
}

func convertCommand() *cobra.Command {
	c := &conversion{}
	cmd := &cobra.Command{
		Use:   "convert INPUT… [--to FORMAT] [-o FILE|FOLDER|X.zip|-]",
		Short: "Turn files of one format into files of another",
		Long: `Convert reads articles with what is marked in them and writes them in another format.

` + inputHelp + `

Written is what --to or the ending after -o says. Into a folder, or a .zip, go files for each article, in
the tree of the input; a file that holds several articles becomes a folder of that name. Into one file, or
to standard output, all articles are put together as they come, in constant memory; but the formats that
are about all articles at once (json, graphml, dna) keep all in memory until the end: for very many
articles take jsonl, or a folder.

What labels of other tools become (Source → actor, MONEY → figure …) is proposed, shown by --dry-run, and
set by --map; --save-map writes it into a file that --map @FILE reads, to change it and to use it again.
What a format cannot hold is told on standard error, with counts; --strict writes nothing that would lose
something.

` + strictCodes,
		Example: `  pressmark convert corpus/ --to json -o out/
  pressmark convert 'corpus/**/*.ann' --to jsonl -o corpus.jsonl
  pressmark convert project.zip --to json --dry-run --save-map roles.txt
  pressmark convert project.zip --to json --map @roles.txt -o out/
  pressmark convert marks.json --to brat -o marks.zip --strict
  curl -s https://example.org/a.html | pressmark convert - --from html --to json > a.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := c.begin(args); err != nil {
				return err
			}
			return c.convert()
		},
	}
	c.readingCommand = newReadingCommand(cmd)
	c.saveMapFlag()
	c.flags(cmd)
	return cmd
}

func (c *conversion) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.to, "to", "", "format to write (default: by the ending after -o): "+formatNames(files.WrittenFormats))
	f.StringVarP(&c.out, "output", "o", "-", "file, folder (one that is there, ends in / or has no ending), .zip, or - for standard output")
	f.BoolVar(&c.strict, "strict", false, "write nothing that loses something; exit code 3 if anything would be lost or is wrong")
	f.BoolVar(&c.dry, "dry-run", false, "write nothing, and say what would be written, what labels become, and what is lost")
	cmd.RegisterFlagCompletionFunc("to", completeFormats(files.WrittenFormats))
}

// aim finds out what is to be written where.
func (c *conversion) aim() (err error) {
	if c.format, err = formatOf(c.to, c.out); err != nil {
		return err
	}
	if c.json && c.out == "-" && !c.dry {
		return troublef("--json reports on standard output: name a file or a folder after -o")
	}
	c.target = files.TargetOf(c.out, c.format)
	c.inputs.Avoid = c.out
	return nil
}

// open opens the output; that of a dry run is nowhere.
func (c *conversion) open() (files.Output, error) {
	if c.dry {
		return files.Nowhere{}, nil
	}
	return c.target.Open(c.format, c.cmd.OutOrStdout())
}

// convert reads the inputs and writes what comes of them.
func (c *conversion) convert() error {
	if err := c.aim(); err != nil {
		return err
	}
	out, err := c.open()
	if err != nil {
		return trouble(err)
	}
	c.folder, _ = out.(*files.FolderOutput)
	c.report.begin(c.format.Name)
	err = run(c.readingCommand, c.work, func(r *files.Reading, made []files.Outgoing) error {
		c.tell(c.cmd.ErrOrStderr(), r.Issues)
		c.report.add(r, c.reader.Mapping)
		for _, a := range made {
			c.report.count(a)
			if c.format.Write.Beside != nil {
				c.survey.Count(&a.Held)
			}
			if a.Err != nil {
				return a.Err
			}
			if c.folder != nil {
				continue // it is written
			}
			if err := out.Put(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		out.Drop()
		if coded := (*codedError)(nil); errors.As(err, &coded) {
			return err
		}
		return trouble(err)
	}
	c.report.Problems = c.issues
	return c.ended(out, c.say)
}

// ended ends an output, tells what was done, and returns what the command ends with.
func (c *conversion) ended(out files.Output, say func() error) error {
	bad := c.issues+c.unread+len(c.report.Lost) > 0
	if c.strict && bad && !c.target.Folder {
		out.Drop()
	} else if err := out.End(c.survey); err != nil {
		return trouble(err)
	}
	if err := errors.Join(c.saveMap(c.report.Labels), say()); err != nil {
		return trouble(err)
	}
	if c.strict && (len(c.report.Lost) > 0 || c.issues > 0) {
		return &codedError{errors.New("something would be lost (--strict)"), exitLost}
	}
	return c.found()
}

// work makes of what was read what is to be written.
func (c *conversion) work(r *files.Reading) []files.Outgoing {
	articles := r.Articles()
	names := plain.Names{}
	_, unsaid := r.Unsaid(c.reader.Mapping)
	out := make([]files.Outgoing, 0, len(articles))
	for _, a := range articles {
		name, dir := r.Group.Stem, r.Group.Dir
		if name == "" || len(articles) > 1 {
			name = names.Once(plain.FileName(a.Doc.Article.Title))
			dir = path.Join(dir, r.Group.Stem)
		}
		if c.library != nil {
			a.Actors = c.library.Overlay(a.Doc, a.Actors)
		}
		o := c.fit(dir, name, a)
		o.Barred = o.Barred || c.strict && unsaid
		if c.folder != nil {
			o.Err = c.folder.Put(o)
			o.Files = nil
		}
		out = append(out, o)
	}
	return out
}

// fit writes one article, in memory.
func (c *conversion) fit(dir, name string, a files.Article) files.Outgoing {
	w := c.format.Write
	p, lost := format.Fit(w, name, a.Doc, a.Actors)
	o := files.Outgoing{Dir: dir, Title: a.Doc.Article.Title, Lost: lost, Held: p.Out, Marks: map[string]int{}}
	for _, m := range a.Doc.Marks() {
		o.Marks[string(m.Kind)]++
	}
	o.Barred = c.strict && len(lost) > 0
	one := func(data []byte) []format.File {
		return []format.File{{Name: name + c.format.Extensions[0], Data: data}}
	}
	switch {
	case o.Barred || c.dry:
	case w.Files != nil:
		o.Files = w.Files(p)
	case w.Piece != nil && c.target.Apart():
		o.Files = one(w.Join([][]byte{w.Piece(p)}))
	case w.Piece != nil:
		o.Piece = w.Piece(p)
	case c.target.Apart():
		o.Files = one(w.Whole([]format.Piece{p}))
	default:
		o.Whole = &p
	}
	return o
}

// say tells what was done: on standard output where nothing else goes there, else on
// standard error.
func (c *conversion) say() error {
	if c.json {
		return writeJSON(c.cmd.OutOrStdout(), c.report)
	}
	to := c.cmd.ErrOrStderr()
	if c.dry {
		to = c.cmd.OutOrStdout()
	} else if c.quiet {
		return nil
	}
	c.noteLeftOut()
	w := &bytes.Buffer{}
	r := c.report
	articles, marks := words.Count(r.Articles, words.Article), marksInWords(r.Marks)
	switch {
	case r.Barred > 0:
		fmt.Fprintln(w, words.ConvertedBarred.With(articles, marks, words.Group(r.Barred), r.Format))
	case c.dry:
		fmt.Fprintln(w, words.WouldBeConverted.With(articles, marks, r.Format))
	default:
		fmt.Fprintln(w, words.ConvertedTo.With(articles, marks, r.Format))
	}
	if c.dry {
		writeLabels(w, r.Labels)
	}
	for _, k := range slices.Sorted(maps.Keys(r.LeftOut)) {
		fmt.Fprintln(w, words.LeftOutByKind.With(words.Count(r.LeftOut[k], words.KindNoun(annotations.Kind(k)))))
	}
	writeLosses(w, r.Format, r.Lost)
	_, err := to.Write(w.Bytes())
	return err
}
