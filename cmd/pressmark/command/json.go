package command

import (
	"encoding/json"
	"io"
)

// writeJSON writes a value for programs, and for people who look.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
