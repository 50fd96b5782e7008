package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"pressmark/cmd/pressmark/server"
)

func serveCommand() *cobra.Command {
	var addr string
	var open, fetches bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve Pressmark to a browser",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if server.Stale() {
				fmt.Fprintln(c.ErrOrStderr(), "pressmark: the client in this binary is older than the sources here: run make build")
			}
			return trouble(server.Serve(c.Context(), addr, open, fetches, c.OutOrStdout()))
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8000", "host and port to listen on")
	c.Flags().BoolVar(&open, "open", false, "open a browser too")
	c.Flags().BoolVar(&fetches, "fetch", false, "let the reader's page ask this server to fetch an article from an address of the web")
	return c
}
