package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/record"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/terminal"
)

func validateCommand() *cobra.Command {
	var c *readingCommand
	cmd := &cobra.Command{
		Use:   "validate INPUT…",
		Short: "Check files of any format and say what is wrong and where",
		Long: `Validate reads files as an import would: it checks their form, the records, and that every quote is what
its article says there. Each problem is one line: FILE:LINE:COLUMN: what is wrong.

` + inputHelp + `

` + exitCodes,
		Example: "  pressmark validate marks.json\n  pressmark validate corpus/ talks.zip\n  pressmark validate --json '**/*.jsonl'",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := c.begin(args); err != nil {
				return err
			}
			err := run(c, checkedOf, func(r *files.Reading, v checked) error { return c.validated(r, v) })
			if err != nil {
				return trouble(err)
			}
			c.noteLeftOut()
			return c.found()
		},
	}
	c = newReadingCommand(cmd)
	return cmd
}

// checked says what is in a file, and what is wrong with it.
type checked struct {
	File        string        `json:"file"`
	Format      string        `json:"format,omitempty"`
	Articles    int           `json:"articles"`
	Actors      int           `json:"actors"`
	Annotations int           `json:"annotations"`
	Apart       int           `json:"apart,omitempty"` // annotations of articles that are not in the file
	Problems    []files.Issue `json:"problems"`
}

func checkedOf(r *files.Reading) checked {
	v := checked{File: r.Group.Name, Format: r.Format, Problems: r.Issues}
	if v.Problems == nil {
		v.Problems = []files.Issue{}
	}
	for _, c := range r.Pieces {
		v.Articles += len(c.Articles)
		v.Actors += len(c.Actors)
		v.Annotations += len(c.Annotations)
		v.Apart += unchecked(c)
	}
	return v
}

// validated writes what is wrong with a file, or what is in it.
func (c *readingCommand) validated(r *files.Reading, v checked) error {
	w := &bytes.Buffer{}
	c.progress.Clear()
	switch {
	case c.json:
		line, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if !r.Unread {
			c.issues += len(r.Issues)
		}
		fmt.Fprintf(w, "%s\n", line)
	case r.Unread:
		c.tell(c.cmd.ErrOrStderr(), r.Issues)
		return nil
	case len(r.Issues) > 0:
		c.tell(w, r.Issues)
	case !c.quiet:
		v.write(w)
	}
	_, err := c.cmd.OutOrStdout().Write(w.Bytes())
	return err
}

// write says what is in a file.
func (v checked) write(w io.Writer) {
	actors := ""
	if v.Actors > 0 {
		actors = words.Count(v.Actors, words.Actor) + ", "
	}
	fmt.Fprintf(w, "%s: %s, %s%s\n", terminal.Printable(v.File), words.Count(v.Articles, words.Article), actors, words.Count(v.Annotations, words.Annotation))
	if v.Apart > 0 {
		fmt.Fprintln(w, words.ArticlesApart.With(terminal.Printable(v.File), words.Count(v.Apart, words.Annotation)))
	}
}

// unchecked returns how many annotations belong to articles outside the collection.
func unchecked(c record.Collection) int {
	have := map[annotations.ID]bool{}
	for _, a := range c.Articles {
		have[a.ID] = true
	}
	n := 0
	for _, m := range c.Annotations {
		if !have[m.Article] {
			n++
		}
	}
	return n
}
