package command

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/annotations"
	"pressmark/annotations/format"
	"pressmark/annotations/words"
	"pressmark/cmd/pressmark/files"
	"pressmark/cmd/pressmark/terminal"
)

// inputHelp is what the help of the commands says of their inputs.
const inputHelp = `An INPUT is a file, a folder (with all below it), a zip archive, a pattern in quotation marks
("corpus/**/*.ann"), or "-" for standard input. Formats are found by the ending of a name and by looking;
--from says which. brat's annotations go with the text beside them.`

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

	reader files.Reader
	inputs files.Inputs
	groups int // that were read, or could not be
	issues int
	unread int
	leaves int // marks and ties left out, as the mapping says

	progress *terminal.Progress
}

// newReadingCommand adds the flags that commands share that read files of any kind.
func newReadingCommand(cmd *cobra.Command) *readingCommand {
	c := newLibraryCommand(cmd)
	f := cmd.Flags()
	f.StringVar(&c.from, "from", "", "format of the inputs (default: by looking): "+formatNames(files.ReadFormats))
	f.StringArrayVar(&c.maps, "map", nil, "what labels become: LABEL=ROLE,… or @FILE with one a line; roles are "+rolesInWords())
	cmd.RegisterFlagCompletionFunc("from", completeFormats(files.ReadFormats))
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

func kindNames() []string {
	var out []string
	for _, k := range annotations.Kinds {
		out = append(out, string(k))
	}
	return out
}

// begin looks at the flags and the inputs.
func (c *readingCommand) begin(args []string) error {
	if c.jobs < 1 {
		return troublef("--jobs is at least 1")
	}
	if c.from != "" {
		i := slices.IndexFunc(files.ReadFormats, func(f format.Format) bool { return f.Name == c.from })
		if i < 0 {
			return troublef("no format that can be read is called %q: there are %s", c.from, formatNames(files.ReadFormats))
		}
		c.reader.From = &files.ReadFormats[i]
	}
	var err error
	if c.reader.Mapping, err = parseMapping(c.maps); err != nil {
		return trouble(err)
	}
	for _, k := range c.only {
		if !slices.Contains(kindNames(), strings.TrimSuffix(k, "s")) {
			return troublef("--only takes %s, not %q", strings.Join(kindNames(), ", "), k)
		}
		c.reader.Only = append(c.reader.Only, annotations.Kind(strings.TrimSuffix(k, "s")))
	}
	c.inputs = files.Inputs{Args: args, From: c.reader.From, Stdin: c.cmd.InOrStdin(), Context: c.cmd.Context()}
	return nil
}

// run reads the inputs: work is called for several groups at once, take for one after the
// other, in order.
func run[R any](c *readingCommand, work func(*files.Reading) R, take func(*files.Reading, R) error) error {
	type result struct {
		reading *files.Reading
		out     R
	}
	if !c.quiet {
		c.progress = terminal.NewProgress(c.cmd.ErrOrStderr(), c.inputs.Count)
	}
	defer c.progress.End()
	return files.Pipeline(c.cmd.Context(), c.jobs, c.inputs.Each,
		func(g files.Group, err error) result {
			r := c.reader.Read(g, err)
			out := work(&r)
			return result{&r, out}
		},
		func(r result) error {
			c.groups++
			if r.reading.Unread {
				c.unread++
			}
			c.leaves += r.reading.Leaves
			c.progress.Step(r.reading.Group.Name)
			return take(r.reading, r.out)
		})
}

// each reads the inputs: take is called for one after the other, in order.
func (c *readingCommand) each(take func(*files.Reading) error) error {
	return run(c, func(*files.Reading) struct{} { return struct{}{} }, func(r *files.Reading, _ struct{}) error { return take(r) })
}

// tell writes what is wrong on standard error.
func (c *readingCommand) tell(w io.Writer, issues []files.Issue) {
	if len(issues) > 0 {
		c.progress.Clear()
	}
	for _, i := range issues {
		if !i.Fatal {
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

// noteLeftOut says what was left out, of files and in them, and if all was.
func (c *readingCommand) noteLeftOut() {
	if c.groups == 0 {
		c.note("pressmark: there is nothing that is read in %s", terminal.Printable(strings.Join(c.inputs.Args, ", ")))
	}
	if s := leftOut(c.inputs.LeftOut); s != "" {
		c.note("pressmark: %s", s)
	}
	if c.leaves > 0 {
		c.note("pressmark: marks and ties left out, as the mapping of labels says: %d", c.leaves)
	}
}

// leftOut says how many files were left out, by their ending; or "".
func leftOut(left map[string]int) string {
	n := 0
	var endings []string
	for _, e := range slices.Sorted(maps.Keys(left)) {
		n += left[e]
		name := e
		if name == "" {
			name = words.NoEnding.String()
		}
		endings = append(endings, fmt.Sprintf("%s (%d)", terminal.Printable(name), left[e]))
	}
	if n == 0 {
		return ""
	}
	const shown = 8
	if len(endings) > shown {
		endings = append(endings[:shown], "…")
	}
	return words.FilesLeftOut.Count(n, strings.Join(endings, ", "))
}
