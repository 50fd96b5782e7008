package command

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"pressmark/cmd/pressmark/library"
)

func exportCommand() *cobra.Command {
	c := &conversion{}
	cmd := &cobra.Command{
		Use:   "export LIBRARY [--to FORMAT] [-o FILE|FOLDER|X.zip|-]",
		Short: "Write the articles of a library in any format",
		Long: `Export writes the articles of a library, a folder that import made, as convert does: see there for what
goes where and what a format cannot hold.

` + strictCodes,
		Example: `  pressmark export library --to brat -o brat.zip
  pressmark export library -o library.jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			info, err := os.Stat(args[0])
			if err == nil && !info.IsDir() {
				err = &fs.PathError{Op: "open", Path: args[0], Err: errors.New("it is no folder")}
			}
			if err != nil {
				return trouble(err)
			}
			if err := c.begin([]string{filepath.ToSlash(args[0])}); err != nil {
				return err
			}
			if c.library, err = library.Open(args[0]); err != nil {
				return trouble(err)
			}
			c.inputs.Only = library.IsArticle
			return c.convert()
		},
	}
	c.readingCommand = newLibraryCommand(cmd)
	c.flags(cmd)
	return cmd
}
