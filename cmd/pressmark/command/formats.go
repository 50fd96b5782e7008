package command

import (
	"strings"

	"github.com/spf13/cobra"

	"pressmark/annotations/format"
	"pressmark/cmd/pressmark/files"
)

// completeFormats completes the names of formats.
func completeFormats(formats []format.Format) cobra.CompletionFunc {
	var out []string
	for _, f := range formats {
		out = append(out, f.Name+"\t"+f.Title)
	}
	return cobra.FixedCompletions(out, cobra.ShellCompDirectiveNoFileComp)
}

// formatNames names formats for a sentence.
func formatNames(formats []format.Format) string {
	var out []string
	for _, f := range formats {
		out = append(out, f.Name)
	}
	return strings.Join(out, ", ")
}

// formatOf finds the format to write by its name or else by the ending of a file's name:
// that with the longest ending that fits; of several the one that is called so ("json"),
// or the first.
func formatOf(name, file string) (format.Format, error) {
	if name != "" {
		f, err := format.Named(name)
		if err != nil || f.Write == nil {
			return f, troublef("no format that can be written is called %q: there are %s", name, formatNames(files.WrittenFormats))
		}
		return f, nil
	}
	var found format.Format
	longest := ""
	for _, f := range files.WrittenFormats {
		for _, e := range f.Extensions {
			fits := strings.HasSuffix(strings.ToLower(file), e)
			if fits && (len(e) > len(longest) || e == longest && e == "."+f.Name) {
				found, longest = f, e
			}
		}
	}
	if longest == "" {
		return found, troublef("say which format to write with --to: %s", formatNames(files.WrittenFormats))
	}
	return found, nil
}
