package command

import (
	"github.com/spf13/cobra"

	"pressmark/cmd/pressmark/server"
)

func siteCommand() *cobra.Command {
	var dir, base string
	c := &cobra.Command{
		Use:   "site",
		Short: "Write Pressmark as a static site for any host",
		Long: "Write Pressmark as files for any host, under any base path. Beside each file that shrinks\n" +
			"lie a .br and a .gz copy for hosts that use them.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return trouble(server.WriteSite(dir, base, c.OutOrStdout())) },
	}
	c.Flags().StringVar(&dir, "dir", "site", "folder to write to")
	c.Flags().StringVar(&base, "base", "/", "path under which the site will be found")
	return c
}
