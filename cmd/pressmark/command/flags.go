package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/words"
)

// Exit codes.
const (
	exitFound       = 1   // problems, or differences
	exitTrouble     = 2   // it was called wrongly, or something could not be read or written
	exitLost        = 3   // under --strict: something would have been lost
	exitInterrupted = 130 // as shells have it
)

// What the help of the commands says of them.
const (
	exitCodes = `Exit codes: 0 all is well; 1 problems were found; 2 called wrongly, or something could not be read or written.`
	// strictCodes are those of a command that has --strict.
	strictCodes = `Exit codes: 0 all is well; 1 problems were found; 2 called wrongly, or something could not be read or
written; 3 with --strict, something would be lost.`
)

// inputHelp is what the help of the commands says of their inputs.
const inputHelp = `An INPUT is a file, a folder (with all below it), a zip archive, a pattern in quotation marks
("corpus/**/*.ann"), or "-" for standard input. Formats are found by the ending of a name and by looking;
--from says which. brat's annotations go with the text beside them.`

// A codedError ends the program with an exit code other than 1.
type codedError struct {
	error
	code int
}

// errSilent ends the program without a word: what there is to say has been said.
var errSilent = errors.New("")

func (e *codedError) Unwrap() error { return e.error }

// exitCode returns what the program ends with after an error, or nil.
func exitCode(err error) int {
	var coded *codedError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &coded):
		return coded.code
	}
	return exitFound
}

// trouble returns an error with the exit code of what is called wrongly or cannot be had.
func trouble(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return &codedError{err, exitTrouble}
}

func troublef(format string, args ...any) error { return trouble(fmt.Errorf(format, args...)) }

// A reading command has what the commands have in common that read articles.
type readingCommand struct {
	cmd   *cobra.Command
	from  string
	maps  []string
	save  string // where what labels become is written; "": nowhere
	only  []string
	jobs  int
	quiet bool
	json  bool

	reader reader
	inputs inputs
	groups int // that were read, or could not be
	issues int
	unread int
	leaves int // marks and ties left out, as the mapping says

	progress *progress
}

// newReadingCommand adds the flags that commands share that read files of any kind.
func newReadingCommand(cmd *cobra.Command) *readingCommand {
	c := newLibraryCommand(cmd)
	f := cmd.Flags()
	f.StringVar(&c.from, "from", "", "format of the inputs (default: by looking): "+formatNames(readFormats))
	f.StringArrayVar(&c.maps, "map", nil, "what labels become: LABEL=ROLE,… or @FILE with one a line; roles are "+rolesInWords())
	cmd.RegisterFlagCompletionFunc("from", completeFormats(readFormats))
	return c
}

// newLibraryCommand adds the flags that they share with one that reads a library.
func newLibraryCommand(cmd *cobra.Command) *readingCommand {
	c := &readingCommand{cmd: cmd}
	f := cmd.Flags()
	f.StringSliceVar(&c.only, "only", nil, "kinds of marks to take: actor, claim, figure")
	f.IntVar(&c.jobs, "jobs", runtime.GOMAXPROCS(0), "how many files are worked on at once")
	f.BoolVarP(&c.quiet, "quiet", "q", false, "no summary and no progress on standard error")
	f.BoolVar(&c.json, "json", false, "write JSON, for programs")
	cmd.RegisterFlagCompletionFunc("only", cobra.FixedCompletions(kindNames(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

// completeFormats completes the names of formats.
func completeFormats(formats []format.Format) cobra.CompletionFunc {
	var out []string
	for _, f := range formats {
		out = append(out, f.Name+"\t"+f.Title)
	}
	return cobra.FixedCompletions(out, cobra.ShellCompDirectiveNoFileComp)
}

func kindNames() []string {
	var out []string
	for _, k := range annotations.Kinds {
		out = append(out, string(k))
	}
	return out
}

func formatNames(formats []format.Format) string {
	var out []string
	for _, f := range formats {
		out = append(out, f.Name)
	}
	return strings.Join(out, ", ")
}

// begin looks at the flags and the inputs.
func (c *readingCommand) begin(args []string) error {
	if c.jobs < 1 {
		return troublef("--jobs is at least 1")
	}
	if c.from != "" {
		i := slices.IndexFunc(readFormats, func(f format.Format) bool { return f.Name == c.from })
		if i < 0 {
			return troublef("no format that can be read is called %q: there are %s", c.from, formatNames(readFormats))
		}
		c.reader.from = &readFormats[i]
	}
	var err error
	if c.reader.mapping, err = parseMapping(c.maps); err != nil {
		return trouble(err)
	}
	for _, k := range c.only {
		if !slices.Contains(kindNames(), strings.TrimSuffix(k, "s")) {
			return troublef("--only takes %s, not %q", strings.Join(kindNames(), ", "), k)
		}
		c.reader.only = append(c.reader.only, annotations.Kind(strings.TrimSuffix(k, "s")))
	}
	c.inputs = inputs{args: args, from: c.reader.from, stdin: c.cmd.InOrStdin(), ctx: c.cmd.Context()}
	return nil
}

// run reads the inputs: work is called for several groups at once, take for one after the
// other, in order.
func run[R any](c *readingCommand, work func(*reading) R, take func(*reading, R) error) error {
	type result struct {
		reading *reading
		out     R
	}
	c.progress = newProgress(c.cmd.ErrOrStderr(), c.inputs, c.quiet)
	defer c.progress.end()
	return pipeline(c.cmd.Context(), c.jobs, c.inputs.each,
		func(g group, err error) result {
			r := c.reader.read(g, err)
			out := work(&r)
			return result{&r, out}
		},
		func(r result) error {
			c.groups++
			if r.reading.unread {
				c.unread++
			}
			c.leaves += r.reading.leaves
			c.progress.step(r.reading.group.name)
			return take(r.reading, r.out)
		})
}

// tell writes what is wrong on standard error.
func (c *readingCommand) tell(w io.Writer, issues []issue) {
	if len(issues) > 0 {
		c.progress.clear()
	}
	for _, i := range issues {
		if !i.fatal {
			c.issues++
		}
		fmt.Fprintln(w, i)
	}
}

// found returns the error that a command ends with, where nothing worse has happened.
func (c *readingCommand) found() error {
	switch {
	case c.unread > 0:
		return trouble(errors.New(words.InputsUnread.Count(c.unread)))
	case c.issues > 0:
		return errors.New(words.ProblemsFound.Count(c.issues))
	}
	return nil
}

// note writes a line about what was done, unless it is to be quiet.
func (c *readingCommand) note(format string, args ...any) {
	if !c.quiet {
		fmt.Fprintf(c.cmd.ErrOrStderr(), format+"\n", args...)
	}
}

// saveMapFlag adds the flag that writes down what labels become.
func (c *readingCommand) saveMapFlag() {
	c.cmd.Flags().StringVar(&c.save, "save-map", "", "file to write what labels become into, for --map @FILE")
}

// saveMap writes down what labels become, if that was asked for.
func (c *readingCommand) saveMap(labels map[string]*meaning) error {
	if c.save == "" {
		return nil
	}
	return writeMapping(c.save, labels)
}

// noteLeftOut says what was left out, of files and in them, and if all was.
func (c *readingCommand) noteLeftOut() {
	if c.groups == 0 {
		c.note("pressmark: there is nothing that is read in %s", printable(strings.Join(c.inputs.args, ", ")))
	}
	if s := c.inputs.leftOut(); s != "" {
		c.note("pressmark: %s", s)
	}
	if c.leaves > 0 {
		c.note("pressmark: marks and ties left out, as the mapping of labels says: %d", c.leaves)
	}
}
