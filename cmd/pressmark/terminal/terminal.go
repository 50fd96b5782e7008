// Package terminal knows what may be written on a terminal: whether there is one, text that it
// does not obey, and a line that says how far long work has come.
package terminal

import (
	"io"
	"os"
)

// Is reports whether what is written goes to a terminal that can do more than print.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
