// Command pressmark serves Pressmark and writes it as a static site. The binary
// holds all that it serves, and needs nothing else.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := command().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "pressmark:", err)
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
	root.AddCommand(serveCommand(), siteCommand(), packCommand(), thinCommand(), segmentsCommand(), validateCommand(), showCommand())
	return root
}
