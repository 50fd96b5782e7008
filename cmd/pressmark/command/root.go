// Package command is Pressmark's command line: to serve it, to write it as a static site, and
// to do with many files at once what a reader does on the page. A command reads its files in
// groups that belong together, one group in memory at a time; says what is wrong where, and
// goes on; and ends with a code that tells a script what came of it (exit.go).
package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

// Main runs the command that the program's arguments name, and ends the program.
func Main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // little is kept, and much of what is read is soon garbage
	}
	root, begun := newRoot(), false
	root.PersistentPreRun = func(*cobra.Command, []string) { begun = true }
	if err := root.ExecuteContext(ctx); err != nil {
		if !begun { // no such command, flag or number of arguments
			err = trouble(err)
		}
		switch {
		case errors.Is(err, context.Canceled):
			fmt.Fprintln(os.Stderr, "pressmark: interrupted")
		case !errors.Is(err, errSilent):
			fmt.Fprintln(os.Stderr, "pressmark:", err)
		}
		os.Exit(exitCode(err))
	}
}

// newRoot returns the command line. Errors are printed by Main alone, in one line.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "pressmark",
		Short:         "Turn a news article into a checked record of who said what with which figures",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(serveCommand(), siteCommand(), validateCommand(), showCommand(),
		convertCommand(), importCommand(), exportCommand(), mergeCommand(), diffCommand(), agreeCommand(), statsCommand())
	return root
}
