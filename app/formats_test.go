package app

import (
	"slices"
	"strings"
	"testing"

	"pressmark/annotations/format"
)

// The dialog offers every format that can be written, and no other.
func TestExportFormats(t *testing.T) {
	for _, f := range format.Formats {
		offered := slices.ContainsFunc(exportFormats, func(x exportFormat) bool { return x.name == f.Name })
		if offered != (f.Write != nil) {
			t.Errorf("%s: offered %v, written %v", f.Name, offered, f.Write != nil)
		}
	}
	for _, x := range exportFormats {
		if _, err := format.Named(x.name); err != nil {
			t.Errorf("%s is offered, and there is no such format", x.name)
		}
	}
}

// The file chooser takes every ending that can be read.
func TestAccepted(t *testing.T) {
	for _, f := range format.Formats {
		if f.Read == nil {
			continue
		}
		for _, ending := range f.Extensions {
			if !slices.Contains(strings.Split(accepted, ","), ending) {
				t.Errorf("%s: %s cannot be chosen", f.Name, ending)
			}
		}
	}
}
