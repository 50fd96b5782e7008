package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/record"
)

func validateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "validate FILE…",
		Short: "Check files of Pressmark's JSON and say what is wrong and where",
		Long: `Validate reads files of Pressmark's JSON ("-" is standard input) as an import would: it
checks the JSON, the records, and that every quote is what its article says there.
Each problem is one line: FILE:LINE:COLUMN: what is wrong.

The exit code is 0 if all is well, 1 if there is a problem, 2 if a file cannot be read.`,
		Example: "  pressmark validate marks.json\n  pressmark validate *.json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			problems := 0
			for _, file := range files {
				data, err := readFile(cmd.InOrStdin(), file)
				if err != nil {
					return &codedError{err, 2}
				}
				problems += validate(cmd.OutOrStdout(), file, data)
			}
			if problems > 0 {
				return fmt.Errorf("%s found", count(problems, "problem"))
			}
			return nil
		},
	}
	return cmd
}

// A codedError ends the program with an exit code other than 1.
type codedError struct {
	error
	code int
}

func (e *codedError) Unwrap() error { return e.error }

// exitCode returns what the program ends with after an error, or nil.
func exitCode(err error) int {
	var coded *codedError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &coded):
		return coded.code
	}
	return 1
}

// readFile reads a file, or standard input for "-". It reads no more than a
// collection may have and a byte more, so that what is too large is seen to be.
func readFile(stdin io.Reader, name string) ([]byte, error) {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, record.MaxBytes+1))
}

// validate writes what is wrong with a file, or what is in it, and returns how many
// problems it has.
func validate(w io.Writer, file string, data []byte) int {
	c, err := record.DecodeCollection(data)
	var problems record.Errors
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			fmt.Fprintf(w, "%s:%d:%d: %s\n", printable(file), p.Line, p.Column, printable(p.Message()))
		}
		return len(problems)
	case err != nil:
		fmt.Fprintf(w, "%s: %v\n", printable(file), err)
		return 1
	}
	actors := ""
	if n := len(c.Actors); n > 0 {
		actors = count(n, "actor") + ", "
	}
	fmt.Fprintf(w, "%s: %s, %s%s\n", printable(file), count(len(c.Articles), "article"), actors, count(len(c.Annotations), "annotation"))
	if apart := unchecked(c); apart > 0 {
		fmt.Fprintf(w, "%s: the articles of %s are not in the file, so their quotes are not checked\n",
			printable(file), count(apart, "annotation"))
	}
	return 0
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

// count returns a number and a noun in the right form.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// printable returns a text with nothing in it that a terminal would obey.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
