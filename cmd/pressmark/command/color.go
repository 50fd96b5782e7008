package command

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"pressmark/cmd/pressmark/terminal"
)

// colorFlag adds the flag of commands that can write in colours.
func colorFlag(cmd *cobra.Command, color *string) {
	cmd.Flags().StringVar(color, "color", "auto", "when to use colours: auto, always or never")
	cmd.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
}

// colored reports whether to use colours: on a terminal, unless NO_COLOR is set.
func colored(when string, out io.Writer) (bool, error) {
	switch when {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return os.Getenv("NO_COLOR") == "" && terminal.Is(out), nil
	}
	return false, errors.New("--color is auto, always or never")
}
