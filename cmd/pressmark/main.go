// Command pressmark serves Pressmark and writes it as a static site, and does on the
// command line what Pressmark does with files. The binary holds all that it serves, and
// needs nothing else.
package main

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

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // little is kept, and much of what is read is soon garbage
	}
	root, begun := command(), false
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

// command returns the command line. Errors are printed by main alone, in one line.
func command() *cobra.Command {
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
